"""Models: choosing one for the open folder, and several of them compared on it."""
