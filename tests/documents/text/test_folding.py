"""What is the same text in two formats, and what is not."""

from __future__ import annotations

import time

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from desktop_app.documents.text.normalise import clean, match_text, match_text_only


def matched(text: str) -> str:
    return match_text(clean(text)).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Costs” – it’s the client‘s", "\"Costs\" - it's the client's"),
        ("„Kosten“ «frais»", '"Kosten" "frais"'),
        ("−5 °C and 2019–2021", "-5 °C and 2019-2021"),
        ("Introduction\t1\nFindings\t12", "Introduction ...... 1\nFindings . . . . . 12"),
        ("Signature: ________", "Signature:"),
        (
            "月租金为人民币5000元，于每月支付。\n\n未经",
            "月租金为人\n民币 5000 元，\n于每月支付。\n未经",
        ),
        ("Windows 10 のパソコンを3台", "Windows 10 のパソ\nコンを 3 台"),
        ("ค่าเช่าทุกวัน", "ค่าเช่า\nทุกวัน"),
        ("임대차 계약을", "임대차 계\n약을"),
        ("甲\t乙", "甲\n乙"),
        ("Bring:\na passport\ntwo photos", "Bring:\no a passport\no\ttwo photos"),
    ],
)
def test_match_text_when_only_typing_or_layout_differ_then_equal(one, other):
    assert matched(one) == matched(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 3", "1 23"),
        ("一 二十三", "一二 十三"),
        ("１２ ３", "１ ２３"),
        ("๑๒ ๓", "๑ ๒๓"),
        ("共 3 5 元", "共 35 元"),
        ("1.5", "15"),
        ("5 - 3", "5 3"),
        ("1990–1995", "19901995"),
        ("No - it is", "No it is"),
        ("Yes ... no", "Yes no"),
        ("☒ yes ☐ no", "☐ yes ☒ no"),
        ("the cart", "the car t"),
        ("5'", '5"'),
        ("O contrato\no prazo e o valor", "O contrato\nprazo e o valor"),
        ("x Yes\no No", "o Yes\nx No"),
        ("- 5\n- 6", "5\n6"),
    ],
)
def test_match_text_when_something_is_said_otherwise_then_different(one, other):
    assert matched(one) != matched(other)


def test_display_span_when_a_leader_or_line_of_ideographs_was_folded_then_whole():
    text = "Costs ..... 12 租金\n为人 民"
    match = match_text(text)
    assert match.text == "costs 12租金为人民"
    assert text[slice(*match.display_span(5, 6))] == " ..... "
    assert text[slice(*match.display_span(8, 12))] == "租金\n为人"


_PLAIN = [*"abIoO12-._ \t\n", "....", "-\n", "\no "]
_FOREIGN = [*"éßΣςİıﬁ½´…·•Ａ“\u00ad\u200b\u2011\u2013\ufe0f\u0301\u0307\u0340\xa0\u2028中า가"]


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(_PLAIN), max_size=25).map("".join),
        st.lists(st.sampled_from(_PLAIN + _FOREIGN), max_size=25).map("".join),
    ),
    st.integers(0, 5),
    st.integers(0, 5),
)
@example("x\no ....\n....\n-5 a-\nb •", 0, 0)
def test_match_text_only_of_any_text_is_the_text_of_match_text(text, start, length):
    running = [(start, start + length)] if start + length <= len(text) else []

    assert match_text_only(text, running) == match_text(text, running).text


@pytest.mark.parametrize(
    "unit", [".", ". ", " ", "\n\u200b", "_ \n", "甲 ", "3 \n", " \u200b.", "一 "]
)
@pytest.mark.parametrize("start", ["x", "甲", "一"])
def test_match_text_when_leaders_or_gaps_are_hostile_then_quick(start, unit):
    began = time.process_time()
    text = start + unit * (200_000 // len(unit)) + "y乙"[len(unit) % 2]
    assert match_text_only(text) == match_text(text).text
    assert time.process_time() - began < 5
