"""What readers read from: bytes, packages, OLE files, XML streams, encodings."""
