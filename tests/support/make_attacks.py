"""Files that attack who reads them: bombs, loops, lies, foreign entities, noise.

Each comes with what it should give, in the words of ``desktop_app.benchmarks.expectations``.
"""

from __future__ import annotations

import gzip
import io
import random
import struct
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.support import make
from tests.support import make_attack_pdfs as pdfs
from tests.support.make_pictures import png

WORDS = "quartz falcon meadow cipher lantern amber orchard copper harbor ledger willow stone"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


@dataclass(frozen=True, slots=True)
class Attack:
    """One file.

    Attributes:
        expected: See ``expectations.EXPECTATIONS``.
        is_quick: Read, or refused, in much less than a second.
    """

    name: str
    expected: str
    make: Callable[[], bytes]
    is_quick: bool = True


def attacks(canary: Path) -> list[Attack]:
    """Return all attacks.

    Args:
        canary: A file that some of them try to read.
    """
    uri = canary.absolute().as_uri()
    return [
        *_office(uri),
        *_sheets(),
        *_open_documents(uri),
        *_pdf_files(),
        *_texts(uri),
        *_mails(),
        *_archives(),
        *_pictures(),
        *_compound_files(),
    ]


def _office(uri: str) -> list[Attack]:
    return [
        Attack(
            "bomb_spaces.docx",
            "too_large",
            lambda: _docx_of(b"<w:p><w:r><w:t>" + b" " * (220 << 20)),
            is_quick=False,
        ),
        Attack(
            "bomb_paragraphs.docx",
            "no_hang_limit",
            lambda: _docx_of(b"<w:p/>" * 12_000_000),
            is_quick=False,
        ),
        Attack("billion_laughs.docx", "no_hang", lambda: _docx_xml(_laughs("w:document " + _W))),
        Attack("xxe.docx", "no_leak", lambda: _docx_xml(_xxe(uri, "w:document " + _W, "w:t"))),
        Attack("deep.docx", "no_crash", lambda: _docx_of(_deep("w:tbl", "w:tr", "w:tc"))),
        Attack("traversal.docx", "ok", _traversal),
        Attack("no_relations.docx", "ok_or_corrupted", lambda: _one_part(_word(_paragraph()))),
        Attack("noise.docx", "corrupted", lambda: _noise(b"", 30_000)),
        Attack("cut.docx", "corrupted", lambda: make.docx([WORDS])[:-60]),
        Attack("password.docx", "encrypted", _protected),
        Attack("password.xlsx", "encrypted", _protected),
        Attack("html_named.doc", "ok", lambda: make.html([WORDS] * 9)),
        Attack("rtf_named.doc", "ok", lambda: _rtf(WORDS)),
        Attack("bin_overrun.rtf", "ok", lambda: _rtf(f"{WORDS}\\bin99999999 {WORDS}")),
        Attack(
            "deep.rtf",
            "no_crash",
            lambda: _rtf(WORDS + "{" * 300_000 + "x" + "}" * 300_000),
            is_quick=False,
        ),
        Attack(
            "numbers.rtf", "no_hang", lambda: _rtf(WORDS + "\\u" + "9" * 1_000_000), is_quick=False
        ),
        Attack("xxe.pptx", "no_leak", lambda: _pptx(_xxe(uri, "p:sld xmlns:p='p'", "a"))),
    ]


def _sheets() -> list[Attack]:
    corner = _cell("A1", WORDS) + "</row><row r='1048576'>" + _cell("XFD1048576", WORDS)
    column = "".join(f"<row r='{n}'>{_cell(f'A{n}', 'amber copper')}</row>" for n in range(2, 3001))
    lie = f"<dimension ref='A1:XFD1048576'/><sheetData><row r='1'>{_cell('A1', WORDS)}</row>"
    names = "".join(f"<c r='{'Z' * 2_000}{n}' t='inlineStr'/>" for n in range(500))
    first = f"<sheetData><row r='1'>{corner}</row></sheetData>"
    wide = f"<row r='1'>{_cell('A1', WORDS)}{_cell('XFD1', 'river')}</row>"
    return [
        Attack("sparse_corner.xlsx", "no_memory", lambda: _xlsx(first)),
        Attack(
            "sparse_row_column.xlsx",
            "no_memory",
            lambda: _xlsx(f"<sheetData>{wide}{column}</sheetData>"),
        ),
        Attack("huge_dimension.xlsx", "ok", lambda: _xlsx(f"{lie}</sheetData>")),
        Attack(
            "odd_cells.xlsx",
            "no_crash",
            lambda: _xlsx(f"<sheetData><row>{names}</row></sheetData>"),
        ),
        Attack("one_line.csv", "no_hang_limit", lambda: b"a,b;" * 2_000_000, is_quick=False),
        Attack("quotes.csv", "no_hang", lambda: b'"' * 1_000_001, is_quick=False),
    ]


