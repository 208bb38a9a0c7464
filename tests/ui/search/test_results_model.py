from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication

from desktop_app.ui.search.result_row import ResultRow, row_of_hit
from desktop_app.ui.search.results_model import ResultRole, ResultsModel
from tests.support.ui_fakes import a_hit, copies

pytestmark = pytest.mark.usefixtures("qapp")


def rows(count: int) -> list[ResultRow]:
    return [row_of_hit(a_hit(number)) for number in range(count)]


def test_model_when_rows_are_folded_and_unfolded_then_is_sound(qtmodeltester: Any) -> None:
    model = ResultsModel()
    model.show([row_of_hit(a_hit(0, folded=copies(3))), *rows(5)[1:]])
    qtmodeltester.check(model)
    model.set_expanded(model.index(0), expanded=True)
    qtmodeltester.check(model)
    model.set_expanded(model.index(0), expanded=False)
    qtmodeltester.check(model)
    assert model.rowCount() == 5


def test_rows_when_there_are_thousands_then_are_given_out_bit_by_bit(qtbot: Any) -> None:
    model = ResultsModel()
    model.show(rows(2000))
    assert model.found == 2000
    given = model.rowCount()
    assert given < 1000
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert model.rowCount() > given


def test_fetch_more_when_all_are_given_out_then_asks_once_for_more(qtbot: Any) -> None:
    model = ResultsModel()
    model.show(rows(10), more=True)
    with qtbot.waitSignal(model.more_requested):
        model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex())


def test_show_when_the_rows_only_go_on_then_nothing_is_reset(qtbot: Any) -> None:
    model = ResultsModel()
    model.show(rows(10), more=True)
    model.set_expanded(model.index(0), expanded=True)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        model.show(rows(20))
    assert model.rowCount() == 20


def test_expanded_when_a_row_has_copies_then_they_stand_below_it() -> None:
    model = ResultsModel()
    model.show([row_of_hit(a_hit(0, folded=copies(2)))])
    model.set_expanded(model.index(0), expanded=True)
    assert model.index(0).data(ResultRole.EXPANDED)
    below = model.index(1).data(ResultRole.OBJECT)
    assert below.alike_of == "contracts/00000.pdf"
    assert below.why == "Same text"
    assert model.index_of("copies/1.txt").row() == 2


def test_expanded_when_a_row_has_no_copies_then_stays_as_it_is() -> None:
    model = ResultsModel()
    model.show(rows(2))
    model.set_expanded(model.index(0), expanded=True)
    assert model.rowCount() == 2
    assert not model.is_expanded(model.index(0))


def test_spoken_text_when_a_row_is_read_out_then_says_all_that_is_shown() -> None:
    model = ResultsModel()
    model.show([row_of_hit(a_hit(0, folded=copies(3)))])
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Lease 0", "00000.pdf", "contracts", "page 2", "keeps a pet", "3 alike"):
        assert part in spoken
    assert "tenant" in model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_path_when_its_name_is_no_text_then_is_kept_and_shown_readable(qapp: QApplication) -> None:
    row = row_of_hit(a_hit(path="caf\udce9/x.pdf"))
    assert row.path == "caf\udce9/x.pdf"
    assert row.folder == "caf\ufffd"
