"""Shapes of a binary PowerPoint slide: their texts, placeholders and tables."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop_app.documents.readers.office97.ppt_records import Kind, Record, Records

NO_PLACEHOLDER = 0
_DATE, _HEADER = 7, 10
RUNNING_PLACEHOLDERS = range(_DATE, _HEADER + 1)
"""Date, slide number, footer, header ([MS-PPT] 2.13.21)."""
_TABLE_PROPERTY = 0x039F  # [MS-ODRAW] 2.3.4.37, tableProperties
_OPTION = struct.Struct("<HI")
_MEANINGS = {ord("\r"): "\n\n", ord("\x0b"): "\n"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape and what it says.

    Attributes:
        placeholder: What it stands for on the slide; NO_PLACEHOLDER if for nothing.
        objects: Numbers of the embedded objects it shows.
        table: Number of the table it is a cell of, 0 if of none.
        top, left: Where it is among the cells of its table.
    """

    text: str
    placeholder: int
    objects: tuple[int, ...]
    table: int
    top: int
    left: int


def shapes(records: Records, drawing: Record, outline: Sequence[str] = ()) -> Iterator[Shape]:
    """Yield the shapes of a drawing in order.

    Args:
        outline: Texts of the slide that are kept in the document's outline.
    """
    for table, parts in _by_shape(records, drawing):
        of_kind: dict[int, Record] = {}
        for part in parts:
            of_kind.setdefault(part.kind, part)
        texts = records.texts(parts)
        if reference := of_kind.get(Kind.OUTLINE_REFERENCE):
            number = records.number(reference)
            texts += outline[number : number + 1]
        anchor = of_kind.get(Kind.CHILD_ANCHOR)
        yield Shape(
            "\n\n".join(texts).translate(_MEANINGS),
            _placeholder(records, of_kind),
            tuple(records.number(part) for part in parts if part.kind == Kind.OBJECT_REFERENCE),
            table,
            records.number(anchor, 4),
            records.number(anchor),
        )


def laid_out(found: Iterable[Shape]) -> str:
    """Return the text of shapes: paragraphs, and tables in rows of cells parted by tabs."""
    blocks = []
    for table, group in groupby(found, key=lambda shape: shape.table):
        if table:
            cells = sorted(group, key=lambda shape: (shape.top, shape.left))
            rows = groupby(cells, key=lambda shape: shape.top)
            lines = ("\t".join(map(_in_cell, row)) for _, row in rows)
            blocks.append("\n".join(filter(str.strip, lines)))
        else:
            blocks += [shape.text.strip() for shape in group]
    return "\n\n".join(filter(None, blocks))


def _in_cell(shape: Shape) -> str:
    return " ".join(shape.text.split())


def _placeholder(records: Records, of_kind: dict[int, Record]) -> int:
    if part := of_kind.get(Kind.PLACEHOLDER):
        return records.number(part, 4) & 0xFF
    if part := of_kind.get(Kind.ROUND_TRIP_PLACEHOLDER):
        return records.data[part.start] if part.start < part.end else NO_PLACEHOLDER
    return NO_PLACEHOLDER


def _by_shape(records: Records, drawing: Record) -> Iterator[tuple[int, list[Record]]]:
    """Yield the records of each shape, after the number of the table they are in."""
    parts: list[Record] = []
    group = table = None
    for record in records.inside(drawing):
        if record.kind == Kind.SHAPE:
            yield table.start if table else 0, parts
            parts = []
            if table and record.start >= table.end:
                table = None
        elif record.kind == Kind.GROUP:
            group = record
        elif record.kind in (Kind.SHAPE_OPTIONS, Kind.MORE_SHAPE_OPTIONS):
            if _is_of_table(records, record):
                table = group
        else:
            parts.append(record)
    yield table.start if table else 0, parts


def _is_of_table(records: Records, options: Record) -> bool:
    end = min(options.end, options.start + _OPTION.size * options.instance)
    count = max(0, end - options.start) // _OPTION.size
    data = records.data[options.start : options.start + _OPTION.size * count]
    return any(
        number & 0x3FFF == _TABLE_PROPERTY and value & 1
        for number, value in _OPTION.iter_unpack(data)
    )
