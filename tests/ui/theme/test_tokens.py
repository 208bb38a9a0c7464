"""Everything can be read: contrast by WCAG 2.2."""

from __future__ import annotations

import pytest

from desktop_app.ui.theme.tokens import DARK, LIGHT, Theme

GROUNDS = ("window", "surface", "raised", "hover")
READ = [
    *((text, ground) for text in ("text", "quiet") for ground in (*GROUNDS, "pressed")),
    *((text, ground) for text in ("accent", "good", "warning", "bad") for ground in GROUNDS[:3]),
    *(("text", back) for back in ("keyword_back", "meaning_back", "added_back", "removed_back")),
    ("on_accent", "accent"),
    ("on_selection", "selection"),
]


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_known_colours_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_on_its_ground_has_contrast_aa(theme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS[:3])
def test_outline_of_a_field_on_its_ground_has_contrast_aa(theme: Theme, ground: str) -> None:
    assert contrast(theme.edge, getattr(theme, ground)) >= 3
    assert contrast(theme.accent, getattr(theme, ground)) >= 3
