"""What may make the program offer a document for removal: when in doubt, nothing does."""

from __future__ import annotations

import pytest

from desktop_app.progress import CancelToken
from desktop_app.similarity.differences import (
    ComparedText,
    DifferenceKind,
    Differences,
    compare_openings,
    compare_texts,
    tokenised,
)
from tests.similarity.differences.support import compared, differing

SPELLING = DifferenceKind.SPELLING


@pytest.mark.parametrize("recognised", [False, True])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The agent shall return the deposit.", "The agent shall keep the deposit."),
        ("The tenant may keep dogs.", "The tenant may not keep dogs."),
        ("Strong evidence was found.", "Weak evidence was found."),
        ("Notice is given within 30 days.", "Notice is given within 90 days."),
        ("Smith pays Jones on Friday.", "Jones pays Smith on Friday."),
        ("A balance of -5 remains.", "A balance of 5 remains."),
        ("Take 5 mg a day.", "Take 5 g a day."),
        ("It costs EUR 100 now.", "It costs USD 100 now."),
        ("It costs 1,250.00 now.", "It costs 12,500.0 now."),
        ("It is hereby agreed.", "It is thereby agreed."),
        ("A loss of 3 million is seen.", "A loss of 3 billion is seen."),
        ("We expect an increase soon.", "We expect a decrease soon."),
        ("The witness is competent today.", "The witness is incompetent today."),
        ("The witness is in competent hands.", "The witness is incompetent hands."),
        ("The sum is notable here.", "The sum is not able here."),
        ("The clause is legal today.", "The clause is illegal today."),
        ("The employer pays it.", "The employee pays it."),
        ("He lives in flat 5B there.", "He lives in flat 58 there."),
        ("Version 2.10 is meant.", "Version 2.1 is meant."),
        ("The form says ☐ yes here.", "The form says ☒ yes here."),
        ("See part A of it.", "See part B of it."),
        ("Der Mieter zahlt keine Miete.", "Der Mieter zahlt eine Miete."),
        ("Das ist erlaubt.", "Das ist nicht erlaubt."),
        ("本条款有效。", "本条款无效。"),
    ],
)
def test_compare_when_the_meaning_changes_then_both_texts_add(
    one: str, other: str, recognised: bool
) -> None:
    frame = "This is what both of us agreed on after long talks. {} It was signed by all of us."
    found = compared(frame.format(one), frame.format(other), recognised=recognised)

    assert found.adds_a
    assert found.adds_b
    assert found.substantive


@pytest.mark.parametrize("recognised", [False, True])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cIause", "clause"),
        ("c1ause", "clause"),
        ("arre5ted", "arrested"),
        ("to gether", "together"),
        ("agree ment", "agreement"),
        ("0kafor", "Okafor"),
    ],
)
def test_compare_when_a_form_is_no_word_then_it_is_spelling(
    one: str, other: str, recognised: bool
) -> None:
    a, b = f"They read the {one} again now.", f"They read the {other} again now."

    assert differing(a, b, recognised=recognised) == [(SPELLING, one, other)]
    assert not compared(a, b, recognised=recognised).substantive


@pytest.mark.parametrize(("one", "other"), [("modem", "modern"), ("résumé", "resume")])
def test_compare_when_scanned_and_one_form_is_known_then_it_is_likely_misread(
    one: str, other: str
) -> None:
    a = f"The {other} one is here. They saw the {one} again."
    b = f"The {other} one is here. They saw the {other} again."

    assert differing(a, b, recognised=True) == [(DifferenceKind.MISREAD, one, other)]
    assert compared(a, b, recognised=True).adds_a
    assert compared(a, b, recognised=True).share_a == 1.0
    assert differing(a, b) == [(DifferenceKind.WORDING, one, other)]


def test_compare_when_both_forms_are_words_of_the_documents_then_it_is_wording() -> None:
    a = "A modem is not modern at all. They saw the modem again."
    b = "A modem is not modern at all. They saw the modern again."

    assert differing(a, b, recognised=True) == [(DifferenceKind.WORDING, "modem", "modern")]


