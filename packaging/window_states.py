"""Every view and state of the window, one after the other, to be photographed."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from made_folders import ODD_ONE

QUESTION = "reimbursement of train tickets"
PATIENCE_MS = 240_000
BREATH_MS = 4
"""Waiting leaves the processor to the program's other threads and processes."""

PARTS = (
    "search",
    "files",
    "map",
    "compare",
    "duplicates",
    "indexing",
    "dialogs",
    "sent",
    "compared_models",
)

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QApplication, QWidget

    from desktop_app.model_comparison import ModelComparison
    from desktop_app.privacy.ledger import Ledger
    from desktop_app.ui.map.model import FolderMap
    from desktop_app.ui.privacy.consent_dialog import ConsentDialog
    from desktop_app.ui.settings.settings_dialog import SettingsDialog
    from desktop_app.ui.shell.controller import MainController
    from desktop_app.ui.shell.main_window import MainWindow
    from desktop_app.ui.shell.start_up import Started

States = Iterator[tuple[str, "QWidget"]]


class Scene:
    """The window with all that moves it."""

    def __init__(self, app: QApplication, started: Started) -> None:
        assert started.controller is not None
        self.app = app
        self.window: MainWindow = started.window
        self.controller: MainController = started.controller
        self.views = started.controller.views

    def states(self, only: Collection[str] = PARTS) -> States:
        """Yield what is to be photographed, each with its name, on the samples."""
        window, controller = self.window, self.controller
        window.show_recent(["/home/anna/Mandate/Brandt gegen Sauer", "/home/anna/Leases 2019–2024"])
        yield "start", window
        window.start_page.samples_requested.emit()
        self.wait(lambda: controller.folder is not None)
        self.wait(lambda: controller.link.indexing.status.busy)
        yield "opened", window
        self._wait_for_index()
        yield "empty-search", window
        for name in PARTS:
            if name in only:
                yield from getattr(self, f"_{name}")()

    def small_folders(self, empty: Path, twelve: Path) -> States:
        """Yield the views of a folder with nothing in it, and of one with problems."""
        for name, folder in (("none", empty), ("twelve", twelve)):
            self.controller.open_folder(str(folder))
            self._wait_for_index()
            yield f"{name}-search", self.window
            for view in ("files", "map", "duplicates"):
                self.window.show_view(view)
                self.wait(lambda: not self.controller.runner.running)
                self.rest()
                yield f"{name}-{view}", self.window
        self.window.show_view("files")
        table = self.views.files.table
        table.setCurrentIndex(self.views.files.files.index_of("recording of the hearing.mp3"))
        yield "twelve-problem", self.window

    def large_folder(self, folder: Path) -> States:
        """Yield the views of a folder of 20,000 documents."""
        self.controller.open_folder(str(folder))
        self._wait_for_index()
        self._ask("what is still to be paid for the repairs")
        yield "large-search", self.window
        self._ask(f'"{ODD_ONE}"')
        yield "large-one-found", self.window
        self.window.show_view("files")
        yield "large-files", self.window
        self._see_duplicates()
        yield "large-duplicates", self.window
        self.window.show_view("map")
        self.wait(lambda: self.views.map.view.documents.rowCount() > 0)
        yield "large-map", self.window

    # -- the views -----------------------------------------------------------------

    def _search(self) -> States:
        from PySide6.QtWidgets import QLabel

        from desktop_app.similarity.model import Filters

        window, views = self.window, self.views
        self._ask(QUESTION)
        views.search_page.view.choose_first()
        self.wait(lambda: bool(views.pane.text.toPlainText()))
        yield "search", window
        views.search_page.view.setCurrentIndex(self._first_with_pages())
        self._wait_for_answer()
        self._press("preview_page")
        picture = self._awaited(lambda: views.pane.pages.findChild(QLabel, "page_picture"))
        self.wait(lambda: not picture.pixmap().isNull())
        yield "search-page", window
        self._press("preview_text")
        views.intents.similar_requested.emit("contracts/lease-orchard-lane.docx")
        self._wait_for_answer()
        views.search_page.view.choose_first()
        yield "similar", window
        self._ask('"an airship above the harbour"')
        yield "nothing-found", window
        views.search.set_filters(Filters(kinds=frozenset({"eml"})))
        self._ask("zzyzx")
        yield "nothing-found-filtered", window
        views.search_page.chips.clear()
        self._ask(QUESTION)

    def _files(self) -> States:
        self.window.show_view("files")
        yield "files", self.window

    def _map(self) -> States:
        from desktop_app.ui.map.map_controller import DrawnMap
        from desktop_app.ui.map.model import PointGrid

        view, window = self.views.map.view, self.window
        window.show_view("map")
        self.wait(lambda: view.documents.rowCount() > 0)
        view.canvas.choose(view.documents.points[0])
        yield "map", window
        large = large_map()
        window.window_actions.preview.setChecked(False)
        view.show_map(DrawnMap(large, PointGrid(large.xs, large.ys)))
        view.canvas.choose(large.topics[0].points[0])
        view.topics.setCurrentIndex(1)
        yield "map-20000", window
        view.show_few(2)
        yield "map-few", window
        window.window_actions.preview.setChecked(True)

    def _compare(self) -> States:
        from PySide6.QtWidgets import QToolButton

        flow = self.views.compare
        left, right = "contracts/cleaning-agreement.docx", "contracts/cleaning-agreement-v2.docx"
        picker = flow.ask(left)
        assert picker is not None
        self.wait(lambda: picker.documents.documents > 12)
        yield "compare-picker", picker
        picker.reject()
        flow.compare(left, right)
        pane = flow.page.pane
        self.wait(lambda: pane.found is not None and pane.found.relation is not None)
        pane.texts.step(1)
        yield "compare", self.window
        only = pane.header.findChild(QToolButton, "compare_only")
        listed = pane.header.findChild(QToolButton, "compare_list")
        assert only is not None
        assert listed is not None
        only.setChecked(True)
        listed.setChecked(True)
        yield "compare-only", self.window
        only.setChecked(False)
        listed.setChecked(False)
        self.window.leave_aside()

    def _duplicates(self) -> States:
        from PySide6.QtWidgets import QDialog

        window, flow = self.window, self.views.review
        self._see_duplicates()
        yield "duplicates", window
        self._choose_group("cleaning")
        yield "duplicates-template", window
        self._choose_group("travel-policy")
        flow.view.evidence.tabs.setCurrentIndex(1)
        yield "duplicates-pages", window
        flow.view.evidence.tabs.setCurrentIndex(0)
        flow.decide_by_rule("removable")
        self.wait(lambda: self._to_remove() > 0)
        yield "duplicates-decided", window
        flow.removing.begin()
        dialog = flow.removing.dialog
        assert dialog is not None
        self.wait(lambda: not dialog.is_busy)
        yield "duplicates-removal", dialog
        dialog.reject()
        for name, show in (("lists", flow.show_lists), ("keeping", flow.show_keeping)):
            show()
            opened = self._awaited(partial(flow.view.findChild, QDialog, f"{name}_dialog"))
            yield f"duplicates-{name}", opened
            opened.reject()
            self.rest()
        flow.controller.undo()
        self.wait(lambda: self._to_remove() == 0)

    def _indexing(self) -> States:
        from desktop_app.progress import Progress, Stage
        from desktop_app.ui.shell.banners import Notice, Tone
        from desktop_app.ui.work.indexing_status import Activity, IndexingStatus

        path = "contracts/2021/lease-agreement-harbour-street-14-second-floor-final.docx"
        progress = Progress(Stage.EMBEDDING, 312, 1284, "files", 4.2, 230.0, path)
        pill = self.window.top_bar.pill
        before = self.controller.link.indexing.status
        pill.show_status(IndexingStatus(Activity.EMBEDDING, progress, passages=4120))
        pill.show_panel()
        yield "indexing-panel", pill.panel
        pill.panel.hide()
        self.window.banners.show_notice(
            Notice(
                Tone.BAD,
                "The disk with the index is full.",
                "Make room on it, then try again.",
                "Try again",
                "x",
                "DiskFull",
            )
        )
        yield "banner", self.window
        self.window.banners.withdraw("x")
        pill.show_status(before)

    def _dialogs(self) -> States:
        from PySide6.QtWidgets import QDialog

        actions = self.window.window_actions
        for name in ("settings", "about", "keys"):
            getattr(actions, name).trigger()
            dialog = self._awaited(partial(self.window.findChild, QDialog, f"{name}_dialog"))
            self.wait(lambda: not self.controller.runner.running)
            yield name, dialog
            if name == "settings":
                yield from self._settings_pages(dialog)
            dialog.reject()
            self.rest()

    def _settings_pages(self, dialog: SettingsDialog) -> States:
        from desktop_app.ui.privacy.key_work import KeyFor
        from desktop_app.ui.privacy.keys_page import KeysPage

        for page in ("models", "privacy"):
            dialog.begin_at(page)
            self.rest()
            self.wait(lambda: not self.controller.runner.running)
            yield f"settings-{page}", dialog
        keys = dialog.findChild(KeysPage)
        assert keys is not None
        for name, owner in (("key", KeyFor("openai")), ("key-server", KeyFor("compatible"))):
            asked = keys.set_key(owner)
            self.rest()
            yield f"settings-{name}", asked
            asked.reject()
        yield from self._choosing(dialog)

    def _choosing(self, dialog: SettingsDialog) -> States:
        """Yield what is asked before a model at a provider is taken."""
        for name, model in (
            ("consent", "compatible:http://127.0.0.1:11434/v1#nomic-embed-text"),
            ("consent-no-key", "openai:text-embedding-3-small"),
        ):
            asked = self._asked(model)
            yield f"{name}-looking", asked
            self._until_idle(asked)
            yield name, asked
        asked.never.click()
        self._until_idle(asked)
        assert asked.never.isChecked()
        yield "consent-never", asked
        dialog.begin_at("models")
        self.rest()
        yield "settings-models-never", dialog
        asked.never.click()
        self._until_idle(asked)
        asked.reject()

    def _asked(self, model: str) -> ConsentDialog:
        asked = self.controller.choosing.choose(model)
        assert asked is not None
        return asked

    def _sent(self) -> States:
        from desktop_app.ui.privacy.ledger_dialog import LedgerDialog

        assert self.controller.folder is not None
        ledger = self.controller.folder.ledger()
        for name in ("sent-nothing", "sent"):
            self._press("trust_sent")
            dialog = self._awaited(partial(self.window.findChild, LedgerDialog))
            self.wait(lambda dialog=dialog: not dialog.is_reading)  # type: ignore[misc]
            yield name, dialog
            dialog.reject()
            self.rest()
            if not ledger.path.exists():
                note_requests(ledger)
        ledger.path.unlink()

    def _compared_models(self) -> States:
        from desktop_app.ui.models.comparison_dialog import ComparisonDialog

        self.controller.compare_models()
        dialog = self._awaited(partial(self.window.findChild, ComparisonDialog))
        self.wait(lambda: not dialog.is_busy)
        yield "models-choice", dialog
        dialog.show_found(made_comparison())
        yield "models-compared", dialog
        dialog.done(0)
        self.rest()

    def _first_with_pages(self) -> QModelIndex:
        results = self.views.search_page.view.results
        rows = (results.row_at(results.index(row)) for row in range(results.rowCount()))
        return results.index_of(next(row.path for row in rows if row and row.path.endswith(".pdf")))

    # -- what is done and waited for ----------------------------------------------------------

    def _press(self, name: str) -> None:
        from PySide6.QtWidgets import QToolButton

        button = self.window.findChild(QToolButton, name)
        assert button is not None
        button.click()

    def _ask(self, words: str) -> None:
        self.window.show_view("search")
        self.views.box.setText(words)
        self.views.box.returnPressed.emit()
        self._wait_for_answer()

    def _wait_for_answer(self) -> None:
        self.rest()
        self.wait(lambda: not self.controller.runner.running)

    def _see_duplicates(self) -> None:
        self.window.show_view("duplicates")
        self.wait(lambda: bool(self.views.review.view.groups.model.groups))
        self._wait_for_evidence()

    def _to_remove(self) -> int:
        grouped = self.views.review.controller.grouped
        return len(grouped.shown.to_remove) if grouped is not None else 0

    def _choose_group(self, name: str) -> None:
        groups = self.views.review.view.groups
        for row, group in enumerate(groups.model.groups):
            if name in group.kept.path:
                groups.list.choose(row)
        self.rest()
        self._wait_for_evidence()

    def _wait_for_evidence(self) -> None:
        texts = self.views.review.view.evidence.texts
        self.wait(lambda: texts.found is not None and texts.found.relation is not None)

    def _wait_for_index(self) -> None:
        from desktop_app.ui.work.indexing_status import Activity

        link = self.controller.link
        self.wait(lambda: link.indexing.status.activity is Activity.DONE)
        self.wait(lambda: bool(link.index_dir) and not self.controller.runner.running)

    def wait(self, done: Callable[[], bool]) -> None:
        """Let the window live until something holds."""
        from PySide6.QtCore import QDeadlineTimer, QThread

        until = QDeadlineTimer(PATIENCE_MS)
        while not done():
            if until.hasExpired():
                raise TimeoutError("the window did not come to what was waited for")
            self.app.processEvents()
            QThread.msleep(BREATH_MS)

    def _until_idle(self, asked: ConsentDialog) -> None:
        self.rest()
        self.wait(lambda: not asked.is_busy)

    def rest(self) -> None:
        """Let what is drawn a moment later be drawn."""
        from PySide6.QtCore import QDeadlineTimer, QThread

        until = QDeadlineTimer(700)
        while not until.hasExpired():
            self.app.processEvents()
            QThread.msleep(BREATH_MS)

    def _awaited(self, find: Callable[[], Any]) -> Any:
        self.wait(lambda: find() is not None)
        return find()


