"""Models compared on the open folder: what to compare, what would be sent, the result."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import AppError
from desktop_app.progress import Progress, Stage
from desktop_app.ui.documents.placeholder import Placeholder
from desktop_app.ui.models import candidates
from desktop_app.ui.models.candidates import Compared, model_name
from desktop_app.ui.models.comparison_choice import ComparisonChoice
from desktop_app.ui.models.comparison_result import ComparisonResult
from desktop_app.ui.text.amounts import about_dollars, number
from desktop_app.ui.text.sentences import in_our_words, message_of, remedy_of
from desktop_app.ui.theme.tokens import L, M

if TYPE_CHECKING:
    from desktop_app.model_comparison import ModelComparison, PreparedComparison, Sending

_SIZE = QSize(980, 680)


class Runner(Protocol):
    """Where models are compared: a ``TaskRunner``."""

    def submit(self, queue: Any, work: Any, *, newest: str = "", name: str = "") -> Any: ...


class ComparisonDialog(QDialog):
    """One comparison after the other; the window can be used meanwhile.

    Nothing is sent before what would be was told here and said yes to.

    Args:
        folder: Whose documents and model it is about.
        runner: Does the work, on another thread.
        searched: Words the folder was asked for, the last ones first.

    Signals:
        open_requested: A document was activated; carries its path in the folder.

    Attributes:
        choice, found: The pages.
        is_busy: Whether something is looked up, read or measured.
    """

    open_requested = Signal(str)

    def __init__(
        self,
        folder: Compared,
        runner: Runner,
        searched: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, objectName="comparison_dialog")
        self.setWindowTitle(self.tr("Compare models"))
        self._folder, self._runner = folder, runner
        self._task: Any = None
        self._prepared: PreparedComparison | None = None
        self.is_busy = False
        self._title = QLabel(self, objectName="comparison_title", wordWrap=True)
        self._title.setProperty("kind", "title")
        self._words = QLabel(self, objectName="comparison_words", wordWrap=True)
        self._words.setProperty("kind", "quiet")
        for label in (self._title, self._words):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.choice = ComparisonChoice(searched, self)
        self.found = ComparisonResult(self)
        self.found.open_requested.connect(self.open_requested)
        self._bar = QProgressBar(self, objectName="comparison_progress", textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._sendings = QLabel(self, objectName="comparison_sendings", wordWrap=True)
        self._sendings.setTextFormat(Qt.TextFormat.PlainText)
        self._failed = Placeholder(self)
        self._pages = QStackedWidget(self)
        self._working, self._asking = self._page(self._bar), self._page(self._sendings)
        for page in (self.choice, self._working, self._asking, self.found, self._failed):
            self._pages.addWidget(page)
        self._said = QLabel(self, objectName="comparison_said", wordWrap=True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._copy = self._button("copy", self.tr("Copy table"), self._on_copy)
        self._save = self._button("save", self.tr("Save as a table…"), self._choose_file)
        self._again = self._button("again", self.tr("Back"), self._show_choice)
        self._go = self._button("go", self.tr("Compare"), self._on_go)
        self._go.setProperty("kind", "primary")
        self._close = self._button("close", self.tr("Close"), self.reject)
        self.choice.changed.connect(self._tell_choice)
        self.finished.connect(self._stop)
        self._lay_out()
        self._look_up()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(M)
        for button in (self._copy, self._save):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self._again, self._go, self._close):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(self._pages, 1)
        column.addWidget(self._said)
        column.addLayout(buttons)
        self.resize(_SIZE)

    def _page(self, part: QWidget) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, M, 0, 0)
        column.addWidget(part)
        column.addStretch(1)
        return page

    def _button(self, name: str, words: str, deed: Any) -> QPushButton:
        button = QPushButton(words, self, objectName=f"comparison_{name}", autoDefault=False)
        button.clicked.connect(deed)
        return button

    # -- what there is to compare ------------------------------------------------------

    def _look_up(self) -> None:
        self._busy(self.tr("Looking which models there are…"))
        folder = self._folder
        self._submit(
            lambda token, report: candidates.find_candidates(folder, token), self._on_candidates
        )

    def _on_candidates(self, found: Sequence[candidates.Candidate]) -> None:
        self.choice.show_candidates(found)
        self._show_choice()

    def _show_choice(self) -> None:
        self._prepared = None
        self._show(
            self.choice,
            self.tr("Compare models on your own documents"),
            self.tr(
                "Some documents of this folder are read, and your questions asked of each model. "
                "The index stays as it is."
            ),
            self._go,
        )
        self._go.setText(self.tr("Compare"))
        self._tell_choice()
        self.choice.models.setFocus()

    def _tell_choice(self) -> None:
        wanted = self.choice.wanted
        self._go.setEnabled(wanted.is_enough)
        self._say("" if wanted.is_enough else self._what_is_missing(has_one=wanted.has_in_use))

    def _what_is_missing(self, *, has_one: bool) -> str:
        if has_one:
            return self.tr("Choose a second model; more can be had in the settings, under Models.")
        return self.tr("The model in use cannot be compared just now; the list says why.")

    # -- reading, asking, comparing ----------------------------------------------------

    def _on_go(self) -> None:
        if self._prepared is not None:
            self._compare(self._prepared)
            return
        folder, wanted = self._folder, self.choice.wanted
        self._busy(self.tr("Reading documents…"))
        self._submit(
            lambda token, report: candidates.read_for(folder, wanted, token, report),
            self._on_prepared,
        )

    def _on_prepared(self, prepared: PreparedComparison) -> None:
        """Compare at once, or tell first what would be sent."""
        sendings = prepared.sendings()
        if not sendings:
            self._compare(prepared)
            return
        self._prepared = prepared
        self._sendings.setText("\n\n".join(map(self._sending_words, sendings)))
        self._show(
            self._asking,
            self.tr("Send this for the comparison?"),
            self.tr("Nothing was sent so far."),
            self._again,
            self._go,
        )
        self._go.setText(self.tr("Send and compare"))
        self._again.setFocus()

    def _compare(self, prepared: PreparedComparison) -> None:
        self._busy(self.tr("Comparing…"))
        self._submit(lambda token, report: candidates.run(prepared, token, report), self.show_found)

    def show_found(self, found: ModelComparison) -> None:
        """Show what came of it."""
        self._prepared = None
        self.found.show_found(found)
        documents = self.tr("%Ln document(s) read", "", found.documents)
        asked = self.tr("%Ln question(s) asked", "", len(found.queries))
        self._show(
            self.found,
            self.tr("Models compared"),
            f"{documents}, {asked}.",
            self._copy,
            self._save,
            self._again,
        )
        self.found.table.setFocus()

    def show_failure(self, error: AppError) -> None:
        """Say why nothing came of it."""
        self._failed.say("error", message_of(error), remedy_of(error))
        has_choice = self.choice.models.count() > 0
        self._show(self._failed, self.windowTitle(), "", *([self._again] if has_choice else []))
        self._close.setFocus()

    def _on_cancelled(self) -> None:
        if self.choice.models.count():
            self._show_choice()
        else:
            super().reject()

    def _on_progressed(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total or 0)
        self._bar.setValue(progress.done)
        if progress.stage is Stage.EMBEDDING and progress.current:
            words = self.tr("%1 of %2 passages, %3")
            words = words.replace("%3", model_name(progress.current))
        elif progress.stage is Stage.READING:
            words = self.tr("%1 of %2 documents")
        else:
            words = ""
        words = words.replace("%1", number(progress.done))
        self._words.setText(words.replace("%2", number(progress.total or 0)))

    def _sending_words(self, sending: Sending) -> str:
        estimate = sending.estimate
        words = self.tr(
            "To %1 for %2: about %3 characters (about %4 tokens) of %Ln document(s) and the "
            "questions.",
            "",
            estimate.files,
        )
        for place, value in (
            ("%1", sending.host),
            ("%2", model_name(sending.model)),
            ("%3", number(estimate.characters)),
            ("%4", number(estimate.tokens)),
        ):
            words = words.replace(place, value)
        if estimate.price_usd is None:
            price = self.tr("What that costs is not known here.")
        else:
            price = self.tr("That costs %1.").replace("%1", about_dollars(estimate.price_usd))
        return f"{words}\n{price} {in_our_words(sending.retention)}"

    # -- keeping the result ------------------------------------------------------------

    def _on_copy(self) -> None:
        rows = self.found.measures.as_table()
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
        self._say(self.tr("The table is copied."))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the comparison"))
        dialog.setObjectName("comparison_file_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilter(self.tr("Table for a spreadsheet (*.csv)"))
        dialog.selectFile(f"{self.tr('Models compared')}.csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, file: str) -> None:
        """Have the models' table and each question's documents written to a file."""
        rows, target = self.found.as_table(), Path(file)
        self._save.setEnabled(False)
        task = self._runner.submit("models", lambda token, report: _store(rows, target))
        task.succeeded.connect(self._on_saved)
        task.failed.connect(self._on_not_saved)

    def _on_saved(self, target: Path) -> None:
        self._save.setEnabled(True)
        self._say(self.tr("Saved in “%1”.").replace("%1", str(target)))

    def _on_not_saved(self, error: AppError) -> None:
        self._save.setEnabled(True)
        self._say(f"{message_of(error)} {remedy_of(error)}".strip())

    # -- plumbing ----------------------------------------------------------------------

    def _submit(self, work: Any, then: Any) -> None:
        self._task = task = self._runner.submit(
            "models", work, newest="comparison", name=self.tr("comparing models")
        )
        task.progressed.connect(self._on_progressed)
        task.succeeded.connect(then)
        task.failed.connect(self.show_failure)
        task.cancelled.connect(self._on_cancelled)

    def _busy(self, title: str) -> None:
        self._bar.setRange(0, 0)
        self._show(self._working, title, " ")
        self.is_busy = True
        self._close.setText(self.tr("Stop"))
        self._close.setFocus()

    def _show(self, page: QWidget, title: str, words: str, *buttons: QPushButton) -> None:
        self.is_busy = False
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._say("")
        self._pages.setCurrentWidget(page)
        for button in (self._copy, self._save, self._again, self._go):
            button.setVisible(button in buttons)
        self._go.setEnabled(True)
        self._close.setText(self.tr("Close"))

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def reject(self) -> None:
        if self.is_busy and self._task is not None and self.choice.models.count():
            self._task.cancel()
        else:
            super().reject()


def _store(rows: Sequence[Sequence[str]], target: Path) -> Path:
    """Write a table for a spreadsheet, as ``likewise`` writes others.

    Raises:
        InvalidRequest: It cannot be written.
    """
    from desktop_app.output.duplicates_csv import safe_cell
    from desktop_app.output.review_report import store_report

    text = io.StringIO(newline="")
    csv.writer(text).writerows([safe_cell(cell) for cell in row] for row in rows)
    store_report(text.getvalue().encode("utf-8-sig", "replace"), target)
    return target
