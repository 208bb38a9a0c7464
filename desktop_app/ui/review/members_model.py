"""The documents of one group: the kept copy, then the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.review.decisions import Verdict
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.ui.documents.kinds import kind_badge
from desktop_app.ui.documents.paths import folder_of, name_of, readable
from desktop_app.ui.review.cards import Card, CardRole, Line
from desktop_app.ui.review.words import because_words, member_words, stays_words, verdict_words
from desktop_app.ui.text.amounts import share, size

if TYPE_CHECKING:
    from desktop_app.review.board import BoardGroup, BoardMember

Index = QModelIndex | QPersistentModelIndex
Pending = Mapping[tuple[str, str], Verdict | None]
"""Decisions on their way to the disk, by (document, kept copy)."""
_ROOT = QModelIndex()
_MOST_DETAILS = 3
_TONES = {
    Verdict.KEEP: "good",
    Verdict.DUPLICATE: "bad",
    Verdict.VERSION: "accent",
    Verdict.NOT_RELATED: "quiet",
    Verdict.UNSURE: "warning",
}


class MembersModel(QAbstractListModel):
    """Row 0 is the kept copy."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._group: BoardGroup | None = None
        self._paths: list[str] = []
        self._pending: Pending = {}

    def show_group(self, group: BoardGroup | None, pending: Pending) -> None:
        """Show a group; one with the same documents as before stays where it is."""
        paths = [group.kept.path, *(one.row.path for one in group.members)] if group else []
        self._pending = pending
        if paths == self._paths:
            self._group = group
            self.tell_pending()
            return
        self.beginResetModel()
        self._group, self._paths = group, paths
        self.endResetModel()

    def tell_pending(self) -> None:
        """What is on its way to the disk has changed."""
        if self._paths:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._paths) - 1, 0))

    @property
    def group(self) -> BoardGroup | None:
        """The group that is shown."""
        return self._group

    def member_at(self, row: int) -> BoardMember | None:
        """Return the document of a row; None for the kept copy."""
        if self._group is None or not 0 < row < len(self._paths):
            return None
        return self._group.members[row - 1]

    def index_of(self, path: str) -> QModelIndex:
        """Return where a document is; invalid if it is none of the group's."""
        return self.index(self._paths.index(path), 0) if path in self._paths else QModelIndex()

    def verdict_of(self, member: BoardMember) -> Verdict | None:
        """Return what was decided about a member, written down or on its way."""
        assert self._group is not None
        key = member.row.path, self._group.kept.path
        return self._pending.get(key, member.verdict)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._paths)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        path, member = self._paths[index.row()], self.member_at(index.row())
        told: dict[int, Callable[[], object]] = {
            CardRole.OBJECT: lambda: member,
            CardRole.CARD: lambda: self._card(path, member),
            CardRole.PATH: lambda: path,
            Qt.ItemDataRole.DisplayRole: lambda: name_of(path),
            Qt.ItemDataRole.ToolTipRole: lambda: self._explained(path, member),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._card(path, member).spoken,
        }
        return told[role]() if role in told else None

    def _card(self, path: str, member: BoardMember | None) -> Card:
        group = self._group
        assert group is not None
        row = member.row if member else group.kept
        place = folder_of(path) or self.tr("At the top of the folder")
        where = Line(place, size(member.size) if member else "", chip=kind_badge(row.kind))
        if member is None:
            why = because_words(group.kept_because)
            stays = self.tr("It %1").replace("%1", why)
            return Card(
                name_of(path),
                self.tr("Kept copy"),
                "good",
                (where, Line(stays), Line("")),
                bold=True,
            )
        verdict = self.verdict_of(member)
        mark, tone = (verdict_words(verdict), _TONES[verdict]) if verdict else ("", "quiet")
        if member.stale and not verdict:
            mark, tone = self.tr("Changed since decided"), "warning"
        relation = Line(member_words(member.relation), share(member.score))
        return Card(name_of(path), mark, tone, (where, relation, self._note(member)))

    def _note(self, member: BoardMember) -> Line:
        if member.decision and member.decision.note:
            return Line(self.tr("Note: %1").replace("%1", member.decision.note), tone="text")
        if stays := stays_words(member):
            return Line(stays, tone="warning")
        if differs := self._differs(member):
            return Line(differs)
        if member.relation is Relation.CONTAINED_IN:
            return Line(self.tr("All of it is in the kept copy"))
        return Line(self.tr("May go: the kept copy says all of it"))

    def _differs(self, member: BoardMember) -> str:
        pair = member.member.pair
        group = self._group
        assert group is not None
        if group.kept.id not in (pair.a, pair.b) or member.row.id not in (pair.a, pair.b):
            return ""
        kept, own = pair.only_in(group.kept.id), pair.only_in(member.row.id)
        if not (kept or own):
            return ""
        words = self.tr("Differs: %1 here, %2 in the kept copy")
        return words.replace("%1", _some(own)).replace("%2", _some(kept))

    def _explained(self, path: str, member: BoardMember | None) -> str:
        if member is None:
            return readable(path)
        pair = member.member.pair
        lines = [readable(path), member_words(member.relation)]
        if member.row.id in (pair.a, pair.b):
            words = self.tr("%1 of its text is in the kept copy")
            lines.append(words.replace("%1", share(pair.share_of(member.row.id))))
        lines += [stays_words(member), self._differs(member)]
        return "\n".join(line for line in lines if line)


def _some(details: tuple[str, ...]) -> str:
    more = "…" if len(details) > _MOST_DETAILS else ""
    return ", ".join(details[:_MOST_DETAILS]) + more if details else "–"
