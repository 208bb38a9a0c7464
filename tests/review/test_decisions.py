"""Decisions are kept, taken back step by step, and stale once a document changes."""

from __future__ import annotations

from desktop_app.review.decisions import (
    Decision,
    Decisions,
    Verdict,
    conflicts,
    decide,
    undo_decision,
)
from tests.review.support import Desk

A, B, C = b"a" * 32, b"b" * 32, b"c" * 32
DUPLICATE = Decision("b.txt", B, "a.txt", A, Verdict.DUPLICATE)
VERSION = Decision("c.txt", C, "a.txt", A, Verdict.VERSION, "of May")


def _stored(desk: Desk) -> Decisions:
    return Decisions(desk.journal.entries())


def test_decide_when_read_again_then_stands_with_its_note(desk: Desk) -> None:
    decide(desk.journal, [DUPLICATE, VERSION])
    found = _stored(desk).of("c.txt", "a.txt")
    assert found is not None
    assert (found.verdict, found.note) == (Verdict.VERSION, "of May")
    assert found.time
    assert _stored(desk).of("a.txt", "c.txt") is None


def test_undo_when_done_step_by_step_then_each_is_as_before(desk: Desk) -> None:
    decide(desk.journal, [DUPLICATE])
    decide(desk.journal, [Decision("b.txt", B, "a.txt", A, Verdict.UNSURE), VERSION])
    after, taken_back = undo_decision(desk.journal)
    assert {one.path for one in taken_back} == {"b.txt", "c.txt"}
    assert [one.verdict for one in after.all()] == [Verdict.DUPLICATE]
    after, _ = undo_decision(desk.journal)
    assert after.all() == []
    assert _stored(desk).last_step is None
    assert undo_decision(desk.journal)[1] == ()


def test_undo_when_followed_by_another_decision_then_takes_back_that_one(desk: Desk) -> None:
    decide(desk.journal, [DUPLICATE])
    undo_decision(desk.journal)
    decide(desk.journal, [VERSION])
    assert [one.path for one in undo_decision(desk.journal)[1]] == ["c.txt"]
    assert _stored(desk).last_step is None


def test_stale_when_one_changed_or_is_gone_then_is_told(desk: Desk) -> None:
    decisions = decide(desk.journal, [DUPLICATE, VERSION])
    assert decisions.stale({"a.txt": A, "b.txt": B, "c.txt": C}) == []
    assert [one.path for one in decisions.stale({"a.txt": A, "b.txt": C, "c.txt": C})] == ["b.txt"]
    assert len(decisions.stale({"b.txt": B, "c.txt": C})) == 2


def test_not_duplicates_when_said_then_holds_for_the_contents(desk: Desk) -> None:
    decisions = decide(
        desk.journal, [Decision("b.txt", B, "a.txt", A, Verdict.NOT_RELATED), VERSION]
    )
    assert decisions.not_duplicates().holds(A, B)
    assert not decisions.not_duplicates().holds(A, C)
    assert not undo_decision(desk.journal)[0].not_duplicates().holds(A, B)


def test_conflicts_when_one_text_is_decided_differently_then_are_told() -> None:
    other = Decision("copy of b.txt", B, "a.txt", A, Verdict.KEEP)
    texts = {"b.txt": b"1", "copy of b.txt": b"1", "a.txt": b"2", "c.txt": b"3"}
    assert list(conflicts([DUPLICATE, VERSION, other], texts)) == [(DUPLICATE, other)]
    assert list(conflicts([DUPLICATE, VERSION], texts)) == []
