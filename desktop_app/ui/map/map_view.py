"""The map with its tools, and the list of its documents beside or below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import AppError
from desktop_app.progress import Progress
from desktop_app.ui.documents.document_list import DocumentList
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.menu import DocumentMenu, Subject, act_on_key
from desktop_app.ui.documents.placeholder import Placeholder
from desktop_app.ui.map.map_canvas import MapCanvas
from desktop_app.ui.map.map_controller import FEWEST, DrawnMap
from desktop_app.ui.map.map_list_model import MapListModel, MapRole
from desktop_app.ui.map.model import NO_TOPIC, FolderMap
from desktop_app.ui.map.signs import SIDE, sign
from desktop_app.ui.text.amounts import number
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import L, M, S, theme, themed

_MANY = 2_000
_WIDE = 860
_ALL, _AREA = "all", "area"


class MapView(QWidget):
    """Shows a ``DrawnMap``, or says why there is none.

    Signals:
        document_chosen: Carries its path.
        again_requested: Make the map once more.
    """

    document_chosen = Signal(str)
    again_requested = Signal()

    def __init__(self, intents: DocumentIntents, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="map_view")
        self._intents = intents
        self._map = FolderMap((), (), (), ())
        self._area: Sequence[int] = ()
        self.canvas = MapCanvas(self)
        self.documents = MapListModel(self)
        self.list = DocumentList(intents, self)
        self.list.setObjectName("map_list")
        self.list.setAccessibleName(self.tr("Documents on the map"))
        self.list.setModel(self.documents)
        self.topics = self._make_topics()
        self._told = QLabel(self, objectName="map_told")
        self._told.setProperty("kind", "quiet")
        self._bar = QProgressBar(self, objectName="map_progress", textVisible=False, visible=False)
        self._bar.setAccessibleName(self.tr("The map is being drawn"))
        self._loops = self._tool("map_loop", "lasso", self.tr("Choose an area"), "Shift")
        self._loops.setCheckable(True)
        self._two = QPushButton(
            icon("compare"), self.tr("Compare the two"), self, objectName="map_two", visible=False
        )
        self._placeholder = Placeholder(self)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self, objectName="map_splitter")
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.show_indexing(0)

    # -- what is shown -----------------------------------------------------------------

    def show_few(self, documents: int) -> None:
        """Say that there are too few documents for a map."""
        words = self.tr("A map needs at least %1 documents that were read; here there are %2.")
        words = words.replace("%1", number(FEWEST)).replace("%2", number(documents))
        self._say("map", self.tr("Too few documents for a map"), words)

    def show_indexing(self, documents: int) -> None:
        """Say that the map comes when the folder was read."""
        words = self.tr(
            "%Ln document(s) so far. The map is drawn when all are read.", "", documents
        )
        self._say("map", self.tr("The folder is still being read"), words)

    def show_begun(self, documents: int) -> None:
        """Say that a map is being made; an older one stays."""
        self._bar.setRange(0, 0)
        self._bar.show()
        if self._stack.currentIndex() != 0 or not len(self._map):
            words = self.tr("%Ln document(s) are laid out by their meaning.", "", documents)
            if documents >= _MANY:
                words += " " + self.tr("That takes about half a minute.")
            self._say("map", self.tr("Drawing the map…"), words)
            self._bar.show()

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        if progress.total:
            # Its steps take very different times: one that stands still would look stuck.
            self._bar.setAccessibleDescription(
                self.tr("Step %1 of %2")
                .replace("%1", number(min(progress.done + 1, progress.total)))
                .replace("%2", number(progress.total))
            )

    def show_map(self, drawn: DrawnMap) -> None:
        """Show a map; the chosen document stays chosen."""
        self._bar.hide()
        self._map, self._area = drawn.folder_map, ()
        self.canvas.show_map(drawn.folder_map, drawn.grid)
        self._fill_topics()
        self._tell()
        self._stack.setCurrentIndex(0)
        self.documents.show_points(self._map, None)
        self._choose_listed(self.canvas.current)

    def show_failure(self, error: AppError) -> None:
        """Say what went wrong."""
        self._say("warning", error.message, error.remedy, self.tr("Try again"))

    def show_nothing(self) -> None:
        """Another folder: forget the map."""
        self._map = FolderMap((), (), (), ())
        self.show_indexing(0)

    def _say(self, drawing: str, title: str, words: str, button: str = "") -> None:
        self._bar.hide()
        self._placeholder.say(drawing, title, words, button)
        self._stack.setCurrentWidget(self._placeholder)

    def _tell(self) -> None:
        found = self._map
        parts = [
            self.tr("%Ln document(s)", "", len(found)),
            self.tr("%Ln topic(s)", "", len(found.topics)),
        ]
        if found.without_text:
            parts.append(self.tr("%Ln without text, not on the map", "", found.without_text))
        self._told.setText(" · ".join(parts))

    # -- topics and areas --------------------------------------------------------------

    def _fill_topics(self) -> None:
        box, found = self.topics, self._map
        before = box.blockSignals(True)
        box.clear()
        box.addItem(self.tr("All documents (%1)").replace("%1", number(len(found))), _ALL)
        for at, topic in enumerate(found.topics):
            words = topic.label or self.tr("Topic %1").replace("%1", number(at + 1))
            box.addItem(self._sign(at), f"{words} ({number(len(topic.points))})", at)
        rest = found.topic_of.count(NO_TOPIC)
        if rest and found.topics:
            words = self.tr("In no topic (%1)").replace("%1", number(rest))
            box.addItem(self._sign(NO_TOPIC), words, NO_TOPIC)
        box.blockSignals(before)

    def _sign(self, topic: int) -> QPixmap:
        return sign(topic, theme(), self.devicePixelRatioF())

    def _on_topic_chosen(self) -> None:
        data = self.topics.currentData()
        if data == _ALL:
            self._show_points(None)
        elif data == _AREA:
            self._show_points(self._area)
        elif data is not None:
            topic_of = self._map.topic_of
            self._show_points([p for p in range(len(self._map)) if topic_of[p] == data])

    def _on_area_chosen(self, points: Sequence[int]) -> None:
        if not points:
            return
        self._area = points
        box = self.topics
        before = box.blockSignals(True)
        if (old := box.findData(_AREA)) >= 0:
            box.removeItem(old)
        words = self.tr("Chosen area (%1)").replace("%1", number(len(points)))
        box.insertItem(1, icon("lasso", "accent"), words, _AREA)
        box.setCurrentIndex(1)
        box.blockSignals(before)
        self._loops.setChecked(False)
        self._show_points(points)
        self.list.setFocus()

    def _show_points(self, points: Sequence[int] | None) -> None:
        self.canvas.mark(points)
        self.documents.show_points(self._map, points)
        self._choose_listed(self.canvas.current)

    # -- the current document ----------------------------------------------------------

    def _on_point_chosen(self, point: int) -> None:
        self._choose_listed(point)
        if point >= 0:
            self.document_chosen.emit(self._map.paths[point])

    def _choose_listed(self, point: int) -> None:
        index = self.documents.index_of(point)
        if index.isValid() and index != self.list.currentIndex():
            self.list.setCurrentIndex(index)

    def _on_listed(self, index: QModelIndex) -> None:
        point = index.data(MapRole.POINT)
        if point is not None and point != self.canvas.current:
            self.canvas.choose(point)

    def _on_activated(self, point: int) -> None:
        self._intents.open_requested.emit(self._map.paths[point])

    def _on_menu_requested(self, point: int, at: QPoint) -> None:
        DocumentMenu(Subject(self._map.paths[point]), self._intents, self).popup(at)

    def _on_key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.topics.setCurrentIndex(0)
            event.accept()
        elif self.canvas.current >= 0:
            subject = Subject(self._map.paths[self.canvas.current])
            event.setAccepted(act_on_key(event, subject, self._intents))

    # -- parts -------------------------------------------------------------------------

    def _make_topics(self) -> QComboBox:
        box = QComboBox(self, objectName="map_topics", iconSize=QSize(SIDE, SIDE))
        box.setAccessibleName(self.tr("Which documents are listed"))
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setMinimumWidth(160)
        box.setMaxVisibleItems(24)
        return box

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(L, M, M, M)
        tools.setSpacing(S)
        tools.addWidget(self._told)
        tools.addStretch(1)
        tools.addWidget(self._loops)
        for name, drawing, words, key, deed in (
            ("map_in", "zoom-in", self.tr("Larger"), "+", lambda: self.canvas.zoom(1.4)),
            ("map_out", "zoom-out", self.tr("Smaller"), "−", lambda: self.canvas.zoom(1 / 1.4)),
            ("map_all", "map", self.tr("Show the whole map"), "0", self.canvas.show_all),
        ):
            button = self._tool(name, drawing, words, key)
            button.clicked.connect(deed)
            tools.addWidget(button)
        side = QFrame(self, objectName="map_side")
        head = QHBoxLayout()
        head.setContentsMargins(M, M, M, M)
        head.setSpacing(M)
        head.addWidget(self.topics, 1)
        head.addWidget(self._two)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self._splitter.addWidget(self.canvas)
        self._splitter.addWidget(side)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 2)
        self._splitter.setSizes([600, 320])
        page = QWidget(self)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(tools)
        whole.addWidget(self._splitter, 1)
        self._stack.addWidget(page)
        self._stack.addWidget(self._placeholder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._bar)
        outer.addWidget(self._stack, 1)

    def _tool(self, name: str, drawing: str, words: str, key: str) -> QToolButton:
        button = QToolButton(self, objectName=name, iconSize=QSize(18, 18))
        button.setIcon(icon(drawing))
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({key})")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _connect(self) -> None:
        canvas = self.canvas
        self._loops.setToolTip(self.tr("Choose an area: draw around documents (Shift and drag)"))
        self._loops.toggled.connect(canvas.set_draws_loops)
        canvas.chosen.connect(self._on_point_chosen)
        canvas.activated.connect(self._on_activated)
        canvas.area_chosen.connect(self._on_area_chosen)
        canvas.menu_requested.connect(self._on_menu_requested)
        canvas.key_pressed.connect(self._on_key)
        self.topics.currentIndexChanged.connect(self._on_topic_chosen)
        self.list.current_changed.connect(self._on_listed)
        self.list.selection_changed.connect(lambda count: self._two.setVisible(count == 2))
        self._two.clicked.connect(self.list.compare_selected)
        self._placeholder.button_clicked.connect(self.again_requested)
        themed.changed.connect(self._on_themed)

    def _on_themed(self) -> None:
        for row in range(self.topics.count()):
            if isinstance(topic := self.topics.itemData(row), int):
                self.topics.setItemIcon(row, sign(topic, theme(), self.devicePixelRatioF()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= _WIDE
        across = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._splitter.orientation() is not across:
            self._splitter.setOrientation(across)
            self._splitter.setSizes([620, 340] if wide else [600, 320])
