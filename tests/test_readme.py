"""The README and the program say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop_app import cli
from tests.packaging.scripts import load


@pytest.fixture(scope="module")
def readme(checkout: Path) -> str:
    return (checkout / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def everyday(readme: str) -> str:
    """The section on the commands."""
    return readme.partition("## Everyday use")[2].partition("\n## ")[0]


def test_readme_names_every_command_and_none_that_is_not_there(everyday: str) -> None:
    _, commands = cli._parser()

    named = set(re.findall(r"^likewise ([\w-]+)", everyday, re.MULTILINE))
    named |= set(re.findall(r"`(?:likewise )?(\w[\w-]*)`", everyday)) - {"likewise"}

    assert named == set(commands) - {"open"}


def test_readme_options_are_understood_by_search(everyday: str) -> None:
    options = re.findall(r"`(-k|--(?:type|in|since|until)) ([^`]+)`", everyday)

    for option, value in options:
        assert cli._parse(["search", "folder", "query", option, value])
    assert len(options) == 5


@pytest.mark.parametrize("file", ["README.md", "CHANGELOG.md"])
def test_number_of_samples_is_the_number_written(checkout: Path, file: str) -> None:
    samples = load("make_samples")

    count = len(samples.samples()) + len(samples.HANDWRITTEN)

    assert count == 42
    assert "forty-two" in (checkout / file).read_text(encoding="utf-8")


def test_links_inside_the_checkout_lead_somewhere(checkout: Path) -> None:
    for page in ("README.md", "CHANGELOG.md", "ARCHITECTURE.md"):
        text = (checkout / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (checkout / target).exists(), f"{page}: {target}"
