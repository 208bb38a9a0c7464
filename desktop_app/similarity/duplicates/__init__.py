"""What is alike, decided on the texts: candidates, verification, relations, groups."""
