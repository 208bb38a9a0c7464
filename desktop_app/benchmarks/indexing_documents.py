"""A folder of documents to index: what Python modules say of themselves, in six formats.

Their documentation strings are real text of natural lengths, and thousands of modules are
installed wherever this program runs. Each module gives one document, a long one several.
"""

from __future__ import annotations

import ast
import html
import random
import sysconfig
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

_FEWEST_WORDS, _MOST_WORDS = 50, 1_500
_IN_A_FOLDER = 100
_LINES_A_PAGE, _LETTERS_A_LINE = 50, 88


def make_folder(folder: Path, count: int) -> int:
    """Write ``count`` documents, or as many as there is text for; returns how many.

    The same modules give the same documents.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = 0
    chosen = random.Random(1)
    writers = list(_WRITERS)
    for title, paragraphs in _texts(chosen):
        if made == count:
            break
        below = folder / f"{made // _IN_A_FOLDER:04}"
        below.mkdir(parents=True, exist_ok=True)
        suffix = chosen.choice(writers)
        _WRITERS[suffix](below / f"{made:05} {title}{suffix}", title, paragraphs)
        made += 1
    return made


def _texts(chosen: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Yield a title and paragraphs for each document."""
    for module in _modules(chosen):
        title, room = module.stem.strip("_"), _size(chosen)
        document: list[str] = []
        for paragraph in _paragraphs(module):
            document.append(paragraph)
            room -= len(paragraph.split())
            if room <= 0:
                yield title, document
                document, room = [], _size(chosen)
        if sum(len(paragraph.split()) for paragraph in document) >= _FEWEST_WORDS:
            yield title, document


def _size(chosen: random.Random) -> int:
    # As sizes of documents are: as many of 50 to 100 words as of 750 to 1,500.
    larger: float = (_MOST_WORDS / _FEWEST_WORDS) ** chosen.random()
    return round(_FEWEST_WORDS * larger)


def _modules(chosen: random.Random) -> list[Path]:
    """All modules installed, mixed, so that a small folder is like a large one."""
    places = {Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "purelib")}
    modules = sorted({module for place in places for module in place.rglob("*.py")})
    chosen.shuffle(modules)
    return modules


def _paragraphs(module: Path) -> Iterator[str]:
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(module.read_bytes())
    except (SyntaxError, ValueError, OSError, RecursionError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            for paragraph in (ast.get_docstring(node) or "").split("\n\n"):
                # XML has no place for control characters, and UTF-8 none for half a pair.
                clean = "".join(c for c in paragraph if c.isprintable() or c == "\n").strip()
                if clean:
                    yield clean


# -- formats ---------------------------------------------------------------------------------


def _write_text(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    path.write_text("\n\n".join([title, *paragraphs]), "utf-8")


def _write_markdown(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    path.write_text("\n\n".join([f"# {title}", *paragraphs]), "utf-8")


def _write_html(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    body = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    path.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><title>{html.escape(title)}</title>"
        f"<h1>{html.escape(title)}</h1>\n{body}\n",
        "utf-8",
    )


def _write_email(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "ann@example.org", "ben@example.org"
    message["Date"], message["Subject"] = "Mon, 05 Jan 2026 09:00:00 +0000", title
    message.set_content("\n\n".join(paragraphs))
    path.write_bytes(message.as_bytes())


def _write_docx(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    name = "http://schemas.openxmlformats.org"
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for text in (title, *paragraphs)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{name}/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{name}/package/2006/relationships"><Relationship'
        f' Id="rId1" Type="{name}/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{name}/wordprocessingml/2006/main">'
        f"<w:body>{body}</w:body></w:document>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, f'<?xml version="1.0" encoding="UTF-8"?>{content}')


def _write_pdf(path: Path, title: str, paragraphs: Sequence[str]) -> None:
    lines = _lines([title, *paragraphs])
    pages = [lines[at : at + _LINES_A_PAGE] for at in range(0, len(lines), _LINES_A_PAGE)]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        shown = b"BT /F1 10 Tf 13 TL 56 790 Td " + b"".join(map(_shown, page)) + b"ET"
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(shown), shown),
        ]
    path.write_bytes(_pdf_file(objects))


def _lines(paragraphs: Sequence[str]) -> list[str]:
    lines = [line for paragraph in paragraphs for line in (*paragraph.split("\n"), "")]
    width = _LETTERS_A_LINE
    return [line[at : at + width] for line in lines for at in range(0, max(1, len(line)), width)]


def _shown(line: str) -> bytes:
    data = line.encode("cp1252", "replace")
    for sign in (b"\\", b"(", b")"):
        data = data.replace(sign, b"\\" + sign)
    return b"(%b) Tj T*\n" % data


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (count, table, count, len(data))
    )


_Writer = Callable[[Path, str, Sequence[str]], None]

_WRITERS: dict[str, _Writer] = {
    ".txt": _write_text,
    ".md": _write_markdown,
    ".html": _write_html,
    ".eml": _write_email,
    ".docx": _write_docx,
    ".pdf": _write_pdf,
}
