"""Pictures of pages, drawn by a killable child process."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

from desktop_app.childprocess import ChildFailure, ChildProcess, ChildTimedOut, ChildTooLarge
from desktop_app.documents.limits import SHOWN_PAGE_S
from desktop_app.documents.model import PagePicture, ReadFailure, Reason
from desktop_app.documents.reasons import remedy, sentence
from desktop_app.errors import InvalidRequest
from desktop_app.paths import display_path
from desktop_app.progress import CancelToken

MEMORY_BYTES = 1_500 << 20
_REPLACE_ABOVE_BYTES = 600 << 20
_GRACE_S = 0.5
"""A page that is no longer wanted is let finish so long: a new child takes about as much."""
_START_S = 20.0


class PagePainter:
    """Draws pages of the files in one folder. One thread at a time.

    Args:
        folder: All paths are relative to it.
        start: Makes a child; the default is this program's own.
    """

    def __init__(self, folder: Path, start: Callable[[], ChildProcess] | None = None) -> None:
        self._folder = folder
        self._start = start or (lambda: ChildProcess("pages", memory_limit=MEMORY_BYTES))
        self._child: ChildProcess | None = None

    def draw(
        self, path: str, page: int, token: CancelToken, *, scale: float = 1.0, width: int = 0
    ) -> PagePicture:
        """Return a page as a picture.

        Args:
            path: Relative to the folder, with ``/``.
            page: From 1.
            scale: Pixels a point (1/72 inch).
            width: Pixels wide instead, or 0. Very large pages come smaller than asked for.

        Raises:
            InvalidRequest: It cannot be drawn: the message says why.
            Cancelled: ``token`` was set.
        """
        token.check()
        try:
            return self._ask(path, page, token, scale, width)
        except ReadFailure as exc:
            raise InvalidRequest(
                f"“{display_path(path)}”: {sentence(exc.reason, exc.detail)}.", remedy(exc.reason)
            ) from exc

    def close(self) -> None:
        """End the child, if there is one; a later page starts a new one."""
        if self._child is not None:
            self._child.kill()
            self._child = None

    def _ask(
        self, path: str, page: int, token: CancelToken, scale: float, width: int
    ) -> PagePicture:
        is_fresh = self._child is None
        limit_s = SHOWN_PAGE_S + (_START_S if is_fresh else 0.0)
        request = {
            "root": b64encode(os.fsencode(self._folder)).decode(),
            "path": b64encode(os.fsencode(path)).decode(),
            "page": page,
            "scale": scale,
            "width": width,
        }
        try:
            child = self._child = self._child or self._start()
            answer, rgb = child.request(
                request, timeout_s=lambda: min(limit_s, _GRACE_S) if token.cancelled else limit_s
            )
        except ChildFailure as exc:
            self.close()
            token.check()
            raise _failure_of(exc) from exc
        if child.resident_bytes() > _REPLACE_ABOVE_BYTES:
            self.close()
        token.check()
        if not answer["ok"]:
            raise ReadFailure(Reason(answer["reason"]), answer["detail"])
        size = answer["width"], answer["height"]
        return PagePicture(rgb, *size, answer["pages"], tuple(answer["points"]))


def _failure_of(exc: ChildFailure) -> ReadFailure:
    if isinstance(exc, ChildTimedOut):
        return ReadFailure(Reason.TIMED_OUT)
    if isinstance(exc, ChildTooLarge):
        return ReadFailure(Reason.TOO_LARGE, "needs too much memory")
    return ReadFailure(Reason.CRASHED)
