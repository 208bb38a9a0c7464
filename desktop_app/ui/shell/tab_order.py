"""The order in which Tab goes through a window: as one reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QStackedWidget, QWidget


def set_reading_order(root: QWidget) -> None:
    """Have Tab go through all that ``root`` holds in the order of its layouts.

    Qt's own order is that in which widgets were made, which nobody sees.
    """
    before: QWidget | None = None
    for widget in _in_order(root):
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value:
        yield widget
        return
    for part in _parts(widget):
        yield from _in_order(part)


def _parts(widget: QWidget) -> Iterable[QWidget]:
    match widget:
        case QSplitter() | QStackedWidget():
            return filter(None, map(widget.widget, range(widget.count())))
        case QScrollArea():
            return [inner] if (inner := widget.widget()) else []
    layout = widget.layout()
    if layout is not None:
        return _laid_out(layout)
    return [child for child in widget.children() if isinstance(child, QWidget)]


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _laid_out(inner)
