"""A report saved from the window: table, data, web page, paper; with names and without."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from desktop_app.ui.review.report_dialog import ReportDialog
from desktop_app.ui.review.report_pdf import PdfReport
from tests.support.toy_library import ToyLibrary, paragraph
from tests.ui.review.test_whole_review import Reviewer


@pytest.fixture
def toy(tmp_path: Path) -> ToyLibrary:
    toy = ToyLibrary(tmp_path / "Meyer vs Schmidt")
    toy.write("Meyer.txt", paragraph(1))
    toy.write("old/Meyer.txt", paragraph(1))
    toy.write("other.txt", paragraph(2))
    return toy


@pytest.fixture
def reviewer(toy: ToyLibrary, qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    reviewer = Reviewer(qtbot, toy, tmp_path / "recent.json")
    reviewer.begin()
    reviewer.press(Qt.Key.Key_D)
    reviewer.settle()
    yield reviewer
    reviewer.end()


def _dialog(reviewer: Reviewer) -> ReportDialog:
    reviewer.whole.window.activateWindow()  # nobody does so where there is no screen
    reviewer.wait(reviewer.view.members.list.hasFocus)
    reviewer.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = reviewer.whole.window.findChild(ReportDialog)
    assert dialog is not None
    return dialog


def _saved(reviewer: Reviewer, target: Path, *, names: bool = True) -> bytes:
    """Have a report saved as the end of the name tells; the choice of a file is left out."""
    dialog = _dialog(reviewer)
    form = dialog.findChild(QRadioButton, f"report_{target.suffix[1:]}")
    mask = dialog.findChild(QCheckBox, "report_mask")
    assert form is not None
    assert mask is not None
    form.click()
    mask.setChecked(not names)
    dialog.save_to(str(target.with_suffix("")))
    reviewer.wait(lambda: not dialog.is_busy)
    assert _says(dialog) == "The report is saved"
    dialog.reject()
    reviewer.wait(lambda: reviewer.whole.window.findChild(ReportDialog) is None)
    return target.read_bytes()


def _says(dialog: ReportDialog) -> str:
    label = dialog.findChild(QLabel, "report_title")
    assert label is not None
    return label.text()


def _text_of_pdf(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()


def test_report_when_saved_in_every_form_then_all_tell_the_decision(
    reviewer: Reviewer, tmp_path: Path
) -> None:
    told = json.loads(_saved(reviewer, tmp_path / "one.json"))
    assert [(row["path"], row["verdict"]) for row in told["documents"]] == [
        ("old/Meyer.txt", "duplicate")
    ]
    assert (told["threshold"], told["coverage"]["full"]) == (0.75, 3)
    table = _saved(reviewer, tmp_path / "two.csv").decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(table)))[1]
    assert (row[1], row[8]) == ("old/Meyer.txt", "duplicate")
    assert "old/Meyer.txt" in _saved(reviewer, tmp_path / "three.html").decode()
    paper = _text_of_pdf(_saved(reviewer, tmp_path / "four.pdf"))
    assert "old/Meyer.txt" in _letters(paper)
    assert "aduplicate" in _letters(paper)
    assert "All3filesfullyread." in _letters(paper)
    assert "Page1" in _letters(paper)


@pytest.mark.parametrize("form", ["json", "csv", "html", "pdf"])
def test_report_when_names_are_masked_then_nobody_is_named(
    reviewer: Reviewer, tmp_path: Path, form: str
) -> None:
    data = _saved(reviewer, tmp_path / f"masked.{form}", names=False)
    text = _text_of_pdf(data) if form == "pdf" else data.decode()
    assert "document00001" in _letters(text)
    assert "Meyer" not in text
    assert "Schmidt" not in text


def test_report_when_it_would_lie_among_the_documents_then_is_refused(
    reviewer: Reviewer, toy: ToyLibrary
) -> None:
    dialog = _dialog(reviewer)
    dialog.save_to(str(toy.path / "report.pdf"))
    reviewer.wait(lambda: not dialog.is_busy)
    assert "is inside the documents' folder" in _says(dialog)
    assert not (toy.path / "report.pdf").exists()


@pytest.mark.usefixtures("qapp")
def test_pdf_when_parts_fill_pages_then_none_is_cut_and_a_long_one_goes_on() -> None:
    parts = [f"<p>This is part {number} of them.</p>" for number in range(120)]
    parts.append("".join(f"<p>Line {number} of the long one.</p>" for number in range(150)))
    report = PdfReport("A title", parts)
    for _ in report.steps():
        pass
    pdf = pypdfium2.PdfDocument(report.data)
    pages = [_letters(page.get_textpage().get_text_bounded()) for page in pdf]
    pdf.close()
    assert len(pages) == report.pages > 4
    assert all(page.startswith(f"AtitlePage{at}") for at, page in enumerate(pages, 1))
    text = "".join(pages)
    assert all(text.count(f"part{number}of") == 1 for number in range(120))
    assert all(text.count(f"Line{number}of") == 1 for number in range(150))


def _letters(text: str) -> str:
    """Return a text without its spaces: PDFium guesses where they are."""
    return "".join(text.split())
