"""What the review calls relations, states, decisions and reasons, in the window's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from desktop_app.review.decisions import Verdict
from desktop_app.similarity.duplicates.relations import Relation

if TYPE_CHECKING:
    from desktop_app.review.board import BoardMember
    from desktop_app.similarity.duplicates.groups import Obstacle


def group_words(relation: Relation) -> str:
    """Return what a group is, by the weakest relation in it."""
    translate = QCoreApplication.translate
    return {
        Relation.IDENTICAL_FILE: translate("Review", "Identical files"),
        Relation.IDENTICAL_TEXT: translate("Review", "Identical text"),
        Relation.NEAR_DUPLICATE: translate("Review", "Near duplicates"),
        Relation.CONTAINS: translate("Review", "One contains the other"),
        Relation.CONTAINED_IN: translate("Review", "One contains the other"),
        Relation.SAME_TEMPLATE: translate("Review", "Same template"),
        Relation.POSSIBLE: translate("Review", "Possibly a poor scan"),
        Relation.RELATED: translate("Review", "Of the same topic"),
    }[relation]


def member_words(relation: Relation) -> str:
    """Return what a document is to the kept copy."""
    translate = QCoreApplication.translate
    return {
        Relation.IDENTICAL_FILE: translate("Review", "The same file, byte by byte"),
        Relation.IDENTICAL_TEXT: translate("Review", "The same text"),
        Relation.NEAR_DUPLICATE: translate("Review", "Nearly the same text"),
        Relation.CONTAINS: translate("Review", "Contains it and says more"),
        Relation.CONTAINED_IN: translate("Review", "Is contained in it"),
        Relation.SAME_TEMPLATE: translate("Review", "Same template, other details"),
        Relation.POSSIBLE: translate("Review", "Possibly a poor scan of it"),
        Relation.RELATED: translate("Review", "Of the same topic"),
    }[relation]


def state_words(state: str) -> str:
    """Return how far a group is decided.

    Args:
        state: Value of ``review.board.GroupState``.
    """
    translate = QCoreApplication.translate
    return {
        "open": translate("Review", "Open"),
        "partly": translate("Review", "Partly decided"),
        "decided": translate("Review", "Decided"),
        "conflict": translate("Review", "Conflict"),
    }[state]


def verdict_words(verdict: Verdict) -> str:
    """Return a decision as it stands beside a document."""
    translate = QCoreApplication.translate
    return {
        Verdict.KEEP: translate("Review", "Keep both"),
        Verdict.DUPLICATE: translate("Review", "Duplicate"),
        Verdict.VERSION: translate("Review", "Version"),
        Verdict.NOT_RELATED: translate("Review", "Not related"),
        Verdict.UNSURE: translate("Review", "Unsure"),
    }[verdict]


def because_words(phrase: str) -> str:
    """Return why a copy is kept; a phrase not known stays as it is.

    Args:
        phrase: ``BoardGroup.kept_because``.
    """
    translate = QCoreApplication.translate
    return {
        "stands by itself": translate("Review", "stands by itself"),
        "was read in full": translate("Review", "was read in full"),
        "has the most text": translate("Review", "has the most text"),
        "is in the format it was written in": translate(
            "Review", "is in the format it was written in"
        ),
        "has the shortest path": translate("Review", "has the shortest path"),
        "is the newest": translate("Review", "is the newest"),
        "is the oldest": translate("Review", "is the oldest"),
        "comes first by name": translate("Review", "comes first by name"),
        "is in a protected folder": translate("Review", "is in a protected folder"),
        "was chosen by you": translate("Review", "was chosen by you"),
        "contains the others": translate("Review", "contains the others"),
        "is what the others were compared with": translate(
            "Review", "is what the others were compared with"
        ),
    }.get(phrase, phrase)


def rule_words(name: str) -> str:
    """Return what a rule for the kept copy prefers.

    Args:
        name: ``kept.Rule.name``.
    """
    translate = QCoreApplication.translate
    return {
        "stands_by_itself": translate("Review", "A file of its own before one that holds others"),
        "read_in_full": translate("Review", "What was read in full before what was read in part"),
        "most_text": translate("Review", "The one with the most text"),
        "original_format": translate("Review", "The format it was written in before a print of it"),
        "shortest_path": translate("Review", "The shortest path"),
        "newest": translate("Review", "The newest"),
        "oldest": translate("Review", "The oldest"),
    }.get(name, name)


def obstacle_words(obstacle: Obstacle | None, relation: Relation | None) -> str:
    """Return why a document is not offered for removal, as a clause; "" if it is.

    Args:
        relation: What it is to the kept copy.
    """
    if obstacle is None:
        return ""
    translate = QCoreApplication.translate
    known = {
        "same_file": translate("Review", "both are names of one and the same file"),
        "markup": translate("Review", "its tags or indents may say what its words do not"),
        "details": translate("Review", "numbers, dates, names or a word such as “not” differ"),
        "says_more": translate("Review", "it says something that the kept copy does not"),
        "quoted": translate("Review", "the kept copy says something ahead of it"),
        "not_all_read": translate("Review", "its text may not be all that it says"),
        "package": translate("Review", "one of the two holds other files"),
        "headers": translate("Review", "headers, footers, links or pictures differ"),
        "protected": translate("Review", "it lies in a protected folder"),
        "kept_elsewhere": translate("Review", "another group keeps it"),
    }.get(obstacle.value)
    if known:
        return known
    by_relation = {
        Relation.CONTAINS: translate("Review", "it says more than the kept copy"),
        Relation.SAME_TEMPLATE: translate("Review", "it is another document on the same template"),
        Relation.POSSIBLE: translate("Review", "that it is a copy is likely, not certain"),
    }
    otherwise = translate("Review", "it is no copy of the other")
    return by_relation.get(relation, otherwise) if relation else otherwise


def stays_words(member: BoardMember) -> str:
    """Return “Stays: …”; "" for a document that may be removed."""
    why = obstacle_words(member.obstacle, member.relation)
    if not why:
        return ""
    return QCoreApplication.translate("Review", "Stays: %1").replace("%1", why)


class Counted(QObject):
    """Gives plural forms, which Qt's tools find in ``tr`` only."""

    def documents(self, count: int) -> str:
        """Return “12 documents”."""
        return self.tr("%Ln document(s)", "", count)

    def groups(self, count: int) -> str:
        """Return “3 groups”."""
        return self.tr("%Ln group(s)", "", count)

    def files(self, count: int) -> str:
        """Return “28 files”."""
        return self.tr("%Ln file(s)", "", count)