def _open_documents(uri: str) -> list[Attack]:
    cell = "<table:table-cell><text:p>amber</text:p></table:table-cell>"
    rows = f"<table:table-row table:number-rows-repeated='1048576'>{cell}</table:table-row>"
    wide = cell.replace("cell>", "cell table:number-columns-repeated='16384'>", 1) * 200
    gaps = f"<text:p>{WORDS}<text:s text:c='2000000000'/>.</text:p>"
    return [
        Attack("rows.ods", "no_memory", lambda: _odf("spreadsheet", _table(rows))),
        Attack(
            "columns.ods",
            "no_hang_limit",
            lambda: _odf("spreadsheet", _table(_row(wide) * 200)),
            is_quick=False,
        ),
        Attack(
            "spaces.odt", "no_memory", lambda: _odf("text", f"<office:text>{gaps}</office:text>")
        ),
        Attack(
            "xxe.odt", "no_leak", lambda: _odf_xml("text", _xxe(uri, f"office:d {_ODF}", "text:p"))
        ),
        Attack(
            "laughs.odp", "no_hang", lambda: _odf_xml("presentation", _laughs(f"office:d {_ODF}"))
        ),
        Attack("deep.odt", "no_crash", lambda: _odf("text", _deep("text:section").decode())),
    ]


def _pdf_files() -> list[Attack]:
    return [
        Attack("noise.pdf", "corrupted", lambda: pdfs.noise(random.Random(1))),
        Attack("text_named.pdf", "corrupted_or_ok_as_text", lambda: f"{WORDS}\n".encode() * 20),
        Attack("page_loop.pdf", "no_hang", lambda: pdfs.page_loop(WORDS)),
        Attack("count_lie.pdf", "no_hang", lambda: pdfs.count_lie(WORDS), is_quick=False),
        Attack(
            "same_page.pdf",
            "no_hang_limit",
            lambda: pdfs.repeated_page(WORDS, 60_000),
            is_quick=False,
        ),
        Attack("huge_page.pdf", "no_text_no_memory", pdfs.huge_page),
        Attack("flate_bomb.pdf", "no_hang", lambda: pdfs.flate_bomb(400 << 20), is_quick=False),
        Attack("nested_flate.pdf", "no_hang", lambda: pdfs.nested_flate(100 << 20), is_quick=False),
        Attack("operators.pdf", "no_hang", lambda: pdfs.many_operators(600_000), is_quick=False),
        Attack(
            "forms.pdf", "no_hang_limit", lambda: pdfs.nested_forms(WORDS, 8, 12), is_quick=False
        ),
        Attack("cut.pdf", "ok", lambda: pdfs.truncated(WORDS)),
        Attack("user.pdf", "encrypted", lambda: pdfs.locked(WORDS, user=b"open", owner=b"own")),
        Attack("owner.pdf", "ok", lambda: pdfs.locked(WORDS, user=b"", owner=b"own")),
    ]


def _texts(uri: str) -> list[Attack]:
    unclosed = "<html><body>" + "<b><i><a href='x'>" * 20_000 + WORDS
    attributes = "<html><body><p " + "".join(f"a{n}=b " for n in range(200_000)) + f">{WORDS}"
    bidi = f"\u202e{WORDS}\u202c \u05e9\u05dc\u05d5\u05dd " + "\u200b".join(WORDS.split())
    marks = WORDS + " a" + "\u0301" * 200_000
    macros = "\\def\\a{\\b\\b}\\def\\b{\\a\\a}" + "{" * 100_000 + WORDS
    return [
        *(Attack(f"empty{suffix}", "empty", bytes) for suffix in (".docx", ".pdf", ".txt")),
        Attack("zeros.txt", "unsupported", lambda: bytes(40_000)),
        Attack("bidi.txt", "ok", bidi.encode),
        Attack(
            "surrogates.txt",
            "ok",
            lambda: b"\xed\xa0\x80\xed\xb0\x80 " + WORDS.encode() + b" \xff\xfe",
        ),
        Attack("utf16.txt", "ok", lambda: f"{WORDS}\n".encode("utf-16-le") * 10),
        Attack("marks.txt", "ok", marks.encode),
        Attack("unclosed.html", "no_hang", unclosed.encode),
        Attack("attributes.html", "no_hang", attributes.encode, is_quick=False),
        Attack(
            "deep.html", "no_crash", (f"<html>{'<div>' * 200_000}{WORDS}").encode, is_quick=False
        ),
        Attack("comments.html", "no_hang", lambda: b"<!--" * 200_000 + b"<html>", is_quick=False),
        Attack("laughs.xml", "no_hang", lambda: _laughs("r").encode()),
        Attack("xxe.xml", "no_leak", lambda: _xxe(uri, "r", "t").encode()),
        Attack("deep.xml", "no_crash", lambda: b"<?xml version='1.0'?>" + _deep("a")),
        Attack("deep.json", "no_crash", lambda: b"[" * 200_000 + b"]" * 200_000, is_quick=False),
        Attack(
            "deep.ipynb", "corrupted", lambda: b'{"cells":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
        ),
        Attack("include.tex", "no_leak", f"\\input{{{uri[7:]}}} {WORDS} {macros}".encode),
        Attack("include.rst", "no_leak", f".. include:: {uri[7:]}\n\n{WORDS}".encode),
    ]


