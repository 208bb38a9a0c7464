"""What folding takes for equal is offered for removal only if it is equal to the letter."""

from __future__ import annotations

import pytest

from desktop_app.progress import CancelToken
from desktop_app.similarity.differences import ComparedText, compare_texts
from desktop_app.similarity.duplicates.letters import written_otherwise

FRAME = "This is what both of us agreed on after long talks. {} It was signed by all of us."


def _otherwise(a: str, b: str) -> bool:
    one, two = ComparedText(a), ComparedText(b)
    return written_otherwise(one, two, compare_texts(one, two, token=CancelToken()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("There are 10² germs.", "There are 102 germs."),
        ("He drinks in Maßen.", "He drinks in Massen."),
        ("They re-sign the bond.", "They resign the bond."),
        ("The US partners agree.", "The us partners agree."),
        ("The money is now here.", "The money is nowhere."),
        ("Pardon, impossible to execute.", "Pardon impossible, to execute."),
        ("allergic\t\tx\nvaccinated\tx\t", "allergic\tx\t\nvaccinated\t\tx"),
        ("Opening;900.00;;", "Opening;;900.00;"),
    ],
)
def test_texts_when_folding_hides_a_difference_then_they_are_written_otherwise(
    one: str, other: str
) -> None:
    assert _otherwise(FRAME.format(one), FRAME.format(other))
    assert _otherwise(FRAME.format(other), FRAME.format(one))
    assert not _otherwise(FRAME.format(one), FRAME.format(one))


def test_texts_when_only_their_layout_differs_then_they_are_written_alike() -> None:
    text = "The ﬁrst clause holds.\nPage one\n\nThe second\nclause holds, too."
    running = ((24, 32),)
    plain = ComparedText("The first clause holds. The second clause holds, too.")
    laid_out = ComparedText(text, (0,), running)

    found = compare_texts(plain, laid_out, token=CancelToken())

    assert not written_otherwise(plain, laid_out, found)
