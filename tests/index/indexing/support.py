"""What the tests of indexing runs share."""

from __future__ import annotations

from desktop_app.index import indexing
from tests.support.toy_library import ToyLibrary

LEASE = "The tenant pays the rent on the first day of the month."
KNEE = "Bend the knee slowly and hold it for ten seconds."
BREAD = "Knead the dough and let it rise in a warm place."


def numbers(summary: indexing.UpdateSummary) -> dict[str, int]:
    """Return what is not zero."""
    names = ("indexed", "unchanged", "removed", "moved", "unreachable", "embedded")
    return {name: value for name in names if (value := getattr(summary, name))}


def assert_sound(toy: ToyLibrary) -> None:
    with toy.open() as library:
        assert library.verify() == []
