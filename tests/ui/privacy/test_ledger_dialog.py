"""What was sent from a folder, in the window: told, listed, filtered, saved."""

from __future__ import annotations

import csv
import io
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.privacy.ledger import UNANSWERED, Entry, Ledger, Totals
from desktop_app.progress import CancelToken
from desktop_app.ui.documents.placeholder import Placeholder
from desktop_app.ui.privacy.ledger_dialog import LedgerDialog
from desktop_app.ui.privacy.ledger_model import ENTRY, LedgerModel
from desktop_app.ui.privacy.ledger_rows import LedgerColumn, LedgerRead, read_ledger
from desktop_app.ui.shell.trust_strip import TrustPart
from desktop_app.ui.work.tasks import TaskRunner
from tests.support.cloud_folder import CloudFolder
from tests.support.toy_library import ToyLibrary
from tests.ui.shell.test_names import CONTROLS, _is_corner, _name
from tests.ui.window import WholeWindow

OPENAI = ("openai", "api.openai.com", "openai:text-embedding-3-small")
OWN = ("compatible", "127.0.0.1:11434", "compatible:http://127.0.0.1:11434/v1#nomic")
MANY = 100_000


class Folder:
    """A folder with a ledger beside it."""

    def __init__(self, path: Path) -> None:
        self.folder = path / "Meyer"
        self.folder.mkdir()
        self._ledger = Ledger(path / "egress.jsonl")

    def ledger(self) -> Ledger:
        return self._ledger

    def send(self, to: tuple[str, str, str] = OPENAI, purpose: str = "index", **end: Any) -> None:
        """Note a request; without ``end`` nothing is known of its answer."""
        provider, host, model = to
        began = self._ledger.begin(
            provider=provider,
            host=host,
            model=model,
            purpose=purpose,
            documents=2,
            texts=3,
            characters=1200,
            bytes_sent=1500,
        )
        if end:
            self._ledger.end(began, **end)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def sent(folder: Folder) -> Folder:
    folder.send(status="200", tokens=300, price=0.5, bytes_received=9000)
    folder.send(OWN, "search", status="401")
    folder.send(purpose="search")
    return folder


def _opened(qtbot: QtBot, folder: Any) -> LedgerDialog:
    runner = TaskRunner()
    dialog = LedgerDialog(folder, runner)
    qtbot.addWidget(dialog, before_close_func=lambda _: runner.shutdown(5000))
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: not dialog.is_reading)
    return dialog


def _says(dialog: LedgerDialog, name: str) -> str:
    label = dialog.findChild(QLabel, f"ledger_{name}")
    assert label is not None
    return label.text()


def _placeholder(dialog: LedgerDialog) -> str:
    """Return what stands where requests would."""
    return " ".join(
        part.accessibleName() for part in dialog.findChildren(Placeholder) if part.isVisible()
    )


def _column(model: LedgerModel, column: LedgerColumn) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def _many() -> LedgerRead:
    """Return 100,000 requests as they are read from a disk."""
    first = Entry(
        "0" * 32, "2026-11-24T07:00:00Z", *OPENAI, "index", 20, 100, 80_000, 90_000, status="200"
    )
    entries = [
        replace(first, id=f"{n:032x}", time=f"2026-{n % 12 + 1:02}-11T{n % 24:02}:00:00Z", texts=n)
        for n in range(MANY)
    ]
    totals = Totals(MANY, 0, 1, 1, 1, 1, 1, 1.0, ("api.openai.com",), "", "", 0)

    class Read:
        folder = Path("many")

        def ledger(self) -> Any:
            return self

        def read(self) -> tuple[list[Entry], Totals]:
            return entries, totals

    return read_ledger(Read(), CancelToken())  # type: ignore[arg-type]


def test_dialog_when_nothing_was_sent_then_says_so_plainly(qtbot: QtBot, folder: Folder) -> None:
    dialog = _opened(qtbot, folder)
    assert _placeholder(dialog).startswith("Nothing was ever sent from this folder.")
    assert not dialog.table.isVisible()
    save = dialog.findChild(QPushButton, "ledger_save")
    assert save is not None
    assert not save.isEnabled()


