"""What a yes to a provider means for the open folder, and the yes."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import AppError
from desktop_app.progress import Progress
from desktop_app.ui.privacy.consent_work import Located, Offered, look_at, say_yes, take_back
from desktop_app.ui.privacy.key_dialog import open_key_dialog
from desktop_app.ui.privacy.key_words import remedy_words, state_words
from desktop_app.ui.privacy.never_leaves import NeverLeavesBox
from desktop_app.ui.text.amounts import about_dollars, day, dollars, number
from desktop_app.ui.text.sentences import in_our_words, message_of, remedy_of
from desktop_app.ui.theme.tokens import XL, L, M, S
from desktop_app.ui.work.tasks import Task, TaskRunner

if TYPE_CHECKING:
    from desktop_app.cloud import CloudOffer

_WIDTH = 600


class ConsentDialog(QDialog):
    """Tells what would be sent where, at what price; nothing is sent before the yes.

    The button that sends nothing is the default one.

    Args:
        folder: Whose texts would be sent.
        model: Id of a model at a provider.

    Signals:
        agreed: A person has said yes; carries the id of the model, with its dimension.
        consent_changed: A yes was given or taken back, or "never leaves" was switched.
        keys_changed: A key was kept; carries what it is kept under.

    Attributes:
        is_busy: Whether something is looked up or asked.
    """

    agreed = Signal(str)
    consent_changed = Signal()
    keys_changed = Signal(str)

    def __init__(
        self, folder: Located, model: str, runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, objectName="consent_dialog")
        self.setWindowTitle(self.tr("A model at a provider"))
        self._folder, self._model, self._runner = folder, model, runner
        self._task: Task | None = None
        self._offered: Offered | None = None
        self._title = self._label("consent_title", "title")
        self._told = self._label("consent_told")
        self._bar = QProgressBar(self, objectName="consent_progress", textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._facts = {
            name: self._label(f"consent_{name}")
            for name in ("model", "sent", "price", "kept", "key")
        }
        self.set_key = self._button("set_key", self.tr("Set the &key…"), self._set_key)
        self._also = self._label("consent_also", "small")
        self._also.setText(
            self.tr(
                "Passages and titles of the documents are sent: now, whenever documents change, "
                "and each question you ask this folder. Vectors made of a text can give most of it "
                "away."
            )
        )
        self._held = self._label("consent_held")
        self.back = self._button("take_back", self.tr("&Take it back"), self._take_back)
        self.never = NeverLeavesBox(runner, self)
        self.no = self._button("no", self.tr("&Send nothing"), self.reject)
        self.yes = self._button("yes", self.tr("Send and &index"), self._say_yes)
        self._arrange()
        self.never.switched.connect(self._on_consent_changed)
        self.never.failed.connect(self._show_error)
        self._look()

    @property
    def is_busy(self) -> bool:
        """Whether something is looked up or asked."""
        return self._task is not None

    def done(self, result: int) -> None:
        """Close; nobody is waited for."""
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    # -- what is asked for ---------------------------------------------------------

    def _look(self) -> None:
        folder, model = self._folder, self._model
        self._begin(
            lambda token, report: look_at(folder, model, token, report),
            self._show,
            self.tr("Looking what would be sent. Nothing is sent for that."),
        )

    def _say_yes(self) -> None:
        folder, offered = self._folder, self._offered
        if offered is None:
            return
        words = "" if offered.offer.dim else self.tr("%1 is asked to answer one word…")
        self._begin(
            lambda token, report: say_yes(folder, offered, token),
            self._on_agreed,
            words.replace("%1", offered.offer.host),
        )

    def _take_back(self) -> None:
        folder, model = self._folder, self._model
        self._begin(lambda token, report: take_back(folder, model), self._on_consent_changed, "")

    def _set_key(self) -> None:
        if self._offered is not None:
            open_key_dialog(self._offered.key, self._runner, self, self._on_key_kept)

    def _begin(self, work: Callable[..., Any], then: Callable[[Any], None], words: str) -> None:
        if self._task is not None:
            self._task.cancel()
        self._say(words)
        self._task = task = self._runner.submit("choosing", work, newest="consent")
        self._bar.setRange(0, 0)
        self._bar.show()
        self._offer()
        task.progressed.connect(self._on_progressed)
        task.succeeded.connect(then)
        task.failed.connect(self._show_error)
        task.finished.connect(lambda: self._on_finished(task))

    # -- what comes of it ----------------------------------------------------------

    def _show(self, offered: Offered) -> None:
        self._offered = offered
        offer = offered.offer
        self._title.setText(
            self.tr("Send the texts of “%1” to %2?")
            .replace("%2", offer.host)
            .replace("%1", offered.folder)
        )
        self._facts["model"].setText(self._model_words(offered))
        self._facts["sent"].setText(self._sent_words(offer))
        self._facts["price"].setText(_price_words(offer))
        self._facts["kept"].setText(in_our_words(offer.retention))
        key = (state_words(offer.key, offer.provider.id), remedy_words(offer.key))
        self._facts["key"].setText(" ".join(filter(None, key)))
        self.never.show_state(self._folder, never=offered.never)
        if offer.consent is not None:
            words = self.tr("You said yes to this on %1.")
            self._held.setText(words.replace("%1", day(offer.consent.given_at)))
        if offer.refusal:
            self._say(in_our_words(offer.refusal), "bad")
        elif not offer.has_key:
            self._say(self.tr("Without a key nothing can be sent."))
        else:
            self._say("")

    def _on_agreed(self, model: str) -> None:
        self.consent_changed.emit()
        self.accept()
        self.agreed.emit(model)

    def _on_consent_changed(self, _: object = None) -> None:
        self.consent_changed.emit()
        self._look()

    def _on_key_kept(self, key_name: str) -> None:
        self.keys_changed.emit(key_name)
        self._look()

    def _on_progressed(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total or 0)
        self._bar.setValue(progress.done)

    def _show_error(self, error: AppError) -> None:
        self._say(" ".join(filter(None, (message_of(error), remedy_of(error)))), "bad")

    def _on_finished(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self._bar.hide()
            self._offer()

    def _offer(self) -> None:
        """Let be pressed what makes sense now."""
        free, offered = self._task is None, self._offered
        offer = offered.offer if offered is not None else None
        self._all.setVisible(offer is not None)
        self._title.setVisible(offer is not None)
        self.yes.setVisible(offer is not None and not offer.refusal)
        self.yes.setEnabled(free and offer is not None and offer.has_key)
        holds = offer is not None and offer.consent is not None
        self._held.setVisible(holds)
        self.back.setVisible(holds)
        for button in (self.set_key, self.back):
            button.setEnabled(free)
        self.never.setEnabled(free and offer is not None)
        self.no.setText(
            self.tr("Close") if offer is not None and offer.refusal else self.tr("&Send nothing")
        )
        if free:
            self.no.setFocus()
        self._grow()

    # -- words ---------------------------------------------------------------------

    def _model_words(self, offered: Offered) -> str:
        words = (
            self.tr("%1, runs at %2")
            if not offered.offer.dim
            else self.tr("%1, vectors of %3 numbers, runs at %2")
        )
        words = words.replace("%3", number(offered.offer.dim)).replace("%2", offered.offer.host)
        return words.replace("%1", offered.model)

    def _sent_words(self, offer: CloudOffer) -> str:
        estimate = offer.estimate
        if not estimate.characters:
            return self.tr("Nothing that is not there already; only what changes, and questions.")
        if estimate.guessed:
            words = self.tr(
                "About %1 characters of about %Ln document(s), about %2 tokens", "", estimate.files
            )
        else:
            words = self.tr("%1 characters of %Ln document(s), about %2 tokens", "", estimate.files)
        words = words.replace("%1", number(estimate.characters))
        return words.replace("%2", number(estimate.tokens))

    def _say(self, words: str, tone: str = "") -> None:
        self._told.setProperty("tone", tone)
        self._told.style().polish(self._told)
        self._told.setText(words)
        self._told.setVisible(bool(words))
        self._grow()

    # -- parts ---------------------------------------------------------------------

    def _arrange(self) -> None:
        key = QHBoxLayout()
        key.setSpacing(M)
        key.addWidget(self._facts["key"], 1)
        key.addWidget(self.set_key)
        rows = QFormLayout()
        rows.setHorizontalSpacing(L)
        rows.setVerticalSpacing(M)
        rows.addRow(self.tr("Model"), self._facts["model"])
        rows.addRow(self.tr("Sent"), self._facts["sent"])
        rows.addRow(self.tr("Price"), self._facts["price"])
        rows.addRow(self.tr("Kept there"), self._facts["kept"])
        rows.addRow(self.tr("Key"), key)
        held = QHBoxLayout()
        held.addWidget(self._held, 1)
        held.addWidget(self.back)
        self._all = QWidget(self)
        inside = QVBoxLayout(self._all)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(M)
        inside.addLayout(rows)
        inside.addWidget(self._also)
        inside.addLayout(held)
        inside.addWidget(self.never)
        end = QHBoxLayout()
        end.setSpacing(M)
        end.addStretch(1)
        end.addWidget(self.yes)
        end.addWidget(self.no)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(M)
        layout.addWidget(self._title)
        layout.addWidget(self._all)
        layout.addSpacing(S)
        layout.addWidget(self._told)
        layout.addWidget(self._bar)
        layout.addStretch(1)
        layout.addLayout(end)
        self.no.setAutoDefault(True)
        self.no.setDefault(True)
        order = (self.set_key, self.back, self.never, self.yes, self.no)
        for first, second in itertools.pairwise(order):
            self.setTabOrder(first, second)
        self.setMinimumWidth(_WIDTH)

    def _grow(self) -> None:
        """Have room for all words: wrapped ones count for more lines than a layout asks for."""
        if (layout := self.layout()) is not None:
            layout.activate()
            needed = layout.totalHeightForWidth(max(self.width(), _WIDTH))
            if needed < 0:  # no words are shown that could be wrapped
                needed = layout.totalSizeHint().height()
            self.setMinimumHeight(needed)
            self.resize(max(self.width(), _WIDTH), needed)

    def _label(self, name: str, kind: str = "") -> QLabel:
        label = QLabel(self, objectName=name, wordWrap=True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            label.setProperty("kind", kind)
        return label

    def _button(self, name: str, words: str, deed: Callable[[], Any]) -> QPushButton:
        button = QPushButton(words, self, objectName=f"consent_{name}", autoDefault=False)
        button.clicked.connect(deed)
        return button


def _price_words(offer: CloudOffer) -> str:
    estimate, rate = offer.estimate, offer.usd_per_million
    if estimate.price_usd is None or rate is None:
        return QCoreApplication.translate("ConsentDialog", "Not known here")
    words = QCoreApplication.translate("ConsentDialog", "%1 (%2 for a million tokens)")
    return words.replace("%2", dollars(rate)).replace("%1", about_dollars(estimate.price_usd))
