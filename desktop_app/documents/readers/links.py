"""Where links lead, if the text does not say so.

Two letters that differ only behind "the confirmation page" are not the same letter. An address
inside the sentence would be read, compared and searched as words of it, and a print has none: so
addresses stand below the text and count as a footer does. Copies in other formats are still found,
and none is offered for removal that leads elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

MOST_ADDRESSES: Final = 20
"""More than these make a page of the web, where links are how one moves about; none is told."""

_ADDRESS = re.compile(r"\s*(?:https?://|mailto:)(?:www\.)?([^\s?#]+)", re.IGNORECASE)
_MOST_CHARS: Final = 2_000


def unseen_addresses(addresses: Iterable[str], text: str) -> str:
    """Return the addresses of links that ``text`` does not show, a line each, in their order.

    Only those of the web and of mail are told, each once; places inside the document are not.
    """
    found: dict[str, None] = {}
    for address in addresses:
        if _ADDRESS.match(address) and len(address) < _MOST_CHARS:
            found["".join(address.split())] = None
        if len(found) > MOST_ADDRESSES:
            return ""
    seen = text.casefold() if found else ""
    return "\n".join(address for address in found if _shown(address) not in seen)


def _shown(address: str) -> str:
    """Return how people write an address: "mailto:a@b.c" as "a@b.c"."""
    kept = _ADDRESS.match(address)
    if kept is None or address.casefold().startswith("mailto:"):
        return kept[1].casefold() if kept else ""
    return address[kept.start(1) :].rstrip("/").casefold()
