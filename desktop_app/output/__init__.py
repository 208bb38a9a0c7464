"""Answers put into words and pages: for a terminal, as JSON, as a table, as a printable page."""
