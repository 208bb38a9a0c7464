"""What a person said are no duplicates, remembered by what the two documents hold.

A pair of contents, not of paths: a moved file is not asked about again, a changed one is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

ContentPair = tuple[bytes, bytes]
"""sha256 of the bytes of two documents, in ascending order; equal for two copies of one file."""


def content_pair(a: bytes, b: bytes) -> ContentPair:
    """Return two content hashes in the order in which they are remembered."""
    return (a, b) if a <= b else (b, a)


@dataclass(frozen=True, slots=True)
class NotDuplicates:
    """Pairs of contents that are never again shown as alike.

    Attributes:
        pairs: As ``content_pair`` makes them.
    """

    pairs: frozenset[ContentPair] = frozenset()

    def holds(self, a: bytes, b: bytes) -> bool:
        """Whether it was said of two contents that they are no duplicates."""
        return bool(self.pairs) and content_pair(a, b) in self.pairs

    def having(self, said: Iterable[tuple[bytes, bytes]]) -> NotDuplicates:
        """Return the memory with more pairs."""
        return NotDuplicates(self.pairs | {content_pair(a, b) for a, b in said})

    def without(self, taken_back: Iterable[tuple[bytes, bytes]]) -> NotDuplicates:
        """Return the memory with fewer pairs."""
        return NotDuplicates(self.pairs - {content_pair(a, b) for a, b in taken_back})

    @property
    def contents(self) -> frozenset[bytes]:
        """All contents that occur in a pair."""
        return frozenset(content for pair in self.pairs for content in pair)


NOTHING_SAID = NotDuplicates()
