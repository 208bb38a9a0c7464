"""The text of a document, read-only, with what matched marked where it is seen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from PySide6.QtCore import QLocale, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from desktop_app.similarity.model import Mark
from desktop_app.ui.documents.marks import mark_format
from desktop_app.ui.documents.struck import struck_format
from desktop_app.ui.preview.document import PreviewDocument, Span
from desktop_app.ui.theme.tokens import SMALL, L, M, theme, themed

_LEAD = 0.3
"""What is jumped to stands so far down the view, in parts of its height."""


class DocumentTextView(QPlainTextEdit):
    """Text that comes in blocks, so that five megabytes open at once.

    Signals:
        page_changed: Another page is at the top; carries its number from 1.
        loaded: The whole text is there.
    """

    page_changed = Signal(int)
    loaded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview_text")
        self.setProperty("kind", "plain")
        self.setAccessibleName(self.tr("Text of the document"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(L)
        self._document: PreviewDocument | None = None
        self._waiting: Iterator[str] = iter(())
        self._pending: tuple[int, int] | None = None
        self._current: Span | None = None
        self._found: list[int] = []
        self._found_length = 0
        self._page = 0
        self._longest = 0
        self._numbers = _PageNumbers(self)
        self._numbers.setFixedWidth(self.fontMetrics().horizontalAdvance("0000") + M)
        self.setViewportMargins(0, 0, self._numbers.width(), 0)
        self.updateRequest.connect(self._on_update_request)
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(self._load_block)
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(0)
        self._refresh.timeout.connect(self._mark_visible)
        self.verticalScrollBar().valueChanged.connect(self._refresh.start)
        themed.changed.connect(self._refresh.start)

    # -- what is shown -----------------------------------------------------------------

    def show_document(self, document: PreviewDocument | None) -> None:
        """Show a document from its beginning; None empties the view."""
        self._more.stop()
        self.clear()
        self._document = document
        self._pending = self._current = None
        self._found = []
        self._page = 0
        self.setExtraSelections([])
        if document is None:
            return
        self._longest = max((hit.end - hit.start for hit in document.hits), default=0)
        self._waiting = document.display.blocks()
        self._load_block()
        self._more.start()

    @property
    def is_loaded(self) -> bool:
        return not self._more.isActive()

    def show_span(self, start: int, end: int, hit: Span | None = None) -> None:
        """Bring a stretch of the text into view, now or as soon as it is loaded.

        Args:
            start, end: In code points.
            hit: The mark to be shown as the current one.
        """
        self._current = hit
        if self._document is None:
            return
        at = self._document.display.to_widget(start)
        if at >= self.document().characterCount() - 1 and not self.is_loaded:
            self._pending = start, end
            return
        self._pending = None
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._scroll_to(cursor)
        self._refresh.start()

    def mark_found(self, places: Sequence[int], length: int) -> None:
        """Mark what the find bar has found.

        Args:
            places: Where each begins, in code points, ascending.
        """
        self._found, self._found_length = list(places), length
        self._refresh.start()

    @property
    def offset(self) -> int:
        """Where the cursor is, in code points."""
        if self._document is None:
            return 0
        return self._document.display.from_widget(self.textCursor().position())

    def selected_words(self) -> str:
        """Return what is selected, as it is in the document; "" for nothing."""
        cursor = self.textCursor()
        if self._document is None or not cursor.hasSelection():
            return ""
        display = self._document.display
        start = display.from_widget(cursor.selectionStart())
        return display.text[start : display.from_widget(cursor.selectionEnd())]

    # -- loading -----------------------------------------------------------------------

    def _load_block(self) -> None:
        block = next(self._waiting, None)
        if block is None:
            self._more.stop()
            if self._pending:
                self.show_span(*self._pending, self._current)
            self.loaded.emit()
            return
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(block)
        if self._pending:
            self.show_span(*self._pending, self._current)
        self._refresh.start()

    def _scroll_to(self, cursor: QTextCursor) -> None:
        bar = self.verticalScrollBar()
        self.ensureCursorVisible()
        line = self.fontMetrics().lineSpacing()
        above = (self.cursorRect(cursor).top() - self.viewport().height() * _LEAD) / line
        bar.setValue(bar.value() + round(above))

    # -- marks -------------------------------------------------------------------------

    def _visible(self) -> tuple[int, int]:
        """The stretch of the text that is seen, in code points."""
        assert self._document is not None
        display = self._document.display
        corner = self.viewport().rect().bottomRight()
        first = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        last = self.cursorForPosition(corner).position()
        return display.from_widget(first), display.from_widget(last) + 1

    def _mark_visible(self) -> None:
        if self._document is None:
            return
        first, last = self._visible()
        now = theme()
        hits = self._document.hits
        start = bisect_left(hits, Span(first - self._longest, 0, Mark.KEYWORD))
        selections = self._struck(first, last)
        for hit in hits[start:]:
            if hit.start >= last:
                break
            if hit.end > first:
                selections.append(self._selection(hit.start, hit.end, self._look_of(hit)))
        for place in self._found[bisect_left(self._found, first - self._found_length) :]:
            if place >= last:
                break
            look = QTextCharFormat()
            look.setBackground(QColor(now.selection))
            look.setForeground(QColor(now.on_selection))
            look.setFontUnderline(True)
            selections.append(self._selection(place, place + self._found_length, look))
        self.setExtraSelections(selections)
        page = self._document.page_at(first)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _struck(self, first: int, last: int) -> list[QTextEdit.ExtraSelection]:
        assert self._document is not None
        spans = self._document.struck
        start = bisect_left(spans, first, key=lambda span: span[1])
        look = struck_format(theme())
        seen = takewhile(lambda span: span[0] < last, spans[start:])
        return [self._selection(begin, end, look) for begin, end in seen]

    def _look_of(self, hit: Span) -> QTextCharFormat:
        now = theme()
        look = mark_format(frozenset({hit.mark}), now)
        if hit.mark is Mark.MEANING:
            # A whole passage is not underlined but has a bar beside it.
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.NoUnderline)
            return look
        # Letters cannot be made bold in a text that is laid out.
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        if hit == self._current:
            look.setBackground(QColor(now.accent))
            look.setForeground(QColor(now.on_accent))
        return look

    def _selection(self, start: int, end: int, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        assert self._document is not None
        last = self.document().characterCount() - 1
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(self._document.display.to_widget(start), last))
        cursor.setPosition(
            min(self._document.display.to_widget(end), last), QTextCursor.MoveMode.KeepAnchor
        )
        selection.cursor = cursor
        selection.format = look
        return selection

    def _on_update_request(self, rect: QRect, scrolled: int) -> None:
        if scrolled:
            self._numbers.scroll(0, scrolled)
        else:
            self._numbers.update(0, rect.top(), self._numbers.width(), rect.height())

    # -- events ------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        width = self._numbers.width()
        self._numbers.setGeometry(
            self.viewport().geometry().right() + 1, inside.top(), width, inside.height()
        )
        self._refresh.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._document is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(theme().line), 1))
        for block, box in self._visible_blocks():
            start = self._document.display.from_widget(block.position())
            self._paint_bar(painter, box, start, start + block.length())
            if self._page_beginning_in(block) > 1:
                y = box.top() + 0.5
                painter.drawLine(QPointF(L, y), QPointF(self.viewport().width(), y))

    def _visible_blocks(self) -> Iterator[tuple[QTextBlock, QRect]]:
        block = self.firstVisibleBlock()
        bottom = self.viewport().height()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if box.top() > bottom:
                return
            yield block, box.toRect()
            block = block.next()

    def _paint_bar(self, painter: QPainter, box: QRect, start: int, end: int) -> None:
        """A bar beside lines that are in a passage found by meaning."""
        assert self._document is not None
        for hit in self._passages():
            if hit.start < end - 1 and start < hit.end:
                colour = theme().accent if hit == self._current else theme().good
                painter.fillRect(QRect(M // 2, box.top(), 3, box.height()), QColor(colour))

    def _passages(self) -> list[Span]:
        assert self._document is not None
        return [hit for hit in self._document.hits if hit.mark is Mark.MEANING]

    def _page_beginning_in(self, block: QTextBlock) -> int:
        """Return the number of the page that begins in a block; 0 if none does."""
        assert self._document is not None
        starts = self._document.page_starts
        start = self._document.display.from_widget(block.position())
        number = bisect_left(starts, start)
        begins = number < len(starts) and starts[number] < start + block.length()
        return number + 1 if begins and len(starts) > 1 else 0

    def paint_page_numbers(self, painter: QPainter, width: int) -> None:
        """Paint the numbers of pages beside the lines where they begin."""
        if self._document is None:
            return
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * SMALL)
        painter.setFont(font)
        painter.setPen(QColor(theme().quiet))
        for block, box in self._visible_blocks():
            if number := self._page_beginning_in(block):
                place = QRect(0, box.top(), width - M, self.fontMetrics().height())
                painter.drawText(place, Qt.AlignmentFlag.AlignRight, QLocale().toString(number))


class _PageNumbers(QWidget):
    """The strip beside the text where the numbers of pages stand."""

    def __init__(self, view: DocumentTextView) -> None:
        super().__init__(view)
        self.setObjectName("page_numbers")
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme().surface))
        self._view.paint_page_numbers(painter, self.width())
