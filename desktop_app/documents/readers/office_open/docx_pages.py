"""The pages of a Word document, where it says how they fell the last time it was laid out."""

from __future__ import annotations

from desktop_app.documents.limits import MAX_TEXT_CHARS
from desktop_app.documents.model import ReadFailure, Reason

_MOST_PAGES = 20_000


class Pages:
    """Text page by page; what hangs on a page (its notes) follows at its end, as in print."""

    def __init__(self) -> None:
        self._pages: list[str] = []
        self._page: list[str] = []
        self._at_end: list[str] = []
        self._size = 0

    def add(self, text: str, *, is_under_row: bool = False) -> None:
        """Add a paragraph, or a row right under the one before.

        Raises:
            ReadFailure: TOO_LARGE: it is all the text that is read of one file.
        """
        if text.strip():
            self._page += ("\n" if is_under_row else "\n\n", text)
            self._count(text)

    def add_at_end(self, text: str) -> None:
        """Add a note to the end of the page under way.

        Raises:
            ReadFailure: As of ``add``.
        """
        if text.strip():
            self._at_end += ("\n\n", text)
            self._count(text)

    def turn(self) -> None:
        """Begin a page."""
        if len(self._pages) < _MOST_PAGES:
            self._pages.append(self._end())

    def finish(self) -> tuple[str, ...]:
        """Return the pages, at least one."""
        self._pages.append(self._end())
        return tuple(self._pages)

    def _end(self) -> str:
        text = "".join(self._page + self._at_end).strip("\n")
        self._page.clear()
        self._at_end.clear()
        return text

    def _count(self, text: str) -> None:
        self._size += len(text)
        if self._size > MAX_TEXT_CHARS:
            raise ReadFailure(Reason.TOO_LARGE, "only the beginning was read")
