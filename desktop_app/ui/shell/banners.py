"""What must be told at once, above the view: a sentence, what to do, and the details."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import XL, L, M, S

_MOST = 3


class Tone(enum.StrEnum):
    """How grave it is."""

    INFO = "info"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


_SIGNS = {
    Tone.INFO: ("info", "accent"),
    Tone.GOOD: ("check", "good"),
    Tone.WARNING: ("warning", "warning"),
    Tone.BAD: ("error", "bad"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell.

    Attributes:
        message: One sentence: what happened.
        remedy: One sentence: what to do; may be "".
        action: Words of the button that does it, or "".
        key: What ``action_chosen`` carries; a new notice with the same key takes its place.
        details: For whoever is asked for help; copied by a button; or "".
        other: Words of a second button, for another way out, or "".
    """

    tone: Tone
    message: str
    remedy: str = ""
    action: str = ""
    key: str = ""
    details: str = ""
    other: str = ""


class BannerArea(QWidget):
    """Banners, the newest on top; takes no room while there is none.

    Signals:
        action_chosen: The person took the remedy; carries the notice's key.
        other_chosen: They took the second one; carries the notice's key.
        closed: The person put it away; carries the notice's key.
    """

    action_chosen = Signal(str)
    other_chosen = Signal(str)
    closed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="banners", visible=False)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(L, M, L, S)
        self._layout.setSpacing(S)
        self._banners: list[_Banner] = []

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in the place of an older one of its key; at most three are shown."""
        self.withdraw(notice.key)
        banner = _Banner(notice, self)
        banner.action_chosen.connect(self.action_chosen)
        banner.other_chosen.connect(self.other_chosen)
        banner.close_requested.connect(self._on_close_requested)
        self._layout.insertWidget(0, banner)
        self._banners.insert(0, banner)
        for old in self._banners[_MOST:]:
            self._remove(old)
        self.show()

    def withdraw(self, key: str) -> None:
        """Take back the notice of this key, if it is shown; "" is no key."""
        for banner in [found for found in self._banners if key and found.notice.key == key]:
            self._remove(banner)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is shown now, newest first."""
        return tuple(banner.notice for banner in self._banners)

    def _on_close_requested(self, banner: _Banner) -> None:
        self._remove(banner)
        self.closed.emit(banner.notice.key)

    def _remove(self, banner: _Banner) -> None:
        self._banners.remove(banner)
        self._layout.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self.setVisible(bool(self._banners))


class _Banner(QFrame):
    action_chosen = Signal(str)
    other_chosen = Signal(str)
    close_requested = Signal(object)

    def __init__(self, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent, objectName="banner")
        self.notice = notice
        self.setProperty("kind", "banner")
        self.setProperty("tone", str(notice.tone))
        self.setAccessibleName(f"{notice.message} {notice.remedy}".strip())
        sign = QLabel(self)
        sign.setPixmap(icon(*_SIGNS[notice.tone]).pixmap(QSize(20, 20), self.devicePixelRatioF()))
        head = QHBoxLayout()
        head.setSpacing(M + S)
        head.addWidget(sign)
        head.addLayout(self._words(), 1)
        self._details = self._details_box()
        for button in self._buttons():
            head.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(M + S, M, M, M)
        layout.addLayout(head)
        layout.addWidget(self._details)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit(self)
        else:
            super().keyPressEvent(event)

    def _words(self) -> QVBoxLayout:
        layout = QVBoxLayout()
        layout.setSpacing(2)
        message = QLabel(self.notice.message, self, objectName="banner_message", wordWrap=True)
        message.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(message)
        if self.notice.remedy:
            remedy = QLabel(self.notice.remedy, self, objectName="banner_remedy", wordWrap=True)
            remedy.setTextFormat(Qt.TextFormat.PlainText)
            remedy.setProperty("kind", "quiet")
            layout.addWidget(remedy)
        return layout

    def _buttons(self) -> list[QWidget]:
        found: list[QWidget] = []
        if self.notice.details:
            details = QPushButton(self.tr("Details"), self, objectName="banner_details")
            details.setProperty("kind", "flat")
            details.setCheckable(True)
            details.toggled.connect(self._details.setVisible)
            found.append(details)
        ways = (
            ("banner_other", self.notice.other, self.other_chosen),
            ("banner_action", self.notice.action, self.action_chosen),
        )
        for name, words, signal in ways:
            if words:
                button = QPushButton(words, self, objectName=name)
                button.clicked.connect(lambda _=False, told=signal: told.emit(self.notice.key))
                found.append(button)
        close = QToolButton(self, objectName="banner_close")
        close.setIcon(icon("close", "quiet"))
        close.setToolTip(self.tr("Put away"))
        close.setAccessibleName(self.tr("Put away"))
        close.clicked.connect(lambda: self.close_requested.emit(self))
        return [*found, close]

    def _details_box(self) -> QWidget:
        box = QWidget(self, objectName="banner_details_box")
        text = QPlainTextEdit(self.notice.details, box, objectName="banner_text", readOnly=True)
        text.setAccessibleName(self.tr("Details"))
        text.setFixedHeight(96)
        copy = QPushButton(icon("copy"), self.tr("Copy"), box, objectName="banner_copy")
        copy.setAccessibleName(self.tr("Copy the details"))
        copy.clicked.connect(self._on_copy)
        layout = QHBoxLayout(box)
        layout.setContentsMargins(XL + M, 0, 0, 0)
        layout.addWidget(text, 1)
        layout.addWidget(copy, alignment=Qt.AlignmentFlag.AlignTop)
        box.hide()
        return box

    def _on_copy(self) -> None:
        parts = (self.notice.message, self.notice.remedy, self.notice.details)
        QGuiApplication.clipboard().setText("\n".join(filter(None, parts)))
