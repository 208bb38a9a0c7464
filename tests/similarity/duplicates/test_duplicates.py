from __future__ import annotations

from itertools import combinations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from desktop_app.errors import Cancelled
from desktop_app.progress import CancelToken, Progress, no_report
from desktop_app.similarity.duplicates import candidates
from desktop_app.similarity.duplicates.duplicates import Findings, find_duplicates
from desktop_app.similarity.duplicates.kept import DEFAULT_KEEPING, OLDEST, Keeping
from desktop_app.similarity.duplicates.relations import Pair, Relation
from desktop_app.similarity.duplicates.shingles import char_shingles
from tests.similarity.made_texts import Folder, Writer


def pair_of(findings: Findings, a: int, b: int, threshold: float = 0.75) -> Pair | None:
    return next((p for p in findings.pairs(threshold) if {p.a, p.b} == {a, b}), None)


def relation_of(findings: Findings, a: int, b: int) -> Relation | None:
    """What ``a`` is to ``b``."""
    pair = pair_of(findings, a, b)
    return pair.relation_of(a) if pair else None


@pytest.fixture
def writer() -> Writer:
    return Writer(1)


@pytest.fixture
def folder(writer: Writer) -> Folder:
    """A folder of unrelated documents, all on one letterhead."""
    folder = Folder()
    letterhead = writer.text(40)
    for number in range(30):
        folder.add(f"other/{number}.txt", f"{letterhead} {writer.text(160)}")
    return folder


def test_find_when_documents_only_share_a_letterhead_then_nothing(folder: Folder) -> None:
    findings = folder.compared()

    assert findings.groups() == ()
    assert list(findings.pairs(0.5)) == []


def test_find_when_bytes_are_equal_then_identical_file(folder: Folder, writer: Writer) -> None:
    text = writer.text(100)
    a, b = folder.add("a.txt", text), folder.add("sub/a.txt", text)

    (group,) = folder.compared().groups()

    assert (group.kind, group.kept, group.weakest) == (Relation.IDENTICAL_FILE, a, 1.0)
    assert [(m.document, m.removable) for m in group.members] == [(b, True)]
    assert group.kept_because == "has the shortest path"


def test_find_when_only_the_format_differs_then_identical_text(
    folder: Folder, writer: Writer
) -> None:
    text = writer.text(100)
    a, b = folder.add("a.txt", text), folder.add("a.pdf", text.upper(), b"%PDF")

    assert relation_of(folder.compared(), a, b) is Relation.IDENTICAL_TEXT


def test_find_when_a_few_words_were_edited_then_near_duplicate(
    folder: Folder, writer: Writer
) -> None:
    text = writer.text(300)
    a, b = folder.add("a.txt", text), folder.add("b.txt", writer.edited(text, 10))

    pair = pair_of(folder.compared(), a, b)

    assert pair is not None
    assert (pair.relation, pair.removable) == (Relation.NEAR_DUPLICATE, True)
    assert 0.8 < min(pair.share_a, pair.share_b) <= pair.score < 1


def test_find_when_a_single_number_differs_then_near_duplicate_but_not_removable(
    folder: Folder, writer: Writer
) -> None:
    clauses = " ".join(f"{number} {writer.text(9)}" for number in range(1, 20))
    a = folder.add("v1.txt", f"{clauses} payable within 30 days")
    b = folder.add("v2.txt", f"{clauses} payable within 45 days")

    pair = pair_of(folder.compared(), a, b)

    assert pair is not None
    assert (pair.relation, pair.removable) == (Relation.NEAR_DUPLICATE, False)
    assert pair.differing == ("30", "45")


def test_find_when_a_document_is_quoted_or_cut_then_contained(
    folder: Folder, writer: Writer
) -> None:
    text = writer.text(200)
    whole = folder.add("whole.txt", f"{writer.text(300)} {text} {writer.text(300)}")
    part, cut = folder.add("part.txt", text), folder.add("cut.txt", " ".join(text.split()[:80]))

    findings = folder.compared()

    assert relation_of(findings, part, whole) is Relation.CONTAINED_IN
    assert relation_of(findings, whole, part) is Relation.CONTAINS
    assert relation_of(findings, cut, part) is Relation.CONTAINED_IN
    pair = pair_of(findings, part, whole)
    assert pair is not None
    assert (pair.a, pair.share_b) == (whole, 1.0)
    assert pair.removable_member(part)
    assert not pair.removable_member(whole)
    (group,) = findings.groups()
    assert (group.kind, group.kept) == (Relation.CONTAINS, whole)
    assert {m.document for m in group.members} == {part, cut}


