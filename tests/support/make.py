"""Writers of small documents, for tests and samples: plain values in, the bytes of a file out.

Same arguments, same bytes. Only what the formats need is written; every file opens in the usual
programs. Text outside Windows-1252 becomes "?" in a PDF, since only a core font is used.
"""

from __future__ import annotations

import csv
import io
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

_PAGE_WIDTH, _PAGE_HEIGHT, _MARGIN = 595, 842, 72
_SIZE, _LEADING = 11, 15
_LINES_A_PAGE = (_PAGE_HEIGHT - 2 * _MARGIN) // _LEADING
# Advance widths of Helvetica for U+0020 to U+007E, in thousandths (Adobe's Core 14 metrics).
_WIDTHS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 "
    "722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 "
    "556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 "
    "260 334 584"
)
_WIDTH_OF = {chr(32 + i): int(width) for i, width in enumerate(_WIDTHS.split())}


def pdf(
    pages: Sequence[str],
    *,
    title: str = "",
    header: str = "",
    footer: str = "",
    fields: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
    scanned: Sequence[int] = (),
    encrypted: bool = False,
) -> bytes:
    """Return an A4 PDF in Helvetica 11 with wrapped lines.

    Args:
        pages: Each starts a new page; a newline starts a new line, an empty line is kept. What
            does not fit goes on to further pages.
        header, footer: One line on every page; "{page}" is its number.
        fields: Form fields on the first page, name to value.
        notes: FreeText annotations on the first page.
        scanned: Numbers, from 1, of ``pages`` that are a picture over the whole page besides
            their text (which is usually "").
        encrypted: Write a password-protected file that no password opens.
    """
    layout = [
        (lines, number in scanned)
        for number, text in enumerate(pages, 1)
        for lines in _paginate(text)
    ]
    objects = _PdfObjects()
    catalogue, tree = objects.reserve(), objects.reserve()
    font = objects.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    picture = objects.stream(
        "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
        b"\xee",
    )
    widgets = [_pdf_field(objects, font, *item) for item in (fields or {}).items()]
    extras = widgets + [_pdf_note(objects, font, note) for note in notes]
    kids = []
    for number, (lines, is_scan) in enumerate(layout, 1):
        content = _pdf_content(
            lines, header.format(page=number), footer.format(page=number), is_scan=is_scan
        )
        stream = objects.stream("", content)
        annotations = f"/Annots[{_refs(extras)}]" if number == 1 and extras else ""
        kids.append(
            objects.add(
                f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {_PAGE_WIDTH} {_PAGE_HEIGHT}]"
                f"/Resources<</Font<</F1 {font} 0 R>>/XObject<</I1 {picture} 0 R>>>>"
                f"/Contents {stream} 0 R{annotations}>>"
            )
        )
    objects.put(tree, f"<</Type/Pages/Count {len(kids)}/Kids[{_refs(kids)}]>>")
    form = (
        f"/AcroForm<</Fields[{_refs(widgets)}]/DA(/F1 11 Tf 0 g)"
        f"/DR<</Font<</F1 {font} 0 R>>>>/NeedAppearances true>>"
        if widgets
        else ""
    )
    objects.put(catalogue, f"<</Type/Catalog/Pages {tree} 0 R{form}>>")
    trailer = f"/Root {catalogue} 0 R"
    if title:
        trailer += f"/Info {objects.add(f'<</Title {_utf16_string(title)}>>')} 0 R"
    if encrypted:
        secret = "<" + "5A" * 32 + ">"
        lock = objects.add(f"<</Filter/Standard/V 1/R 2/P -4/O{secret}/U{secret}>>")
        trailer += f"/Encrypt {lock} 0 R/ID[<00><00>]"
    return objects.finish(trailer)


