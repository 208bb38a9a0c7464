"""Tesseract: a picture of a page to its text. Imported, with its libraries, in children only.

The figures below were measured on pages of text drawn at 200 dots an inch, turned by half a degree,
with added grain.
"""

from __future__ import annotations

import functools
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.ocr.languages import data_for

DOTS_AN_INCH: Final = 200

_TRUSTED = 60
"""Mean confidence, 0 to 100, from which words are believed: upright pages give 66 to 96, the
gibberish of pages that stand on their head 36 to 55, and of pictures 20 to 30."""
_TRUSTED_ALONE = 75
"""The same for a few letters, such as specks on an empty page give."""
_FEW_LETTERS = 16
_SURE = 70
"""Below it another look, in case the page was not upright."""
_GRAIN = 8
"""Median difference from the smoothed picture, in levels of grey, that makes a picture grainy.
Tesseract finds nothing at all there, and takes half a minute for it."""
_SMOOTH, _SMOOTHER = 0.5, 1.4
"""Radius of the blur, in pixels: lost words of 5-point type 0 % and, for grainy pictures, 7 %."""
_SAMPLE_SIDE = 800
_WORD_CHAR = re.compile(r"[^\W_]")


def recognise(picture: Any, languages: str) -> str:
    """Return the text in a picture, or "" if there is none that can be believed.

    Args:
        picture: A Pillow image in grey ("L").
        languages: Such as "eng+deu"; those that are not installed are left out.

    Raises:
        ReadFailure: SCANNED: the engine or all these languages are missing; DAMAGED: it failed.
    """
    data = data_for(languages)
    if data is None:
        raise ReadFailure(Reason.SCANNED, "no language for text recognition")
    from PIL import Image

    engine, smooth = _engine(*data), _smoothed(picture)
    found = _look(engine, smooth)
    if found.confidence < _SURE:
        # The engine finds lines on their side, but not whether they stand on their head. (What
        # Tesseract has for that says nothing on pages of a few lines.)
        turned = smooth.transpose(Image.Transpose.ROTATE_180)
        found = max(found, _look(engine, turned), key=lambda look: look.weight)
    return found.text if found.is_trusted else ""


@dataclass(frozen=True, slots=True)
class _Look:
    """What one pass over a picture found."""

    text: str
    confidence: int

    @property
    def letters(self) -> int:
        return len(_WORD_CHAR.findall(self.text))

    @property
    def weight(self) -> int:
        return self.letters * self.confidence

    @property
    def is_trusted(self) -> bool:
        needed = _TRUSTED if self.letters >= _FEW_LETTERS else _TRUSTED_ALONE
        return self.letters > 0 and self.confidence >= needed


def _look(engine: Any, picture: Any) -> _Look:
    width, height = picture.size
    try:
        engine.SetImageBytes(picture.tobytes(), width, height, 1, width)
        # Any value does: without one it is guessed, which changes no word.
        engine.SetSourceResolution(DOTS_AN_INCH)
        text: str = engine.GetUTF8Text()
        return _Look(text.strip(), engine.MeanTextConf() if text.strip() else 0)
    except RuntimeError as exc:
        raise ReadFailure(Reason.DAMAGED, "text recognition failed") from exc
    finally:
        engine.Clear()


@functools.lru_cache(maxsize=1)
def _engine(folder: Path, languages: str) -> Any:
    """Return the engine with its data loaded, which is kept for the next page."""
    # Read when the library is loaded. More threads make it slower, and other programs too.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        import tesserocr
    except ImportError as exc:
        raise ReadFailure(Reason.SCANNED, "text recognition is not installed") from exc
    try:
        return tesserocr.PyTessBaseAPI(path=str(folder), lang=languages, psm=tesserocr.PSM.AUTO)
    except RuntimeError as exc:
        raise ReadFailure(Reason.SCANNED, "the language data cannot be used") from exc


def _smoothed(picture: Any) -> Any:
    from PIL import ImageFilter

    radius = _SMOOTHER if _is_grainy(picture) else _SMOOTH
    return picture.filter(ImageFilter.GaussianBlur(radius))


def _is_grainy(picture: Any) -> bool:
    """Whether neighbouring pixels differ nearly everywhere, judged in the middle of the picture."""
    from PIL import ImageChops, ImageFilter

    left = max(0, (picture.width - _SAMPLE_SIDE) // 2)
    top = max(0, (picture.height - _SAMPLE_SIDE) // 2)
    right, bottom = min(picture.width, left + _SAMPLE_SIDE), min(picture.height, top + _SAMPLE_SIDE)
    middle = picture.crop((left, top, right, bottom))
    levels = ImageChops.difference(middle, middle.filter(ImageFilter.GaussianBlur(1))).histogram()
    return sum(levels[_GRAIN + 1 :]) > sum(levels) / 2
