"""The setting “speed” and an index: what is made anew, what stays, and what a person hears."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from desktop_app.embedding import catalogue, fast_mode
from desktop_app.embedding.fast_mode import FastMode
from desktop_app.errors import NoFastMode
from desktop_app.index import location as places
from desktop_app.index.status import Status
from desktop_app.library import Library
from desktop_app.settings import Settings, Speed
from tests.support.toy_embedder import ToyEmbedder

EXACT, FAST = Settings(), Settings(speed=Speed.FAST)
REFUSAL = "The fast mode does not pay on this computer: it is a test."
MODEL = catalogue.DEFAULT
LEASE, KNEE = "The tenant pays the rent. " * 9, "Bend the knee and hold it for ten seconds. " * 9


class Papers:
    """A folder, the models as the catalogue opens them, and what a person hears."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()
        (path / "lease.txt").write_text(LEASE)
        (path / "knee.txt").write_text(KNEE)
        self.heard: list[str] = []

    def open(self, settings: Settings = EXACT) -> Library:
        return Library(self.path, settings=settings, tell=self.heard.append)

    def index(self, settings: Settings, model: str | None = None) -> tuple[int, str]:
        """Index; return how many passages were embedded, and what was heard."""
        self.heard.clear()
        with self.open(settings) as library:
            return library.update(model).summary.embedded, " ".join(self.heard)

    @property
    def status(self) -> Status:
        with self.open() as library:
            return library.status()

    def found(self, query: str) -> str:
        with self.open() as library:
            return library.search(query, 1).hits[0].path


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    return Papers(tmp_path / "papers")


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Every model is a toy; gives the reasons why models have no fast mode, to be filled in."""
    refusals: dict[str, str] = {}

    def open_embedder(model_id: str = MODEL, **_: Any) -> ToyEmbedder:
        return ToyEmbedder(model_id=model_id)

    def answer(model_id: str, *_: object, **__: object) -> FastMode:
        return FastMode(refusals.get(model_id.removesuffix("+fast"), ""))

    monkeypatch.setattr(catalogue, "open_embedder", open_embedder)
    monkeypatch.setattr(catalogue, "verify_weights", lambda _: None)
    monkeypatch.setattr(fast_mode, "fast_mode", answer)
    return refusals


def test_new_index_when_fast_is_set_then_made_in_the_fast_mode(
    papers: Papers, toys: dict[str, str]
) -> None:
    assert papers.index(FAST) == (2, "")
    assert papers.status.model == f"{MODEL}+fast"
    assert papers.index(FAST) == (0, "")


def test_exact_index_when_fast_is_set_then_it_stays_and_says_how_to_change(
    papers: Papers, toys: dict[str, str]
) -> None:
    papers.index(EXACT)
    (papers.path / "new.txt").write_text("A third paper about a bank. " * 9)
    embedded, heard = papers.index(FAST)
    assert (embedded, papers.status.model) == (1, MODEL)
    assert f"--model {MODEL}+fast” makes it anew in the fast mode" in heard


@pytest.mark.parametrize("named", [MODEL, f"{MODEL}+fast"])
def test_exact_index_when_its_model_is_named_and_fast_is_set_then_made_anew_beside_it_and_told(
    papers: Papers, toys: dict[str, str], named: str
) -> None:
    papers.index(EXACT)
    embedded, heard = papers.index(FAST, named)
    assert embedded == 2
    assert f"made anew with {MODEL}+fast, beside the old one" in heard
    assert papers.status.model == f"{MODEL}+fast"
    assert papers.found("tenant rent") == "lease.txt"


def test_fast_index_when_exact_is_set_again_then_it_stays_until_its_model_is_named(
    papers: Papers, toys: dict[str, str]
) -> None:
    papers.index(FAST)
    embedded, heard = papers.index(EXACT)
    assert (embedded, papers.status.model) == (0, f"{MODEL}+fast")
    assert f"--model {MODEL}” makes it anew in exact numbers" in heard
    assert papers.index(EXACT, MODEL)[0] == 2
    assert papers.status.model == MODEL


def test_fast_index_when_the_mode_cannot_be_had_here_then_exact_beside_it_and_told(
    papers: Papers, toys: dict[str, str]
) -> None:
    papers.index(FAST)
    toys[MODEL] = REFUSAL
    embedded, heard = papers.index(FAST)
    assert (embedded, papers.status.model) == (2, MODEL)
    assert heard.startswith(f"{REFUSAL} So exact numbers are used.")
    assert f"made anew with {MODEL}, beside the old one" in heard


def test_new_index_when_fast_is_set_and_refused_then_exact_and_told(
    papers: Papers, toys: dict[str, str]
) -> None:
    toys[MODEL] = REFUSAL
    assert papers.index(FAST) == (2, f"{REFUSAL} So exact numbers are used.")
    assert papers.status.model == MODEL


def test_new_index_when_fast_is_named_and_refused_then_nothing_is_left_behind(
    papers: Papers, toys: dict[str, str]
) -> None:
    toys[MODEL] = REFUSAL
    with pytest.raises(NoFastMode):
        papers.index(FAST, f"{MODEL}+fast")
    assert places.find(papers.path) is None
    assert os.listdir(papers.path.parent) == ["papers"]


def test_rebuild_when_the_setting_is_another_then_the_mode_stays(
    papers: Papers, toys: dict[str, str]
) -> None:
    papers.index(EXACT)
    with papers.open(FAST) as library:
        result = library.rebuild()
    assert (result.salvaged, result.summary.embedded) == (2, 0)
    assert papers.status.model == MODEL


def test_import_when_fast_is_set_then_the_mode_of_the_export_counts(
    papers: Papers, toys: dict[str, str], tmp_path: Path
) -> None:
    papers.index(EXACT)
    other = Papers(tmp_path / "other")
    with papers.open() as library:
        library.export(tmp_path / "export")
    with other.open(FAST) as library:
        assert library.import_vectors(tmp_path / "export").summary.embedded == 0
    assert other.status.model == MODEL


@pytest.mark.model
def test_real_model_when_fast_is_set_then_found_all_the_same_and_changed_back(
    papers: Papers,
) -> None:
    if not fast_mode.fast_mode(MODEL).available:
        pytest.skip("the shipped model has no fast mode on this processor")
    assert papers.index(FAST) == (2, "")
    status = papers.status
    assert status.model == f"{MODEL}+fast"
    assert status.running is not None
    assert "int8" in status.running.recipe
    assert papers.found("who gives money to the landlord") == "lease.txt"
    assert papers.index(EXACT, MODEL)[0] == 2
    assert papers.status.model == MODEL
    assert papers.found("exercises for a joint") == "knee.txt"


@pytest.mark.model
def test_real_model_when_the_processor_cuts_products_off_then_exact_and_told(
    papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "AVX2")
    embedded, heard = papers.index(FAST)
    assert (embedded, papers.status.model) == (2, MODEL)
    assert "8-bit" in heard
    assert papers.found("who gives money to the landlord") == "lease.txt"