def docx(
    paragraphs: Sequence[str],
    *,
    title: str = "",
    header: str = "",
    footer: str = "",
    notes: Sequence[str] = (),
    comments: Sequence[str] = (),
    table: Sequence[Sequence[str]] = (),
) -> bytes:
    """Return a DOCX.

    Args:
        paragraphs: A paragraph that starts with "# " is a heading; a newline is a line break.
        title: Goes into the document's properties.
        notes: Footnotes, referred to from the last paragraph.
        comments: Comments on the last paragraph.
        table: Rows of cells, after the paragraphs.
    """
    body = [_docx_paragraph(text) for text in paragraphs]
    references = "".join(
        f'<w:r><w:footnoteReference w:id="{i + 1}"/></w:r>' for i in range(len(notes))
    )
    references += "".join(
        f'<w:r><w:commentReference w:id="{i}"/></w:r>' for i in range(len(comments))
    )
    if references:
        body.append(f"<w:p>{references}</w:p>")
    if table:
        rows = "".join(
            f"<w:tr>{''.join(f'<w:tc>{_docx_paragraph(cell)}</w:tc>' for cell in row)}</w:tr>"
            for row in table
        )
        body.append(f"<w:tbl>{rows}</w:tbl>")
    parts = {"styles": _part("styles", _DOCX_STYLES)}
    section = ""
    for kind, text in (("header", header), ("footer", footer)):
        if text:
            parts[kind] = _part({"header": "hdr", "footer": "ftr"}[kind], _docx_paragraph(text))
            section += f'<w:{kind}Reference w:type="default" r:id="{kind}"/>'
    if notes:
        marks = "".join(
            f'<w:footnote w:id="{i}">{_docx_paragraph(note)}</w:footnote>'
            for i, note in enumerate(notes, 1)
        )
        parts["footnotes"] = _part("footnotes", marks)
    if comments:
        marks = "".join(
            f'<w:comment w:id="{i}" w:author="A">{_docx_paragraph(text)}</w:comment>'
            for i, text in enumerate(comments)
        )
        parts["comments"] = _part("comments", marks)
    document = _part("document", f"<w:body>{''.join(body)}<w:sectPr>{section}</w:sectPr></w:body>")
    return _docx_package(document, parts, title)


def eml(
    subject: str,
    sender: str,
    to: str,
    date: datetime | str,
    body: str,
    *,
    html: str | None = None,
    attachments: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """Return an e-mail message.

    Args:
        date: A time with its zone, or the header's text.
        html: A second version of the body.
        attachments: File names and their bytes.
    """
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, sender, to
    message["Date"] = format_datetime(date) if isinstance(date, datetime) else date
    message.set_content(body)
    if html is not None:
        message.add_alternative(html, subtype="html")
    for name, data in attachments:
        if name.endswith(".txt"):
            message.add_attachment(data, maintype="text", subtype="plain", filename=name)
        else:
            message.add_attachment(
                data, maintype="application", subtype="octet-stream", filename=name
            )
    parts = [part for part in message.walk() if part.is_multipart()]
    for number, part in enumerate(parts):
        part.set_boundary(f"=-=part-{number}=-=")
    return message.as_bytes()


def html(
    paragraphs: Sequence[str],
    *,
    title: str = "",
    table: Sequence[Sequence[str]] = (),
    encoding: str = "utf-8",
) -> bytes:
    """Return a web page; a paragraph that starts with "# " is a heading."""
    lines = [
        f"<h1>{escape(text[2:])}</h1>" if text.startswith("# ") else f"<p>{escape(text)}</p>"
        for text in paragraphs
    ]
    if table:
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in table)
        lines.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    head = f'<meta charset="{encoding}">' + (f"<title>{escape(title)}</title>" if title else "")
    body = "\n".join(lines)
    page = f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>\n{body}\n</body></html>\n"
    return page.encode(encoding, "xmlcharrefreplace")


