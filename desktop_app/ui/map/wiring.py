"""Connects the map's view and controller; the window makes it once."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.map.map_controller import MapController, Mapped, Runner
from desktop_app.ui.map.map_view import MapView


class MapFlow(QObject):
    """Holds both together.

    Attributes:
        view, controller: The two.
    """

    def __init__(self, window: QWidget, runner: Runner, intents: DocumentIntents) -> None:
        super().__init__(window)
        self.view = MapView(intents, window)
        self.controller = MapController(runner, self)
        controller, view = self.controller, self.view
        controller.few.connect(view.show_few)
        controller.indexing.connect(view.show_indexing)
        controller.begun.connect(view.show_begun)
        controller.progressed.connect(view.show_progress)
        controller.ready.connect(view.show_map)
        controller.failed.connect(view.show_failure)
        view.again_requested.connect(controller.draw)

    def set_folder(self, folder: Mapped | None) -> None:
        """Draw another folder from now on."""
        self.controller.set_folder(folder)
        self.view.show_nothing()

    def set_shown(self, shown: bool) -> None:
        """Tell whether the map is on top: then it is made, and the arrow keys are its own."""
        self.controller.set_shown(shown)
        if shown:
            self.view.canvas.setFocus()
