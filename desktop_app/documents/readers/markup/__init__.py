"""Texts with marks in them: web pages, books, RTF, TeX, XML, JSON, notebooks, plain text."""
