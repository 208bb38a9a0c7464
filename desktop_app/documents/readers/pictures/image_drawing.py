"""Drawing a picture for the screen: upright, in colour, on white."""

from __future__ import annotations

import math
from typing import Any

from desktop_app.documents.limits import MAX_IMAGE_PIXELS, MAX_SHOWN_PIXELS, MAX_SHOWN_SIDE
from desktop_app.documents.model import PagePicture, ReadFailure, Reason
from desktop_app.documents.readers.pictures.image import DECODER_ERRORS, megapixels, opened
from desktop_app.documents.sources.source import Source

_POINTS_A_PIXEL = 0.75
"""At 96 dots an inch, as a browser counts."""
_DEEP = 1 / 256
_DEEP_MODES = ("I", "I;16", "I;16L", "I;16B", "I;16N")


def draw(source: Source, page: int, scale: float, width: int) -> PagePicture:
    """Return a page as a picture; see ``documents.drawing.draw_page``.

    Raises:
        ReadFailure: DAMAGED (also: there is no such page); TOO_LARGE (more than 100 megapixels);
            SCANNED (no Pillow).
    """
    try:
        with opened(source) as image:
            pages = image.n_frames if image.format == "TIFF" else 1
            if not 1 <= page <= pages:
                raise ReadFailure(Reason.DAMAGED, f"page {page:,}")
            if page > 1:
                image.seek(page - 1)
            if image.width * image.height > MAX_IMAGE_PIXELS:
                raise ReadFailure(Reason.TOO_LARGE, megapixels(image.size))
            return _drawn(image, pages, scale, width)
    except ImportError as exc:
        raise ReadFailure(Reason.SCANNED) from exc
    except DECODER_ERRORS as exc:
        raise ReadFailure(Reason.DAMAGED) from exc


def _drawn(image: Any, pages: int, scale: float, width: int) -> PagePicture:
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(image)
    natural = upright.size
    factor = width / natural[0] if width else scale * _POINTS_A_PIXEL
    factor = min(
        factor,
        math.sqrt(MAX_SHOWN_PIXELS / (natural[0] * natural[1])),
        MAX_SHOWN_SIDE / max(natural),
    )
    size = max(1, round(natural[0] * factor)), max(1, round(natural[1] * factor))
    shown = _in_colour(upright)
    if size != natural:
        # "reducing_gap": a large photo is first made smaller by whole numbers, which is quick.
        shown = shown.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    points = natural[0] * _POINTS_A_PIXEL, natural[1] * _POINTS_A_PIXEL
    return PagePicture(shown.tobytes(), *size, pages, points)


def _in_colour(image: Any) -> Any:
    from PIL import Image

    if image.mode in _DEEP_MODES:
        return image.point(lambda level: level * _DEEP).convert("L").convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(white, clear).convert("RGB")
