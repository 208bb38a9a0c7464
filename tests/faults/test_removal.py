"""Documents removed under fire: two processes at once, and kills at any moment. One copy stays."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.conftest import Tally
from tests.faults.support import CHECKOUT, scaled
from tests.review.support import Desk

_REMOVES = """
import hashlib, sys
from pathlib import Path
from desktop_app.index.location import IndexLocation, Place
from desktop_app.review.bins import DesktopBin
from desktop_app.review.desk import ReviewDesk
from desktop_app.review.removal import Planned

base = Path(sys.argv[1])
plan = []
for path, kept in (pair.split("=") for pair in sys.argv[3:]):
    a, b = (hashlib.sha256(b"The same words.").digest(),) * 2
    plan.append(Planned(path, a, kept, b))
location = IndexLocation(base / "Documents", base / sys.argv[2], Place.BESIDE)
desk = ReviewDesk(location, anchors=base / "anchors", locks=base / sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
applied = desk.remove(plan, bin=DesktopBin(base / "Trash"))
print(*(outcome.path for outcome in applied.removed), sep="|", flush=True)
"""


def _remover(base: Path, index: str, *pairs: str) -> subprocess.Popen[str]:
    (base / index).mkdir(exist_ok=True)
    child = subprocess.Popen(
        [sys.executable, "-c", _REMOVES, str(base), index, *pairs],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def _let_go(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def test_remove_when_two_processes_remove_each_others_copy_then_one_stays(
    tmp_path: Path, tally: Tally
) -> None:
    races, lost, both_stayed = scaled(60), 0, 0
    for race in range(races):
        desk = Desk(tmp_path / str(race))
        desk.write("a.txt", "The same words.")
        desk.write("b.txt", "The same words.")
        # Two indexes and two locks, as two users would have: only the files' own locks remain.
        one = _remover(desk.base, "one.likewise", "a.txt=b.txt")
        other = _remover(desk.base, "other.likewise", "b.txt=a.txt")
        for child in (one, other):
            _let_go(child)
        said = [child.communicate()[0].strip() for child in (one, other)]
        stays = desk.names()
        lost += not stays
        both_stayed += len(stays) == 2
        assert sorted([*stays, *(name for name in said if name)]) == ["a.txt", "b.txt"]
        assert sorted(desk.in_trash()) == sorted(name for name in said if name)
    tally("two processes remove each other's copy", races, f"{lost} lost, {both_stayed} undecided")
    assert lost == 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_remove_when_killed_at_any_moment_then_nothing_is_lost_and_the_journal_knows(
    tmp_path: Path, tally: Tally
) -> None:
    rounds, begun, in_bin = scaled(60), 0, 0
    chance = random.Random(7)
    for number in range(rounds):
        desk = Desk(tmp_path / str(number))
        names = [f"copy {i}.txt" for i in range(12)]
        for name in ("kept.txt", *names):
            desk.write(name, "The same words.")
        child = _remover(desk.base, "Documents.likewise", *(f"{name}=kept.txt" for name in names))
        _let_go(child)
        time.sleep(chance.uniform(0.05, 0.6))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert "kept.txt" in desk.names()
        assert sorted([*desk.names(), *desk.in_trash()]) == sorted([*names, "kept.txt"])
        begun += bool(desk.history.unfinished)
        desk.recover()
        assert sorted(one.path for one in desk.history.in_bin()) == desk.in_trash()
        in_bin += len(desk.in_trash())
        assert all(outcome.done for outcome in desk.undo())
        assert desk.names() == sorted([*names, "kept.txt"])
        assert desk.in_trash() == desk.notes() == []
    tally(
        "killed while removing", rounds, f"{begun} between journal and bin, {in_bin} brought back"
    )
