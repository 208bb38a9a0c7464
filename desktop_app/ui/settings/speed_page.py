"""What models on this computer run on, and how near to their own numbers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop_app.settings import Device, Settings, Speed
from desktop_app.ui.settings.choices_page import ChoicesPage


class SpeedPage(ChoicesPage):
    """The page of models; which model a folder has is put on top of it from elsewhere."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("speed_page", parent)
        self.title = self.tr("Models")
        self.heading(self.tr("Speed on this computer"))
        devices = {
            Device.AUTO: self.tr("the fastest there is"),
            Device.CPU: self.tr("the processor"),
            Device.CUDA: self.tr("NVIDIA graphics"),
            Device.MPS: self.tr("Apple graphics"),
        }
        self._device = self.choice("device", devices, settings.device)
        self.field(self.tr("The &model runs on"), self._device)
        speeds = {
            Speed.EXACT: self.tr("the model’s own numbers"),
            Speed.FAST: self.tr("fast, where the processor is made for it"),
        }
        self._speed = self.choice("speed", speeds, settings.speed)
        self.field(self.tr("New indexes are made with"), self._speed)
        self.note(
            self.tr(
                "Fast rounds the model’s numbers to 8 bits: about 97 of 100 best hits stay the "
                "same. An index that is there stays as it was made."
            )
        )
        self.column.addStretch(1)

    def applied_to(self, settings: Settings) -> Settings:
        """Return ``settings`` with what stands on this page."""
        return replace(
            settings,
            device=Device(self._device.currentData()),
            speed=Speed(self._speed.currentData()),
        )

    def take_in(self, page: QWidget) -> None:
        """Show a page above these choices, in place of none."""
        page.setParent(self)
        self.column.insertWidget(0, page)
