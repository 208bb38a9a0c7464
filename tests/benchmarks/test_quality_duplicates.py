from __future__ import annotations

import contextlib
import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from desktop_app.benchmarks import quality, quality_duplicates
from desktop_app.benchmarks.duplicates_folder import MadeFolder
from desktop_app.benchmarks.quality_duplicates import Figures, figures, read_labelled
from desktop_app.benchmarks.quality_plain import Likeness, minhash

ROWS = [
    {"id": "a-orig", "doc": "a", "kind": "orig", "text": "x"},
    {"id": "a-half", "doc": "a", "kind": "half", "text": "y"},
    {"id": "a-other", "doc": "a", "kind": "template", "text": "z"},
    {"id": "b-orig", "doc": "b", "kind": "orig", "text": "v"},
    {"id": "b-half", "doc": "b", "kind": "half", "text": "w"},
]


def write(folder: Path, rows: list[dict[str, str]]) -> Path:
    folder.mkdir(exist_ok=True)
    with gzip.open(folder / "docs.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows)
    return folder


def pairs(*names: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(name.split()) for name in names)


def test_labelled_set_when_read_then_another_use_of_a_form_is_not_the_same(tmp_path: Path) -> None:
    labelled = read_labelled(write(tmp_path, ROWS))
    names = {labelled.ids[name]: name for name in labelled.ids}
    same = pairs(f"{names['a-orig']} {names['a-half']}", f"{names['b-orig']} {names['b-half']}")
    assert labelled.truth() == same
    assert labelled.with_original("half") == same
    assert labelled.with_original("template") == pairs(f"{names['a-orig']} {names['a-other']}")
    assert labelled.damages() == ["half", "template"]
    assert not any(known in name for name in names.values() for known in names)


def test_labelled_set_when_only_some_documents_are_wanted_then_all_their_versions_come(
    tmp_path: Path,
) -> None:
    assert set(read_labelled(write(tmp_path, ROWS), 1).same.values()) == {"a"}
    plain = [{key: row[key] for key in ("id", "doc", "text")} for row in ROWS]
    assert read_labelled(write(tmp_path, plain)).damages() == []


def test_figures_when_some_are_right_then_both_sides_count() -> None:
    found = figures(pairs("a b", "a c"), pairs("a b", "d e", "f g", "h i"))
    assert (found.precision, found.recall, found.f1) == (0.5, 0.25, pytest.approx(1 / 3))
    assert Figures(0, 0, 0).f1 == Figures(0, 0, 5).precision == 0.0


def test_best_threshold_when_scores_are_equal_then_they_stand_or_fall_together() -> None:
    scores = np.array([
        [1.0, 0.9, 0.7, 0.1],
        [0.9, 1.0, 0.7, 0.2],
        [0.7, 0.7, 1.0, 0.3],
        [0.1, 0.2, 0.3, 1.0],
    ])  # fmt: skip
    likeness = Likeness(list("abcd"), scores)
    assert likeness.best_threshold(pairs("a b", "c a")) == 0.7
    assert likeness.pairs(0.7) == pairs("a b", "a c", "b c")
    assert likeness.best_threshold(pairs("b a")) == 0.9
    assert likeness.by_pair()[frozenset("cd")] == 0.3


def test_minhash_when_texts_share_most_words_then_they_are_closer_than_others() -> None:
    text = " ".join(f"word{n}" for n in range(200))
    scores = minhash({"a": text, "b": f"{text} and more", "c": "something else", "d": ""}).scores
    assert scores[0, 1] > 0.9
    assert scores[0, 2] < 0.2


@pytest.mark.model
def test_quality_when_run_on_labelled_duplicates_then_copies_are_found_and_goals_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Loading sentence-transformers would take as long as all the rest.
    monkeypatch.setattr(
        quality_duplicates,
        "first_tokens",
        lambda texts, _: Likeness(list(texts), np.eye(len(texts))),
    )
    with contextlib.closing(MadeFolder(tmp_path, 40)) as made:
        in_pairs = frozenset[int]().union(*made.planted)
        texts = [made.display_text(row.id)[:1_200] for row in made.rows if row.id not in in_pairs]
    rows = []
    for number in range(4):
        text, more = texts[2 * number : 2 * number + 2]
        for kind, version in (
            ("orig", text),
            ("cut", text[: len(text) // 2]),
            ("more", text + more),
        ):
            rows.append(
                {"id": f"{number}-{kind}", "doc": str(number), "kind": kind, "text": version}
            )
    folder = write(tmp_path / "made", rows)

    status = quality.run([str(folder), "--wrong"])

    told = capsys.readouterr().out
    assert "12 documents, 12 pairs are the same" in told
    table = {line.split()[0]: line.split() for line in told.splitlines() if line.strip()}
    assert table["ours"][1:] == ["1.000", "1.000", "1.000", "12"]
    # Ours, the first tokens (of which nothing is known here), the mean of passages, MinHash.
    assert table["cut"][1:5] == ["4", "0", "1.000", "0.000"]
    assert table["cut"][-2:] == ["0.000", "reached"]
    assert "in hindsight: MinHash of three words" in told
    assert status == 0


def test_quality_when_folders_are_named_then_each_is_measured_by_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    search, duplicates = write(tmp_path / "search", ROWS), write(tmp_path / "same", ROWS)
    (search / "queries.jsonl.gz").touch()
    calls = []

    def note(name: str, *, answer: bool) -> object:
        return lambda folder, **options: calls.append((name, folder, options)) or answer

    monkeypatch.setattr(quality.quality_search, "measure", note("search", answer=False))
    monkeypatch.setattr(quality_duplicates, "measure", note("same", answer=True))
    assert quality.run([str(search), str(duplicates), "--quick"]) == 1
    assert calls == [
        ("search", search, {"quick": True}),
        ("same", duplicates, {"quick": True, "list_wrong": False}),
    ]
    assert quality.run([str(duplicates)]) == 0
