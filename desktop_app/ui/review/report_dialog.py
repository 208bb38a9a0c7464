"""What kind of report is wanted, and what became of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import AppError
from desktop_app.progress import Progress
from desktop_app.ui.text.sentences import message_of, remedy_of
from desktop_app.ui.theme.tokens import L, M


class ReportDialog(QDialog):
    """One report: its form, a name for it, the result.

    Signals:
        wanted: Carries a ``Path`` whose end tells the form, and whether names may be told.
        stop_requested: No report after all.
    """

    wanted = Signal(object, bool)
    stop_requested = Signal()

    def __init__(self, folder_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="report_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Report"))
        self._name = folder_name
        self._is_busy = False
        self._title = QLabel(self.tr("Report on this review"), self, objectName="report_title")
        self._title.setProperty("kind", "title")
        self._title.setWordWrap(True)
        self._words = QLabel(self, objectName="report_words", wordWrap=True)
        self._words.setProperty("kind", "quiet")
        self._words.setText(
            self.tr(
                "What is alike, what was decided and what was removed, with the evidence in short, "
                "how much of the folder could be read, and by which rules."
            )
        )
        self._forms = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addWidget(self._title)
        column.addWidget(self._words)
        self._choices: list[QWidget] = []
        for ending, words in (
            ("pdf", self.tr("&PDF, to print or to file")),
            ("html", self.tr("&Web page")),
            ("csv", self.tr("&Table for a spreadsheet (CSV)")),
            ("json", self.tr("Data for other &programs (JSON)")),
        ):
            button = QRadioButton(words, self, objectName=f"report_{ending}")
            button.setChecked(ending == "pdf")
            self._forms.addButton(button)
            self._choices.append(button)
            column.addWidget(button)
        self._mask = QCheckBox(
            self.tr("&Numbers in place of names"), self, objectName="report_mask"
        )
        self._mask.setToolTip(
            self.tr("Without names, places, notes and words of documents: to show to others")
        )
        self._choices.append(self._mask)
        column.addWidget(self._mask)
        self._bar = QProgressBar(self, objectName="report_progress", textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.hide()
        column.addWidget(self._bar)
        column.addStretch(1)
        buttons = QDialogButtonBox(self)
        self._save = QPushButton(self.tr("Save as…"), self, objectName="report_save")
        self._save.setProperty("kind", "primary")
        self._save.clicked.connect(self._choose_file)
        self._close = QPushButton(self.tr("Close"), self, objectName="report_close")
        self._close.clicked.connect(self.reject)
        buttons.addButton(self._save, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self._close, QDialogButtonBox.ButtonRole.RejectRole)
        column.addWidget(buttons)
        self._save.setDefault(True)
        self.resize(480, 380)

    # -- what is shown -----------------------------------------------------------------

    def show_progress(self, progress: Progress) -> None:
        """Say how far it is."""
        self._bar.setRange(0, progress.total or 0)
        self._bar.setValue(progress.done)

    def show_saved(self, target: Path) -> None:
        """It is written."""
        self._idle(self.tr("The report is saved"), str(target))

    def show_failure(self, error: AppError) -> None:
        """Nothing was written."""
        self._idle(message_of(error), remedy_of(error))

    @property
    def is_busy(self) -> bool:
        """Whether it is being made."""
        return self._is_busy

    # -- parts -------------------------------------------------------------------------

    def _idle(self, title: str, words: str) -> None:
        self._busy(False)
        self._title.setText(title)
        self._words.setText(words)
        self._close.setFocus()

    def _busy(self, busy: bool) -> None:
        self._is_busy = busy
        self._bar.setRange(0, 0)
        self._bar.setVisible(busy)
        for widget in (*self._choices, self._save):
            widget.setEnabled(not busy)
        self._close.setText(self.tr("Stop") if busy else self.tr("Close"))

    @property
    def _ending(self) -> str:
        chosen = self._forms.checkedButton()
        return chosen.objectName().removeprefix("report_") if chosen else "pdf"

    def _choose_file(self) -> None:
        ending = self._ending
        dialog = QFileDialog(self, self.tr("Save the report"))
        dialog.setObjectName("report_file_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.setNameFilter(f"{ending.upper()} (*.{ending})")
        name = self.tr("Report") if self._mask.isChecked() else self._name
        dialog.selectFile(f"{name}.{ending}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, file: str) -> None:
        """Have it written to a file; an end that tells no form is completed."""
        target = Path(file)
        if target.suffix.lower() != f".{self._ending}":
            target = target.with_name(f"{target.name}.{self._ending}")
        self._busy(True)
        self.wanted.emit(target, not self._mask.isChecked())

    def reject(self) -> None:
        if self._is_busy:
            self.stop_requested.emit()
        else:
            super().reject()