def test_find_when_a_text_is_wholly_in_one_with_a_third_of_its_own_then_contained(
    folder: Folder, writer: Writer
) -> None:
    text = writer.text(200)
    quoted = folder.add("opinion.txt", text)
    memo = folder.add("memo.txt", f"{writer.text(50)} {text} {writer.text(50)}")
    edited = folder.add("edited.txt", f"{writer.text(50)} {writer.edited(text, 8)}")

    findings = folder.compared()

    assert relation_of(findings, quoted, memo) is Relation.CONTAINED_IN
    assert relation_of(findings, quoted, edited) is Relation.NEAR_DUPLICATE


def test_find_when_a_table_was_exported_again_then_its_values_make_it_a_copy(
    folder: Folder,
) -> None:
    rows = [
        (f"2024-05-{day:02}", f"taxi to court {day}", f"{7 * day}.{day % 10}0")
        for day in range(1, 25)
    ]
    listed = folder.add("list.csv", "\n".join(";".join(row) for row in rows))
    sheet = folder.add("sheet.txt", "\n".join("\t".join(row).removesuffix("0") for row in rows))
    other = folder.add("other.txt", "\n".join("\t".join((*row[:2], f"{row[2]}1")) for row in rows))

    findings = folder.compared()

    assert relation_of(findings, listed, sheet) is Relation.NEAR_DUPLICATE
    assert relation_of(findings, sheet, other) is not Relation.NEAR_DUPLICATE


def test_find_when_a_form_is_filled_in_for_others_then_never_removable(
    folder: Folder, writer: Writer
) -> None:
    body = writer.text(150)
    forms = [folder.add(f"form{n:02}.txt", writer.form(body, 10)) for n in range(20)]

    findings = folder.compared()

    pairs = [p for p in findings.pairs() if {p.a, p.b} <= set(forms)]
    assert len(pairs) == 20 * 19 / 2
    assert {p.relation for p in pairs} == {Relation.SAME_TEMPLATE}
    assert not any(p.removable for p in pairs)
    assert all(p.differing for p in pairs)
    (group,) = findings.groups()
    assert not any(member.removable for member in group.members)


def test_find_when_forty_copies_are_most_of_the_folder_then_one_group(
    folder: Folder, writer: Writer
) -> None:
    text = writer.text(200)
    copies = {folder.add(f"copy{n:02}.txt", writer.edited(text, 4)) for n in range(40)}

    findings = folder.compared()

    (group,) = findings.groups()
    assert {group.kept, *(m.document for m in group.members)} == copies
    assert sum(1 for _ in findings.pairs()) == 40 * 39 / 2
    assert findings.referenced == 0


@pytest.mark.parametrize("letters", [10, 25])
def test_find_when_letterhead_and_disclaimer_are_most_of_letters_then_they_are_a_template(
    folder: Folder, writer: Writer, letters: int
) -> None:
    head, disclaimer = writer.text(40), writer.text(130)
    for number in range(letters):
        folder.add(f"letter{number}.txt", f"{head} {writer.text(30)} {disclaimer}")

    findings = folder.compared()

    pairs = list(findings.pairs())
    assert {pair.relation for pair in pairs} == {Relation.SAME_TEMPLATE}
    assert not any(pair.removable for pair in pairs)
    assert len(pairs) == letters * (letters - 1) / 2
    assert all(pair.own_share is not None and pair.own_share < 0.5 for pair in pairs)


@pytest.mark.parametrize("override", ["discount", "segment"])
def test_find_when_a_person_overrides_what_recurs_then_letters_on_one_letterhead_are_alike(
    folder: Folder, writer: Writer, override: str
) -> None:
    margins = writer.text(170)
    for number in range(10):
        folder.add(f"letter{number}.txt", f"{margins} {writer.text(30)}")

    findings = find_duplicates(
        folder.rows,
        folder.match_text,
        CancelToken(),
        no_report,
        discount_recurring=override != "discount",
        not_recurring=[" ".join(margins.split())] if override == "segment" else (),
    )

    assert {pair.relation for pair in findings.pairs()} == {Relation.NEAR_DUPLICATE}


def test_find_when_a_clause_is_in_many_contracts_then_they_are_not_alike(
    folder: Folder, writer: Writer
) -> None:
    clause = writer.text(150)
    contracts = {folder.add(f"contract{n}.txt", f"{writer.text(150)} {clause}") for n in range(12)}

    assert not [p for p in folder.compared().pairs() if {p.a, p.b} & contracts]


