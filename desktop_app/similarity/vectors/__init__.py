"""The vectors of an index in memory: exact scans, all close pairs, means of documents."""
