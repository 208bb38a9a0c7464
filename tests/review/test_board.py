"""Groups with decisions: states, filters, orders, thresholds, and what a rule decides."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.library import Library
from desktop_app.review.board import Board, BoardGroup, Filter, GroupState, Order, decision
from desktop_app.review.decisions import Decision, Decisions, Verdict, decide
from desktop_app.review.journal import Journal
from desktop_app.similarity.duplicates.kept import Keeping
from desktop_app.similarity.duplicates.relations import Relation
from tests.support.toy_library import ToyLibrary, paragraph

_LONG = paragraph(5, 12)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    toy = ToyLibrary(tmp_path_factory.mktemp("board") / "docs")
    toy.write("a.txt", paragraph(1))
    toy.write("copies/a.txt", paragraph(1))
    toy.write("copies/a again.txt", paragraph(1))
    toy.write("long.txt", _LONG)
    toy.write("long, a word added.txt", _LONG.replace(". ", ". Surely. ", 1))
    toy.write("alone.txt", paragraph(9))
    toy.update()
    with toy.open() as library:
        yield library


@pytest.fixture
def board(library: Library) -> Board:
    found = library.duplicates()
    return Board(found.findings, found.rows, library.review.decisions(), sizes=found.sizes)


def _same(board: Board) -> BoardGroup:
    return next(one for one in board.groups if one.relation is Relation.IDENTICAL_FILE)


def test_board_when_made_then_each_group_has_its_members_sizes_and_state(board: Board) -> None:
    group = _same(board)
    assert group.kept.path == "a.txt"
    assert [one.row.path for one in group.members] == ["copies/a again.txt", "copies/a.txt"]
    assert group.removable_bytes == 2 * len(paragraph(1))
    assert (group.state, group.next_open, group.folder) == (GroupState.OPEN, 0, "")
    assert board.counts.groups == 2
    assert board.counts.documents == 5
    assert board.to_remove() == []


def test_board_when_decided_then_state_follows_and_duplicates_are_to_be_removed(
    board: Board,
) -> None:
    group = _same(board)
    assert group.next_open is not None
    desk_decisions = [decision(group, group.members[0], Verdict.DUPLICATE)]
    partly = board.with_decisions(_decided(*desk_decisions))
    assert _same(partly).state is GroupState.PARTLY
    assert _same(partly).next_open == 1
    assert partly.to_remove() == ["copies/a again.txt"]
    both = [decision(group, one, Verdict.DUPLICATE) for one in group.members]
    assert _same(board.with_decisions(_decided(*both))).state is GroupState.DECIDED


def test_board_when_one_text_is_decided_differently_then_is_a_conflict(board: Board) -> None:
    group = _same(board)
    first, second = group.members
    odd = _decided(
        decision(group, first, Verdict.DUPLICATE), decision(group, second, Verdict.VERSION)
    )
    changed = board.with_decisions(odd)
    assert _same(changed).state is GroupState.CONFLICT
    ((one, other),) = changed.conflicts()
    assert {one.path, other.path} == {"copies/a.txt", "copies/a again.txt"}


def test_board_when_a_document_changed_since_then_its_decision_is_stale(board: Board) -> None:
    group = _same(board)
    old = replace(decision(group, group.members[0], Verdict.DUPLICATE), sha256=b"x" * 32)
    changed = board.with_decisions(_decided(old))
    member = _same(changed).members[0]
    assert member.stale
    assert member.verdict is None
    assert changed.to_remove() == []
    assert changed.stale() != []


def test_shown_when_filtered_then_only_what_fits(board: Board) -> None:
    assert len(board.shown(Filter())) == 2
    only = Filter(relations=frozenset([Relation.IDENTICAL_FILE]))
    assert [one.kept.path for one in board.shown(only)] == ["a.txt"]
    assert [one.kept.path for one in board.shown(Filter(folder="copies"))] == ["a.txt"]
    assert [one.relation for one in board.shown(Filter(words="ADDED"))] == [Relation.NEAR_DUPLICATE]
    assert board.shown(Filter(states=frozenset([GroupState.DECIDED]))) == []
    assert board.shown(Filter(kinds=frozenset(["pdf"]))) == []


@pytest.mark.parametrize("order", list(Order))
def test_shown_when_sorted_then_all_are_there(board: Board, order: Order) -> None:
    assert sorted(one.kept.path for one in board.shown(order=order)) == sorted(
        one.kept.path for one in board.groups
    )


def test_shown_when_sorted_by_risk_then_weaker_relations_come_first(board: Board) -> None:
    assert board.shown(order=Order.RISK)[0].relation is Relation.NEAR_DUPLICATE
    assert board.shown(order=Order.CONFIDENCE)[0].relation is Relation.IDENTICAL_FILE


def test_at_when_the_threshold_is_high_then_only_identical_stay(board: Board) -> None:
    high = board.at(1.0)
    assert [one.relation for one in high.groups] == [Relation.IDENTICAL_FILE]
    above, below = high.boundary()
    assert above == []
    assert len(below) == 1
    assert high.at(0.75).groups == board.groups


def test_decided_by_when_a_rule_picks_all_then_only_what_may_go_becomes_duplicate(
    board: Board,
) -> None:
    made = list(board.decided_by(lambda one: True, Verdict.DUPLICATE))
    may = {one.row.path for group in board.groups for one in group.members if one.removable}
    assert {one.path for one in made} == may
    assert {"copies/a.txt", "copies/a again.txt"} <= may


def test_keeping_by_when_a_folder_is_protected_then_that_copy_stays(board: Board) -> None:
    kept = _same(board.keeping_by(Keeping(protected=("copies",)))).kept.path
    assert kept.startswith("copies/")


def _decided(*made: Decision) -> Decisions:
    """The decisions as a journal of their own tells them."""
    with tempfile.TemporaryDirectory() as folder:
        return decide(Journal(Path(folder), Path(folder)), made)
