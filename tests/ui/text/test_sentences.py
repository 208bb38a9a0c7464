"""What is told from below is known to the window, in its language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app import errors
from desktop_app.errors import AppError, FolderUnavailable
from desktop_app.ui.text.sentences import AS_THEY_ARE, OTHERWISE, in_our_words, message_of
from desktop_app.ui.text.translations import install_translations

# Only the command line comes to these so far.
NOT_FOR_THE_WINDOW = {
    "app.py", "cli.py", "duplicate_commands.py", "model_commands.py", "option_types.py",
    "benchmarks", "output", "review_commands.py", "ui", "addresses.py",
    "arriving.py", "download.py", "http_get.py", "transfer.py", "settings.py",
    "model_folder.py", "sentence_transformer.py",
    "precision.py", "tokens.py", "generations.py",
    "cloud_commands.py", "privacy_commands.py", "model_comparison.py", "self_test.py",
}  # fmt: skip
# The window has no way to ask for these, or they name a fault of ours that is told as one.
NEVER_SHOWN = {
    "At least one hit must be asked for.",
    "At least one document must be asked for.",
}
KINDS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, AppError) and name != "BugError"
} | {"Refused", "NoBin"}


def _template(node: ast.expr) -> str | None:
    """Return the sentence with %1, %2 … for what it names; None for what is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    words, places = "", 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            words += str(part.value)
        else:
            places += 1
            words += f"%{places}"
    return words


def _told(root: Path) -> Iterator[str]:
    for file in sorted(root.rglob("*.py")):
        if NOT_FOR_THE_WINDOW & set(file.relative_to(root).parts):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {*KINDS, "tell"}:
                yield from filter(None, map(_template, node.args))


def test_every_sentence_from_below_is_known(checkout: Path) -> None:
    told = set(_told(checkout / "desktop_app"))
    assert "The search is empty." in told
    assert told - {*AS_THEY_ARE, *OTHERWISE} - NEVER_SHOWN == set()


@pytest.mark.parametrize(
    ("below", "german"),
    [
        ("The search is empty.", "Die Suche ist leer."),
        (
            "12 of 1,284 indexed documents are no longer in the folder.",
            "12 von 1,284 Dokumenten des Index sind nicht mehr im Ordner.",
        ),
        (
            "“plan.pdf”: Protected by a password (page 3).",
            "„plan.pdf“: Mit einem Kennwort geschützt (Seite 3).",
        ),
        (
            "The index cannot be written at “/x/%1” (Permission denied).",
            "Der Index kann unter „/x/%1“ nicht geschrieben werden (Zugriff verweigert).",
        ),
        (
            "It stays, as the bin cannot be written (Permission denied).",
            "Es bleibt, denn: der Papierkorb kann nicht beschrieben werden (Zugriff verweigert).",
        ),
        ("Nobody knows this one.", "Nobody knows this one."),
    ],
)
def test_sentence_when_the_window_is_german_then_it_is_told_in_german(
    qapp: QApplication, below: str, german: str
) -> None:
    install_translations(qapp, "de")
    try:
        assert in_our_words(below) == german
    finally:
        install_translations(qapp, "en")


@pytest.mark.usefixtures("qapp")
def test_sentence_when_it_speaks_of_commands_then_the_window_says_it_otherwise() -> None:
    assert in_our_words("Run “likewise index” on it first.") == "Press F5 to have it read."


@pytest.mark.usefixtures("qapp")
def test_message_when_english_then_it_is_as_it_was() -> None:
    error = FolderUnavailable("The folder “/x” cannot be found.", "")
    assert message_of(error) == error.message
