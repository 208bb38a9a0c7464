"""From which likeness on documents are shown as alike: a slider, what it comes to, examples."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.paths import name_of, readable
from desktop_app.ui.review.shown import LEAST, MOST, USUAL, Example, Shown
from desktop_app.ui.review.words import Counted
from desktop_app.ui.text.amounts import number, share, size
from desktop_app.ui.theme.tokens import L, M, S


class ThresholdBar(QFrame):
    """The slider and what stands below it.

    Signals:
        changed: Carries the threshold in percent, while the slider is moved, too.
    """

    changed = Signal(int)

    def __init__(self, intents: DocumentIntents, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="threshold_bar")
        self.setProperty("kind", "bar")
        self.setProperty("edge", "bottom")
        self._counted = Counted(self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self, objectName="threshold")
        self.slider.setRange(LEAST, MOST)
        self.slider.setPageStep(5)
        self.slider.setValue(USUAL)
        self.slider.setAccessibleName(self.tr("Alike from"))
        self.slider.valueChanged.connect(self._on_moved)
        self._value = QLabel(self, objectName="threshold_value")
        self._counts = QLabel(self, objectName="threshold_counts", wordWrap=True)
        self._counts.setProperty("kind", "small")
        self._above = _ExampleButton("threshold_above", intents, self)
        self._below = _ExampleButton("threshold_below", intents, self)
        line = QHBoxLayout()
        line.setSpacing(M)
        line.addWidget(QLabel(self.tr("Alike from"), self))
        line.addWidget(self.slider, 1)
        line.addWidget(self._value)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, M)
        column.setSpacing(S)
        column.addLayout(line)
        for widget in (self._counts, self._above, self._below):
            column.addWidget(widget)
        self._on_moved(USUAL)

    def show_shown(self, shown: Shown) -> None:
        """Say what the threshold comes to."""
        counts = shown.counts
        words = self.tr("%1 · %2 in them · %3 may go (%4)")
        words = words.replace("%1", self._counted.groups(counts.groups))
        words = words.replace("%2", self._counted.documents(counts.documents))
        words = words.replace("%3", number(counts.removable))
        self._counts.setText(words.replace("%4", size(counts.removable_bytes)))
        self._above.show_examples(self.tr("Just in, %1: %2 and %3"), shown.above)
        self._below.show_examples(self.tr("Just out, %1: %2 and %3"), shown.below)

    def _on_moved(self, value: int) -> None:
        self._value.setText(share(value / 100))
        self.slider.setToolTip(share(value / 100))
        self.changed.emit(value)


class _ExampleButton(QToolButton):
    """Two documents at the boundary; a click compares them."""

    def __init__(self, name: str, intents: DocumentIntents, parent: QWidget) -> None:
        super().__init__(parent, objectName=name, visible=False)
        self.setProperty("kind", "small")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        self._intents = intents
        self._words = ""
        self._example: Example | None = None

    def show_examples(self, pattern: str, examples: Sequence[Example]) -> None:
        """Show the nearest of some examples."""
        self._example = example = examples[0] if examples else None
        self.setVisible(example is not None)
        if example is None:
            return
        words = pattern.replace("%1", share(example.score))
        self._words = words.replace("%2", name_of(example.a)).replace("%3", name_of(example.b))
        self.setAccessibleName(self._words)
        self.setToolTip(f"{readable(example.a)}\n{readable(example.b)}")
        self._cut()

    def _on_clicked(self) -> None:
        if self._example is not None:
            self._intents.compare_pair_requested.emit(self._example.a, self._example.b)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        elide = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, elide, self.width() - 2 * M))
