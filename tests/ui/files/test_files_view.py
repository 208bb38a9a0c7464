from __future__ import annotations

import time
from typing import Any

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton

from desktop_app.documents.reasons import Offer
from desktop_app.index.rows import FileState
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.files.file_row import Standing, natural, rows_of
from desktop_app.ui.files.files_model import FileColumn, FileRole, FilesModel
from desktop_app.ui.files.files_view import FilesView

pytestmark = pytest.mark.usefixtures("qapp")
STATES = (
    FileState("b/file 10.pdf", b"", 12, "pdf", "full", "", ""),
    FileState("a/file 2.docx", b"", 3, "docx", "partly", "attachments", "plan.dwg"),
    FileState("locked.pdf", None, 0, "pdf", "not_read", "encrypted", ""),
    FileState("a/scan.pdf", b"", 0, "pdf", "not_read", "scanned", "pages 1-3"),
)


def many(count: int) -> list[FileState]:
    return [
        FileState(f"folder {n % 90}/letter {n}.pdf", b"", n % 40 + 1, "pdf", "full", "", "")
        for n in range(count)
    ]


def names(model: FilesModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def model() -> FilesModel:
    model = FilesModel()
    model.show(rows_of(STATES))
    return model


class Shown:
    def __init__(self, qtbot: Any) -> None:
        self.intents = DocumentIntents()
        self.view = FilesView(self.intents)
        self.view.resize(900, 500)
        qtbot.addWidget(self.view)
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.view.show_files(rows_of(STATES))

    def label(self, name: str) -> str:
        found = self.view.findChild(QLabel, name)
        assert found is not None
        return found.text()

    def choose(self, path: str) -> None:
        self.view.table.setCurrentIndex(self.view.files.index_of(path))


@pytest.fixture
def shown(qtbot: Any) -> Shown:
    return Shown(qtbot)


def test_model_when_sorted_and_filtered_then_is_sound(
    model: FilesModel, qtmodeltester: Any
) -> None:
    qtmodeltester.check(model)
    model.sort(FileColumn.PASSAGES, Qt.SortOrder.DescendingOrder)
    model.limit(frozenset({Standing.NOT_READ}), "pdf")
    qtmodeltester.check(model)


@pytest.mark.parametrize(
    ("column", "first"),
    [
        (FileColumn.NAME, "file 2.docx"),
        (FileColumn.FOLDER, "file 2.docx"),
        (FileColumn.KIND, "scan.pdf"),
        (FileColumn.STATE, "scan.pdf"),
        (FileColumn.PASSAGES, "scan.pdf"),
    ],
)
def test_sort_when_by_a_column_then_native_values_decide(
    model: FilesModel, column: FileColumn, first: str
) -> None:
    model.sort(column)
    assert names(model)[0] == first
    places = [model.index(row, column).data(FileRole.SORT) for row in range(4)]
    assert places == sorted(places)


def test_sort_when_an_index_is_held_then_it_follows_its_file(model: FilesModel) -> None:
    held = QPersistentModelIndex(model.index_of("locked.pdf"))
    model.sort(FileColumn.NAME, Qt.SortOrder.DescendingOrder)
    assert held.data(FileRole.OBJECT).path == "locked.pdf"
    model.sort(FileColumn.NAME, Qt.SortOrder.AscendingOrder)
    assert held.data(FileRole.OBJECT).path == "locked.pdf"


def test_natural_when_numbers_are_in_names_then_they_count() -> None:
    assert sorted(["a10", "A9", "a"], key=natural) == ["a", "A9", "a10"]


def test_limit_when_words_and_states_are_given_then_both_must_fit(model: FilesModel) -> None:
    model.limit(frozenset(), "FILE pdf")
    assert names(model) == ["file 10.pdf"]
    model.limit(frozenset({Standing.PARTLY, Standing.NOT_READ}), "a/")
    assert names(model) == ["file 2.docx", "scan.pdf"]


def test_spoken_text_when_a_file_is_read_out_then_says_its_state(model: FilesModel) -> None:
    index = model.index_of("a/scan.pdf")
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("scan.pdf, Not read, Scanned")
    state = index.siblingAtColumn(FileColumn.STATE)
    assert state.data() == "Not read"
    assert not state.data(Qt.ItemDataRole.DecorationRole).isNull()


def test_coverage_when_a_number_is_pressed_then_limits_the_list(shown: Shown) -> None:
    button = shown.view.findChild(QToolButton, "coverage_not_read")
    assert button is not None
    assert button.text().strip() == "2 not read"
    button.click()
    assert names(shown.view.files) == ["locked.pdf", "scan.pdf"]
    full = shown.view.findChild(QToolButton, "coverage_full")
    assert full is not None
    assert full.text().strip() == "1 of 4 fully read"


def test_filter_when_nothing_fits_then_says_so_and_shows_all_again(
    shown: Shown, qtbot: Any
) -> None:
    box = shown.view.findChild(QLineEdit, "files_filter")
    assert box is not None
    qtbot.keyClicks(box, "zebra")
    qtbot.waitUntil(lambda: shown.view.files.rowCount() == 0)
    button = shown.view.findChild(QPushButton, "placeholder_button")
    assert button is not None
    button.click()
    assert shown.view.files.rowCount() == 4


def test_down_when_pressed_in_the_filter_then_goes_to_the_first_file(
    shown: Shown, qtbot: Any
) -> None:
    box = shown.view.findChild(QLineEdit, "files_filter")
    with qtbot.waitSignal(shown.view.row_chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert chosen.args[0].name == "file 2.docx"


def test_details_when_a_file_was_not_read_then_gives_reason_remedy_and_button(
    shown: Shown, qtbot: Any
) -> None:
    shown.choose("a/scan.pdf")
    assert shown.label("file_reason").startswith("scan.pdf: Scanned")
    assert "text recognition" in shown.label("file_remedy")
    button = shown.view.findChild(QPushButton, "file_offer")
    assert button is not None
    with qtbot.waitSignal(shown.view.offer_requested) as told:
        button.click()
    assert told.args == ["a/scan.pdf", Offer.RECOGNISE]
    shown.choose("b/file 10.pdf")
    assert not button.isVisible()


def test_keys_when_pressed_in_the_table_then_tell_what_is_wanted(shown: Shown, qtbot: Any) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    shown.choose("b/file 10.pdf")
    with qtbot.waitSignal(shown.intents.similar_requested) as told:
        qtbot.keyClick(shown.view.table, Qt.Key.Key_L, control)
    assert told.args == ["b/file 10.pdf"]
    shown.choose("locked.pdf")
    with qtbot.assertNotEmitted(shown.intents.similar_requested):
        qtbot.keyClick(shown.view.table, Qt.Key.Key_L, control)
    with qtbot.waitSignal(shown.intents.open_requested):
        qtbot.keyClick(shown.view.table, Qt.Key.Key_Return)


def test_files_when_brought_up_to_date_then_the_chosen_one_stays(shown: Shown) -> None:
    shown.choose("locked.pdf")
    shown.view.show_files(rows_of([*STATES, *many(20)]))
    row = shown.view.table.current_row
    assert row is not None
    assert row.path == "locked.pdf"


def test_rows_when_a_screen_reader_asks_then_have_names(shown: Shown) -> None:
    interface = QAccessible.queryAccessibleInterface(shown.view.table)
    assert interface.text(QAccessible.Text.Name) == "Files"
    told = [interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())]
    assert any(text.startswith("scan.pdf, Not read") for text in told)


def test_table_when_there_are_fifty_thousand_then_sorts_filters_and_scrolls(
    shown: Shown,
) -> None:
    rows = rows_of(many(50_000))
    steps: dict[str, float] = {}

    def step(name: str, do: Any, *args: Any) -> None:
        before = time.process_time()
        do(*args)
        QApplication.processEvents()
        steps[name] = max(steps.get(name, 0), time.process_time() - before)

    bar = shown.view.table.verticalScrollBar()
    step("show", shown.view.show_files, rows)
    step("sort", shown.view.files.sort, FileColumn.FOLDER)
    for place in range(0, bar.maximum(), max(1, bar.maximum() // 30)):
        step("scroll", bar.setValue, place)
    step("limit", shown.view.files.limit, frozenset(), "letter 77")
    print({name: f"{1000 * seconds:.0f} ms" for name, seconds in steps.items()})  # noqa: T201
    assert 0 < shown.view.files.rowCount() < 50_000


def test_table_when_narrow_then_state_and_reason_come_before_type_and_passages(
    shown: Shown,
) -> None:
    shown.view.resize(2000, 500)
    assert not shown.view.table.isColumnHidden(FileColumn.KIND)
    shown.view.resize(600, 500)
    assert shown.view.table.isColumnHidden(FileColumn.KIND)
    assert shown.view.table.isColumnHidden(FileColumn.PASSAGES)
    heads = shown.view.table.horizontalHeader()
    assert heads.visualIndex(FileColumn.STATE) == 1
