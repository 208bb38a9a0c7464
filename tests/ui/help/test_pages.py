"""The pages say what is there: every link leads somewhere, every key is one, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app import cli
from desktop_app.ui.documents import menu
from desktop_app.ui.help.pages import HELP, Page, found, read_pages
from desktop_app.ui.review.review_keys import Deed
from desktop_app.ui.shell.actions import WindowActions
from desktop_app.ui.text.translations import LANGUAGES

PAGES = [(language, page) for language in LANGUAGES for page in read_pages(language)]
IDS = [f"{language}-{page.name}" for language, page in PAGES]
every_page = pytest.mark.parametrize(("language", "page"), PAGES, ids=IDS)

# What lists, boxes and the comparison have by themselves.
OTHERS = {"Ctrl+K", "↓", "Esc", "Alt+←", "Alt+→", "F8", "Shift+F8", "Ctrl+C"}
GERMAN = {"Strg": "Ctrl", "Umschalt": "Shift", "Eingabe": "Return"}


def _code(page: Page) -> list[str]:
    return re.findall(r"`([^`]+)`", page.text)


def _is_key(code: str) -> bool:
    return bool(re.fullmatch(r"(?:\w+\+)+\S+|F\d+|[A-Z?]|Esc|[↑↓←→]", code))


@pytest.fixture
def keys(qtbot: QtBot) -> set[str]:
    window = QWidget()
    qtbot.addWidget(window)
    actions = WindowActions(window)
    of_window = {action.shortcut().toString() for action in window.actions()}
    of_documents = {value for name, value in vars(menu).items() if name.endswith("_KEY")}
    assert actions.help.shortcut().toString() in of_window
    return of_window | of_documents | {deed.value for deed in Deed} | OTHERS


def test_every_language_has_the_same_pages_with_the_same_parts() -> None:
    shapes = {
        language: [(page.name, _shape(page)) for page in read_pages(language)]
        for language in LANGUAGES
    }

    assert len(shapes["en"]) >= 8
    for language in LANGUAGES:
        assert shapes[language] == shapes["en"]


def _shape(page: Page) -> list[str]:
    """Marks at the beginnings of what is said, and where links lead."""
    marks = re.findall(r"^(#+ |- |\d+\. |\|)", page.text, re.MULTILINE)
    return [*marks, *re.findall(r"\]\(([^)]+)\)", page.text)]


@every_page
def test_links_lead_to_pages_and_actions_that_are_there(
    language: str, page: Page, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions = WindowActions(window)

    for target in re.findall(r"\]\(([^)]+)\)", page.text):
        if target.startswith("action:"):
            assert hasattr(actions, target.removeprefix("action:"))
        else:
            assert (HELP / language / target).is_file()


@every_page
def test_keys_on_a_page_are_keys_of_the_window(language: str, page: Page, keys: set[str]) -> None:
    named = [code for code in _code(page) if _is_key(code)]
    portable = ["+".join(GERMAN.get(part, part) for part in code.split("+")) for code in named]

    assert set(portable) <= keys


@every_page
def test_commands_on_a_page_are_commands(language: str, page: Page) -> None:
    _, commands = cli._parser()

    for code in _code(page):
        if code.startswith("likewise "):
            assert code.split()[1] in commands


@every_page
def test_page_is_words_only_and_needs_no_network(language: str, page: Page) -> None:
    assert "http" not in page.text
    assert "<" not in page.text
    assert page.title
    assert page.words


def test_pages_of_a_language_that_is_not_there_are_english() -> None:
    assert read_pages("xx") == read_pages("en")


def test_found_takes_every_word_and_all_pages_for_none(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "1.md").write_text("# One\n\nA **bold** `code`, [named](2.md).\n")
    (tmp_path / "en" / "2.md").write_text("# Bold\n\nNothing else.\n")
    one, two = read_pages("en", tmp_path)

    assert one.words == "one a bold code, named."
    assert found((one, two), "") == (one, two)
    assert found((one, two), "BOLD") == (two, one)
    assert found((one, two), "bold code") == (one,)
    assert found((one, two), "2.md") == ()
