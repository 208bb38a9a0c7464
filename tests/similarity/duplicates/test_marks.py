"""What is drawn upon a text, or waits as a tracked change, keeps both documents from removal."""

from __future__ import annotations

from desktop_app.documents.model import MARK
from desktop_app.documents.text.beside import Beside, beside, unpacked
from desktop_app.index.rows import TextPrint
from desktop_app.similarity.duplicates.beside_lost import is_lost_beside


def _row(kind: str, *pictures: str) -> TextPrint:
    packed = beside("", (), pictures).packed()
    return TextPrint(1, "a", b"a", b"t", 100, kind=kind, beside=packed)


def test_packed_when_unpacked_then_pictures_and_marks_are_told_apart() -> None:
    made = beside("", (), ["12-34", f"{MARK}1 over 1 2 3 4", f"{MARK}2 over 1 2 3 4"])
    assert (len(made.pictures), len(made.marks)) == (1, 2)
    assert unpacked(made.packed()) == made
    assert unpacked(b"") == Beside()


def test_is_lost_when_only_one_has_a_mark_then_neither_may_go() -> None:
    plain, covered = _row("pdf"), _row("pdf", f"{MARK}1 over 1 2 3 4")
    word = _row("docx")
    for one, other in ((plain, covered), (covered, plain), (word, covered), (covered, word)):
        assert is_lost_beside(one, other)


def test_is_lost_when_marks_are_the_same_then_not() -> None:
    one, other = (_row("pdf", f"{MARK}1 over 1 2 3 4") for _ in range(2))
    assert not is_lost_beside(one, other)
