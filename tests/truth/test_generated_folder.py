"""The generated folder is what it says it is."""

from __future__ import annotations

import random
from collections import Counter
from difflib import SequenceMatcher
from itertools import permutations
from pathlib import Path

import pytest

from tests.truth import damage, expectations
from tests.truth.folder import generated
from tests.truth.grammar import Grammar, listed
from tests.truth.model import Truth
from tests.truth.prose import Author, Text, sentences
from tests.truth.turned import SWAPPED, TURNED


@pytest.fixture(scope="module")
def truth() -> Truth:
    return generated()


@pytest.fixture
def letter() -> Text:
    return Author(5).english("letter", 600)


def _changed(text: Text, change: damage.Damage) -> Text:
    return change(text, random.Random(3))


def test_folder_when_whole_then_it_has_hundreds_of_documents_and_every_relation(
    truth: Truth,
) -> None:
    assert len(truth.files) > 400
    planted = Counter(pair.expected.relation for pair in truth)
    assert all(
        planted[relation] >= 5
        for relation in (
            expectations.IDENTICAL_FILE,
            expectations.IDENTICAL_TEXT,
            expectations.NEAR_DUPLICATE,
            expectations.CONTAINS,
            expectations.SAME_TEMPLATE,
            expectations.POSSIBLE,
        )
    )
    assert {path for pair in truth for path in (pair.a, pair.b)} <= truth.files.keys()


def test_folder_when_made_twice_then_only_the_seed_changes_it() -> None:
    one, again, other = generated(7, 0.1), generated(7, 0.1), generated(8, 0.1)
    assert one.files == again.files
    assert list(one) == list(again)
    assert not set(one.files.values()) & set(other.files.values()) - _tiny(one)


def _tiny(truth: Truth) -> set[bytes]:
    return {data for data in truth.files.values() if len(data) < 20}


def test_folder_when_bytes_are_equal_then_only_where_planted(truth: Truth) -> None:
    by_bytes: dict[bytes, list[str]] = {}
    for path, data in truth.files.items():
        by_bytes.setdefault(data, []).append(path)
    for paths in by_bytes.values():
        for path in paths[1:]:
            known = truth.about(paths[0], path)
            assert known.kind in ("same bytes", "a word or two", "empty")


