"""Reports of unexpected errors hold nothing of a person's documents."""

from __future__ import annotations

from pathlib import Path

from desktop_app import __version__
from desktop_app.logs import note_bug, report_of


def _failing(text: str) -> BaseException:
    try:
        try:
            raise KeyError(text)
        except KeyError as exc:
            raise ValueError(f"/home/jane/{text}.pdf") from exc
    except ValueError as exc:
        return exc


def test_report_names_kinds_and_places_but_no_text_and_no_folder() -> None:
    report = report_of(_failing("divorce settlement"))

    assert f"Likewise {__version__} (from source)" in report
    assert report.index("builtins.ValueError") < report.index("builtins.KeyError")
    assert "test_logs.py:" in report
    assert "divorce" not in report
    assert "jane" not in report
    assert str(Path(__file__).parent) not in report


def test_report_of_causes_that_go_round_ends() -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one

    assert report_of(one).count("builtins.") == 2


def test_note_bug_writes_the_report_to_a_file_that_the_sentence_names() -> None:
    sentence = note_bug(_failing("divorce settlement"))

    file = Path(sentence.split("“")[1].split("”")[0])
    try:
        assert "builtins.ValueError" in file.read_text(encoding="utf-8")
        assert "divorce" not in sentence + file.read_text(encoding="utf-8")
    finally:
        file.unlink()
