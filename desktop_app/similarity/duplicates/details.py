"""Numbers, dates and names: what tells two copies of one document from two uses of one form.

Two uses of a form differ in their details and hardly in their wording; two copies of a document
differ in wording, by damage, or not at all. So the verdict looks at the words that one document
has and the other lacks: how many of them are details, and how far the details agree as a whole.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate

from desktop_app.similarity.duplicates.plain_values import plain_value

AGREEMENT = 0.80
"""Share of numbers (and of names) that must agree; below, the details may be another's."""

MAX_SHOWN = 40
"""At most so many differing details are kept as evidence for a pair."""

# A form filled in again changes its details; an edited document changes its wording, too. Measured
# share of details among the words that differ: forms >= .8, edited and damaged copies <= .53.
_MOSTLY_DETAILS = 0.66
_MANY_DETAILS = 0.33
_SEVERAL = 2  # one replaced value alone is a correction as often as another's form, in any text
# Few numbers in common among at least this many: other details, whatever the wording does.
_ENOUGH_NUMBERS = 4
_FEW_IN_COMMON = 0.50

_GARBLED_LIKENESS = 0.70
_GARBLED_LENGTH = 4  # shorter words are too easily alike
_GARBLED_MAX = 60  # more differing words than this are not the scanner's doing alone

# Words that turn a sentence into another: their number is compared, since one more "not" is enough.
# Without "may" and "will", which are a month and a name, too; one of these stands for the other.
_TURNING_WORDS = """
    not no never none nor neither without cannot except unless must shall should only nicht kein
    keine keinen keiner nie niemals ohne darf muss soll nur ne pas jamais sans aucun doit peut sauf
"""
TURNING_WORDS = frozenset(_TURNING_WORDS.split())
"""Words that turn a sentence into another."""

_WORD = re.compile(r"[^\W_]+(?:(?:[.:/'’-]|(?<=\d),(?=\d))[^\W_]+)*")
_WORD_KEPT = re.compile(f"({_WORD.pattern})")
_TIMESTAMP = re.compile(r"\d\d?:\d\d:\d\d")
_OPENS_SENTENCE = re.compile(r"(?:\A|[.!?:;\n\r\"“”»«(•|-])\W*\Z")


