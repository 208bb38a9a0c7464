from __future__ import annotations

import random
import time

import hypothesis.strategies as st
import pytest
from hypothesis import given

from desktop_app.index.rows import TextPrint
from desktop_app.similarity.duplicates import grouping as grouping_module
from desktop_app.similarity.duplicates.grouping import Grouping, regroup
from desktop_app.similarity.duplicates.groups import Alike, Group, Obstacle
from desktop_app.similarity.duplicates.islands import Island
from desktop_app.similarity.duplicates.judge import Judge
from desktop_app.similarity.duplicates.kept import DEFAULT_KEEPING, NEWEST, Keeping
from desktop_app.similarity.duplicates.not_duplicates import NOTHING_SAID
from desktop_app.similarity.duplicates.relations import Pair, Relation, compared, possible
from desktop_app.similarity.duplicates.rounds import all_rounds
from desktop_app.similarity.duplicates.stand_ins import StandIns


def row(number: int, chars: int = 100, path: str = "") -> TextPrint:
    name = path or f"{number:06}.txt"
    return TextPrint(number, name, number.to_bytes(4, "big"), number.to_bytes(4, "big"), chars)


def alikes(count: int) -> list[Alike]:
    return [Alike((row(number),)) for number in range(count)]


def near(a: int, b: int, share: float = 0.9, *, template: bool = False) -> Pair:
    return compared(a, b, share, share, other_details=template)


def contains(a: int, b: int) -> Pair:
    return compared(a, b, 0.2, 0.9, other_details=False)


def shape(groups: tuple[Group, ...]) -> list[tuple[int, set[int]]]:
    return [(group.kept, {member.document for member in group.members}) for group in groups]


def test_regroup_when_a_chain_then_its_ends_are_not_merged() -> None:
    groups = regroup(alikes(4), [near(0, 1), near(1, 2), near(2, 3)])

    assert shape(groups) == [(0, {1}), (2, {3})]


def test_regroup_when_a_chain_of_three_then_the_end_is_shown_and_no_kept_copy_is_removable() -> (
    None
):
    groups = regroup(alikes(3), [near(0, 1), near(1, 2)])

    assert shape(groups) == [(0, {1}), (1, {2})]


def test_regroup_when_the_threshold_rises_then_weaker_members_leave() -> None:
    pairs = [near(0, 1, 0.95), near(0, 2, 0.8), near(1, 2, 0.6)]

    assert shape(regroup(alikes(3), pairs)) == [(0, {1, 2})]
    assert shape(regroup(alikes(3), pairs, 0.9)) == [(0, {1})]
    assert regroup(alikes(3), pairs, 0.99) == ()


def test_regroup_when_a_kept_copy_is_contained_elsewhere_then_not_removable_there() -> None:
    groups = regroup(alikes(3), [contains(0, 1), near(1, 2)])

    assert shape(groups) == [(1, {2}), (0, {1})]
    assert [group.kind for group in groups] == [Relation.NEAR_DUPLICATE, Relation.CONTAINS]
    assert [m.removable for group in groups for m in group.members] == [True, False]
    assert groups[1].members[0].relation is Relation.CONTAINED_IN


def test_regroup_when_containers_are_nested_then_every_part_is_shown() -> None:
    groups = regroup(alikes(3), [contains(0, 1), contains(1, 2)])

    assert shape(groups) == [(0, {1}), (1, {2})]
    assert not groups[0].members[0].removable


def test_regroup_when_the_container_comes_later_in_kept_order_then_it_is_still_kept() -> None:
    assert shape(regroup(alikes(2), [contains(1, 0)])) == [(1, {0})]


def test_regroup_when_copies_of_a_form_exist_then_the_template_group_holds_the_kept_ones() -> None:
    pairs = [near(0, 1), near(0, 2, template=True), near(1, 2, template=True)]

    groups = regroup(alikes(3), pairs)

    assert shape(groups) == [(0, {1}), (0, {2})]
    assert [group.kind for group in groups] == [Relation.NEAR_DUPLICATE, Relation.SAME_TEMPLATE]


def test_regroup_when_a_member_has_identical_copies_then_all_are_members() -> None:
    same = [Alike((row(0),)), Alike((row(1), row(2)))]

    (group,) = regroup(same, [near(0, 1)])

    assert {m.document: m.score for m in group.members} == {1: 0.9, 2: 0.9}
    assert {m.document for m in group.members} == {m.pair.b for m in group.members}


