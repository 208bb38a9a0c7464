"""Keys in the window: set, tried, deleted, never shown; and the offline lock beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import cloud
from desktop_app.errors import SettingsUnwritable
from desktop_app.privacy import gate, servers
from desktop_app.privacy.backends import NoKeyring
from desktop_app.privacy.credentials import Credentials, KeyringTrouble
from desktop_app.privacy.secret import Secret
from desktop_app.privacy.servers import Server
from desktop_app.settings import Settings
from desktop_app.ui.privacy.key_dialog import KeyDialog
from desktop_app.ui.privacy.key_field import KeyField
from desktop_app.ui.privacy.key_work import KeyFor
from desktop_app.ui.privacy.keys_page import KeysPage
from desktop_app.ui.settings.settings_dialog import SettingsDialog
from desktop_app.ui.text.cloud_sentences import ABOUT_CLOUDS
from desktop_app.ui.work.tasks import TaskRunner
from tests.embedding.cloud.fake_provider import FakeProvider, may_connect, status
from tests.privacy.fake_keyring import FakeKeyring, StubbornKeyring

KEY = "sk-window-canary-0123456789"


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> FakeKeyring:
    return _use(monkeypatch, FakeKeyring())


def _use(monkeypatch: pytest.MonkeyPatch, keyring: FakeKeyring) -> FakeKeyring:
    keys = Credentials(lambda: keyring, patience_s=30)
    monkeypatch.setattr(cloud, "credentials", lambda: keys)
    return keyring


@pytest.fixture(autouse=True)
def _no_servers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "_path", lambda: tmp_path / "servers.json")


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    assert runner.shutdown(10_000)


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeProvider]:
    with FakeProvider() as provider, may_connect(monkeypatch, provider.port):
        yield provider


def _dialog(qtbot: QtBot, runner: TaskRunner, provider: str = "openai", **more: str) -> KeyDialog:
    dialog = KeyDialog(provider, more.get("base_url", ""), runner, model=more.get("model", ""))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _page(qtbot: QtBot, runner: TaskRunner, rows: int = 2) -> KeysPage:
    page = KeysPage(runner)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: len(page.findChildren(QWidget, "key_card")) == rows)
    return page


def _words(parent: QWidget, name: str) -> str:
    label = parent.findChild(QLabel, name)
    return "" if label.isHidden() else label.text()


# -- the field -----------------------------------------------------------------------


def test_key_field_when_filled_then_nothing_brings_the_key_out_again(qtbot: QtBot) -> None:
    field = KeyField()
    qtbot.addWidget(field)
    field.show()
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    qtbot.keyClicks(field, KEY)
    field.selectAll()
    for sequence in ("Copy", "Cut", "Undo"):
        QTest.keySequence(field, QKeySequence(getattr(QKeySequence.StandardKey, sequence)))
    field.copy()

    assert clipboard.text() == "before"
    assert field.text() == KEY
    assert field.secret() == Secret(KEY)
    assert not field.isUndoAvailable()
    assert KEY not in field.displayText()
    accessible = QAccessible.queryAccessibleInterface(field)
    assert KEY not in accessible.text(QAccessible.Text.Value)


def test_key_field_when_hidden_then_empty_and_nothing_to_undo(qtbot: QtBot) -> None:
    field = KeyField()
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, KEY)
    field.hide()
    field.undo()
    assert field.text() == ""


# -- the dialog ----------------------------------------------------------------------


def test_key_when_kept_then_in_the_keyring_told_and_gone_from_the_window(
    qtbot: QtBot, runner: TaskRunner, keyring: FakeKeyring
) -> None:
    dialog = _dialog(qtbot, runner)
    qtbot.waitUntil(lambda: _words(dialog, "key_state") == "No key is kept.")
    assert not dialog.keep.isEnabled()
    dialog.field.insert(f" {KEY}\n")  # as it is pasted
    with qtbot.waitSignal(dialog.keys_changed) as changed:
        dialog.keep.click()
    assert changed.args == ["openai"]
    assert list(keyring.kept.values()) == [KEY]
    assert not dialog.isVisible()
    assert dialog.field.text() == ""


def test_key_for_the_session_when_kept_then_the_keyring_gets_none(
    qtbot: QtBot, runner: TaskRunner, keyring: FakeKeyring
) -> None:
    dialog = _dialog(qtbot, runner, "cohere")
    qtbot.keyClicks(dialog.field, KEY)
    dialog.session.setChecked(True)
    with qtbot.waitSignal(dialog.keys_changed):
        dialog.keep.click()
    assert keyring.kept == {}
    assert cloud.credentials().get("cohere") == Secret(KEY)


def test_key_when_one_is_there_then_the_dialog_never_shows_it(
    qtbot: QtBot, runner: TaskRunner, keyring: FakeKeyring
) -> None:
    keyring.kept["Likewise", "openai"] = KEY
    dialog = _dialog(qtbot, runner)
    qtbot.waitUntil(lambda: "is kept in the keyring" in _words(dialog, "key_state"))
    assert dialog.field.text() == ""
    assert dialog.test.isEnabled()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (NoKeyring(), KeyringTrouble.NO_KEYRING),
        (RuntimeError("the prompt was dismissed"), KeyringTrouble.CANCELLED),
        (RuntimeError("broken"), KeyringTrouble.FAILING),
    ],
)
def test_key_when_the_keyring_cannot_be_used_then_told_and_the_session_is_offered(
    qtbot: QtBot,
    runner: TaskRunner,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    told: KeyringTrouble,
) -> None:
    _use(monkeypatch, FakeKeyring(error))
    dialog = _dialog(qtbot, runner)
    qtbot.waitUntil(lambda: _words(dialog, "key_state") == told.value)
    assert _words(dialog, "key_remedy") == told.remedy
    assert dialog.session.isChecked()
    dialog.session.setChecked(False)
    qtbot.keyClicks(dialog.field, KEY)
    dialog.keep.click()
    qtbot.waitUntil(lambda: _words(dialog, "key_outcome") == told.value)
    assert dialog.field.text() == KEY  # it need not be pasted again


def test_key_when_it_is_none_then_told_and_no_keyring_is_asked(
    qtbot: QtBot, runner: TaskRunner, keyring: FakeKeyring
) -> None:
    dialog = _dialog(qtbot, runner)
    qtbot.waitUntil(lambda: bool(_words(dialog, "key_state")))
    asked = keyring.asked
    qtbot.keyClicks(dialog.field, "not a key")
    dialog.keep.click()
    assert _words(dialog, "key_outcome").startswith("That is no key")
    assert keyring.asked == asked


def test_key_when_closed_while_the_keyring_waits_then_let_go_at_once(
    qtbot: QtBot, runner: TaskRunner, keyring: FakeKeyring
) -> None:
    import threading

    dialog = _dialog(qtbot, runner)
    qtbot.waitUntil(lambda: bool(_words(dialog, "key_state")))
    keyring.hang = threading.Event()
    qtbot.keyClicks(dialog.field, KEY)
    dialog.keep.click()
    assert dialog.is_busy
    dialog.reject()
    try:
        qtbot.waitUntil(lambda: not runner.running)
        assert dialog.field.text() == ""
    finally:
        keyring.hang.set()


def test_server_when_tried_and_kept_then_it_was_asked_with_the_key_and_is_listed(
    qtbot: QtBot, runner: TaskRunner, keyring: FakeKeyring, provider: FakeProvider
) -> None:
    dialog = _dialog(qtbot, runner, "compatible")
    assert dialog.focusWidget() is dialog.address
    qtbot.keyClicks(dialog.address, f"{provider.url}/v1")
    qtbot.keyClicks(dialog.model, "tiny")
    qtbot.keyClicks(dialog.field, KEY)
    dialog.test.click()
    qtbot.waitUntil(
        lambda: _words(dialog, "key_outcome").startswith("It works: tiny"), timeout=60_000
    )
    assert provider.asked[-1].headers["authorization"] == f"Bearer {KEY}"
    assert keyring.kept == {}
    with qtbot.waitSignal(dialog.keys_changed) as changed:
        dialog.keep.click()
    assert changed.args == [f"compatible:{provider.url}"]
    assert servers.servers() == (Server(f"{provider.url}/v1", "tiny"),)
    page = _page(qtbot, runner, rows=3)
    assert "is kept in the keyring" in page.card(changed.args[0]).state.text()


def test_key_when_refused_then_told_and_kept_in_the_field(
    qtbot: QtBot, runner: TaskRunner, keyring: FakeKeyring, provider: FakeProvider
) -> None:
    provider.always = status(401)
    dialog = _dialog(qtbot, runner, "compatible", base_url=f"{provider.url}/v1", model="tiny")
    qtbot.keyClicks(dialog.field, KEY)
    dialog.test.click()
    qtbot.waitUntil(
        lambda: "does not accept the key" in _words(dialog, "key_outcome"), timeout=60_000
    )
    assert "Check the key" in _words(dialog, "key_remedy")
    assert len(provider.asked) <= 2
    assert dialog.keep.isEnabled()


# -- the page ------------------------------------------------------------------------


def test_page_when_not_seen_then_no_keyring_is_asked(
    qtbot: QtBot, runner: TaskRunner, keyring: FakeKeyring
) -> None:
    settings = SettingsDialog(Settings())
    qtbot.addWidget(settings)
    page = KeysPage(runner)
    settings.add_page("privacy", page.title, page)
    settings.show()
    assert not runner.running
    settings.begin_at("privacy")
    qtbot.waitUntil(lambda: len(page.findChildren(QWidget, "key_card")) == 2)
    assert keyring.asked == 2


def test_page_when_seen_then_each_key_has_its_state_in_words(
    qtbot: QtBot, runner: TaskRunner, keyring: FakeKeyring
) -> None:
    keyring.kept["Likewise", "openai"] = KEY
    cloud.credentials().keep_for_session("cohere", Secret(KEY))
    servers.remember(Server("http://127.0.0.1:11434/v1", "nomic-embed-text"))
    page = _page(qtbot, runner, rows=3)
    assert [
        page.card(name).state.text()
        for name in ("openai", "cohere", "compatible:http://127.0.0.1:11434")
    ] == [
        "A key is kept in the keyring of this computer.",
        "A key is kept for this session only, until Likewise is closed.",
        "No key is kept; most such servers need none.",
    ]
    assert page.card("openai").test.isEnabled()


def test_page_when_the_keyring_is_missing_then_told_once_with_what_one_can_do(
    qtbot: QtBot, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, FakeKeyring(NoKeyring()))
    page = _page(qtbot, runner)
    assert page.card("openai").state.text() == KeyringTrouble.NO_KEYRING.value
    assert _words(page, "keys_told") == KeyringTrouble.NO_KEYRING.remedy
    assert not page.card("openai").test.isEnabled()
    assert page.card("openai").set.isEnabled()


def test_delete_when_said_yes_to_then_the_key_is_gone(
    qtbot: QtBot, runner: TaskRunner, keyring: FakeKeyring
) -> None:
    keyring.kept["Likewise", "openai"] = KEY
    page = _page(qtbot, runner)
    card = page.card("openai")
    card.delete.click()
    question = card.findChild(QMessageBox, "key_delete_question")
    assert question.defaultButton() is question.button(QMessageBox.StandardButton.Cancel)
    with qtbot.waitSignal(page.keys_changed) as changed:
        _button(question, "Delete").click()
    assert changed.args == ["openai"]
    assert keyring.kept == {}
    qtbot.waitUntil(lambda: card.state.text() == "No key is kept.")
    assert not card.delete.isEnabled()


def test_delete_when_the_keyring_keeps_it_then_told(
    qtbot: QtBot, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, StubbornKeyring()).kept["Likewise", "openai"] = KEY
    card = _page(qtbot, runner).card("openai")
    card.delete.click()
    _button(card.findChild(QMessageBox, "key_delete_question"), "Delete").click()
    qtbot.waitUntil(lambda: KeyringTrouble.FAILING.value in _words(card, "key_outcome"))


def test_delete_when_a_server_is_meant_then_it_is_no_longer_listed(
    qtbot: QtBot, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, FakeKeyring(NoKeyring()))
    servers.remember(Server("http://127.0.0.1:11434/v1", "m"))
    page = _page(qtbot, runner, rows=3)
    card = page.card("compatible:http://127.0.0.1:11434")
    card.delete.click()
    with qtbot.waitSignal(page.keys_changed):
        _button(card.findChild(QMessageBox, "key_delete_question"), "Delete").click()
    qtbot.waitUntil(lambda: len(page.findChildren(QWidget, "key_card")) == 2)
    assert servers.servers() == ()


def test_test_when_the_lock_is_on_then_refused_with_where_it_is_switched_off(
    qtbot: QtBot,
    runner: TaskRunner,
    keyring: FakeKeyring,
    monkeypatch: pytest.MonkeyPatch,
    provider: FakeProvider,
) -> None:
    monkeypatch.setattr(gate, "_chosen", lambda: True)
    servers.remember(Server(f"{provider.url}/v1", "tiny"))
    card = _page(qtbot, runner, rows=3).card(f"compatible:{provider.url}")
    card.test.click()
    qtbot.waitUntil(lambda: "offline lock is on" in _words(card, "key_outcome"), timeout=60_000)
    assert "in the settings, on the page “Keys and privacy”" in _words(card, "key_outcome")
    assert provider.asked == []


def test_lock_when_likewise_was_started_with_it_then_shown_on_and_not_chosen(
    qtbot: QtBot, runner: TaskRunner, keyring: FakeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(gate.VARIABLE, "1")
    settings = SettingsDialog(Settings())
    qtbot.addWidget(settings)
    page = KeysPage(runner)
    page.lock_read.connect(settings.privacy.show_lock)
    settings.add_page("privacy", page.title, page)
    settings.show()
    settings.begin_at("privacy")
    qtbot.waitUntil(lambda: not settings.privacy.lock.isEnabled())
    assert settings.privacy.lock.isChecked()
    assert settings.chosen == Settings()


def test_keys_when_gone_through_by_tab_then_all_in_order_with_names(
    qtbot: QtBot, runner: TaskRunner, keyring: FakeKeyring
) -> None:
    keyring.kept["Likewise", "openai"] = keyring.kept["Likewise", "cohere"] = KEY
    page = _page(qtbot, runner)
    page.card("openai").set.setFocus()
    seen = []
    for _ in range(7):
        focused = page.focusWidget()
        seen.append(focused.accessibleName() or focused.text().replace("&", ""))
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == [
        "Set the key for OpenAI",
        "Test the key for OpenAI",
        "Delete the key for OpenAI",
        "Set the key for Cohere",
        "Test the key for Cohere",
        "Delete the key for Cohere",
        "Another server…",
    ]


def test_key_dialog_when_a_card_is_set_then_it_is_for_that_one(
    qtbot: QtBot, runner: TaskRunner, keyring: FakeKeyring
) -> None:
    page = _page(qtbot, runner)
    page.card("cohere").set.click()
    dialog = page.findChild(KeyDialog)
    assert dialog.owner == KeyFor("cohere")
    assert dialog.windowTitle() == "Key for Cohere"
    dialog.reject()


@pytest.mark.parametrize("trouble", KeyringTrouble)
def test_keyring_trouble_when_told_then_in_the_language_of_the_window(
    trouble: KeyringTrouble,
) -> None:
    assert trouble.value in ABOUT_CLOUDS
    assert trouble.remedy in ABOUT_CLOUDS


def test_servers_when_the_file_cannot_be_written_then_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsUnwritable):
        servers.remember(Server("http://127.0.0.1:1/v1", "m"), tmp_path / "file" / "servers.json")


def _button(question: QMessageBox, words: str) -> QPushButton:
    return next(b for b in question.findChildren(QPushButton) if b.text() == words)


def test_key_dialog_when_much_is_told_then_no_field_is_squeezed(
    qtbot: QtBot, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, FakeKeyring(NoKeyring()))
    dialog = _dialog(qtbot, runner, "compatible", base_url="http://127.0.0.1:1/v1", model="m")
    qtbot.waitUntil(lambda: bool(_words(dialog, "key_remedy")))
    for field in (dialog.address, dialog.model, dialog.field):
        assert field.height() >= field.minimumSizeHint().height()
