"""A folder with documents, its journal and a bin of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from desktop_app.progress import CancelToken, no_report
from desktop_app.review.bins import Bin, DesktopBin
from desktop_app.review.history import History
from desktop_app.review.journal import Journal
from desktop_app.review.recovery import recover
from desktop_app.review.removal import Applied, Outcome, Planned, Remover
from desktop_app.review.undo import bring_back


@dataclass
class Desk:
    """Everything in one temporary folder."""

    base: Path

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.index.mkdir(exist_ok=True)

    @property
    def folder(self) -> Path:
        return self.base / "Documents"

    @property
    def index(self) -> Path:
        return self.base / "Documents.likewise"

    @property
    def bin(self) -> Bin:
        return DesktopBin(self.base / "Trash")

    @property
    def journal(self) -> Journal:
        return Journal(self.index, self.base / "anchors")

    @property
    def history(self) -> History:
        return History(self.journal.entries())

    def write(self, name: str, text: str) -> bytes:
        """Write a document; returns the digest of its bytes."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return hashlib.sha256(text.encode()).digest()

    def planned(self, path: str, kept: str) -> Planned:
        """A removal of what is there now."""
        a, b = (hashlib.sha256((self.folder / name).read_bytes()) for name in (path, kept))
        return Planned(path, a.digest(), kept, b.digest(), {"relation": "identical_file"})

    def remove(self, *plan: Planned, bin: Bin | None = None) -> Applied:
        remover = Remover(self.folder, self.journal, bin or self.bin)
        return remover.remove(plan, CancelToken(), no_report)

    def undo(self, action: int = 0) -> tuple[Outcome, ...]:
        documents = self.history.in_bin(action)
        return bring_back(self.folder, self.journal, documents, CancelToken(), no_report)

    def recover(self) -> int:
        return recover(self.folder, self.journal)

    def names(self) -> list[str]:
        """Everything in the folder, relative."""
        return sorted(
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if not path.is_dir() or path.is_symlink()
        )

    def in_trash(self) -> list[str]:
        files = self.base / "Trash" / "files"
        return sorted(path.name for path in files.iterdir()) if files.is_dir() else []

    def notes(self) -> list[str]:
        info = self.base / "Trash" / "info"
        return sorted(path.name for path in info.iterdir()) if info.is_dir() else []
