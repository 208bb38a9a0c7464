"""The fuzzer runs, and it finds what it is there to find."""

from __future__ import annotations

import random
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.reading import READERS
from tests.fuzz import worker
from tests.fuzz.__main__ import main
from tests.fuzz.mutate import inside_or_outside, random_bytes
from tests.fuzz.targets import Target, targets
from tests.support import make

CHECKOUT = Path(__file__).resolve().parents[2]


def test_fuzz_when_run_for_a_second_then_a_table_and_no_finding(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz", "mbox", "compressed_rtf", "--seconds", "1"]
    done = subprocess.run(
        [*command, "--findings", str(tmp_path)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line.strip()}
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("mbox", "compressed_rtf"):
        assert int(rows[name][0].replace(",", "")) > 10
        assert rows[name][2] == "0"


def test_targets_when_listed_then_every_reader_is_among_them_with_seeds() -> None:
    found = targets()
    for module in set(READERS.values()):
        assert found[module.rpartition(".")[2]].modules == (module,)
    for target in found.values():
        assert target.seeds(), target.name
        for seed in target.seeds()[:2]:
            target.try_one(seed)


def _fuzz(run, folder: Path) -> worker.Fuzz:  # type: ignore[no-untyped-def]
    target = Target("made", run, (), lambda: [b""])
    return worker.Fuzz("made", target.try_one, folder)


def test_fuzz_when_a_reader_breaks_in_two_places_then_two_findings(tmp_path: Path) -> None:
    def broken(data: bytes) -> None:
        if data.startswith(b"k"):
            raise KeyError(data)
        if data.startswith(b"v"):
            raise ValueError(data)
        raise ReadFailure(Reason.DAMAGED)

    fuzz = _fuzz(broken, tmp_path)
    for data in (b"k1", b"v1", b"k2", b"fine"):
        fuzz(data)
    kept = {path.name.split("-")[1]: path for path in tmp_path.glob("*.bin")}
    assert set(kept) == {"KeyError", "ValueError"}
    assert kept["KeyError"].read_bytes() == b"k1"
    assert "ValueError" in kept["ValueError"].with_suffix(".txt").read_text("utf-8")
    assert fuzz.tried == 4


@pytest.mark.skipif(sys.platform == "win32", reason="no timer of processor time")
def test_fuzz_when_a_reader_hangs_then_it_is_interrupted_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(data: bytes) -> None:
        while True:
            time.process_time()

    import signal

    monkeypatch.setattr(worker, "_CPU_S", 0.05)
    before = signal.signal(signal.SIGVTALRM, worker._on_timer)
    try:
        _fuzz(endless, tmp_path)(b"x")
    finally:
        signal.signal(signal.SIGVTALRM, before)
    assert [path.name.split("-")[1] for path in tmp_path.glob("*.bin")] == ["Hang"]


def test_random_when_without_atheris_then_inputs_are_tried_and_none_left(tmp_path: Path) -> None:
    seen: list[bytes] = []
    fuzz = _fuzz(seen.append, tmp_path)
    mutate = random_bytes(random.Random(1))
    worker._random(fuzz, [b"good"], mutate, 0.05, tmp_path / "native-last")
    assert len(set(seen)) > 3
    assert list(tmp_path.iterdir()) == []


def test_main_when_a_worker_dies_then_its_last_input_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def die(command, **_):  # type: ignore[no-untyped-def]
        Path(command[-1], "native-crash-1").write_bytes(b"deadly")
        return subprocess.CompletedProcess(command, 77, b"", b"#12\tpulse  cov: 34 ft: 5\nSEGV\n")

    monkeypatch.setattr(subprocess, "run", die)
    assert main(["text", "--seconds", "1", "--findings", str(tmp_path)]) == 1
    assert (tmp_path / "text-Died-0.bin").read_bytes() == b"deadly"
    assert capsys.readouterr().out.split("\n")[2].split() == ["text", "12", "34", "1"]


def test_main_when_an_input_is_replayed_then_it_is_only_tried(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"plain")
    assert main(["text", "--replay", str(tmp_path / "x.bin")]) == 0


def test_mutate_when_a_zip_then_members_are_changed_inside_a_sound_package() -> None:
    good = make.zip_file({"a.xml": b"<a>" + b"text " * 50 + b"</a>", "b.xml": b"<b/>"})
    mutate = inside_or_outside(random_bytes(random.Random(1)), random.Random(1))
    changed = [mutate(good, 100_000) for _ in range(60)]
    assert 20 <= sum(map(_is_sound, changed)) < 60
    assert good not in changed


def _is_sound(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.namelist() == ["a.xml", "b.xml"] and archive.testzip() is None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def test_mutate_when_ole_then_the_stream_is_changed_and_the_file_still_opens() -> None:
    good = make.ole({"WordDocument": b"words " * 200})
    mutate = inside_or_outside(lambda data, limit: data[:100].upper(), random.Random(3))
    changed = [mutate(good, len(good)) for _ in range(20)]
    assert any(b"WORDS WORDS" in data and len(data) == len(good) for data in changed)
