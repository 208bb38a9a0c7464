"""How many tokens a text may have at a provider, whose tokenizer is not on this computer.

Passages for cloud models are cut with the tokenizer of the shipped model, which every computer has.
Byte-level tokenizers (OpenAI's, those of most local servers) need about as many tokens for prose,
and more for what the shipped vocabulary does not know: it calls a whole word unknown where they go
on byte by byte. So unknown words count in bytes, white space counts, and the sum is taken half as
much again. No such tokenizer makes more tokens than there are bytes, which bounds the count.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_SAFETY = 1.5
_SPECIAL = 4  # what a model puts in front of and behind a text
_SPACES = re.compile(r"\s{2,}")
_SPACES_A_TOKEN = 8
_SPACE_NEAR_MIDDLE = re.compile(r"\s(?=\S)")


@dataclass(frozen=True, slots=True)
class Count:
    """Tokens of a text.

    Attributes:
        plain: In the shipped tokenizer's tokens: the text has about so many.
        cautious: Hardly any provider makes more of it.
    """

    plain: int
    cautious: int


class TokenCounter:
    """Counts with the tokenizer of the shipped model.

    Args:
        tokenizer: Path of its ``tokenizer.json``.
    """

    def __init__(self, tokenizer: str) -> None:
        self._tokenizer = _load(tokenizer)
        self._unknown: int | None = self._tokenizer.token_to_id("[UNK]")

    def count(self, texts: Sequence[str]) -> list[Count]:
        """Return the tokens of each text."""
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        encodings = self._tokenizer.encode_batch(clean, add_special_tokens=False)
        return [self._one(text, found) for text, found in zip(clean, encodings, strict=True)]

    def windows(self, text: str, most: int) -> Iterator[str]:
        """Yield the text in pieces that surely have at most ``most`` tokens, cut at white space.

        Joined they are the text but for white space at the ends.
        """
        if len(text) <= 1 or self.count([text])[0].cautious <= most:
            yield text
            return
        middle = len(text) // 2
        space = _SPACE_NEAR_MIDDLE.search(text, middle // 2, len(text) - middle // 2)
        for found in _SPACE_NEAR_MIDDLE.finditer(text, middle // 2, len(text) - middle // 2):
            space = found
            if found.start() >= middle:
                break
        cut = space.end() if space else middle
        for part in (text[:cut].strip(), text[cut:].strip()):
            if part:
                yield from self.windows(part, most)

    def _one(self, text: str, encoding: Any) -> Count:
        plain = len(encoding.ids) + _SPECIAL
        tokens = sum(len(run) // _SPACES_A_TOKEN + 1 for run in _SPACES.findall(text))
        for number, (start, end) in zip(encoding.ids, encoding.offsets, strict=True):
            unknown = number == self._unknown
            tokens += len(text[start:end].encode()) if unknown else 1
        bounded = min(math.ceil(tokens * _SAFETY), len(text.encode()))
        return Count(plain, bounded + _SPECIAL)


@lru_cache(maxsize=1)
def _load(path: str) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
