"""Pictures, for text recognition."""
