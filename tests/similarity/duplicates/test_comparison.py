"""Two documents compared on their own get the verdict that the whole folder gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.documents.text.normalise import match_text
from desktop_app.errors import InvalidRequest
from desktop_app.library import Library
from desktop_app.progress import CancelToken
from desktop_app.similarity.differences import Tokens
from desktop_app.similarity.duplicates import prepared
from desktop_app.similarity.duplicates.groups import Obstacle
from desktop_app.similarity.duplicates.relations import FLOOR, Relation
from tests.similarity.made_texts import Writer
from tests.support import make
from tests.support.toy_library import ToyLibrary, paragraph
from tests.truth.folder import generated

LETTERHEAD = paragraph(77, 4)


@pytest.fixture
def toy(tmp_path: Path) -> ToyLibrary:
    return ToyLibrary(tmp_path / "papers")


def _opened(toy: ToyLibrary) -> Library:
    toy.update()
    return toy.open()


@pytest.mark.timeout(300)
def test_compare_when_the_folder_was_searched_then_the_same_verdict_for_every_pair(
    toy: ToyLibrary,
) -> None:
    generated(3, 0.02).write(toy.path)
    toy.update()
    seen = set()
    with toy.open() as library:
        found = library.duplicates()
        for pair in found.findings.pairs(FLOOR):
            a, b = found.rows[pair.a], found.rows[pair.b]
            compared = library.compare(a.path, b.path).found
            turned = library.compare(b.path, a.path).found
            assert compared.relation is pair.relation, (a.path, b.path)
            assert turned.relation is pair.relation.mirrored
            assert (compared.obstacle_a, compared.obstacle_b) == (
                turned.obstacle_b,
                turned.obstacle_a,
            )
            offered = None in (compared.obstacle_a, compared.obstacle_b)
            assert offered == pair.removable, (a.path, b.path)
            seen.add(pair.relation)
    assert seen >= {
        Relation.IDENTICAL_FILE,
        Relation.IDENTICAL_TEXT,
        Relation.NEAR_DUPLICATE,
        Relation.CONTAINS,
        Relation.SAME_TEMPLATE,
    }


def test_compare_when_one_contains_the_other_then_only_the_part_may_go(toy: ToyLibrary) -> None:
    toy.write("whole.txt", " ".join(paragraph(n) for n in range(6)))
    toy.write("part.txt", " ".join(paragraph(n) for n in range(2)))
    with _opened(toy) as library:
        found = library.compare("part.txt", "whole.txt").found
    assert found.relation is Relation.CONTAINED_IN
    assert (found.obstacle_a, found.obstacle_b) == (None, Obstacle.RELATION)


def test_compare_when_a_text_says_only_a_word_or_two_then_nothing_is_claimed(
    toy: ToyLibrary,
) -> None:
    toy.write("1.txt", "Paid in full, thanks.")
    toy.write("2.txt", "Paid in full, thanks!!")
    toy.write("3.txt", "Paid in full, thank.")
    toy.write("1.html", make.html(["Paid in full, thanks."]))
    with _opened(toy) as library:
        assert library.compare("1.txt", "1.html").found.relation is Relation.IDENTICAL_TEXT
        assert library.compare("1.txt", "3.txt").found.relation is None


def test_compare_when_documents_have_no_text_then_only_their_bytes_tell(toy: ToyLibrary) -> None:
    for name, data in (("1.txt", b" \n"), ("2.txt", b" \n"), ("3.txt", b"\n\n")):
        toy.write(name, data)
    toy.write("4.txt", paragraph(4))
    with _opened(toy) as library:
        assert library.compare("1.txt", "2.txt").found.relation is Relation.IDENTICAL_FILE
        assert library.compare("1.txt", "3.txt").found.relation is None
        other = library.compare("1.txt", "4.txt").found
    assert (other.relation, other.obstacle_a) == (None, Obstacle.RELATION)
    assert other.differences.share_b == 0.0


def _letters(toy: ToyLibrary) -> None:
    for number in range(9):
        toy.write(f"{number}.txt", f"{LETTERHEAD}\n\n{paragraph(number, 12)}")
    toy.write("plain.txt", paragraph(0, 12))


def test_compare_when_duplicates_were_looked_for_then_the_letterhead_is_known_to_recur(
    toy: ToyLibrary,
) -> None:
    _letters(toy)
    toy.update()
    with toy.open() as library:
        before = library.compare("0.txt", "plain.txt").found
        library.duplicates()
        here = library.compare("0.txt", "plain.txt").found
    with toy.open() as library:
        later = library.compare("0.txt", "plain.txt").found
    assert not before.recurring_known
    assert not any(one.recurring for one in before.differences.differences)
    for found in (here, later):
        assert found.recurring_known
        assert any(one.recurring for one in found.differences.differences)
        ((start, end),) = found.recurring_a
        assert found.text_a.text[start:end] == LETTERHEAD.rstrip(".")


def test_compare_when_what_recurs_was_damaged_then_it_is_as_if_unknown(toy: ToyLibrary) -> None:
    _letters(toy)
    with _opened(toy) as library:
        library.duplicates()
    (toy.location.cache / "recurring.npz").write_bytes(b"PK\3\4 and then nothing")
    with toy.open() as library:
        assert not library.compare("0.txt", "1.txt").found.recurring_known


def test_compare_when_the_text_changed_then_the_new_one_is_compared(toy: ToyLibrary) -> None:
    toy.write("1.txt", paragraph(1))
    toy.write("2.txt", paragraph(2))
    with _opened(toy) as library:
        assert library.compare("1.txt", "2.txt").found.relation is None
        toy.write("2.txt", f"{paragraph(1)} ")
        toy.update()
        assert library.compare("1.txt", "2.txt").found.relation is Relation.IDENTICAL_TEXT


@pytest.mark.parametrize("names", [("1.txt", "1.txt"), ("1.txt", "none.txt"), ("", "1.txt")])
def test_compare_when_there_are_no_two_documents_then_told(
    toy: ToyLibrary, names: tuple[str, str]
) -> None:
    toy.write("1.txt", paragraph(1))
    with _opened(toy) as library, pytest.raises(InvalidRequest):
        library.compare(*names)


def test_evidence_when_one_is_compared_with_many_then_its_words_are_found_once(
    toy: ToyLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Writer(2)
    text = writer.text(200)
    for number in range(8):
        toy.write(f"{number}.txt", writer.edited(text, 3))
    texts: list[str] = []

    def counted(source: prepared.ComparedText) -> Tokens:
        texts.append(match_text(source.text, source.running).text)
        return _tokenised(source)

    _tokenised = prepared.tokenised
    monkeypatch.setattr(prepared, "tokenised", counted)
    with _opened(toy) as library:
        found = library.duplicates()
        first, *others = found.rows.values()
        for other in others:
            evidence = library.evidence(first, other, CancelToken())
            assert evidence is not None
            assert evidence.differences == library.compare(first.path, other.path).found.differences
    assert len(texts) == len(set(texts)) == 8
