"""What the people who made a document wrote about its pictures."""

from __future__ import annotations

import re

_FILE_NAME = re.compile(r"\S{1,200}\.[a-z]{3,4}", re.IGNORECASE)
# What programs write by themselves: "Picture 3", and that they guessed.
_AUTOMATIC = re.compile(
    r"(?:picture|image|grafik|bild|photo|logo|shape|graphic|chart|diagram)?\s*\d*", re.IGNORECASE
)
_GUESSED = re.compile(
    r"(?:Description automatically generated(?: with [a-z]{1,20} confidence)?"
    r"|AI-generated content may be incorrect\.?)$",
    re.IGNORECASE,
)


def alternative_text(text: str) -> str:
    """Return what a picture's description says; "" for a file name or "Picture 3"."""
    text = _GUESSED.sub("", text.strip()).rstrip()
    return "" if _FILE_NAME.fullmatch(text) or _AUTOMATIC.fullmatch(text) else text
