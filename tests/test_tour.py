"""The tour does the main job on any folder and leaves it as it was."""

from __future__ import annotations

import functools
import hashlib
import io
import signal
from pathlib import Path

import pytest

from desktop_app import library, tour
from desktop_app.errors import EnvironmentProblem, InvalidRequest
from desktop_app.progress import CancelToken
from tests.support.toy_embedder import ToyEmbedder

_TEXT = "The tenant pays the rent on the first day of each month and keeps the garden tidy. " * 8


@pytest.fixture
def toy_model(monkeypatch: pytest.MonkeyPatch) -> None:
    toy = functools.partial(library.Library, open_embedder=lambda _: ToyEmbedder())
    monkeypatch.setattr(library, "Library", toy)


def _hashes(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


def test_copy_samples_to_a_new_place_gives_all_of_them(tmp_path: Path) -> None:
    copy = tour.copy_samples(tmp_path / "Samples")

    assert _hashes(copy) == _hashes(tour._SAMPLES)


def test_copy_samples_again_restores_what_was_changed_and_keeps_what_was_added(
    tmp_path: Path,
) -> None:
    copy = tour.copy_samples(tmp_path / "Samples")
    (copy / "memo-roof.docx").write_bytes(b"changed")
    (copy / "mine.txt").write_text("my own")
    (copy / "home" / "boiler.md").unlink()

    tour.copy_samples(copy)

    assert _hashes(tour._SAMPLES).items() <= _hashes(copy).items()
    assert (copy / "mine.txt").read_text() == "my own"


def test_copy_samples_where_a_file_is_in_the_way_says_so(tmp_path: Path) -> None:
    (tmp_path / "Samples").write_text("a file")

    with pytest.raises(EnvironmentProblem, match="cannot be copied"):
        tour.copy_samples(tmp_path / "Samples")


def test_copy_samples_of_an_installation_without_any_says_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="no sample documents"):
        tour.copy_samples(tmp_path / "Samples", source=tmp_path / "nothing")


@pytest.mark.usefixtures("toy_model")
def test_tour_of_a_folder_shows_every_station_and_changes_no_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "lease.txt").write_text(_TEXT)
    (folder / "copy of lease.txt").write_text(_TEXT)
    (folder / "garden-notes.md").write_text(
        "# Garden\n\nKeep the garden tidy, water it each month."
    )
    before = _hashes(folder)

    status = tour.run(str(folder), CancelToken())

    shown = capsys.readouterr().out
    assert status == 0
    for station in ("Index", "Search by meaning", "Find similar", "Duplicates", "Done"):
        assert f"── {station} " in shown
    assert "copy of lease.txt" in shown
    assert "All 3 files fully read" in shown
    assert _hashes(folder) == before


@pytest.mark.usefixtures("toy_model")
def test_tour_of_an_empty_folder_ends_after_the_index(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()

    assert tour.run(str(folder), CancelToken()) == 0

    shown = capsys.readouterr().out
    assert "No document with text" in shown
    assert "Find similar" not in shown


@pytest.mark.model
def test_tour_of_the_samples_finds_the_page_that_shares_no_word_with_the_question(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert tour.run(None, CancelToken()) == 0

    shown = capsys.readouterr().out
    first_hit = shown.split("── Search by meaning")[1].split(" 2. ")[0]
    assert "policies/staff-handbook.pdf" in first_hit
    assert "page 2" in first_hit
    assert "no word of the query occurs" in first_hit


class Typing(io.StringIO):
    """A person's keyboard: lines, or Ctrl-C where a line is "^C"."""

    def isatty(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:
        line = super().readline() if size is None else super().readline(size)
        if line.startswith("^C"):
            signal.raise_signal(signal.SIGINT)
        return line


@pytest.mark.parametrize("leaving", ["\n", "^C\n", ""])
@pytest.mark.usefixtures("toy_model")
def test_tour_with_a_person_searches_until_they_leave(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    leaving: str,
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "lease.txt").write_text(_TEXT)
    monkeypatch.setattr("sys.stdin", Typing(f'garden\n"\n{leaving}garden\n'))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    handler = signal.getsignal(signal.SIGINT)

    assert tour.run(str(folder), CancelToken()) == 0

    asked = capsys.readouterr().out.split("Search for")[1:]
    assert len(asked) == (4 if leaving == "" else 3)
    assert "lease.txt" in asked[0]
    assert signal.getsignal(signal.SIGINT) is handler
