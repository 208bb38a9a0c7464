"""A generated folder of which it is known what is related to what, and a judge of what is found.

``python -m tests.truth`` writes the folder, runs the product on it and prints precision and recall
of every relation. All text is made here, from a seed; another seed is another folder.
"""
