"""What is kept next to the folder: place, SQLite store, indexing run, integrity, transfer."""
