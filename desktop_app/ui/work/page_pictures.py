"""Pictures of pages for the preview: drawn by a child process, kept while there is room."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from desktop_app.errors import AppError
from desktop_app.progress import CancelToken, Report
from desktop_app.ui.work.tasks import Task, TaskRunner

if TYPE_CHECKING:
    from desktop_app.documents.model import PagePicture

KEPT_BYTES = 96 << 20
"""About a dozen pages as large as a screen."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page to draw.

    Attributes:
        path: Relative to the folder, with ``/``.
        page: From 1.
        scale: Pixels of the screen a point (1/72 inch).
        width: Pixels wide instead, or 0.
    """

    path: str
    page: int
    scale: float = 1.0
    width: int = 0


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page that was drawn.

    Attributes:
        request: What was asked for; very large pages come smaller than that.
        pages: How many pages the document has.
        points: Natural width and height of the page, in 1/72 inch.
    """

    request: PageRequest
    image: QImage = field(repr=False)
    pages: int
    points: tuple[float, float]


class Painter(Protocol):
    """What draws: a ``PagePainter``, on a worker thread."""

    def draw(
        self, path: str, page: int, token: CancelToken, *, scale: float, width: int
    ) -> PagePicture: ...

    def close(self) -> None: ...


class PagePictures(QObject):
    """Draws the page last asked for; on the window's thread only.

    Signals:
        drawn(object): A ``PageImage``, always from the event loop, never of an older request.
        failed(object, object): The ``PageRequest``, and an ``AppError`` that says why not.
    """

    drawn = Signal(object)
    failed = Signal(object, object)
    _found = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._painter: Painter | None = None
        self._wanted: PageRequest | None = None
        self._task: Task | None = None
        self._kept: OrderedDict[PageRequest, PageImage] = OrderedDict()
        self._kept_bytes = 0
        self._found.connect(self._on_found, Qt.ConnectionType.QueuedConnection)

    def open(self, folder: Path, painter: Painter | None = None) -> None:
        """Draw pages of another folder's documents from now on."""
        self.close()
        self._painter = painter or _Painter(folder)

    def close(self) -> None:
        """Draw nothing any more; the child process ends once it has nothing to do."""
        self.withdraw()
        self.forget()
        if (painter := self._painter) is not None:
            self._painter = None
            self._runner.submit("pages", lambda token, report: painter.close(), even_at_end=True)

    def request(self, request: PageRequest) -> None:
        """Ask for a page; an earlier request is dropped."""
        self.withdraw()
        if (painter := self._painter) is None:
            return
        self._wanted = request
        if (kept := self._kept.get(request)) is not None:
            self._kept.move_to_end(request)
            self._found.emit(kept)
            return

        def work(token: CancelToken, report: Report) -> PageImage:
            return _image(
                request,
                painter.draw(
                    request.path, request.page, token, scale=request.scale, width=request.width
                ),
            )

        self._task = task = self._runner.submit("pages", work, newest="page")
        task.succeeded.connect(self._on_drawn)
        task.failed.connect(self._on_failed)

    def withdraw(self) -> None:
        """The page last asked for is not wanted any more."""
        self._wanted = None
        if (task := self._task) is not None:
            self._task = None
            task.succeeded.disconnect(self._on_drawn)
            task.failed.disconnect(self._on_failed)
            task.cancel()

    def forget(self) -> None:
        """Documents may have changed: draw their pages anew when they are next asked for."""
        self._kept.clear()
        self._kept_bytes = 0

    # -- plumbing ----------------------------------------------------------------

    def _on_found(self, image: PageImage) -> None:
        if image.request == self._wanted:
            self._wanted = None
            self.drawn.emit(image)

    def _on_drawn(self, image: PageImage) -> None:
        self._task = self._wanted = None
        self._keep(image)
        self.drawn.emit(image)

    def _on_failed(self, error: AppError) -> None:
        request, self._wanted, self._task = self._wanted, None, None
        self.failed.emit(request, error)

    def _keep(self, image: PageImage) -> None:
        self._kept[image.request] = image
        self._kept_bytes += image.image.sizeInBytes()
        while self._kept_bytes > KEPT_BYTES and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._kept_bytes -= oldest.image.sizeInBytes()


class _Painter:
    """Makes the real painter on the thread that draws: its modules are not for the first paint."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._painter: Painter | None = None

    def draw(
        self, path: str, page: int, token: CancelToken, *, scale: float, width: int
    ) -> PagePicture:
        if self._painter is None:
            from desktop_app.documents.workers.page_painter import PagePainter

            self._painter = PagePainter(self._folder)
        return self._painter.draw(path, page, token, scale=scale, width=width)

    def close(self) -> None:
        if self._painter is not None:
            self._painter.close()


def _image(request: PageRequest, picture: PagePicture) -> PageImage:
    """Return the picture as Qt paints it quickest; a QImage may be made on any thread."""
    image = QImage(
        picture.rgb,
        picture.width,
        picture.height,
        3 * picture.width,
        QImage.Format.Format_RGB888,
    )
    # The conversion copies: what it was made from may go.
    shown = image.convertToFormat(QImage.Format.Format_RGB32)
    return PageImage(request, shown, picture.pages, picture.points)
