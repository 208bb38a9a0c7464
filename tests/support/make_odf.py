"""Writers of small OpenDocument files, for tests: the XML of a body in, the bytes of a file out."""

from __future__ import annotations

from html import escape

from tests.support.make import zip_file

_FAMILY = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    **{name: f"{_FAMILY}{name}:1.0" for name in ("office", "text", "table", "style", "form")},
    **{name: f"{_FAMILY}{name}:1.0" for name in ("presentation", "manifest", "chart")},
    "draw": f"{_FAMILY}drawing:1.0",
    "svg": f"{_FAMILY}svg-compatible:1.0",
    "fo": f"{_FAMILY}xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
_MIME = "application/vnd.oasis.opendocument."


def packed(
    kind: str,
    body: str,
    *,
    styles: str = "",
    master: str = "",
    title: str = "",
    manifest: str = "",
    others: dict[str, bytes] | None = None,
) -> bytes:
    """Return an ODT, ODS or ODP.

    Args:
        kind: "text", "spreadsheet" or "presentation".
        body: XML inside ``office:text`` and the like.
        styles: XML of automatic styles.
        master: XML of master styles, which has the headers and footers.
        manifest: XML inside ``META-INF/manifest.xml``.
        others: Further members of the package.
    """
    content = f"<office:automatic-styles>{styles}</office:automatic-styles>{_body(kind, body)}"
    members = {
        "mimetype": (_MIME + kind).encode(),
        "content.xml": _document("document-content", content),
        "styles.xml": _document("document-styles", _master(master)),
        "meta.xml": _document("document-meta", _meta(title)),
        "META-INF/manifest.xml": f"<manifest:manifest {_DECLARED}>{manifest}"
        "</manifest:manifest>".encode(),
    }
    return zip_file({**members, **(others or {})})


def flat(kind: str, body: str, *, styles: str = "", master: str = "", title: str = "") -> bytes:
    """Return a FODT, FODS or FODP (see ``packed``)."""
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    return _document("document", _meta(title) + automatic + _master(master) + _body(kind, body))


def chart(title: str, cell: str) -> bytes:
    """Return the content of a chart as it is embedded, with a copy of its cells."""
    body = (
        f"<chart:chart><chart:title><text:p>{title}</text:p></chart:title><table:table>"
        f"<table:table-row><table:table-cell><text:p>{cell}</text:p></table:table-cell>"
        "</table:table-row></table:table></chart:chart>"
    )
    return _document("document-content", _body("chart", body))


def sheet(name: str, *rows: str) -> str:
    """Return a table of a spreadsheet from the XML of its rows' cells."""
    inner = "".join(f"<table:table-row>{cells}</table:table-row>" for cells in rows)
    return f'<table:table table:name="{name}">{inner}</table:table>'


def cell(text: str = "", attributes: str = "") -> str:
    """Return a cell."""
    paragraph = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}>{paragraph}</table:table-cell>"


def _document(root: str, inner: str) -> bytes:
    return f"<office:{root} {_DECLARED}>{inner}</office:{root}>".encode()


def _body(kind: str, body: str) -> str:
    return f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"


def _master(master: str) -> str:
    return f"<office:master-styles>{master}</office:master-styles>"


def _meta(title: str) -> str:
    return f"<office:meta><dc:title>{escape(title)}</dc:title></office:meta>"