def _mails() -> list[Attack]:
    head = "From: a@example.org\nTo: b@example.org\nSubject: {}\nMIME-Version: 1.0\n"
    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3_000)
    )
    loop = head.format("x") + "References: " + "<a@b> " * 100_000 + f"\n\n{WORDS}"
    parentheses = head.format("t").replace("b@example.org", "(" * 10_000) + (
        f"Content-Type: text/plain; charset=made-up-9\n\n{WORDS}"
    )
    encoded = head.format("=?utf-8?q?" * 100_000) + f"\n{WORDS}"
    many = "".join(f"From a@example.org\n{head.format(n)}\nx\n\n" for n in range(3_000))
    return [
        Attack("deep.eml", "no_crash", (head.format("x") + nested + WORDS).encode),
        Attack("references.eml", "ok", loop.encode),
        Attack("parentheses.eml", "ok", parentheses.encode),
        Attack("subject.eml", "no_hang", encoded.encode, is_quick=False),
        Attack("letters.mbox", "no_hang", many.encode, is_quick=False),
        Attack("deep.mht", "no_crash", (head.format("x") + nested + WORDS).encode),
    ]


def _archives() -> list[Attack]:
    return [
        Attack("spine.epub", "no_hang_limit", lambda: _epub_spine(5_000), is_quick=False),
        Attack("nested.zip", "too_large", lambda: _nested_zip(8, 4), is_quick=False),
        Attack("cut.zip", "corrupted", lambda: make.zip_file({"a.txt": WORDS.encode()})[:-40]),
        Attack(
            "many.zip",
            "too_large",
            lambda: _stored({f"{n}": b"" for n in range(25_000)}),
            is_quick=False,
        ),
        Attack(
            "bomb.gz",
            "no_memory",
            lambda: gzip.compress(bytes(400 << 20), 9, mtime=0),
            is_quick=False,
        ),
        Attack("out.tar", "no_leak", _escaping_tar),
    ]


def _pictures() -> list[Attack]:
    grain = random.Random(2).randbytes(300 * 301)
    # A header that says what it likes costs nothing; decoding what it says would cost 900 MB.
    return [
        Attack("pixels.png", "too_large", lambda: png(30_000, 30_000, b"", depth=1)),
        Attack("noise.png", "no_text", lambda: png(300, 300, grain, depth=8), is_quick=False),
        Attack("cut.jpg", "no_text_or_corrupted", lambda: _noise(b"\xff\xd8\xff\xe0", 9_000)),
    ]


def _compound_files() -> list[Attack]:
    names = {".doc": "WordDocument", ".ppt": "PowerPoint Document", ".msg": "__substg1.0_1000001F"}
    names[".xls"] = "Workbook"
    return [
        Attack("noise.doc", "corrupted", lambda: _noise(make.ole({})[:8], 60_000)),
        *(
            Attack(f"loop{suffix}", "corrupted_or_no_text", lambda name=name: _fat_loop(name))
            for suffix, name in names.items()
        ),
    ]


# -- parts of them --------------------------------------------------------------------------


def _noise(start: bytes, size: int) -> bytes:
    return start + random.Random(size).randbytes(size)


def _deep(*tags: str) -> bytes:
    count = 60_000 // len(tags)
    opening = "".join(f"<{tag}>" for tag in tags)
    closing = "".join(f"</{tag}>" for tag in reversed(tags))
    return (opening * count + closing * count).encode()


def _xxe(uri: str, root: str, inner: str) -> str:
    entity = f"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM '{escape(uri)}'>]>"
    return f"{entity}<{root}><{inner}>&x; {WORDS}</{inner}></{root.split(maxsplit=1)[0]}>"


