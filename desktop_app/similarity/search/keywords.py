"""The words of a query: what the keyword index is asked, and what must stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.documents.text.normalise import match_text_only
from desktop_app.documents.text.words import fold, is_unspaced, keyword_tokens, query_terms, spans
from desktop_app.errors import InvalidRequest

# Straight, curly, low and angle quotation marks; an apostrophe is none.
_QUOTED = re.compile(r'"([^"]*)"|[“„]([^”“]*)[”“]|«([^»]*)»')
_HYPHENED = re.compile(r"\w+(?:[-\u2010\u2011]\w+)+")


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query taken apart.

    Attributes:
        text: What is meant: the query without quotation marks.
        terms: Tokens asked of the keyword index, repeats kept.
        phrases: Quoted parts, each of which a document must contain.
    """

    text: str
    terms: tuple[str, ...]
    phrases: tuple[str, ...]


def parse_query(query: str) -> ParsedQuery:
    """Return the parts of what a person typed.

    Raises:
        InvalidRequest: If there is nothing to search for.
    """
    text = _QUOTED.sub(lambda match: f" {_quoted_part(match)} ", query)
    text = " ".join(text.replace('"', " ").split())
    if not any(char.isalnum() for char in text):
        raise InvalidRequest("The search is empty.", "Type a few words or a question.")
    parts = (" ".join(_quoted_part(match).split()) for match in _QUOTED.finditer(query))
    phrases = tuple(dict.fromkeys(part for part in parts if part))
    return ParsedQuery(text, tuple(query_terms(text)), phrases)


def any_of(terms: Sequence[str]) -> str:
    """Return the FTS5 expression for documents with any of ``terms``; repeats count again."""
    return " OR ".join(_quote(term) for term in terms)


def with_phrases(phrases: Sequence[str]) -> str:
    """Return the FTS5 expression for documents that may contain all ``phrases``; "" for all.

    It leaves out none that does: the words of a phrase are indexed one after the other.
    """
    stretches = [stretch for phrase in phrases for stretch in _indexed_stretches(phrase)]
    return " AND ".join(_quote(" ".join(stretch)) for stretch in stretches)


def contains_phrases(text: str, phrases: Sequence[str]) -> bool:
    """Return whether ``text`` contains every one of ``phrases``.

    A phrase matches whole words, whatever the case, accents, hyphens and line breaks.
    """
    form = _phrase_form(text)
    return all(_whole_words(_phrase_form(phrase)).search(form) for phrase in phrases)


def _phrase_form(text: str) -> str:
    return fold(match_text_only(text))


def words_as_typed(query: str) -> dict[str, str]:
    """Return token → the word of the query it comes from, first use, in order."""
    wanted = set(query_terms(query))
    words: dict[str, str] = {}
    for token, start, end in spans(query):
        if token in wanted:
            words.setdefault(token, query[start:end])
    return words


def _indexed_stretches(phrase: str) -> Iterator[list[str]]:
    """Yield runs of tokens that every text with ``phrase`` has in the keyword index."""
    # Parts of a hyphened word may be indexed as one, if a line ends at the hyphen; a lone character
    # of a script without spaces is indexed only together with its neighbours.
    for part in _HYPHENED.split(phrase):
        stretch: list[str] = []
        for token in keyword_tokens(part):
            if len(token) > 1 or token.isascii():
                stretch.append(token)
            elif stretch:
                yield stretch
                stretch = []
        if stretch:
            yield stretch


def _quoted_part(match: re.Match[str]) -> str:
    return next(part for part in match.groups() if part is not None)


def _whole_words(phrase: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if _has_word_edge(phrase[0]) else ""
    after = r"(?!\w)" if _has_word_edge(phrase[-1]) else ""
    return re.compile(before + re.escape(phrase) + after)


def _has_word_edge(char: str) -> bool:
    return char.isalnum() and not is_unspaced(char)


def _quote(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
