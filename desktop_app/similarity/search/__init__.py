"""Search by meaning and words, and find similar: ranked, with the passage that says why."""