def note_requests(ledger: Ledger) -> None:
    """Write requests into a ledger that were never made."""
    statuses = ["200"] * 11 + ["429", "200", "no connection", ""]
    for number, status in enumerate(statuses):
        is_question = number % 3 == 2
        began = ledger.begin(
            provider="openai",
            host="api.openai.com",
            model="openai:text-embedding-3-small",
            purpose="search" if is_question else "index",
            documents=0 if is_question else 3,
            texts=1 if is_question else 64,
            characters=31 if is_question else 47_120,
            bytes_sent=88 if is_question else 51_907,
        )
        if status == "200":
            tokens = 7 if is_question else 11_240
            ledger.end(
                began,
                status=status,
                bytes_received=524_000,
                tokens=tokens,
                price=tokens * 0.02 / 1e6,
            )
        elif status:
            ledger.end(began, status=status, bytes_sent=None if status == "429" else 0)


def made_comparison() -> ModelComparison:
    """Return a comparison that was never made."""
    from desktop_app.model_comparison import ModelComparison, ModelResult

    here = "this computer"
    names = ("travel-policy", "lease-orchard-lane", "cleaning-agreement", "board-minutes", "claim")
    paths = tuple(f"contracts/{name}-{year}.docx" for year in (2021, 2022, 2023) for name in names)
    first = (paths[:10], paths[3:13])
    other = (paths[2:12], (*paths[3:8], *paths[10:15]))
    return ModelComparison(
        (QUESTION, "what is still to be paid for the repairs"),
        100,
        (
            ModelResult(
                "all-MiniLM-L6-v2", here, 384, 1208, 9.1, 11.0, None, None, (1.0, 1.0), first
            ),
            ModelResult(
                "multilingual-e5-small", here, 384, 1240, 19.4, 5.2, None, None, (0.8, 0.8), other
            ),
            ModelResult(
                "openai:text-embedding-3-small",
                "api.openai.com",
                1536,
                1208,
                6.2,
                16.1,
                241_000,
                0.0048,
                (0.8, 0.8),
                other,
            ),
        ),
    )


