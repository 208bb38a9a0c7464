"""Recognising the text in pictures: the engine and the languages that are installed for it."""
