"""A folder becomes clean text passages: scanner, file types, readers, processes, passages."""