def test_find_when_a_scan_is_poor_then_possible_and_never_removable(
    folder: Folder, writer: Writer
) -> None:
    text = writer.text(250)
    good = folder.add("good.txt", text)
    scans = [folder.add(f"scan{n}.txt", writer.misread(text, 0.08)) for n in range(3)]

    findings = folder.compared()

    for scan in scans:
        pair = pair_of(findings, good, scan)
        assert pair is not None
        assert (pair.relation, pair.removable) == (Relation.POSSIBLE, False)


def test_find_when_one_side_has_more_text_then_the_score_says_so(
    folder: Folder, writer: Writer
) -> None:
    text = writer.text(150)
    a = folder.add("a.txt", text)
    b = folder.add("b.txt", f"{text} {writer.text(40)}")

    pair = pair_of(folder.compared(), a, b)

    assert pair is not None
    assert pair.relation is Relation.NEAR_DUPLICATE
    assert pair.share_of(a) == 1.0
    assert pair.score == pytest.approx((1.0 + pair.share_of(b)) / 2)
    assert pair.score < 0.9


def test_find_when_empty_or_short_then_counted_and_compared_by_bytes_only(folder: Folder) -> None:
    empty = [folder.add("1.txt", ""), folder.add("2.txt", " \n")]
    short = [folder.add(f"s{n}.txt", "See attached.") for n in range(2)]
    other_format = folder.add("s.pdf", "see attached.", b"%PDF")

    findings = folder.compared()

    assert list(findings.empty) == empty
    assert set(findings.too_short) == {*short, other_format}
    assert [(p.a, p.b, p.relation) for p in findings.pairs()] == [(*short, Relation.IDENTICAL_FILE)]


def test_find_when_the_text_could_not_be_read_then_bytes_are_compared(folder: Folder) -> None:
    a, b, c = (
        folder.add(name, "", data, unread=True)
        for name, data in (("a.png", b"scan"), ("b.png", b"scan"), ("c.png", b"scan 2"))
    )

    findings = folder.compared()

    assert relation_of(findings, a, b) is Relation.IDENTICAL_FILE
    assert relation_of(findings, a, c) is None


def test_find_when_a_copy_of_a_form_hides_among_many_then_it_is_found(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "PAIR_BUDGET", 1)  # clusters above 64 get a reference
    folder, body = Folder(), writer.text(150)
    forms = [folder.add(f"form{n:03}.txt", writer.form(body, 10)) for n in range(120)]
    copy = folder.add("copy.txt", folder.display_text(forms[5]) + " seen and agreed in the end")
    unlike = folder.add("unlike.txt", writer.text(150))

    findings = folder.compared()

    assert findings.referenced > 0
    assert findings.not_compared == 0
    assert relation_of(findings, copy, forms[5]) is Relation.NEAR_DUPLICATE
    related = {member.document for group in findings.groups() for member in group.members}
    related |= {group.kept for group in findings.groups()}
    assert related == {*forms, copy}
    assert unlike not in related
    assert sum(1 for _ in findings.pairs()) < 1000


def test_find_when_edited_copies_hide_among_two_thousand_invoices_then_all_are_found(
    writer: Writer,
) -> None:
    folder, body = Folder(), writer.text(150)
    invoices = [folder.add(f"{n:04}.txt", writer.form(body, 10)) for n in range(2000)]
    copies = {}
    for number in invoices[7::100]:
        words = folder.display_text(number).split()
        words[5] = words[82] = writer.words(1)[0]
        copies[folder.add(f"sub/copy of {number}.txt", " ".join(words))] = number

    findings = folder.compared()

    assert len(copies) == 20
    assert findings.referenced == 2020
    assert all(
        relation_of(findings, copy, number) is Relation.NEAR_DUPLICATE
        for copy, number in copies.items()
    )
    removable = {frozenset((pair.a, pair.b)) for pair in findings.pairs() if pair.removable}
    assert removable == {frozenset(pair) for pair in copies.items()}
    siblings = [pair for pair in findings.related if pair.relation is Relation.SAME_TEMPLATE]
    assert {end for pair in siblings for end in (pair.a, pair.b)} >= set(invoices)
    assert len(siblings) < 3 * len(invoices)


@pytest.mark.parametrize("keeping", [DEFAULT_KEEPING, Keeping((OLDEST,)), Keeping((), ("sub",))])
@pytest.mark.parametrize("template", [False, True])
def test_find_when_a_cluster_is_large_then_one_group_whatever_the_rules(
    writer: Writer, keeping: Keeping, *, template: bool
) -> None:
    folder, body = Folder(), writer.text(250)
    for number in range(90):
        text = writer.form(body, 12) if template else writer.edited(body, 3)
        folder.add(f"{'sub/' if number % 9 == 4 else ''}{number:02}.txt", text)
    folder.rows = [row._replace(mtime_ns=row.id * 37 % 90) for row in folder.rows]

    findings = folder.compared()
    (group,) = findings.groups(keeping=keeping)

    assert findings.referenced == 90
    assert len(group.members) == 89
    assert not any(
        member.removable and keeping.is_protected(folder.rows[member.document])
        for member in group.members
    )
    assert any(member.removable for member in group.members) is not template


