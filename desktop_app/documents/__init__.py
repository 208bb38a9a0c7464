"""A folder becomes clean text passages: scanner, file types, readers, reader processes, passages."""
