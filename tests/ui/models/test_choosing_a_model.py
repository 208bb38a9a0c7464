"""A model at a provider for the open folder: shown, asked about, said yes or no to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import cloud
from desktop_app.privacy import servers
from desktop_app.privacy.consent import never_leaves, set_never_leaves
from desktop_app.privacy.credentials import Credentials
from desktop_app.privacy.servers import Server, remember
from desktop_app.settings import Settings, save
from desktop_app.ui.models.choosing_work import ModelRow, ModelsRead, read_models
from desktop_app.ui.models.models_page import ModelsPage
from desktop_app.ui.privacy.consent_dialog import ConsentDialog
from desktop_app.ui.privacy.key_dialog import KeyDialog
from desktop_app.ui.privacy.key_work import COMPATIBLE, KeyFor
from desktop_app.ui.work.open_folder import OpenFolder
from desktop_app.ui.work.tasks import TaskRunner
from tests.embedding.cloud.fake_provider import status
from tests.privacy.fake_keyring import FakeKeyring
from tests.support.cloud_folder import DIM, CloudFolder
from tests.ui.shell.test_names import CONTROLS, _name

LIMIT_MS = 60_000


@pytest.fixture(autouse=True)
def _own_keys_and_servers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = FakeKeyring()
    keys = Credentials(lambda: keyring, patience_s=30)
    monkeypatch.setattr(cloud, "credentials", lambda: keys)
    monkeypatch.setattr(servers, "_path", lambda: tmp_path / "servers.json")
    save(Settings())


class Desk:
    """What a person sees of choosing a model for a folder, without the window."""

    def __init__(self, qtbot: QtBot, cloud_folder: CloudFolder) -> None:
        self.qtbot, self.of = qtbot, cloud_folder
        self.runner, self.folder = TaskRunner(), OpenFolder(cloud_folder.path)

    @property
    def location(self) -> Any:
        with self.of.open() as library:
            return library.location

    @property
    def asked(self) -> int:
        """Requests the server has received."""
        return len(self.of.server.asked)

    def page(self, folder: OpenFolder | None) -> ModelsPage:
        page = ModelsPage(self.runner, folder)
        self.qtbot.addWidget(page)
        page.show()
        self.wait(lambda: bool(page.findChildren(QLabel, "model_name")))
        return page

    def dialog(self, model: str) -> ConsentDialog:
        dialog = ConsentDialog(self.folder, model, self.runner)
        self.qtbot.addWidget(dialog)
        dialog.show()
        self.wait_for(dialog)
        return dialog

    def wait_for(self, dialog: ConsentDialog) -> None:
        self.wait(lambda: not dialog.is_busy)

    def wait(self, done: Any) -> None:
        self.qtbot.waitUntil(done, timeout=LIMIT_MS)

    def close(self) -> None:
        assert self.runner.shutdown(LIMIT_MS)
        self.folder.close()


@pytest.fixture
def desk(qtbot: QtBot, cloud_folder: CloudFolder) -> Iterator[Desk]:
    desk = Desk(qtbot, cloud_folder)
    yield desk
    desk.close()


def _says(parent: QWidget, name: str) -> str:
    label = parent.findChild(QLabel, name)
    assert label is not None
    return label.text() if label.isVisible() else ""


def _buttons(parent: QWidget, name: str) -> list[QPushButton]:
    """The buttons of that name, top down."""
    found = [button for button in parent.findChildren(QPushButton, name) if button.isVisible()]
    return sorted(found, key=lambda button: button.mapTo(parent, button.pos()).y())


# -- the page ----------------------------------------------------------------------


def test_models_when_no_folder_is_open_then_shown_and_none_can_be_chosen(desk: Desk) -> None:
    page = desk.page(None)
    names = [label.text() for label in page.findChildren(QLabel, "model_name")]
    assert names == [
        "all-MiniLM-L6-v2",
        "text-embedding-3-small",
        "text-embedding-3-large",
        "embed-english-v3.0",
        "embed-v4.0",
    ]
    prices = [label.text() for label in page.findChildren(QLabel, "model_price")]
    assert prices[:2] == ["free", "$0.02 a million tokens"]
    assert not any(button.isEnabled() for button in _buttons(page, "model_use"))
    assert _says(page, "models_now") == "Open a folder to choose its model."


def test_model_when_used_with_another_dimension_then_that_is_asked_for(desk: Desk) -> None:
    page = desk.page(desk.folder)
    box = page.cards["openai"].findChild(QComboBox, "model_dims")
    assert box is not None
    assert [box.itemData(row) for row in range(box.count())] == [512, 1536]
    assert box.currentData() == 1536
    use = _buttons(page.cards["openai"], "model_use")[0]
    with desk.qtbot.waitSignal(page.use_requested) as usual:
        use.click()
    box.setCurrentIndex(0)
    with desk.qtbot.waitSignal(page.use_requested) as shorter:
        use.click()
    assert usual.args == ["openai:text-embedding-3-small"]
    assert shorter.args == ["openai:text-embedding-3-small@512"]


def test_server_when_named_by_its_address_then_its_model_is_asked_for(desk: Desk) -> None:
    page = desk.page(desk.folder)
    fields = page.server
    assert not fields.use.isEnabled()
    fields.address.setText("http://example.com/v1")
    fields.model.setText(f"toy@{DIM}")
    QTest.keyClick(fields.model, Qt.Key.Key_Return)
    desk.wait(lambda: bool(_says(page, "server_said")))
    assert "no address texts can be sent to" in _says(page, "server_said")
    fields.address.setText(f" {desk.of.server.url}/v1/ ")
    with desk.qtbot.waitSignal(page.use_requested) as used:
        fields.use.click()
    assert used.args == [desk.of.model]
    assert not desk.asked


def test_page_when_a_key_or_a_comparison_is_wanted_then_told_whose(desk: Desk) -> None:
    page = desk.page(desk.folder)
    with desk.qtbot.waitSignal(page.key_requested) as key:
        page.cards["cohere"].key.click()
    assert key.args == [KeyFor("cohere")]
    assert not page.cards[COMPATIBLE].key.isVisible()
    with desk.qtbot.waitSignal(page.compare_requested):
        page.compare.click()


def test_page_when_an_index_is_made_with_another_model_then_both_are_told(desk: Desk) -> None:
    page = desk.page(desk.folder)
    page.show_models(
        ModelsRead(
            (
                ModelRow("all-MiniLM-L6-v2", dims=(384,), dim=384, in_use=True),
                ModelRow(
                    "openai:text-embedding-3-small",
                    "openai",
                    "api.openai.com",
                    dims=(512, 1536),
                    dim=512,
                    is_coming=True,
                    agreed_on="2026-11-24T10:00:00Z",
                ),
            ),
            "Letters",
        )
    )
    assert _says(page, "models_now") == (
        "“Letters” is being indexed with text-embedding-3-small; until that is done, "
        "all-MiniLM-L6-v2 answers."
    )
    box = page.cards["openai"].findChild(QComboBox, "model_dims")
    assert box is not None
    assert box.currentData() == 512


def test_page_when_everything_is_shown_then_all_of_it_has_a_name(desk: Desk) -> None:
    page = desk.page(desk.folder)
    nameless = [
        widget.objectName()
        for widget in page.findChildren(QWidget)
        if isinstance(widget, CONTROLS) and widget.isVisible() and not _name(widget)
    ]
    assert nameless == []


def test_yes_when_taken_back_on_the_page_then_none_holds(desk: Desk) -> None:
    desk.of.agree()
    page = desk.page(desk.folder)
    card = page.cards[COMPATIBLE]
    assert "you said yes on" in _says(card, "model_note")
    with desk.qtbot.waitSignal(page.consent_changed):
        _buttons(card, "model_take_back")[0].click()
    assert cloud.consent_for(desk.location, desk.of.model) is None


def test_folder_when_it_shall_never_leave_then_only_models_here_can_be_chosen(desk: Desk) -> None:
    page = desk.page(desk.folder)
    desk.wait(page.never.isEnabled)
    page.never.click()
    desk.wait(lambda: not page.server.isEnabled())
    assert never_leaves(desk.location)
    enabled = [button for button in _buttons(page, "model_use") if button.isEnabled()]
    assert enabled == _buttons(page.cards[""], "model_use")
    page.never.click()
    desk.wait(page.server.isEnabled)
    assert not never_leaves(desk.location)


def test_models_when_the_lock_is_on_then_told(desk: Desk) -> None:
    save(Settings(offline_lock=True))
    page = desk.page(desk.folder)
    assert _says(page, "models_told") == "The offline lock is on: no provider can be reached."


def test_models_when_read_then_servers_that_were_named_are_there_once(desk: Desk) -> None:
    desk.of.agree()
    remember(Server(f"{desk.of.server.url}/v1", "toy"))
    remember(Server("https://models.example/v1", "bge-m3"))
    remember(Server("https://keys.example/v1", ""))
    rows = read_models(desk.folder, token=_token()).rows
    named = [(row.name, row.host, bool(row.agreed_on)) for row in rows if row.base_url]
    here = desk.of.server.url.removeprefix("http://")
    assert named == [("toy", here, True), ("bge-m3", "models.example", False)]


# -- the yes -----------------------------------------------------------------------


def test_offer_when_shown_then_tells_what_would_be_sent_and_sending_nothing_is_the_default(
    desk: Desk,
) -> None:
    dialog = desk.dialog(desk.of.model)
    host = desk.of.server.url.removeprefix("http://")
    assert _says(dialog, "consent_title") == f"Send the texts of “documents” to {host}?"
    assert f"toy, vectors of {DIM} numbers, runs at {host}" == _says(dialog, "consent_model")
    assert "4 documents" in _says(dialog, "consent_sent")
    assert "characters" in _says(dialog, "consent_sent")
    assert _says(dialog, "consent_price") == "Not known here"
    assert "up to whoever runs it" in _says(dialog, "consent_kept")
    assert _says(dialog, "consent_key") == "No key is kept; most such servers need none."
    assert dialog.yes.isEnabled()
    assert dialog.no.isDefault()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert cloud.consent_for(desk.location, desk.of.model) is None
    assert not desk.asked


def test_yes_when_given_then_noted_and_the_model_is_told(desk: Desk) -> None:
    dialog = desk.dialog(desk.of.model)
    with desk.qtbot.waitSignal(dialog.agreed, timeout=LIMIT_MS) as agreed:
        dialog.yes.click()
    assert agreed.args == [desk.of.model]
    assert cloud.consent_for(desk.location, desk.of.model) is not None
    assert not desk.asked  # the dimension was known; indexing is for others to begin


def test_yes_when_the_dimension_is_not_known_then_the_server_is_asked_one_word(desk: Desk) -> None:
    unsaid = desk.of.model.removesuffix(f"@{DIM}")
    dialog = desk.dialog(unsaid)
    assert not desk.asked
    with desk.qtbot.waitSignal(dialog.agreed, timeout=LIMIT_MS) as agreed:
        dialog.yes.click()
    assert agreed.args == [desk.of.model]
    (asked,) = desk.of.server.asked
    assert len(asked.texts) == 1
    assert servers.servers() == (Server(f"{desk.of.server.url}/v1", "toy"),)


def test_yes_when_the_server_fails_then_told_and_no_yes_is_left(desk: Desk) -> None:
    desk.of.server.always = status(404)
    dialog = desk.dialog(desk.of.model.removesuffix(f"@{DIM}"))
    dialog.yes.click()
    desk.wait_for(dialog)
    assert "knows no model “toy”" in _says(dialog, "consent_told")
    assert dialog.isVisible()
    assert cloud.consent_for(desk.location, desk.of.model) is None


def test_yes_when_it_holds_then_told_since_when_and_can_be_taken_back(desk: Desk) -> None:
    desk.of.agree()
    dialog = desk.dialog(desk.of.model)
    assert "You said yes to this on" in _says(dialog, "consent_held")
    dialog.back.click()
    desk.wait(lambda: not dialog.is_busy and not dialog.back.isVisible())
    assert cloud.consent_for(desk.location, desk.of.model) is None
    assert dialog.yes.isVisible()


def test_offer_when_the_key_is_missing_then_no_yes_before_it_is_set(desk: Desk) -> None:
    dialog = desk.dialog("openai:text-embedding-3-small")
    assert _says(dialog, "consent_price").endswith("($0.02 for a million tokens)")
    assert _says(dialog, "consent_told") == "Without a key nothing can be sent."
    assert not dialog.yes.isEnabled()
    dialog.set_key.click()
    asking = dialog.findChild(KeyDialog)
    assert asking is not None
    asking.field.insert("sk-window-0123456789")
    with desk.qtbot.waitSignal(dialog.keys_changed, timeout=LIMIT_MS):
        asking.keep.click()
    desk.wait(dialog.yes.isEnabled)
    assert _says(dialog, "consent_told") == ""


def test_offer_when_the_folder_never_leaves_then_there_is_no_yes_until_it_may(desk: Desk) -> None:
    desk.of.agree()
    set_never_leaves(desk.location, True)
    dialog = desk.dialog(desk.of.model)
    assert "never leave this computer" in _says(dialog, "consent_told")
    assert not dialog.yes.isVisible()
    assert dialog.never.isChecked()
    dialog.never.click()
    desk.wait(lambda: not dialog.is_busy and dialog.yes.isVisible())
    assert not never_leaves(desk.location)


def test_offer_when_the_lock_is_on_then_there_is_no_yes(desk: Desk) -> None:
    save(Settings(offline_lock=True))
    dialog = desk.dialog(desk.of.model)
    assert "The offline lock is on" in _says(dialog, "consent_told")
    assert not dialog.yes.isVisible()
    assert dialog.no.text() == "Close"


def test_dialog_when_shown_then_all_of_it_has_a_name(desk: Desk) -> None:
    dialog = desk.dialog(desk.of.model)
    controls = [widget for widget in dialog.findChildren(QWidget) if isinstance(widget, CONTROLS)]
    assert [control.objectName() for control in controls if not _name(control)] == []


def _token() -> Any:
    from desktop_app.progress import CancelToken

    return CancelToken()
