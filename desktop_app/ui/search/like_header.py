"""Says what the results are like, in place of the filters."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop_app.ui.documents.paths import folder_of, name_of, readable
from desktop_app.ui.search.question import LikeDocument, LikeText, Question
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import M, S

_QUOTED = 160
_BESIDE = 80


class LikeHeader(QWidget):
    """“Like report.docx”, with where it lies or how the text begins, and a way out.

    Signals:
        closed: The cross was pressed.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="like_header")
        sign = QLabel(self)
        sign.setPixmap(icon("similar", "accent").pixmap(QSize(24, 24), self.devicePixelRatio()))
        self._title = QLabel(self, objectName="like_title", textFormat=Qt.TextFormat.PlainText)
        self._title.setProperty("kind", "title")
        self._title.setMinimumWidth(1)
        self._words = self._host = ""
        self._place = QLabel(self, objectName="like_place", textFormat=Qt.TextFormat.PlainText)
        self._place.setProperty("kind", "small")
        self._place.setWordWrap(True)
        close = QToolButton(self, objectName="like_close", iconSize=QSize(18, 18))
        close.setIcon(icon("close", "quiet"))
        close.setAccessibleName(self.tr("Back to searching"))
        close.setToolTip(close.accessibleName())
        close.clicked.connect(self.closed)
        words = QVBoxLayout(spacing=0)
        words.addWidget(self._title)
        words.addWidget(self._place)
        row = QHBoxLayout(self, spacing=M)
        row.setContentsMargins(S, 0, 0, S)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def set_host(self, host: str) -> None:
        """Say from the next question on where a text is sent that is not in the folder."""
        self._host = host

    def show_question(self, question: Question | None) -> None:
        """Show what a question asks likeness to; nothing for typed words."""
        match question:
            case LikeDocument(path):
                outside = PurePath(path).is_absolute()
                path = PurePath(path).as_posix()
                place = readable(path.rpartition("/")[0]) if outside else folder_of(path)
                if outside:
                    place = self.tr("%1 (outside the folder; read, not kept)").replace("%1", place)
                    place = self._with_host(place)
                self._say(self.tr("Like %1").replace("%1", name_of(path)), place)
            case LikeText(text):
                quoted = " ".join(text.split())
                short = quoted[:_QUOTED].rstrip() + ("…" if len(quoted) > _QUOTED else "")
                place = self._with_host(self.tr("“%1”").replace("%1", short))
                self._say(self.tr("Like your text"), place)

    def _with_host(self, place: str) -> str:
        if not self._host:
            return place
        words = self.tr("%1. Its text is sent to %2, as you allowed for this folder.")
        return words.replace("%1", place).replace("%2", self._host)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.width() - _BESIDE
        middle = Qt.TextElideMode.ElideMiddle
        self._title.setText(self._title.fontMetrics().elidedText(self._words, middle, room))

    def _say(self, title: str, place: str) -> None:
        self._words = title
        self._title.setToolTip(title)
        self._elide()
        self._place.setText(place)
        self._place.setVisible(bool(place))
        self.setAccessibleName(f"{title} {place}".strip())