def test_regroup_when_a_copy_was_not_read_in_full_then_it_is_not_removable() -> None:
    whole, scan = row(0), row(1)._replace(whole=False)
    near_scan = row(2)._replace(whole=False)
    same_file = scan._replace(id=3, path="copy.pdf")

    (group,) = regroup([Alike((whole, scan)), Alike((near_scan,))], [near(0, 2)])
    assert [member.removable for member in group.members] == [False, False]
    (group,) = regroup([Alike((scan, same_file))], [])
    assert [member.removable for member in group.members] == [True]


def test_regroup_when_headers_name_others_then_equal_texts_are_not_removable() -> None:
    anna, berta = (row(i)._replace(beside=bytes([1 + i])) for i in range(2))
    bare = row(2)

    (group,) = regroup([Alike((anna, berta, bare))], [])
    assert [member.removable for member in group.members] == [False, True]


@pytest.mark.parametrize("kind", ["xml", "code", "notebook"])
def test_regroup_when_tags_or_indents_mean_something_then_only_equal_bytes_are_offered(
    kind: str,
) -> None:
    same = files_of_one_text(1, 1, 2, first=0)
    rows = (*(one._replace(kind=kind) for one in same.rows[:2]), same.rows[2]._replace(kind="text"))
    other = row(9, 90)._replace(kind=kind)

    groups = regroup([Alike(rows), Alike((other,))], [near(0, 9)])

    found = {m.document: (g.kept, m.obstacle) for g in groups for m in g.members}
    assert found == {1: (0, None), 2: (0, None), 9: (0, Obstacle.MARKUP)}


def test_regroup_when_one_is_a_package_then_neither_is_given_up_for_the_other() -> None:
    letter, mail = row(0, 100), row(1, 500)._replace(package=True)
    rows = [letter, mail]

    (group,) = regroup([Alike((row_,)) for row_ in rows], [near(0, 1)])
    assert (group.kept, group.kept_because) == (0, "stands by itself")
    assert [member.removable for member in group.members] == [False]


def test_regroup_when_texts_are_equal_then_the_one_read_in_full_is_kept() -> None:
    rows = sorted(
        [row(0, path="a")._replace(whole=False), row(1, path="longer")], key=DEFAULT_KEEPING.order
    )
    (group,) = regroup([Alike(tuple(rows))], [])
    assert (group.kept, group.kept_because) == (1, "was read in full")


def test_regroup_says_why_a_copy_is_kept() -> None:
    def reason(*rows: TextPrint) -> str:
        (group,) = regroup([Alike((one,)) for one in rows], [near(rows[0].id, rows[1].id)])
        return group.kept_because

    assert reason(row(0, 120), row(1, 100)) == "has the most text"
    assert reason(row(0, path="a.txt"), row(1, path="b/a.txt")) == "has the shortest path"
    assert reason(row(0, path="a.txt"), row(1, path="b.txt")) == "comes first by name"


def test_regroup_when_a_folder_is_protected_then_its_documents_are_kept_and_never_offered() -> None:
    pairs = [near(0, 1), near(0, 2), near(1, 2)]
    rows = [row(0, 300), row(1, 200, "safe/1.txt"), row(2, 100, "safe/2.txt")]

    (group,) = regroup([Alike((one,)) for one in rows], pairs, keeping=Keeping(protected=("safe",)))

    assert (group.kept, group.kept_because) == (1, "has the most text")
    assert {m.document: m.obstacle for m in group.members} == {0: None, 2: Obstacle.PROTECTED}


def test_regroup_when_another_rule_is_chosen_then_another_copy_of_one_text_is_kept() -> None:
    old, new = (row(number)._replace(mtime_ns=number, text_sha256=b"t") for number in range(2))
    other = row(2, 50)

    (group,) = regroup(
        [Alike((old, new)), Alike((other,))], [near(0, 2)], keeping=Keeping((NEWEST,))
    )

    assert (group.kept, group.kept_because) == (1, "is the newest")
    assert {m.document: {m.pair.a, m.pair.b} for m in group.members} == {0: {0, 1}, 2: {1, 2}}


