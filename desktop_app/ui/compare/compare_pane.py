"""Evidence about two documents: verdict, both texts, overview, list. Fed with ``Compared``."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import AppError
from desktop_app.ui.compare.aligned_view import AlignedView
from desktop_app.ui.compare.compare_header import CompareHeader
from desktop_app.ui.compare.differences_model import DifferencesModel, PlaceRole
from desktop_app.ui.compare.model import Compared, Family, Place, Side
from desktop_app.ui.compare.ruler import OverviewRuler
from desktop_app.ui.compare.words import passages, place_words
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.kinds import kind_badge
from desktop_app.ui.documents.menu import DocumentMenu, Subject
from desktop_app.ui.documents.paths import folder_of, name_of, readable
from desktop_app.ui.documents.placeholder import Placeholder
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import L, M, S

_LIST_LINES = 7
_TICKS = {
    Family.ONLY_LEFT: "bad",
    Family.ONLY_RIGHT: "good",
    Family.MOVED: "accent",
    Family.WORDING: "quiet",
    Family.SMALL: "edge",
    Family.MISREAD: "edge",
    Family.HEADERS: "edge",
}


class ComparePane(QWidget):
    """Two documents side by side. F8 and Shift+F8, or N and P, go through the differences.

    Signals:
        current_changed: Another ``Place`` is the current one, or None.
    """

    current_changed = Signal(object)

    def __init__(self, intents: DocumentIntents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_pane")
        self.setAccessibleName(self.tr("Two documents compared"))
        self._intents = intents
        self._found: Compared | None = None
        self.header = CompareHeader(self)
        self.texts = AlignedView(self)
        self.ruler = OverviewRuler(self)
        self.differences = DifferencesModel(self)
        self.list = self._make_list()
        self._names = _Names(intents, self)
        self._placeholder = Placeholder(self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.show_nothing()

    # -- what is shown -----------------------------------------------------------------

    @property
    def found(self) -> Compared | None:
        """What is shown."""
        return self._found

    def show_nothing(self) -> None:
        """No two documents are chosen."""
        self._leave()
        self._placeholder.say(
            "compare",
            self.tr("Nothing to compare"),
            self.tr("Choose “Compare with…” in the menu of a document."),
        )

    def show_loading(self, left: str, right: str) -> None:
        """Two documents are on their way; what was shown before goes."""
        self._leave()
        self._names.show_sides(Side(left), Side(right))
        self._placeholder.say("compare", self.tr("Comparing…"))

    def show_failure(self, error: AppError) -> None:
        """Say what went wrong."""
        self._leave()
        self._placeholder.say("warning", error.message, error.remedy)

    def show_compared(self, found: Compared) -> None:
        """Show two documents; a fuller answer about the same two leaves the person where they
        are."""
        before = self._found
        same = before is not None and (before.left.path, before.right.path) == (
            found.left.path,
            found.right.path,
        )
        if not same:
            self.header.forget_choices()
        self._found = found
        self._names.show_sides(found.left, found.right)
        if not found.aligned.rows:
            self._placeholder.say("text", self.tr("Neither of the two has any text."))
            self._stack.setCurrentWidget(self._placeholder)
            self.header.show_compared(found)
            return
        self.texts.show_aligned(found.aligned, keep=same)
        self.differences.show_aligned(found.aligned)
        self.header.show_compared(found)
        self._stack.setCurrentIndex(0)
        self._tell_position()
        self._show_ticks()

    def _leave(self) -> None:
        self._found = None
        self.header.show_compared(None)
        self.texts.show_aligned(None)
        self.differences.show_aligned(None)
        self._names.show_sides(None, None)
        self._stack.setCurrentWidget(self._placeholder)
        self._tell_position()

    def take_focus(self) -> None:
        """Let keys scroll the texts."""
        self.texts.setFocus()

    # -- parts -------------------------------------------------------------------------

    def _make_list(self) -> QListView:
        view = QListView(
            self,
            objectName="differences",
            uniformItemSizes=True,
            visible=False,
            editTriggers=QListView.EditTrigger.NoEditTriggers,
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
        )
        view.setAccessibleName(self.tr("Differences"))
        view.setProperty("kind", "lines")
        view.setModel(self.differences)
        view.setFixedHeight(_LIST_LINES * (self.fontMetrics().lineSpacing() + S) + M)
        return view

    def _lay_out(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self.texts, 1)
        both.addWidget(self.ruler)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(both, 1)
        line = QFrame(page)
        line.setProperty("kind", "bar")
        line.setProperty("edge", "top")
        line.setFixedHeight(1)
        column.addWidget(line)
        column.addWidget(self.list)
        self._stack.addWidget(page)
        self._stack.addWidget(self._placeholder)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self._names)
        whole.addWidget(self._stack, 1)

    def _connect(self) -> None:
        header, texts = self.header, self.texts
        header.families_changed.connect(self._on_families_changed)
        header.only_toggled.connect(self._on_only_toggled)
        header.step_requested.connect(texts.step)
        header.copy_requested.connect(self.copy_passages)
        header.list_toggled.connect(self.list.setVisible)
        texts.current_changed.connect(self._on_current_changed)
        texts.copy_requested.connect(self.copy_passages)
        texts.scrolled.connect(lambda: self.ruler.show_seen(*texts.seen))
        self.ruler.part_wanted.connect(texts.scroll_to_part)
        self.list.selectionModel().currentChanged.connect(self._on_listed_chosen)
        texts.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        texts.customContextMenuRequested.connect(self._show_menu)

    # -- what happens ------------------------------------------------------------------

    def copy_passages(self) -> None:
        """Ask for both passages of the current difference on the clipboard."""
        place = self._current_place()
        if self._found is not None and place is not None:
            self._intents.copy_text_requested.emit(passages(self._found, place))

    def _on_families_changed(self, families: frozenset[Family]) -> None:
        self.texts.show_families(families)
        self.differences.show_families(families)
        self._tell_position()
        self._show_ticks()

    def _on_only_toggled(self, only: bool) -> None:
        self.texts.show_only_differences(only)
        self._show_ticks()

    def _on_current_changed(self, number: int) -> None:
        self._tell_position()
        self._show_ticks()
        index = self.differences.index_of(number)
        if index.isValid() and index != self.list.currentIndex():
            self.list.setCurrentIndex(index)
        place = self._current_place()
        self.texts.setAccessibleDescription(place_words(place) if place else "")
        self.current_changed.emit(place)

    def _on_listed_chosen(self, index: QModelIndex) -> None:
        number = index.data(PlaceRole.NUMBER)
        if number is not None and number != self.texts.current:
            self.texts.choose(number)

    def _current_place(self) -> Place | None:
        number = self.texts.current
        return self._found.aligned.places[number] if self._found and number >= 0 else None

    def _tell_position(self) -> None:
        current, count = self.texts.position()
        self.header.show_position(current, count, has_current=self.texts.current >= 0)

    def _show_ticks(self) -> None:
        found = self._found
        if found is None:
            self.ruler.show_ticks((), None)
            return
        families, texts = self.header.families, self.texts
        ticks = [
            (texts.part_of(place), _TICKS.get(place.family, "warning"))
            for place in found.aligned.places
            if place.family in families
        ]
        place = self._current_place()
        self.ruler.show_ticks(ticks, texts.part_of(place) if place else None)
        self.ruler.show_seen(*texts.seen)

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self, objectName="compare_menu")
        copy = QAction(icon("copy"), self.tr("&Copy both passages"), menu)
        copy.setEnabled(self.texts.current >= 0)
        copy.triggered.connect(self.copy_passages)
        menu.addAction(copy)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.texts.viewport().mapToGlobal(at))

    def event(self, event: QEvent) -> bool:
        # While something in here has the focus, these keys are the comparison's.
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_F8
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F8:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.texts.step(-1 if back else 1)
        else:
            super().keyPressEvent(event)


class _Names(QFrame):
    """The names of both documents above their columns; each opens its menu."""

    def __init__(self, intents: DocumentIntents, parent: QWidget) -> None:
        super().__init__(parent, objectName="compare_names")
        self.setProperty("kind", "bar")
        self.setProperty("edge", "top")
        self._intents = intents
        self._paths = ["", ""]
        self._buttons = [self._button(0), self._button(1)]
        self._places = [QLabel(self, objectName=f"compare_place_{n}") for n in range(2)]
        grid = QGridLayout(self)
        grid.setContentsMargins(2 * L, S, 4 * L - 2, S)  # beside bar and ruler, too
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(L + M)
        for side in range(2):
            grid.addWidget(self._buttons[side], 0, side, Qt.AlignmentFlag.AlignLeft)
            self._places[side].setProperty("kind", "small")
            self._places[side].setIndent(M + S)
            self._places[side].setSizePolicy(
                QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
            )
            grid.addWidget(self._places[side], 1, side)
            grid.setColumnStretch(side, 1)

    def show_sides(self, left: Side | None, right: Side | None) -> None:
        """Say which document is which."""
        for number, side in enumerate((left, right)):
            path = side.path if side else ""
            self._paths[number] = path
            name = name_of(path)
            elide = Qt.TextElideMode.ElideMiddle
            room = max(120, self.width() // 2 - 3 * L - 40)
            shown = self.fontMetrics().elidedText(name, elide, room)
            self._buttons[number].setText(f"{shown.replace('&', '&&')}  ▾")
            self._buttons[number].setToolTip(readable(path))
            self._buttons[number].setAccessibleName(name)
            badge = kind_badge(side.kind) if side and side.kind else ""
            place = " · ".join(part for part in (badge, folder_of(path)) if part)
            self._places[number].setText(place)
        self.setVisible(left is not None)

    def _button(self, side: int) -> QToolButton:
        button = QToolButton(self, objectName=f"compare_name_{side}")
        button.setProperty("kind", "folder")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self._open_menu(side))
        return button

    def _open_menu(self, side: int) -> None:
        button = self._buttons[side]
        menu = DocumentMenu(Subject(self._paths[side]), self._intents, self)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
