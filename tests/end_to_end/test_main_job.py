"""The main job with the real model: several hundred documents of all kinds, on the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop_app.documents.text.words import keyword_tokens
from desktop_app.index import location as places
from desktop_app.index.reader import IndexReader
from desktop_app.similarity.search.keywords import parse_query
from tests.end_to_end.corpus import Corpus, write_corpus

pytestmark = [pytest.mark.model, pytest.mark.timeout(600)]

_TOP = 3


@dataclass(frozen=True)
class Indexed:
    """A folder that was indexed, and what the command answered."""

    folder: Path
    corpus: Corpus
    answer: dict[str, Any]

    def run(self, command: str, *arguments: str, lines: str | None = None) -> list[Any]:
        """Return the JSON lines that a command answers."""
        done = _program(command, str(self.folder), *arguments, given=lines)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]


def _program(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "desktop_app", *arguments]
    return subprocess.run(
        command, input=given, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    folder = tmp_path_factory.mktemp("home") / "papers"
    corpus = write_corpus(folder)
    done = _program("index", str(folder), "--json")
    assert done.returncode == 0, done.stderr
    return Indexed(folder, corpus, json.loads(done.stdout))


@pytest.fixture(scope="module")
def found(indexed: Indexed) -> list[list[dict[str, Any]]]:
    """The results for each planted question, in order."""
    queries = "\n".join(one.query for one in indexed.corpus.planted)
    return [answer["results"] for answer in indexed.run("search", "-", lines=queries)]


@pytest.fixture
def reader(indexed: Indexed) -> Iterator[IndexReader]:
    location = places.find(indexed.folder)
    assert location is not None
    reader = IndexReader(location)
    yield reader
    reader.close()


def test_corpus_when_written_then_no_answer_has_a_word_of_its_question(indexed: Indexed) -> None:
    for one in indexed.corpus.planted:
        assert set(parse_query(one.query).terms).isdisjoint(keyword_tokens(one.answer))


def test_index_when_all_kinds_are_there_then_every_file_is_read(indexed: Indexed) -> None:
    assert indexed.answer["indexed"] == indexed.corpus.documents > 300
    assert [indexed.answer[word] for word in ("failed", "skipped", "partly")] == [[], [], []]
    (status,) = indexed.run("status", "--json")
    assert status["coverage"]["sentence"] == f"All {indexed.corpus.documents} files fully read."
    (verified,) = indexed.run("verify", "--json")
    assert verified == {"ok": True, "problems": []}


def test_search_when_the_answer_shares_no_word_then_it_is_among_the_first_on_its_page(
    indexed: Indexed, found: list[list[dict[str, Any]]]
) -> None:
    missed = []
    for one, hits in zip(indexed.corpus.planted, found, strict=True):
        places = [(hit["path"], hit["page"]) for hit in hits[:_TOP]]
        if (one.path, one.page) not in places:
            missed.append((one.query, places))
    assert missed == []


def test_search_when_answered_then_the_span_holds_the_answer_and_the_reason_says_why(
    indexed: Indexed, found: list[list[dict[str, Any]]], reader: IndexReader
) -> None:
    for one, hits in zip(indexed.corpus.planted, found, strict=True):
        hit = next(hit for hit in hits if hit["path"] == one.path)
        document = reader.document(one.path)
        assert document is not None
        assert document.content_id is not None
        passage = reader.content(document.content_id).text[hit["start"] : hit["end"]]
        sentence = one.answer.partition(". ")[0]
        assert sentence in " ".join(passage.replace("# ", "").split())
        assert "no word of the query occurs" in hit["why"]


def test_similar_when_asked_for_a_twin_in_another_format_then_it_is_first(
    indexed: Indexed,
) -> None:
    asked = [path for pair in indexed.corpus.twins for path in pair]
    answers = indexed.run("similar", "-", lines="\n".join(asked))
    for path, answer in zip(asked, answers, strict=True):
        (twin,) = [{*pair} - {path} for pair in indexed.corpus.twins if path in pair]
        assert {answer["results"][0]["path"]} == twin, path
        assert path not in [hit["path"] for hit in answer["results"]]


def test_duplicates_when_planted_then_found_with_their_relation_and_no_others(
    indexed: Indexed,
) -> None:
    pairs = {frozenset((p["a"], p["b"])): p for p in indexed.run("duplicates", "--pairs")}
    planted = {
        "identical_file": indexed.corpus.copies,
        "identical_text": indexed.corpus.twins,
        "near_duplicate": indexed.corpus.edited,
        "same_template": indexed.corpus.templates,
    }
    for relation, expected in planted.items():
        for pair in expected:
            assert pairs[frozenset(pair)]["relation"] == relation
            if relation != "near_duplicate":
                assert pairs[frozenset(pair)]["removable"] == (relation != "same_template")
    *longer, (markdown, mail) = indexed.corpus.edited
    for pair in longer:  # the draft is in the final version, but for nothing
        assert pairs[frozenset(pair)]["removable"]
    assert not pairs[frozenset((markdown, mail))]["removable"]  # each has a title of its own
    assert pairs.keys() == {frozenset(pair) for some in planted.values() for pair in some}


def test_duplicates_when_related_then_those_of_one_topic_come_last_and_are_never_removable(
    indexed: Indexed,
) -> None:
    pairs = indexed.run("duplicates", "--pairs")
    everything = indexed.run("duplicates", "--related")
    assert everything[: len(pairs)] == pairs
    related = everything[len(pairs) :]
    assert {(p["relation"], p["removable"]) for p in related} == {("related", False)}
    assert all(0.8 <= pair["score"] <= 1 for pair in related)
    told = {frozenset((p["a"], p["b"])) for p in pairs}
    assert told.isdisjoint(frozenset((p["a"], p["b"])) for p in related)


def test_compare_when_a_pair_is_planted_then_its_relation_and_what_differs(
    indexed: Indexed,
) -> None:
    for pairs, relation in (
        (indexed.corpus.twins, "identical_text"),
        (indexed.corpus.edited, "near_duplicate"),
        (indexed.corpus.templates, "same_template"),
    ):
        (answer,) = indexed.run("compare", *pairs[0], "--json")
        assert answer["relation"] == relation
        differing = [one for one in answer["differences"] if not one["harmless"]]
        assert bool(differing) == (relation != "identical_text")
        removable = answer["removable"]
        assert (removable["a"] or removable["b"]) == (relation != "same_template")


def test_reports_when_written_then_every_planted_pair_is_in_both(
    indexed: Indexed, tmp_path: Path
) -> None:
    page, table = tmp_path / "report.html", tmp_path / "report.csv"
    assert indexed.run("duplicates", "--html", str(page), "--csv", str(table)) == []
    for report in (page.read_text(encoding="utf-8"), table.read_text(encoding="utf-8-sig")):
        for pair in (*indexed.corpus.copies, *indexed.corpus.edited, *indexed.corpus.templates):
            assert all(path in report for path in pair)
        assert f"All {indexed.corpus.documents} files fully read." in report


def test_index_when_run_again_then_nothing_is_done(indexed: Indexed) -> None:
    (answer,) = indexed.run("index", "--json")
    assert (answer["indexed"], answer["unchanged"]) == (0, indexed.corpus.documents)
    assert answer["embedded"] == 0


_HEAVY = ("torch", "transformers", "tokenizers", "sentence_transformers", "pypdfium2", "lxml")
_EVERYTHING = f"""
import sys
from desktop_app.library import Library

with Library(sys.argv[1]) as library:
    library.update()
    assert library.search("dogs").hits
    assert library.similar(sys.argv[2]).hits
    assert library.duplicates().findings.pairs(0.75)
loaded = [name for name in {_HEAVY!r} if name in sys.modules]
sys.exit(f"loaded: {{loaded}}" if loaded else 0)
"""


def test_library_when_it_did_everything_then_neither_model_nor_parser_is_in_its_process(
    indexed: Indexed,
) -> None:
    new = indexed.folder / "new.txt"
    new.write_text("The kennel takes dogs for a week.", encoding="utf-8")
    (one, _), *_ = indexed.corpus.twins
    command = [sys.executable, "-c", _EVERYTHING, str(indexed.folder), one]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    new.unlink()
    assert done.returncode == 0, done.stderr
