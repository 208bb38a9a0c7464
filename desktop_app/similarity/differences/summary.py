"""The differences in one sentence."""

from __future__ import annotations

import enum
from collections import Counter

from desktop_app.similarity.differences.model import Difference, DifferenceKind, Differences

_SAME, _MOSTLY, _PARTLY, _LITTLE = 0.98, 0.75, 0.25, 0.02
_REPLACED = {
    DifferenceKind.NUMBER: ("number", "numbers"),
    DifferenceKind.DATE: ("date", "dates"),
    DifferenceKind.AMOUNT: ("amount", "amounts"),
    DifferenceKind.NAME: ("name", "names"),
    DifferenceKind.STRUCK: ("struck-out passage", "struck-out passages"),
    DifferenceKind.CELL: ("column", "columns"),
    DifferenceKind.WORDING: ("wording", "wordings"),
}


class Likeness(enum.Enum):
    """How much of two texts is the same, as the sentence begins."""

    ONE_EMPTY = "One of the two has no text"
    SAME = "Same text"
    WITHIN = "One text is within the other"
    MOSTLY = "Mostly the same text"
    PARTLY = "Partly the same text"
    LITTLE = "Little in common"
    NOTHING = "Nothing in common"


def summary(found: Differences, *, left: str = "on the left", right: str = "on the right") -> str:
    """Return what differs, most telling first: "Same text; 2 dates and 1 amount differ; 1 passage
    only on the left, page 3."

    Args:
        found: The answer of ``compare_texts``.
        left, right: What text ``a`` and ``b`` are called after "only".
    """
    counts = Counter(one.kind for one in found.substantive)
    parts = [likeness(found).value]
    replaced = [_counted(counts[kind], *names) for kind, names in _REPLACED.items() if counts[kind]]
    if replaced:
        total = sum(counts[kind] for kind in _REPLACED)
        parts.append(f"{_listed(replaced)} {'differs' if total == 1 else 'differ'}")
    parts += _only(found, DifferenceKind.ONLY_A, "insertion", left)
    parts += _only(found, DifferenceKind.ONLY_B, "insertion", right)
    parts += _only(found, DifferenceKind.SECTION_ONLY_A, "passage", left)
    parts += _only(found, DifferenceKind.SECTION_ONLY_B, "passage", right)
    if counts[DifferenceKind.MOVED]:
        parts.append(f"{_counted(counts[DifferenceKind.MOVED], 'passage', 'passages')} moved")
    if counts[DifferenceKind.MISREAD]:
        parts.append(f"{_counted(counts[DifferenceKind.MISREAD], 'word', 'words')} likely misread")
    if counts[DifferenceKind.HEADER]:
        parts.append("headers differ")
    if len(parts) == 1 and found.differences:
        parts.append(_harmless(found))
    return f"{'; '.join(parts)}."


def likeness(found: Differences) -> Likeness:
    """Return how much of two texts is the same."""
    share = max(found.share_a, found.share_b)
    if (found.words_a == 0) != (found.words_b == 0):
        return Likeness.ONE_EMPTY
    if min(found.share_a, found.share_b) >= _SAME:
        return Likeness.SAME
    if share >= _SAME and not (found.adds_a and found.adds_b):
        return Likeness.WITHIN
    if share >= _MOSTLY:
        return Likeness.MOSTLY
    if share >= _PARTLY:
        return Likeness.PARTLY
    return Likeness.LITTLE if share >= _LITTLE else Likeness.NOTHING


def _only(found: Differences, kind: DifferenceKind, what: str, where: str) -> list[str]:
    ones = [one for one in found.substantive if one.kind is kind]
    if not ones:
        return []
    pages = sorted({page for one in ones if (page := _page(one))})
    place = f", page {pages[0]}" if len(pages) == 1 else f", from page {pages[0]}"
    return [f"{_counted(len(ones), what, f'{what}s')} only {where}{place}"]


def _page(one: Difference) -> int:
    span = one.a or one.b
    return span.page if span else 0


def _harmless(found: Differences) -> str:
    if found.written_otherwise:
        return f"written otherwise in {_counted(found.written_otherwise, 'place', 'places')}"
    if found.counts[DifferenceKind.SAME_VALUE]:
        return "only ways of writing a value differ"
    return "only text that recurs in the folder differs"


def _counted(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
