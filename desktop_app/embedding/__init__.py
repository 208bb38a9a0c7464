"""Passages become unit vectors: the Embedder protocol, the local model in its child process, the catalogue."""
