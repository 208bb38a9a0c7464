"""Writers of pictures."""

from __future__ import annotations

import struct
import zlib

from tests.support import make

_DOTS_PER_INCH = 200


def png(width: int, height: int, rows: bytes, *, depth: int = 8) -> bytes:
    """Return a grey PNG.

    Args:
        rows: Each with its filter byte in front; too few are written as they are.
        depth: Bits a pixel.
    """

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0))
    body = head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def scan(text: str) -> bytes:
    """Return the PNG of a page with ``text`` on it, 200 dots an inch."""
    import pypdfium2

    document = pypdfium2.PdfDocument(make.pdf([text]))
    bitmap = document[0].render(scale=_DOTS_PER_INCH / 72, grayscale=True)
    pixels = bytes(bitmap.buffer)
    lines = (pixels[at * bitmap.stride :][: bitmap.width] for at in range(bitmap.height))
    try:
        return png(bitmap.width, bitmap.height, b"".join(b"\0" + line for line in lines))
    finally:
        document.close()
