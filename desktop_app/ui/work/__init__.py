"""Work in the background: tasks, the open folder, indexing, changes in it, pictures of pages."""