def test_dialog_when_something_was_sent_then_sums_up_and_lists_the_last_first(
    qtbot: QtBot, sent: Folder
) -> None:
    dialog = _opened(qtbot, sent)
    assert _says(dialog, "title") == (
        "3 requests with 4.5 kB went out to api.openai.com, 127.0.0.1:11434."
    )
    assert _says(dialog, "words") == (
        "9 texts, 3,600 characters, 300 tokens, about $0.50. 1 request got no answer that was "
        "seen; what was in it may have arrived."
    )
    model = dialog.requests
    model.sort(LedgerColumn.TOKENS, Qt.SortOrder.DescendingOrder)
    assert _column(model, LedgerColumn.TOKENS) == ["300", "–", "–"]
    model.sort(LedgerColumn.HOST)
    assert _column(model, LedgerColumn.HOST)[0] == "127.0.0.1:11434"
    assert _column(model, LedgerColumn.MODEL)[0] == "nomic"
    told = model.index(0, LedgerColumn.OUTCOME).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Outcome: Not accepted (401)"
    assert set(_column(model, LedgerColumn.OUTCOME)) == {
        "Answered",
        "Not accepted (401)",
        "No answer seen",
    }


def test_dialog_when_filtered_then_shows_what_fits_and_offers_the_way_back(
    qtbot: QtBot, sent: Folder
) -> None:
    dialog = _opened(qtbot, sent)
    box = dialog.findChild(QLineEdit, "ledger_filter")
    purposes = dialog.findChild(QComboBox, "ledger_purpose")
    again = dialog.findChild(QPushButton, "placeholder_button")
    assert box is not None
    assert purposes is not None
    assert again is not None
    box.setText("openai")
    qtbot.waitUntil(lambda: dialog.requests.rowCount() == 2)
    purposes.setCurrentIndex(purposes.findData("index"))
    assert dialog.requests.rowCount() == 1
    box.setText("nowhere")
    qtbot.waitUntil(lambda: dialog.requests.rowCount() == 0)
    again.click()
    assert dialog.requests.rowCount() == 3
    assert dialog.table.isVisible()


def test_dialog_when_a_day_is_typed_as_it_is_written_here_then_finds_it(
    qtbot: QtBot, sent: Folder
) -> None:
    dialog = _opened(qtbot, sent)
    day = dialog.requests.index(0, LedgerColumn.TIME).data().split()[0].rstrip(",")
    dialog.requests.limit(day)
    assert dialog.requests.rowCount() == 3


def test_dialog_when_lines_are_torn_then_never_says_that_nothing_was_sent(
    qtbot: QtBot, folder: Folder
) -> None:
    folder.ledger().path.write_bytes(b'{"event": "sent", "ho\n')
    dialog = _opened(qtbot, folder)
    assert "cannot be told in full" in _placeholder(dialog)
    assert "1 line of the record cannot be understood" in _placeholder(dialog)


def test_dialog_when_the_ledger_cannot_be_read_then_says_why(qtbot: QtBot, folder: Folder) -> None:
    folder.ledger().path.mkdir()
    dialog = _opened(qtbot, folder)
    assert "cannot be read" in _placeholder(dialog)
    assert not dialog.table.isVisible()


def test_dialog_when_saved_then_a_spreadsheet_gets_all_of_it_and_no_formula(
    qtbot: QtBot, sent: Folder, tmp_path: Path
) -> None:
    sent.send(("compatible", "127.0.0.1", "=HYPERLINK(1)"), "+index", status="@SUM(1)")
    dialog = _opened(qtbot, sent)
    dialog.requests.limit("nowhere")
    target = tmp_path / "sent.csv"
    target.write_text("before")
    dialog.save_to(str(target))
    qtbot.waitUntil(lambda: _says(dialog, "said") != "")
    assert _says(dialog, "said") == f"4 requests saved in “{target}”."
    rows = list(csv.reader(io.StringIO(target.read_bytes().decode("utf-8-sig"))))
    assert len(rows) == 5
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    assert UNANSWERED in rows[3]


@pytest.mark.parametrize("place", ["Meyer/sent.csv", "no such folder/sent.csv"])
def test_dialog_when_it_cannot_be_saved_there_then_says_why_and_what_to_do(
    qtbot: QtBot, sent: Folder, tmp_path: Path, place: str
) -> None:
    dialog = _opened(qtbot, sent)
    dialog.save_to(str(tmp_path / place))
    qtbot.waitUntil(lambda: _says(dialog, "said") != "")
    assert "Choose" in _says(dialog, "said")
    assert not (tmp_path / place).exists()


