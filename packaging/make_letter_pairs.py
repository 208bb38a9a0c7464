"""Writes ``desktop_app/documents/sources/letter_pairs.py``: which letters follow which.

Run by hand when the choice of languages changes; needs two packages the app does not:
``langdetect`` (its language profiles are counts over Wikipedia; Apache-2.0) and ``Django`` (its
translations, for what the profiles lack or fold together; BSD-3-Clause). Only counts are kept.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase

_PROFILES = [
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "da",
    "sv",
    "no",
    "fi",
    "ca",
    "cs",
    "sk",
    "pl",
    "hu",
    "ro",
    "hr",
    "sl",
    "sq",
    "et",
    "lv",
    "lt",
    "tr",
    "ru",
    "uk",
    "bg",
    "mk",
    "el",
    "he",
    "ar",
    "fa",
    "th",
]
_TRANSLATIONS = {"is": "is", "sr": "sr", "vi": "vi"}
_LATIN = [
    "ca",
    "cs",
    "da",
    "de",
    "en",
    "es",
    "et",
    "fi",
    "fr",
    "hr",
    "hu",
    "is",
    "it",
    "lt",
    "lv",
    "nl",
    "no",
    "pl",
    "pt",
    "ro",
    "sk",
    "sl",
    "sq",
    "sv",
    "tr",
    "vi",
]
_KEPT_SHARE = 0.97
_MOST_PAIRS = 330
_HIGHEST_COST = 9
_RAREST = 2e-6
_MESSAGE = re.compile(r'^(?:msgstr(?:\[\d\])? )?"(.*)"$', re.MULTILINE)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OUT = Path(__file__).parents[1] / "desktop_app/documents/sources/letter_pairs.py"
_HEAD = '''"""Which letters follow which, in the languages of the legacy encodings.

Made by ``packaging/make_letter_pairs.py`` from langdetect's language profiles (Apache-2.0) and,
for Icelandic, Serbian and Vietnamese, Django's translations (BSD-3-Clause): counts only.

A language's table is groups parted by spaces: a letter, then letters that follow it, each with a
digit, the cost of that step (minus its natural logarithm, rounded, 0 to 9). "_" is the edge of a
word; the group that begins with "*" has each letter by itself. Only steps with a letter beyond
ASCII are kept. Vietnamese is as Windows-1258 writes it, tones apart. ``PLAIN``: the costs of a to z
among themselves, two digits each, in tenths.
"""

from __future__ import annotations

from typing import Final

PAIRS: Final = {
'''


def main() -> None:
    lines = [_HEAD]
    for language in sorted([*_PROFILES, *_TRANSLATIONS]):
        table = _table(_counts(language))
        lines.append(f'    "{language}": (\n')
        width = 88
        lines += [
            f"        {json.dumps(part, ensure_ascii=False)}\n" for part in _wrapped(table, width)
        ]
        lines.append("    ),\n")
    lines.append("}\n\nPLAIN: Final = {\n")
    lines += [f'    "{language}": "{_plain(language)}",\n' for language in _LATIN]
    _OUT.write_text("".join(lines) + "}\n", encoding="utf-8")


def _plain(language: str) -> str:
    counts = Counter[str]()
    for pair, count in _counts(language).items():
        counts[pair[0]] += count
    total = sum(counts[letter] for letter in ascii_lowercase)
    costs = (-math.log(max(counts[letter], 1) / total) for letter in ascii_lowercase)
    return "".join(f"{min(99, round(10 * cost)):02}" for cost in costs)


def _counts(language: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    if language in _TRANSLATIONS:
        text = _translated(_TRANSLATIONS[language]).lower()
        if language == "vi":
            text = _as_in_windows_1258(text)
        letters = "".join(char if _is_letter(char) else " " for char in text)
        counts.update(map("".join, pairwise(letters)))
        return counts
    profile = files("langdetect") / "profiles" / language
    for gram, count in json.loads(profile.read_text(encoding="utf-8"))["freq"].items():
        if len(gram) == 2 and len(gram.lower()) == 2:
            counts[gram.lower()] += count
    return counts


def _translated(language: str) -> str:
    texts = []
    for path in files("django").glob(f"**/locale/{language}/LC_MESSAGES/django.po"):  # type: ignore[attr-defined]
        for entry in path.read_text(encoding="utf-8").split("\n\n")[1:]:  # not the header
            texts += _MESSAGE.findall(entry[max(0, entry.find("msgstr")) :])
    return re.sub(r"%\(\w+\)\w|%\w|\\n|<[^>]*>|[\x00-\x09\x0b-\x1f]", " ", "\n".join(texts))


def _as_in_windows_1258(text: str) -> str:
    text = unicodedata.normalize("NFD", text)
    apart = re.sub(
        f"([^{_TONES}\\W][^{_TONES}\\w]?)([{_TONES}])([\u0302\u0306\u031b])", r"\1\3\2", text
    )
    return "".join(
        part if part in _TONES else unicodedata.normalize("NFC", part)
        for part in re.split(f"([{_TONES}])", apart)
    )


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM"


def _table(counts: Counter[str]) -> str:
    script = _script(counts)
    known = Counter(
        {
            pair: count
            for pair, count in counts.items()
            if all(char == " " or _is_letter(char) for char in pair)
            and not pair.isspace()
            and all(char == " " or char.isascii() or _script_of(char) == script for char in pair)
        }
    )
    before, alone = Counter[str](), Counter[str]()
    for pair, count in known.items():
        before[pair[0]] += count
        alone[pair[1]] += count
    wanted = Counter({pair: count for pair, count in known.items() if not pair.isascii()})
    kept, total, taken = [], sum(wanted.values()), 0
    for pair, count in wanted.most_common(_MOST_PAIRS):
        if taken > _KEPT_SHARE * total:
            break
        taken += count
        kept.append((pair, _cost(count / before[pair[0]])))
    everything = sum(alone.values())
    letters = [
        ("*" + char, _cost(count / everything))
        for char, count in alone.most_common()
        if not char.isascii() and count > everything * _RAREST
    ]
    groups: dict[str, str] = {}
    for pair, cost in letters + sorted(kept):
        step = pair.replace(" ", "_")
        first, second = step[0], step[1]
        groups[first] = groups.get(first, first) + f"{second}{cost}"
    return " ".join(groups.values())


def _cost(share: float) -> int:
    return min(_HIGHEST_COST, round(-math.log(share)))


def _script(counts: Counter[str]) -> str:
    scripts: Counter[str] = Counter()
    for pair, count in counts.items():
        for char in pair:
            if char.isalpha():
                scripts[_script_of(char)] += count
    return scripts.most_common(1)[0][0]


def _script_of(char: str) -> str:
    name = unicodedata.name(char, "").split()[0]
    return "LATIN" if name == "COMBINING" else name


def _wrapped(table: str, width: int) -> list[str]:
    return [table[at : at + width] for at in range(0, len(table), width)]


if __name__ == "__main__":
    main()
