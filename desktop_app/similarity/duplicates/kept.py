"""Which copy is kept, by ordered rules that a person can see, and why.

A rule gives every document a key; the smallest is kept, and a later rule is asked only where all
before it leave a tie. In the end the name decides, so the choice never depends on the order of
documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop_app.index.rows import TextPrint

RuleKey = tuple[int | str, ...]

# What a document was written in comes before what it was exported or printed to.
_WRITTEN = frozenset(
    (
        *("docx", "doc", "odt", "rtf", "pptx", "ppt", "odp", "xlsx", "xlsb", "xls", "ods"),
        *("markdown", "rst", "tex", "code", "notebook"),
    )
)
_PRINTED = {"pdf": 2, "image": 3}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule for the kept copy.

    Attributes:
        name: For settings and reports; never changes.
        reason: What is said of a copy that this rule chose, as a phrase ("has the most text").
        key: The smallest is kept; equal keys leave the choice to the next rule.
        by_text: Whether it looks at the text: copies with one text are then equal, though their
            formats may break lines differently.
    """

    name: str
    reason: str
    key: Callable[[TextPrint], RuleKey]
    by_text: bool = False


STANDS_BY_ITSELF = Rule("stands_by_itself", "stands by itself", lambda row: (row.package,))
READ_IN_FULL = Rule("read_in_full", "was read in full", lambda row: (not row.whole,))
MOST_TEXT = Rule("most_text", "has the most text", lambda row: (-row.chars,), by_text=True)
ORIGINAL_FORMAT = Rule(
    "original_format",
    "is in the format it was written in",
    lambda row: (0 if row.kind in _WRITTEN else _PRINTED.get(row.kind, 1),),
)
NEWEST = Rule("newest", "is the newest", lambda row: (-row.mtime_ns,))
OLDEST = Rule("oldest", "is the oldest", lambda row: (row.mtime_ns,))
SHORTEST_PATH = Rule("shortest_path", "has the shortest path", lambda row: (len(row.path),))

DEFAULT_RULES = (STANDS_BY_ITSELF, READ_IN_FULL, MOST_TEXT, ORIGINAL_FORMAT, SHORTEST_PATH)
RULES = (*DEFAULT_RULES, NEWEST, OLDEST)
"""All rules one can choose from; protected folders are set beside them."""

BY_NAME = "comes first by name"
_PROTECTED = "is in a protected folder"
_CHOSEN = "was chosen by you"


@dataclass(frozen=True, slots=True)
class Keeping:
    """How the kept copy is chosen, and what is never offered for removal.

    Attributes:
        rules: In order, the first decides first.
        protected: Folders, relative with ``/``, without a slash at the end ("" is the whole
            folder). A document in one is kept before all others and never offered for removal.
        chosen: Paths of documents that a person chose to keep: each comes before all rules, after
            what is protected.
    """

    rules: tuple[Rule, ...] = DEFAULT_RULES
    protected: tuple[str, ...] = ()
    chosen: frozenset[str] = frozenset()

    def is_protected(self, row: TextPrint) -> bool:
        """Whether ``row`` lies in a protected folder, at any depth."""
        return any(not folder or row.path.startswith(f"{folder}/") for folder in self.protected)

    def order(self, row: TextPrint) -> tuple[RuleKey, ...]:
        """Return the sort key of a document among all: the kept copy comes first."""
        keys = [rule.key(row) for rule in self.rules]
        return (self._protection(row), self._choice(row), *keys, (row.path,))

    def order_of_copies(self, row: TextPrint) -> tuple[RuleKey, ...]:
        """Return the sort key among documents with the same text."""
        keys = [rule.key(row) for rule in self.rules if not rule.by_text]
        return (self._protection(row), self._choice(row), *keys, (row.path,))

    def comes_first(self, kept: TextPrint, others: Iterable[TextPrint]) -> bool:
        """Whether the rules put ``kept`` before all ``others``."""
        of_all, of_copies = self.order(kept), self.order_of_copies(kept)
        return not any(
            self.order_of_copies(row) < of_copies
            if row.text_sha256 == kept.text_sha256
            else self.order(row) < of_all
            for row in others
        )

    def reason(self, kept: TextPrint, others: Iterable[TextPrint]) -> str:
        """Return which rule put ``kept`` before ``others``, as it ``comes_first``, as a phrase."""
        rivals = list(others)
        if self.protected:
            rivals = [row for row in rivals if self._protection(row) == self._protection(kept)]
            if not rivals:
                return _PROTECTED
        if kept.path in self.chosen:
            rivals = [row for row in rivals if row.path in self.chosen]
            if not rivals:
                return _CHOSEN
        for rule in self.rules:
            key = rule.key(kept)
            rivals = [
                row
                for row in rivals
                if rule.key(row) == key or (rule.by_text and row.text_sha256 == kept.text_sha256)
            ]
            if not rivals:
                return rule.reason
        return BY_NAME

    def _protection(self, row: TextPrint) -> RuleKey:
        return (bool(self.protected) and not self.is_protected(row),)

    def _choice(self, row: TextPrint) -> RuleKey:
        return (bool(self.chosen) and row.path not in self.chosen,)


DEFAULT_KEEPING = Keeping()
