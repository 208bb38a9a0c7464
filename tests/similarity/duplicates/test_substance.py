from __future__ import annotations

import pytest

from desktop_app.index.rows import TextPrint
from desktop_app.similarity.differences import ComparedText, Tokens, tokenised
from desktop_app.similarity.duplicates.substance import AlignedSubstance

LEASE = (
    "This lease is made between Anna Carter as landlord and Paul Meyer as tenant. "
    "The landlord shall return the deposit within thirty days. The tenant keeps the garden."
)


def row(number: int) -> TextPrint:
    return TextPrint(number, f"{number}.txt", bytes([number]), bytes([number]), 100)


class Folder:
    def __init__(self, *texts: str | None) -> None:
        self.read: list[int] = []
        self._texts = texts

    def __call__(self, document: TextPrint, /) -> Tokens | None:
        self.read.append(document.id)
        text = self._texts[document.id]
        return None if text is None else tokenised(ComparedText(text))


@pytest.mark.parametrize(
    "other",
    [
        LEASE.replace("return the deposit", "keep the deposit"),
        LEASE.replace("Anna Carter", "X")
        .replace("Paul Meyer", "Anna Carter")
        .replace("X", "Paul Meyer"),
        LEASE.replace("shall return", "shall not return"),
        LEASE.replace("thirty", "sixty"),
    ],
)
def test_adds_when_the_meaning_is_turned_then_neither_may_go(other: str) -> None:
    substance = AlignedSubstance(Folder(LEASE, other))

    assert substance.adds(row(0), row(1))
    assert substance.adds(row(1), row(0))


def test_adds_when_one_only_has_a_sentence_more_then_the_other_may_go() -> None:
    more = f"{LEASE} It was signed in two copies on the day of the hearing at noon."
    folder = Folder(LEASE, more)
    substance = AlignedSubstance(folder)

    assert not substance.adds(row(0), row(1))
    assert substance.adds(row(1), row(0))
    assert folder.read == [0, 1]  # compared once for both


def test_adds_when_a_document_is_no_longer_what_it_was_then_nothing_may_go() -> None:
    substance = AlignedSubstance(Folder(LEASE, None))

    assert substance.adds(row(0), row(1))


OPINION = "The claim arose in May. It is not yet barred, since the parties were in negotiations."


@pytest.mark.parametrize(
    ("other", "is_introduced"),
    [
        (f"The following opinion was wrong and has been withdrawn.\n\n{OPINION}", True),
        (f"We met in June. Counsel had written:\n\n{OPINION}\n\nThis was withdrawn.", True),
        (f"{OPINION}\n\nThe client was told so on the day of the hearing.", False),
        (OPINION.replace(". It", ". The debtor knew of it at the time. It"), False),
        (OPINION.replace("not yet", "long since"), False),
    ],
)
def test_introduces_when_the_other_speaks_ahead_of_a_text_then_it_is_quoted(
    other: str, is_introduced: bool
) -> None:
    substance = AlignedSubstance(Folder(OPINION, other))

    assert substance.introduces(row(1), row(0)) == is_introduced
    assert not substance.introduces(row(0), row(1))


def test_introduces_when_a_document_cannot_be_had_then_in_doubt() -> None:
    substance = AlignedSubstance(Folder(OPINION, None))

    assert substance.introduces(row(1), row(0))