def test_export_when_it_fails_midway_then_what_was_there_stays(
    sent: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop_app.errors import InvalidRequest
    from desktop_app.privacy import ledger

    target = tmp_path / "sent.csv"
    target.write_text("before")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ledger.os, "replace", fail)
    with pytest.raises(InvalidRequest, match="No space left"):
        sent.ledger().export_csv(target)
    assert target.read_text() == "before"
    assert sorted(path.name for path in tmp_path.glob("*.csv*")) == ["sent.csv"]


def test_model_when_shown_sorted_and_filtered_then_is_sound(
    sent: Folder, qtmodeltester: Any
) -> None:
    model = LedgerModel()
    qtmodeltester.check(model)
    model.show(read_ledger(sent, CancelToken()))
    chosen = model.index(1, 0).data(ENTRY)
    kept = QPersistentModelIndex(model.index(1, LedgerColumn.BYTES))
    model.sort(LedgerColumn.OUTCOME)
    assert kept.data(ENTRY) is chosen
    model.limit("openai")
    qtmodeltester.check(model)


def test_model_when_100000_requests_then_shows_sorts_and_filters_them(qtbot: QtBot) -> None:
    read, model = _many(), LedgerModel()
    model.show(read)
    model.sort(LedgerColumn.TEXTS, Qt.SortOrder.AscendingOrder)
    model.limit("2026-03-11 small")
    assert model.rowCount() == MANY // 12 + 1
    model.limit("")
    assert model.rowCount() == MANY
    assert model.index(MANY - 1, LedgerColumn.TEXTS).data() == "99,999"


def test_dialog_when_gone_through_by_tab_then_every_control_has_a_name(
    qtbot: QtBot, sent: Folder
) -> None:
    dialog = _opened(qtbot, sent)
    dialog.activateWindow()
    shown = [
        widget
        for kind in CONTROLS
        for widget in dialog.findChildren(kind)
        if widget.isVisible() and not _is_corner(widget)
    ]
    assert len(shown) >= 5
    assert [widget.objectName() for widget in shown if not _name(widget)] == []
    box = dialog.findChild(QLineEdit, "ledger_filter")
    assert box is not None
    box.setFocus()
    stops = []
    for _ in range(5):
        stop = QApplication.focusWidget()
        assert stop is not None
        stops.append(stop.objectName())
        QTest.keyClick(stop, Qt.Key.Key_Tab)
    assert stops == [f"ledger_{n}" for n in ("filter", "purpose", "table", "save", "close")]


def test_ledger_when_the_strip_is_pressed_then_opens_over_the_window(
    qtbot: QtBot, tmp_path: Path
) -> None:
    toy = ToyLibrary(tmp_path / "papers")
    toy.write("lease.txt", "The tenant pays the rent on the first day of the month.")
    whole = WholeWindow(qtbot, toy, tmp_path / "recent.json")
    whole.open()
    button = whole.window.findChild(QToolButton, f"trust_{TrustPart.SENT}")
    assert button is not None
    button.click()
    dialog = whole.window.findChild(LedgerDialog)
    assert dialog is not None
    whole.wait(lambda: not dialog.is_reading)
    assert button.text() == "Nothing sent"
    assert _placeholder(dialog).startswith("Nothing was ever sent from this folder.")
    dialog.reject()
    whole.end()


def test_ledger_when_a_folder_was_indexed_at_a_provider_then_every_request_is_listed(
    qtbot: QtBot, cloud_folder: CloudFolder
) -> None:
    from desktop_app.ui.work.open_folder import OpenFolder

    cloud_folder.agree()
    with cloud_folder.open() as library:
        library.update(cloud_folder.model)
        assert library.status().has_sent
        library.search("rent", 3)
    folder = OpenFolder(cloud_folder.path)
    dialog = _opened(qtbot, folder)
    server = cloud_folder.server
    assert dialog.requests.rowCount() == len(server.asked)
    assert set(_column(dialog.requests, LedgerColumn.PURPOSE)) == {"Reading the folder", "Question"}
    assert f"127.0.0.1:{server.port}" in _says(dialog, "title")
    assert time.strftime("%Y")[2:] in _column(dialog.requests, LedgerColumn.TIME)[0]
    folder.close()