def test_regroup_when_two_were_said_to_be_no_duplicates_then_they_are_apart() -> None:
    rows, pairs = alikes(3), [near(0, 1), near(0, 2), near(1, 2)]
    said = NOTHING_SAID.having([(rows[1].first.sha256, rows[0].first.sha256)])

    groups = regroup(rows, pairs, not_duplicates=said)

    assert shape(groups) == [(0, {2}), (1, {2})]
    assert groups[0].members[0].also_in == (1,)
    taken_back = said.without([(rows[0].first.sha256, rows[1].first.sha256)])
    assert shape(regroup(rows, pairs, not_duplicates=taken_back)) == [(0, {1, 2})]


def test_regroup_when_one_of_the_two_changes_then_it_is_shown_again() -> None:
    rows = alikes(2)
    said = NOTHING_SAID.having([(rows[0].first.sha256, rows[1].first.sha256)])
    changed = Alike((rows[1].first._replace(sha256=b"changed"),))

    assert regroup(rows, [near(0, 1)], not_duplicates=said) == ()
    assert shape(regroup([rows[0], changed], [near(0, 1)], not_duplicates=said)) == [(0, {1})]


def test_regroup_when_copies_of_one_text_are_said_to_be_none_then_the_others_stay_together() -> (
    None
):
    word, print_, scan = (row(number)._replace(text_sha256=b"t") for number in range(3))
    said = NOTHING_SAID.having([(word.sha256, print_.sha256)])

    groups = regroup([Alike((word, print_, scan))], [], not_duplicates=said)

    assert shape(groups) == [(0, {2}), (1, {2})]


def test_regroup_when_two_copies_of_one_file_shall_both_stay_then_no_group() -> None:
    one, copy = row(0), row(0)._replace(id=1, path="copy.txt")
    said = NOTHING_SAID.having([(one.sha256, one.sha256)])

    assert regroup([Alike((one, copy))], [], not_duplicates=said) == ()


def test_regroup_when_members_are_copies_of_each_other_then_it_says_so() -> None:
    kept, first = row(0, 500), row(1)
    second = first._replace(id=2, path="copy/000001.txt")

    (group,) = regroup([Alike((kept,)), Alike((first, second))], [near(0, 1)])

    assert {m.document: m.same_as for m in group.members} == {1: None, 2: 1}


def test_regroup_when_a_scan_is_poor_then_it_is_shown_and_not_offered() -> None:
    (group,) = regroup(alikes(2), [possible(0, 1, 0.5, 0.5, 0.9)])

    assert (group.kind, group.weakest) == (Relation.POSSIBLE, 0.9)
    assert group.members[0].obstacle is Obstacle.RELATION


class _Adds:
    """A ``Substance`` in which some documents say more, and which counts its questions."""

    def __init__(self, *documents: int) -> None:
        self.asked: list[tuple[int, int]] = []
        self._documents = documents

    def adds(self, row: TextPrint, other: TextPrint) -> bool:
        self.asked.append((row.id, other.id))
        return row.id in self._documents

    def introduces(self, row: TextPrint, other: TextPrint) -> bool:
        return False


def test_regroup_when_a_member_says_more_than_the_kept_copy_then_it_is_not_offered() -> None:
    substance = _Adds(1)
    pairs = [near(0, 1), near(0, 2), near(1, 2), near(3, 4, template=True)]

    groups = regroup(alikes(5), pairs, substance=substance)

    assert {m.document: m.obstacle for m in groups[0].members} == {1: Obstacle.SAYS_MORE, 2: None}
    assert substance.asked == [(1, 0), (2, 0)]  # of members that might be offered, no others


class _OtherLetters:
    """A ``Substance`` in which documents of different bytes say different things."""

    def adds(self, row: TextPrint, other: TextPrint) -> bool:
        return row.sha256 != other.sha256

    def introduces(self, row: TextPrint, other: TextPrint) -> bool:
        return False


def files_of_one_text(*files: int, first: int = 0) -> Alike:
    """Documents with one text; equal numbers are equal files."""
    text = b"text %d" % first
    rows = (row(first + at)._replace(sha256=b"%d" % f) for at, f in enumerate(files))
    return Alike(tuple(one._replace(text_sha256=text) for one in rows))


def offers(groups: tuple[Group, ...]) -> dict[int, int]:
    """What is offered for removal, and because of what."""
    return {m.document: group.kept for group in groups for m in group.members if m.removable}


def test_regroup_when_a_longer_version_is_kept_then_one_of_two_equal_files_is_offered() -> None:
    longer = Alike((row(9, 500),))
    copies = files_of_one_text(1, 1, 2, first=0)

    groups = regroup([longer, copies], [near(9, 0)], substance=_OtherLetters())

    assert shape(groups) == [(0, {1}), (9, {0, 2})]
    assert groups[0].kind is Relation.IDENTICAL_FILE
    assert offers(groups) == {1: 0}
    assert [m.also_in for m in groups[1].members] == [(0,), ()]


