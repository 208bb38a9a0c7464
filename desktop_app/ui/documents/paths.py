"""Paths in the folder as people read them."""

from __future__ import annotations


def readable(path: str) -> str:
    """Return a path that every widget can show: bytes that are no text become “�”."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def name_of(path: str) -> str:
    """Return the file's name, readable."""
    return readable(path.rpartition("/")[2])


def folder_of(path: str) -> str:
    """Return the folder of a file as “Contracts › 2023”; "" for the top."""
    return readable(path.rpartition("/")[0]).replace("/", " › ")
