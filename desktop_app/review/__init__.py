"""What a person decides about alike documents, and what is done for them: never the last copy."""
