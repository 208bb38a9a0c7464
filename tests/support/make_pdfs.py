"""PDFs with what few programs write: ticked boxes, remarks, attached files, outlined letters."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

_PAGE = (595, 842)


def pdf(
    content: str = "",
    *,
    annotations: Sequence[str] = (),
    fields: Sequence[str] = (),
    attached: Mapping[str, bytes] | None = None,
    pinned: Mapping[str, bytes] | None = None,
    size: tuple[float, float] = _PAGE,
    rotated: int = 0,
) -> bytes:
    """Return a PDF of one page.

    Args:
        content: Operators of the page; Helvetica is /F.
        annotations, fields: Dictionaries without their brackets.
        attached: Files of the document, name to bytes.
        pinned: Files of annotations on the page.
    """
    objects = [b"", b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]

    def add(body: str | bytes) -> int:
        objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(objects)

    def stream(data: bytes, more: str = "") -> int:
        packed = zlib.compress(data)
        head = f"<<{more}/Filter/FlateDecode/Length {len(packed)}>>stream\n"
        return add(head.encode() + packed + b"\nendstream")

    def file(name: str, data: bytes) -> int:
        return add(f"<</Type/Filespec/F({name})/UF({name})/EF<</F {stream(data)} 0 R>>>>")

    marks = [add(f"<</Type/Annot/Rect[50 50 90 90]{mark}>>") for mark in annotations]
    marks += [
        add(
            f"<</Type/Annot/Subtype/FileAttachment/Rect[50 50 90 90]/FS {file(name, data)} 0 R"
            "/Contents(see the file)>>"
        )
        for name, data in (pinned or {}).items()
    ]
    filled = [add(f"<</Type/Annot/Subtype/Widget/Rect[9 9 20 20]{field}>>") for field in fields]
    names = "".join(f"({name}){file(name, data)} 0 R" for name, data in (attached or {}).items())
    shown = " ".join(f"{number} 0 R" for number in marks + filled)
    forms = " ".join(f"{number} 0 R" for number in filled)
    objects[0] = (
        f"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{forms}]>>"
        f"/Names<</EmbeddedFiles<</Names[{names}]>>>>>>"
    ).encode()
    objects[1] = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    objects[2] = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Rotate {rotated}"
        f"/Resources<</Font<</F 4 0 R>>>>/Contents {stream(content.encode())} 0 R/Annots[{shown}]>>"
    ).encode()
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start, count = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return bytes(out)


def line(text: str) -> str:
    """Return the operators of one line of text."""
    return f"BT /F 11 Tf 72 700 Td ({text}) Tj ET"
