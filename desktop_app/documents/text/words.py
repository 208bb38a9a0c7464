"""From text to the words it is indexed and searched by.

A word is a run of letters and digits; upper and lower case, accents and compatibility forms do not
count ("Resume" finds "résumé"), English endings are taken off (Snowball), and text in scripts
written without spaces is cut into overlapping pairs of characters, as Lucene's CJK analyser does.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Iterator

MAX_TOKEN = 64
"""Longest token in characters; what is longer is cut here, in documents and queries alike."""

# Marks and joiners that stand inside a word without being letters: combining accents, soft hyphen,
# zero-width (non-)joiner, word joiner, and the vowel signs of Indic and South-East Asian scripts.
_INNER = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u2060"
    "\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u17b4-\u17d3"
)
# A word that goes on in the next line: a hyphen between a letter and a small letter.
_BREAK = r"(?<=[^\W\d_])[-\u2010][ \t]*\n[ \t]*(?=[a-z\u00df-\u00f6\u00f8-\u00ff])"
_RUN = re.compile(rf"[^\W_](?:[^\W_]|[{_INNER}]|{_BREAK})*")
_LINE_BREAK = re.compile(r"[-\u2010][ \t]*\n[ \t]*")
_IGNORED = re.compile("[\u00ad\u0300-\u036f\u0483-\u0487\u200c\u200d\u2060]+")
UNSPACED_LETTERS = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters of scripts written without spaces between words, and Korean, whose words carry their
particles: the inside of a class of a regular expression."""

_UNSPACED = re.compile(f"[{UNSPACED_LETTERS}]+")
_CACHED_RUNS = 1 << 18
_CACHED_LENGTH = 64

_STOP_WORDS = (
    "a about above after again against all also am an and any are aren as at be because been "
    "before being below between both but by can cannot could couldn d did didn do does doesn "
    "doing don down during each few for from further had hadn has hasn have haven having he her "
    "here hers herself him himself his how i if in into is isn it its itself just ll m me might "
    "more most mustn must my myself no nor not now of off on once only or other ought our ours "
    "ourselves out over own re s same shall shan she should shouldn so some such t than that "
    "the their theirs them themselves then there these they this those through to too under "
    "until up ve very was wasn we were weren what when where which while who whom whose why "
    "will with won would wouldn y you your yours yourself yourselves "
)
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""English words that say nothing about what a query is after (folded, not stemmed)."""


class _TokensOfRun(dict[str, tuple[str, ...]]):
    """Run of letters as written → its tokens, worked out once per distinct run."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._stem: Callable[[str], str] | None = None

    def __missing__(self, run: str) -> tuple[str, ...]:
        with self._lock:  # a Stemmer must not be used by two threads at once
            tokens = tuple(token for token, _, _ in self._split(_folded_run(run)))
        if len(run) <= _CACHED_LENGTH:
            if len(self) >= _CACHED_RUNS:
                self.clear()
            self[run] = tokens
        return tokens

    def located(self, run: str) -> list[tuple[str, int, int]]:
        """Return the tokens of ``run`` with their places in it (the whole of it if unclear)."""
        pieces = [_folded_run(char) for char in run]
        folded = _folded_run(run)
        with self._lock:
            tokens = list(self._split(folded))
        if "".join(pieces) != folded:  # letters made of several code points
            return [(token, 0, len(run)) for token, _, _ in tokens]
        source = [at for at, piece in enumerate(pieces) for _ in piece]
        return [(token, source[start], source[end - 1] + 1) for token, start, end in tokens]

    def _split(self, folded: str) -> Iterator[tuple[str, int, int]]:
        for run in _RUN.finditer(folded):
            at = run.start()
            for pairs in _UNSPACED.finditer(folded, run.start(), run.end()):
                if pairs.start() > at:
                    yield self._word(folded, at, pairs.start())
                for start in range(pairs.start(), max(pairs.end() - 1, pairs.start() + 1)):
                    end = min(start + 2, pairs.end())
                    yield folded[start:end], start, end
                at = pairs.end()
            if at < run.end():
                yield self._word(folded, at, run.end())

    def _word(self, folded: str, start: int, end: int) -> tuple[str, int, int]:
        if self._stem is None:
            import Stemmer

            self._stem = Stemmer.Stemmer("english", 0).stemWord
        return self._stem(folded[start : min(end, start + MAX_TOKEN)]), start, end


_tokens_of_run = _TokensOfRun()


def fold(text: str) -> str:
    """Return ``text`` without case, accents and compatibility forms (ligatures, wide letters)."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFKC", _IGNORED.sub("", plain))


def _folded_run(run: str) -> str:
    return fold(_LINE_BREAK.sub("", run) if "\n" in run else run)


def is_unspaced(char: str) -> bool:
    """Return whether ``char`` belongs to a script written without spaces between words."""
    return _UNSPACED.match(char) is not None


def keyword_tokens(text: str) -> list[str]:
    """Return the stemmed words of ``text`` in order, repeats kept.

    Any thread may call it. Numbers are words too; a token has at most ``MAX_TOKEN`` characters.
    """
    tokens_of = _tokens_of_run
    return [token for run in _RUN.findall(text) for token in tokens_of[run]]


def query_terms(query: str) -> list[str]:
    """Return the tokens a query is searched by: stop words left out, repeats kept.

    A query of stop words only keeps them all.
    """
    runs = _RUN.findall(query)
    telling = [run for run in runs if _folded_run(run) not in STOP_WORDS]
    return [token for run in telling or runs for token in _tokens_of_run[run]]


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield every token of ``text`` with its half-open place in it, in code points.

    The tokens are those of ``keyword_tokens(text)``, in the same order.
    """
    for match in _RUN.finditer(text):
        run, start = match.group(), match.start()
        tokens = _tokens_of_run[run]
        if len(tokens) == 1:
            yield tokens[0], start, match.end()
        else:
            for token, first, last in _tokens_of_run.located(run):
                yield token, start + first, start + last
