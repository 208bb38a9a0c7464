"""Text from rules: "{rule}" is replaced by one of its phrases, "[a|b|]" by one of the parts."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

Made = Callable[[random.Random], str]
"""A rule whose phrases are computed: dates, sums, numbers."""

Rules = Mapping[str, Sequence[str] | Made]

_SLOT = re.compile(r"\{(\w+)\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_AN = re.compile(r"\b([Aa]) (?=[aeio]|un[^i])")
_STRAY_COMMA = re.compile(r" ?,? ?([,.;])(?!\d)")  # as of an apposition that ends a sentence
_FIRST = re.compile(r"(?:\A|(?<=[a-zäöüß)”][.!?] ))[a-zäöü]")


def listed(phrases: str) -> tuple[str, ...]:
    """Return phrases that are written in one string: separated by commas, else by blanks."""
    return tuple(phrases.split("," if "," in phrases else None))


class Grammar:
    """Expands rules for one document.

    Phrases of a rule are dealt like cards: none comes twice before all have come, so that a
    document repeats itself as little as its grammar allows.

    Args:
        chosen: Source of every choice; the same state gives the same text.
        rules: Name to phrases, which may use other rules.
        facts: Name to what holds throughout this document; goes before ``rules``.
        articles: Whether "a" becomes "an" before a vowel.
    """

    def __init__(
        self,
        chosen: random.Random,
        rules: Rules,
        facts: Mapping[str, str] | None = None,
        *,
        articles: bool = True,
    ) -> None:
        self._chosen, self._rules, self._facts = chosen, rules, dict(facts or {})
        self._articles = articles
        self._decks: dict[str, list[str]] = {}

    def text(self, pattern: str) -> str:
        """Return ``pattern`` with all rules and choices replaced, as sentences."""
        while "{" in pattern or "[" in pattern:
            pattern = _CHOICE.sub(lambda m: self._chosen.choice(m[1].split("|")), pattern)
            pattern = _SLOT.sub(lambda m: self._one(m[1]), pattern)
        pattern = _STRAY_COMMA.sub(r"\1", " ".join(pattern.split()))
        if self._articles:
            pattern = _AN.sub(r"\1n ", pattern)
        return _FIRST.sub(lambda m: m[0].upper(), pattern)

    def phrase(self, pattern: str) -> str:
        """Return ``pattern`` replaced, in lower case where it begins in lower case."""
        text = self.text("X " + pattern)
        return text[2:]

    def _one(self, rule: str) -> str:
        if rule in self._facts:
            return self._facts[rule]
        phrases = self._rules[rule]
        if callable(phrases):
            return phrases(self._chosen)
        deck = self._decks.setdefault(rule, [])
        if not deck:
            deck += self._chosen.sample(phrases, len(phrases))
        return deck.pop()
