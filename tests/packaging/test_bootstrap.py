"""The set-up script decides rightly; the set-up itself is what ``.ci/run`` does every time."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging.scripts import FOLDER, load


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = load("bootstrap")
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.delenv("LIKEWISE_TORCH_INDEX", raising=False)
    return module


def _report(*names: str) -> str:
    return json.dumps({"install": [{"metadata": {"name": name}} for name in names]})


class Pip:
    """Stands in for pip: answers the dry run and remembers what it was asked."""

    def __init__(self, *offered: str) -> None:
        self.asked: list[list[str]] = []
        self._offered = offered

    def __call__(self, arguments: list[str]) -> str:
        self.asked.append(list(arguments))
        return _report(*self._offered)


@pytest.mark.parametrize(
    ("names", "answer"),
    [
        (("torch", "sympy"), False),
        (("torch", "nvidia-cublas"), True),
        (("torch", "NVIDIA-nccl-cu13"), True),
        (("torch", "cuda-bindings"), True),
    ],
)
def test_wants_cuda_for_a_report_of_pip_tells_gpu_builds(
    bootstrap: ModuleType, names: tuple[str, ...], answer: bool
) -> None:
    assert bootstrap.wants_cuda(_report(*names)) is answer


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is offered CUDA by default")
def test_torch_without_gpu_where_only_cuda_is_offered_is_not_installed(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip = Pip("torch", "nvidia-cublas")
    monkeypatch.setattr(bootstrap, "_pip", pip)
    monkeypatch.setattr(bootstrap, "has_nvidia_gpu", lambda: False)

    with pytest.raises(bootstrap.SetupProblem, match="LIKEWISE_TORCH_INDEX"):
        bootstrap._install_torch()

    assert all("--dry-run" in call for call in pip.asked)


@pytest.mark.parametrize("gpu", [True, False])
def test_torch_where_a_fitting_build_is_offered_is_installed_pinned(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, gpu: bool
) -> None:
    pip = Pip("torch", *(["nvidia-cublas"] if gpu else []))
    monkeypatch.setattr(bootstrap, "_pip", pip)
    monkeypatch.setattr(bootstrap, "has_nvidia_gpu", lambda: gpu)

    bootstrap._install_torch()

    assert pip.asked[-1] == ["install", "torch==2.13.0"]


def test_torch_with_an_index_named_comes_from_there(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip = Pip()
    monkeypatch.setattr(bootstrap, "_pip", pip)
    monkeypatch.setenv("LIKEWISE_TORCH_INDEX", "file:///a/folder")

    bootstrap._install_torch()

    assert pip.asked == [
        ["install", "--no-deps", "--index-url", "file:///a/folder", "torch==2.13.0"]
    ]


@pytest.mark.parametrize(
    ("state", "works", "anew"),
    [
        (None, False, True),  # nothing there
        (None, True, False),  # made by hand
        ("{}", True, False),
        ('{"unfinished": true}', True, True),
        ("cut of", True, True),
        ('{"python": "3.9.1"}', True, True),
    ],
)
def test_environment_that_cannot_be_trusted_is_made_anew(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    state: str | None,
    works: bool,
    anew: bool,
) -> None:
    monkeypatch.setattr(bootstrap, "_works", lambda _: works)
    if state is not None:
        bootstrap.ENVIRONMENT.mkdir()
        bootstrap._state_file().write_text(state)

    assert bootstrap._must_be_made_anew(bootstrap._read_state()) is anew


def test_set_up_when_nothing_changed_installs_nothing(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip = Pip("torch")
    monkeypatch.setattr(bootstrap, "_pip", pip)
    monkeypatch.setattr(bootstrap, "_works", lambda _: True)
    monkeypatch.setattr(bootstrap, "_make_environment", lambda: None)
    bootstrap.set_up(extra="dev")
    asked = len(pip.asked)

    bootstrap.set_up(extra="dev")
    bootstrap.set_up(extra=None)

    assert 0 < asked == len(pip.asked)


def test_set_up_after_a_stop_half_way_starts_again(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(bootstrap, "_works", lambda _: True)
    monkeypatch.setattr(bootstrap, "_make_environment", lambda: made.append("anew"))
    monkeypatch.setattr(
        bootstrap, "_install_torch", lambda: (_ for _ in ()).throw(KeyboardInterrupt)
    )
    with pytest.raises(KeyboardInterrupt):
        bootstrap.set_up(extra=None)
    monkeypatch.setattr(bootstrap, "_install_torch", lambda: None)
    monkeypatch.setattr(bootstrap, "_pip", Pip())

    bootstrap.set_up(extra=None)

    assert made == ["anew"]


def test_text_recognition_without_a_ready_build_is_left_out_with_a_sentence(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(arguments: list[str]) -> str:
        assert "tesserocr,pillow" in arguments
        raise bootstrap.SetupProblem("no matching distribution")

    monkeypatch.setattr(bootstrap, "_pip", refuse)

    bootstrap._install_text_recognition()

    assert "scanned pages will be told, not read" in capsys.readouterr().out


def test_fingerprint_when_a_pin_changes_changes(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bootstrap.fingerprint()
    changed = tmp_path / "constraints.txt"
    changed.write_bytes(bootstrap.CONSTRAINTS.read_bytes() + b"x==1\n")
    monkeypatch.setattr(bootstrap, "CONSTRAINTS", changed)

    assert bootstrap.fingerprint() != before


def test_every_requirement_is_pinned_exactly(bootstrap: ModuleType) -> None:
    lines = bootstrap.CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    pins = {_name(line) for line in lines if line and not line.startswith("#")}

    assert all("==" in line for line in lines if line and not line.startswith("#"))
    for group in ("", "ocr", "dev"):
        assert {_name(need) for need in bootstrap.requirements(group)} <= pins


def test_old_python_gets_a_sentence(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 2, "final", 0))

    assert bootstrap.main(["run"]) == 1

    assert "needs Python 3.11 or later" in capsys.readouterr().err


def test_run_with_a_folder_that_is_not_there_says_so(
    bootstrap: ModuleType, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert bootstrap.main(["run", str(tmp_path / "nowhere")]) == 1

    assert "there is no folder" in capsys.readouterr().err


def test_bootstrap_started_alone_needs_only_the_standard_library(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "packaging")

    result = subprocess.run(
        [sys.executable, "-I", "-S", str(tmp_path / "packaging" / "bootstrap.py"), "--help"],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0
    assert "run|test" in result.stdout


def _name(requirement: str) -> str:
    return re.split(r"[=<>\s]", requirement)[0].lower().replace("_", "-")


@pytest.mark.skipif(sys.platform != "linux", reason="Debian's packages")
def test_missing_for_window_on_a_bare_system_names_the_packages(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap, "_has_library", lambda name: name != "libxcb-cursor.so.0")
    monkeypatch.setattr(bootstrap, "FONTS", tmp_path)

    assert bootstrap.missing_for_window() == ["libxcb-cursor0", "fonts-dejavu-core"]