def test_compare_when_a_sentence_is_missing_then_only_the_whole_text_adds() -> None:
    part = "Both of us agreed on this. It was signed by all."
    whole = "Both of us agreed on this. We met twice in May before that. It was signed by all."

    found = compared(whole, part)

    assert (found.adds_a, found.adds_b) == (True, False)
    assert (found.mirrored.adds_a, found.mirrored.adds_b) == (False, True)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("The tenant may keep dogs.", "The tenant may\nNot ever at all\nkeep dogs."),
        ("Pay to Mr. Smith today.", "Pay to Mr. Jones and not ever to Smith today."),
        ("Under no. 3 the tenant pays.", "Under no. 3. Except when it rains the tenant pays."),
    ],
)
def test_compare_when_words_come_into_a_sentence_then_it_is_no_section(
    part: str, whole: str
) -> None:
    assert compared(part, whole).adds_a


LETTERHEAD = "Mill Surgery, 44 Mill Road. We never give advice by mail.\n\n"


def with_letterhead(a: str, b: str) -> Differences:
    def spans(text: str) -> list[tuple[int, int]]:
        return [(0, len(LETTERHEAD))] if text.startswith(LETTERHEAD[:12]) else []

    return compare_texts(
        ComparedText(a),
        ComparedText(b),
        recurring_a=spans(a),
        recurring_b=spans(b),
        token=CancelToken(),
    )


def test_compare_when_a_letterhead_is_on_one_side_then_it_recurs_and_is_harmless() -> None:
    body = "Dear Ms Okafor, your test was clear. Please call us again in a year."

    found = with_letterhead(LETTERHEAD + body, body)

    assert [one.recurring for one in found.differences] == [True]
    assert not found.adds_a


def test_compare_when_recurring_text_says_other_words_then_it_is_not_harmless() -> None:
    body = "Dear Ms Okafor, your test was clear. Please call us again in a year."

    found = with_letterhead(LETTERHEAD + body, LETTERHEAD.replace("never", "always") + body)

    assert [one.recurring for one in found.differences] == [True]
    assert found.adds_a
    assert found.adds_b


def test_compare_when_only_running_headers_name_others_then_both_add() -> None:
    body = "Your test was clear. Please call us again in a year."
    texts = [f"{name}\n{body}" for name in ("Surgery of Anna Carter", "Surgery of Peter White")]
    a, b = (ComparedText(text, running=((0, text.index("\n")),)) for text in texts)

    found = compared(a, b)

    assert [one.kind for one in found.differences] == [DifferenceKind.HEADER]
    assert (found.share_a, found.adds_a, found.adds_b) == (1.0, True, True)


def test_compare_when_the_other_text_says_what_a_header_says_then_nothing_differs() -> None:
    body = "Dear patient of the surgery of Anna Carter, your test was clear."
    text = f"Surgery of Anna Carter - Page 3\n{body}"
    a = ComparedText(text, running=((0, text.index("\n")),))

    assert compared(a, body).differences == ()


def test_compare_openings_when_text_is_left_then_both_may_add() -> None:
    sentence = "Nothing is ever said here but this. "
    a, b = ComparedText(sentence * 2000), ComparedText(sentence * 2000 + "But not today.")

    found = compare_openings(a, b, token=CancelToken())

    assert (found.whole, found.differences, found.adds_a) == (False, (), True)
    assert found.matches[0].a_end > 10_000


def test_compare_openings_when_nothing_is_shared_so_far_then_nothing_is_told() -> None:
    a, b = ComparedText("Some words. " * 3000), ComparedText("Other things! " * 3000)

    assert compare_openings(a, b, token=CancelToken()).differences == ()


def test_compare_openings_when_texts_are_short_then_all_is_compared() -> None:
    a, b = ComparedText("It is 30 days."), ComparedText("It is 90 days.")

    assert compare_openings(a, b, token=CancelToken()) == compared(a, b)


def test_compare_when_a_text_is_handed_over_in_words_then_the_answer_is_the_same() -> None:
    a, b = ComparedText("It is 30 days."), ComparedText("It is 90 days.")

    assert compare_texts(tokenised(a), tokenised(b), token=CancelToken()) == compared(a, b)


def test_compare_when_a_heading_is_marked_up_then_nothing_of_substance_differs() -> None:
    found = compared("# Lease of a flat\n\nSee item #5.", "Lease of a flat\n\nSee item #5.")

    assert not found.substantive
    assert compared("See item #5 there.", "See item 5 there.").substantive
