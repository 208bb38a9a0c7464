"""The document beside the list: its text with what matched, or its pages as pictures.

``PreviewController`` has a document made ready on a worker thread; ``PreviewPane`` shows it.
"""
