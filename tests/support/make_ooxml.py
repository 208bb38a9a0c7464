"""Writers of Word and PowerPoint files for tests: the XML of the parts in, the package out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from tests.support import make

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": _OFFICE,
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "o": "urn:schemas-microsoft-com:office:office",
        "v": "urn:schemas-microsoft-com:vml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    }.items()
)

Relation = tuple[str, str, str]
"""Id, kind ("header") and target of a relationship."""


def xml(root: str, inner: str) -> str:
    """Return a part with all namespaces these tests use; ``root`` is "w:document" or the like."""
    return f"{_XML}<{root} {_NAMESPACES}>{inner}</{root}>"


def strict(part: str) -> str:
    """Return a part in the strict form, which differs in its namespaces."""
    return part.replace(_OFFICE, _STRICT).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )


def package(
    main: str,
    parts: Mapping[str, str | bytes],
    relations: Mapping[str, Sequence[Relation]],
    *,
    title: str = "",
) -> bytes:
    """Return an Office Open XML package.

    Args:
        main: The part that the document begins with.
        parts: All parts by name, but for the lists of relationships.
        relations: Part name to what it refers to.
        title: Goes into the document's properties.
    """
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _listing([("d", "officeDocument", main), ("c", "core-properties", "c.xml")]),
        "c.xml": f"{_XML}<c xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<dc:title>{escape(title)}</dc:title></c>",
        **parts,
    }
    for part, listed in relations.items():
        folder, _, name = part.rpartition("/")
        members[f"{folder}/_rels/{name}.rels"] = _listing(listed)
    return make.zip_file(
        {name: data.encode() if isinstance(data, str) else data for name, data in members.items()}
    )


def word(
    body: str,
    *,
    parts: Mapping[str, str | bytes] | None = None,
    relations: Sequence[Relation] = (),
    title: str = "",
) -> bytes:
    """Return a DOCX.

    Args:
        body: XML inside ``w:body``.
        parts: Others than the body, by their names inside "word/"; one whose name is a kind of
            relationship with ".xml" is referred to by itself.
        relations: Of the body, besides; targets inside "word/".
    """
    others = parts or {}
    listed = [
        (name, name.removesuffix(".xml").rstrip("0123456789"), name)
        for name in others
        if "/" not in name and name.endswith(".xml")
    ]
    members = {f"word/{name}": data for name, data in others.items()}
    members["word/document.xml"] = xml("w:document", f"<w:body>{body}</w:body>")
    return package(
        "word/document.xml",
        members,
        {"word/document.xml": [*listed, *relations]},
        title=title,
    )


def paragraph(text: str = "", properties: str = "", more: str = "") -> str:
    """Return a ``w:p``: its text in one run, then ``more`` XML."""
    words = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}{more}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """Return a ``w:tbl``; a cell is its text, or XML where it begins with "<"."""
    return f"<w:tbl>{''.join(f'<w:tr>{_cells(row)}</w:tr>' for row in rows)}</w:tbl>"


def _cells(row: Sequence[str]) -> str:
    return "".join(
        f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row
    )


def slides(
    *trees: str,
    relations: Mapping[int, Sequence[Relation]] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    order: Sequence[int] | None = None,
    title: str = "",
) -> bytes:
    """Return a PPTX.

    Args:
        trees: XML of the shapes of each slide.
        relations: Slide number, from 1, to what it refers to; targets from "ppt/slides/".
        parts: Others, by full name.
        order: Slide numbers in the order of the show.
    """
    numbers = range(1, len(trees) + 1)
    members: dict[str, str | bytes] = {
        f"ppt/slides/slide{number}.xml": xml(
            "p:sld", f"<p:cSld><p:spTree>{tree}</p:spTree></p:cSld>"
        )
        for number, tree in zip(numbers, trees, strict=True)
    }
    shown = "".join(f'<p:sldId id="{255 + at}" r:id="s{at}"/>' for at in order or numbers)
    members["ppt/presentation.xml"] = xml("p:presentation", f"<p:sldIdLst>{shown}</p:sldIdLst>")
    listed: dict[str, Sequence[Relation]] = {
        "ppt/presentation.xml": [(f"s{at}", "slide", f"slides/slide{at}.xml") for at in numbers]
    }
    for number, related in (relations or {}).items():
        listed[f"ppt/slides/slide{number}.xml"] = related
    return package("ppt/presentation.xml", {**members, **(parts or {})}, listed, title=title)


def shape(
    *lines: str,
    role: str = "",
    at: tuple[int, int] | None = None,
    index: str = "",
    description: str = "",
) -> str:
    """Return a ``p:sp``.

    Args:
        lines: Its paragraphs: text, or XML inside ``a:p`` where one begins with "<".
        role: Type of the placeholder it is.
        at: Left and top, in EMU.
    """
    ph = f'<p:ph type="{role}" idx="{index}"/>' if role else ""
    place = f'<a:xfrm><a:off x="{at[0]}" y="{at[1]}"/></a:xfrm>' if at else ""
    body = "".join(
        f"<a:p>{line if line.startswith('<') else f'<a:r><a:t>{escape(line)}</a:t></a:r>'}</a:p>"
        for line in lines
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="n" descr="{escape(description)}"/>'
        f"<p:nvPr>{ph}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>{body}</p:txBody></p:sp>"
    )


def chart(title: str, names: Sequence[str], series: Mapping[str, Sequence[str]]) -> str:
    """Return a chart's part: every series repeats the names, as programs write it."""
    drawn = "".join(
        f"<c:ser><c:tx><c:strRef><c:strCache>{_points([name])}</c:strCache></c:strRef></c:tx>"
        f"<c:cat><c:strRef><c:strCache>{_points(names)}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:numCache><c:formatCode>General</c:formatCode>{_points(values)}"
        "</c:numCache></c:numRef></c:val></c:ser>"
        for name, values in series.items()
    )
    heading = f"<c:title><a:p><a:r><a:t>{title}</a:t></a:r></a:p></c:title>"
    return xml("c:chartSpace", f"<c:chart>{heading}{drawn}</c:chart>")


def _points(values: Sequence[str]) -> str:
    return "".join(
        f'<c:pt idx="{at}"><c:v>{escape(value)}</c:v></c:pt>' for at, value in enumerate(values)
    )


def _listing(relations: Sequence[Relation]) -> str:
    rows = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in relations
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'
