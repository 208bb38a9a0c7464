"""What is dropped or pasted, as files and text."""

from __future__ import annotations

from PySide6.QtCore import QMimeData


def dropped_files(data: QMimeData) -> tuple[str, ...]:
    """Return the absolute paths of local files among what was dropped."""
    return tuple(url.toLocalFile() for url in data.urls() if url.isLocalFile())


def dropped_text(data: QMimeData) -> str:
    """Return the text that was dropped or pasted, "" if it is files or none."""
    if data.hasUrls() and dropped_files(data):
        return ""
    return data.text().strip()
