"""What the tests of indexing runs share."""

from __future__ import annotations

import sys

import pytest

from desktop_app.childprocess import ChildProcess
from desktop_app.documents.workers.pool import ReaderPool
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


def use_readers(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    """Let every pool start a module of the tests' own as its children."""
    made = ReaderPool.__init__

    def with_other_children(self: ReaderPool, *arguments: int, **options: object) -> None:
        command = (sys.executable, "-P", "-m", module)
        options["start"] = lambda: ChildProcess("reader", command=command)
        made(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(ReaderPool, "__init__", with_other_children)
