"""A session keeps reader, vectors and model together for as long as they fit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.documents.model import Reason
from desktop_app.errors import IndexDamaged, InvalidRequest
from desktop_app.progress import CancelToken, no_report
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.similarity.session import Session
from tests.support import make
from tests.support.toy_library import ToyLibrary, paragraph


@pytest.fixture
def toy(tmp_path: Path) -> ToyLibrary:
    toy = ToyLibrary(tmp_path / "papers")
    for number in range(4):
        toy.write(f"{number}.txt", paragraph(number, 6))
    toy.write("0.docx", make.docx([paragraph(0, 6)]))
    toy.write("empty.txt", b"")
    toy.update()
    return toy


@pytest.fixture
def session(toy: ToyLibrary) -> Iterator[Session]:
    session = Session(toy.location, toy._open_embedder)
    yield session
    session.close()


def _search(session: Session, query: str) -> list[str]:
    return [hit.path for hit in session.search(query, 10, None, CancelToken()).hits]


def test_session_when_only_opened_then_no_model_is(toy: ToyLibrary, session: Session) -> None:
    opened = len(toy.embedders)
    assert session.coverage().files == 6
    session.duplicates(CancelToken(), no_report)
    assert len(toy.embedders) == opened


def test_session_when_asked_again_then_the_same_model_answers(
    toy: ToyLibrary, session: Session
) -> None:
    opened = len(toy.embedders)
    assert _search(session, paragraph(2, 6))[0] == "2.txt"
    assert _search(session, paragraph(3, 6))[0] == "3.txt"
    session.similar_to_document("1.txt", 5, 0.75, CancelToken())
    assert len(toy.embedders) == opened + 1


def test_session_when_the_index_grew_then_the_next_answer_knows(
    toy: ToyLibrary, session: Session
) -> None:
    _search(session, "ba")
    toy.write("9.txt", paragraph(9, 6))
    toy.update()
    assert _search(session, paragraph(9, 6))[0] == "9.txt"


def test_session_when_another_database_lies_there_then_stale(
    toy: ToyLibrary, session: Session
) -> None:
    assert not session.stale(toy.location)
    with toy.open() as library:
        library.rebuild()
    assert session.stale(toy.location)


def test_similar_when_the_same_text_is_in_another_format_then_it_is_first(
    session: Session,
) -> None:
    first = session.similar_to_document("0.docx", 5, 0.75, CancelToken()).hits[0]
    assert first.path == "0.txt"
    assert first.score > 0.99
    assert not first.same_bytes


def test_similar_when_a_file_outside_has_the_text_then_it_is_first(
    session: Session, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.html"
    outside.write_bytes(make.html([paragraph(3, 6)]))
    hits = session.similar_to_file(outside, 5, 0.75, CancelToken()).hits
    assert [hit.path for hit in hits] == ["3.txt"]


def test_similar_when_the_document_has_no_text_then_told(session: Session) -> None:
    with pytest.raises(InvalidRequest):
        session.similar_to_document("empty.txt", 5, 0.75, CancelToken())


def test_duplicates_when_asked_then_by_document_with_paths(session: Session) -> None:
    findings, rows = session.duplicates(CancelToken(), no_report)
    (pair,) = findings.pairs(0.75)
    assert {rows[pair.a].path, rows[pair.b].path} == {"0.txt", "0.docx"}
    assert pair.relation is Relation.IDENTICAL_TEXT


def test_coverage_when_a_file_is_empty_then_it_is_counted_and_named(session: Session) -> None:
    coverage = session.coverage()
    assert (coverage.files, coverage.full) == (6, 5)
    assert coverage.not_read == {Reason.EMPTY: 1}


def test_session_when_a_text_was_altered_then_damage_is_told_and_not_shown(
    toy: ToyLibrary,
) -> None:
    from desktop_app.index.writer import IndexWriter

    writer = IndexWriter(toy.location)
    writer._connection.execute("UPDATE content_text SET crc = crc + 1")
    writer.close()
    session = Session(toy.location, toy._open_embedder)
    with pytest.raises(IndexDamaged):
        _search(session, "ba")
    session.close()
