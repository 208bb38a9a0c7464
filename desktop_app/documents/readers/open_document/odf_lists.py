"""Numbers in front of list items and headings of OpenDocument, counted as Writer shows them.

Numbers, letters and dashes are written; other bullets say nothing. OpenDocument 1.3 part 3,
5.3 and 16.30.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.documents.readers.bullets import written_bullet
from desktop_app.documents.readers.open_document.odf_markup import Mark, MarkKind, inside

_MAX_LEVEL = 10
_MOST = 1_000_000
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
LIST_STYLES = frozenset({"text:list-style", "text:outline-style"})


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown_levels: int = 1
    bullet: str = ""


_Style = dict[int, _Level]


@dataclass(slots=True)
class _Counter:
    """The numbers a list has reached, by level."""

    numbers: dict[int, int] = field(default_factory=dict)

    def next(self, level: int, style: _Style, start: int | None) -> str:
        """Count an item and return its label, or "" if it has none."""
        rule = style.get(level, _Level())
        first = rule.start if start is None else start
        is_new = start is not None or level not in self.numbers
        self.numbers[level] = first if is_new else self.numbers[level] + 1
        for deeper in range(level + 1, _MAX_LEVEL + 1):
            self.numbers.pop(deeper, None)
        if not rule.form:
            return rule.bullet
        shown = range(max(1, level - rule.shown_levels + 1), level + 1)
        parts = (
            _numeral(self.numbers.get(i, style.get(i, _Level()).start), style.get(i, rule).form)
            for i in shown
        )
        return f"{rule.prefix}{'.'.join(filter(None, parts))}{rule.suffix}"


@dataclass(slots=True)
class _List:
    style: str
    counter: _Counter
    level: int


@dataclass(slots=True)
class _Item:
    level: int
    is_labelled: bool
    start: int | None
    label: str = ""


class ListNumbers:
    """Follows the lists of a document and gives each item's first paragraph its label."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._outline: _Style = {}
        self._headings = _Counter()
        self._lists: list[_List] = []
        self._items: list[_Item] = []
        self._by_id: dict[str, _Counter] = {}
        self._last: _List | None = None

    def learn(self, start: Mark, stream: Iterator[Mark]) -> None:
        """Take a list style or the outline style, which has just started, from the stream."""
        style: _Style = {}
        for mark in inside(start, stream):
            if mark.kind is MarkKind.START and (level := mark.number("text:level", _MAX_LEVEL, 0)):
                style[level] = _Level(
                    mark.get("style:num-format"),
                    mark.get("style:num-prefix"),
                    mark.get("style:num-suffix"),
                    mark.number("text:start-value", _MOST),
                    mark.number("text:display-levels", _MAX_LEVEL),
                    written_bullet(mark.get("text:bullet-char")),
                )
        if start.name == "text:outline-style":
            self._outline = style
        else:
            self._styles[start.get("style:name")] = style

    def start_list(self, mark: Mark) -> None:
        outer = self._lists[-1] if self._lists else None
        style = mark.get("text:style-name") or (outer.style if outer else "")
        if outer:
            counter = outer.counter
        elif (other := mark.get("text:continue-list")) in self._by_id:
            counter = self._by_id[other]
        elif mark.get("text:continue-numbering") == "true" and self._last:
            counter = self._last.counter
        else:
            counter = _Counter()
        self._lists.append(_List(style, counter, outer.level + 1 if outer else 1))
        for key, value in mark.element.items():
            if key.endswith("}id"):
                self._by_id[value] = counter

    def end_list(self) -> None:
        if self._lists:
            self._last = self._lists.pop()

    def start_item(self, mark: Mark) -> None:
        start = mark.number("text:start-value", _MOST, -1)
        is_labelled = mark.name == "text:list-item"
        self._items.append(_Item(len(self._lists), is_labelled, start if start >= 0 else None))

    def end_item(self) -> None:
        if self._items:
            self._items.pop()

    def label(self, paragraph: Mark) -> str:
        """Return what stands in front of a paragraph or heading, "" if nothing."""
        if self._items and self._lists:
            item, current = self._items[-1], self._lists[-1]
            if not item.is_labelled or item.level != len(self._lists):
                return ""
            item.is_labelled = False  # further paragraphs of the item have no number
            style = self._styles.get(current.style, {})
            return current.counter.next(min(current.level, _MAX_LEVEL), style, item.start)
        level = paragraph.number("text:outline-level", _MAX_LEVEL, 0)
        if not level or paragraph.get("text:is-list-header") == "true":
            return ""
        return self._headings.next(level, self._outline, None)


def _numeral(number: int, form: str) -> str:
    if form in ("a", "A"):
        letters = ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord(form) + rest) + letters
        return letters
    if form in ("i", "I"):
        return _roman(number).upper() if form == "I" else _roman(number)
    return str(number) if form else ""


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
