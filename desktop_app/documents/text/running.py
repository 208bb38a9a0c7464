"""Running headers, footers and page numbers: which lines of a paged text are not its content.

They are left out when documents are compared: letterheads make letters look alike, and a page
number that falls into a sentence makes two copies of it differ. What is left out by mistake makes
different documents look the same, which is worse. Hence, of the two outermost lines at the top and
at the bottom of each page:

- Page numbers go, from one page up: "Page 2 of 3", "- 3 -", "第 3 页" by their form; a bare "3" or
  "3/7" only if it counts with the pages, and on one or two pages only if it is their own number.
- A line on most of four or more pages (or of the left or right ones of eight) goes if its numbers
  count the pages. A number that neither counts nor stays the same is content, and so is one ahead
  of its page ("Invoice 17" on page 1).
- A number that stays the same may be all that tells two documents apart ("Invoice 2023-17" above
  every page): such a line stays once, a header at its first place and a footer at its last.
- On two or three pages a line on all of them may be coincidence, a form's field or the head of a
  table: it stays once too, whatever it says.
- Of a line that stays, the number of its own page goes: "Reg. no. 123 - Page 2" on page 2.

Headers that a format keeps apart from its pages are treated as those of a print would be.

So what is left out wholly, page numbers aside, is a line of words on four pages or more. It may
still name a person: who calls two documents the same because their match texts are equal should
compare these lines, too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

_Span: TypeAlias = tuple[int, int]

MANY_PAGES = 4
"""From so many pages on a line that is on most of them is no coincidence."""

_EDGE_LINES = 2
_LONGEST_LINE = 200
_SHARE = 0.6
_COUNTABLE_PAGES = 3
_COUNTING_SHARE = 0.8
_FEWEST_LINES = 5  # on few pages; where one has less, its edges are most of what it says
_MOST_DIGITS = 5  # of a page number

_NUMBER = re.compile(r"\d+")
_WORD_BEFORE = (
    "page|pagina|página|pàgina|pagină|pág|pag|p|pg|seite|blatt|sida|side|síða|sivu|lehekülg"
    "|strona|strana|stránka|stran|stranica|str|oldal|sayfa|trang|halaman|puslapis|lappuse"
    "|σελίδα|σελ|страница|сторінка|страна|стр|עמוד|עמ'|صفحة|หน้า|ページ|페이지|第"
)
_WORD_AFTER = "oldal|lappuse|lpp|puslapis|psl|lk|sayfa|ページ|頁|页|페이지|쪽"
_OF = r"(?:[/|]|[^\W\d_]{1,5}\.?)"
_BEFORE_TOTAL = re.compile(rf" ?{_OF} ?")
# The number of a page beside something else, and what is left of it in formats that keep headers
# apart from the number.
_JOINT = r"[-–—|·•,;/\t ]+"
_OWN_NUMBER = re.compile(
    rf"{_JOINT}(?:{_WORD_BEFORE})[.:]? ?(\d{{1,5}})(?: ?{_OF} ?(\d{{1,5}}))?\s*$"
    rf"|^\s*(?:{_WORD_BEFORE})[.:]? ?(\d{{1,5}})(?: ?{_OF} ?(\d{{1,5}}))?{_JOINT}",
    re.IGNORECASE,
)
_NO_NUMBER = re.compile(
    rf"{_JOINT}(?:{_WORD_BEFORE})[.:]?(?: +{_OF})?\s*$"
    rf"|^\s*(?:{_WORD_BEFORE})[.:]?(?: +{_OF})? *(?=[-–—|·•,;/\t]){_JOINT}",
    re.IGNORECASE,
)
# Of a line as ``_mask`` gives it: lower case, single spaces, "0" for each number.
_PAGE_NUMBER = re.compile(
    rf"(?P<clear>(?:[-–—] )?(?:{_WORD_BEFORE})[.:]? ?0(?: ?(?:{_WORD_AFTER})\.?)?(?: ?{_OF} ?0)?"
    rf"(?: ?(?:{_WORD_AFTER})\.?)?(?: [-–—])?"
    rf"|0\.? ?(?:{_WORD_AFTER})\.?(?: ?{_OF} ?0)?|0(?: ?{_OF} ?0)\.? ?(?:{_WORD_AFTER})\.?"
    rf"|[-–—] ?0 ?[-–—])"
    rf"|(?P<bare>[\[(|]? ?0(?: ?{_OF} ?0)? ?[\])|]?)"
)


_ADDRESS_LINE = re.compile(r"\s*(?:https?://|mailto:)\S+\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line at the edge of a page.

    Attributes:
        page: From 1.
        span: In the text.
        outer: The line between it and the edge, or None.
        numbers: What stands for each "0" of its mask.
    """

    page: int
    span: _Span
    outer: _Span | None
    numbers: tuple[str, ...]


