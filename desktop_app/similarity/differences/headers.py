"""What running headers and footers say of one document and nothing says of the other.

They are no part of the text that is compared, so that a letterhead does not make letters alike. But
two letters with the same text may come from two people, and only their headers tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from desktop_app.documents.text.normalise import running_words
from desktop_app.similarity.differences.model import SpanPair
from desktop_app.similarity.differences.tokens import Tokens


def header_lines(a: Tokens, b: Tokens) -> Iterator[tuple[SpanPair | None, SpanPair | None]]:
    """Yield running lines of either text, the first with words that the other has nowhere, in
    pairs as they come."""
    return zip_longest(_telling_lines(a, b), _telling_lines(b, a))


def _telling_lines(one: Tokens, other: Tokens) -> list[SpanPair]:
    text = one.source.text
    left = running_words(text, one.source.running)
    if left:
        left -= running_words(other.source.text, other.source.running)
    if left:
        left -= running_words(other.match.text, [(0, len(other.match.text))])
    lines = []
    for start, end in one.source.running if left else ():
        told = left & running_words(text, [(start, end)])
        if told:
            left -= told
            lines.append((start, end))
    return lines
