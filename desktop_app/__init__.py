"""Likewise finds documents that say the same thing.

Importing this package imports neither Qt, torch nor any document parser.
"""

__version__ = "0.1.0"
