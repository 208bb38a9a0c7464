"""Which model the open folder has, and the models it could have instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.errors import AppError
from desktop_app.ui.models.candidates import Compared
from desktop_app.ui.models.choosing_work import ModelRow, ModelsRead, read_models
from desktop_app.ui.models.model_card import ModelCard
from desktop_app.ui.models.server_fields import ServerFields
from desktop_app.ui.privacy.consent_work import take_back
from desktop_app.ui.privacy.key_work import COMPATIBLE, KeyFor
from desktop_app.ui.privacy.never_leaves import NeverLeavesBox
from desktop_app.ui.text.sentences import message_of, remedy_of
from desktop_app.ui.theme.tokens import L, M
from desktop_app.ui.work.tasks import Task, TaskRunner

_HERE = ""


class ModelsPage(QWidget):
    """Cards: this computer, the providers, a server by address.

    What is shown is looked up once the page is seen. Nothing is sent and nothing indexed from here:
    that is asked for by the signals.

    Args:
        folder: The open folder, or None.

    Signals:
        use_requested: The folder shall have a model; carries its id.
        compare_requested: Models shall be compared on the folder.
        key_requested: A key shall be set; carries a ``KeyFor``.
        consent_changed: A yes was taken back, or "never leaves this computer" was switched.
    """

    use_requested = Signal(str)
    compare_requested = Signal()
    key_requested = Signal(object)
    consent_changed = Signal()

    def __init__(
        self, runner: TaskRunner, folder: Compared | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, objectName="models_page")
        self.title = self.tr("Models")
        self._runner, self._folder = runner, folder
        self._reading: Task | None = None
        heading = QLabel(self.tr("Model of the open folder"), self)
        heading.setProperty("kind", "title")
        self._now = QLabel(self.tr("Looking which models there are…"), self, wordWrap=True)
        self._now.setObjectName("models_now")
        self._now.setTextFormat(Qt.TextFormat.PlainText)
        self.never = NeverLeavesBox(runner, self)
        self._told = QLabel(self, objectName="models_told", wordWrap=True, visible=False)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self.cards = {
            _HERE: self._card(_HERE, self.tr("On this computer"), self.tr("Nothing is sent.")),
            "openai": self._card("openai", "OpenAI", self._sent_to("api.openai.com")),
            "cohere": self._card("cohere", "Cohere", self._sent_to("api.cohere.com")),
            COMPATIBLE: self._card(
                COMPATIBLE,
                self.tr("A server by its address"),
                self.tr(
                    "Your own, or another that speaks as OpenAI does: Ollama, LM Studio, "
                    "llama.cpp. The texts of the folder are sent there."
                ),
            ),
        }
        self.server = ServerFields(runner, self.cards[COMPATIBLE])
        self.cards[COMPATIBLE].column.addWidget(self.server)
        self.compare = QPushButton(
            self.tr("&Compare models on this folder…"),
            self,
            objectName="models_compare",
            autoDefault=False,
        )
        self._arrange(heading)
        self.never.switched.connect(self._on_consent_changed)
        self.never.failed.connect(self._on_failed)
        self.server.use_requested.connect(self.use_requested)
        self.compare.clicked.connect(self.compare_requested)
        self._can_choose(may_send=False)

    def look_again(self) -> None:
        """Look up anew what there is and what holds."""
        folder = self._folder
        self._reading = self._runner.submit(
            "choosing", lambda token, report: read_models(folder, token), newest="models page"
        )
        self._reading.succeeded.connect(self.show_models)
        self._reading.failed.connect(self._on_failed)

    def show_models(self, read: ModelsRead) -> None:
        """Show what was looked up."""
        self._now.setText(self._now_words(read))
        self.never.show_state(self._folder, never=read.never)
        may_send = bool(read.folder) and not read.never
        for provider, card in self.cards.items():
            rows = [row for row in read.rows if row.provider == provider]
            card.show_rows(rows, can_choose=bool(read.folder) if provider == _HERE else may_send)
        self._can_choose(may_send=may_send)
        self._say(
            self.tr("The offline lock is on: no provider can be reached.") if read.locked else ""
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Look up what is to be shown now that somebody wants to know."""
        super().showEvent(event)
        if not event.spontaneous():
            self.look_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no further."""
        super().hideEvent(event)
        if not event.spontaneous() and self._reading is not None:
            self._reading.cancel()

    # -- what comes of it ----------------------------------------------------------

    def _take_back(self, model: str) -> None:
        if (folder := self._folder) is None:
            return
        task = self._runner.submit("choosing", lambda token, report: take_back(folder, model))
        task.succeeded.connect(self._on_consent_changed)
        task.failed.connect(self._on_failed)

    def _on_consent_changed(self) -> None:
        self.consent_changed.emit()
        self.look_again()

    def _on_failed(self, error: AppError) -> None:
        self._say(" ".join(filter(None, (message_of(error), remedy_of(error)))), "bad")

    # -- words ---------------------------------------------------------------------

    def _now_words(self, read: ModelsRead) -> str:
        if not read.folder:
            return self.tr("Open a folder to choose its model.")
        used = _first(row for row in read.rows if row.in_use)
        coming = _first(row for row in read.rows if row.is_coming)
        if used is None and coming is None:
            words = self.tr("“%1” is not indexed yet.")
        elif coming is not None and used is not None and coming is not used:
            words = self.tr(
                "“%1” is being indexed with %3; until that is done, %2 answers."
            ).replace("%3", coming.name)
        elif coming is not None:
            words = self.tr("“%1” is being indexed with %2.")
        else:
            words = self.tr("“%1” is searched with %2.")
        shown = used or coming
        return words.replace("%2", shown.name if shown else "").replace("%1", read.folder)

    def _sent_to(self, host: str) -> str:
        return self.tr("Runs at %1: the texts of the folder are sent there, after a yes.").replace(
            "%1", host
        )

    def _say(self, words: str, tone: str = "") -> None:
        self._told.setProperty("tone", tone)
        self._told.style().polish(self._told)
        self._told.setText(words)
        self._told.setVisible(bool(words))

    # -- parts ---------------------------------------------------------------------

    def _card(self, provider: str, title: str, about: str) -> ModelCard:
        card = ModelCard(title, about, self, has_key=provider in ("openai", "cohere"))
        card.use_requested.connect(self.use_requested)
        card.take_back_requested.connect(self._take_back)
        card.key_requested.connect(lambda: self.key_requested.emit(KeyFor(provider)))
        return card

    def _can_choose(self, *, may_send: bool) -> None:
        self.server.setEnabled(may_send)
        self.compare.setEnabled(self._folder is not None)

    def _arrange(self, heading: QLabel) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, L)
        layout.setSpacing(M)
        parts: Sequence[QWidget] = (heading, self._now, self._told, self.never)
        for part in (*parts, *self.cards.values()):
            layout.addWidget(part)
        layout.addWidget(self.compare, alignment=Qt.AlignmentFlag.AlignLeft)


def _first(rows: Iterator[ModelRow]) -> ModelRow | None:
    return next(rows, None)
