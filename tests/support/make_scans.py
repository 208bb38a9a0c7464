"""Scans made from text: drawn by PDFium, turned a little and made grainy. Needs Pillow."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from typing import Any

import pypdfium2
from PIL import Image, ImageChops

from tests.support import make


def drawn(text: str, *, dots_an_inch: int = 200) -> Any:
    """Return an A4 page with ``text`` on it as a Pillow image in grey."""
    document = pypdfium2.PdfDocument(make.pdf([text]))
    try:
        bitmap = document[0].render(scale=dots_an_inch / 72, grayscale=True)
        return bitmap.to_pil().copy()
    finally:
        document.close()


def scanned(text: str, *, degrees: float = 0.6, grain: int = 24) -> Any:
    """Return the page as a scanner gives it.

    Args:
        degrees: How far it is turned.
        grain: Most by which a level of grey is off, 0 to 127.
    """
    page = drawn(text).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    noise = random.Random(page.width).randbytes(page.width * page.height)
    levels = Image.frombytes("L", page.size, noise).point(lambda level: level * grain // 128)
    return ImageChops.subtract(ImageChops.add(page, levels), levels.transpose(0))


def encoded(pages: Sequence[Any], form: str, **options: object) -> bytes:
    """Return images as one file: "PDF" or "TIFF" of many pages, "PNG", "JPEG", ... of one."""
    out = io.BytesIO()
    first, *rest = [page.copy() for page in pages]
    several = {"save_all": True, "append_images": rest} if rest else {}
    first.save(out, form, **several, **options)
    return out.getvalue()
