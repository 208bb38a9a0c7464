"""The judge counts as its docstring says, and the command prints what it counted."""

from __future__ import annotations

import pytest

from tests.truth import expectations
from tests.truth.__main__ import main
from tests.truth.judge import Judgement, Score, judge
from tests.truth.model import Truth
from tests.truth.product import Answer, FoundPair, Offer


def _truth() -> Truth:
    truth = Truth()
    truth.relate("old", "new", expectations.EDITED, "edited")
    truth.relate("host", "part", expectations.QUOTED, "quoted")
    truth.relate("may", "june", expectations.FILLED_IN, "form")
    truth.relate("lease", "sale", expectations.ONE_CLAUSE, "one clause")
    truth.empty.add("blank")
    return truth


def _judged(*found: tuple[str, str, str], offers: tuple[Offer, ...] = ()) -> Judgement:
    pairs = tuple(FoundPair(a, b, relation, 0.9, removable=False) for a, b, relation in found)
    return judge(_truth(), Answer(pairs, offers, frozenset({"blank"})))


def _score(judgement: Judgement, name: str) -> Score:
    (score,) = [score for score in judgement.relations if score.name == name]
    return score


def test_judge_when_all_is_right_then_every_share_is_one() -> None:
    judgement = _judged(
        ("new", "old", "near_duplicate"), ("part", "host", "contained_in"),
        ("may", "june", "same_template"), ("sale", "lease", "related"),
    )  # fmt: skip
    assert all(score.precision == score.recall == 1.0 for score in judgement.relations)
    assert judgement.wrong() == ()
    assert (judgement.violations, judgement.empty, judgement.not_empty) == ((), (), ())


def test_judge_when_contained_the_wrong_way_round_then_it_is_wrong() -> None:
    judgement = _judged(("part", "host", "contains"))
    assert _score(judgement, "contains").recall == 0.0
    assert _score(judgement, "contains").precision == 0.0


def test_judge_when_nothing_is_found_then_only_what_is_unrelated_is_right() -> None:
    judgement = _judged()
    assert _score(judgement, "none") == Score("none", 1, 1)
    assert _score(judgement, "near_duplicate").recall == 0.0
    assert {score.name: score.recall for score in judgement.kinds} == {
        "edited": 0.0, "quoted": 0.0, "form": 0.0, "one clause": 1.0,
    }  # fmt: skip


def test_judge_when_a_pair_is_not_planted_then_it_is_unrelated() -> None:
    judgement = _judged(("old", "june", "near_duplicate"), ("new", "june", "related"))
    assert _score(judgement, "near_duplicate").precision == 0.0
    (wrong,) = judgement.wrong("nothing planted")
    assert (wrong.truth.a, wrong.truth.b, wrong.found) == ("old", "june", "near_duplicate")


def test_judge_when_a_relation_is_unknown_then_it_is_compared_as_it_is() -> None:
    assert _score(_judged(("old", "new", "cousins")), "cousins").precision == 0.0


@pytest.mark.parametrize(
    ("kept", "removed", "allowed"),
    [
        ("old", "new", True),
        ("host", "part", True),
        ("part", "host", False),
        ("may", "june", False),
        ("old", "may", False),
    ],
)
def test_judge_when_a_group_offers_a_document_then_the_truth_must_allow_it(
    kept: str, removed: str, *, allowed: bool
) -> None:
    judgement = _judged(offers=(Offer(kept, removed),))
    assert (judgement.violations == ()) is allowed


def test_judge_when_a_removable_pair_is_a_form_then_it_is_a_violation() -> None:
    pair = FoundPair("may", "june", "near_duplicate", 0.9, removable=True)
    assert len(judge(_truth(), Answer((pair,), (), frozenset())).violations) == 1


def test_judge_when_empty_or_unread_files_are_told_wrongly_then_it_says_so() -> None:
    answer = Answer((), (), frozenset({"old"}), frozenset({"new", "blank"}))
    judgement = judge(_truth(), answer)
    assert (judgement.not_empty, judgement.empty) == (("old",), ("blank",))
    assert judgement.unread == ("new",)


def test_command_when_run_on_a_small_folder_then_every_relation_has_its_row(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["--toy", "--scale", "0.01", "--seed", "4", "--details", "all"])
    rows = {
        line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines() if line
    }
    assert rows["identical_file"][1] == rows["identical_text"][1] == "1.000"
    assert rows["same_template"][2] != "0"
    assert "wrong:" in rows
