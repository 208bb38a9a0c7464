"""What is alike, and why: search, find similar, relations and groups."""
