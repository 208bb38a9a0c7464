"""Pictures in office documents that are large enough for a page to be scanned into them.

Their text is not recognised. A document that is little more than such pictures says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_app.documents.model import Reason

_LARGE_MM2 = 0.4 * 210 * 297
"""An upright page as high as a slide is just larger, logos and photos in a report are smaller."""
_LETTERS_EACH = 300
"""A caption or a covering note has fewer; the text around a figure in a report has more."""
_LENGTH = re.compile(r"\s*(\d{1,9}(?:\.\d{0,9})?)(mm|cm|in|pt|px)\s*", re.ASCII)
_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "px": 25.4 / 96}
_EMU = re.compile(r"\d{1,15}", re.ASCII)
_EMU_A_MM = 36_000


class LargePictures:
    """Counts the large pictures shown in one document."""

    def __init__(self) -> None:
        self._count = 0

    def add(self, width_mm: float, height_mm: float) -> None:
        """Take in a picture by the size it is shown in."""
        self._count += width_mm * height_mm >= _LARGE_MM2

    def problem(self, pages: Iterable[str]) -> tuple[Reason | None, str]:
        """Return why a document with this text may not be all read, with the number of pictures.

        (None, "") where there are 300 letters of text for each large picture.
        """
        missing = self._count * _LETTERS_EACH
        for page in pages:
            if missing <= 0:
                break
            missing -= sum(map(str.isalnum, page))
        return (Reason.PICTURES, f"large ones: {self._count:,}") if missing > 0 else (None, "")


def millimetres(length: str) -> float:
    """Return a length such as "17.5cm", "6in" or "453pt" in millimetres; 0 for what is none."""
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _MM[found[2]] if found else 0.0


def emu_millimetres(length: str) -> float:
    """Return a length in English Metric Units in millimetres; 0 for what is none."""
    return int(length) / _EMU_A_MM if _EMU.fullmatch(length) else 0.0
