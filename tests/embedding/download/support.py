"""What the tests of downloads share: the one model there is, and how to look at what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.embedding import catalogue
from desktop_app.embedding.catalogue import ModelSpec, info_of
from desktop_app.errors import ModelProblem

NAME = "tiny"


def use_catalogue(monkeypatch: pytest.MonkeyPatch, row: ModelSpec) -> None:
    """Let ``row`` be the whole catalogue."""
    monkeypatch.setattr(catalogue, "MODELS", (row,))


def files_below(folder: Path) -> set[str]:
    """Return the files in ``folder`` and below, relative to it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def nothing_usable(models: Path) -> None:
    """Check that no model was installed."""
    assert not (models / NAME).exists()
    with pytest.raises(ModelProblem):
        info_of(NAME)
