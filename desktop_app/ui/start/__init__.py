"""What a person sees before a folder is open."""
