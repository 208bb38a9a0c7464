"""Every file of the folder: whether it was read, why not, and what can be done."""
