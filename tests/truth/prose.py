"""Documents of prose: letters, contracts, minutes and the like, in English and German."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tests.truth import english_frames, english_words, german
from tests.truth.english_topics import TOPICS
from tests.truth.grammar import Grammar

_SENTENCE = re.compile(r"(?<=[a-zäöüß)”][.!?]) (?=[A-ZÄÖÜ“„£0-9])")


@dataclass(frozen=True, slots=True)
class Text:
    """What a document says, before it is a file.

    Attributes:
        title: Its first line.
        paragraphs: The rest; each on one line.
    """

    title: str
    paragraphs: tuple[str, ...]

    @property
    def plain(self) -> str:
        """All of it, with an empty line between paragraphs."""
        return "\n\n".join((self.title, *self.paragraphs))

    @property
    def words(self) -> int:
        return len(self.plain.split())

    def with_paragraphs(self, *paragraphs: str) -> Text:
        """The same title above others."""
        return replace(self, paragraphs=paragraphs)


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph, in order."""
    return _SENTENCE.split(paragraph)


class Author:
    """Writes one document after another, each on a topic of its own.

    Args:
        seed: The same seed writes the same documents in the same order.
    """

    def __init__(self, seed: int | str) -> None:
        self.random = random.Random(f"truth {seed}")
        self._topics: list[str] = []

    def english(self, genre: str, words: int, facts: Mapping[str, str] | None = None) -> Text:
        """Return a document of about ``words`` words, never fewer.

        Args:
            genre: A key of ``english_frames.GENRES``.
            facts: Slots that say the same throughout.
        """
        frames = english_frames
        own = [*frames.GENRES[genre]]
        parts = frames.TITLES[genre], frames.OPENINGS[genre], frames.CLOSINGS[genre]
        return self._document(self.grammar(facts), own, list(frames.ANY), parts, words)

    def german(self, genre: str, words: int, facts: Mapping[str, str] | None = None) -> Text:
        """Return a German document; ``genre`` is a key of ``german.GENRES``."""
        grammar = Grammar(self.random, german.RULES, facts, articles=False)
        own = [*german.GENRES[genre]]
        parts = german.TITLES[genre], german.OPENINGS[genre], german.CLOSINGS[genre]
        return self._document(grammar, own, list(german.ANY), parts, words)

    def any(self, words: int) -> Text:
        """Return a document of any genre, one in six in German."""
        if self.random.random() < 1 / 6:
            return self.german(self.random.choice([*german.GENRES]), words)
        return self.english(self.random.choice([*english_frames.GENRES]), words)

    def grammar(self, facts: Mapping[str, str] | None = None) -> Grammar:
        """Return an English grammar on the next topic."""
        if not self._topics:
            self._topics = self.random.sample([*TOPICS], len(TOPICS))
        things, people, tasks = TOPICS[self._topics.pop()]
        topic = {"thing": things.split(","), "person": people.split(","), "task": tasks.split(",")}
        return Grammar(self.random, {**english_words.RULES, **topic}, facts)

    def paragraph(self, grammar: Grammar, words: int, genre: str = "report") -> str:
        """Return a paragraph of at least ``words`` words."""
        pool = [*english_frames.GENRES[genre], *english_frames.ANY]
        written: list[str] = []
        frames: list[str] = []
        while sum(len(sentence.split()) for sentence in written) < words:
            frames = frames or self.random.sample(pool, len(pool))
            written.append(grammar.text(frames.pop()))
        return " ".join(written)

    def _document(
        self,
        grammar: Grammar,
        own: list[str],
        common: list[str],
        parts: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]],
        words: int,
    ) -> Text:
        title, opening, closing = (grammar.text(self.random.choice(part)) for part in parts)
        paragraphs = [opening]
        count = len(opening.split()) + len(closing.split()) + len(title.split())
        frames: list[str] = []
        while count < words:
            paragraph = []
            for _ in range(self.random.randint(2, 6)):
                frames = frames or self.random.sample([*own, *common], len(own) + len(common))
                paragraph.append(grammar.text(frames.pop()))
            paragraphs.append(" ".join(paragraph))
            count += len(paragraphs[-1].split())
        return Text(title, (*paragraphs, closing))
