"""The one window: start page or open folder. It shows and asks; ``controller`` decides."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.shell.actions import WindowActions
from desktop_app.ui.shell.banners import BannerArea
from desktop_app.ui.shell.preview_splitter import PreviewSplitter
from desktop_app.ui.shell.rail import Rail
from desktop_app.ui.shell.top_bar import TopBar
from desktop_app.ui.shell.trust_strip import TrustStrip
from desktop_app.ui.shell.view_stack import ViewStack
from desktop_app.ui.shell.views import View
from desktop_app.ui.shell.window_state import WindowState
from desktop_app.ui.start.start_page import StartPage

_SIZE = QSize(1240, 800)
_LEAST = QSize(760, 480)


class MainWindow(QMainWindow):
    """Bars, rail, the views with the preview beside them, or the start page.

    Signals:
        folder_chosen: The person chose or dropped a folder; carries its path.
        view_shown: Another ``View`` is on top now.
        close_requested: The person closes the window; it is not gone before ``let_go``.
        gone: It is closed for good.
        painted: Once, after the window was drawn for the first time.

    Attributes:
        window_actions: What the menus and keys do; connect their ``triggered``.
        goes_by_tab: Whether Tab is moving the focus at this moment.
        start_page, top_bar, rail, banners, trust_strip: The parts.
    """

    folder_chosen = Signal(str)
    view_shown = Signal(object)
    close_requested = Signal()
    gone = Signal()
    painted = Signal()

    def __init__(self, state: WindowState | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="main_window", windowTitle="Likewise")
        state = state or WindowState()
        self.setAcceptDrops(True)
        self.setMinimumSize(_LEAST)
        self.window_actions = WindowActions(self)
        self.start_page = StartPage(self)
        self.top_bar = TopBar(self.window_actions, self)
        self.rail = Rail(self)
        self.banners = BannerArea(self)
        self.trust_strip = TrustStrip(self)
        self._views: dict[View, QWidget] = {}
        self._left = View.SEARCH
        self._stack = ViewStack(self)
        self._splitter = PreviewSplitter(state.preview_share, self)
        self._preview: QWidget | None = None
        self._may_close = self._is_painted = self.goes_by_tab = False
        self._arrange()
        self._connect()
        self._take_on(state)
        self.show_start()

    # -- what is shown -----------------------------------------------------------

    def show_start(self) -> None:
        """Show the start page: no folder is open."""
        self._show_page(self.start_page)
        self.setWindowTitle("Likewise")
        self.start_page.take_focus()

    def show_folder(self, path: str) -> None:
        """Show the views of a folder; they are filled by whoever owns them."""
        self.top_bar.show_folder(path)
        name = os.path.basename(path.rstrip("/\\")) or path
        self.setWindowTitle(self.tr("%1 – Likewise").replace("%1", name))
        self._show_page(self._work)

    def show_recent(self, paths: Sequence[str]) -> None:
        """Offer these folders, the last one first."""
        self.start_page.show_recent(paths)
        self.top_bar.show_recent(paths)

    @property
    def shows_folder(self) -> bool:
        """Whether a folder is open, in place of the start page."""
        return self._pages.currentWidget() is self._work

    def set_search_box(self, box: QWidget) -> None:
        """Put the search box into the top bar."""
        self.top_bar.put_search(box)

    def set_view(self, view: View | str, widget: QWidget) -> None:
        """Fill a view; one that was there goes."""
        view = View(view)
        if old := self._views.pop(view, None):
            self._stack.removeWidget(old)
            old.deleteLater()
        self._views[view] = widget
        self._stack.addWidget(widget)
        self.rail.offer(view)
        if len(self._views) == 1:
            self.show_view(view)

    def show_view(self, view: View | str) -> None:
        """Bring a view to the top; one that is not there is left alone."""
        view = View(view)
        if (widget := self._views.get(view)) is None:
            return
        self._stack.setCurrentWidget(widget)
        self.rail.show_view(view)
        self._show_preview(shown=self.window_actions.preview.isChecked())
        self.view_shown.emit(view)

    def show_aside(self, widget: QWidget) -> None:
        """Bring something to the top that is no view, with the whole width, until one is shown."""
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._left = self.view or self._left
        self._stack.setCurrentWidget(widget)
        self._show_preview(shown=False)

    def leave_aside(self) -> None:
        """Go back to the view that was on top before."""
        self.show_view(self._left)

    @property
    def view(self) -> View | None:
        """The view on top."""
        top = self._stack.currentWidget()
        return next((view for view, widget in self._views.items() if widget is top), None)

    def set_preview(self, widget: QWidget) -> None:
        """Fill the right-hand side."""
        if self._preview is not None:
            self._preview.deleteLater()
        self._preview = widget
        self._splitter.set_preview(widget, shown=self.window_actions.preview.isChecked())

    # -- its state, closing ---------------------------------------------------------

    def state(self) -> WindowState:
        """Return what ``__init__`` takes to make the window like this again."""
        return WindowState(
            bytes(self.saveGeometry().data()),
            self._splitter.share,
            self.window_actions.preview.isChecked(),
        )

    def come_to_front(self) -> None:
        """Be seen: out of the task bar and before other windows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def let_go(self) -> None:
        """Close for good: whoever heard ``close_requested`` has finished."""
        self._may_close = True
        self.close()
        self.gone.emit()

    @property
    def has_gone(self) -> bool:
        """Whether it is closed for good."""
        return self._may_close

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            super().closeEvent(event)
            return
        event.ignore()
        self.close_requested.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_painted:
            # A paint event does not come to a window that its children cover.
            self.windowHandle().installEventFilter(self)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.goes_by_tab = True
        try:
            return super().focusNextPrevChild(forward)
        finally:
            self.goes_by_tab = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Expose, QEvent.Type.Paint) and not self._is_painted:
            self._is_painted = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False

    def choose_folder(self) -> None:
        """Ask for a folder with the system's own dialog."""
        dialog = QFileDialog(self, self.tr("Choose a folder of documents"))
        dialog.setObjectName("choose_folder_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.folder_chosen)
        dialog.open()

    # -- drops ---------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.shows_folder and _local_path(event.mimeData().urls()):
            self.start_page.show_drop(over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: object) -> None:
        self.start_page.show_drop(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.start_page.show_drop(over=False)
        if path := _local_path(event.mimeData().urls()):
            event.acceptProposedAction()
            self.folder_chosen.emit(path)

    # -- parts ---------------------------------------------------------------------

    def _arrange(self) -> None:
        self._splitter.addWidget(self._stack)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self._splitter, 1)
        self._work = QWidget(self, objectName="work")
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(0)
        work.addWidget(self.top_bar)
        work.addLayout(middle, 1)
        work.addWidget(self.trust_strip)
        self._pages = QStackedWidget(self, objectName="pages")
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(self._work)
        whole = QWidget(self)
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banners)
        layout.addWidget(self._pages, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        actions = self.window_actions
        actions.choose_folder.triggered.connect(self.choose_folder)
        actions.quit.triggered.connect(self.close)
        actions.preview.toggled.connect(lambda shown: self._show_preview(shown=shown))
        for view, action in actions.views.items():
            action.triggered.connect(lambda _=False, view=view: self.show_view(view))
        self.rail.view_chosen.connect(self.show_view)
        self.top_bar.recent_chosen.connect(self.folder_chosen)
        self.start_page.choose_requested.connect(self.choose_folder)
        self.start_page.folder_chosen.connect(self.folder_chosen)
        self.start_page.settings_requested.connect(actions.settings.trigger)
        self.start_page.about_requested.connect(actions.about.trigger)
        self.start_page.help_requested.connect(actions.help.trigger)

    def _take_on(self, state: WindowState) -> None:
        self.window_actions.preview.setChecked(state.preview_open)
        if not (state.geometry and self.restoreGeometry(QByteArray(state.geometry))):
            room = self.screen().availableSize()
            self.resize(_SIZE.boundedTo(room * 0.92).expandedTo(_LEAST))

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        for action in self.window_actions.of_a_folder:
            action.setEnabled(page is self._work)

    def _show_preview(self, *, shown: bool) -> None:
        """Show or hide the right-hand side; the duplicates have their evidence there."""
        self._splitter.show_preview(shown=shown and self.view is not View.DUPLICATES)


def _local_path(urls: Sequence[QUrl]) -> str:
    return next((url.toLocalFile() for url in urls if url.isLocalFile()), "")
