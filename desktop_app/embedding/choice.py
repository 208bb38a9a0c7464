"""What the probe chose for a model, kept so that the next run starts without one.

The probe costs about as much as embedding 6,000 tokens. Its choice holds until the weights, the
processor, its limits, the graphics card or torch are others.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop_app.embedding.computer import this_computer
from desktop_app.embedding.model_folder import ModelFolder, quick_identity
from desktop_app.embedding.precision import Precision, recipes
from desktop_app.embedding.recipe import Format, Recipe
from desktop_app.json_file import read_object, write_object
from desktop_app.paths import user_data_dir
from desktop_app.settings import Device

_FILE = "recipes.json"


class Choice:
    """The choice for one model and what was asked for.

    Args:
        folder: The model.
        precision, device: What was asked for.

    Raises:
        ModelProblem: If the weights cannot be read.
    """

    def __init__(self, folder: ModelFolder, precision: Precision, device: Device) -> None:
        self._name = f"{folder.path} {precision.value} {device.value}"
        self._tried = recipes(precision, device)
        self._circumstances: dict[str, object] = {
            "weights": quick_identity(folder.weight_files),
            "tried": [str(recipe) for recipe in self._tried],
            **this_computer(),
        }

    def known(self) -> Recipe | None:
        """Return what was chosen before, or None if it is not known or no longer holds."""
        kept = read_object(_path()).get(self._name)
        if not isinstance(kept, dict):
            return None
        holds = all(kept.get(name) == value for name, value in self._circumstances.items())
        recipe = _recipe(kept.get("recipe"))
        return recipe if holds and recipe in self._tried else None

    def keep(self, recipe: Recipe) -> None:
        """Remember ``recipe``; where that cannot be, the next run probes again."""
        kept = {**self._circumstances, "recipe": {**asdict(recipe), "format": recipe.format.value}}
        with contextlib.suppress(OSError):
            write_object(_path(), {**read_object(_path()), self._name: kept})


def _path() -> Path:
    return user_data_dir() / _FILE


def _recipe(stored: Mapping[str, Any] | None) -> Recipe | None:
    try:
        return Recipe(**{**stored, "format": Format(stored["format"])}) if stored else None
    except (KeyError, TypeError, ValueError):
        return None