@dataclass(frozen=True, slots=True)
class Details:
    """The words of one document, and which of them are details.

    Attributes:
        words: Every distinct word, case folded, with inner punctuation ("1,250.00", "10-04-2024").
        numbers: Those made of digits by half or more; no times to the second, which say when a
            message was sent, and no two messages share.
        names: Those written as names; None where that cannot be told (no display text, or a text
            in capitals throughout).
        turning: How often each word occurs that can turn a sentence round ("not", "shall").
    """

    words: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str] | None
    turning: Counter[str] = field(default_factory=Counter)

    @property
    def all(self) -> frozenset[str]:
        return self.numbers | self.names if self.names else self.numbers


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far the details of two documents agree.

    Attributes:
        numbers, names: Agreement, 0 to 1; 1.0 where there is nothing to compare.
        other_details: Whether the two are one template filled in differently: several values were
            replaced, and little else.
        only_details: Whether what differs is nearly nothing but details; also true for two
            versions of one document that differ in a single value, which only shows in a form
            that others have filled in, too.
        may_contradict: Whether details were replaced by others, or a "not" or a "shall" came or
            went: the two may say opposite things, whatever else was added.
        only_small, only_large: Details, and words such as "not", of one that the other lacks,
            sorted, at most ``MAX_SHOWN`` of each.
    """

    numbers: float
    names: float
    other_details: bool
    only_details: bool
    may_contradict: bool
    only_small: tuple[str, ...]
    only_large: tuple[str, ...]

    @property
    def differing(self) -> tuple[str, ...]:
        """What either has and the other lacks, sorted."""
        return tuple(sorted({*self.only_small, *self.only_large}))


def details_of(match_text: str, display_text: str | None = None) -> Details:
    """Return the details of a document.

    Args:
        match_text: Normalised text; words and numbers come from here.
        display_text: The text as written, for names; without it ``names`` is None.
    """
    found = _WORD.findall(match_text)
    words = frozenset(found)
    numbers = frozenset(word for word in words if _is_number(word))
    names = None if display_text is None else _names(display_text)
    return Details(words, numbers, names, Counter(filter(TURNING_WORDS.__contains__, found)))


def compare_details(small: Details, large: Details, *, contained: bool = False) -> Comparison:
    """Return how far the details of two documents agree.

    Agreement is the share of the details of the document with fewer of them that the other also
    has, so that a part of a document agrees with the whole.

    Args:
        small: The document with the larger share of its text in the other.
        large: The other; unless ``contained``, the order of the two does not matter.
        contained: Whether ``large`` has much text of its own; its own words then tell nothing.
    """
    large = _written_as_in(small, large)
    known = small.names is not None and large.names is not None
    numbers = _agreement(small.numbers, small, large.numbers, large)
    names = _agreement(small.names or _NONE, small, large.names or _NONE, large) if known else 1.0
    details = small.all | large.all
    only_small, only_large = _without_garbled(
        small.words - large.words, large.words - small.words, small.numbers | large.numbers
    )
    replaced_small, replaced_large = only_small & details, only_large & details
    sides = [(only_small, replaced_small), (only_large, replaced_large)]
    if contained:
        sides = sides[:1]
    elif (small.names is None) != (large.names is None):
        # Only the side whose names are known can show that its words are names.
        sides = sides[small.names is None :][:1]
    share = _share_of_details(sides) if only_small and only_large else 0.0
    few_in_common = (
        numbers < _FEW_IN_COMMON and min(len(small.numbers), len(large.numbers)) >= _ENOUGH_NUMBERS
    )
    disagree = min(numbers, names) < AGREEMENT
    only_details = share >= _MOSTLY_DETAILS
    several = min(len(replaced_small), len(replaced_large)) >= _SEVERAL
    mostly = only_details or (disagree and share >= _MANY_DETAILS)
    other = few_in_common or (several and mostly)
    turned_small = frozenset(small.turning - large.turning)
    turned_large = _NONE if contained else frozenset(large.turning - small.turning)
    replaced = bool(replaced_small and (contained or replaced_large))
    return Comparison(
        numbers,
        names,
        other,
        only_details,
        replaced or bool(turned_small | turned_large),
        _shown(replaced_small | turned_small),
        _shown(turned_large if contained else replaced_large | turned_large),
    )


def _shown(words: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(words)[:MAX_SHOWN])


def _share_of_details(sides: list[tuple[frozenset[str], frozenset[str]]]) -> float:
    """Share of details among the differing words; 0 if a side has replaced none of its own."""
    if not all(replaced for _, replaced in sides):
        return 0.0
    return sum(len(replaced) for _, replaced in sides) / sum(len(only) for only, _ in sides)


_NONE: frozenset[str] = frozenset()


def _agreement(mine: frozenset[str], me: Details, yours: frozenset[str], you: Details) -> float:
    shares = [
        len(some & other.words) / len(some)
        for some, other in ((mine, you), (yours, me))
        if some and len(some) == min(len(mine), len(yours))
    ]
    return min(shares, default=1.0)


def _written_as_in(model: Details, details: Details) -> Details:
    """Return details with the numbers that ``model`` writes otherwise as written there."""
    others = {plain_value(word): word for word in model.numbers - details.numbers}
    same = {
        word: others[plain]
        for word in details.numbers - model.numbers
        if (plain := plain_value(word)) in others
    }
    if not same:
        return details
    words, numbers = (
        (some - same.keys()) | {same[word] for word in some & same.keys()}
        for some in (details.words, details.numbers)
    )
    return replace(details, words=words, numbers=numbers)


def _without_garbled(
    first: frozenset[str], second: frozenset[str], numbers: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Leave out words that a scanner's misreading turned into each other ("arre5ted", "arrested").

    Numbers are never taken for a misreading.
    """
    if not first or not second or max(len(first), len(second)) > _GARBLED_MAX:
        return first, second
    candidates = [w for w in sorted(second - numbers) if len(w) >= _GARBLED_LENGTH]
    garbled: set[str] = set()
    for word in first - numbers:
        if len(word) < _GARBLED_LENGTH:
            continue
        perhaps = perhaps_alike(word, candidates)
        if not perhaps:
            continue
        matcher = SequenceMatcher(None, "", word, autojunk=False)
        for other in perhaps:
            matcher.set_seq1(other)
            if matcher.quick_ratio() >= _GARBLED_LIKENESS <= matcher.ratio():
                garbled.update((word, other))
    return first - garbled, second - garbled


def perhaps_alike(word: str, others: list[str]) -> list[str]:
    """Return ``others`` without those whose letters rule out that they are ``word``, misread.

    Letters that only one of two words has match nothing, so no more than the others can.
    """
    letters, length = _letters(word), len(word)
    kept = []
    for other in others:
        theirs = _letters(other)
        matching = min(
            length - (letters & ~theirs).bit_count(), len(other) - (theirs & ~letters).bit_count()
        )
        if 2 * matching >= _GARBLED_LIKENESS * (length + len(other)):
            kept.append(other)
    return kept


@lru_cache(1 << 14)
def _letters(word: str) -> int:
    """The different letters of a word, as bits; letters may share one, which hides differences."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def _is_number(word: str) -> bool:
    if word.isalpha() or _TIMESTAMP.fullmatch(word):  # nearly all words, decided without a loop
        return False
    digits = sum(char.isdigit() for char in word)
    return digits > 0 and 2 * digits >= sum(char.isalnum() for char in word)


def _names(text: str) -> frozenset[str] | None:
    """Capitalised words inside sentences that are nowhere written small."""
    pieces = _WORD_KEPT.split(text)  # what is between words, a word, what is between, …
    ends = list(accumulate(map(len, pieces)))
    small = {word.casefold() for word in set(pieces[1::2]) if word[0].islower()}
    capitalised = {
        word.casefold()
        for word, start in zip(pieces[1::2], ends[::2], strict=False)
        if word[0].isupper() and not _opens_sentence(text[max(0, start - 4) : start])
    }
    if len(small) < len(capitalised):
        return None
    return frozenset(capitalised - small)


@lru_cache(1 << 14)
def _opens_sentence(before: str) -> bool:
    return _OPENS_SENTENCE.search(before) is not None
