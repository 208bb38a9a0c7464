"""What a person chooses for all folders, and what this program is."""
