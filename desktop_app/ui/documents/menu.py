"""The menu of a document, the same wherever one is shown, and its keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt, SignalInstance
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.paths import name_of
from desktop_app.ui.theme.icons import icon

SIMILAR_KEY = "Ctrl+L"
OPEN_KEY = "Ctrl+O"
REVEAL_KEY = "Ctrl+Shift+O"
COPY_PATH_KEY = "Ctrl+Shift+C"
COPY_TEXT_KEY = "Ctrl+C"


@dataclass(frozen=True, slots=True)
class Subject:
    """The document that a menu or a key is about.

    Attributes:
        passage: Its best passage, "" where none is shown.
        has_text: Whether anything can be found by it.
    """

    path: str
    passage: str = ""
    has_text: bool = True


class DocumentMenu(QMenu):
    """Find similar, compare, open, show, copy, exclude. Deletes itself when it is closed."""

    def __init__(self, subject: Subject, intents: DocumentIntents, parent: QWidget) -> None:
        super().__init__(parent, objectName="document_menu")
        name = name_of(subject.path)
        self.setAccessibleName(self.tr("What to do with %1").replace("%1", name))
        self._subject = subject
        has_text = subject.has_text
        self._add(self.tr("Find &similar"), "similar", intents.similar_requested, SIMILAR_KEY)
        self._add(self.tr("Com&pare with…"), "compare", intents.compare_requested)
        for action in self.actions():
            action.setEnabled(has_text)
        self.addSeparator()
        self._add(self.tr("&Open"), "open", intents.open_requested, OPEN_KEY)
        self._add(self.tr("Show in &folder"), "reveal", intents.reveal_requested, REVEAL_KEY)
        self.addSeparator()
        self._add(self.tr("&Copy path"), "copy", intents.copy_path_requested, COPY_PATH_KEY)
        if subject.passage:
            copy = self._action(self.tr("Copy p&assage"), "text", COPY_TEXT_KEY)
            copy.triggered.connect(lambda: intents.copy_text_requested.emit(subject.passage))
        self.addSeparator()
        self._add(self.tr("E&xclude from the index"), "exclude", intents.exclude_requested)
        if folder := subject.path.rpartition("/")[0]:
            words = self.tr("Exclude all of “%1”").replace("%1", _shown(folder))
            action = self._action(words, "exclude_folder", drawing="exclude")
            action.triggered.connect(lambda: intents.exclude_requested.emit(folder))
        self.aboutToHide.connect(self.deleteLater)

    def _add(self, words: str, drawing: str, intent: SignalInstance, key: str = "") -> None:
        path = self._subject.path
        self._action(words, drawing, key).triggered.connect(lambda: intent.emit(path))

    def _action(self, words: str, name: str, key: str = "", drawing: str = "") -> QAction:
        action = QAction(icon(drawing or name), words, self)
        action.setObjectName(name)
        if key:
            action.setShortcut(QKeySequence(key))
        self.addAction(action)
        return action


def act_on_key(event: QKeyEvent, subject: Subject, intents: DocumentIntents) -> bool:
    """Emit the intent that a key of the menu stands for; returns whether it is one."""
    intent = {
        SIMILAR_KEY: intents.similar_requested if subject.has_text else None,
        OPEN_KEY: intents.open_requested,
        REVEAL_KEY: intents.reveal_requested,
        COPY_PATH_KEY: intents.copy_path_requested,
        COPY_TEXT_KEY: intents.copy_text_requested if subject.passage else None,
    }.get(_key_of(event))
    if intent is None:
        return False
    intent.emit(subject.passage if intent is intents.copy_text_requested else subject.path)
    return True


def _shown(folder: str) -> str:
    return name_of(folder).replace("&", "&&")


def _key_of(event: QKeyEvent) -> str:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    sequence = QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key())))
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)
