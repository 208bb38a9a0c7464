"""What the window does with the open folder: real readers and threads, and a toy model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.documents.reasons import Offer
from desktop_app.errors import IndexDamaged
from desktop_app.ui.files.file_row import Standing
from desktop_app.ui.help.help_window import HelpWindow
from desktop_app.ui.shell.keys_dialog import KeysDialog
from desktop_app.ui.work.indexing_status import problem_of
from desktop_app.ui.work.remedies import Remedy
from tests.support.toy_library import ToyLibrary, paragraph
from tests.ui.window import WholeWindow

LEASE = "The tenant pays the rent on the first day of the month."
KNEE = "Bend the knee slowly and hold it for ten seconds."


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[WholeWindow]:
    toy = ToyLibrary(tmp_path / "papers")
    toy.write("lease.txt", LEASE)
    toy.write("health/knee.txt", KNEE)
    toy.write("health/2024/scan.bin", b"\x00\x01\x02")
    window = WholeWindow(qtbot, toy, tmp_path / "recent.json")
    window.open()
    yield window
    window.end()


def _states(opened: WholeWindow) -> dict[str, Standing]:
    return {row.path: row.state for row in opened.controller.views.files.files.rows}


def test_document_when_excluded_then_no_longer_found_and_undo_brings_it_back(
    opened: WholeWindow,
) -> None:
    opened.controller.views.intents.exclude_requested.emit("lease.txt")
    opened.wait(lambda: _states(opened).get("lease.txt") is Standing.LEFT_OUT)
    opened.wait_for_index()
    assert "lease.txt" not in opened.toy.found("rent")

    opened.window.banners.findChild(QPushButton, "banner_action").click()
    opened.wait(lambda: _states(opened).get("lease.txt") is Standing.FULL)
    assert opened.toy.found("rent")[0] == "lease.txt"
    assert opened.window.banners.notices == ()


def test_folder_when_excluded_then_listed_as_left_out_and_its_button_takes_it_in(
    opened: WholeWindow,
) -> None:
    opened.controller.views.intents.exclude_requested.emit("health")
    opened.wait(lambda: _states(opened).get("health") is Standing.LEFT_OUT)
    assert "health/knee.txt" not in _states(opened)

    files = opened.controller.views.files
    opened.window.show_view("files")
    files.show_states(frozenset({Standing.LEFT_OUT}))
    files.table.setCurrentIndex(files.files.index_of("health"))
    files.findChild(QPushButton, "file_offer").click()
    opened.wait(lambda: _states(opened).get("health/knee.txt") is Standing.FULL)


def test_filters_when_a_folder_is_open_then_offer_what_is_in_it(opened: WholeWindow) -> None:
    chips = opened.controller.views.search_page.chips
    assert [menu.actions()[-1].text() for menu in (chips._kind.menu(), chips._folder.menu())] == [
        "Plain text and notes\t2",
        "health",
    ]


@pytest.mark.parametrize("offer", [Offer.UPDATE, Offer.RETRY])
def test_offer_when_taken_then_the_folder_is_looked_at_again(
    opened: WholeWindow, qtbot: QtBot, offer: Offer
) -> None:
    with qtbot.waitSignal(opened.controller.link.indexing.completed, timeout=60_000):
        opened.controller.views.files.offer_requested.emit("health/2024/scan.bin", offer)
    opened.wait_for_index()


@pytest.mark.parametrize(
    ("offer", "setting"),
    [(Offer.RAISE_LIMIT, "largest_file_mb"), (Offer.RECOGNISE, "text_recognition")],
)
def test_offer_of_a_setting_when_taken_then_the_settings_open_there(
    opened: WholeWindow, offer: Offer, setting: str
) -> None:
    opened.controller.views.files.offer_requested.emit("health/2024/scan.bin", offer)
    opened.wait(lambda: opened.window.findChild(QDialog, "settings_dialog") is not None)
    dialog = opened.window.findChild(QDialog, "settings_dialog")
    field = dialog.findChild(QWidget, setting)
    assert dialog.focusWidget() is field or not field.isEnabled()
    dialog.reject()


def test_file_without_text_when_chosen_then_the_preview_offers_what_can_be_done(
    opened: WholeWindow, qtbot: QtBot
) -> None:
    views = opened.controller.views
    opened.window.show_view("files")
    views.files.table.setCurrentIndex(views.files.files.index_of("health/2024/scan.bin"))
    with qtbot.waitSignal(views.offer_requested) as asked:
        views.pane.findChild(QPushButton, "placeholder_button").click()
    assert asked.args == ["health/2024/scan.bin", Offer.OPEN]


def test_damaged_index_when_the_remedy_is_taken_then_made_anew(
    opened: WholeWindow, qtbot: QtBot
) -> None:
    link = opened.controller.link
    link.indexing.problem_met.emit(
        problem_of(IndexDamaged("The index is damaged.", "Make it anew."))
    )
    assert link._remedies[0] is Remedy.REBUILD
    with qtbot.waitSignal(link.indexing.completed, timeout=60_000) as done:
        opened.window.banners.findChild(QPushButton, "banner_action").click()
    assert done.args[0].summary.indexed == 2
    opened.wait_for_index()


def test_model_when_there_is_something_to_find_then_started_before_the_first_question(
    opened: WholeWindow,
) -> None:
    assert any(embedder.queries for embedder in opened.toy.embedders)


def test_window_when_closed_then_is_gone_from_the_screen_at_once_and_ends_its_work_first(
    qtbot: QtBot, tmp_path: Path
) -> None:
    whole = WholeWindow(qtbot, ToyLibrary(tmp_path / "papers"), tmp_path / "recent.json")
    for number in range(30):
        whole.toy.write(f"{number}.txt", paragraph(number))
    whole.controller.open_folder(str(whole.toy.path))
    whole.wait(lambda: whole.controller.link.indexing.status.busy)
    whole.window.close()
    assert not whole.window.isVisible()
    assert not whole.window.has_gone
    with qtbot.waitSignal(whole.window.gone, timeout=60_000):
        pass
    assert not whole.controller.runner.running
    whole.window.deleteLater()


def test_help_when_asked_for_stands_beside_the_window_and_its_links_do_things(
    opened: WholeWindow, qtbot: QtBot
) -> None:
    opened.window.window_actions.help.trigger()
    window = opened.window.findChild(HelpWindow)
    assert window.isVisible()

    window.action_requested.emit("keys")
    qtbot.waitUntil(lambda: opened.window.findChild(KeysDialog) is not None)

    opened.window.window_actions.help.trigger()
    assert opened.window.findChildren(HelpWindow) == [window]
