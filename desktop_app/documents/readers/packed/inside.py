"""Files inside a file: their text, on the account of the outermost file, and which gave none.

Attachments, members of archives and embedded documents are read alike:

    inside = InsideFiles(source)
    pages.append(inside.page(data, name, label=f"Attachment: {name}"))
    ...
    return inside.extracted(pages, title)
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.documents.limits import MAX_TEXT_CHARS
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.reading import extract_inside
from desktop_app.documents.reasons import in_brief
from desktop_app.documents.sources.source import Extracted, Source

logger = logging.getLogger(__name__)

_NAMES_SHOWN = 5
_NAME_CHARS = 200
_TOLD_CHARS = 80
_NAMES_FOLLOW = " files inside: "


class InsideFiles:
    """Reads the files inside one file and keeps count of those that are not, or not wholly, read.

    Attributes:
        found: How many files were met so far, read or not.
        pictures: What tells the pictures in them from others.
    """

    def __init__(self, outer: Source) -> None:
        self.found = 0
        self.pictures = frozenset[str]()
        self._outer = outer
        self._chars = 0
        self._unread: list[_Missing] = []
        self._partly: list[_Missing] = []

    @property
    def is_full(self) -> bool:
        """Whether time or room for text is spent: what is left is best named without unpacking."""
        return self._chars > MAX_TEXT_CHARS or self._outer.account.is_late

    def page(self, data: bytes, name: str, *, label: str) -> str:
        """Return ``label`` on a line of its own, then what the file says, if it says anything."""
        return f"{one_line(label)}\n\n{self.text(data, name)}".rstrip()

    def text(self, data: bytes, name: str) -> str:
        """Return what a file inside says, all its pages; "" if nothing, which is remembered.

        Args:
            name: Its suffix counts as a file name's does; it is shown if the file is not read.
        """
        if self.is_full:
            self.leave_out(name, self._spent)
            return ""
        self.found += 1
        try:
            found = extract_inside(self._outer, data, name)
        except ReadFailure as exc:
            if exc.reason is not Reason.EMPTY:  # then nothing is missing
                self._unread.append(_Missing(name, exc.reason, exc.detail))
            return ""
        except (MemoryError, RecursionError):
            self._unread.append(_Missing(name, Reason.TOO_LARGE))
            return ""
        except Exception:  # a fault of ours over one file must not cost all the others
            logger.debug("a file inside failed", exc_info=True)
            self._unread.append(_Missing(name, Reason.CRASHED))
            return ""
        self.pictures |= found.pictures
        if found.reason is not None:
            self._partly.append(_Missing(name, found.reason, found.detail))
        texts = (*found.headers, *found.pages, *found.running)
        text = "\n\n".join(filter(None, map(str.strip, texts)))
        if not text and found.reason is None:
            self._unread.append(_Missing(name, Reason.NO_TEXT))
        self._chars += len(text)
        return text

    def leave_out(self, name: str, reason: Reason) -> None:
        """Count and name a file that is not tried."""
        self.found += 1
        self._unread.append(_Missing(name, reason))

    def extracted(self, pages: Sequence[str], title: str = "") -> Extracted:
        """Return the outer file's pages with the reason why the inside is not all of it."""
        reason, detail = self.problem()
        return Extracted(tuple(pages), title, reason, detail, pictures=self.pictures)

    def problem(self) -> tuple[Reason | None, str]:
        """Return why not all files were read: (None, "") if all were.

        TIMED_OUT if time ended it, else ATTACHMENTS, with the number of those that were not, and
        the name and reason of each: "1 of 3 files inside: scan.pdf (scanned)".
        """
        missing = self._unread + self._partly
        if not missing:
            return None, ""
        if any(each.reason is Reason.TIMED_OUT for each in self._unread):
            read = self.found - len(self._unread)
            return Reason.TIMED_OUT, f"{read:,} of {self.found:,} files inside were read"
        told = [each.told() for each in self._unread[:_NAMES_SHOWN]]
        told += [each.told(is_partly=True) for each in self._partly[:_NAMES_SHOWN]]
        shown = ", ".join(told[:_NAMES_SHOWN]) + (", …" if len(missing) > _NAMES_SHOWN else "")
        return Reason.ATTACHMENTS, f"{len(missing):,} of {self.found:,}{_NAMES_FOLLOW}{shown}"

    def failure(self) -> ReadFailure:
        """Return what to raise where nothing inside gave text: the reason most files share."""
        counts = Counter(each.reason for each in self._unread + self._partly)
        if not counts:
            return ReadFailure(Reason.EMPTY, "nothing inside")
        reason = counts.most_common(1)[0][0]
        # Text recognition goes by the pages of a file in the folder, so it is no remedy here.
        return ReadFailure(
            Reason.ATTACHMENTS if reason is Reason.SCANNED else reason, self.problem()[1]
        )

    @property
    def _spent(self) -> Reason:
        return Reason.TOO_LARGE if self._chars > MAX_TEXT_CHARS else Reason.TIMED_OUT


@dataclass(frozen=True, slots=True)
class _Missing:
    """A file inside that was not, or only partly, read, and why."""

    name: str
    reason: Reason
    detail: str = ""

    def told(self, *, is_partly: bool = False) -> str:
        """Return "scan.pdf (scanned)"; of a file that itself holds some, which of them it is."""
        inner = self.detail.partition(_NAMES_FOLLOW)[2]
        if inner:
            return _shortened(f"{one_line(self.name)}: {inner}", _TOLD_CHARS)
        part = ", in part" if is_partly else ""
        return f"{one_line(self.name)} ({in_brief(self.reason)}{part})"


def one_line(text: str) -> str:
    """Return a name fit to stand in a line: no line breaks, at most 200 characters."""
    return _shortened(" ".join(text.split()))


def _shortened(line: str, most: int = _NAME_CHARS) -> str:
    return line if len(line) <= most else f"{line[: most - 1]}…"
