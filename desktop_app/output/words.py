"""What relations, differences and obstacles are called, on every page and in every list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.documents.model import Kind
from desktop_app.output.lines import counted
from desktop_app.similarity.differences import ComparedText, DifferenceKind, Differences
from desktop_app.similarity.duplicates.duplicates import Findings
from desktop_app.similarity.duplicates.groups import Obstacle
from desktop_app.similarity.duplicates.relations import Relation

GROUP_TITLES = {
    Relation.IDENTICAL_FILE: "Identical files",
    Relation.IDENTICAL_TEXT: "Identical text",
    Relation.NEAR_DUPLICATE: "Near duplicates",
    Relation.CONTAINS: "One contains the other",
    Relation.SAME_TEMPLATE: "Same template, other details: not duplicates",
    Relation.POSSIBLE: "Possibly the same: a poor scan",
    Relation.RELATED: "Of the same topic: not duplicates",
}
MEMBER_WORDS = {
    Relation.IDENTICAL_FILE: "the same file",
    Relation.IDENTICAL_TEXT: "the same text",
    Relation.NEAR_DUPLICATE: "nearly the same text",
    Relation.CONTAINS: "contains it",
    Relation.CONTAINED_IN: "is contained in it",
    Relation.SAME_TEMPLATE: "same template, other details",
    Relation.POSSIBLE: "possibly a poor scan of it",
    Relation.RELATED: "of the same topic",
}
_OBSTACLES = {
    Obstacle.SAME_FILE: "both are names of one and the same file",
    Obstacle.DETAILS: "numbers, dates, names or a word such as “not” differ",
    Obstacle.SAYS_MORE: "something in it is missing, moved or worded otherwise in the other",
    Obstacle.QUOTED: "the other says something before it, which may be about it",
    Obstacle.NOT_ALL_READ: "its text may not be all that it says",
    Obstacle.MARKUP: "its tags or indents may say what its words do not",
    Obstacle.PACKAGE: "one of the two holds other files",
    Obstacle.HEADERS: "the headers, footers, links or pictures differ",
    Obstacle.PROTECTED: "it lies in a protected folder",
    Obstacle.KEPT_ELSEWHERE: "another group keeps it",
}
_NO_COPY = {
    Relation.CONTAINS: "it says more than the other",
    Relation.SAME_TEMPLATE: "it is another document on the same template",
    Relation.POSSIBLE: "that it is a copy is likely, not certain",
    Relation.RELATED: "it has only its topic in common with the other",
}
_DIFFERENCES = {
    DifferenceKind.NUMBER: "number",
    DifferenceKind.DATE: "date",
    DifferenceKind.AMOUNT: "amount",
    DifferenceKind.STRUCK: "struck out in one of the two",
    DifferenceKind.CELL: "in another column",
    DifferenceKind.NAME: "name",
    DifferenceKind.WORDING: "wording",
    DifferenceKind.SPELLING: "spelling",
    DifferenceKind.MISREAD: "perhaps misread",
    DifferenceKind.PUNCTUATION: "punctuation",
    DifferenceKind.SAME_VALUE: "written in another way",
    DifferenceKind.ONLY_A: "only {left}",
    DifferenceKind.ONLY_B: "only {right}",
    DifferenceKind.SECTION_ONLY_A: "only {left}",
    DifferenceKind.SECTION_ONLY_B: "only {right}",
    DifferenceKind.MOVED: "moved",
    DifferenceKind.HEADER: "header or footer",
}


def obstacle_words(obstacle: Obstacle, relation: Relation) -> str:
    """Why a document is not offered for removal, after "stays:".

    Args:
        relation: What the document is to the other.
    """
    return _OBSTACLES.get(obstacle) or _NO_COPY.get(relation, "it is no copy of the other")


def difference_words(kinds: Iterable[DifferenceKind], left: str, right: str) -> str:
    """What differs at one place: "date, only in the first".

    Args:
        left, right: What the two texts are called, as in "only in the first".
    """
    words = (_DIFFERENCES[kind].format(left=left, right=right) for kind in kinds)
    return ", ".join(dict.fromkeys(words))


def page_words(kind: str, text: ComparedText, page: int) -> str:
    """Where something stands: "page 3", "slide 2"; "" in a text without pages.

    Args:
        kind: Value of ``documents.model.Kind``, "" if it is not known.
    """
    if len(text.page_starts) < 2:
        return ""
    return f"{Kind(kind).page_name if kind else 'page'} {page}"


def percent(share: float) -> str:
    """Return "97%"; 100% only of 1.0, for nearly all is not all."""
    return f"{min(round(share * 100), 100 if share >= 1.0 else 99)}%"


def left_out(findings: Findings) -> Iterator[str]:
    """Yield a sentence for each kind of document that was not compared as the others were."""
    for count, words in (
        (len(findings.empty), "empty: like nothing"),
        (len(findings.too_short), "with very little text: compared by their bytes only"),
        (findings.referenced, "in large clusters: compared with the cluster's reference"),
        (findings.not_compared, "too common in their wording to be compared"),
    ):
        if count:
            yield f"{counted(count, 'document')} {words}."


WRITTEN_OTHERWISE = "it is written otherwise, in letters or signs"
"""Why a document stays that says the same."""

_ALIKE = 0.75


def verdict(relation: Relation | None, found: Differences) -> str:
    """What the first of two documents is to the second, and whether to the letter, as a sentence
    without a full stop."""
    if relation is None and min(found.share_a, found.share_b) >= _ALIKE:
        return "No verdict: most words agree, but too little text for that runs on unchanged"
    if relation is Relation.IDENTICAL_TEXT and found.substantive:
        return "The same words"
    if relation is Relation.IDENTICAL_TEXT and found.written_otherwise:
        places = counted(found.written_otherwise, "place")
        return f"The same text, but written otherwise in {places}"
    return relation_sentence(relation)


def relation_sentence(relation: Relation | None) -> str:
    """What the first of two documents is to the second, as a sentence without a full stop."""
    return "Not alike" if relation is None else _SENTENCES[relation]


_SENTENCES = {
    Relation.IDENTICAL_FILE: "The same file, byte by byte",
    Relation.IDENTICAL_TEXT: "The same text",
    Relation.NEAR_DUPLICATE: "Near duplicates",
    Relation.CONTAINS: "The first contains the second",
    Relation.CONTAINED_IN: "The first is contained in the second",
    Relation.SAME_TEMPLATE: "Same template, other details: not duplicates",
    Relation.POSSIBLE: "Possibly the same: one looks like a poor scan of the other",
    Relation.RELATED: "Of the same topic",
}
