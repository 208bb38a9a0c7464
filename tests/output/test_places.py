"""What a person is shown of two texts: each place once, with the words around it."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.output.places import Piece, Place, places
from desktop_app.similarity.differences import ComparedText, DifferenceKind
from tests.output.support import differences, sentences
from tests.similarity.made_texts import Writer

WRITER = Writer(5)
FILLER = [sentences(WRITER, 12) for _ in range(4)]


def _shown(a: str | ComparedText, b: str | ComparedText, *, harmless: bool = False) -> list[Place]:
    one, two = (text if isinstance(text, ComparedText) else ComparedText(text) for text in (a, b))
    return places(differences(one, two), one, two, harmless=harmless)


def _marks(pieces: Iterable[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.differs]


def _line(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _notice(date: str, amount: str) -> str:
    return f"The tenant pays {amount} euros for the flat, from {date} on and in advance."


def test_places_when_texts_are_equal_then_none() -> None:
    assert _shown(FILLER[0], FILLER[0]) == []


def test_places_when_two_differences_are_in_one_sentence_then_one_place() -> None:
    a, b = _notice("1 May 2019", "1,150"), _notice("1 June 2020", "1,250")
    (place,) = _shown(f"{FILLER[0]} {a} {FILLER[1]}", f"{FILLER[0]} {b} {FILLER[1]}")
    assert _marks(place.a) == ["1,150", "1 May 2019"]
    assert _marks(place.b) == ["1,250", "1 June 2020"]
    assert set(place.kinds) <= {DifferenceKind.NUMBER, DifferenceKind.AMOUNT, DifferenceKind.DATE}
    assert a in _line(place.a)
    assert b in _line(place.b)


def test_places_when_differences_are_far_apart_then_each_has_its_place() -> None:
    a = f"{_notice('1 May 2019', '5')} {FILLER[0]} {_notice('2 May 2019', '7')}"
    b = f"{_notice('1 May 2019', '6')} {FILLER[0]} {_notice('2 May 2019', '8')}"
    assert [(_marks(p.a), _marks(p.b)) for p in _shown(a, b)] == [
        (["5"], ["6"]),
        (["7"], ["8"]),
    ]


def test_places_when_a_form_is_filled_in_all_over_then_no_place_is_the_whole_form() -> None:
    words = FILLER[0].split()
    a, b = (" ".join(f"{w} {n * k}" for n, w in enumerate(words, 1000)) for k in (3, 7))
    shown = _shown(a, b)
    assert len(shown) > 1
    assert max(len(_line(place.a)) for place in shown) < 800


def test_places_when_context_is_cut_then_at_words_with_an_ellipsis() -> None:
    a, b = (f"{FILLER[0]} The rent is {n} euros. {FILLER[1]}" for n in (11, 12))
    (place,) = _shown(a, b)
    line = _line(place.a)
    assert line.startswith("…")
    assert line.endswith("…")
    assert f" {line.strip('…')} " in f" {a} "


def test_places_when_at_the_very_beginning_and_end_then_no_ellipsis_there() -> None:
    first, last = _shown(f"Draft 1. {FILLER[0]} Page 8", f"Draft 2. {FILLER[0]} Page 9")
    assert _line(first.a).startswith("Draft 1")
    assert _line(last.b).endswith("Page 9")


def test_places_when_a_long_section_is_added_then_it_stands_alone_and_shortened() -> None:
    (place,) = _shown(f"{FILLER[0]} {FILLER[2]} {FILLER[1]}", f"{FILLER[0]} {FILLER[1]}")
    assert place.kinds == (DifferenceKind.SECTION_ONLY_A,)
    assert place.b == ()
    (piece,) = place.a
    head, tail = piece.text.split(" … ")
    assert FILLER[2].startswith(head)
    assert FILLER[2].rstrip(".").endswith(tail.rstrip("."))
    assert len(piece.text) <= 403


def test_places_when_a_passage_moved_then_it_is_known_as_moved_and_short() -> None:
    a = f"{FILLER[2]} {FILLER[0]} {FILLER[1]}"
    b = f"{FILLER[0]} {FILLER[1]} {FILLER[2]}"
    moved = [place for place in _shown(a, b) if place.moved]
    assert moved
    assert all(len(_line(place.a)) <= 163 for place in moved)


def test_places_when_chinese_then_what_differs_is_marked_without_spaces() -> None:
    a, b = (f"本租赁合同由双方签订。租金为{rent}元整,每月支付一次。" * 2 for rent in (3500, 4200))
    shown = _shown(a, b)
    assert {mark for place in shown for mark in _marks(place.a)} == {"3500"}
    assert {mark for place in shown for mark in _marks(place.b)} == {"4200"}


def test_places_when_over_page_borders_then_one_line_and_the_page_it_begins_on() -> None:
    start = f"{FILLER[0]} "
    texts = []
    for rent in (11, 12):
        head = f"{start}The monthly\n"
        text = f"{head}rent for the flat is {rent} euros. {FILLER[1]}"
        texts.append(ComparedText(text, (0, len(head))))
    (place,) = _shown(texts[0], texts[1])
    assert (place.page_a, place.page_b) == (2, 2)
    assert "The monthly rent for the flat is 11" in _line(place.a)


def test_places_when_only_punctuation_differs_then_shown_on_request() -> None:
    a, b = f"{FILLER[0]} Send it, soon.", f"{FILLER[0]} Send it soon."
    assert _shown(a, b) == []
    (place,) = _shown(a, b, harmless=True)
    assert place.kinds == (DifferenceKind.PUNCTUATION,)
