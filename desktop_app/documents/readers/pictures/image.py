"""Pictures: PNG, JPEG, TIFF of many pages, GIF, BMP, WebP. Their text has to be recognised.

``read`` looks at headers only. What recognition made of the pages comes with the source, from
``picture`` and ``ocr.engine``, page by page.
"""

from __future__ import annotations

import contextlib
import math
import struct
from collections.abc import Iterator
from typing import Any

from desktop_app.documents.limits import (
    MAX_IMAGE_PIXELS,
    MAX_OCR_PIXELS,
    MAX_OCR_SIDE,
    MAX_PDF_PAGES,
)
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.pages import named
from desktop_app.documents.sources.source import Extracted, Source

_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")
_LEAST_WIDTH, _LEAST_HEIGHT = 60, 20
_SMALL_PIXELS = 2_100_000
"""Up to the size of a usual screen, letters are small: doubled, 92 % instead of 50 % of the words
of 8-point type at 72 dots an inch are found, and none is lost of larger ones."""
_DEEP_MODES = ("I", "I;16", "I;16L", "I;16B", "I;16N")
_LARGE_PIXELS = 9_000_000
"""An A4 page of 300 dots an inch."""
_ENOUGH_DOTS = 250
"""Of 600 dots an inch half gives the same words in a third of the time."""
_MOST_REDUCED = 8
_TAIL_BYTES = 1 << 20
# What each file ends with, though other things may follow it.
_ENDS = {"JPEG": b"\xff\xd9", "MPO": b"\xff\xd9", "PNG": b"IEND"}
_CUT_OFF = "the end of the file is missing"
# Whatever a decoder says of bytes that are none of its format.
DECODER_ERRORS = (OSError, SyntaxError, ValueError, IndexError, KeyError, EOFError,
           OverflowError, TypeError, ZeroDivisionError, struct.error)  # fmt: skip


def read(source: Source) -> Extracted:
    """Return what was recognised on the pages.

    Raises:
        ReadFailure: SCANNED (not recognised yet, or not possible), NO_TEXT (too small for any, or
            none was found), TOO_LARGE (more than 100 megapixels), DAMAGED.
    """
    try:
        with opened(source) as image:
            sizes = _sizes(image)
            is_cut_off = _is_cut_off(source, image.format)
    except ImportError as exc:
        raise ReadFailure(Reason.SCANNED, scanned=(1,)) from exc
    too_large = [page for page, (width, height) in sizes if width * height > MAX_IMAGE_PIXELS]
    if len(too_large) == len(sizes):
        raise ReadFailure(Reason.TOO_LARGE, megapixels(sizes[0][1]))
    with_text = [
        page for page, size in sizes if page not in set(too_large) and _may_hold_text(size)
    ]
    scanned = tuple(page for page in with_text if page not in source.recognised)
    pages = tuple(source.recognised.get(page, "") for page, _ in sizes)
    if is_cut_off:
        reason, detail = Reason.DAMAGED, _CUT_OFF
    elif too_large:
        reason, detail = Reason.TOO_LARGE, named(too_large)
    elif scanned:
        reason, detail = Reason.SCANNED, "" if len(scanned) == len(sizes) else named(scanned)
    else:
        reason, detail = None, ""
    if not any(map(str.strip, pages)):
        raise ReadFailure(reason or Reason.NO_TEXT, detail, scanned)
    recognised = tuple(page for page, text in enumerate(pages, 1) if text.strip())
    return Extracted(pages, reason=reason, detail=detail, scanned=scanned, recognised=recognised)


def picture(source: Source, page: int) -> Any:
    """Return one page as a Pillow image in grey: upright, on white, neither tiny nor huge.

    Args:
        page: From 1.

    Raises:
        ReadFailure: DAMAGED; TOO_LARGE (more than 100 megapixels); SCANNED (no Pillow).
    """
    try:
        with opened(source) as image:
            if image.format == "TIFF":
                image.seek(page - 1)
            if image.width * image.height > MAX_IMAGE_PIXELS:
                raise ReadFailure(Reason.TOO_LARGE, megapixels(image.size))
            return _fitted(_upright_grey(image), _resolution(image))
    except ImportError as exc:
        raise ReadFailure(Reason.SCANNED) from exc
    except DECODER_ERRORS as exc:
        raise ReadFailure(Reason.DAMAGED) from exc


@contextlib.contextmanager
def opened(source: Source) -> Iterator[Any]:
    """Open a picture; only its header is read."""
    from PIL import Image, ImageFile

    Image.MAX_IMAGE_PIXELS = None  # counted here, before decoding
    ImageFile.LOAD_TRUNCATED_IMAGES = True  # what is there of a photo may hold all its words
    try:
        image = Image.open(source.stream(), formats=_FORMATS)
    except DECODER_ERRORS as exc:
        raise ReadFailure(Reason.DAMAGED) from exc
    with image:
        yield image


def _sizes(image: Any) -> list[tuple[int, tuple[int, int]]]:
    """Return each page's number and size; only a TIFF has more than one, others have frames."""
    sizes = [(1, image.size)]
    if image.format == "TIFF":
        with contextlib.suppress(*DECODER_ERRORS):  # EOFError at the end
            for page in range(2, MAX_PDF_PAGES + 1):
                image.seek(page - 1)
                sizes.append((page, image.size))
    return sizes


def _may_hold_text(size: tuple[int, int]) -> bool:
    # Either way round: it may lie on its side.
    return max(size) >= _LEAST_WIDTH and min(size) >= _LEAST_HEIGHT


def _is_cut_off(source: Source, form: str) -> bool:
    end = _ENDS.get(form)
    if end is None:
        return False
    if source.in_memory:
        return end not in source.data()[-_TAIL_BYTES:]
    stream = source.stream()
    stream.seek(max(0, source.size - _TAIL_BYTES))
    return end not in stream.read(_TAIL_BYTES)


def _upright_grey(image: Any) -> Any:
    from PIL import Image, ImageOps

    image.draft("L", image.size)  # a JPEG need not be decoded in colour
    turned = ImageOps.exif_transpose(image)
    if turned.mode in _DEEP_MODES:
        return turned.point(lambda level: level * (1 / 256)).convert("L")
    if not turned.has_transparency_data:
        return turned.convert("L")
    if turned.mode not in ("LA", "RGBA"):
        turned = turned.convert("RGBA")
    white = Image.new("L", turned.size, 255)
    return Image.composite(turned.convert("L"), white, turned.getchannel("A"))


def _resolution(image: Any) -> float:
    """Return the dots an inch the file says it has, or 0."""
    found = image.info.get("dpi", (0, 0))
    return max(map(float, found)) if isinstance(found, tuple) and found else 0.0


def _fitted(grey: Any, resolution: float) -> Any:
    """Return the picture doubled if it is small, made smaller if it is needlessly large."""
    from PIL import Image

    pixels, longest = grey.width * grey.height, max(grey.size)
    factor = max(math.ceil(math.sqrt(pixels / MAX_OCR_PIXELS)), math.ceil(longest / MAX_OCR_SIDE))
    if pixels > _LARGE_PIXELS:
        factor = max(factor, min(int(resolution / _ENOUGH_DOTS), _MOST_REDUCED))
    if factor > 1:
        return grey.reduce(factor)
    if pixels <= _SMALL_PIXELS and 2 * longest <= MAX_OCR_SIDE:
        return grey.resize((2 * grey.width, 2 * grey.height), Image.Resampling.LANCZOS)
    return grey


def megapixels(size: tuple[int, int]) -> str:
    """Return how large a picture is, in words."""
    return f"{size[0] * size[1] / 1e6:,.0f} megapixels"
