"""The rescan benchmark compares like with like and says what it did."""

from __future__ import annotations

import re

import pytest

from desktop_app.benchmarks import rescan


def test_rescan_when_run_small_then_a_row_for_each_way_and_their_ratio(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rescan, "_QUICK_FILES", 120)
    monkeypatch.setattr(rescan, "_ROUNDS", 1)
    status = rescan.run(["--quick"])
    said = capsys.readouterr().out
    assert "120 files; the index was written row by row" in said
    ours, plain = (float(n) for n in re.findall(r"(\d+\.\d{3})$", said, re.MULTILINE))
    assert min(ours, plain) > 0
    ratio = float(re.findall(r"ratio (\S+)", said)[0])
    assert status == 0 if ratio < 2.0 else status == 1 or ratio == 2.0
