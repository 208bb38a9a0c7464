"""A key that shows itself to nobody who does not ask for it by name."""

from __future__ import annotations

import hmac
from typing import Final, Self

from desktop_app.errors import InvalidRequest
from desktop_app.privacy import redaction

# What Windows keeps of one entry: 2,560 bytes of UTF-16.
MOST_CHARACTERS: Final = 1280


class Secret:
    """A key; printed, formatted, logged, copied or pickled it is "•••".

    JSON refuses it. Every secret made is hidden in logs from then on (see ``redaction``).
    """

    __slots__ = ("__text",)

    def __init__(self, text: str) -> None:
        redaction.remember(text)
        self.__text = text

    @classmethod
    def typed(cls, text: str) -> Self:
        """Return the key a person gave, without what was copied around it.

        Raises:
            InvalidRequest: It is empty, too long or holds what no key holds. The text is not told.
        """
        text = text.strip().strip("\ufeff\u200b")
        redaction.remember(text)
        if not text:
            raise InvalidRequest("No key was given.", "Copy it whole from the provider's page.")
        if len(text) > MOST_CHARACTERS:
            raise InvalidRequest(
                f"That is too long for a key ({len(text):,} characters).",
                f"A key has at most {MOST_CHARACTERS:,}; copy only the key.",
            )
        if not all("!" <= character <= "~" for character in text):
            raise InvalidRequest(
                "That is no key: it holds blanks, line ends or letters that no key has.",
                "Copy it whole from the provider's page, and nothing else.",
            )
        return cls(text)

    def reveal(self) -> str:
        """Return the key itself, for the request that needs it."""
        return self.__text

    def __repr__(self) -> str:
        return redaction.MASK

    def __format__(self, spec: str) -> str:
        return format(redaction.MASK, spec)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (redaction.MASK,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self.reveal().encode(), other.reveal().encode())

    def __hash__(self) -> int:
        return hash(self.__text)