def _laughs(root: str) -> str:
    lines = ["<!ENTITY a0 'lol'>"]
    lines += [f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)]
    head = f"<?xml version='1.0'?><!DOCTYPE r [{''.join(lines)}]>"
    return f"{head}<{root}>&a9;</{root.split(maxsplit=1)[0]}>"


def _paragraph() -> bytes:
    return f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>".encode()


def _word(body: bytes) -> bytes:
    return f"<w:document {_W}><w:body>".encode() + body + b"</w:body></w:document>"


def _docx_of(body: bytes) -> bytes:
    return _docx(_word(body))


def _docx_xml(document: str) -> bytes:
    return _docx(document.encode())


def _docx(document: bytes) -> bytes:
    return make.zip_file(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": _relation("officeDocument", "word/document.xml"),
            "word/document.xml": document,
        }
    )


def _relation(kind: str, target: str) -> bytes:
    relation = f"<Relationship Id='r1' Type='{_OFFICE}/{kind}' Target='{target}'/>"
    return f"<Relationships {_RELATIONS}>{relation}</Relationships>".encode()


def _one_part(document: bytes) -> bytes:
    return make.zip_file({"word/document.xml": document})


def _traversal() -> bytes:
    members = {"../../evil.txt": b"out of the folder", "word/document.xml": _word(_paragraph())}
    return make.zip_file(members)


def _protected() -> bytes:
    return make.ole(
        {"EncryptionInfo": b"\4\0\4\0@\0\0\0<encryption/>", "EncryptedPackage": bytes(9)}
    )


def _rtf(text: str) -> bytes:
    return f"{{\\rtf1\\ansi {text}}}".encode()


def _pptx(slide: str) -> bytes:
    return make.zip_file({"ppt/presentation.xml": b"<p/>", "ppt/slides/slide1.xml": slide.encode()})


def _cell(place: str, text: str) -> str:
    return f"<c r='{place}' t='inlineStr'><is><t>{text}</t></is></c>"


def _xlsx(sheet: str) -> bytes:
    return make.zip_file(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f"<workbook xmlns='{_SHEET}' xmlns:r='{_OFFICE}'><sheets>"
            "<sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>".encode(),
            "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f"<worksheet xmlns='{_SHEET}'>{sheet}</worksheet>".encode(),
        }
    )


def _table(rows: str) -> str:
    return f"<office:spreadsheet><table:table>{rows}</table:table></office:spreadsheet>"


def _row(cells: str) -> str:
    return f"<table:table-row>{cells}</table:table-row>"


def _odf(kind: str, body: str) -> bytes:
    root = f"office:document-content {_ODF}"
    return _odf_xml(
        kind, f"<{root}><office:body>{body}</office:body></{root.split(maxsplit=1)[0]}>"
    )


def _odf_xml(kind: str, content: str) -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}"
    return make.zip_file({"mimetype": mime.encode(), "content.xml": content.encode()})


def _epub_spine(items: int) -> bytes:
    manifest = "".join(
        f"<item id='i{n}' href='a.xhtml' media-type='application/xhtml+xml'/>" for n in range(items)
    )
    spine = "".join(f"<itemref idref='i{n}'/>" for n in range(items))
    container = "<container><rootfiles><rootfile full-path='c.opf'/></rootfiles></container>"
    chapter = f"<html><body>{f'<p>{WORDS}</p>' * 3_000}</body></html>"
    package = f"<package><manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    return make.zip_file(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container.encode(),
            "c.opf": package.encode(),
            "a.xhtml": chapter.encode(),
        }
    )


def _nested_zip(width: int, depth: int) -> bytes:
    data, name = make.zip_file({"text.txt": b"amber " * (8 << 20)}), "text.zip"
    for level in range(depth):
        data = make.zip_file({f"{level}-{n}-{name}": data for n in range(width)})
    return data


def _stored(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def _escaping_tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        for name in ("../../evil.txt", "/tmp/evil.txt", "good.txt"):
            member = tarfile.TarInfo(name)
            member.size = len(WORDS)
            archive.addfile(member, io.BytesIO(WORDS.encode()))
    return out.getvalue()


def _fat_loop(name: str) -> bytes:
    """Return an OLE file whose every chain of sectors leads into a loop."""
    data = bytearray(make.ole({name: bytes(4096)}))
    (fat,) = struct.unpack_from("<I", data, 76)
    table = 512 * (fat + 1)
    count = len(data) // 512 - 1
    for sector in range(count):
        if sector != fat:
            struct.pack_into("<I", data, table + 4 * sector, max(sector - 1, 0))
    return bytes(data)
