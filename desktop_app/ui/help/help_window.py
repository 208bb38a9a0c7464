"""The help: a list of pages to search in, and one page to read beside the work it is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.help.pages import Page, found
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import XL, L, M, S, theme, themed

_ACTION = "action"
_LINE_HEIGHT = 130
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_WIDEST = 72
"""So many letters a line may be long; longer ones are hard to follow (WCAG 2.2, 1.4.8: 80)."""


class HelpWindow(QWidget):
    """Stays open beside the main window.

    Signals:
        action_requested: A link stands for something the main window does; carries the name of
            the action, such as "settings".
    """

    action_requested = Signal(str)

    def __init__(self, pages: Sequence[Page], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window, objectName="help_window")
        self.setWindowTitle(self.tr("Help"))
        self._pages = tuple(pages)
        self._listed = self._pages
        self.box = QLineEdit(self, objectName="help_search", clearButtonEnabled=True)
        self.box.setPlaceholderText(self.tr("Search in the help"))
        self.box.setAccessibleName(self.tr("Search in the help"))
        self.box.textChanged.connect(self._on_query)
        self.box.returnPressed.connect(self._show_first)
        self._titles = QStringListModel(self)
        self.list = QListView(self, objectName="help_pages")
        self.list.setModel(self._titles)
        self.list.setAccessibleName(self.tr("Pages of the help"))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setProperty("kind", "pages")
        self.list.selectionModel().currentChanged.connect(self._on_chosen)
        self._nothing = QLabel(self.tr("No page has these words."), self, wordWrap=True)
        self._nothing.setProperty("kind", "quiet")
        self.page = _PageView(self._pages, self)
        self.page.setObjectName("help_page")
        self.page.setAccessibleName(self.tr("Page of the help"))
        self.page.sourceChanged.connect(self._on_shown)
        self.page.anchorClicked.connect(self._on_link)
        self._arrange()
        self._keys()
        self._on_query("")
        self.resize(940, 680)

    def show_page(self, name: str = "") -> None:
        """Show a page by its name; "" stays where the person was, or begins at the first."""
        if name or self.page.source().isEmpty():
            self.page.setSource(_address(name or self._pages[0].name))
        self.show()
        self.raise_()
        self.activateWindow()

    # -- what happens ----------------------------------------------------------------

    def _on_query(self, query: str) -> None:
        self._listed = found(self._pages, query)
        self._titles.setStringList([page.title for page in self._listed])
        self._nothing.setVisible(not self._listed)
        self._on_shown(self.page.source())

    def _show_first(self) -> None:
        if self._listed:
            self.page.setSource(_address(self._listed[0].name))
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            address = _address(self._listed[index.row()].name)
            if self.page.source() != address:
                self.page.setSource(address)

    def _on_link(self, url: QUrl) -> None:
        if url.scheme() == _ACTION:
            self.action_requested.emit(url.path())
        else:
            self.page.setSource(url)

    def _on_shown(self, shown: QUrl) -> None:
        """The page changed, by the list, a link or the way back: the list follows."""
        rows = [row for row, page in enumerate(self._listed) if page.name == shown.path()]
        self.list.setCurrentIndex(self._titles.index(rows[0]) if rows else QModelIndex())
        self.page.mark(self.box.text())

    # -- parts -------------------------------------------------------------------------

    def _arrange(self) -> None:
        side = QWidget(self)
        left = QVBoxLayout(side)
        left.setContentsMargins(L, L, M, M)
        left.setSpacing(M)
        left.addWidget(self.box)
        left.addWidget(self._nothing)
        left.addWidget(self.list, 1)
        frame = QFrame(self, objectName="help_bar")
        frame.setProperty("kind", "bar")
        frame.setProperty("edge", "top")
        bar = QHBoxLayout(frame)
        bar.setContentsMargins(L, M, L, M)
        bar.setSpacing(S)
        for name, words, go, signal in (
            ("back", self.tr("Back"), self.page.backward, self.page.backwardAvailable),
            ("forward", self.tr("Forward"), self.page.forward, self.page.forwardAvailable),
        ):
            button = QToolButton(self, objectName=f"help_{name}", enabled=False)
            button.setIcon(icon(name))
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(go)
            signal.connect(button.setEnabled)
            bar.addWidget(button)
        bar.addStretch(1)
        reading = QWidget(self, objectName="help_reading")
        right = QVBoxLayout(reading)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(frame)
        right.addWidget(self.page, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal, self, childrenCollapsible=False)
        splitter.addWidget(side)
        splitter.addWidget(reading)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([270, 670])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)

    def _keys(self) -> None:
        for key, deed in (
            ("Esc", self.close),
            ("Ctrl+F", self._into_box),
            ("Alt+Left", self.page.backward),
            ("Alt+Right", self.page.forward),
        ):
            QShortcut(QKeySequence(key), self, deed)

    def _into_box(self) -> None:
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()


class _PageView(QTextBrowser):
    """Shows one page, lines no longer than reads well, and follows the colours."""

    def __init__(self, pages: Sequence[Page], parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = {page.name: page.text for page in pages}
        self._query = ""
        self.setProperty("kind", "plain")
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(XL, 0, 0, 0)
        themed.changed.connect(self._paint_anew)

    def loadResource(self, kind: int, url: QUrl | str) -> object:
        """Return a page's text; Qt asks for it when a link to it is followed."""
        return self._texts.get(QUrl(url).path(), "")

    def doSetSource(
        self,
        url: QUrl | str,
        kind: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,
    ) -> None:
        """Show another page."""
        super().doSetSource(url, QTextDocument.ResourceType.MarkdownResource)
        self._lay_out()

    def mark(self, query: str) -> None:
        """Mark the words that were searched for, and show the first of them."""
        self._query = query
        look = QTextCharFormat()
        look.setBackground(QColor(theme().keyword_back))
        marks = []
        for word in query.split():
            cursor = self.document().find(word)
            while not cursor.isNull():
                selection = QTextEdit.ExtraSelection()
                selection.cursor, selection.format = cursor, look
                marks.append(selection)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)
        if marks:
            first = min(mark.cursor.position() for mark in marks)
            place = QTextCursor(self.document())
            place.setPosition(first)
            self.setTextCursor(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = self.fontMetrics().averageCharWidth() * _WIDEST
        self.setLineWrapColumnOrWidth(min(self.viewport().width() - XL, widest))

    def _paint_anew(self) -> None:
        if not self.source().isEmpty():
            self.reload()
            self._lay_out()
            self.mark(self._query)

    def _lay_out(self) -> None:
        """Give the text room: Markdown has no say in that."""
        block = self.document().begin()
        while block.isValid():
            form = block.blockFormat()
            form.setLineHeight(_LINE_HEIGHT, _PROPORTIONAL)
            if QTextCursor(block).currentTable() is None:
                dense = block.textList() is not None
                form.setTopMargin(XL if form.headingLevel() > 1 else 0 if dense else M)
                form.setBottomMargin(S if dense else M)
            QTextCursor(block).setBlockFormat(form)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._lay_out_table(frame)

    def _lay_out_table(self, table: QTextTable) -> None:
        """Lines between rows only; a table without headings has none."""
        form = table.format()
        form.setBorder(0)
        form.setCellPadding(S + 1)
        form.setCellSpacing(0)
        form.setBottomMargin(L)
        table.setFormat(form)
        if not any(
            table.cellAt(0, column).firstCursorPosition().block().text()
            for column in range(table.columns())
        ):
            table.removeRows(0, 1)


def _address(name: str) -> QUrl:
    return QUrl(name)
