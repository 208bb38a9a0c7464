"""Made documents with a known truth, for the tests of duplicate finding."""

from __future__ import annotations

import hashlib
import random

from desktop_app.index.rows import TextPrint
from desktop_app.progress import CancelToken, no_report
from desktop_app.similarity.duplicates.duplicates import Findings, find_duplicates

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Writer:
    """Writes paragraphs of random words; the same seed writes the same."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._words = ["".join(self.random.choices(_LETTERS, k=k % 9 + 2)) for k in range(4000)]

    def words(self, count: int) -> list[str]:
        return self.random.choices(self._words, k=count)

    def text(self, count: int) -> str:
        return " ".join(self.words(count))

    def edited(self, text: str, count: int) -> str:
        words = text.split()
        for place in self.random.sample(range(len(words)), count):
            words[place] = self.random.choice(self._words)
        return " ".join(words)

    def form(self, body: str, blanks: int) -> str:
        """``body`` as written, with names and numbers filled in at even distances."""
        words = body.split()
        step = len(words) // blanks
        for number in range(blanks):
            filled = str(self.random.randrange(10**6)) if number % 2 else self.name()
            words[number * step + 1] = filled
        return " ".join(words)

    def misread(self, text: str, rate: float) -> str:
        """``text`` as a poor scan would have it: so many letters are others."""
        return "".join(
            self.random.choice(_LETTERS) if self.random.random() < rate else letter
            for letter in text
        )

    def name(self) -> str:
        return "".join(self.random.choices(_LETTERS, k=7)).capitalize()


class Folder:
    """Texts by path, compared as the application would."""

    def __init__(self) -> None:
        self.rows: list[TextPrint] = []
        self._texts: list[str] = []

    def add(self, path: str, text: str, data: bytes | None = None, *, unread: bool = False) -> int:
        folded = " ".join(text.casefold().split())
        number = len(self.rows)
        self._texts.append(text)
        self.rows.append(
            TextPrint(
                number,
                path,
                hashlib.sha256(text.encode() if data is None else data).digest(),
                hashlib.sha256(folded.encode()).digest(),
                len(folded),
                unread=unread,
            )
        )
        return number

    def match_text(self, number: int) -> str:
        return " ".join(self._texts[number].casefold().split())

    def display_text(self, number: int) -> str:
        return self._texts[number]

    def compared(self, rows: list[TextPrint] | None = None) -> Findings:
        return find_duplicates(
            self.rows if rows is None else rows,
            self.match_text,
            CancelToken(),
            no_report,
            load_display=self.display_text,
        )
