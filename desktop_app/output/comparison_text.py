"""Two documents side by side for a terminal: the verdict, then every place where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from desktop_app.output.lines import broken, counted, indented, shown_path
from desktop_app.output.places import Piece, Place, places
from desktop_app.output.words import (
    WRITTEN_OTHERWISE,
    difference_words,
    obstacle_words,
    page_words,
    percent,
    relation_sentence,
    verdict,
)
from desktop_app.similarity.differences import summary
from desktop_app.similarity.duplicates.groups import Obstacle
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.terminal import Style, printable

if TYPE_CHECKING:
    from desktop_app.library import Comparison
    from desktop_app.similarity.duplicates.comparison import DocumentComparison

_MOST_PLACES = 200
_MOST_COLUMNS = 100  # longer lines are hard to read
_MARGIN = "   "
# As of wdiff: brackets alone occur in texts too often.
_MARKS_LEFT, _MARKS_RIGHT = ("[-", "-]"), ("{+", "+}")
_IDENTICAL = (Relation.IDENTICAL_FILE, Relation.IDENTICAL_TEXT)


class ComparisonText:
    """Turns a comparison into lines.

    Args:
        width: Columns a line may take.
        every: Whether to show every difference: those in spelling and punctuation, too, and where
            documents are not alike at all.
    """

    def __init__(self, style: Style, width: int, *, every: bool = False) -> None:
        self._style, self._width, self._every = style, min(width, _MOST_COLUMNS), every

    def lines(self, compared: Comparison) -> Iterator[str]:
        """Yield the two names, the verdict, the places and what to know about them."""
        found = compared.found
        yield f"{self._left('1')}  {self._style.bold(shown_path(found.a.path))}"
        yield f"{self._right('2')}  {self._style.bold(shown_path(found.b.path))}"
        yield ""
        yield from self._verdict(found)
        if self._every or found.relation is not None:
            yield from self._places(found)
        yield ""
        yield from self._closing(compared, found)

    def _verdict(self, found: DocumentComparison) -> Iterator[str]:
        differences = found.differences
        empty = [row for row in (found.a, found.b) if not row.chars]
        for row in empty:
            yield from indented(f"“{shown_path(row.path)}” has no text.", self._width)
        if empty:
            if found.relation is not None:
                yield from indented(f"{relation_sentence(found.relation)}.", self._width)
            else:
                yield from indented("There is nothing to compare.", self._width)
        else:
            yield from indented(f"{verdict(found.relation, differences)}.", self._width)
            if differences.substantive or found.relation not in _IDENTICAL:
                yield from self._shares(found)
        yield from self._obstacles(found)

    def _shares(self, found: DocumentComparison) -> Iterator[str]:
        differences = found.differences
        told = summary(differences, left="in the first", right="in the second")
        yield from indented(told, self._width)
        yield from self._quiet(
            f"{percent(differences.share_a)} of the words of 1 are in 2,"
            f" {percent(differences.share_b)} of those of 2 in 1."
        )

    def _obstacles(self, found: DocumentComparison) -> Iterator[str]:
        if found.pair is None:
            return
        if found.obstacle_a is None and found.obstacle_b is None:
            yield from self._quiet("Either could be removed: the other says all that it says.")
            return
        for name, row, obstacle in (
            ("1", found.a, found.obstacle_a),
            ("2", found.b, found.obstacle_b),
        ):
            yield from self._quiet(
                f"{name} could be removed: the other says all that it says."
                if obstacle is None
                else f"{name} is not offered for removal:"
                f" {self._why(found, obstacle, found.pair.relation_of(row.id))}."
            )

    def _why(self, found: DocumentComparison, obstacle: Obstacle, relation: Relation) -> str:
        if obstacle is Obstacle.SAYS_MORE and not found.differences.substantive:
            return WRITTEN_OTHERWISE
        return obstacle_words(obstacle, relation)

    def _places(self, found: DocumentComparison) -> Iterator[str]:
        harmless = self._shows_harmless(found)
        shown = places(found.differences, found.text_a, found.text_b, harmless=harmless)
        for place in shown[:_MOST_PLACES]:
            yield ""
            yield from self._place(found, place)
        if len(shown) > _MOST_PLACES:
            yield ""
            yield f"… and {counted(len(shown) - _MOST_PLACES, 'more place')}; --json has all."

    def _shows_harmless(self, found: DocumentComparison) -> bool:
        """Whether ways of writing are shown: on request, or as all that keeps a document."""
        return self._every or not found.differences.substantive

    def _place(self, found: DocumentComparison, place: Place) -> Iterator[str]:
        told = difference_words(place.kinds, "in the first", "in the second")
        pages = (
            page_words(found.a.kind, found.text_a, place.page_a),
            page_words(found.b.kind, found.text_b, place.page_b),
        )
        where = " / ".join(dict.fromkeys(page for page in pages if page))
        recurs = "recurs in the folder" if place.recurring else ""
        parts = [told[0].upper() + told[1:], *filter(None, (where, recurs))]
        yield from self._quiet(", ".join(parts))
        if place.a:
            yield from self._side(self._left, "1", place.a, _MARKS_LEFT)
        if place.b and not (place.a and place.moved):
            yield from self._side(self._right, "2", place.b, _MARKS_RIGHT)

    def _side(
        self,
        colour: Callable[[str], str],
        name: str,
        pieces: Sequence[Piece],
        marks: tuple[str, str],
    ) -> Iterator[str]:
        text, marked = _marked(pieces, *marks)
        for count, (start, line) in enumerate(broken(text, self._width - len(_MARGIN))):
            lead = colour(name) + _MARGIN[1:] if count == 0 else _MARGIN
            yield lead + _coloured(line, start, marked, colour)

    def _closing(self, compared: Comparison, found: DocumentComparison) -> Iterator[str]:
        folded = len(found.differences.differences) - len(found.differences.substantive)
        if found.relation is None and not self._every:
            if found.differences.differences and found.a.chars and found.b.chars:
                yield from self._quiet("--all shows where they differ.")
        elif folded and not self._shows_harmless(found):
            yield from self._quiet(
                f"{counted(folded, 'difference')} in spelling, punctuation, ways of writing or text"
                f" that recurs {'is' if folded == 1 else 'are'} folded; --all shows"
                f" {'it' if folded == 1 else 'them'}."
            )
        if not found.recurring_known:
            yield from self._quiet(
                "What recurs in the folder is not known yet, and counts like all other text;"
                " “likewise duplicates” learns it."
            )
        yield from self._quiet(compared.coverage.sentence)

    def _quiet(self, text: str) -> Iterator[str]:
        return map(self._style.dim, indented(text, self._width))

    def _left(self, text: str) -> str:
        return self._style.bad(text)

    def _right(self, text: str) -> str:
        return self._style.good(text)


def _marked(pieces: Sequence[Piece], before: str, after: str) -> tuple[str, list[tuple[int, int]]]:
    """The text of one side, and where in it stands what differs.

    Marks stay without colours, too: who cannot see them must know what differs.
    """
    text, marked = "", []
    for piece in pieces:
        shown = printable(piece.text)
        if piece.differs:
            shown = f"{before}{shown.strip() or ' '}{after}"
            marked.append((len(text), len(text) + len(shown)))
        text += shown
    return text, marked


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
