"""The strip at the bottom: what a person must be able to say about what happens here."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop_app.ui.text.amounts import number
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import M


class TrustPart(enum.StrEnum):
    """The parts, from the left."""

    MODEL = "model"
    SENT = "sent"
    COVERAGE = "coverage"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class TrustFacts:
    """What the strip says.

    Attributes:
        model: Name of the model, "" while none has been used.
        model_host: "" where the model runs on this computer, else the provider's host.
        sends_to: The host that is sent what is read or asked now; "" while nothing may be sent.
        files: Files in the folder, None while they are not counted.
        full: How many of them were fully read.
        index_dir: Absolute path of the index, "" while there is none.
        beside: Whether it lies beside the folder.
        so_far: Whether indexing is under way, so that the counts will grow.
        has_sent: Whether texts of this folder were ever sent anywhere.
    """

    model: str = ""
    model_host: str = ""
    files: int | None = None
    full: int = 0
    index_dir: str = ""
    beside: bool = True
    so_far: bool = False
    has_sent: bool = False
    sends_to: str = ""


class TrustStrip(QFrame):
    """Four flat buttons; each opens the page that shows more.

    Signals:
        part_chosen: Carries the ``TrustPart``.
    """

    part_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="trust_strip")
        self.setProperty("kind", "bar")
        self.setProperty("edge", "bottom")
        self.setAccessibleName(self.tr("What happens to your documents"))
        self._parts = {part: self._button(part) for part in TrustPart}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(M, 2, M, 2)
        layout.setSpacing(0)
        self._dots = {part: self._dot() for part in list(TrustPart)[1:]}
        for part, button in self._parts.items():
            if part in self._dots:
                layout.addWidget(self._dots[part])
            layout.addWidget(button)
        layout.addStretch(1)
        self.show_facts(TrustFacts())

    def show_facts(self, facts: TrustFacts) -> None:
        """Say something else from now on."""
        self._set(TrustPart.MODEL, self._model(facts))
        self._set(TrustPart.SENT, self._sent(facts))
        self._set(TrustPart.COVERAGE, self._coverage(facts))
        self._set(TrustPart.PLACE, self._place(facts))
        self._show_dots()
        self._parts[TrustPart.SENT].setIcon(icon("warning" if facts.sends_to else "lock", "quiet"))
        self._parts[TrustPart.SENT].setToolTip(self.tr("Show what was sent"))
        self._parts[TrustPart.PLACE].setToolTip(facts.index_dir)

    # -- words ---------------------------------------------------------------------

    def _model(self, facts: TrustFacts) -> str:
        if not facts.model:
            return ""
        if facts.model_host:
            words = self.tr("%1, at %2").replace("%2", facts.model_host)
        else:
            words = self.tr("%1, on this computer")
        return words.replace("%1", facts.model)

    def _sent(self, facts: TrustFacts) -> str:
        if facts.sends_to:
            return self.tr("Text is sent to %1").replace("%1", facts.sends_to)
        return self.tr("Nothing is sent now") if facts.has_sent else self.tr("Nothing sent")

    def _coverage(self, facts: TrustFacts) -> str:
        if facts.files is None:
            return ""
        if not facts.files:
            return self.tr("No files")
        words = (
            self.tr("%1 of %2 fully read so far")
            if facts.so_far
            else self.tr("%1 of %2 fully read")
        )
        return words.replace("%1", number(facts.full)).replace("%2", number(facts.files))

    def _place(self, facts: TrustFacts) -> str:
        if not facts.index_dir:
            return ""
        return (
            self.tr("Index beside the folder") if facts.beside else self.tr("Index in your profile")
        )

    # -- parts ---------------------------------------------------------------------

    def _set(self, part: TrustPart, text: str) -> None:
        self._parts[part].setText(text)
        self._parts[part].setVisible(bool(text))

    def _show_dots(self) -> None:
        """Put a dot between two parts that are there."""
        before = False
        for part, button in self._parts.items():
            there = bool(button.text())
            if part in self._dots:
                self._dots[part].setVisible(before and there)
            before = before or there

    def _button(self, part: TrustPart) -> QToolButton:
        button = QToolButton(self, objectName=f"trust_{part}")
        button.setProperty("kind", "small")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(14, 14))
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.part_chosen.emit(part))
        return button

    def _dot(self) -> QLabel:
        dot = QLabel("·", self)
        dot.setProperty("kind", "small")
        return dot
