"""One good document of every kind, made by the project's own writers, and the words in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from desktop_app.documents.model import Kind
from tests.support import make, make_mail, make_ole, make_pictures, make_sheets

ONE = (
    "The tenant pays the rent of 1,250 euros on the first working day of each month, without any"
    " deduction, into the account that the landlord has named in writing."
)
TWO = (
    "Smaller repairs up to an amount of 110 euros are borne by the tenant; everything else is a"
    " matter for the owner of the building, as the law provides."
)
NOTE = "Agreed by telephone on the fourth of March and confirmed by letter."
HEADER = "Walnut and Partners"

_FIXTURES = Path(__file__).parent.parent / "fixtures"
_LETTER = (
    "Walnut and Partners. The orchard is let for one year at a fair rent. See the terms."
    " From the first of March. As the surveyor found. Check the boundary first."
    " Größe “Übermaß” Договор аренды A new line with a tab"
)
_CLAUSES = (
    "Lease of the mill. 1. Rent 1.1 It is paid monthly. 1.2 It is paid in coin: (a) in gold;"
    " (b) in silver. 2. Use 2.1 As a mill only. 3. Agreed: ☒ yes, ☐ no, with the barn for Ann Alder"
)
_TALK = (
    "Harvest in spring. Apples were early. Größe und Übermaß, next line. Thank the volunteers."
    " Tree Yield Pear 12 tons After the table. Say more about pears."
)
_NS_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'office:version="1.3"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SLIDE = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{_OFFICE}"'
)
_SENT = "Fri, 01 Mar 2024 09:30:00 +0000"
_FROM, _TO = "Ada <ada@example.org>", "Bo <bo@example.org>"


@dataclass(frozen=True, slots=True)
class GoodDocument:
    """A file of which it is known what it says.

    Attributes:
        text: All its words, in any order.
        pages: How many pages (slides, sheets, chapters, messages) a reader must tell apart.
    """

    kind: Kind
    name: str
    data: bytes
    text: str = f"{ONE} {TWO}"
    pages: int = 1


def good_documents() -> Iterator[GoodDocument]:
    """Yield at least one document of every kind that has a reader."""
    yield from _paged()
    yield from _office()
    yield from _mails()
    yield from _texts()
    yield GoodDocument(Kind.IMAGE, "scan.png", make_pictures.scan(ONE), ONE)
    yield GoodDocument(
        Kind.ARCHIVE, "lease.zip", make.zip_file({"a.txt": ONE.encode(), "b.txt": TWO.encode()})
    )


def _paged() -> Iterator[GoodDocument]:
    with_note = f"{HEADER} {ONE} {TWO} {NOTE}"
    yield GoodDocument(
        Kind.PDF, "lease.pdf", make.pdf([ONE, TWO], header=HEADER, notes=[NOTE]), with_note, 2
    )
    docx = make.docx([ONE, TWO], header=HEADER, notes=[NOTE], table=[["Rent", "due"]])
    yield GoodDocument(Kind.DOCX, "lease.docx", docx, f"{with_note} Rent due")
    yield GoodDocument(Kind.DOC, "letter.doc", _fixture("doc/letter.doc"), _LETTER)
    yield GoodDocument(Kind.DOC, "clauses.doc", _fixture("doc/clauses.doc"), _CLAUSES)
    rtf = f"{{\\rtf1\\ansi {{\\header {HEADER}}}{ONE}\\par {TWO}{{\\footnote {NOTE}}}\\par}}"
    yield GoodDocument(Kind.RTF, "lease.rtf", rtf.encode(), with_note)
    note = f"<text:note-body><text:p>{NOTE}</text:p></text:note-body>"
    note = f'<text:note text:note-class="footnote">{note}</text:note>'
    body = f"<office:text><text:p>{ONE}</text:p><text:p>{TWO}{note}</text:p></office:text>"
    yield GoodDocument(Kind.ODT, "lease.odt", _odf("text", body), f"{ONE} {TWO} {NOTE}")
    page = '<img src="data:," alt="Plan of the flat">'
    html = make.html([ONE, TWO], title="Lease").replace(b"</body>", page.encode() + b"</body>")
    yield GoodDocument(Kind.HTML, "lease.html", html)
    yield GoodDocument(Kind.EPUB, "lease.epub", _epub([ONE, TWO]), pages=2)


def _office() -> Iterator[GoodDocument]:
    yield GoodDocument(Kind.PPTX, "talk.pptx", _pptx([ONE, TWO], NOTE), f"{ONE} {TWO} {NOTE}", 2)
    yield GoodDocument(Kind.PPT, "talk.ppt", _fixture("ppt/talk.ppt"), _TALK, 2)
    slides = "".join(_odp_slide(text) for text in (ONE, TWO))
    odp = _odf("presentation", f"<office:presentation>{slides}</office:presentation>")
    yield GoodDocument(Kind.ODP, "talk.odp", odp, pages=2)
    sheets: Mapping[str, list[list[make_sheets.Value]]] = {"Rent": [[ONE]], "Repairs": [[TWO]]}
    text = f"{ONE} {TWO} {NOTE}"
    yield GoodDocument(Kind.XLSX, "b.xlsx", make_sheets.xlsx(sheets, comments=[NOTE]), text, 2)
    yield GoodDocument(Kind.XLSB, "b.xlsb", make_sheets.xlsb(sheets, comment=NOTE), text, 2)
    yield GoodDocument(Kind.XLS, "b.xls", make_sheets.xls(sheets, comment=NOTE), text, 2)
    tables = "".join(
        f'<table:table table:name="{name}"><table:table-row><table:table-cell><text:p>{rows[0][0]}'
        "</text:p></table:table-cell></table:table-row></table:table>"
        for name, rows in sheets.items()
    )
    ods = _odf("spreadsheet", f"<office:spreadsheet>{tables}</office:spreadsheet>")
    yield GoodDocument(Kind.ODS, "b.ods", ods, pages=2)
    yield GoodDocument(Kind.CSV, "b.csv", make.csv_table([[ONE, "7"], [TWO, "8"]]))


def _mails() -> Iterator[GoodDocument]:
    inside = [("minutes.txt", NOTE.encode()), ("lease.pdf", make.pdf([TWO]))]
    text = f"Rent {ONE} {TWO} {NOTE}"
    eml = make.eml("Rent", _FROM, _TO, _SENT, ONE, attachments=inside)
    yield GoodDocument(Kind.EMAIL, "rent.eml", eml, text)
    body, subject, method, name, data = 0x1000, 0x0037, 0x3705, 0x3707, 0x3701
    attached = [{method: 1, name: file, data: content} for file, content in inside]
    msg = make_ole.msg({subject: "Rent", body: ONE}, attachments=attached)
    yield GoodDocument(Kind.MSG, "rent.msg", msg, text)
    letters = [make_mail.letter("Rent", ONE), make_mail.letter("Repairs", TWO)]
    yield GoodDocument(
        Kind.MBOX, "box.mbox", make_mail.mbox(letters), f"Rent Repairs {ONE} {TWO}", 2
    )
    page = make_mail.part("text/html; charset=utf-8", make.html([ONE, TWO]))
    saved = make_mail.mail("Lease", make_mail.multipart("related", page))
    yield GoodDocument(Kind.MHTML, "page.mht", saved)


def _texts() -> Iterator[GoodDocument]:
    both = f"{ONE}\n\n{TWO}\n"
    yield GoodDocument(Kind.TEXT, "lease.txt", both.replace("\n\n", "\f").encode("utf-16"), pages=2)
    yield GoodDocument(Kind.MARKDOWN, "lease.md", f"# Lease\n\n{both}".encode())
    yield GoodDocument(Kind.RST, "lease.rst", f"Lease\n=====\n\n{both}".encode())
    yield GoodDocument(Kind.TEXT, "lease.txt", both.replace("\n\n", "\f").encode("utf-16"), pages=2)
    yield GoodDocument(Kind.MARKDOWN, "lease.md", f"# Lease\n\n{both}".encode())
    yield GoodDocument(Kind.RST, "lease.rst", f"Lease\n=====\n\n{both}".encode())
    begin, end = "\\documentclass{article}\n\\begin{document}", "\\end{document}\n"
    tex = f"{begin}\n{ONE}\\footnote{{{NOTE}}}\n\n{TWO}\n{end}"
    yield GoodDocument(Kind.TEX, "lease.tex", tex.encode(), f"{ONE} {TWO} {NOTE}")
    yield GoodDocument(Kind.CODE, "lease.py", f'"""{both}"""\nRENT = 1250\n'.encode())
    records = json.dumps([{"rent": ONE}, {"repairs": TWO}])
    yield GoodDocument(Kind.JSON, "lease.json", records.encode())
    clauses = f"<rent>{escape(ONE)}</rent><other>{escape(TWO)}</other>"
    xml = f"<?xml version='1.0'?><lease>{clauses}</lease>"
    yield GoodDocument(Kind.XML, "lease.xml", xml.encode())
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": [ONE]},
        {
            "cell_type": "code",
            "metadata": {},
            "execution_count": 1,
            "source": "print(repairs)",
            "outputs": [{"output_type": "stream", "name": "stdout", "text": [TWO]}],
        },
    ]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    yield GoodDocument(Kind.NOTEBOOK, "lease.ipynb", json.dumps(notebook).encode())


def _fixture(name: str) -> bytes:
    return (_FIXTURES / name).read_bytes()


def _odf(kind: str, body: str) -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}"
    opening, closing = f"<office:document-content {_NS_ODF}>", "</office:document-content>"
    content = f"{opening}<office:body>{body}</office:body>{closing}"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{type_}"/>'
        for path, type_ in (("/", mime), ("content.xml", "text/xml"))
    )
    manifest = f"<manifest:manifest {_NS_ODF}>{entries}</manifest:manifest>"
    return make.zip_file(
        {
            "mimetype": mime.encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _odp_slide(text: str) -> str:
    box = f"<draw:text-box><text:p>{text}</text:p></draw:text-box>"
    place = 'svg:width="20cm" svg:height="10cm" svg:x="1cm" svg:y="1cm"'
    return f"<draw:page><draw:frame {place}>{box}</draw:frame></draw:page>"


def _epub(chapters: list[str]) -> bytes:
    names = [f"c{number}.xhtml" for number in range(len(chapters))]
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in names
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    metadata = (
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Lease</dc:title>'
        '<dc:identifier id="i">lease</dc:identifier><dc:language>en</dc:language></metadata>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
        f"{metadata}<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
        '<rootfiles><rootfile full-path="c.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    head = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Lease</title></head>'
    return make.zip_file(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container.encode(),
            "c.opf": package.encode(),
            **{
                name: f"{head}<body><p>{text}</p></body></html>".encode()
                for name, text in zip(names, chapters, strict=True)
            },
        }
    )


def _pptx(slides: list[str], note: str) -> bytes:
    """Return a presentation; the note belongs to the first slide."""
    numbers = range(1, len(slides) + 1)
    listing = "".join(f'<p:sldId id="{255 + n}" r:id="r{n}"/>' for n in numbers)
    size = '<p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
    presentation = (
        f"<p:presentation {_SLIDE}><p:sldIdLst>{listing}</p:sldIdLst>{size}</p:presentation>"
    )
    kinds = {"ppt/presentation.xml": "presentation.main", "ppt/notesSlides/n1.xml": "notesSlide"}
    kinds |= {f"ppt/slides/s{n}.xml": "slide" for n in numbers}
    main = "application/vnd.openxmlformats-officedocument.presentationml"
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{main}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    types = "application/vnd.openxmlformats-package.relationships+xml"
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Default Extension="rels" ContentType="{types}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relations({"r1": ("officeDocument", "ppt/presentation.xml")}),
        "ppt/presentation.xml": presentation,
        "ppt/_rels/presentation.xml.rels": _relations(
            {f"r{n}": ("slide", f"slides/s{n}.xml") for n in numbers}
        ),
        "ppt/slides/_rels/s1.xml.rels": _relations({"r1": ("notesSlide", "../notesSlides/n1.xml")}),
        "ppt/notesSlides/n1.xml": _shape_tree("notes", note, 'type="body" idx="1"'),
        "ppt/notesSlides/_rels/n1.xml.rels": _relations({"r1": ("slide", "../slides/s1.xml")}),
    }
    members |= {
        f"ppt/slides/s{n}.xml": _shape_tree("sld", text, 'type="title"')
        for n, text in zip(numbers, slides, strict=True)
    }
    return make.zip_file({name: xml.encode() for name, xml in members.items()})


def _shape_tree(root: str, text: str, placeholder: str) -> str:
    head = (
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    )
    about = f'<p:cNvPr id="2" name="Text"/><p:cNvSpPr/><p:nvPr><p:ph {placeholder}/></p:nvPr>'
    place = '<a:xfrm><a:off x="100000" y="100000"/><a:ext cx="8000000" cy="5000000"/></a:xfrm>'
    body = f"<p:txBody><a:bodyPr/><a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p></p:txBody>"
    shape = f"<p:sp><p:nvSpPr>{about}</p:nvSpPr><p:spPr>{place}</p:spPr>{body}</p:sp>"
    return f"<p:{root} {_SLIDE}><p:cSld><p:spTree>{head}{shape}</p:spTree></p:cSld></p:{root}>"


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{listed}</Relationships>'
