"""Readers, one module per format family: bytes in, ``ReadResult`` out, or ``ReadFailure``."""
