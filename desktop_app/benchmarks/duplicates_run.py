"""The whole verified run on a made folder, in a process of its own whose memory is watched.

As a program it is that process: its argument is the number of documents; it answers in JSON.
"""

from __future__ import annotations

import contextlib
import functools
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from desktop_app.benchmarks.duplicates_folder import MadeFolder
from desktop_app.documents.text.normalise import match_text_only
from desktop_app.progress import CancelToken, no_report
from desktop_app.similarity.duplicates.candidates import Candidates
from desktop_app.similarity.duplicates.duplicates import Findings, find_duplicates
from desktop_app.similarity.duplicates.verify import Verifier

SAMPLE = 200
"""Documents of which every pair is verified, to see what the candidates lose."""

NOT_THE_SAME = frozenset({"same_template", "related"})

_EVERY_S = 0.05
_REGROUPED_AT = 0.9


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took and gave.

    Attributes:
        cpu_s: Of the run itself.
        regroup_ms: Of grouping at another threshold afterwards, processor time.
        missed: Planted pairs not told as the same.
        made_up: Pairs told as the same that were not planted.
        pairs: All pairs found, of whatever relation.
        lost: Pairs of the sample that are only found when every pair of it is verified; -1 where
            that was not tried.
        peak_bytes: Most resident memory seen; 0 in the process itself.
    """

    documents: int
    megabytes: float
    cpu_s: float
    regroup_ms: float
    missed: int
    made_up: int
    pairs: int
    lost: int
    peak_bytes: int = 0


def in_child(documents: int, *, sample: bool) -> Run:
    """Return a run made in a process that does nothing else."""
    import psutil

    command = [sys.executable, "-m", __name__, str(documents), *(["sample"] if sample else [])]
    most = 0
    with (
        tempfile.TemporaryFile("w+") as output,
        subprocess.Popen(command, stdout=output) as child,
    ):
        process = psutil.Process(child.pid)
        while child.poll() is None:
            with contextlib.suppress(psutil.Error):
                most = max(most, process.memory_info().rss)
            time.sleep(_EVERY_S)
        output.seek(0)
        answer = output.read()
    if child.returncode:
        raise RuntimeError(f"the run over {documents} documents ended with {child.returncode}")
    return Run(**{**json.loads(answer), "peak_bytes": most})


def measure(documents: int, *, sample: bool) -> Run:
    """Return what a run over a made folder takes and gives, in this process.

    Args:
        sample: Also verify every pair of some documents in a second run.
    """
    with _folder(documents) as folder:
        started = time.process_time()
        findings = _find(folder)
        findings.groups()
        cpu_s = time.process_time() - started
        started = time.process_time()
        findings.groups(_REGROUPED_AT)
        regroup_ms = 1000 * (time.process_time() - started)
        told = {
            frozenset((pair.a, pair.b))
            for pair in findings.pairs()
            if pair.relation.value not in NOT_THE_SAME
        }
        return Run(
            documents,
            folder.megabytes,
            cpu_s,
            regroup_ms,
            len(folder.planted - told),
            len(told - folder.planted),
            len(findings.related),
            _lost(folder, findings) if sample else -1,
        )


@contextlib.contextmanager
def _folder(documents: int) -> Iterator[MadeFolder]:
    with (
        tempfile.TemporaryDirectory() as place,
        contextlib.closing(MadeFolder(Path(place), documents)) as folder,
    ):
        yield folder


def _find(folder: MadeFolder) -> Findings:
    """Run as the index does: texts come from the disk and are normalised each time."""
    display = functools.lru_cache(64)(folder.display_text)
    return find_duplicates(
        folder.rows,
        lambda number: match_text_only(display(number)),
        CancelToken(),
        no_report,
        load_display=display,
    )


def _lost(folder: MadeFolder, findings: Findings) -> int:
    """How many pairs of a sample are found only if all its pairs are compared."""
    chance = random.Random(3)
    pairs = sorted(map(sorted, folder.planted))
    sample = {
        number for pair in chance.sample(pairs, min(len(pairs), SAMPLE // 4)) for number in pair
    }
    others = sorted({row.id for row in folder.rows} - sample)
    sample.update(chance.sample(others, min(len(others), SAMPLE - len(sample))))
    return len(_judged(folder, sorted(sample), findings) - _within(findings, sample))


def _judged(
    folder: MadeFolder, sample: list[int], findings: Findings
) -> set[tuple[frozenset[int], str]]:
    """Verify every pair of a sample, with what is known to recur in the folder."""
    verifier = Verifier(
        sample, lambda number: match_text_only(folder.display_text(number)), folder.display_text
    )
    first, second = np.triu_indices(len(sample), 1)
    measured = verifier.measured(Candidates(first, second), CancelToken(), no_report)
    return {
        (frozenset((pair.a, pair.b)), pair.relation.value)
        for pair in verifier.judged(measured, findings.recurring, CancelToken(), no_report)
    }


def _within(findings: Findings, sample: set[int]) -> set[tuple[frozenset[int], str]]:
    return {
        (frozenset((pair.a, pair.b)), pair.relation.value)
        for pair in findings.related
        if pair.a in sample and pair.b in sample
    }


if __name__ == "__main__":
    found = measure(int(sys.argv[1]), sample="sample" in sys.argv[2:])
    sys.stdout.write(json.dumps(asdict(found)))
