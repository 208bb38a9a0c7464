"""Two texts side by side in one scrolled area, so that what belongs together stays together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from desktop_app.ui.compare.cell_layout import CellLayout
from desktop_app.ui.compare.columns import Columns
from desktop_app.ui.compare.lines import Heights, Line, all_lines, only_differences
from desktop_app.ui.compare.model import Aligned, Family, Place
from desktop_app.ui.compare.words import place_words
from desktop_app.ui.theme.tokens import L, M, S, theme, themed

_KEPT = 400
"""Rows kept as laid out."""

_LEAD = 0.28
"""What is jumped to stands so far down, in parts of the height."""


class AlignedView(QAbstractScrollArea):
    """Shows ``Aligned``; lays out only what is seen.

    Signals:
        current_changed: Another place is the current one; carries its number, -1 for none.
        scrolled: Other rows are seen now.
        copy_requested: Both passages of the current place are wanted.
    """

    current_changed = Signal(int)
    scrolled = Signal()
    copy_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aligned")
        self.setAccessibleName(self.tr("Both texts side by side"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self._aligned: Aligned | None = None
        self._shown: frozenset[Family] = frozenset(Family)
        self._only = False
        self._opened: frozenset[int] = frozenset()
        self._lines: list[Line] = []
        self._heights = Heights([])
        self._layouts: dict[int, tuple[CellLayout, CellLayout]] = {}
        self._current = -1
        self._top = 0, 0
        self._is_adjusting = False
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        themed.changed.connect(self._forget_layouts)

    # -- what is shown -----------------------------------------------------------------

    def show_aligned(self, aligned: Aligned | None, *, keep: bool = False) -> None:
        """Show two texts.

        Args:
            keep: Stay where the person reads: it is a fuller answer about the same texts.
        """
        at = self._row_at_top() if keep else None
        self._aligned = aligned
        self._opened = frozenset()
        self._current = self._same_place(aligned) if keep else -1
        self._refill()
        if at is not None and aligned is not None:
            self._go_to_line(self._line_of(aligned.row_at(at[0])), at[1])
        else:
            self._go_to_line(0, 0)

    def show_families(self, families: frozenset[Family]) -> None:
        """Mark only places of these families."""
        if families != self._shown:
            self._shown = families
            self._refill_in_place()

    def show_only_differences(self, only: bool) -> None:
        """Fold what is equal, or unfold it."""
        self._only, self._opened = only, frozenset()
        self._refill_in_place()

    @property
    def current(self) -> int:
        """The number of the current place, -1 for none."""
        return self._current

    @property
    def lines(self) -> list[Line]:
        return self._lines

    @property
    def seen(self) -> tuple[float, float]:
        """The part of the whole that is seen, both from 0 to 1."""
        total = max(1, self._heights.total)
        top = self.verticalScrollBar().value()
        return top / total, min(1.0, (top + self.viewport().height()) / total)

    def part_of(self, place: Place) -> float:
        """Return where a place stands in the whole, 0 to 1."""
        return self._heights.top(self._line_of(place.row)) / max(1, self._heights.total)

    def scroll_to_part(self, part: float) -> None:
        """Bring a part of the whole into the middle."""
        wanted = part * self._heights.total - self.viewport().height() / 2
        self.verticalScrollBar().setValue(round(wanted))

    # -- the current place -------------------------------------------------------------

    def step(self, by: int) -> None:
        """Go to the next place or the one before; from where the person reads if none is."""
        numbers = self._steps()
        if not numbers:
            return
        if self._current in numbers:
            at = (numbers.index(self._current) + by) % len(numbers)
        else:
            at = self._first_step_below(numbers)
            at = at if by > 0 else at - 1
        self.choose(numbers[at % len(numbers)])

    def choose(self, number: int) -> None:
        """Make a place the current one and bring it into view."""
        assert self._aligned is not None
        place = self._aligned.places[number]
        if self._only and (found := self._lines[self._line_of(place.row)]).folded:
            self._open(found)
        self._set_current(number)
        line = self._line_of(place.row)
        within = 0.0
        for layout in self._laid_out(place.row):
            within = max(within, layout.top_of(number))
        self._measure_from(line)
        top = self._heights.top(line) + round(within) - self.verticalScrollBar().value()
        if not 0 <= top <= self.viewport().height() * 0.8:
            self._go_to_line(line, round(within) - round(self.viewport().height() * _LEAD))
        self.viewport().update()

    def position(self) -> tuple[int, int]:
        """Return which of the places that are stepped through is current (from 1, 0 for none), and
        how many there are."""
        numbers = self._steps()
        return (numbers.index(self._current) + 1 if self._current in numbers else 0), len(numbers)

    def _steps(self) -> list[int]:
        if self._aligned is None:
            return []
        return [n for n, place in enumerate(self._aligned.places) if place.family in self._shown]

    def _first_step_below(self, numbers: list[int]) -> int:
        assert self._aligned is not None
        top = self._lines[self._top[0]].row if self._lines else 0
        for at, number in enumerate(numbers):
            if self._aligned.places[number].row >= top:
                return at
        return 0

    def _set_current(self, number: int) -> None:
        if number != self._current:
            self._current = number
            self.current_changed.emit(number)
            self.viewport().update()

    def _same_place(self, aligned: Aligned | None) -> int:
        if self._aligned is None or aligned is None or self._current < 0:
            return -1
        here = self._aligned.places[self._current]
        for number, place in enumerate(aligned.places):
            if (place.kind, place.left, place.right) == (here.kind, here.left, here.right):
                return number
        return -1

    # -- lines and heights -------------------------------------------------------------

    def _refill_in_place(self) -> None:
        at = self._row_at_top()
        self._refill()
        if self._aligned is not None and at is not None:
            self._go_to_line(self._line_of(self._aligned.row_at(at[0])), at[1])

    def _refill(self) -> None:
        self._layouts.clear()
        rows = self._aligned.rows if self._aligned else ()
        if self._only and self._aligned is not None:
            self._lines = only_differences(rows, self._is_shown, self._opened)
        else:
            self._lines = all_lines(len(rows))
        self._estimate()

    def _estimate(self) -> None:
        """Guess heights from letters; what is seen is measured."""
        metrics = QFontMetrics(self.font())
        room = max(1, int(self._columns.width / max(1, metrics.averageCharWidth())))
        line_height = metrics.lineSpacing() * 1.12
        rows = self._aligned.rows if self._aligned else ()
        heights = []
        for line in self._lines:
            if line.folded:
                heights.append(self._columns.fold_height)
                continue
            row = rows[line.row]
            letters = max(len(row.left.text), len(row.right.text))
            height = (letters // room + 1) * line_height + self._space_before(line.row)
            heights.append(max(1, round(height)))
        self._heights = Heights(heights)
        self._update_bar()

    def _space_before(self, row: int) -> int:
        assert self._aligned is not None
        if row == 0:
            return M
        return M if self._aligned.rows[row].gap else S // 2

    def _measure_from(self, first: int) -> int:
        """Measure lines from one on until the view is full; returns the line after them."""
        room, line = self.viewport().height() + 100, first
        while line < len(self._lines) and room > 0:
            self._measure(line)
            room -= self._heights[line]
            line += 1
        return line

    def _measure(self, line: int) -> None:
        found = self._lines[line]
        if found.folded:
            return
        left, right = self._laid_out(found.row)
        height = max(left.height, right.height, float(QFontMetrics(self.font()).lineSpacing()))
        self._heights.measure(line, round(height) + self._space_before(found.row))

    def _laid_out(self, row: int) -> tuple[CellLayout, CellLayout]:
        found = self._layouts.get(row)
        if found is None:
            assert self._aligned is not None
            cells, width, font = self._aligned.rows[row], self._columns.width, self.font()
            now, seen = theme(), self._place_if_shown
            found = (
                CellLayout(cells.left, font, width, now, seen, left=True),
                CellLayout(cells.right, font, width, now, seen, left=False),
            )
            if len(self._layouts) >= _KEPT:
                del self._layouts[next(iter(self._layouts))]
            self._layouts[row] = found
        return found

    def _is_shown(self, number: int) -> bool:
        return self._place_if_shown(number) is not None

    def _place_if_shown(self, number: int) -> Place | None:
        assert self._aligned is not None
        place = self._aligned.places[number]
        return place if place.family in self._shown else None

    def _line_of(self, row: int) -> int:
        """Return the line that shows a row, or that it is folded into."""
        low, high = 0, len(self._lines)
        while low < high:
            middle = (low + high) // 2
            if self._lines[middle].row <= row:
                low = middle + 1
            else:
                high = middle
        return max(0, low - 1)

    def _row_at_top(self) -> tuple[int, int] | None:
        if self._aligned is None or not self._lines:
            return None
        line, within = self._top
        return self._aligned.rows[self._lines[line].row].at, within

    def _open(self, line: Line) -> None:
        self._opened |= {line.row}
        self._refill_in_place()

    # -- scrolling -----------------------------------------------------------------------

    def _go_to_line(self, line: int, within: int) -> None:
        """Bring a line to the top; ``within`` pixels of it stay above, or below if negative."""
        if self._lines:
            first = self._heights.line_at(max(0, self._heights.top(line) + min(0, within)))
            for number in range(first, line):
                self._measure(number)
            self._measure_from(line)
        self._update_bar()
        self.verticalScrollBar().setValue((self._heights.top(line) if self._lines else 0) + within)
        self._on_scrolled()

    def _update_bar(self) -> None:
        bar = self.verticalScrollBar()
        self._is_adjusting = True
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(QFontMetrics(self.font()).lineSpacing() * 2)
        bar.setRange(0, max(0, self._heights.total + L - self.viewport().height()))
        self._is_adjusting = False

    def _on_scrolled(self) -> None:
        if self._is_adjusting:
            return
        value = self.verticalScrollBar().value()
        line = self._heights.line_at(value) if self._lines else 0
        self._top = line, value - (self._heights.top(line) if self._lines else 0)
        self.viewport().update()
        self.scrolled.emit()

    def _settle(self) -> int:
        """Measure what is seen and keep the line at the top where it is; returns its height."""
        if not self._lines:
            return 0
        line, within = self._top
        total = self._heights.total
        self._measure_from(line)
        if self._heights.total != total:
            self._update_bar()
            self._is_adjusting = True
            self.verticalScrollBar().setValue(self._heights.top(line) + within)
            self._is_adjusting = False
        return self._heights.top(line) - self.verticalScrollBar().value()

    # -- geometry ------------------------------------------------------------------------

    @property
    def _columns(self) -> Columns:
        return Columns(self.font(), self.viewport().width())

    def sizeHint(self) -> QSize:
        return QSize(760, 480)

    # -- painting ------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, columns = QPainter(self.viewport()), self._columns
        painter.fillRect(self.viewport().rect(), QColor(theme().surface))
        y = self._settle()
        columns.paint_line(painter, self.viewport().height())
        line = self._top[0]
        while line < len(self._lines) and y < self.viewport().height():
            if self._lines[line].folded:
                columns.paint_fold(painter, self._fold_words(self._lines[line]), y)
            else:
                self._paint_row(painter, columns, line, y)
            y += self._heights[line]
            line += 1
        painter.end()

    def _paint_row(self, painter: QPainter, columns: Columns, line: int, y: int) -> None:
        assert self._aligned is not None
        row = self._lines[line].row
        cells, places = self._aligned.rows[row], self._aligned.places
        left, right = self._laid_out(row)
        top = y + self._space_before(row)
        shown = [number for number in cells.places if self._is_shown(number)]
        if shown:
            families = {places[number].family for number in shown}
            beside = QRect(0, y, 1, self._heights[line])
            columns.paint_sign(painter, families, beside, current=self._current in shown)
        left.draw(painter, QPointF(columns.left, top), self._current)
        right.draw(painter, QPointF(columns.right, top), self._current)
        for page, at_left in ((cells.left.page, True), (cells.right.page, False)):
            if page:
                columns.paint_page(painter, page, top, left=at_left)

    def _fold_words(self, line: Line) -> str:
        return self.tr("%Ln paragraph(s) the same – click to show", "", line.folded)

    # -- events --------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._refill_in_place()
        else:
            self._update_bar()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._refill_in_place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        line = self._line_at(event.position().toPoint())
        if line is None:
            return
        if self._lines[line].folded:
            self._open(self._lines[line])
            return
        number = self._place_at(event.position().toPoint())
        if number >= 0:
            self._set_current(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        line = self._line_at(at)
        over = line is not None and (bool(self._lines[line].folded) or self._place_at(at) >= 0)
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            number = self._place_at(event.pos())
            if number >= 0 and self._aligned is not None:
                words = place_words(self._aligned.places[number])
                QToolTip.showText(event.globalPos(), _plain(words), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        deeds: dict[int, Callable[[], None]] = {
            Qt.Key.Key_N: lambda: self.step(1),
            Qt.Key.Key_P: lambda: self.step(-1),
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
            Qt.Key.Key_Space: lambda: bar.triggerAction(bar.SliderAction.SliderPageStepAdd),
        }
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            deeds = {
                Qt.Key.Key_C: self.copy_requested.emit,
                Qt.Key.Key_Home: deeds[Qt.Key.Key_Home],
            }
        deed = deeds.get(event.key())
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        number = self._place_at(event.pos())
        if number >= 0:
            self._set_current(number)
        event.ignore()

    def _line_at(self, at: QPoint) -> int | None:
        y = at.y() + self.verticalScrollBar().value()
        return self._heights.line_at(y) if self._lines and y < self._heights.total else None

    def _place_at(self, at: QPoint) -> int:
        line = self._line_at(at)
        if line is None or self._lines[line].folded or self._aligned is None:
            return -1
        row, columns = self._lines[line].row, self._columns
        y = self._heights.top(line) - self.verticalScrollBar().value() + self._space_before(row)
        for layout, x in zip(self._laid_out(row), (columns.left, columns.right), strict=True):
            number = layout.place_at(QPointF(at) - QPointF(x, y))
            if number >= 0 and self._is_shown(number):
                return number
        gutter = columns.gutter(y, self._heights[line])
        shown = [n for n in self._aligned.rows[row].places if self._is_shown(n)]
        return shown[0] if shown and gutter.contains(at) else -1

    def _forget_layouts(self) -> None:
        self._layouts.clear()
        self.viewport().update()


def _plain(words: str) -> str:
    """Return words as a tip shows them: nothing in them is markup, and they wrap."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    return f"<qt>{escaped}</qt>"
