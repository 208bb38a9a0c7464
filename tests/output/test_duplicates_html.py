"""The page holds what was found, and nothing that a document or a name could smuggle in."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from desktop_app.errors import InvalidRequest
from desktop_app.library import Duplicates, Library
from desktop_app.output.duplicates_html import Compare, write_html
from desktop_app.progress import CancelToken
from tests.output.support import TAG, write_latin1
from tests.support.toy_library import ToyLibrary, paragraph

_EMPTY = {"meta", "br"}


class _Page(HTMLParser):
    """Checks that tags are balanced; keeps elements, attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data


def _compare(library: Library) -> Compare:
    return lambda kept, member: library.evidence(kept, member, CancelToken())


@pytest.fixture(scope="module")
def source(found: Duplicates, library: Library, tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("out") / "report.html"
    count = write_html(found, 0.75, target, folder=library.folder, compare=_compare(library))
    assert count == len(found.findings.groups(0.75)) >= 3
    return target.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(source: str) -> _Page:
    return _Page(source)


def test_page_when_names_and_texts_are_markup_then_they_stay_text(page: _Page) -> None:
    assert page.open == []
    assert {"script", "i", "b"}.isdisjoint(page.tags)
    assert TAG in page.text
    assert "papers <b>&" in page.text
    assert 'copy, of "it".txt' in page.text


def test_page_when_a_name_has_a_line_break_then_it_is_shown_as_a_sign(page: _Page) -> None:
    if "a line.txt" not in page.text:
        assert "a <i>line</i>\ufffd&amp; 'quote'.txt" in page.text


def test_page_when_a_text_has_control_characters_then_none_comes_through(source: str) -> None:
    assert "\x07" not in source
    assert not re.search(r"[^\n\x20-\x7e\x80-\U0010ffff]", source)


def test_page_when_opened_then_nothing_is_fetched_or_run(page: _Page, source: str) -> None:
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes
    names = {name for name, _ in page.attributes}
    assert names <= {"lang", "charset", "http-equiv", "content", "name", "class"}
    assert "http://" not in source
    assert "https://" not in source
    assert "url(" not in source
    assert "@import" not in source


def test_page_when_read_then_coverage_folder_and_every_path_are_there(
    page: _Page, found: Duplicates, library: Library
) -> None:
    assert found.coverage.sentence in page.text
    assert str(library.folder) in page.text
    for path in ("report.txt", "=1+1.txt", "edited.md", "part.txt", "forms/15.txt"):
        assert path in page.text


def test_page_when_documents_have_one_text_then_what_differs_is_shown_once(page: _Page) -> None:
    copies, versions = (part for part in page.text.split("Group ") if "edited.md" in part)
    assert "edited.txt" in copies
    assert versions.count("Then") == 1
    assert "edited.txt" not in versions


def test_page_when_forms_share_a_template_then_the_first_stands_for_how_they_differ(
    page: _Page,
) -> None:
    (group,) = [part for part in page.text.split("Group ") if "forms/15.txt" in part]
    assert group.count("This one") == 1
    assert group.count("only in the first:") == 14
    assert "keep" not in group
    assert "could be removed" not in group


def _texts(write: Callable[[ToyLibrary], None], tmp_path: Path, target: Path) -> str:
    toy = ToyLibrary(tmp_path / "few")
    write(toy)
    toy.update()
    with toy.open() as library:
        found = library.duplicates()
        write_html(found, 0.75, target, folder=library.folder, compare=_compare(library))
    return _Page(target.read_text(encoding="utf-8")).text


def test_page_when_nothing_is_alike_then_it_says_so(tmp_path: Path, target: Path) -> None:
    text = _texts(lambda toy: toy.write("1.txt", paragraph(1)) and None, tmp_path, target)
    assert "No duplicates found." in text
    assert "All 1 files fully read." in text


def test_page_when_a_name_is_not_utf8_then_it_is_readable(tmp_path: Path, target: Path) -> None:
    def write(toy: ToyLibrary) -> None:
        write_latin1(toy, paragraph(1))
        toy.write("1.txt", paragraph(1))

    assert "caf\ufffd.txt" in _texts(write, tmp_path, target)


def test_page_when_a_document_has_changed_since_then_it_says_so(
    tmp_path: Path, target: Path
) -> None:
    toy = ToyLibrary(tmp_path / "few")
    toy.write("1.txt", f"{paragraph(1, 20)} {paragraph(2, 1)}")
    toy.write("2.txt", paragraph(1, 20))
    toy.update()
    with toy.open() as library:
        found = library.duplicates()
        toy.write("2.txt", paragraph(3))
        toy.update()
        write_html(found, 0.75, target, folder=library.folder, compare=_compare(library))
    assert "One of the two has changed since." in target.read_text(encoding="utf-8")


def test_write_html_when_it_cannot_be_written_then_told(
    found: Duplicates, library: Library, tmp_path: Path
) -> None:
    with pytest.raises(InvalidRequest, match="could not be written"):
        write_html(
            found, 1.0, tmp_path / "no" / "r.html", folder=library.folder, compare=_compare(library)
        )
