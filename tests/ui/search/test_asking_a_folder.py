"""From the box to the preview, with the real engine, threads and readers, and a toy model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.progress import CancelToken, no_report
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.preview.document import Wanted
from desktop_app.ui.preview.preview_controller import PreviewController
from desktop_app.ui.preview.preview_pane import PreviewPane
from desktop_app.ui.search.search_bar import SearchBar
from desktop_app.ui.search.search_controller import SearchController
from desktop_app.ui.search.search_page import SearchPage
from desktop_app.ui.search.wiring import SearchWiring
from desktop_app.ui.work.open_folder import OpenFolder
from desktop_app.ui.work.tasks import TaskRunner
from tests.support.toy_library import ToyLibrary

LEASE = "The tenant pays the rent on the first day of the month. No pets are allowed."


@pytest.fixture
def folder(tmp_path: Path, qapp: object) -> Iterator[OpenFolder]:
    toy = ToyLibrary(tmp_path / "papers")
    toy.write("lease.txt", LEASE)
    toy.write("copy of lease.txt", LEASE)
    toy.write("knee.txt", "Bend the knee slowly and hold it for ten seconds.")
    folder = OpenFolder(toy.path, open_library=lambda _path, _tell: toy.open())
    folder.update(CancelToken(), no_report, lambda _path: None)
    yield folder
    folder.close()


def test_search_when_typed_then_results_and_preview_show_what_matched(
    folder: OpenFolder, qtbot: Any
) -> None:
    runner = TaskRunner()
    intents = DocumentIntents()
    page, bar, pane = SearchPage(intents), SearchBar(), PreviewPane(intents)
    for widget in (page, bar, pane):
        qtbot.addWidget(widget)
    search, preview = SearchController(runner), PreviewController(runner)
    SearchWiring(bar, page, search)
    intents.similar_requested.connect(search.find_similar)
    preview.ready.connect(pane.show_document)
    search.set_folder(folder)
    preview.set_folder(folder)
    try:
        qtbot.keyClicks(bar, "pets of the tenant")
        qtbot.waitUntil(lambda: page.view.results.found > 0, timeout=30_000)
        page.view.choose_first()
        row = page.view.current_row
        assert row is not None
        assert row.path in {"lease.txt", "copy of lease.txt"}
        assert len(row.folded) == 1
        preview.want(Wanted(row.path, ((row.start, row.end),), row.words))
        with qtbot.waitSignal(preview.ready, timeout=30_000):
            pass
        assert pane.text.toPlainText() == LEASE
        with qtbot.waitSignal(search.answered, timeout=30_000) as answered:
            intents.similar_requested.emit(row.path)
        assert answered.args[0].rows[0].path != row.path
    finally:
        assert runner.shutdown(60_000)