def csv_table(rows: Sequence[Sequence[str]], *, delimiter: str = ",") -> bytes:
    """Return rows of cells as CSV, UTF-8."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def zip_file(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of the members, compressed, in order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def ole(streams: Mapping[str, bytes]) -> bytes:
    """Return an OLE compound file (MS-CFB); streams are padded with NULs to 4,096 bytes.

    ``ole({"EncryptionInfo": b"", "EncryptedPackage": b""})`` is what a password-protected DOCX
    looks like from outside. At most 40 kB in all.
    """
    end, free, no_stream = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
    data = b""
    entries: list[tuple[str, int, int, int]] = []
    table: list[int] = []
    for name, content in sorted(streams.items(), key=lambda item: (len(item[0]), item[0].upper())):
        size = -(-max(len(content), 4096) // 512)
        first = len(table)
        table += [*range(first + 1, first + size), end]
        data += content.ljust(size * 512, b"\0")
        entries.append((name, 2, first, size * 512))
    directory_start = len(table)
    listing = [("Root Entry", 5, end, 0), *entries]
    directory = b""
    for number, (name, kind, first, length) in enumerate(listing):
        encoded = name.encode("utf-16-le")
        right = number + 1 if 0 < number < len(listing) - 1 else no_stream
        child = 1 if number == 0 and entries else no_stream
        directory += encoded.ljust(64, b"\0") + struct.pack(
            "<HBBIII16sIQQIQ",
            *(len(encoded) + 2, kind, 1, no_stream, right, child),
            *(b"", 0, 0, 0, first, length),
        )
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    sectors = len(directory) // 512
    table += [*range(directory_start + 1, directory_start + sectors), end]
    fat_sector = len(table)
    table.append(0xFFFFFFFD)
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack(
        "<16sHHHHH6xIIIIIIIII",
        *(b"", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, directory_start, 0, 4096, end, 0, end, 0),
    )
    return head + struct.pack("<109I", fat_sector, *[free] * 108) + data + directory + fat


def _paginate(text: str) -> list[list[str]]:
    lines = [part for line in text.split("\n") for part in _wrap(line)]
    return [
        lines[start : start + _LINES_A_PAGE]
        for start in range(0, max(len(lines), 1), _LINES_A_PAGE)
    ]


def _wrap(line: str) -> list[str]:
    limit = (_PAGE_WIDTH - 2 * _MARGIN) * 1000 / _SIZE
    lines, current, width = [], "", 0
    for word in line.split(" "):
        extent = sum(map(_width, word))
        if current and width + 278 + extent > limit:
            lines.append(current)
            current, width = word, extent
        else:
            current, width = (
                (f"{current} {word}", width + 278 + extent) if current else (word, extent)
            )
    return [*lines, current]


def _width(char: str) -> int:
    # An accented letter is as wide as its base letter in this font.
    return _WIDTH_OF.get(unicodedata.normalize("NFD", char)[0], 556)


class _PdfObjects:
    """The numbered objects of a PDF under construction."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        self._bodies.append(b"")
        return len(self._bodies)

    def put(self, number: int, body: str | bytes) -> None:
        self._bodies[number - 1] = body.encode("latin-1") if isinstance(body, str) else body

    def add(self, body: str | bytes) -> int:
        number = self.reserve()
        self.put(number, body)
        return number

    def stream(self, entries: str, data: bytes) -> int:
        packed = zlib.compress(data)
        head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode()
        return self.add(head + packed + b"\nendstream")

    def finish(self, trailer: str) -> bytes:
        out, offsets = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n"), []
        for number, body in enumerate(self._bodies, 1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        start, count = len(out), len(offsets) + 1
        out += b"xref\n0 %d\n0000000000 65535 f \n" % count
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out += f"trailer\n<</Size {count}{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)


def _refs(numbers: Sequence[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _string(text: str) -> bytes:
    data = text.encode("cp1252", "replace")
    return b"(" + data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def _utf16_string(text: str) -> str:
    return "<FEFF" + text.encode("utf-16-be").hex() + ">"


def _pdf_content(lines: Sequence[str], header: str, footer: str, *, is_scan: bool) -> bytes:
    out = [f"q {_PAGE_WIDTH} 0 0 {_PAGE_HEIGHT} 0 0 cm /I1 Do Q".encode()] if is_scan else []
    out.append(b"BT /F1 %d Tf %d TL" % (_SIZE, _LEADING))
    if header:
        out.append(b"1 0 0 1 %d %d Tm %b Tj" % (_MARGIN, _PAGE_HEIGHT - 40, _string(header)))
    out.append(b"1 0 0 1 %d %d Tm" % (_MARGIN, _PAGE_HEIGHT - _MARGIN))
    out += [_string(line) + b" Tj T*" if line else b"T*" for line in lines]
    if footer:
        out.append(b"1 0 0 1 %d %d Tm %b Tj" % (_MARGIN, 36, _string(footer)))
    out.append(b"ET")
    return b"\n".join(out)


def _pdf_field(objects: _PdfObjects, font: int, name: str, value: str) -> int:
    return objects.add(
        "<</Type/Annot/Subtype/Widget/FT/Tx/Rect[300 20 500 34]/F 4/DA(/F1 11 Tf 0 g)"
        f"/T {_utf16_string(name)}/V {_utf16_string(value)}>>"
    )


def _pdf_note(objects: _PdfObjects, font: int, text: str) -> int:
    return objects.add(
        "<</Type/Annot/Subtype/FreeText/Rect[300 790 500 804]/F 4/DA(/F1 11 Tf 0 g)"
        f"/Contents {_utf16_string(text)}>>"
    )


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DOCX_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
)


def _part(root: str, inner: str) -> str:
    return f'{_XML}<w:{root} {_W} xmlns:r="{_OFFICE}">{inner}</w:{root}>'


def _docx_paragraph(text: str) -> str:
    style = ""
    if text.startswith("# "):
        style, text = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', text[2:]
    runs = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in text.split("\n")
    )
    return f"<w:p>{style}<w:r>{runs}</w:r></w:p>"


def _docx_package(document: str, parts: Mapping[str, str], title: str) -> bytes:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{word}.{kind}+xml"/>'
        for name, kind in [("document", "document.main"), *((name, name) for name in parts)]
    )
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in parts
    )
    relationships = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    members = {
        "[Content_Types].xml": f"{_XML}<Types "
        'xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f"{_XML}<Relationships {relationships}>"
        f'<Relationship Id="d" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="c" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
        'metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f"{_XML}<cp:coreProperties xmlns:cp="
        '"http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        "</cp:coreProperties>",
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f"{_XML}<Relationships {relationships}>{relations}"
        "</Relationships>",
    }
    members.update({f"word/{name}.xml": xml for name, xml in parts.items()})
    return zip_file({name: xml.encode() for name, xml in members.items()})
