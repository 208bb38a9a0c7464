"""The window on a folder whose model is at a provider, from the first word to a refused key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app import cloud
from desktop_app.privacy import gate, servers
from desktop_app.privacy.credentials import Credentials
from desktop_app.privacy.secret import Secret
from desktop_app.progress import CancelToken
from desktop_app.ui.privacy.key_dialog import KeyDialog
from desktop_app.ui.privacy.key_work import KeyFor, keep_key
from desktop_app.ui.work.indexing_status import Activity
from tests.embedding.cloud.fake_provider import Answering, may_connect, status
from tests.privacy.fake_keyring import FakeKeyring
from tests.support.cloud_folder import CloudFolder, by_words
from tests.ui.window import WholeWindow

OLD, NEW = Secret("sk-old-0123456789"), Secret("sk-new-0123456789")


@pytest.fixture(autouse=True)
def _own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = Credentials(FakeKeyring, patience_s=30)
    monkeypatch.setattr(cloud, "credentials", lambda: keys)
    monkeypatch.setattr(servers, "_path", lambda: tmp_path / "servers.json")


def _accept(folder: CloudFolder, key: Secret) -> None:
    """Have the server answer those who show ``key``, and no others."""

    def answer(answering: Answering) -> None:
        known = answering.asked.headers.get("authorization") == f"Bearer {key.reveal()}"
        (by_words if known else status(401))(answering)

    folder.server.always = answer


@pytest.fixture
def opened(
    cloud_folder: CloudFolder, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[WholeWindow]:
    """The window on the folder, indexed with its consented model and the old key."""
    owner = KeyFor("compatible", f"{cloud_folder.server.url}/v1", "toy")
    with may_connect(monkeypatch, cloud_folder.server.port):
        keep_key(owner, OLD, True, CancelToken())
        _accept(cloud_folder, OLD)
        cloud_folder.agree()
        with cloud_folder.open() as library:
            library.update(cloud_folder.model)
        window = WholeWindow(qtbot, cloud_folder, tmp_path / "recent.json")
        window.open()
        yield window
        window.end()


def _note(opened: WholeWindow) -> str:
    note = opened.controller.views.search_page.meaning_note
    return note.findChild(QLabel, "meaning_words").text() if note.isVisible() else ""


def _type(opened: WholeWindow, qtbot: QtBot, words: str) -> None:
    """Type over what is in the box, and wait for an answer by words."""
    box = opened.controller.views.box
    box.take_focus()
    qtbot.keyClicks(box, words)
    opened.wait(lambda: "Enter sends" in _note(opened))


def _first_cosine(opened: WholeWindow) -> float:
    rows = opened.controller.views.search_page.view.results
    source = rows.row_at(rows.index(0)).source if rows.found else None
    return getattr(source, "cosine", 0.0)


def _give_key(opened: WholeWindow, qtbot: QtBot, key: Secret) -> None:
    opened.wait(lambda: opened.window.findChild(KeyDialog) is not None)
    dialog = opened.window.findChild(KeyDialog)
    assert dialog.address.text().startswith("http://127.0.0.1:")
    dialog.session.setChecked(True)
    qtbot.keyClicks(dialog.field, key.reveal())
    opened.wait(dialog.keep.isEnabled)
    with qtbot.waitSignal(dialog.keys_changed, timeout=30_000):
        dialog.keep.click()


def test_window_when_the_key_is_refused_midway_then_words_answer_and_a_new_key_goes_on(
    opened: WholeWindow, cloud_folder: CloudFolder, qtbot: QtBot
) -> None:
    server, box = cloud_folder.server, opened.controller.views.box
    indexed = len(server.asked)
    _type(opened, qtbot, "slow knee")
    assert len(server.asked) == indexed

    qtbot.keyClick(box, Qt.Key.Key_Return)
    opened.wait(lambda: _first_cosine(opened) > 0)
    assert _note(opened) == ""
    assert server.texts[-1] == "slow knee"

    _accept(cloud_folder, NEW)
    _type(opened, qtbot, "tenant rent")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    opened.wait(lambda: "So only words were compared." in _note(opened))
    assert "does not accept the key" in _note(opened)
    assert opened.controller.views.search_page.view.results.found

    note = opened.controller.views.search_page.meaning_note
    button = note.findChild(QPushButton, "meaning_button_0")
    assert button.text() == "Set a key…"
    button.click()
    _give_key(opened, qtbot, NEW)
    opened.wait(lambda: _first_cosine(opened) > 0)
    assert _note(opened) == ""
    assert len(server.paid) == len(set(server.paid))

    with cloud_folder.open() as library:
        entries = cloud.ledger(library.location).entries()
    assert sum(entry.bytes_sent for entry in entries) == server.received_bytes


def test_indexing_when_the_key_is_refused_then_told_with_a_button_and_a_new_key_goes_on(
    opened: WholeWindow, cloud_folder: CloudFolder, qtbot: QtBot
) -> None:
    _accept(cloud_folder, NEW)
    cloud_folder.write(new="A wholly new letter about the garden. " * 4)
    opened.controller.link.look_again()
    activity = lambda: opened.controller.link.indexing.status.activity  # noqa: E731
    opened.wait(lambda: activity() is Activity.FAILED)
    (notice,) = opened.window.banners.notices
    assert "does not accept the key" in notice.message
    assert notice.action == "Set a key…"

    opened.window.banners.findChild(QPushButton, "banner_action").click()
    _give_key(opened, qtbot, NEW)
    opened.wait(lambda: activity() is Activity.DONE)
    assert opened.window.banners.notices == ()
    assert "this run" in opened.controller.link.indexing.status.note


def test_text_when_the_lock_is_on_then_not_sent_and_told(
    opened: WholeWindow, cloud_folder: CloudFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = len(cloud_folder.server.asked)
    strip = opened.window.trust_strip
    sent = strip.findChild(QToolButton, "trust_sent")
    assert sent.text() == f"Text is sent to 127.0.0.1:{cloud_folder.server.port}"
    assert strip.findChild(QToolButton, "trust_model").text().startswith("toy, at 127.0.0.1:")
    monkeypatch.setenv(gate.VARIABLE, "1")
    opened.controller.providers.on_permission_changed()
    opened.wait(lambda: sent.text() == "Nothing is sent now")
    opened.controller.views.search_page.text_dropped.emit("Bend the knee slowly.")
    button = opened.controller.views.search_page.findChild(QPushButton, "placeholder_button")
    opened.wait(lambda: button.isVisible() and button.text() == "Keys and privacy…")
    assert len(cloud_folder.server.asked) == asked


def test_text_when_it_may_be_sent_then_the_header_says_where_to(
    opened: WholeWindow, cloud_folder: CloudFolder
) -> None:
    page = opened.controller.views.search_page
    page.text_dropped.emit("Bend the knee slowly.")
    opened.wait(lambda: cloud_folder.server.texts[-1] == "Bend the knee slowly.")
    place = page.findChild(QLabel, "like_place").text()
    assert f"Its text is sent to 127.0.0.1:{cloud_folder.server.port}" in place
