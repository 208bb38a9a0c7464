"""Whether texts that agree when folded agree to the letter: asked before one may be removed.

Folding finds copies: it takes "10²" for "102", "Maße" for "Masse", "re-sign" for "resign" and
drops what an empty cell of a table says. So a folded text proves that two are alike, not that
nothing is lost. Here letters and digits count as written, with case, marks and hyphens within a
line, and so do empty cells, and every sign between words.
"""

from __future__ import annotations

import re

from desktop_app.similarity.differences import ComparedText, DifferenceKind, Differences

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
)
_COUNTS = re.compile(
    r"[^\W_]+|(?<=[^\W\d_])[-\u2010\u2011](?=[^\W\d_])"
    r"|\t(?=[\t\n]|\Z)|(?:(?<=\n)|\A)\t"  # an empty cell
)
_SIGNS = frozenset([DifferenceKind.PUNCTUATION, DifferenceKind.SPELLING])


def written_otherwise(a: ComparedText, b: ComparedText, found: Differences) -> bool:
    """Whether what counts as equal in two texts is written in other letters or with other signs.

    Args:
        a, b: The texts.
        found: Their differences.
    """
    if any(one.kind in _SIGNS for one in found.differences):
        return True
    return any(
        _letters(a, match.a_start, match.a_end) != _letters(b, match.b_start, match.b_end)
        for match in found.matches
    )


def _letters(text: ComparedText, start: int, end: int) -> str:
    """What counts between two offsets, running lines left out."""
    pieces, at = [], start
    for first, last in text.running:
        if first >= end:
            break
        if last > at:
            pieces.append(text.text[at : max(at, first)])
            at = last
    pieces.append(text.text[at:end])
    return "".join(_COUNTS.findall("\n".join(pieces).translate(_LIGATURES)))
