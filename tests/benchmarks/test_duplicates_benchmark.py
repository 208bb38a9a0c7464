from __future__ import annotations

import pytest

from desktop_app.benchmarks import duplicates


def test_run_quick_finds_every_planted_pair_and_prints_a_line_a_size(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(duplicates, "_QUICK_SIZES", (60, 120))

    status = duplicates.run(["--quick"])

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert [line.split()[0] for line in lines[1:3]] == ["60", "120"]
    assert lines[-1].endswith(" 0")


def test_run_when_a_planted_pair_is_missed_then_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    made = duplicates.make_folder(60)
    wrong = duplicates.MadeFolder(made.texts, made.rows, made.planted | {frozenset((0, 60))})
    monkeypatch.setattr(duplicates, "_QUICK_SIZES", (60,))
    monkeypatch.setattr(duplicates, "make_folder", lambda documents: wrong)

    assert duplicates.run(["--quick"]) == 1
