"""What stands beside the text that is compared: running headers, where links lead, pictures.

Two documents with the same match text may still name different people above it, lead elsewhere or
show another picture. Formats keep these three differently well, so each is judged by itself: a
print lays headers out in its own way, may know no links, and stores pictures anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from desktop_app.documents.model import MARK
from desktop_app.documents.text.folding import fold
from desktop_app.documents.text.running import is_address

_WORD = re.compile(r"[^\W\d_]{3,}")
_WORDS_OF_PAGE_NUMBERS: Final = frozenset(
    (
        *("page", "seite", "blatt", "pagina", "página", "side", "sida", "sivu", "strona", "strana"),
        *("str", "oldal", "sayfa", "trang", "pág", "pag", "von", "sur", "van", "стр", "страница"),
    )
)
_BEFORE_ADDRESS = re.compile(r"(?:https?://|mailto:)(?:www\.)?", re.IGNORECASE)
_DIGEST_BYTES: Final = 8
_COUNT_BYTES: Final = 2
_MOST: Final = 200
_IS_MARK: Final = 0x80  # the first bit of a digest after the links


@dataclass(frozen=True, slots=True)
class Beside:
    """What a document says beside its text.

    Attributes:
        headers: Digest of the words of running headers and footers; b"" if there are none. Each
            word counts once and in no order, figures and what is around page numbers do not.
        links: Digests of the addresses that its links lead to and its text does not show.
        pictures: Digests of what tells its pictures from others.
        marks: Digests of what is said upon its text: drawn over it, or as a tracked change.
    """

    headers: bytes = b""
    links: frozenset[bytes] = frozenset()
    pictures: frozenset[bytes] = frozenset()
    marks: frozenset[bytes] = frozenset()

    def packed(self) -> bytes:
        """Return it for ``unpacked``; b"" if there is nothing."""
        if self == Beside():
            return b""
        headers = self.headers.ljust(_DIGEST_BYTES, b"\0")
        count = len(self.links).to_bytes(_COUNT_BYTES, "big")
        marks = (bytes([mark[0] | _IS_MARK]) + mark[1:] for mark in self.marks)
        return b"".join(
            (headers, count, *sorted(self.links), *sorted(self.pictures), *sorted(marks))
        )


def beside(text: str, running: Iterable[tuple[int, int]], pictures: Iterable[str] = ()) -> Beside:
    """Return what stands beside the text that is compared.

    Args:
        text, running: As of ``match_text``.
        pictures: What tells each picture or mark from others (``ReadResult.pictures``).
    """
    told = running_words(text, running)
    prints = list(pictures)
    addresses = set(filter(is_address, told))
    words = told - addresses
    return Beside(
        _digest("\n".join(sorted(words))) if words else b"",
        _digests(map(shown_address, addresses)),
        _digests(one for one in prints if not one.startswith(MARK)),
        _digests(one for one in prints if one.startswith(MARK)),
    )


def unpacked(packed: bytes) -> Beside:
    """Return what ``Beside.packed`` packed. Any other bytes, as indexes of old have, are headers
    like no others."""
    body = packed[_DIGEST_BYTES + _COUNT_BYTES :]
    if len(packed) < _DIGEST_BYTES + _COUNT_BYTES or len(body) % _DIGEST_BYTES:
        return Beside(packed)
    links = int.from_bytes(packed[_DIGEST_BYTES:][:_COUNT_BYTES], "big")
    digests = [body[at : at + _DIGEST_BYTES] for at in range(0, len(body), _DIGEST_BYTES)]
    return Beside(
        packed[:_DIGEST_BYTES].rstrip(b"\0"),
        frozenset(digests[:links]),
        frozenset(one for one in digests[links:] if not one[0] & _IS_MARK),
        frozenset(
            bytes([one[0] & ~_IS_MARK]) + one[1:] for one in digests[links:] if one[0] & _IS_MARK
        ),
    )


def running_words(text: str, spans: Iterable[tuple[int, int]]) -> set[str]:
    """Return what stretches of a text say: folded words of three letters or more, without those
    around page numbers, and addresses that are lines of their own, whole."""
    found: set[str] = set()
    for start, end in spans:
        for line in text[start:end].split("\n"):
            if is_address(line):
                found.add(line.strip())
            else:
                found.update(_WORD.findall(fold(line)))
    return found - _WORDS_OF_PAGE_NUMBERS


def shown_address(address: str) -> str:
    """Return how people write an address: "mailto:a@b.c" as "a@b.c", no "https://www."."""
    return _BEFORE_ADDRESS.sub("", address.strip()).rstrip("/").casefold()


def _digests(values: Iterable[str]) -> frozenset[bytes]:
    found = sorted(set(values))
    # More than anybody compares one by one: the rest is the same or it is not.
    each, rest = found[:_MOST], found[_MOST:]
    return frozenset(map(_digest, (*each, *(("\n".join(rest),) if rest else ()))))


def _digest(value: str) -> bytes:
    # The last byte is never 0, which fills up; the first bit is that of marks.
    first, *rest = hashlib.sha256(value.encode()).digest()[: _DIGEST_BYTES - 1]
    return bytes([first & ~_IS_MARK, *rest, 1])
