from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.text.offsets import Utf16Offsets

MIXED = st.text(
    st.one_of(st.sampled_from("aé語😀𠮷\U0010ffff"), st.characters(exclude_categories=["Cs"]))
)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_to_qt_when_emoji_come_before_then_two_units_each():
    offsets = Utf16Offsets("a😀b👩‍👧c")
    assert [offsets.to_qt(at) for at in range(8)] == [0, 1, 3, 4, 6, 7, 9, 10]


def test_from_qt_when_inside_a_pair_then_its_first_half():
    offsets = Utf16Offsets("a😀😀b")
    assert [offsets.from_qt(unit) for unit in range(7)] == [0, 1, 1, 2, 2, 3, 4]


@given(MIXED)
def test_offsets_when_anything_then_as_the_utf_16_encoding_has_it(text):
    offsets = Utf16Offsets(text)
    for at in range(len(text) + 1):
        assert offsets.to_qt(at) == units(text[:at])
        assert offsets.from_qt(offsets.to_qt(at)) == at
    for unit in range(units(text)):
        at = offsets.from_qt(unit)
        assert offsets.to_qt(at) <= unit < offsets.to_qt(at + 1)


@pytest.mark.parametrize("outside", [-1, 3])
def test_offsets_when_outside_then_refused(outside):
    with pytest.raises(ValueError, match="outside"):
        Utf16Offsets("ab").to_qt(outside)
    with pytest.raises(ValueError, match="outside"):
        Utf16Offsets("ab").from_qt(outside)


def test_offsets_when_no_character_is_astral_then_nothing_is_kept():
    offsets = Utf16Offsets("Größe 語 " * 1000)
    assert not offsets._astral
    assert offsets.to_qt(7000) == offsets.from_qt(7000) == 7000
