"""What happens to documents: edits, cuts, new order, the scanner's misreadings.

Every function takes a text and gives another; what is chosen comes from ``chosen``.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.truth.grammar import listed
from tests.truth.prose import Text, sentences

Damage = Callable[[Text, random.Random], Text]

_REPLACEMENTS = {
    "en": listed(
        "actual basic brief certain clear common correct distinct entire exact extra fair firm "
        "full general given instant known likely major mutual narrow normal open precise present "
        "proper rapid recent regular relevant routine scheduled serious single specific stated "
        "sudden typical visible whole written"
    ),
    "de": listed(
        "aktuell bekannt besonders bestimmt deutlich eindeutig einfach endlich erneut fraglich "
        "gemeinhin genau gewiss häufig jeweilig klar langsam mehrfach nahezu offenbar pünktlich "
        "rasch schließlich sicher stets teilweise üblich umgehend vollends wesentlich zügig"
    ),
}
_GERMAN = frozenset(listed("der die das und dem den wurde nicht von mit"))
# Words that turn a sentence round are planted on purpose elsewhere and never by chance here.
_KEPT = frozenset(
    listed(
        "not no never none neither nor without only may must shall should unless until before after"
        " either both all kein keine nicht nie ohne nur muss soll darf"
    )
)
_MISREAD = {
    "m": "rn", "rn": "m", "l": "1", "1": "l", "i": "l", "I": "l", "O": "0", "0": "O", "e": "c",
    "c": "e", "d": "cl", "h": "b", "b": "h", "u": "n", "n": "u", "S": "5", "5": "S", "B": "8",
    "8": "B", "g": "q", "q": "g", "w": "vv", "ü": "ii", "ö": "o", "ä": "a", "ß": "B", "f": "t",
    "t": "f", "a": "o", "o": "a", "y": "v", "v": "y", "r": "i", "s": "a", ",": ".", ".": ",",
}  # fmt: skip


def words_changed(share: float) -> Damage:
    """Return the edit that replaces, adds and drops ``share`` of the words, in short runs."""

    def damage(text: Text, chosen: random.Random) -> Text:
        words = [paragraph.split(" ") for paragraph in text.paragraphs]
        total = sum(map(len, words))
        german = len(_GERMAN & set(text.plain.split())) >= 5
        pool = _REPLACEMENTS["de" if german else "en"]
        left = max(1, round(share * total))
        while left > 0:
            paragraph = chosen.choices(words, [len(one) for one in words])[0]
            run = min(left, chosen.randint(1, 4))
            left -= _edit(paragraph, run, pool, chosen)
        return replace(text, paragraphs=tuple(" ".join(one) for one in words if one))

    return damage


def _edit(words: list[str], run: int, pool: Sequence[str], chosen: random.Random) -> int:
    """Change up to ``run`` words in a row; returns how many were changed."""
    start, changed = chosen.randrange(len(words)), 0
    for place in range(start, min(start + run, len(words))):
        word = words[place]
        if not (word.isalpha() and word.islower()) or word in _KEPT:
            break
        words[place] = chosen.choice(pool)
        changed += 1
    if changed and chosen.random() < 0.3:
        words.insert(start, chosen.choice(pool))
    return changed


def sentences_rewritten(share: float, write: Callable[[], str]) -> Damage:
    """Return the edit that puts other sentences in the place of ``share`` of them.

    Args:
        write: Gives a sentence on the same topic.
    """

    def damage(text: Text, chosen: random.Random) -> Text:
        body = [sentences(paragraph) for paragraph in text.paragraphs]
        places = [(i, j) for i, one in enumerate(body) for j in range(len(one))][1:-1]
        for i, j in chosen.sample(places, max(1, round(share * len(places)))):
            body[i][j] = write()
        return replace(text, paragraphs=tuple(" ".join(one) for one in body))

    return damage


def paragraphs_changed(new: str) -> Damage:
    """Return the edit that drops the shortest inner paragraph and adds ``new`` somewhere."""

    def damage(text: Text, chosen: random.Random) -> Text:
        kept = list(text.paragraphs)
        if len(kept) > 5:
            kept.remove(min(kept[1:-1], key=len))
        kept.insert(chosen.randint(1, len(kept) - 1), new)
        return replace(text, paragraphs=tuple(kept))

    return damage


def paragraphs_shuffled(text: Text, chosen: random.Random) -> Text:
    """Return the text with its inner paragraphs in another order."""
    first, *inner, last = text.paragraphs
    return replace(text, paragraphs=(first, *_other_order(inner, chosen), last))


def sentences_shuffled(text: Text, chosen: random.Random) -> Text:
    """Return the text with the sentences of all inner paragraphs in another order."""
    first, *inner, last = text.paragraphs
    moved = iter(_other_order([s for paragraph in inner for s in sentences(paragraph)], chosen))
    shuffled = [" ".join(next(moved) for _ in sentences(paragraph)) for paragraph in inner]
    return replace(text, paragraphs=(first, *shuffled, last))


def _other_order(items: list[str], chosen: random.Random) -> list[str]:
    order = chosen.sample(items, len(items))
    return order if order != items else items[::-1]


def cut(start: float, end: float) -> Damage:
    """Return the cut that keeps the words from ``start`` to ``end``, shares of the whole."""

    def damage(text: Text, chosen: random.Random) -> Text:
        paragraphs = [text.title, *text.paragraphs]
        total = sum(len(paragraph.split()) for paragraph in paragraphs)
        first, last = round(start * total), round(end * total)
        kept, at = [], 0
        for paragraph in paragraphs:
            words = paragraph.split()
            part = words[max(0, first - at) : max(0, last - at)]
            at += len(words)
            if part:
                kept.append(" ".join(part))
        return Text(kept[0], tuple(kept[1:]))

    return damage


def misread(rate: float) -> Damage:
    """Return the scanner's errors: ``rate`` of the characters, as text recognition makes them.

    Nine in ten are confusions of letters that look alike; the others lose or add a space, or break
    a line. Paragraphs are broken into lines, as recognised text is.
    """

    def damage(text: Text, chosen: random.Random) -> Text:
        def garbled(line: str) -> str:
            out, at = [], 0
            while at < len(line):
                step = 2 if line[at : at + 2] == "rn" else 1
                read = line[at : at + step]
                out.append(_misread(read, chosen) if chosen.random() < rate * step else read)
                at += step
            return "".join(out)

        def page(paragraph: str) -> str:
            return "\n".join(garbled(line) for line in textwrap.wrap(paragraph, 88))

        return Text(garbled(text.title), tuple(page(paragraph) for paragraph in text.paragraphs))

    return damage


def _misread(read: str, chosen: random.Random) -> str:
    if read == " ":
        return ""
    kind = chosen.random()
    if kind < 0.04:
        return read + " "
    if kind < 0.06:
        return read + "\n"
    if kind < 0.10:
        return ""
    return _MISREAD.get(read) or chosen.choice("aceilnortu,.'")


def in_capitals(text: Text, chosen: random.Random) -> Text:
    """Return the text in capital letters."""
    return Text(text.title.upper(), tuple(one.upper() for one in text.paragraphs))


def reflowed(text: Text, chosen: random.Random) -> Text:
    """Return the text in lines of another width, as an old mail program sends it."""
    width = chosen.choice((50, 60, 72))
    return replace(text, paragraphs=tuple(textwrap.fill(one, width) for one in text.paragraphs))
