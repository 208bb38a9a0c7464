"""What every view says and offers about a document: its kind in words, its menu, its intents."""
