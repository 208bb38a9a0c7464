"""What is previewed, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.kinds import kind_words
from desktop_app.ui.documents.paths import folder_of, name_of
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import L, M, S


class PreviewHeader(QFrame):
    """Title, kind, pages and place; open, show in folder, find similar; text or pages; the hits.

    Signals:
        pages_wanted: True for the pages, False for the text.
        hit_step_requested: 1 for the next hit, -1 for the one before.
        find_requested: The find bar is wanted.
    """

    pages_wanted = Signal(bool)
    hit_step_requested = Signal(int)
    find_requested = Signal()

    def __init__(self, intents: DocumentIntents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview_header")
        self._intents = intents
        self._path = self._full_title = self._full_place = ""
        self._title = QLabel(self)
        self._title.setObjectName("preview_title")
        self._title.setProperty("kind", "title")
        self._place = QLabel(self)
        self._place.setObjectName("preview_place")
        self._place.setProperty("kind", "small")
        for label in (self._title, self._place):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(1)
        self._text = self._switch("text", self.tr("Text"), self.tr("Show the text"))
        self._pages = self._switch("page", self.tr("Pages"), self.tr("Show the pages as they look"))
        self._switches = QButtonGroup(self)
        self._switches.addButton(self._text)
        self._switches.addButton(self._pages)
        self._text.setChecked(True)
        self._pages.toggled.connect(self.pages_wanted)
        self._hits = QLabel(self)
        self._hits.setObjectName("preview_hits")
        self._hits.setProperty("kind", "small")
        self._up = self._button("up", self.tr("Match before (Shift+F3)"))
        self._up.clicked.connect(lambda: self.hit_step_requested.emit(-1))
        self._down = self._button("down", self.tr("Next match (F3)"))
        self._down.clicked.connect(lambda: self.hit_step_requested.emit(1))
        self._actions = self._action_buttons()
        self._lay_out()
        self.show_document("", "", "", 0)

    def _action_buttons(self) -> list[QToolButton]:
        found = []
        for drawing, words, intent in (
            ("similar", self.tr("Find similar"), self._intents.similar_requested),
            ("open", self.tr("Open in its own program"), self._intents.open_requested),
            ("reveal", self.tr("Show in folder"), self._intents.reveal_requested),
        ):
            button = self._button(drawing, words)
            button.clicked.connect(lambda _=False, intent=intent: intent.emit(self._path))
            found.append(button)
        find = self._button("search", self.tr("Find in this document (Ctrl+F)"))
        find.clicked.connect(self.find_requested)
        return [find, *found]

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._place)
        top = QHBoxLayout()
        top.setSpacing(S)
        top.addLayout(words, 1)
        for button in self._actions:
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        bottom = QHBoxLayout()
        bottom.setSpacing(S)
        bottom.addWidget(self._text)
        bottom.addWidget(self._pages)
        bottom.addStretch(1)
        for widget in (self._hits, self._up, self._down):
            bottom.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, M, S)
        column.setSpacing(S)
        column.addLayout(top)
        column.addLayout(bottom)

    # -- what is shown -----------------------------------------------------------------

    def show_document(self, path: str, title: str, kind: str, pages: int) -> None:
        """Show what a document is; "" for none."""
        self._path = path
        self._full_title = title or name_of(path)
        parts = [kind_words(kind)] if path and kind else []
        if pages > 1:
            parts.append(self.tr("%Ln page(s)", "", pages))
        if path:
            parts += [part for part in (folder_of(path), name_of(path) if title else "") if part]
        self._full_place = "  ·  ".join(parts)
        self._title.setToolTip(self._full_title)
        self._place.setToolTip(path)
        self._elide()
        for button in self._actions:
            button.setEnabled(bool(path))

    def show_hits(self, at: int, count: int) -> None:
        """Show which of the hits is the current one.

        Args:
            at: From 0; -1 for none.
        """
        there_are = count > 0
        words = self.tr("%1 of %2") if at >= 0 else self.tr("%2 matches")
        words = words.replace("%1", str(at + 1)).replace("%2", str(count))
        self._hits.setText(words if there_are else "")
        for widget in (self._hits, self._up, self._down):
            widget.setVisible(there_are)

    def offer_pages(self, *, offered: bool, shown: bool) -> None:
        """Let the person choose between text and pages, where there are pictures of them."""
        for button in (self._text, self._pages):
            button.setVisible(offered)
        (self._pages if shown and offered else self._text).setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    # -- plumbing ----------------------------------------------------------------------

    def _elide(self) -> None:
        middle = Qt.TextElideMode.ElideMiddle
        room = self.width() - L - M - sum(b.sizeHint().width() + S for b in self._actions)
        for label, text in ((self._title, self._full_title), (self._place, self._full_place)):
            label.setText(label.fontMetrics().elidedText(text, middle, max(40, room)))
            label.setAccessibleName(text)

    def _button(self, drawing: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"preview_{drawing}")
        button.setIcon(icon(drawing, "quiet"))
        button.setIconSize(QSize(18, 18))
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button

    def _switch(self, drawing: str, words: str, tip: str) -> QToolButton:
        button = self._button(drawing, tip)
        button.setText(f" {words}")
        button.setAccessibleName(words)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button