def large_map() -> FolderMap:
    """Return a map of 20,000 documents around twenty places."""
    from desktop_app.ui.map.model import FolderMap, MapTopic

    chosen = random.Random(4)
    words = ("lease", "rent", "invoice", "claim", "knee", "tax", "payroll", "board", "patient")
    middles = [(chosen.uniform(0.1, 0.9), chosen.uniform(0.1, 0.9)) for _ in range(20)]
    topic_of = [min(int(22 * chosen.random() ** 1.5), 20) for _ in range(20_000)]
    topic_of = [-1 if topic == 20 else topic for topic in topic_of]
    spots = [
        (chosen.random(), chosen.random())
        if topic < 0
        else tuple(min(1.0, max(0.0, chosen.gauss(place, 0.035))) for place in middles[topic])
        for topic in topic_of
    ]
    topics = [
        MapTopic(
            tuple(chosen.sample(words, 3)),
            tuple(point for point, own in enumerate(topic_of) if own == topic),
            *middles[topic],
        )
        for topic in range(20)
    ]
    return FolderMap(
        tuple(f"mandates/{point % 97}/letter {point}.docx" for point in range(20_000)),
        tuple(x for x, _ in spots),
        tuple(y for _, y in spots),
        tuple(topic_of),
        tuple(topics),
    )
