"""The help in the window: pages to read and to search in."""
