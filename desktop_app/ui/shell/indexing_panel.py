"""The details of indexing: what, how far, how fast, how long, and the ways to hold it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.shell.indexing_words import activity_words, fraction, headline
from desktop_app.ui.text.amounts import number
from desktop_app.ui.text.sentences import message_of, remedy_of
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import L, M, S
from desktop_app.ui.work.indexing_status import Activity, IndexingStatus

_WIDTH = 380
_STEPS = 1000


class IndexingPanel(QFrame):
    """Opens below the pill and closes by Escape or a click elsewhere.

    Signals:
        pause_requested, resume_requested, stop_requested: Hold, go on, end this run.
        update_requested: Look at the folder again.
    """

    pause_requested = Signal()
    resume_requested = Signal()
    stop_requested = Signal()
    update_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup, objectName="indexing_panel")
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("Indexing"))
        self.setFixedWidth(_WIDTH)
        self._title = QLabel(self, objectName="indexing_title", wordWrap=True)
        self._title.setProperty("kind", "title")
        self._bar = QProgressBar(self, objectName="indexing_bar", textVisible=False)
        self._bar.setRange(0, _STEPS)
        self._bar.setAccessibleName(self.tr("Progress of indexing"))
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(L)
        self._lines.setVerticalSpacing(S)
        self._lines.setColumnStretch(1, 1)
        self._stage = self._line("stage", self.tr("Doing"))
        self._items = self._line("items", self.tr("Done"))
        self._passages = self._line("passages", self.tr("Passages"))
        self._left = self._line("left", self.tr("Time left"))
        self._current = self._line("current", self.tr("File"))
        self._note = QLabel(self, objectName="indexing_note", wordWrap=True)
        self._note.setProperty("kind", "quiet")
        self._buttons()
        self._arrange()

    def show_status(self, status: IndexingStatus) -> None:
        """Show another moment of indexing."""
        self._title.setText(self._heading(status))
        done = fraction(status)
        self._bar.setVisible(status.busy)
        self._bar.setRange(0, _STEPS if done is not None else 0)
        if done is not None:
            self._bar.setValue(round(_STEPS * done))
        busy, left = status.busy, status.seconds_left
        self._set(self._stage, activity_words(status.activity) if busy else "")
        self._set(self._items, self._counted(status) if busy and status.files_done else "")
        self._set(self._passages, number(status.passages) if busy and status.passages else "")
        self._set(self._left, self._time_left(left) if busy and left is not None else "")
        self._set(self._current, self._elided(status.current) if busy else "")
        self._current[1].setToolTip(status.current)
        self._note.setText(status.note or self._standing_note(status))
        self._note.setVisible(bool(self._note.text()))
        held = status.activity in (Activity.PAUSED, Activity.STOPPING)
        self._pause.setVisible(busy and not held)
        self._resume.setVisible(status.activity is Activity.PAUSED)
        self._stop.setVisible(busy and status.activity is not Activity.STOPPING)
        self._again.setVisible(not busy)
        self.fit()

    def fit(self) -> None:
        """Take the height that the words need; a wrapped label does not say it by itself."""
        if (layout := self.layout()) is not None:
            layout.activate()
            self.setFixedHeight(layout.heightForWidth(_WIDTH))

    # -- words ---------------------------------------------------------------------

    def _heading(self, status: IndexingStatus) -> str:
        if status.problem is not None and not status.busy:
            return message_of(status.problem.error)
        if not status.busy:
            return headline(status)
        if status.activity is Activity.PAUSED:
            return self.tr("Indexing is paused")
        if status.activity is Activity.STOPPING:
            return self.tr("Stopping after the files in hand")
        return self.tr("Indexing on this computer")

    def _counted(self, status: IndexingStatus) -> str:
        words = number(status.files_done)
        if status.files:
            words = self.tr("%1 of %2").replace("%1", words)
            words = words.replace("%2", number(status.files))
        if status.rate >= 0.05:
            digits = 0 if status.rate >= 10 else 1
            rate = QLocale().toString(status.rate, "f", digits)
            words = self.tr("%1 · %2 a second").replace("%1", words).replace("%2", rate)
        return words

    def _standing_note(self, status: IndexingStatus) -> str:
        if status.busy and status.activity is not Activity.STOPPING:
            return self.tr("You can search meanwhile. Closing the window loses nothing.")
        if status.activity is Activity.STOPPED:
            return self.tr("What was indexed so far can be found. Indexing goes on where it was.")
        if status.activity is Activity.DONE:
            return self.tr("Changes in the folder are picked up while it is open.")
        return remedy_of(status.problem.error) if status.problem is not None else ""

    def _time_left(self, seconds: float) -> str:
        """Return "about 4 minutes", no more exact than an estimate is."""
        minutes, hours = round(seconds / 60), round(seconds / 3600)
        if seconds < 50:
            return self.tr("less than a minute")
        if minutes < 100:
            return self.tr("about %n minute(s)", "", minutes)
        return self.tr("about %n hour(s)", "", hours)

    def _elided(self, path: str) -> str:
        room = _WIDTH - 130
        return self.fontMetrics().elidedText(path, Qt.TextElideMode.ElideMiddle, room)

    # -- parts ---------------------------------------------------------------------

    def _line(self, name: str, words: str) -> tuple[QLabel, QLabel]:
        label = QLabel(words, self)
        label.setProperty("kind", "quiet")
        value = QLabel(self, objectName=f"indexing_{name}")
        row = self._lines.rowCount()
        self._lines.addWidget(label, row, 0)
        self._lines.addWidget(value, row, 1)
        return label, value

    @staticmethod
    def _set(line: tuple[QLabel, QLabel], text: str) -> None:
        line[1].setText(text)
        for part in line:
            part.setVisible(bool(text))

    def _buttons(self) -> None:
        def button(name: str, sign: str, words: str, signal: SignalInstance) -> QPushButton:
            made = QPushButton(icon(sign), words, self, objectName=name, autoDefault=False)
            made.clicked.connect(signal)
            return made

        self._pause = button("pause", "pause", self.tr("Pause"), self.pause_requested)
        self._resume = button("resume", "play", self.tr("Go on"), self.resume_requested)
        self._stop = button("stop", "stop", self.tr("Stop"), self.stop_requested)
        self._again = button("update", "refresh", self.tr("Look again"), self.update_requested)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, L)
        layout.setSpacing(M + S)
        layout.addWidget(self._title)
        layout.addWidget(self._bar)
        layout.addLayout(self._lines)
        layout.addWidget(self._note)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self._again, self._stop, self._pause, self._resume):
            row.addWidget(button)
        layout.addLayout(row)
