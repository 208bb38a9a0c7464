"""What a folder is about: clusters of related documents, their labels, a map."""
