"""A choice holds until the processor, its limits or torch are others."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.embedding.computer import processor, this_computer


def test_processor_when_the_system_tells_nothing_then_a_name_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert processor() == processor() != ""

    def fail(*_: object) -> str:
        raise OSError

    monkeypatch.setattr(Path, "read_text", fail)
    assert processor()


@pytest.mark.parametrize("limit", ["ONEDNN_MAX_CPU_ISA", "ATEN_CPU_CAPABILITY"])
def test_computer_when_torch_is_held_to_less_then_another(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    before = this_computer()
    assert before == this_computer()
    monkeypatch.setenv(limit, "avx2")
    assert this_computer() != before
