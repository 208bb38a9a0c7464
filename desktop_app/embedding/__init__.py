"""Passages become unit vectors: the Embedder port, the local models, their catalogue."""
