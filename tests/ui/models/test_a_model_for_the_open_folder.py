"""The whole way in the window: another model is chosen, said yes to, and found with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop_app import cloud
from desktop_app.embedding.catalogue import DEFAULT
from desktop_app.privacy import servers
from desktop_app.privacy.credentials import Credentials
from desktop_app.settings import Settings, save
from desktop_app.ui.models.models_page import ModelsPage
from desktop_app.ui.privacy.consent_dialog import ConsentDialog
from desktop_app.ui.settings.settings_dialog import SettingsDialog
from desktop_app.ui.shell.controller import MainController
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.start.recent import RecentFolders
from desktop_app.ui.work.indexing_status import Activity
from tests.privacy.fake_keyring import FakeKeyring
from tests.support.cloud_folder import CloudFolder

LIMIT_MS = 120_000


class Shown:
    """The window on a folder that was indexed on this computer."""

    def __init__(self, qtbot: QtBot, cloud_folder: CloudFolder, recent: Path) -> None:
        self._qtbot, self.of = qtbot, cloud_folder
        self.window = MainWindow()
        self.window.resize(1240, 800)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.controller = MainController(self.window, RecentFolders(recent), Settings())
        self.controller.open_folder(str(cloud_folder.path))
        self.wait_for_index()

    @property
    def model(self) -> str:
        """What the index was made with."""
        with self.of.open() as library:
            return library.status().model

    def page(self) -> ModelsPage:
        """The models, as the folder's menu opens them."""
        self.window.window_actions.choose_model.trigger()
        self.wait(lambda: self.window.findChild(ModelsPage) is not None)
        page = self.window.findChild(ModelsPage)
        assert page is not None
        assert page.isVisible()
        self.wait(page.server.isEnabled)
        return page

    def ask_for_yes(self) -> ConsentDialog:
        """Name the server on the page; returns the dialog that asks."""
        page = self.page()
        page.server.address.setText(f"{self.of.server.url}/v1")
        page.server.model.setText("toy")
        page.server.use.click()
        self.wait(lambda: page.window().findChild(ConsentDialog) is not None)
        dialog = page.window().findChild(ConsentDialog)
        assert dialog is not None
        self.wait(lambda: not dialog.is_busy)
        return dialog

    def leave_settings(self) -> None:
        dialog = self.window.findChild(SettingsDialog)
        assert dialog is not None
        dialog.done(QDialog.DialogCode.Rejected)
        self.wait(lambda: self.window.findChild(SettingsDialog) is None)

    def wait_for_index(self) -> None:
        status = lambda: self.controller.link.indexing.status  # noqa: E731
        self.wait(lambda: status().activity is Activity.DONE and not self.controller.runner.running)

    def wait(self, done: object) -> None:
        self._qtbot.waitUntil(done, timeout=LIMIT_MS)

    def end(self) -> None:
        self.window.close()
        self.wait(lambda: self.window.has_gone)
        self.window.deleteLater()


@pytest.fixture
def shown(
    qtbot: QtBot, cloud_folder: CloudFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shown]:
    save(Settings())
    keys = Credentials(FakeKeyring, patience_s=30)
    monkeypatch.setattr(cloud, "credentials", lambda: keys)
    monkeypatch.setattr(servers, "_path", lambda: tmp_path / "servers.json")
    shown = Shown(qtbot, cloud_folder, tmp_path / "recent.json")
    yield shown
    shown.end()


def test_model_when_said_yes_to_then_indexed_found_with_and_left_again(shown: Shown) -> None:
    window, server = shown.window, shown.of.server
    assert shown.model == DEFAULT
    dialog = shown.ask_for_yes()
    assert not server.asked
    dialog.yes.click()
    shown.wait(lambda: shown.controller.link.indexing.status.busy)
    shown.wait_for_index()
    assert shown.model == shown.of.model
    page = window.findChild(ModelsPage)
    assert page is not None
    shown.wait(lambda: "is searched with toy" in page._now.text())
    shown.leave_settings()
    sent = len(server.asked)
    assert sum(len(asked.texts) for asked in server.asked) > 4
    views = shown.controller.views
    views.box.setText("the tenant pays the rent")
    views.box.returnPressed.emit()
    shown.wait(lambda: views.search_page.view.model().rowCount() > 0 and len(server.asked) > sent)
    assert server.asked[-1].texts == ("the tenant pays the rent",)

    shown.page().use_requested.emit(DEFAULT)
    shown.wait(lambda: shown.controller.link.indexing.status.busy)
    shown.wait_for_index()
    assert shown.model == DEFAULT
    shown.leave_settings()


def test_model_when_not_said_yes_to_then_nothing_is_sent_and_the_index_stays(shown: Shown) -> None:
    dialog = shown.ask_for_yes()
    dialog.no.click()
    shown.leave_settings()
    assert not shown.of.server.asked
    assert not shown.controller.link.indexing.status.busy
    assert shown.model == DEFAULT
    with shown.of.open() as library:
        assert cloud.consent_for(library.location, shown.of.model) is None