def test_regroup_when_the_longer_version_replaces_all_then_they_stay_in_one_group() -> None:
    copies = files_of_one_text(1, 1, 2)

    groups = regroup([Alike((row(9, 500),)), copies], [near(9, 0)])

    assert shape(groups) == [(9, {0, 1, 2})]
    assert offers(groups) == {0: 9, 1: 9, 2: 9}


def test_regroup_when_the_kept_copy_is_written_otherwise_then_equal_files_are_offered() -> None:
    capitals, *_ = copies = files_of_one_text(1, 2, 2, 2).rows

    groups = regroup([Alike(copies)], [], substance=_OtherLetters())

    assert shape(groups) == [(1, {2, 3}), (capitals.id, {1})]
    assert offers(groups) == {2: 1, 3: 1}


def test_regroup_when_equal_files_are_near_two_kept_copies_then_they_have_one_group() -> None:
    kept = [Alike((row(8, 500),)), Alike((row(9, 400),))]
    said = NOTHING_SAID.having([(kept[0].first.sha256, kept[1].first.sha256)])
    copies = files_of_one_text(1, 1)
    pairs = [near(8, 0), near(9, 0), near(8, 7), near(9, 6)]
    others = [Alike((row(7),)), Alike((row(6),))]

    groups = regroup(
        [*kept, copies, *others], pairs, not_duplicates=said, substance=_OtherLetters()
    )

    assert [group.kept for group in groups if group.kind is Relation.IDENTICAL_FILE] == [0]
    assert offers(groups) == {1: 0}


def test_regroup_when_equal_files_were_said_to_be_none_then_neither_is_offered() -> None:
    copies = files_of_one_text(1, 1)
    said = NOTHING_SAID.having([(b"1", b"1")])

    groups = regroup(
        [Alike((row(9, 500),)), copies],
        [near(9, 0)],
        not_duplicates=said,
        substance=_OtherLetters(),
    )

    assert offers(groups) == {}


@given(
    st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=5), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=8),
    st.sampled_from([None, _OtherLetters()]),
    st.sampled_from([0.5, 0.9]),
)
def test_regroup_of_any_copies_offers_all_equal_files_but_one_and_never_the_last(
    texts: list[list[int]],
    ends: list[tuple[int, int, bool]],
    substance: _OtherLetters | None,
    threshold: float,
) -> None:
    same = [
        files_of_one_text(*(10 * n + f for f in files), first=10 * n)
        for n, files in enumerate(texts)
    ]
    known = {
        frozenset((a, b)): near(10 * a, 10 * b, 0.6 if weak else 0.95)
        for a, b, weak in ends
        if a != b and max(a, b) < len(texts)
    }

    groups = regroup(same, known.values(), threshold, substance=substance)

    offered, kept = offers(groups), {group.kept for group in groups}
    assert not offered.keys() & kept
    for alike in same:
        for content in {one.sha256 for one in alike.rows}:
            copies = {one.id for one in alike.rows if one.sha256 == content}
            assert len(copies - offered.keys()) <= 1


PAIRS = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from([0.3, 0.6, 0.8, 0.9]),
        st.sampled_from([0.6, 0.8, 0.9]),
        st.booleans(),
    ).filter(lambda made: made[0] != made[1]),
    unique_by=lambda made: frozenset(made[:2]),
    max_size=25,
)


@given(PAIRS, st.sampled_from([0.5, 0.75, 0.85]), st.randoms(use_true_random=False))
def test_regroup_of_any_pairs_keeps_its_promises(
    made: list[tuple[int, int, float, float, bool]], threshold: float, random: random.Random
) -> None:
    pairs = [compared(a, b, x, y, other_details=other) for a, b, x, y, other in made]

    groups = regroup(alikes(10), pairs, threshold)

    kept = {group.kept for group in groups}
    shown = kept | {m.document for group in groups for m in group.members}
    assert shown == {end for p in pairs if p.score >= threshold for end in (p.a, p.b)}
    for group in groups:
        for member in group.members:
            assert {member.pair.a, member.pair.b} == {group.kept, member.document}
            assert member.score >= threshold
            assert not (member.removable and member.document in kept)
            assert not (member.removable and member.relation is Relation.SAME_TEMPLATE)
    random.shuffle(pairs)
    assert regroup(alikes(10), pairs, threshold) == groups


