"""The review of duplicates: groups, their members, the evidence, and what comes of it."""
