"""What the release workflow, the setup for Windows and the scripts for macOS and Linux promise."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.packaging.scripts import FOLDER, load

WORKFLOWS = FOLDER.parent / ".github" / "workflows"
SYSTEMS = ("linux", "windows", "macos")


def _workflow(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
    return read


def _steps(job: dict[str, Any]) -> list[str]:
    """What each step runs or uses, in order."""
    return [step.get("run", step.get("uses", "")) for step in job["steps"]]


def _place(steps: list[str], pattern: str) -> int:
    return next(place for place, step in enumerate(steps) if re.search(pattern, step))


@pytest.mark.parametrize("system", SYSTEMS)
def test_frozen_program_tests_itself_before_it_is_packed_or_handed_on(system: str) -> None:
    steps = _steps(_workflow("release.yml")["jobs"][system])

    built = _place(steps, r"packaging/build\.py")
    tested = _place(steps, r"dist/\S+ --self-test")
    packed = _place(steps, r"build_appdir|likewise\.nsi|make_dmg|\.deb")
    handed_on = _place(steps, "upload-artifact")

    assert built < tested < packed
    assert tested < handed_on


def test_publishing_waits_for_all_systems_and_makes_a_draft_with_sums() -> None:
    publish = _workflow("release.yml")["jobs"]["publish"]
    steps = _steps(publish)

    assert set(publish["needs"]) == set(SYSTEMS)
    assert publish["if"] == "github.ref_type == 'tag'"
    assert _place(steps, "SHA256SUMS") < _place(steps, "gh release create")
    assert "--draft" in steps[-1]


@pytest.mark.parametrize("name", sorted(file.name for file in WORKFLOWS.glob("*.yml")))
def test_actions_are_pinned_and_may_only_read_unless_they_publish(name: str) -> None:
    workflow = _workflow(name)
    text = (WORKFLOWS / name).read_text(encoding="utf-8")

    uses = re.findall(r"uses: (\S+)(.*)", text)
    writing = [job for job, body in workflow["jobs"].items() if "permissions" in body]

    assert uses
    for action, comment in uses:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)
    assert workflow["permissions"] == {"contents": "read"}
    assert set(writing) <= {"publish"}


@pytest.mark.parametrize("name", sorted(file.name for file in WORKFLOWS.glob("*.yml")))
def test_files_that_a_workflow_runs_are_there(name: str) -> None:
    text = (WORKFLOWS / name).read_text(encoding="utf-8")

    for file in set(re.findall(r"packaging/[\w/.]+\.(?:py|sh|nsi)", text)):
        assert (FOLDER.parent / file).is_file(), file


def test_release_uses_nothing_of_an_environment_that_it_has_not_made() -> None:
    text = (WORKFLOWS / "release.yml").read_text(encoding="utf-8")

    assert ".venv" not in text  # build.py has one of its own
    assert "build/icons" in text
    assert (load("build").WORK / "icons").relative_to(FOLDER.parent).as_posix() == "build/icons"


@pytest.mark.parametrize("name", sorted(file.name for file in WORKFLOWS.glob("*.yml")))
@pytest.mark.skipif(not shutil.which("bash"), reason="bash")
def test_commands_of_a_workflow_are_sound_shell(name: str) -> None:
    for job in _workflow(name)["jobs"].values():
        for step in job["steps"]:
            script = re.sub(r"\$\{\{.*?\}\}", "value", step.get("run", ""))
            subprocess.run(["bash", "-n"], input=script, text=True, check=True)


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.sh")), ids=lambda file: file.name)
@pytest.mark.skipif(not shutil.which("bash"), reason="bash")
def test_script_is_sound_and_may_be_run(file: Path) -> None:
    subprocess.run(["bash", "-n", str(file)], check=True)

    assert os.name == "nt" or os.access(file, os.X_OK)
    assert "set -euo pipefail" in file.read_text(encoding="utf-8")
    if shellcheck := shutil.which("shellcheck"):
        subprocess.run([shellcheck, str(file)], check=True)


def test_entitlements_give_up_one_protection_only() -> None:
    rights = plistlib.loads((FOLDER / "macos" / "entitlements.plist").read_bytes())

    assert rights == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_information_for_macos_is_a_property_list_that_never_takes_folders_over() -> None:
    written = plistlib.dumps(load("pyinstaller/contents").info_plist())
    (kind,) = plistlib.loads(written)["CFBundleDocumentTypes"]

    assert (kind["LSItemContentTypes"], kind["LSHandlerRank"]) == (["public.folder"], "None")


@pytest.mark.parametrize(
    ("version", "counted"),
    [("1.2.3", (1, 2, 3, 0)), ("0.1.0rc2", (0, 1, 0, 2)), ("2.0+local.7", (2, 0, 0, 0))],
)
def test_version_for_windows_is_written_as_it_reads_it(
    version: str, counted: tuple[int, ...]
) -> None:
    text = load("windows/version_info").version_info(version)

    assert f"filevers={counted}, prodvers={counted}" in text
    assert f"StringStruct('ProductVersion', '{version}')" in text
    compile(text, "version_info", "eval")


@pytest.fixture(scope="module")
def setup_script() -> str:
    return (FOLDER / "windows" / "likewise.nsi").read_text(encoding="utf-8")


def test_setup_compiles_without_a_warning(tmp_path: Path, qapp: object) -> None:
    if (compiler := shutil.which("makensis")) is None:
        pytest.skip("makensis")
    (tmp_path / "program" / "_internal").mkdir(parents=True)
    (tmp_path / "program" / "likewise.exe").write_bytes(b"MZ")
    load("make_icons").write_icons(tmp_path / "icons")
    target = tmp_path / "Likewise-setup.exe"
    defined = {
        "VERSION": "1.2.3",
        "PAYLOAD": tmp_path / "program",
        "ICON": tmp_path / "icons" / "likewise.ico",
        "OUTFILE": target,
    }

    subprocess.run(
        [
            compiler,
            "-V1",
            "-WX",
            *(f"-D{name}={value}" for name, value in defined.items()),
            str(FOLDER / "windows" / "likewise.nsi"),
        ],
        check=True,
    )

    assert target.read_bytes()[:2] == b"MZ"
    assert "1.2.3".encode("utf-16-le") in target.read_bytes()


def test_setup_is_for_one_person_and_offers_the_folder_menu_without_taking_it(
    setup_script: str,
) -> None:
    assert "RequestExecutionLevel user" in setup_script
    assert "HKLM" not in setup_script
    assert 'Section /o "$(SectionVerb)"' in setup_script


def test_setup_removes_only_what_it_has_put_there_and_says_where_indexes_stay(
    setup_script: str,
) -> None:
    removed = re.findall(r"RMDir /r (.*)", setup_script)

    assert removed == ['"$INSTDIR\\_internal"']
    for language in ("ENGLISH", "GERMAN"):
        told = next(
            line for line in setup_script.splitlines() if f"GoneText ${{LANG_{language}}}" in line
        )
        assert ".likewise" in told
        assert "$LOCALAPPDATA\\Likewise" in told


def test_setup_says_everything_in_both_languages(setup_script: str) -> None:
    said = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", setup_script, re.MULTILINE)
    names = {name for name, _ in said}

    assert len(said) == 2 * len(names)
    assert set(re.findall(r"\$\((\w+)\)", setup_script)) == names


@pytest.mark.skipif(sys.platform != "linux", reason="AppDirs are for Linux")
def test_appdir_of_a_stand_in_starts_it_from_anywhere(tmp_path: Path, qapp: object) -> None:
    if not list((FOLDER / "linux").glob("*.desktop")):
        pytest.skip("no desktop entry yet")
    bundle = tmp_path / "likewise"
    bundle.mkdir()
    program = bundle / "likewise"
    program.write_text('#!/bin/sh\necho "started with $*"\n')
    program.chmod(0o755)
    load("make_icons").write_icons(tmp_path / "icons")
    appdir = tmp_path / "App Dir"
    script = FOLDER / "linux" / "build_appdir.sh"

    subprocess.run([script, bundle, tmp_path / "icons", appdir], check=True)
    started = subprocess.run(
        [appdir / "AppRun", "a folder"], capture_output=True, text=True, check=True, cwd="/"
    )

    assert started.stdout == "started with a folder\n"
    assert (appdir / ".DirIcon").read_bytes().startswith(b"\x89PNG")
    assert len(list(appdir.glob("*.desktop"))) == 1
