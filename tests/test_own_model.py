"""A sentence-transformers folder as the model of an index: all is read, or it is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.errors import ModelProblem
from desktop_app.index import location as places
from desktop_app.index.reader import IndexReader
from desktop_app.library import Library
from desktop_app.settings import Settings
from tests.embedding.tiny_model import WORDS, write_tiny_model

FEWEST = 88
TEXT = " ".join(WORDS * 30)
TITLE = "-".join(WORDS * 2)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / f"{TITLE}.txt").write_text(TEXT)
    return folder


def _index(papers: Path, model: Path | str) -> None:
    with Library(papers, settings=Settings()) as library:
        library.update(str(model))


@pytest.mark.parametrize("limit", [FEWEST, 100, 200])
def test_model_when_its_limit_is_small_then_shorter_passages_and_every_word_is_in_one(
    papers: Path, tmp_path: Path, limit: int
) -> None:
    _index(papers, write_tiny_model(tmp_path / "models" / "tiny", max_tokens=limit))
    location = places.find(papers)
    assert location is not None
    reader = IndexReader(location)
    spans = reader.rows("SELECT start, end FROM passage ORDER BY start")
    reader.close()
    assert len(spans) > 1
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(at in covered for at, sign in enumerate(TEXT) if sign != " ")


@pytest.mark.parametrize(
    ("limit", "prompts", "room"),
    [(FEWEST - 1, {}, FEWEST - 1), (24, {}, 24), (FEWEST, {"passage": "one two three "}, 85)],
)
def test_model_when_it_reads_too_little_at_a_time_then_refused_and_nothing_is_left_behind(
    papers: Path, tmp_path: Path, limit: int, prompts: dict[str, str], room: int
) -> None:
    folder = tmp_path / "models" / "tiny"
    model = write_tiny_model(folder, max_tokens=limit, prompts=prompts)
    with pytest.raises(ModelProblem, match=f"reads only {room} tokens") as refused:
        _index(papers, model)
    assert f"at least {FEWEST}" in refused.value.remedy
    assert sorted(os.listdir(tmp_path)) == ["models", "papers"]


def test_model_when_it_reads_too_little_and_there_is_an_index_then_that_answers_as_before(
    papers: Path, tmp_path: Path
) -> None:
    _index(papers, write_tiny_model(tmp_path / "models" / "good", max_tokens=128))
    with pytest.raises(ModelProblem):
        _index(papers, write_tiny_model(tmp_path / "models" / "small", max_tokens=40))
    with Library(papers, settings=Settings()) as library:
        status = library.status()
        assert (status.building, status.documents) == ("", 1)
        assert library.search("court judge").hits
