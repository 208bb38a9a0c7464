"""Jupyter notebooks (nbformat 3 and 4): sources and what they printed, a page for each cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from desktop_app.documents.limits import MAX_TEXT_BYTES
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.markup import html
from desktop_app.documents.sources.decoding import decode
from desktop_app.documents.sources.source import Extracted, Source

_MOST_CONTAINERS = 5_000_000
"""Lists and objects; an empty one takes thirty times its two characters in memory."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
# What a program shows of an object that only a browser can draw, such as "<Figure size 640x480>".
_STAND_IN = re.compile(r"\s*<[^<>\n]*>\s*")


def read(source: Source) -> Extracted:
    """Return the text of each cell with its outputs; pictures are left out.

    Raises:
        ReadFailure: DAMAGED if it is no notebook; TOO_LARGE past the limit of size.
    """
    notebook = _load(source)
    cells = list(_cells(notebook))
    pages = tuple("\n\n".join(filter(None, _cell_texts(cell))) for cell in cells)
    return Extracted(pages or ("",), _title(notebook, cells))


def _title(notebook: dict[str, Any], cells: list[dict[str, Any]]) -> str:
    """Return the title in the properties, else the first heading."""
    metadata = notebook.get("metadata")
    if isinstance(metadata, dict) and (title := _text(metadata.get("title"))):
        return title
    for cell in cells:
        if cell.get("cell_type") in ("markdown", "heading"):
            line = _text(cell.get("source")).strip().partition("\n")[0]
            if line.startswith("#") or cell["cell_type"] == "heading":
                return line.strip("# ")
    return ""


def _load(source: Source) -> dict[str, Any]:
    data = source.data(MAX_TEXT_BYTES)
    if source.size > MAX_TEXT_BYTES or data.count(b"[") + data.count(b"{") > _MOST_CONTAINERS:
        raise ReadFailure(Reason.TOO_LARGE)
    try:
        notebook = json.loads(decode(data))
    except (ValueError, RecursionError) as exc:
        raise ReadFailure(Reason.DAMAGED, "not a notebook") from exc
    if not isinstance(notebook, dict) or not ({"cells", "worksheets"} & notebook.keys()):
        raise ReadFailure(Reason.DAMAGED, "not a notebook")
    return notebook


def _cells(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    # Version 3 had its cells in worksheets, nearly always in one.
    for sheet in (notebook, *_dicts(notebook.get("worksheets"))):
        yield from _dicts(sheet.get("cells"))


def _cell_texts(cell: dict[str, Any]) -> Iterator[str]:
    yield _text(cell.get("source", cell.get("input")))
    for output in _dicts(cell.get("outputs")):
        yield _output(output).strip("\n")


def _output(output: dict[str, Any]) -> str:
    """Return what one output says, in the plainest of its forms that is not a stand-in."""
    if "traceback" in output or "evalue" in output:
        trace = output.get("traceback")
        lines = trace if isinstance(trace, list) else []
        text = "\n".join(map(_text, lines)) or _text(output.get("evalue"))
        return _COLOUR.sub("", text)
    data = output.get("data")
    forms = data if isinstance(data, dict) else output
    plain = _text(forms.get("text/plain", forms.get("text")))
    if plain and not _STAND_IN.fullmatch(plain):
        return _COLOUR.sub("", plain)
    for form in ("text/markdown", "text/latex", "latex"):
        if text := _text(forms.get(form)):
            return text
    markup = _text(forms.get("text/html", forms.get("html")))
    return html.to_text(markup)[0] if markup else plain


def _text(value: object) -> str:
    """Return a text that may be written as a list of its lines."""
    if isinstance(value, list):
        return "".join(line for line in value if isinstance(line, str))
    return value if isinstance(value, str) else ""


def _dicts(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
