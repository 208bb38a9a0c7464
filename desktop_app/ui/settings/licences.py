"""What this program is made of, by the metadata of the installed packages."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

_PROJECT: Final = Path(__file__).resolve().parents[3] / "pyproject.toml"

NOTICES: Final = _PROJECT.parent / "resources" / "notices" / "THIRD-PARTY-NOTICES.txt"
"""All licence texts; packaging/notices.py writes them for the packaged program only."""


@dataclass(frozen=True, slots=True)
class Component:
    """One package that the application is made of.

    Attributes:
        licence: As the package names it, on one line; "" where it does not.
    """

    name: str
    version: str
    licence: str


def components(root: str = "likewise") -> list[Component]:
    """Return all packages that ``root`` needs, directly or not, in alphabetical order.

    Reads some hundred small files: for a worker thread.
    """
    found: dict[str, Component] = {}
    waiting = [root, *_needs_of_checkout()]
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[key] = Component(package.metadata["Name"], package.version, _licence(package))
        waiting += [_name(need) for need in package.requires or [] if _is_needed(need)]
    found.pop(root, None)
    return sorted(found.values(), key=lambda component: component.name.lower())


def _needs_of_checkout() -> list[str]:
    """Return what this source tree needs, where it is run without being installed."""
    try:
        with _PROJECT.open("rb") as file:
            project = tomllib.load(file)["project"]
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return []
    needs = [*project["dependencies"], *project["optional-dependencies"]["ocr"]]
    return [_name(need) for need in needs]


def _licence(package: metadata.Distribution) -> str:
    about = package.metadata
    if "License-Expression" in about:
        return about["License-Expression"]
    kinds = [
        line.rsplit("::", 1)[1].strip()
        for line in about.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    return ", ".join(kinds) or str(about["License"] or "").split("\n")[0][:80]


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    return match.group() if match else ""


def _is_needed(requirement: str) -> bool:
    """Whether a need stands on its own or comes with text recognition, the one extra we ship."""
    return "extra ==" not in requirement or bool(re.search(r"extra == ['\"]ocr['\"]", requirement))
