"""One clear thing to do: choose a folder. And what will happen then."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.start.recent_row import RecentRow
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import XL, L, M, S

_WIDTH = 640


class StartPage(QScrollArea):
    """Shown while no folder is open.

    Signals:
        choose_requested: Ask for a folder.
        samples_requested: Open the sample documents.
        folder_chosen: Open this one; carries its path.
        forget_requested: Take it off the list; carries its path.
        settings_requested, help_requested, about_requested: Show them.
    """

    choose_requested = Signal()
    samples_requested = Signal()
    folder_chosen = Signal(str)
    forget_requested = Signal(str)
    settings_requested = Signal()
    help_requested = Signal()
    about_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="start_page", widgetResizable=True)
        self.setAccessibleName(self.tr("Start"))
        page = QWidget(self)
        self.setWidget(page)
        middle = QWidget(page)
        middle.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(2)
        for part in (self._head(), self._drop_card()):
            column.addWidget(part)
            column.addSpacing(XL)
        self._recent_title = QLabel(self.tr("Recent folders"), self)
        self._recent_title.setProperty("kind", "quiet")
        column.addWidget(self._recent_title)
        column.addSpacing(S)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column.addLayout(self._recent)
        column.addStretch(3)
        column.addSpacing(L)
        column.addWidget(self._promises())
        column.addSpacing(M)
        column.addLayout(self._foot())
        row = QHBoxLayout(page)
        row.setContentsMargins(L, L, L, L)
        row.addWidget(middle)
        self.show_recent(())

    def show_recent(self, paths: Sequence[str]) -> None:
        """Offer these folders."""
        for old in self.findChildren(RecentRow):
            self._recent.removeWidget(old)
            old.hide()
            old.deleteLater()
        for path in paths:
            row = RecentRow(path, self)
            row.chosen.connect(self.folder_chosen)
            row.forget_requested.connect(self.forget_requested)
            self._recent.addWidget(row)
        self._recent_title.setVisible(bool(paths))

    def show_drop(self, *, over: bool) -> None:
        """Show that a folder may be let go here."""
        self._card.setProperty("drop", over)
        self._card.style().unpolish(self._card)
        self._card.style().polish(self._card)

    def take_focus(self) -> None:
        """Put the focus on the one thing to do."""
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- parts ---------------------------------------------------------------------

    def _head(self) -> QWidget:
        head = QWidget(self)
        layout = QVBoxLayout(head)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        sign = QLabel(head)
        sign.setPixmap(icon("likewise", "accent").pixmap(QSize(52, 52), self.devicePixelRatioF()))
        title = QLabel(self.tr("Find the documents that say the same thing"), head, wordWrap=True)
        title.setProperty("kind", "display")
        lead = QLabel(
            self.tr(
                "Choose a folder. Likewise reads the documents in it, and you search them by "
                "meaning, find what is like a document, and see what is there twice."
            ),
            head,
            wordWrap=True,
        )
        lead.setProperty("kind", "quiet")
        for part in (sign, title, lead):
            layout.addWidget(part)
        return head

    def _drop_card(self) -> QFrame:
        self._card = QFrame(self, objectName="drop_card")
        self._card.setProperty("kind", "card")
        self._choose = QPushButton(
            icon("folder", "on_accent"), self.tr(" Choose a folder…"), self._card
        )
        self._choose.setObjectName("choose_folder")
        self._choose.setProperty("kind", "primary")
        self._choose.setProperty("large", True)
        self._choose.setIconSize(QSize(18, 18))
        self._choose.clicked.connect(self.choose_requested)
        drop = QLabel(self.tr("or drop one here"), self._card)
        drop.setProperty("kind", "quiet")
        samples = QPushButton(self.tr("Try it with sample documents"), self._card)
        samples.setObjectName("try_samples")
        samples.setProperty("kind", "link")
        samples.setCursor(Qt.CursorShape.PointingHandCursor)
        samples.clicked.connect(self.samples_requested)
        row = QHBoxLayout(self._card)
        row.setContentsMargins(XL, XL, XL, XL)
        row.setSpacing(L)
        row.addWidget(self._choose)
        row.addWidget(drop)
        row.addStretch(1)
        row.addWidget(samples)
        return self._card

    def _promises(self) -> QWidget:
        part = QWidget(self)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        for sign, words in (
            (
                "lock",
                self.tr(
                    "Everything happens on this computer. Nothing is sent anywhere, and no "
                    "document is changed."
                ),
            ),
            (
                "info",
                self.tr(
                    "What Likewise notes is kept in a folder of its own beside yours. Delete that "
                    "folder, and Likewise has forgotten everything."
                ),
            ),
        ):
            line = QHBoxLayout()
            line.setSpacing(M)
            mark = QLabel(part)
            mark.setPixmap(icon(sign, "quiet").pixmap(QSize(16, 16), self.devicePixelRatioF()))
            text = QLabel(words, part, wordWrap=True)
            text.setProperty("kind", "quiet")
            line.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
            line.addWidget(text, 1)
            layout.addLayout(line)
        return part

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, words, signal in (
            ("start_help", self.tr("Help"), self.help_requested),
            ("start_settings", self.tr("Settings"), self.settings_requested),
            ("start_about", self.tr("About"), self.about_requested),
        ):
            button = QPushButton(words, self, objectName=name)
            button.setProperty("kind", "link")
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        return row
