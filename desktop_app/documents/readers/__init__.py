"""Readers, one module per format family: ``Source`` in, ``Extracted`` out, or ``ReadFailure``."""
