from __future__ import annotations

import pytest

from desktop_app.documents.readers.list_numbers import Level, List, Numbering
from desktop_app.documents.readers.office97 import word_additions
from desktop_app.documents.readers.office97.word_additions import Additions
from desktop_app.documents.readers.office97.word_formatting import ListParagraph
from desktop_app.documents.readers.office97.word_pieces import Piece, positions

_NUMBERING = Numbering(abstract={"a": {0: Level(text="%1.")}}, lists={"1": List("a")})
_CLAUSE = ListParagraph(0, "0", "1", 0)


def _decoded(text: str, *found: tuple[int, ListParagraph | str], start: int = 0) -> str:
    units = text.encode("utf-16-le")
    return Additions(_NUMBERING, found).decoded(units, start, len(units) // 2)


@pytest.mark.parametrize(
    ("text", "ends", "shown"),
    [
        ("a\rb\r", (1, 3), "1. a\r2. b\r"),
        ("a\rb\r", (3,), "a\r1. b\r"),
        ("a\x07b\x07\x07\x1d", (1, 3, 5), "1. a\x072. b\x07\x07\x1d"),
        ("a\x0cb\rc\r", (3, 5), "a\x0c1. b\r2. c\r"),
        ("a\0b\rc\r", (1, 3, 5), "1. ab\r2. c\r"),
        ("😀\rb\r", (2, 4), "1. 😀\r2. b\r"),
        ("a\rb\r", (1, 1, 3), "1. a\r2. b\r"),
        ("a\r", (1, 900), "1. a\r"),
    ],
)
def test_decoded_when_paragraphs_are_numbered_then_the_number_is_before_them(text, ends, shown):
    assert _decoded(text, *((end, _CLAUSE) for end in ends)) == shown


def test_decoded_when_a_field_stands_in_a_numbered_paragraph_then_both_are_added():
    text = "x\ra\x13 F \x01\x14\x15b\r"

    shown = _decoded(text, (7, "☒"), (11, _CLAUSE), start=2)

    assert shown == "1. a\x13 F \x01\x14☒\x15\x13\x14\x15b\r"


def test_decoded_when_numbers_are_longer_than_any_document_then_no_more_are_added(monkeypatch):
    monkeypatch.setattr(word_additions, "_MOST_ADDED_CHARS", 7)

    assert _decoded("a\rb\rc\r", *((at, _CLAUSE) for at in (1, 3, 5))) == "1. a\r2. b\rc\r"


def test_positions_when_pieces_are_in_another_order_than_the_file_then_those_of_the_text():
    parts = [Piece(100, 5, 2), Piece(20, 10, 1)]

    assert list(positions(parts, [25, 30, 31, 104, 110])) == [(1, 3), (4, 4), (9, 0), (14, 1)]