def test_author_when_writing_on_and_on_then_documents_share_little() -> None:
    author = Author(11)
    documents = [author.any(words) for words in (100, 200, 300, 900) * 8]
    runs = [_runs_of_nine(text.plain) for text in documents]
    shares = sorted(len(one & other) / len(one) for one, other in permutations(runs, 2))
    assert shares[-1] < 0.5
    assert shares[len(shares) // 2] < 0.1


def _runs_of_nine(text: str) -> set[str]:
    folded = " ".join(text.casefold().split())
    return {folded[at : at + 9] for at in range(len(folded) - 8)}


@pytest.mark.parametrize("genre", ["letter", "contract", "minutes", "report", "policy", "medical"])
def test_author_when_asked_for_a_length_then_no_slot_is_left(genre: str) -> None:
    text = Author(genre).english(genre, 300)
    assert 300 <= text.words < 420
    assert not set("{}[]|") & set(text.plain)


def test_author_when_german_then_no_slot_is_left() -> None:
    text = Author(1).german("Vertrag", 300)
    assert 300 <= text.words < 420
    assert not set("{}[]|") & set(text.plain)


def test_grammar_when_phrases_are_used_then_none_comes_twice_before_all_have() -> None:
    grammar = Grammar(random.Random(1), {"x": listed("apple pear quince")})
    assert sorted(grammar.phrase("{x} {x} {x}").split()) == ["apple", "pear", "quince"]
    assert grammar.text("a apple, , a pear,.") == "An apple, a pear."


@pytest.mark.parametrize("share", [0.02, 0.05, 0.10, 0.15])
def test_words_changed_when_applied_then_about_that_share_differs(
    letter: Text, share: float
) -> None:
    edited = _changed(letter, damage.words_changed(share))
    same = SequenceMatcher(None, letter.plain.split(), edited.plain.split(), autojunk=False).ratio()
    assert share / 2 < 1 - same < 1.5 * share


@pytest.mark.parametrize("rate", [0.005, 0.02, 0.08])
def test_misread_when_applied_then_about_that_share_of_characters_differs(
    letter: Text, rate: float
) -> None:
    read = _changed(letter, damage.misread(rate))
    before, after = " ".join(letter.plain.split()), " ".join(read.plain.split())
    same = SequenceMatcher(None, before, after, autojunk=False).ratio()
    assert rate / 2 < 1 - same < 1.7 * rate


def test_cut_when_applied_then_the_middle_is_kept_word_by_word(letter: Text) -> None:
    last = _changed(letter, damage.cut(0.4, 1.0))
    words = letter.plain.split()
    assert last.plain.split() == words[round(0.4 * len(words)) :]


@pytest.mark.parametrize("change", [damage.paragraphs_shuffled, damage.sentences_shuffled])
def test_shuffled_when_applied_then_all_sentences_are_there_in_another_order(
    letter: Text, change: damage.Damage
) -> None:
    shuffled = _changed(letter, change)
    before, after = (
        [s for p in text.paragraphs for s in sentences(p)] for text in (letter, shuffled)
    )
    assert before != after
    assert sorted(before) == sorted(after)


def test_layout_when_changed_then_the_words_are_the_same(letter: Text) -> None:
    words = letter.plain.casefold().split()
    assert _changed(letter, damage.in_capitals).plain.casefold().split() == words
    assert _changed(letter, damage.reflowed).plain.casefold().split() == words


def test_paragraphs_changed_when_applied_then_one_goes_and_one_comes(letter: Text) -> None:
    edited = _changed(letter, damage.paragraphs_changed("Something new."))
    assert set(edited.paragraphs) - set(letter.paragraphs) == {"Something new."}
    assert len(set(letter.paragraphs) - set(edited.paragraphs)) == 1


def test_sentences_rewritten_when_applied_then_only_those_are_new(letter: Text) -> None:
    edited = _changed(letter, damage.sentences_rewritten(0.12, lambda: "It is new."))
    before = [s for p in letter.paragraphs for s in sentences(p)]
    after = [s for p in edited.paragraphs for s in sentences(p)]
    assert after.count("It is new.") == sum(map(str.__ne__, before, after)) > 1


def test_turned_when_compared_then_a_word_or_two_differ() -> None:
    for before, after, _ in TURNED:
        changed = Counter(before.split()) - Counter(after.split())
        added = Counter(after.split()) - Counter(before.split())
        assert changed.total() <= 1 <= added.total() <= 2


def test_swapped_when_parties_change_places_then_the_words_are_the_same() -> None:
    for terms in SWAPPED:
        one, other = (" ".join(terms).format(a=a, b=b) for a, b in ("XY", "YX"))
        assert one != other
        assert "{a}" in " ".join(terms)


def test_write_when_run_again_then_files_are_left_alone_and_strangers_refused(
    tmp_path: Path,
) -> None:
    truth = Truth()
    truth.add("a/b.txt", b"one")
    truth.write(tmp_path)
    written = (tmp_path / "a/b.txt").stat().st_mtime_ns
    truth.write(tmp_path)
    assert (tmp_path / "a/b.txt").stat().st_mtime_ns == written
    (tmp_path / "stranger.txt").write_bytes(b"")
    with pytest.raises(ValueError, match="other files"):
        truth.write(tmp_path)


def test_relate_when_said_twice_then_it_is_refused() -> None:
    truth = Truth()
    truth.relate("a", "b", expectations.EDITED, "edited")
    with pytest.raises(ValueError, match="twice"):
        truth.relate("b", "a", expectations.EDITED, "edited")
