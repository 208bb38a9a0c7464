"""Models compared in the window: chosen, told what is sent, measured, read, kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.embedding.catalogue import DEFAULT
from desktop_app.errors import IndexMissing
from desktop_app.model_comparison import PURPOSE, ModelComparison, ModelResult
from desktop_app.progress import CancelToken
from desktop_app.settings import Settings, save
from desktop_app.ui.models.candidates import Candidate, find_candidates, model_name
from desktop_app.ui.models.comparison_dialog import ComparisonDialog
from desktop_app.ui.models.comparison_model import ClosestModel, ComparisonModel
from desktop_app.ui.search.question import SearchHistory, Typed
from desktop_app.ui.work.open_folder import OpenFolder
from desktop_app.ui.work.tasks import TaskRunner
from tests.embedding.cloud.fake_provider import Answering
from tests.support.cloud_folder import CloudFolder
from tests.support.toy_library import ToyLibrary, paragraph
from tests.ui.shell.test_names import CONTROLS, _name
from tests.ui.window import WholeWindow

LIMIT_MS = 60_000
FOUND = ModelComparison(
    ("rent of a flat", "=a knee"),
    4,
    (
        ModelResult(
            DEFAULT,
            "this computer",
            384,
            40,
            2.0,
            12.34,
            overlaps=(1.0, 1.0),
            closest=(("a/lease.txt", "b.txt"), ("b.txt", "c.txt")),
        ),
        ModelResult(
            "openai:text-embedding-3-small",
            "api.openai.com",
            1536,
            40,
            1.0,
            4.0,
            tokens=5000,
            price_usd=0.0001,
            overlaps=(0.5, 1.0),
            closest=(("a/lease.txt", "c.txt"), ("c.txt", "b.txt")),
        ),
        ModelResult("cohere:embed-v4.0", "api.cohere.com", 1536, failure="Choose a folder."),
    ),
)


class Opened:
    """A dialog over a folder at a provider, indexed on this computer."""

    def __init__(self, qtbot: QtBot, cloud_folder: CloudFolder, **options: Any) -> None:
        self.qtbot, self.runner = qtbot, TaskRunner()
        self.folder = OpenFolder(cloud_folder.path)
        self.dialog = ComparisonDialog(self.folder, self.runner, **options)
        self.dialog.show()
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.dialog.is_busy, timeout=LIMIT_MS)

    def press(self, name: str) -> None:
        button = self.dialog.findChild(QPushButton, f"comparison_{name}")
        assert button is not None
        assert button.isVisible()
        assert button.isEnabled()
        button.click()

    def says(self, name: str) -> str:
        label = self.dialog.findChild(QLabel, f"comparison_{name}")
        assert label is not None
        return label.text() if label.isVisible() else ""

    def tick(self, words: str, *, on: bool = True) -> None:
        (item,) = self.dialog.choice.models.findItems(words, Qt.MatchFlag.MatchContains)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def close(self) -> None:
        self.dialog.done(0)
        assert self.runner.shutdown(LIMIT_MS)
        self.folder.close()
        self.dialog.deleteLater()


@pytest.fixture
def indexed(cloud_folder: CloudFolder) -> CloudFolder:
    """Indexed by the real model; a model at a provider was said yes to."""
    save(Settings())
    cloud_folder.write(**{f"letter{n}": paragraph(n) for n in range(2, 12)})
    with cloud_folder.open() as library:
        library.update("")
    cloud_folder.agree()
    return cloud_folder


@pytest.fixture
def opened(qtbot: QtBot, indexed: CloudFolder) -> Iterator[Opened]:
    opened = Opened(qtbot, indexed, searched=("rent of a flat", "a knee that hurts"))
    yield opened
    opened.close()


def test_candidates_when_looked_up_then_each_that_cannot_be_had_says_why(
    indexed: CloudFolder,
) -> None:
    folder = OpenFolder(indexed.path)
    found = find_candidates(folder, CancelToken())
    folder.close()
    assert (found[0].model, found[0].in_use, found[0].can_be_chosen) == (DEFAULT, True, True)
    by_name = {model_name(one.model): one for one in found}
    assert len(by_name) == len(found)
    assert by_name["toy"].host == f"127.0.0.1:{indexed.server.port}"
    assert by_name["toy"].can_be_chosen
    assert not by_name["text-embedding-3-small"].can_be_chosen
    assert "yes" in str(by_name["text-embedding-3-small"].refusal)
    assert indexed.server.asked == []


def test_dialog_when_opened_then_offers_what_can_be_compared(opened: Opened) -> None:
    models = opened.dialog.choice.models
    words = [models.item(row).text() for row in range(models.count())]
    assert words[0] == f"{DEFAULT} · on this computer · in use"
    assert any("needs your yes first" in line for line in words)
    assert opened.dialog.choice.wanted.models[0] == DEFAULT
    toy = next(line for line in words if line.startswith("toy"))
    for name in list(opened.dialog.choice.wanted.models[1:]):
        opened.tick(model_name(name), on=False)
    assert "Choose a second model" in opened.says("said")
    opened.tick(toy)
    assert opened.says("said") == ""
    opened.press("take")
    assert opened.dialog.choice.wanted.queries == ("rent of a flat", "a knee that hurts")


def test_comparison_when_a_provider_takes_part_then_is_sent_nothing_before_a_yes(
    opened: Opened, indexed: CloudFolder, tmp_path: Path
) -> None:
    opened.tick("toy ·")
    opened.press("take")
    opened.press("go")
    opened.wait()
    assert indexed.server.asked == []
    sending = opened.dialog.findChild(QLabel, "comparison_sendings")
    assert sending is not None
    assert f"To 127.0.0.1:{indexed.server.port} for toy: about " in sending.text()
    assert "What that costs is not known here." in sending.text()
    assert opened.says("words") == "Nothing was sent so far."
    opened.press("go")
    opened.wait()
    assert opened.says("title") == "Models compared"
    assert indexed.server.texts
    with indexed.open() as library:
        from desktop_app import cloud

        purposes = {entry.purpose for entry in cloud.ledger(library.location).entries()}
        assert purposes == {PURPOSE, "search"}
    found = opened.dialog.found
    assert found.measures.index(0, 5).data() == "the one in use"
    assert found.questions.topLevelItemCount() == 2
    assert found.other.currentText() == "toy"
    left, right = (found.findChild(QListView, f"comparison_{side}") for side in ("left", "right"))
    assert left is not None
    assert right is not None
    assert left.model().rowCount() == right.model().rowCount() == 10
    with opened.qtbot.waitSignal(opened.dialog.open_requested) as asked:
        left.activated.emit(left.model().index(0, 0))
    assert asked.args is not None
    assert (indexed.path / asked.args[0]).is_file()
    opened.press("copy")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].startswith("Model\tRuns on\tDimensions")
    assert copied[1].startswith(f"{DEFAULT}\tthis computer\t384")
    target = tmp_path / "compared.csv"
    opened.dialog.save_to(str(target))
    opened.qtbot.waitUntil(lambda: opened.says("said").startswith("Saved"))
    rows = list(csv.reader(io.StringIO(target.read_bytes().decode("utf-8-sig"))))
    assert [row[:2] for row in rows if row and row[0] == "rent of a flat"] == [
        ["rent of a flat", DEFAULT],
        ["rent of a flat", "toy"],
    ]


def test_comparison_when_the_answer_is_no_then_nothing_is_sent_and_the_choice_is_there_again(
    opened: Opened, indexed: CloudFolder
) -> None:
    opened.tick("toy ·")
    opened.press("go")
    opened.wait()
    opened.press("again")
    assert opened.dialog.choice.isVisible()
    assert indexed.server.asked == []


def test_comparison_when_stopped_then_goes_back_to_the_choice(
    opened: Opened, indexed: CloudFolder
) -> None:
    def stop(answering: Answering) -> None:
        asked.append(answering)
        answering.reply([[1.0] * 32 for _ in answering.asked.texts])

    asked: list[Answering] = []
    indexed.server.always = stop
    opened.tick("toy ·")
    opened.press("go")
    opened.wait()
    opened.press("go")
    opened.press("close")
    opened.wait()
    assert opened.dialog.isVisible()
    assert opened.dialog.choice.isVisible()


def test_dialog_when_nothing_is_indexed_then_says_so(
    qtbot: QtBot, cloud_folder: CloudFolder
) -> None:
    opened = Opened(qtbot, cloud_folder)
    assert opened.says("title") == "Compare models"
    again = opened.dialog.findChild(QPushButton, "comparison_again")
    assert again is not None
    assert not again.isVisible()
    words = [label.text() for label in opened.dialog.findChildren(QLabel) if label.isVisible()]
    assert "Nothing in this folder has been indexed yet." in words
    opened.close()


def test_candidate_when_the_model_in_use_cannot_be_asked_then_nothing_can_be_compared(
    qtbot: QtBot, cloud_folder: CloudFolder
) -> None:
    opened = Opened(qtbot, cloud_folder)
    opened.dialog._on_candidates(
        [
            Candidate("openai:x", "api.openai.com", in_use=True, refusal=IndexMissing("No.")),
            Candidate("one"),
            Candidate("two"),
        ]
    )
    assert not opened.dialog.choice.wanted.is_enough
    assert "The model in use cannot be compared" in opened.says("said")
    opened.close()


def test_result_when_shown_then_tells_each_model_and_marks_what_both_found(
    opened: Opened, tmp_path: Path
) -> None:
    opened.dialog.show_found(FOUND)
    found = opened.dialog.found
    assert found.measures.as_table()[1:] == [
        [DEFAULT, "this computer", "384", "12", "nothing", "the one in use"],
        [
            "text-embedding-3-small",
            "api.openai.com",
            "1,536",
            "4.0",
            "less than $0.01",
            "75\u202f%",
        ],
        ["embed-v4.0", "api.cohere.com", "1,536", "–", "–", "–"],
    ]
    assert opened.says("failures") == "embed-v4.0: Choose a folder."
    assert found.other.count() == 1
    item = found.questions.topLevelItem(0)
    assert item is not None
    assert item.text(1) == "1 of 2"
    assert found.left.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "1. lease.txt, found by both"
    )
    assert found.right.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "2. c.txt, found by one only"
    )
    target = tmp_path / "compared.csv"
    opened.dialog.save_to(str(target))
    opened.qtbot.waitUntil(lambda: opened.says("said").startswith("Saved"))
    assert "\n'=a knee," in target.read_text("utf-8-sig")
    opened.dialog.save_to(str(tmp_path / "nowhere" / "compared.csv"))
    opened.qtbot.waitUntil(lambda: "could not be written" in opened.says("said"))


def test_models_of_the_result_are_sound(qtmodeltester: Any) -> None:
    table, closest = ComparisonModel(), ClosestModel()
    table.show(FOUND)
    closest.show(("a", "b"), ("b",))
    qtmodeltester.check(table)
    qtmodeltester.check(closest)


@pytest.mark.parametrize("page", ["choice", "found"])
def test_dialog_when_gone_through_by_tab_then_every_control_has_a_name(
    opened: Opened, page: str
) -> None:
    dialog = opened.dialog
    if page == "found":
        dialog.show_found(FOUND)
    else:
        opened.tick("toy ·")
    dialog.activateWindow()
    shown = [
        widget
        for kind in (*CONTROLS, QProgressBar)
        for widget in dialog.findChildren(kind)
        if widget.isVisible() and widget.objectName().startswith("comparison")
    ]
    assert [widget.objectName() for widget in shown if not _name(widget)] == []
    first: QWidget = dialog.choice.models if page == "choice" else dialog.found.table
    first.setFocus()
    stops: list[str] = []
    while (stop := QApplication.focusWidget()) is not None and stop.objectName() not in stops:
        stops.append(stop.objectName())
        QTest.keyClick(stop, Qt.Key.Key_Tab)
    wanted = {
        "choice": ["models", "take", "questions", "documents", "go", "close"],
        "found": ["table", "asked", "left", "other", "right", "copy", "save", "again", "close"],
    }[page]
    assert stops == [f"comparison_{name}" for name in wanted]


def test_history_when_asked_what_was_typed_then_the_last_comes_first_and_once() -> None:
    history = SearchHistory()
    for words in ("rent", "knee", "rent"):
        history.visit(Typed(words))
        history.settle()
    assert history.typed == ("rent", "knee")


def test_window_when_the_folder_is_closed_then_the_comparison_goes_with_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    toy = ToyLibrary(tmp_path / "papers")
    toy.write("lease.txt", "The tenant pays the rent on the first day of the month.")
    whole = WholeWindow(qtbot, toy, tmp_path / "recent.json")
    whole.open()
    for _ in range(2):
        whole.window.window_actions.compare_models.trigger()
    (dialog,) = whole.window.findChildren(ComparisonDialog)
    whole.wait(lambda: not dialog.is_busy)
    assert not dialog.isModal()
    whole.controller.close_folder()
    whole.wait(lambda: not whole.window.findChildren(ComparisonDialog))
    whole.end()
