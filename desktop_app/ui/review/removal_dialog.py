"""Before something is removed: what goes and what stays; then what came of each document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import AppError
from desktop_app.progress import Progress
from desktop_app.ui.documents.paths import readable
from desktop_app.ui.review.reviewed import Removal
from desktop_app.ui.review.words import Counted, obstacle_words
from desktop_app.ui.text.amounts import size
from desktop_app.ui.text.sentences import in_our_words, message_of, remedy_of
from desktop_app.ui.theme.tokens import L, M

if TYPE_CHECKING:
    from desktop_app.review.plan import Plan, Refusal
    from desktop_app.review.removal import Outcome


class RemovalDialog(QDialog):
    """One removal, from its list to its result. It is never removed what is not on the list.

    Signals:
        confirmed: Carries the ``Plan`` and a folder (``Path``) to put the documents into, or None
            for the bin.
        back_requested: Bring back what was removed just now.
        stop_requested: Remove no more.

    Attributes:
        is_busy: Whether something is being looked for, removed or brought back.
    """

    confirmed = Signal(object, object)
    back_requested = Signal()
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="removal_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Remove duplicates"))
        self._counted = Counted(self)
        self._plan: Plan | None = None
        self._to: Path | None = None
        self.is_busy = False
        self._title = QLabel(self, objectName="removal_title", wordWrap=True)
        self._title.setProperty("kind", "title")
        self._words = QLabel(self, objectName="removal_words", wordWrap=True)
        self._words.setProperty("kind", "quiet")
        self.list = QTreeWidget(self, objectName="removal_list", columnCount=2)
        self.list.setAccessibleName(self.tr("What goes and what stays"))
        self.list.setUniformRowHeights(True)
        self._bar = QProgressBar(self, objectName="removal_progress", textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._into_bin = QRadioButton(self.tr("To the &bin"), self, checked=True)
        self._into_bin.setObjectName("removal_into_bin")
        self._into_folder = QRadioButton(self.tr("Into a &folder of your own…"), self)
        self._into_folder.setObjectName("removal_into_folder")
        self._choice = QButtonGroup(self)
        for button in (self._into_bin, self._into_folder):
            self._choice.addButton(button)
        self._into_folder.clicked.connect(self._choose_folder)
        self._into_bin.clicked.connect(self._choose_bin)
        self._buttons = QDialogButtonBox(self)
        self._go = QPushButton(self, objectName="removal_go")
        self._go.setProperty("kind", "primary")
        self._go.clicked.connect(self._on_confirmed)
        self._back = QPushButton(self.tr("Bring them back"), self, objectName="removal_back")
        self._back.clicked.connect(self.back_requested)
        self._close = QPushButton(self, objectName="removal_close")
        self._close.clicked.connect(self.reject)
        self._buttons.addButton(self._go, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.addButton(self._back, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.addButton(self._close, QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        for widget in (self._title, self._words, self._bar):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        for widget in (self._into_bin, self._into_folder, self._buttons):
            column.addWidget(widget)
        self.resize(720, 560)
        self._busy(self.tr("Looking what may be removed…"))

    # -- what is shown -----------------------------------------------------------------

    def show_plan(self, plan: Plan, sizes: Mapping[str, int]) -> None:
        """Show what would go and what would stay; nothing has been done yet."""
        self._plan = plan
        goes = [one.path for one in plan.removals]
        count = len(goes)
        self._idle(self.tr("%Ln document(s) to remove", "", count))
        freed = size(sum(sizes.get(path, 0) for path in goes))
        words = self.tr(
            "%1 are freed. Each document and the copy that stays are read once more before it is "
            "moved. You can bring all of them back, also later."
        )
        self._words.setText(words.replace("%1", freed))
        self.list.clear()
        self.list.setHeaderLabels([self.tr("Document"), self.tr("Because")])
        stays = self.tr("%1 stays")
        self._section(
            self.tr("Goes"),
            ((one.path, stays.replace("%1", readable(one.kept))) for one in plan.removals),
        )
        self._section(self.tr("Stays"), ((one.path, _why(one)) for one in plan.refused))
        for widget in (self._into_bin, self._into_folder, self._go):
            widget.setVisible(count > 0)
        self._tell_place()
        (self._go if count else self._close).setFocus()

    def show_removing(self) -> None:
        """They are on their way."""
        self._busy(self.tr("Removing…"))

    def show_bringing_back(self) -> None:
        """They are on their way back."""
        self._busy(self.tr("Bringing back…"))

    def show_progress(self, progress: Progress) -> None:
        """Say how far it is."""
        if self.is_busy:
            self._bar.setRange(0, progress.total or 0)
            self._bar.setValue(progress.done)

    def show_removed(self, removal: Removal) -> None:
        """Say what came of each document."""
        done = len(removal.done)
        self._idle(self.tr("%Ln document(s) removed", "", done))
        # First: a box of buttons that gets one more takes the focus from those it has.
        self._back.setVisible(done > 0)
        self._show_outcomes(removal.outcomes, self.tr("Removed"))

    def show_brought_back(self, removal: Removal) -> None:
        """Say which documents are in their places again."""
        self._idle(self.tr("%Ln document(s) brought back", "", len(removal.done)))
        self._show_outcomes(removal.outcomes, self.tr("Brought back"))

    def show_failure(self, error: AppError) -> None:
        """Say why nothing was done."""
        self._idle(message_of(error))
        self._words.setText(remedy_of(error))

    def _show_outcomes(self, outcomes: Iterable[Outcome], done: str) -> None:
        found = list(outcomes)
        left = [one for one in found if not one.done]
        words = (
            self.tr("%Ln stayed as they were; the list says why.", "", len(left)) if left else ""
        )
        self._words.setText(words)
        self.list.clear()
        self.list.setHeaderLabels([self.tr("Document"), self.tr("What came of it")])
        self._section(self.tr("Not done"), ((one.path, in_our_words(one.reason)) for one in left))
        self._section(
            done, ((one.path, in_our_words(one.reason) or one.where) for one in found if one.done)
        )
        self._close.setFocus()

    # -- parts -------------------------------------------------------------------------

    def _section(self, words: str, rows: Iterable[tuple[str, str]]) -> None:
        items = [QTreeWidgetItem([readable(path), why]) for path, why in rows]
        if not items:
            return
        for item in items:
            for column in range(2):
                item.setToolTip(column, item.text(column))
        head = QTreeWidgetItem([f"{words} ({self._counted.documents(len(items))})"])
        head.addChildren(items)
        self.list.addTopLevelItem(head)
        head.setExpanded(True)
        head.setFirstColumnSpanned(True)
        self.list.setColumnWidth(0, self.list.viewport().width() // 2)

    def _busy(self, words: str) -> None:
        self.is_busy = True
        self._title.setText(words)
        self._words.setText("")
        self._bar.setRange(0, 0)
        self._bar.show()
        for widget in (self._into_bin, self._into_folder, self._go, self._back):
            widget.hide()
        self._close.setText(self.tr("Stop"))

    def _idle(self, title: str) -> None:
        self.is_busy = False
        self._title.setText(title)
        self._words.setText("")
        self._bar.hide()
        for widget in (self._into_bin, self._into_folder, self._go, self._back):
            widget.hide()
        self._close.setText(self.tr("Close"))

    def _tell_place(self) -> None:
        count = len(self._plan.removals) if self._plan else 0
        if self._to is None:
            words = self.tr("Move %Ln document(s) to the bin", "", count)
            self._into_folder.setText(self.tr("Into a &folder of your own…"))
        else:
            words = self.tr("Move %Ln document(s) into the folder", "", count)
            place = self.tr("Into the &folder %1").replace("%1", str(self._to))
            self._into_folder.setText(place)
        self._go.setText(words)

    def _choose_bin(self) -> None:
        self._to = None
        self._tell_place()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Put removed documents into"))
        dialog.setObjectName("removal_folder_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.put_into)
        dialog.rejected.connect(self._on_no_folder)
        dialog.open()

    def put_into(self, folder: str) -> None:
        """Have them put into a folder in place of the bin."""
        self._to = Path(folder)
        self._into_folder.setChecked(True)
        self._tell_place()

    def _on_no_folder(self) -> None:
        if self._to is None:
            self._into_bin.setChecked(True)

    def _on_confirmed(self) -> None:
        self.confirmed.emit(self._plan, self._to)

    def reject(self) -> None:
        if self.is_busy:
            self.stop_requested.emit()
        else:
            super().reject()


def _why(one: Refusal) -> str:
    """Return why a document stays."""
    translate = QCoreApplication.translate
    if not one.known:
        return translate("Review", "It is not in the index any more.")
    if one.obstacle is not None:
        words = translate("Review", "%1 (beside %2)")
        words = words.replace("%1", obstacle_words(one.obstacle, one.relation))
        return words.replace("%2", readable(one.nearest))
    if one.nearest:
        words = translate("Review", "%1 is to be removed as well, and a copy must stay.")
        return words.replace("%1", readable(one.nearest))
    return translate("Review", "No copy of it was found.")
