"""Paragraphs and table rows of a Word document while they are put together, and when done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from desktop_app.documents.readers.office_open.docx_runs import RunLook
from desktop_app.documents.text.struck import StruckRuns

_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Attached:
    """Something that hangs on a block: a note, a chart, an embedded file.

    Attributes:
        kind: "footnote", "endnote", "comment", "chart", "diagram", "altChunk" or "object".
        id: Of the note, or of the relationship.
        detail: Of an object, the program that made it.
        at: Offset in the block's text.
    """

    kind: str
    id: str
    detail: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a row of a table.

    Attributes:
        text: Without the end of line; may be empty where something is attached.
        is_under_row: It is a row that belongs right under the row before it.
        breaks: Offsets, ascending, at which a new page begins; never inside a word.
        attached: In order.
        owner: Id of the note or comment it belongs to, or "".
        style: The paragraph's style id, or "".
    """

    text: str
    is_under_row: bool = False
    breaks: tuple[int, ...] = ()
    attached: tuple[Attached, ...] = ()
    owner: str = ""
    style: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is lost without it."""
        return not (self.text.strip() or self.breaks or self.attached)


@dataclass(slots=True)
class Row:
    """A row of a table under way.

    Attributes:
        depth: How many flows are open around it.
        cells: The paragraphs of each cell so far.
        carried: What hangs on them.
    """

    depth: int
    cells: list[list[str]] = field(default_factory=list)
    carried: list[Attached] = field(default_factory=list)
    _breaks_before: int = 0
    _breaks_after: int = 0
    _breaks_in_cell: int = 0

    def break_in(self, cell: Flow) -> None:
        """Note that a page begins where ``cell`` is; every cell of a row may say so once more."""
        if cell.is_blank:
            self._breaks_before = 1
        else:
            self._breaks_in_cell += 1
            self._breaks_after = max(self._breaks_after, self._breaks_in_cell)

    def end_cell(self, cell: Flow) -> None:
        """Take in a finished cell."""
        self.cells.append(cell.done)
        self.carried += cell.carried
        self._breaks_in_cell = 0

    def block(self, owner: str, *, is_under_row: bool) -> Block:
        """Return the row; paragraphs stay apart only where it has one cell."""
        joint = "\n" if len(self.cells) == 1 else " "
        text = "\t".join(joint.join(cell) for cell in self.cells).rstrip()
        if not text.strip():
            text = ""
        breaks = (0,) * self._breaks_before + (len(text),) * self._breaks_after
        return Block(text, is_under_row, breaks, tuple(self.carried), owner)


class Flow:
    """A place where paragraphs follow each other: the story itself, a cell, a text box.

    Attributes:
        row: Of a cell, its row.
        done: Texts of the finished paragraphs, where they are kept here.
        carried: What hangs on them.
        pieces: The words of the paragraph under way.
        attached, hung: What hangs on it, and texts that follow it: boxes, descriptions.
        look: What the run under way says about its look; None if nothing.
        style, list_id, level: Its properties, as far as it has them itself.
        continues: It goes on with the next paragraph.
    """

    def __init__(self, row: Row | None = None) -> None:
        self.row = row
        self.done: list[str] = []
        self.carried: list[Attached] = []
        self.continues = False
        self.look: RunLook | None = None
        self._has_words = self._is_joined = False
        self._begin_paragraph()

    @property
    def is_blank(self) -> bool:
        """Whether there are no words yet."""
        return not self.done and not self._has_words

    @property
    def is_untouched(self) -> bool:
        """Whether the paragraph has nothing, not even a number."""
        return not (
            self.pieces or self.attached or self.hung or self._breaks or self.style or self.list_id
        )

    @property
    def has_loose_words(self) -> bool:
        """Whether there are words that no paragraph has ended, and none is to go on with."""
        return self._has_words and not self._is_joined

    def go_on(self) -> None:
        """Go on with the same words under the properties of the next paragraph."""
        self._begin_properties()
        self._is_joined = True

    def write(self, text: str, *, is_struck: bool = False) -> None:
        """Add words to the paragraph."""
        self._has_words = self._has_words or not text.isspace()
        if is_struck or self._struck.is_open:
            text = self._struck.marked(text, is_struck=is_struck)
        self._add(text)

    def write_mark(self, text: str) -> None:
        """Add the mark of a note."""
        self._add(self._struck.end() + text)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)

    def attach(self, attached: Attached) -> None:
        """Hang something on the paragraph, here."""
        self.attached.append(Attached(attached.kind, attached.id, attached.detail, self._length))

    def break_here(self) -> None:
        """Note that a page begins here."""
        self._add(self._struck.end())
        self._breaks.append(self._length if self._has_words else 0)

    def keep(self, *blocks: Block) -> None:
        """Take in finished paragraphs or rows that are part of a cell or box."""
        self.done += (block.text for block in blocks if block.text)
        for block in blocks:
            self.carried += block.attached

    def end_paragraph(self, label: str, owner: str) -> list[Block]:
        """Return the paragraph and what follows it as blocks, and begin the next."""
        self._add(self._struck.end())
        # Marks of notes alone are no paragraph.
        text = "".join(self.pieces) if self._has_words else ""
        breaks = tuple(_between_words(text, self._breaks))
        if label:
            text = label + text
            breaks = tuple(at and at + len(label) for at in breaks)
        attached = tuple(
            Attached(item.kind, item.id, item.detail, item.at + len(label))
            for item in self.attached
        )
        blocks = [Block(text.rstrip(), False, breaks, attached, owner, self.style)]
        blocks += (Block(hung, owner=owner) for hung in self.hung)
        self._begin_paragraph()
        return blocks

    def _begin_paragraph(self) -> None:
        self.pieces: list[str] = []
        self.attached: list[Attached] = []
        self.hung: list[str] = []
        self._breaks: list[int] = []
        self._struck = StruckRuns()
        self._length = 0
        self._has_words = False
        self._is_joined = False
        self._begin_properties()

    def _begin_properties(self) -> None:
        self.style = self.list_id = ""
        self.level: int | None = None
        self.continues = False


def _between_words(text: str, places: Iterable[int]) -> Iterator[int]:
    """Yield places (ascending), and for those inside a word where it ends, once for each word."""
    end = 0
    for at in places:
        if at == 0 or text[at - 1 : at].isspace():
            yield at
        elif at > end:
            space = _SPACE.search(text, at)
            end = space.start() if space else len(text)
            yield end
