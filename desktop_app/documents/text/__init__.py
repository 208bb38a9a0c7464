"""From what a reader found to display text, match text, words and passages."""
