"""Two documents side by side for a terminal: the verdict, then every place where they differ."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from desktop_app.output.places import Piece, Place, places
from desktop_app.output.words import DIFFERENCES, OBSTACLES, relation_sentence
from desktop_app.paths import display_path
from desktop_app.similarity.differences import summary
from desktop_app.terminal import Style, number, printable, wrap

if TYPE_CHECKING:
    from desktop_app.library import Comparison
    from desktop_app.similarity.comparison import DocumentComparison

_MOST_PLACES = 200
_MARGIN = "   "


class ComparisonText:
    """Turns a comparison into lines.

    Args:
        width: Columns a line may take.
        harmless: Whether to show differences in spelling and punctuation, too.
    """

    def __init__(self, style: Style, width: int, *, harmless: bool = False) -> None:
        self._style, self._width, self._harmless = style, min(width, 100), harmless

    def lines(self, compared: Comparison) -> Iterator[str]:
        found = compared.found
        yield f"{self._left('1')}  {self._style.bold(_name(found.a.path))}"
        yield f"{self._right('2')}  {self._style.bold(_name(found.b.path))}"
        yield ""
        yield from self._verdict(found)
        shown = places(found.differences, found.text_a, found.text_b, harmless=self._harmless)
        for place in shown[:_MOST_PLACES]:
            yield ""
            yield from self._place(place)
        if len(shown) > _MOST_PLACES:
            yield ""
            yield f"… and {number(len(shown) - _MOST_PLACES)} more places; --json has all."
        yield ""
        yield from self._closing(compared, found)

    def _verdict(self, found: DocumentComparison) -> Iterator[str]:
        differences = found.differences
        yield wrap(f"{relation_sentence(found.relation)}.", self._width)
        if found.text_a.text and found.text_b.text:
            yield wrap(summary(differences, left="in the first", right="in the second"), self._width)
            yield self._style.dim(
                f"{differences.share_a:.0%} of the words of 1 are in 2,"
                f" {differences.share_b:.0%} of those of 2 in 1."
            )
        obstacles = (("1", found.obstacle_a), ("2", found.obstacle_b))
        if found.obstacle_a is None and found.obstacle_b is None:
            yield self._style.dim("Either could be removed: the other says all that it says.")
            return
        for name, obstacle in obstacles:
            if found.relation is not None:
                yield self._style.dim(
                    f"{name} could be removed: the other says all that it says."
                    if obstacle is None
                    else f"{name} is not offered for removal: {OBSTACLES[obstacle]}."
                )

    def _place(self, place: Place) -> Iterator[str]:
        kinds = ", ".join(DIFFERENCES[kind] for kind in place.kinds)
        pages = f"page {place.page_a}"
        if place.page_b != place.page_a:
            pages += f" / {place.page_b}"
        recurs = ", recurs in the folder" if place.recurring else ""
        yield self._style.dim(f"{kinds.capitalize()}, {pages}{recurs}")
        if place.a:
            yield from self._side(self._left, "1", place.a)
        if place.b:
            yield from self._side(self._right, "2", place.b)

    def _side(
        self, colour: Callable[[str], str], name: str, pieces: Sequence[Piece]
    ) -> Iterator[str]:
        # Marks stay without colours, too: who cannot see them must know what differs.
        text, marked, at = "", [], 0
        for piece in pieces:
            shown = printable(piece.text)
            if piece.differs:
                shown = f"[{shown.strip()}]" if shown.strip() else "[ ]"
                marked.append((at, at + len(shown)))
            text += shown
            at += len(shown)
        for number_of, (start, line) in enumerate(_wrapped(text, self._width - len(_MARGIN))):
            lead = colour(name) + _MARGIN[1:] if number_of == 0 else _MARGIN
            yield lead + _coloured(line, start, marked, colour)

    def _closing(self, compared: Comparison, found: DocumentComparison) -> Iterator[str]:
        folded = len(found.differences.differences) - len(found.differences.substantive)
        if folded and not self._harmless:
            yield self._style.dim(
                f"{number(folded)} differences in spelling, punctuation, ways of writing or text"
                " that recurs are folded; --all shows them."
            )
        if not found.recurring_known:
            yield self._style.dim(
                "What recurs in the folder is not known yet, and counts like all other text;"
                " “likewise duplicates” learns it."
            )
        yield self._style.dim(compared.coverage.sentence)

    def _left(self, text: str) -> str:
        return self._style.bad(text)

    def _right(self, text: str) -> str:
        return self._style.good(text)


def _wrapped(text: str, width: int) -> Iterator[tuple[int, str]]:
    """Yield lines of a text without line breaks, each with where it begins in the text."""
    at = 0
    for line in textwrap.wrap(text, max(20, width), break_long_words=True, break_on_hyphens=False):
        start = text.find(line, at)
        start = at if start < 0 else start
        yield start, line
        at = start + len(line)


def _coloured(
    line: str, start: int, marked: Sequence[tuple[int, int]], colour: Callable[[str], str]
) -> str:
    out, at, end = "", start, start + len(line)
    for first, last in marked:
        low, high = max(first, at), min(last, end)
        if low < high:
            out += line[at - start : low - start] + colour(line[low - start : high - start])
            at = high
    return out + line[at - start :]


def _name(path: str) -> str:
    return printable(display_path(path))
