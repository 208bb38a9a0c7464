"""The review of duplicates: groups, the documents of one, the evidence, in one window."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Self

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import AppError
from desktop_app.progress import Progress
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.placeholder import Placeholder
from desktop_app.ui.review.evidence_pane import EvidencePane
from desktop_app.ui.review.groups_pane import GroupsPane
from desktop_app.ui.review.members_pane import MembersPane
from desktop_app.ui.review.review_keys import Deed
from desktop_app.ui.review.shown import Shown
from desktop_app.ui.review.toolbar import ReviewToolbar
from desktop_app.ui.review.words import Counted
from desktop_app.ui.text.amounts import number, share
from desktop_app.ui.text.sentences import message_of, remedy_of
from desktop_app.ui.theme.tokens import XL, L
from desktop_app.ui.work.pieces import all_at_once

_SHARES = (27, 30, 43)


class ReviewView(QWidget):
    """Shows and asks; ``wiring.ReviewFlow`` decides what follows.

    Signals:
        deed_requested: A key of ``Deed`` was pressed, or its button; carries the ``Deed``.
        again_requested: Look once more.
        stop_requested: Look no further.
    """

    deed_requested = Signal(object)
    again_requested = Signal()
    stop_requested = Signal()

    def __init__(self, intents: DocumentIntents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        all_at_once(self._make(intents))

    @classmethod
    def in_pieces(cls, intents: DocumentIntents, parent: QWidget) -> Generator[None, None, Self]:
        """Make it as ``__init__`` does, with a rest between two parts."""
        view = cls.__new__(cls)
        QWidget.__init__(view, parent)
        yield from view._make(intents)
        return view

    def _make(self, intents: DocumentIntents) -> Iterator[None]:
        # Each part is made where it stays: Qt looks at the style of all that is moved once more.
        self.setObjectName("review")
        self.setAccessibleName(self.tr("Duplicates"))
        self._counted = Counted(self)
        self._has_groups = False
        self.toolbar = ReviewToolbar(self)
        self._stack = QStackedWidget(self)
        self.panes = QSplitter(Qt.Orientation.Horizontal, self._stack, objectName="review_panes")
        self.groups = GroupsPane(intents, self.panes)
        yield
        self.members = MembersPane(intents, self.panes)
        yield
        self.evidence = EvidencePane(intents, self.panes)
        yield
        self.panes.setChildrenCollapsible(False)
        for pane, part in zip((self.groups, self.members, self.evidence), _SHARES, strict=True):
            self.panes.addWidget(pane)
            self.panes.setStretchFactor(self.panes.count() - 1, part)
        self.panes.setSizes([10 * part for part in _SHARES])
        self._waiting = _Waiting(self._stack)
        self._stack.addWidget(self.panes)
        self._stack.addWidget(self._waiting)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.toolbar)
        whole.addWidget(self._stack, 1)
        self._waiting.place.button_clicked.connect(self.again_requested)
        self._waiting.stop.clicked.connect(self._on_stop)
        self._make_keys()
        self.show_nothing()

    # -- what is shown -----------------------------------------------------------------

    def show_nothing(self) -> None:
        """Nothing was looked for yet."""
        self._has_groups = False
        self.toolbar.show_in_bin(0)
        self._wait("duplicates", self.tr("Looking for duplicates…"))

    def show_indexing(self, documents: int) -> None:
        """The folder is still being read."""
        words = self.tr(
            "%Ln document(s) so far; what is alike is shown once all are read.", "", documents
        )
        self._wait("duplicates", self.tr("The folder is still being read"), words)

    def show_begun(self) -> None:
        """What is alike is being looked for; what was found before stays."""
        if self._has_groups:
            self.toolbar.say(self.tr("Looking again…"))
        else:
            self._wait("duplicates", self.tr("Looking for duplicates…"), busy=True)

    def show_progress(self, progress: Progress) -> None:
        """Say how far that is."""
        total = progress.total or 0
        if self._has_groups:
            part = share(progress.done / total) if total else ""
            self.toolbar.say(self.tr("Looking again… %1").replace("%1", part))
        else:
            self._waiting.show_progress(progress)

    def show_stopped(self) -> None:
        """The search was stopped before anything was found."""
        title = self.tr("Stopped")
        words = self.tr("What is alike is not known yet.")
        self._wait("stop", title, words, self.tr("Look again"))

    def show_shown(self, shown: Shown) -> None:
        """Show groups, or say that there are none, and among how many files."""
        self.toolbar.say("")
        self.toolbar.show_shown(shown)
        self._has_groups = bool(shown.counts.groups or shown.above or shown.below)
        if not self._has_groups:
            files = self._counted.files(shown.coverage.files)
            unread = sum(shown.coverage.not_read.values())
            title = self.tr("No duplicates among %1 (%2 not read)")
            title = title.replace("%1", files).replace("%2", number(unread))
            words = (
                self.tr("The list of files shows which were not read, and why.") if unread else ""
            )
            self._wait("check", title, words, self.tr("Look again"))
            return
        self._stack.setCurrentWidget(self.panes)
        self.groups.show_shown(shown)

    def show_failure(self, error: AppError) -> None:
        """Say what went wrong."""
        self._has_groups = False
        self._wait("warning", message_of(error), remedy_of(error), self.tr("Look again"))

    def take_focus(self) -> None:
        """Let keys decide."""
        self.members.list.setFocus()

    def _wait(
        self, sign: str, title: str, words: str = "", button: str = "", *, busy: bool = False
    ) -> None:
        self._waiting.place.say(sign, title, words, button)
        self._waiting.set_busy(busy=busy)
        self._stack.setCurrentWidget(self._waiting)

    def _on_stop(self) -> None:
        self.stop_requested.emit()
        self.show_stopped()

    def _make_keys(self) -> None:
        for deed in Deed:
            key = QShortcut(QKeySequence(deed.value), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(lambda deed=deed: self.deed_requested.emit(deed))


class _Waiting(QWidget):
    """A sentence, a bar while something is going on, and a way to stop it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = Placeholder(self)
        self._bar = QProgressBar(self, objectName="review_progress", textVisible=False)
        self._bar.setAccessibleName(self.tr("Looking for duplicates"))
        self._bar.setFixedWidth(320)
        self.stop = QPushButton(self.tr("Stop"), self, objectName="review_stop")
        column = QVBoxLayout(self)
        column.setContentsMargins(L, 0, L, 3 * XL)
        column.setSpacing(L)
        column.addWidget(self.place, 1)
        column.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)

    def set_busy(self, *, busy: bool) -> None:
        """Show or hide the bar."""
        self._bar.setRange(0, 0)
        self._bar.setVisible(busy)
        self.stop.setVisible(busy)

    def show_progress(self, progress: Progress) -> None:
        """Move the bar."""
        self._bar.setRange(0, progress.total or 0)
        self._bar.setValue(progress.done)
