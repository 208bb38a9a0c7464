"""What running headers and footers say of one document and nothing says of the other.

They are no part of the text that is compared, so that a letterhead does not make letters alike. But
two letters with the same text may come from two people, and only their headers tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

import numpy as np

from desktop_app.documents.text.beside import running_words, shown_address
from desktop_app.documents.text.running import is_address
from desktop_app.similarity.differences.model import SpanPair
from desktop_app.similarity.differences.tokens import Tokens

_MAIL_LINE = re.compile(r"(Subject|From|To|Cc|Bcc|Date|Sent|Reply-To|Message-ID): ?[^\n]*\n?")
_FEWEST_LINES = 2


def mail_headers(a: Tokens, b: Tokens) -> tuple[int, int]:
    """Return how many words at the beginning of each text are the header of an e-mail, where the
    other text has none: they stand for nothing in it. Two e-mails are compared with theirs."""
    ends = _mail_header(a.source.text), _mail_header(b.source.text)
    if all(ends):
        return 0, 0
    first, second = (
        int(np.searchsorted(tokens.starts, end)) if end else 0
        for tokens, end in zip((a, b), ends, strict=True)
    )
    return first, second


def _mail_header(text: str) -> int:
    """Return where the header of an e-mail ends; 0 if there is none."""
    end, names = 0, set()
    while found := _MAIL_LINE.match(text, end):
        names.add(found[1])
        end = found.end()
    return end if "From" in names and len(names) >= _FEWEST_LINES else 0


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
        shown = other.source.text.casefold()
        left = {told for told in left if not (is_address(told) and shown_address(told) in shown)}
    lines = []
    for start, end in one.source.running if left else ():
        told = left & running_words(text, [(start, end)])
        if told:
            left -= told
            lines.append((start, end))
    return lines
