"""Readers on mutated files, guided by coverage: ``python -m tests.fuzz``."""