class _Alike:
    """Lines of one edge that are the same but for their numbers, in the order of their pages."""

    def __init__(self, mask: str, *, is_top: bool) -> None:
        self.mask = mask
        self.is_top = is_top
        self.lines: list[_Line] = []
        found = _PAGE_NUMBER.fullmatch(mask) if "0" in mask else None
        self.number_form = found.lastgroup if found else None

    @property
    def pages(self) -> int:
        return len({line.page for line in self.lines})

    @property
    def is_on_one_side(self) -> bool:
        """Whether all are on pages of even numbers, or all on odd ones."""
        return len({line.page % 2 for line in self.lines}) == 1

    @property
    def slots(self) -> range:
        return range(len(self.lines[0].numbers))

    def values(self, slot: int) -> list[int]:
        """Return a number of each line, or [] if one is too long for a page number."""
        numbers = [line.numbers[slot] for line in self.lines]
        return [] if max(map(len, numbers)) > _MOST_DIGITS else list(map(int, numbers))

    def counts(self, slot: int) -> bool:
        """Whether a number goes up with the pages, but for a few new beginnings."""
        values = self.values(slot)
        steps = [
            after - value == line_after.page - line.page
            for (value, line), (after, line_after) in itertools.pairwise(
                zip(values, self.lines, strict=False)
            )
        ]
        return bool(values) and sum(steps) >= _COUNTING_SHARE * len(steps)

    def is_own_count(self, slot: int) -> bool:
        """Whether a number counts the pages of this document: it is none before its page."""
        pages = (line.page for line in self.lines)
        return self.counts(slot) and all(map(int.__le__, self.values(slot), pages))

    def is_constant(self, slot: int) -> bool:
        return len({line.numbers[slot] for line in self.lines}) == 1

    def is_total(self, slot: int) -> bool:
        """Whether a number is the second of "2 of 3"."""
        if slot == 0 or not _BEFORE_TOTAL.fullmatch(self.mask.split("0")[slot]):
            return False
        parts, totals = self.values(slot - 1), self.values(slot)
        return bool(totals) and self.counts(slot - 1) and all(map(int.__le__, parts, totals))

    def not_counting(self) -> list[int]:
        """Return the slots whose numbers are neither those of pages nor how many there are."""
        return [slot for slot in self.slots if not (self.is_own_count(slot) or self.is_total(slot))]

    def reached_over(self, running: set[_Span]) -> _Alike:
        """Return those of the lines between which and the edge is no other than running lines."""
        reached = _Alike(self.mask, is_top=self.is_top)
        reached.lines = [line for line in self.lines if not line.outer or line.outer in running]
        return reached


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages that have text.

    Attributes:
        count: How many.
        fewest_lines: On one of the first three, counted up to 5.
    """

    count: int
    fewest_lines: int


def running_lines(text: str, page_starts: Sequence[int]) -> tuple[_Span, ...]:
    """Return the spans of lines that are running headers, footers or page numbers, ascending.

    Only for kinds whose pages are sheets of paper: slides, sheets and chapters have headings.
    Time grows with the text only.

    Args:
        text: Display text.
        page_starts: Where each page begins, ascending from 0.
    """
    groups: dict[tuple[str, bool], _Alike] = {}
    numbered: dict[_Span, int] = {}
    count, fewest_lines = 0, _FEWEST_LINES
    for page, bounds in enumerate(zip(page_starts, [*page_starts[1:], len(text)], strict=True), 1):
        top, bottom = _edges(text, *bounds)
        count += bool(top)
        if count < MANY_PAGES:
            fewest_lines = min(fewest_lines, _lines_counted(text, *bounds) or _FEWEST_LINES)
        for is_top, spans in ((True, top), (False, bottom)):
            for outer, span in zip([None, *spans], spans, strict=False):
                if span[1] - span[0] <= _LONGEST_LINE:
                    line = text[slice(*span)]
                    key = _mask(line), is_top
                    group = groups.setdefault(key, _Alike(key[0], is_top=is_top))
                    if group.lines and group.lines[-1].page == page:
                        continue  # the title below a header that says the same
                    group.lines.append(_Line(page, span, outer, tuple(_NUMBER.findall(line))))
                    if "0" in key[0]:
                        numbered[span] = page
    # Most lines are like no other; those are running only as a page number.
    alike = [group for group in groups.values() if len(group.lines) > 1 or group.number_form]
    whole = _found(alike, _Pages(count, fewest_lines))
    parts = (
        _own_number(text, page, span, len(page_starts))
        for span, page in numbered.items()
        if span not in whole
    )
    return tuple(sorted({*whole, *filter(None, parts)}))


def is_address(line: str) -> bool:
    """Return whether a line is where a link leads and nothing else."""
    return _ADDRESS_LINE.fullmatch(line) is not None


def running_part(line: str, *, is_few: bool) -> tuple[int, int]:
    """Return the span of a header's or footer's line that is left out, for those kept apart.

    Where a link leads is always left out: a print has no such line.

    Args:
        line: Without the number of its page.
        is_few: Whether there are fewer than ``MANY_PAGES``, where lines of words stay.
    """
    if is_address(line):
        return 0, len(line)
    found = _PAGE_NUMBER.fullmatch(_mask(line))
    is_number = found is not None and found.lastgroup != "bare"
    if is_number or not any(map(str.isalnum, line)):
        return 0, len(line)
    if not is_few and _NUMBER.search(line) is None:
        return 0, len(line)
    part = _NO_NUMBER.search(f"\t{line}")
    return (max(0, part.start() - 1), part.end() - 1) if part else (0, 0)


def _own_number(text: str, page: int, span: _Span, pages: int) -> _Span | None:
    """Return where a line says which page it is on, beside something else."""
    part = _OWN_NUMBER.search(text[slice(*span)])
    if part is None:
        return None
    number, *total = filter(None, part.groups())
    if int(number) != page or any(int(of) != pages for of in total):
        return None
    return span[0] + part.start(), span[0] + part.end()


def _found(groups: list[_Alike], pages: _Pages) -> set[_Span]:
    running: set[_Span] = set()
    staying: set[_Span] = set()
    for _ in range(_EDGE_LINES):  # a second line needs to know of the first
        for group in groups:
            outer = group.reached_over(running)
            if outer.lines and _is_running(outer, pages):
                running.update(line.span for line in outer.lines)
                if _stays_once(outer, pages):
                    staying.add(outer.lines[0 if outer.is_top else -1].span)
    return running - staying


def _is_running(group: _Alike, pages: _Pages) -> bool:
    """Whether lines of one edge are headers, footers or page numbers."""
    if group.number_form == "clear":
        return True
    if group.number_form == "bare":
        return _is_bare_page_number(group, pages.count)
    if group.slots and not any(map(str.isalpha, group.mask)):
        return False  # figures
    if pages.count >= MANY_PAGES:
        # Left and right pages of a book have each their own.
        sides = 2 if group.is_on_one_side and pages.count >= 2 * MANY_PAGES else 1
        is_common = group.pages >= _SHARE * pages.count / sides
    else:
        is_common = 1 < group.pages == pages.count and pages.fewest_lines >= _FEWEST_LINES
    return is_common and all(map(group.is_constant, group.not_counting()))


def _stays_once(group: _Alike, pages: _Pages) -> bool:
    if group.number_form is not None:
        return False
    return pages.count < MANY_PAGES or bool(group.not_counting())


def _is_bare_page_number(group: _Alike, pages: int) -> bool:
    """Whether numbers without a word for them are those of pages."""
    if not all(map(group.is_total, group.slots[1:])):
        return False
    if pages >= _COUNTABLE_PAGES:
        return group.pages >= _SHARE * pages and group.counts(0)
    return (
        group.values(0) == list(range(1, pages + 1))  # so each page has one
        and all(set(group.values(slot)) == {pages} for slot in group.slots[1:])
    )


def _edges(text: str, start: int, end: int) -> tuple[list[_Span], list[_Span]]:
    """Return the first and the last lines of a page that are not blank, the outermost first."""
    top = list(itertools.islice(_filled(text, _lines_down(text, start, end)), _EDGE_LINES))
    bottom = list(itertools.islice(_filled(text, _lines_up(text, start, end)), _EDGE_LINES))
    if len(top) > 1 and top[1] in bottom:  # two or three lines in all
        top = top[:1]
    return top, [span for span in bottom if span not in top]


def _lines_counted(text: str, start: int, end: int) -> int:
    """Return how many lines of a page are not blank, up to 5."""
    lines = _filled(text, _lines_down(text, start, end))
    return sum(1 for _ in itertools.islice(lines, _FEWEST_LINES))


def _filled(text: str, lines: Iterable[_Span]) -> Iterator[_Span]:
    return (span for span in lines if text[slice(*span)].strip())


def _lines_down(text: str, start: int, end: int) -> Iterator[_Span]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _lines_up(text: str, start: int, end: int) -> Iterator[_Span]:
    while end > start:
        begin = max(start, text.rfind("\n", start, end) + 1)
        yield begin, end
        end = begin - 1


def _mask(line: str) -> str:
    """Return a line with each of its numbers as "0", without case and extra space."""
    return " ".join(_NUMBER.sub("0", line).split()).casefold()
