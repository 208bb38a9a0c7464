"""Writers of small spreadsheets, for tests: plain values in, the bytes of XLSX, XLSB or XLS out.

Same arguments, same bytes. A sheet is rows of cells; a cell is text, a number, a truth value, None
for nothing, or a ``Shown`` number with its format code.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from tests.support.make import ole, zip_file


class Shown(NamedTuple):
    """A number and the format code that shows it."""

    value: float
    code: str


Value = str | float | bool | Shown | None
Sheets = Mapping[str, Sequence[Sequence[Value]]]

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_THREADS = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
_RELATIONSHIPS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_FIRST_CUSTOM_FORMAT = 164
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML_TYPES = {
    "book": f"{_SPREADSHEET}.sheet.main+xml",
    "s": f"{_SPREADSHEET}.worksheet+xml",
    "sharedStrings": f"{_SPREADSHEET}.sharedStrings+xml",
    "styles": f"{_SPREADSHEET}.styles+xml",
}
_EXCEL = "application/vnd.ms-excel"
_BINARY_TYPES = {
    "workbook": f"{_EXCEL}.sheet.binary.macroEnabled.main",
    "s": f"{_EXCEL}.worksheet",
    "sharedStrings": f"{_EXCEL}.sharedStrings",
    "styles": f"{_EXCEL}.styles",
}


def xlsx(
    sheets: Sheets,
    *,
    title: str = "",
    is_1904: bool = False,
    header: str = "",
    comments: Sequence[str] = (),
    threads: Sequence[str] = (),
    box: str = "",
    chart_title: str = "",
    folder: str = "xl",
) -> bytes:
    """Return an XLSX.

    Args:
        header: Odd header of every sheet, with its codes ("&L...&P").
        comments, threads: Notes and threaded comments of the first sheet.
        box, chart_title: Text of a text box and of a chart on the first sheet.
        folder: Where the parts are; any name will do, since relationships lead to them.
    """
    strings, codes = _strings(sheets), _codes(sheets)
    parts = {
        f"s{i}.xml": _sheet(rows, strings, codes, header) for i, rows in enumerate(sheets.values())
    }
    relations = {"s0.xml": ""}
    if comments:
        items = "".join(
            f'<comment ref="A1" authorId="0"><text><r><t>{escape(text)}</t></r></text></comment>'
            for text in comments
        )
        parts["notes.xml"] = f"<comments {_MAIN}><commentList>{items}</commentList></comments>"
        relations["s0.xml"] += _relation("n", f"{_OFFICE}/comments", "notes.xml")
    if threads:
        items = "".join(
            f"<threadedComment><text>{escape(t)}</text></threadedComment>" for t in threads
        )
        parts["threads.xml"] = f"<ThreadedComments>{items}</ThreadedComments>"
        relations["s0.xml"] += _relation("t", _THREADS, "threads.xml")
    if box or chart_title:
        parts["d.xml"] = _drawing(box)
        parts["c.xml"] = _drawing(chart_title)
        relations["s0.xml"] += _relation("d", f"{_OFFICE}/drawing", "d.xml")
        relations["d.xml"] = _relation("c", f"{_OFFICE}/chart", "c.xml")
    parts["sharedStrings.xml"] = (
        f"<sst {_MAIN}>{''.join(f'<si><t>{escape(text)}</t></si>' for text in strings)}</sst>"
    )
    formats = "".join(
        f'<numFmt numFmtId="{_FIRST_CUSTOM_FORMAT + i}" formatCode="{escape(code)}"/>'
        for i, code in enumerate(codes)
    )
    styles = "".join(
        f'<xf numFmtId="{_FIRST_CUSTOM_FORMAT + i - 1 if i else 0}"/>'
        for i in range(len(codes) + 1)
    )
    parts["styles.xml"] = (
        f"<styleSheet {_MAIN}><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>"
    )
    listing = "".join(
        f'<sheet name="{escape(name)}" sheetId="{i + 1}" r:id="s{i}"/>'
        for i, name in enumerate(sheets)
    )
    parts["book.xml"] = (
        f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><workbookPr date1904="{int(is_1904)}"/>'
        f"<sheets>{listing}</sheets></workbook>"
    )
    relations["book.xml"] = _workbook_relations(len(sheets), "xml")
    members = _package(f"{folder}/book.xml", title)
    members.update({f"{folder}/{name}": xml.encode() for name, xml in parts.items()})
    for name, listed in relations.items():
        members[f"{folder}/_rels/{name}.rels"] = _relations(listed)
    members.setdefault("xl/marker.xml", b"<x/>")  # so that it is told from other packages
    return _typed(members, folder, "xml", _XML_TYPES)


def xlsb(sheets: Sheets, *, is_1904: bool = False, header: str = "", comment: str = "") -> bytes:
    """Return an XLSB ([MS-XLSB]).

    Args:
        header: Odd header of every sheet, with its codes.
        comment: A note of the first sheet.
    """
    strings, codes = _strings(sheets), _codes(sheets)
    book = binary_record(131, b"") + binary_record(153, struct.pack("<III", is_1904, 0, 0))
    book += binary_record(143, b"")
    for i, name in enumerate(sheets):
        book += binary_record(
            156, struct.pack("<II", 0, i + 1) + binary_string(f"s{i}") + binary_string(name)
        )
    book += binary_record(144, b"") + binary_record(132, b"")
    styles = binary_record(278, b"") + binary_record(615, struct.pack("<I", len(codes)))
    for i, code in enumerate(codes):
        styles += binary_record(
            44, struct.pack("<H", _FIRST_CUSTOM_FORMAT + i) + binary_string(code)
        )
    styles += binary_record(616, b"") + binary_record(626, struct.pack("<I", 1))
    styles += binary_record(47, struct.pack("<HH12x", 0xFFFF, 9))  # a named style, not of a cell
    styles += binary_record(627, b"") + binary_record(617, struct.pack("<I", len(codes) + 1))
    for i in range(len(codes) + 1):
        code_number = _FIRST_CUSTOM_FORMAT + i - 1 if i else 0
        styles += binary_record(47, struct.pack("<HH12x", 0, code_number))
    styles += binary_record(618, b"") + binary_record(279, b"")
    table = binary_record(159, struct.pack("<II", len(strings), len(strings)))
    table += b"".join(binary_record(19, b"\0" + binary_string(text)) for text in strings)
    members = _package("xl/workbook.bin", "")
    members["xl/workbook.bin"] = book
    members["xl/styles.bin"] = styles
    members["xl/sharedStrings.bin"] = table + binary_record(160, b"")
    members["xl/_rels/workbook.bin.rels"] = _relations(_workbook_relations(len(sheets), "bin"))
    for i, rows in enumerate(sheets.values()):
        members[f"xl/s{i}.bin"] = _binary_sheet(rows, strings, codes, header)
    if comment:
        members["xl/notes.bin"] = binary_record(637, b"\0" + binary_string(comment))
        listed = _relation("n", f"{_OFFICE}/comments", "notes.bin")
        members["xl/_rels/s0.bin.rels"] = _relations(listed)
    return _typed(members, "xl", "bin", _BINARY_TYPES)


def xls(
    sheets: Sheets,
    *,
    is_1904: bool = False,
    header: str = "",
    comment: str = "",
    piece: int = 8224,
    before: bytes = b"",
) -> bytes:
    """Return an XLS of Excel 97 ([MS-XLS]), at most 40 kB.

    Args:
        header: Of every sheet, with its codes.
        comment: A note on the first sheet.
        piece: Bytes after which the record of the shared strings is continued by another.
        before: Records to go before all others but the first.
    """
    strings, codes = _strings(sheets), _codes(sheets)
    begin = biff(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    globals_ = before + biff(0x22, struct.pack("<H", is_1904))
    for i, code in enumerate(codes):
        globals_ += biff(
            0x41E, struct.pack("<HH", _FIRST_CUSTOM_FORMAT + i, len(code)) + _flagged(code)
        )
    for i in range(len(codes) + 1):
        globals_ += biff(0xE0, struct.pack("<HH16x", 0, _FIRST_CUSTOM_FORMAT + i - 1 if i else 0))
    table = struct.pack("<II", len(strings), len(strings))
    for text in strings:
        table += struct.pack("<H", len(text)) + _flagged(text)
    globals_ += _continued(0xFC, table, piece)
    bodies = [
        _biff_sheet(rows, strings, codes, header, "" if i else comment)
        for i, rows in enumerate(sheets.values())
    ]
    heads = [
        struct.pack("<BB", 0, 0) + struct.pack("<B", len(name)) + _flagged(name) for name in sheets
    ]
    at = len(begin + globals_) + sum(8 + len(head) for head in heads) + 4
    listing = b""
    for head, body in zip(heads, bodies, strict=True):
        listing += biff(0x85, struct.pack("<I", at) + head)
        at += len(body)
    return ole({"Workbook": begin + globals_ + listing + biff(0x0A, b"") + b"".join(bodies)})


def biff(kind: int, data: bytes) -> bytes:
    """Return a record of an XLS."""
    return struct.pack("<HH", kind, len(data)) + data


def _cells(
    rows: Sequence[Sequence[Value]], codes: list[str]
) -> Iterator[tuple[int, int, int, Value]]:
    """Yield row, column, style and value of each cell that is one."""
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, Shown):
                yield row, column, codes.index(value.code) + 1, value.value
            elif value is not None:
                yield row, column, 0, value


def _sheet(
    rows: Sequence[Sequence[Value]], strings: list[str], codes: list[str], header: str
) -> str:
    cells = ""
    for row, column, style, value in _cells(rows, codes):
        place = f'r="{chr(65 + column)}{row + 1}" s="{style}"'
        if isinstance(value, str):
            cells += f'<c {place} t="s"><v>{strings.index(value)}</v></c>'
        elif isinstance(value, bool):
            cells += f'<c {place} t="b"><v>{int(value)}</v></c>'
        else:
            cells += f"<c {place}><v>{value!r}</v></c>"
    head = f"<headerFooter><oddHeader>{escape(header)}</oddHeader></headerFooter>" if header else ""
    return f"<worksheet {_MAIN}><sheetData><row>{cells}</row></sheetData>{head}</worksheet>"


def _binary_sheet(
    rows: Sequence[Sequence[Value]], strings: list[str], codes: list[str], header: str
) -> bytes:
    out = binary_record(129, b"") + binary_record(148, struct.pack("<IIII", 0, len(rows), 0, 25))
    out += binary_record(145, b"")
    at = -1
    for row, column, style, value in _cells(rows, codes):
        if row != at:
            out += binary_record(0, struct.pack("<I13x", row))
            at = row
        place = struct.pack("<II", column, style)
        if isinstance(value, str):
            out += binary_record(7, place + struct.pack("<I", strings.index(value)))
        elif isinstance(value, bool):
            out += binary_record(4, place + struct.pack("<B", value))
        else:
            out += binary_record(5, place + struct.pack("<d", value))
    out += binary_record(146, b"")
    if header:
        texts = binary_string(header) + struct.pack("<I", 0xFFFFFFFF) * 5
        out += binary_record(479, b"\0\0" + texts) + binary_record(480, b"")
    return out + binary_record(130, b"")


def _biff_sheet(
    rows: Sequence[Sequence[Value]], strings: list[str], codes: list[str], header: str, comment: str
) -> bytes:
    out = biff(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
    if header:
        out += biff(0x14, struct.pack("<H", len(header)) + _flagged(header))
    for row, column, style, value in _cells(rows, codes):
        place = struct.pack("<HHH", row, column, style)
        if isinstance(value, str):
            out += biff(0xFD, place + struct.pack("<I", strings.index(value)))
        elif isinstance(value, bool):
            out += biff(0x205, place + struct.pack("<BB", value, 0))
        else:
            out += biff(0x203, place + struct.pack("<d", value))
    if comment:
        out += biff(0x1B6, struct.pack("<HH6xHHI", 0, 0, len(comment), 16, 0))
        out += biff(0x3C, _flagged(comment)) + biff(0x3C, bytes(16))
    return out + biff(0x0A, b"")


def _continued(kind: int, data: bytes, piece: int) -> bytes:
    """Return a record in pieces; one that begins inside characters begins with their flags."""
    out = biff(kind, data[:piece])
    for start in range(piece, len(data), piece):
        out += biff(0x3C, data[start : start + piece])
    return out


def _flagged(text: str) -> bytes:
    try:
        return b"\0" + text.encode("latin-1")
    except UnicodeEncodeError:
        return b"\1" + text.encode("utf-16-le")


def binary_string(text: str) -> bytes:
    """Return a string of an XLSB, its length in front."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_record(kind: int, data: bytes) -> bytes:
    """Return a record of an XLSB."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    while size > 127:
        head += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + bytes([size]) + data


def _strings(sheets: Sheets) -> list[str]:
    values = (value for rows in sheets.values() for row in rows for value in row)
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))


def _codes(sheets: Sheets) -> list[str]:
    values = (value for rows in sheets.values() for row in rows for value in row)
    return list(dict.fromkeys(value.code for value in values if isinstance(value, Shown)))


def _drawing(text: str) -> str:
    lines = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in text.split("\n"))
    spaces = f'xmlns:x="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main"'
    return f"<x:wsDr {spaces}>{lines}</x:wsDr>"


def _relation(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'


def _relations(listed: str) -> bytes:
    return f"<Relationships {_RELATIONSHIPS}>{listed}</Relationships>".encode()


def _workbook_relations(sheets: int, suffix: str) -> str:
    listed = "".join(
        _relation(f"s{i}", f"{_OFFICE}/worksheet", f"s{i}.{suffix}") for i in range(sheets)
    )
    listed += _relation("strings", f"{_OFFICE}/sharedStrings", f"sharedStrings.{suffix}")
    return listed + _relation("styles", f"{_OFFICE}/styles", f"styles.{suffix}")


def _package(main: str, title: str) -> dict[str, bytes]:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    listed = _relation("m", f"{_OFFICE}/officeDocument", main) + _relation("p", kind, "core.xml")
    core = (
        '<p:coreProperties xmlns:p="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></p:coreProperties>"
    )
    return {"_rels/.rels": _relations(listed), "core.xml": core.encode()}


def _typed(members: dict[str, bytes], folder: str, suffix: str, kinds: Mapping[str, str]) -> bytes:
    """Return the package with the list of its parts' types."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kinds[stem]}"/>'
        for name in members
        if name.startswith(f"{folder}/") and name.endswith(f".{suffix}")
        if (stem := name.removeprefix(f"{folder}/").partition(".")[0].rstrip("0123456789")) in kinds
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    return zip_file({"[Content_Types].xml": types.encode(), **members})
