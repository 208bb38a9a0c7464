"""What is in the folder, and the one way a file of it is opened."""
