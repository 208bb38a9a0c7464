"""Connects the panes of the review with its controller, and goes on by itself after a decision."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from desktop_app.review.decisions import Decision, Verdict
from desktop_app.ui.compare.compare_controller import CompareController
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.review.keeping_dialog import KeepingDialog
from desktop_app.ui.review.lists_dialog import ListsDialog
from desktop_app.ui.review.removing import Removing
from desktop_app.ui.review.reporting import Reporting
from desktop_app.ui.review.review_controller import ReviewController
from desktop_app.ui.review.review_keys import Deed
from desktop_app.ui.review.review_view import ReviewView
from desktop_app.ui.review.rules import decided_by, decision_of
from desktop_app.ui.review.shown import Shown
from desktop_app.ui.work.open_folder import OpenFolder
from desktop_app.ui.work.page_pictures import PagePictures
from desktop_app.ui.work.pieces import all_at_once
from desktop_app.ui.work.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop_app.review.board import BoardGroup, BoardMember

_VERDICTS = {
    Deed.DUPLICATE: Verdict.DUPLICATE,
    Deed.VERSION: Verdict.VERSION,
    Deed.NOT_RELATED: Verdict.NOT_RELATED,
    Deed.KEEP: Verdict.KEEP,
    Deed.UNSURE: Verdict.UNSURE,
}


class ReviewFlow(QObject):
    """Holds the view, the controller, the evidence and the removal together.

    Signals:
        failed: Something was not done; carries an ``AppError``.
        folder_changed: Documents were removed, or brought back.
        keys_requested: The person wants to see all keys.
    """

    failed = Signal(object)
    folder_changed = Signal()
    keys_requested = Signal()

    def __init__(self, window: QWidget, runner: TaskRunner, intents: DocumentIntents) -> None:
        super().__init__(window)
        all_at_once(self._make(window, runner, intents))

    @classmethod
    def in_pieces(
        cls, window: QWidget, runner: TaskRunner, intents: DocumentIntents
    ) -> Generator[None, None, Self]:
        """Make it as ``__init__`` does, with a rest between two parts."""
        flow = cls.__new__(cls)
        QObject.__init__(flow, window)
        yield from flow._make(window, runner, intents)
        return flow

    def _make(
        self, window: QWidget, runner: TaskRunner, intents: DocumentIntents
    ) -> Iterator[None]:
        self._intents = intents
        self._go_to: Decision | None = None
        self.view = yield from ReviewView.in_pieces(intents, window)
        self.controller = ReviewController(runner, self)
        self.evidence = CompareController(runner, self, newest="evidence")
        self.removing = Removing(runner, self.controller, window, self)
        self.reporting = Reporting(runner, self.controller, window, self)
        self._pictures = PagePictures(runner, self)
        self._connect()

    def set_folder(self, folder: OpenFolder | None) -> None:
        """Review another folder from now on."""
        self.controller.set_folder(folder)
        self.evidence.set_folder(folder)
        if folder is None:
            self._pictures.close()
        else:
            self._pictures.open(folder.folder)
        self._go_to = None
        self.view.show_nothing()

    # -- decisions ---------------------------------------------------------------------

    def do(self, deed: Deed) -> None:
        """Do what a key stands for."""
        if deed in _VERDICTS:
            self.decide(_VERDICTS[deed])
        else:
            self._deeds()[deed]()

    def _deeds(self) -> dict[Deed, Callable[[], None]]:
        groups = self.view.groups
        return {
            Deed.NOTE: self.write_note,
            Deed.KEPT: self.keep_instead,
            Deed.UNDO: self.controller.undo,
            Deed.NEXT_GROUP: lambda: groups.step(1),
            Deed.GROUP_BEFORE: lambda: groups.step(-1),
            Deed.NEXT_OPEN: self.go_to_next_open_group,
            Deed.COMPARE: self.compare,
            Deed.FIND: groups.filters.box.setFocus,
            Deed.APPLY: self.removing.begin,
            Deed.REPORT: self.reporting.begin,
            Deed.KEYS: self.keys_requested.emit,
        }

    def decide(self, verdict: Verdict) -> None:
        """Decide about what is selected, then go on to what is open."""
        made = tuple(decision_of(group, one, verdict) for group, one in self._chosen(verdict))
        if made:
            self.controller.decide(made)
            self.go_on()

    def decide_by_rule(self, name: str) -> None:
        """Decide about all open documents of the groups shown that a rule picks."""
        made = tuple(decided_by(name, self.view.groups.model.groups, self._is_open))
        self.controller.decide(made, by=name)
        words = self.tr("%Ln document(s) decided by the rule", "", len(made))
        self.view.toolbar.say(words)

    def write_note(self) -> None:
        """Ask for a note about the current document."""
        group, member = self.view.groups.current, self.view.members.current
        if group is None or member is None:
            return
        dialog = QInputDialog(self.view)
        dialog.setObjectName("note_dialog")
        dialog.setWindowTitle(self.tr("Note"))
        dialog.setLabelText(self.tr("Note about this document beside the kept copy:"))
        dialog.setTextValue(member.decision.note if member.decision else "")
        dialog.textValueSelected.connect(lambda words: self._on_noted(group, member, words))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_noted(self, group: BoardGroup, member: BoardMember, words: str) -> None:
        verdict = self.view.members.model.verdict_of(member)
        self.controller.decide((decision_of(group, member, verdict, words.strip()),))

    def keep_instead(self) -> None:
        """Make the current document the kept copy."""
        group, member = self.view.groups.current, self.view.members.current
        if group is not None and member is not None:
            self._go_to = decision_of(group, member, None)
            self._go_to = replace(self._go_to, path=group.kept.path, other=member.row.path)
            self.controller.keep_instead(member.row.path, group.kept.path)

    def go_on(self) -> None:
        """Go to the next open document of the group, else to the next open group."""
        members = self.view.members
        row = members.next_open(members.list.current_row) or members.next_open(0)
        if row is not None:
            members.list.choose(row)
        else:
            self.go_to_next_open_group()

    def go_to_next_open_group(self) -> None:
        """Go to the next group with an open document, from the top again after the last."""
        groups = self.view.groups
        at, listed = groups.list.current_row, groups.model.groups
        for row in (*range(at + 1, len(listed)), *range(at)):
            if any(self._is_open(listed[row], one) for one in listed[row].members):
                groups.list.choose(row)
                return
        self.view.toolbar.say(self.tr("All groups shown are decided."))

    def _chosen(self, verdict: Verdict) -> Iterable[tuple[BoardGroup, BoardMember]]:
        """Yield what a decision is about: several groups' documents, or those selected in one."""
        groups, members = self.view.groups, self.view.members
        if len(groups.selected) > 1:
            for group in groups.selected:
                for one in group.members:
                    if self._is_open(group, one) and (
                        verdict is not Verdict.DUPLICATE or one.removable
                    ):
                        yield group, one
        elif groups.current is not None:
            for one in members.selected:
                yield groups.current, one

    def _is_open(self, group: BoardGroup, member: BoardMember) -> bool:
        key = member.row.path, group.kept.path
        return self.controller.pending.get(key, member.verdict) is None

    # -- what is shown -----------------------------------------------------------------

    def _on_ready(self, shown: Shown) -> None:
        self.view.show_shown(shown)
        aim = self._go_to
        if aim is not None:
            groups, members = self.view.groups, self.view.members
            there = groups.model.index_of(aim.other)
            if there.isValid():
                self._go_to = None
                groups.list.choose(there.row())
                members.list.choose(max(members.model.index_of(aim.path).row(), 0))
        if lists := self.view.findChild(ListsDialog):
            lists.show_shown(shown)

    def _on_taken_back(self, decisions: Sequence[Decision]) -> None:
        self._go_to = decisions[0] if decisions else None
        if not decisions:
            self.view.toolbar.say(self.tr("Taken back"))

    def _on_group(self, group: BoardGroup | None) -> None:
        self.view.members.show_group(group, self.controller.pending)
        if group is None:
            self.evidence.leave()
            self.view.evidence.show_nothing()

    def _on_member(self, member: BoardMember | None) -> None:
        group = self.view.groups.current
        if group is None or member is None:
            self.evidence.leave()
            self.view.evidence.show_nothing()
        elif self.evidence.pair != (group.kept.path, member.row.path):
            self.evidence.compare(group.kept.path, member.row.path)

    def compare(self) -> None:
        """Show kept copy and current document over the whole window."""
        group, member = self.view.groups.current, self.view.members.current
        if group is not None and member is not None:
            self._intents.compare_pair_requested.emit(group.kept.path, member.row.path)

    # -- dialogs -----------------------------------------------------------------------

    def show_keeping(self) -> None:
        """Let the person change the rules and the protected folders."""
        grouped, keeping = self.controller.grouped, self.controller.keeping
        if grouped is not None and keeping is not None:
            dialog = KeepingDialog(keeping, grouped.shown.folders, self.view)
            dialog.chosen.connect(self.controller.set_keeping)
            dialog.open()

    def show_lists(self) -> None:
        """Show decisions to look at."""
        if (grouped := self.controller.grouped) is not None:
            dialog = ListsDialog(grouped.shown, self.view)
            dialog.taken_back.connect(self._take_back)
            dialog.open()

    def _take_back(self, decisions: Sequence[Decision]) -> None:
        self.controller.decide([replace(one, verdict=None) for one in decisions])

    # -- plumbing ----------------------------------------------------------------------

    def _connect(self) -> None:
        controller, view = self.controller, self.view
        controller.indexing.connect(view.show_indexing)
        controller.begun.connect(view.show_begun)
        controller.progressed.connect(view.show_progress)
        controller.ready.connect(self._on_ready)
        controller.failed.connect(view.show_failure)
        controller.refused.connect(self.failed)
        controller.pending_changed.connect(lambda: view.members.show_pending(controller.pending))
        controller.taken_back.connect(self._on_taken_back)
        controller.in_bin_changed.connect(view.toolbar.show_in_bin)
        view.deed_requested.connect(self.do)
        view.again_requested.connect(controller.look_again)
        view.stop_requested.connect(controller.stop)
        view.groups.wanted_changed.connect(controller.want)
        view.groups.chosen.connect(self._on_group)
        view.members.chosen.connect(self._on_member)
        view.members.verdict_requested.connect(self.decide)
        view.members.note_requested.connect(self.write_note)
        view.members.kept_requested.connect(self.keep_instead)
        toolbar = view.toolbar
        toolbar.rule_requested.connect(self.decide_by_rule)
        toolbar.keeping_requested.connect(self.show_keeping)
        toolbar.lists_requested.connect(self.show_lists)
        toolbar.undo_requested.connect(controller.undo)
        toolbar.apply_requested.connect(self.removing.begin)
        toolbar.report_requested.connect(self.reporting.begin)
        toolbar.back_requested.connect(self.removing.bring_back)
        toolbar.keys_requested.connect(self.keys_requested)
        self.removing.folder_changed.connect(self.folder_changed)
        self.evidence.begun.connect(view.evidence.show_loading)
        self.evidence.ready.connect(view.evidence.show_compared)
        self.evidence.failed.connect(view.evidence.show_failure)
        view.evidence.page_requested.connect(self._pictures.request)
        self._pictures.drawn.connect(view.evidence.show_picture)
        self._pictures.failed.connect(lambda asked, _: view.evidence.page_done(asked))