def test_find_when_a_cluster_may_still_be_compared_in_full_then_every_pair_is_told(
    writer: Writer,
) -> None:
    folder, body = Folder(), writer.text(150)
    for number in range(candidates.MOST_IN_FULL):
        folder.add(f"{number}.txt", writer.form(body, 10))

    findings = folder.compared()

    assert findings.referenced == 0
    assert len(findings.related) == 64 * 63 // 2


def test_find_when_the_work_on_common_text_is_over_its_limit_then_it_is_said(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "PAIR_BUDGET", 1)
    monkeypatch.setattr(candidates, "REFERENCE_BUDGET", 1)
    folder, body = Folder(), writer.text(150)
    for number in range(70):
        folder.add(f"{number}.txt", writer.form(body, 10))

    findings = folder.compared()

    assert (findings.referenced, findings.not_compared) == (70, 70)


def test_find_when_long_documents_are_sampled_then_copies_and_parts_are_found(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "MAX_POSTINGS", 2_000)
    folder = Folder()
    for number in range(10):
        folder.add(f"{number}.txt", writer.text(1500))
    long, part = folder.display_text(0), " ".join(folder.display_text(1).split()[500:560])
    copy, quoted = folder.add("copy.txt", writer.edited(long, 30)), folder.add("part.txt", part)

    findings = folder.compared()

    assert relation_of(findings, copy, 0) is Relation.NEAR_DUPLICATE
    assert relation_of(findings, quoted, 1) is Relation.CONTAINED_IN
    assert len(findings.related) == 2


def test_find_when_cancelled_then_stops(folder: Folder) -> None:
    token, read = CancelToken(), []

    def load(number: int) -> str:
        read.append(number)
        token.cancel()
        return folder.match_text(number)

    with pytest.raises(Cancelled):
        find_duplicates(folder.rows, load, token, no_report)
    assert len(read) == 1


def test_find_reports_documents_then_pairs(folder: Folder) -> None:
    seen: list[Progress] = []

    find_duplicates(folder.rows, folder.match_text, CancelToken(), seen.append)

    last = {progress.unit: (progress.done, progress.total) for progress in seen}
    assert last["documents"] == (30, 30)
    assert last["pairs"][0] == last["pairs"][1]


def test_find_in_an_empty_folder_then_nothing() -> None:
    assert Folder().compared() == Findings((), (), (), (), 0)


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 3))
def test_find_whatever_the_order_of_the_rows_gives_the_same(random, seed: int) -> None:
    writer, folder = Writer(seed), Folder()
    text, body = writer.text(80), writer.text(60)
    folder.add("whole.txt", f"{text} {writer.text(200)}")
    for number in range(4):
        folder.add(f"{number}/same.txt", text)
        folder.add(f"{number}/edited.txt", writer.edited(text, 3))
        folder.add(f"{number}/form.txt", writer.form(body, 6))
    shuffled = folder.rows.copy()
    random.shuffle(shuffled)

    findings, again = folder.compared(), folder.compared(shuffled)

    assert again == findings
    assert again.groups(0.6) == findings.groups(0.6)
    assert list(again.pairs()) == list(findings.pairs())


def test_find_misses_no_pair_that_comparing_all_with_all_finds(writer: Writer) -> None:
    folder, clauses = Folder(), [writer.text(60) for _ in range(12)]
    for number in range(60):
        chosen = writer.random.sample(clauses, writer.random.randint(1, 5))
        edited = writer.edited(" ".join(chosen), writer.random.randint(0, 20))
        folder.add(f"{number}.txt", f"{edited} {writer.text(writer.random.randint(1, 60))}")
    shingles = [char_shingles(folder.match_text(number)) for number in range(60)]
    expected = {
        (a, b)
        for a, b in combinations(range(60), 2)
        if len(np.intersect1d(shingles[a], shingles[b]))
        >= 0.5 * min(len(shingles[a]), len(shingles[b]))
    }

    findings = find_duplicates(
        folder.rows, folder.match_text, CancelToken(), no_report, discount_recurring=False
    )
    found = {(min(p.a, p.b), max(p.a, p.b)) for p in findings.related}

    assert len(expected) > 20
    assert found == expected
