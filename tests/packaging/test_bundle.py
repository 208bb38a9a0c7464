"""What goes into the frozen program, and what the look through it finds."""

from __future__ import annotations

import ctypes
import shutil
import sys
from pathlib import Path

import pytest

from tests.packaging.scripts import FOLDER, load

contents = load("pyinstaller/contents")
check_bundle = load("check_bundle")
WHEEL = "/somewhere/site-packages/part"


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6EglFsKmsSupport.so.6",
        "PySide6/Qt/lib/libQt6EglFSDeviceIntegration.so.6",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "libcudart.so",
        "sklearn/metrics/tests/data.csv",
        "torch/bin/protoc",
        "torch\\include\\ATen\\ATen.h",
        "transformers/utils/pytest_helpers.py",
    ],
)
def test_file_that_the_program_never_needs_stays_out(name: str) -> None:
    assert not contents.belongs(name, WHEEL)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "_cffi_backend.cpython-311-x86_64-linux-gnu.so",
        "tesserocr.libs/libjbig-1234.so.0",
        "torch/bin/torch_shm_manager",
        "torch/lib/libtorch_cpu.so",
    ],
)
def test_file_that_the_program_needs_is_taken_along(name: str) -> None:
    assert contents.belongs(name, WHEEL)


@pytest.mark.skipif(sys.platform != "linux", reason="libraries of a Linux system")
def test_library_of_the_system_is_left_to_it_unless_many_lack_it() -> None:
    folder = "/usr/lib/x86_64-linux-gnu"

    assert not contents.belongs("libstdc++.so.6", f"{folder}/libstdc++.so.6")
    assert contents.belongs("libxcb-cursor.so.0", f"{folder}/libxcb-cursor.so.0")


@pytest.mark.parametrize(
    ("module", "kept"),
    [
        ("transformers.models.bert.modeling_bert", True),
        ("transformers.models.gemma3.modeling_gemma3", True),
        ("transformers.models.bert.convert_bert_token_dropping_original_tf2_checkpoint_to_pytorch",
         False),
        ("transformers.models.whisper", True),
        ("transformers.models.whisper.configuration_whisper", True),
        ("transformers.models.whisper.modeling_whisper", False),
        ("transformers.modeling_utils", True),
        ("desktop_app.library", True),
    ],
)  # fmt: skip
def test_model_of_another_medium_leaves_its_settings_only(module: str, kept: bool) -> None:
    assert contents.module_belongs(module) is kept
    if module.startswith("transformers.models.") and module.count(".") == 3:
        assert contents.belongs(module.replace(".", "/") + ".py", WHEEL) is kept


def _bundle(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x" * 2**20)
    return folder


def test_table_tells_the_largest_part_first_and_wheels_libraries_with_their_package(
    tmp_path: Path,
) -> None:
    bundle = _bundle(tmp_path, "likewise", "_internal/numpy/a", "_internal/numpy.libs/b")
    files = [file for file in sorted(bundle.rglob("*")) if file.is_file()]

    assert [" ".join(line.split()) for line in check_bundle.table(bundle, files, rows=1)] == [
        "2.0 MiB numpy",
        "1.0 MiB 1 others",
        "3.0 MiB in 3 files",
    ]


def test_bundle_with_missing_forbidden_and_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = _bundle(tmp_path, "_internal/conftest.py", "_internal/libQt6Qml.so.6")
    monkeypatch.setattr(check_bundle, "MOST_MIB", 1)

    problems = check_bundle.check(bundle).problems

    assert "2 MiB are more than 1" in problems
    assert "model.safetensors is missing" in problems
    assert "conftest.py must not be there" in problems
    assert "libQt6Qml.so.6 must not be there" in problems


def test_bundle_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert check_bundle.check(tmp_path / "none").problems


@pytest.mark.skipif(
    sys.platform != "linux" or not (shutil.which("cc") and shutil.which("readelf")),
    reason="needs a C compiler and binutils",
)
def test_library_that_needs_one_that_nobody_brings_is_found(tmp_path: Path) -> None:
    jbig = load("linux/no_jbig")
    missing = jbig.stand_in("libmissing.so.1", tmp_path / "elsewhere")
    source = tmp_path / "user.c"
    source.write_text("int user(void) { return 1; }\n")
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    check_bundle.subprocess.run(
        ["cc", "-shared", "-nostdlib", "-Wl,--no-as-needed", "-o", bundle / "libuser.so", source,
         missing],
        check=True,
    )  # fmt: skip

    assert "libuser.so needs libmissing.so.1, which nobody brings" in (
        check_bundle.check(bundle).problems
    )
    shutil.copy(missing, bundle)
    assert not [p for p in check_bundle.check(bundle).problems if "nobody brings" in p]


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("cc"), reason="needs a C compiler")
@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("/home/ada/python/lib", []),
        ("/home/ada/lib:$ORIGIN/../libs", ["$ORIGIN/../libs"]),
        ("$ORIGIN:relative", ["$ORIGIN"]),
    ],
)
def test_library_looks_into_no_folder_of_the_building_system(
    tmp_path: Path, told: str, left: list[str]
) -> None:
    run_paths = load("linux/run_paths")
    library = tmp_path / "libuser.so"
    source = tmp_path / "user.c"
    source.write_text("int user(void) { return 1; }\n")
    command = ["cc", "-shared", "-nostdlib", f"-Wl,-rpath,{told}", "-o", library, source]
    check_bundle.subprocess.run(command, check=True)
    foreign = [folder for folder in told.split(":") if not folder.startswith("$ORIGIN")]
    problems = check_bundle.check(tmp_path).problems

    assert run_paths.foreign(library) == foreign
    assert f"libuser.so looks into {foreign[0]!r}" in problems
    assert run_paths.forget([library, source]) == [library]

    assert run_paths.foreign(library) == []
    assert f"[{':'.join(left)}]" in check_bundle._readelf("-dW", library)
    assert ctypes.CDLL(str(library)).user() == 1
    assert run_paths.forget([library]) == []


def test_spec_is_sound_python() -> None:
    spec = FOLDER / "pyinstaller" / "likewise.spec"

    compile(spec.read_text(encoding="utf-8"), str(spec), "exec")
