"""A column of choices: what pages of settings are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.theme.tokens import XL, L, M, S

_LABEL = 210


class ChoicesPage(QWidget):
    """Headings, switches, fields and what they mean, one below the other.

    Attributes:
        title: Name of the page, as people read it.
        column: What all of it stands in.
    """

    title = ""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName=name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(XL, L, XL, L)
        self.column.setSpacing(M)

    def take_in(self, page: QWidget) -> None:
        """Show what is made elsewhere among these choices: at their end, unless told otherwise."""
        page.setParent(self)
        self.column.addWidget(page)

    def heading(self, words: str) -> QLabel:
        """Begin a group."""
        label = QLabel(words, self)
        label.setProperty("kind", "title")
        label.setContentsMargins(0, L if self.column.count() else 0, 0, 0)
        self.column.addWidget(label)
        return label

    def note(self, words: str, indent: int = XL) -> QLabel:
        """Explain what stands above."""
        label = QLabel(words, self, wordWrap=True)
        label.setProperty("kind", "small")
        label.setContentsMargins(indent, 0, 0, S)
        self.column.addWidget(label)
        return label

    def switch(self, name: str, words: str, on: bool) -> QCheckBox:
        """Add something that is on or off."""
        box = QCheckBox(words, self, objectName=name, checked=on)
        self.column.addWidget(box)
        return box

    def choice(self, name: str, words: Mapping[Any, str], now: str) -> QComboBox:
        """Return a box of values, to be put beside its label by ``field``."""
        box = QComboBox(self, objectName=name)
        for value, text in words.items():
            box.addItem(text, str(value))
        box.setCurrentIndex(max(0, box.findData(str(now))))
        return box

    def field(self, words: str, field: QWidget) -> None:
        """Add a field with its label before it."""
        row = QHBoxLayout(spacing=L)
        label = QLabel(words, self)
        label.setBuddy(field)
        label.setMinimumWidth(_LABEL)
        row.addWidget(label)
        row.addWidget(field, 1)
        self.column.addLayout(row)


def scrolling(page: QWidget, name: str, parent: QWidget) -> QScrollArea:
    """Return an area that shows a page from its top and scrolls it where it is too long."""
    area = QScrollArea(parent, objectName=name, widgetResizable=True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