@given(st.floats(0.5, 1), st.floats(0.5, 1), st.booleans())
def test_compared_seen_from_either_side_is_the_same(x: float, y: float, other: bool) -> None:
    one = compared(1, 2, x, y, other_details=other)
    two = compared(2, 1, y, x, other_details=other)

    assert one.relation_of(1) is two.relation_of(1)
    assert one.relation_of(1) is one.relation_of(2).mirrored
    assert (one.score, one.removable) == (two.score, two.removable)


def made_pair(a: int, b: int, share: float, relation: Relation) -> Pair:
    if relation is Relation.POSSIBLE:
        return possible(a, b, 0.5, 0.5, share)
    if relation is Relation.CONTAINS:
        return compared(a, b, 0.2, share, other_details=False)
    return near(a, b, share, template=relation is Relation.SAME_TEMPLATE)


@given(
    st.lists(
        st.builds(
            made_pair,
            st.integers(0, 13).map(lambda n: 10 * n),
            st.integers(0, 13).map(lambda n: 10 * n),
            st.sampled_from([0.5, 0.55, 0.7, 0.8, 0.95]) | st.floats(0.5, 1),
            st.sampled_from(
                [
                    Relation.NEAR_DUPLICATE,
                    Relation.CONTAINS,
                    Relation.SAME_TEMPLATE,
                    Relation.POSSIBLE,
                ]
            ),
        ).filter(lambda pair: pair.a != pair.b),
        unique_by=lambda pair: frozenset((pair.a, pair.b)),
        max_size=20,
    ),
    st.lists(st.integers(1, 3), min_size=14, max_size=14),
    st.sets(st.integers(0, 13).map(lambda n: 10 * n), max_size=3),
    st.lists(
        st.sampled_from([0.5, 0.55, 0.6, 0.75, 0.8, 0.9, 1.0]) | st.floats(0.5, 1),
        min_size=1,
        max_size=5,
    ),
)
def test_grouping_at_one_threshold_after_another_gives_what_grouping_anew_does(
    pairs: list[Pair], copies: list[int], references: set[int], thresholds: list[float]
) -> None:
    same = [
        files_of_one_text(*(10 * n + i % 2 for i in range(count)), first=10 * n)
        for n, count in enumerate(copies)
    ]
    grouping = Grouping(same, pairs, references=references)

    for threshold in thresholds:
        assert grouping.at(threshold) == regroup(same, pairs, threshold, references=references)


def test_grouping_at_another_threshold_groups_only_islands_with_a_pair_between_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pairs = [near(0, 1, 0.95), near(0, 2, 0.95), near(3, 4, 0.8), near(3, 5, 0.95)]
    grouping = Grouping(alikes(6), pairs)
    grouping.at(0.75)
    grouped: list[Island] = []

    def recorded(
        stand_ins: StandIns, island: Island, threshold: float, judge: Judge
    ) -> list[Group]:
        grouped.append(island)
        return all_rounds(stand_ins, island, threshold, judge)

    monkeypatch.setattr(grouping_module, "all_rounds", recorded)

    assert shape(grouping.at(0.9)) == [(0, {1, 2}), (3, {5})]
    assert [[alike.first.id for alike in island.alikes] for island in grouped] == [[3, 4, 5]]


def test_grouping_at_another_threshold_does_not_ask_again_for_substance() -> None:
    asked = []

    class Asked:
        def adds(self, row: TextPrint, other: TextPrint) -> bool:
            asked.append((row.id, other.id))
            return False

        def introduces(self, row: TextPrint, other: TextPrint) -> bool:
            return False

    grouping = Grouping(alikes(3), [near(0, 1, 0.8), near(0, 2, 0.95)], substance=Asked())
    for threshold in (0.75, 0.9, 0.75):
        grouping.at(threshold)

    assert sorted(asked) == [(1, 0), (2, 0)]


def test_regroup_of_ten_thousand_documents_takes_under_a_second() -> None:
    rng = random.Random(1)
    ends = [rng.sample(range(10_000), 2) for _ in range(20_000)]
    pairs = [near(a, b, rng.uniform(0.5, 1)) for a, b in ends]
    documents = alikes(10_000)

    start = time.process_time()
    regroup(documents, pairs, 0.75)

    assert time.process_time() - start < 1.0
