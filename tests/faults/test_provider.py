"""Every fault of a provider against the real program: what is told, sent, stored, written down,
and that the key is nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import pytest

from desktop_app.embedding.cloud.paid import NAME, PaidVectors
from desktop_app.index import location as places
from desktop_app.index.batches import text_digest
from desktop_app.index.reader import IndexReader
from tests.embedding.cloud.fake_provider import Asked, FakeProvider, unit_vectors
from tests.faults.provider_faults import (
    ECHOES,
    FAULTS,
    INDEXED,
    KINDS,
    NO_FAULT,
    Fault,
    misbehave,
    outcome_of,
)
from tests.support.loud.trial import DIM, Trial

_MOST_ATTEMPTS, _MOST_AFTER_401 = 10, 2
_FASTER = 100.0  # see tests.support.loud
_SHORTEST_LOG = 1_000
_LIBRARIES = {
    "openai": "openai._base_client",
    "compatible": "openai._base_client",
    "cohere": "fern",
}


@dataclass(slots=True)
class Row:
    """A line of the table.

    Attributes:
        requests: In the run that met the fault.
        attempts: Most requests with the same texts in that run.
        after_401: Requests that came after a 401 was answered.
        again: Texts sent again after their vectors had come, in that run and the next.
        wrong: Vectors that are stored, or kept for storing, and not those of their texts.
        sent, received: Bytes in the ledger, and how many less or more they are than the server's.
        key: Places where the key was found.
    """

    fault: str
    provider: str
    outcome: str
    requests: int
    attempts: int
    after_401: int
    again: int
    wrong: int
    sent: str
    received: str
    key: int


@pytest.fixture
def server() -> Iterator[FakeProvider]:
    with FakeProvider(DIM) as provider:
        yield provider


@pytest.fixture
def tabulate(record_property: Callable[[str, object], None]) -> Callable[[Row], None]:
    """Put a line into the table at the end."""

    def note(row: Row) -> None:
        record_property("provider", tuple(str(getattr(row, f.name)) for f in fields(Row)))

    return note


def _cases(faults: Sequence[Fault]) -> list[object]:
    return [
        pytest.param(fault, kind, id=f"{fault.name}-{kind}")
        for fault in faults
        for kind in KINDS
        if kind in fault.kinds
    ]


@pytest.mark.parametrize(("fault", "kind"), _cases(FAULTS))
def test_fault_when_met_then_as_documented_and_the_next_run_goes_on(
    fault: Fault,
    kind: str,
    server: FakeProvider,
    tmp_path: Path,
    tabulate: Callable[[Row], None],
) -> None:
    trial = Trial(tmp_path, server, kind)
    delivered: list[Asked] = []
    row = _meet(fault, trial, delivered)
    first_gap, met = _gap(server), len(server.asked)
    misbehave(server, NO_FAULT, delivered)
    next_run = trial.index()
    row.again = _sent_again(server, delivered)
    row.wrong += _wrong_vectors(trial)
    row.key = len(trial.places_found)
    tabulate(row)

    assert row.outcome == fault.outcome
    assert fault.requests is None or row.requests == fault.requests
    assert first_gap >= fault.least_gap / _FASTER
    assert row.attempts <= _MOST_ATTEMPTS
    assert row.after_401 <= _MOST_AFTER_401
    assert (row.again, row.wrong) == (0, 0)
    assert trial.places_found == set()
    _check_ledger(trial)
    assert next_run.code == 0, next_run.err
    assert (len(server.asked) == met) == (row.outcome == INDEXED)
    assert _stored(trial) == len({text for asked in server.asked for text in asked.texts})


@pytest.mark.parametrize(("fault", "kind"), _cases(ECHOES))
def test_key_when_shown_to_the_program_again_then_it_is_nowhere(
    fault: Fault,
    kind: str,
    server: FakeProvider,
    tmp_path: Path,
    tabulate: Callable[[Row], None],
) -> None:
    with FakeProvider(DIM) as elsewhere:
        server.elsewhere = elsewhere.url
        trial = Trial(tmp_path, server, kind, documents=3)
        delivered: list[Asked] = []
        row = _meet(fault, trial, delivered)
        assert elsewhere.asked == []
    tabulate(row)
    assert row.outcome == fault.outcome
    assert trial.places_found == set()
    assert _LIBRARIES[kind] in trial.logged
    assert "httpcore" in trial.logged
    assert len(trial.logged) > _SHORTEST_LOG
    assert bool(trial.reports) == (fault.crash == "parent")
    if not fault.crash:
        assert row.attempts <= _MOST_ATTEMPTS
        assert row.after_401 <= _MOST_AFTER_401
        assert (row.again, row.wrong) == (0, 0)
        _check_ledger(trial)


def _meet(fault: Fault, trial: Trial, delivered: list[Asked]) -> Row:
    """Run the program into the fault."""
    server = trial.server
    misbehave(server, fault, delivered)
    run = trial.index(crash=fault.crash)
    asked = list(server.asked)
    refused = [number for number, each in enumerate(asked) if each.answered == [401]]
    totals = trial.ledger.totals()
    return Row(
        fault.name,
        trial.kind,
        outcome_of(run.code, run.err),
        len(asked),
        max(Counter(each.texts for each in asked).values(), default=0),
        len(asked) - refused[0] - 1 if refused else 0,
        _sent_again(server, delivered),
        _wrong_vectors(trial),
        f"{totals.bytes_sent:,} {totals.bytes_sent - server.received_bytes:+}",
        f"{totals.bytes_received:,} {totals.bytes_received - server.sent_bytes:+}",
        len(trial.places_found),
    )


def _gap(server: FakeProvider) -> float:
    times = [asked.at for asked in server.asked[:2]]
    return times[1] - times[0] if len(times) > 1 else 0.0


def _sent_again(server: FakeProvider, delivered: Sequence[Asked]) -> int:
    """Return how many texts came again after a request with them had been answered well."""
    number = {id(asked): number for number, asked in enumerate(server.asked)}
    return sum(
        len(set(good.texts) & set(later.texts))
        for good in delivered
        for later in server.asked[number[id(good)] + 1 :]
    )


def _wrong_vectors(trial: Trial) -> int:
    """Return how many vectors are not those of their texts, in the index and beside it."""
    text_of = {text_digest(text): text for text in trial.server.texts}
    location = places.find(trial.folder)
    assert location is not None
    wrong = 0
    with closing(IndexReader(location)) as reader:
        for ids, block in reader.vector_blocks():
            texts = [text_of[digest] for digest in reader.digests_of(ids.tolist())]
            wrong += _differing(np.asarray(block, np.float32), texts)
    kept = PaidVectors(location.directory / NAME, trial.model, DIM)
    for text in set(trial.server.texts):
        row = kept.find(text)
        wrong += 0 if row is None else _differing(row[None], [text])
    return wrong


def _differing(rows: np.ndarray[tuple[int, ...], np.dtype[np.float32]], texts: list[str]) -> int:
    if not texts:
        return 0
    return int((np.abs(rows - unit_vectors(texts, DIM)).max(axis=1) > 2e-3).sum())


def _stored(trial: Trial) -> int:
    location = places.find(trial.folder)
    assert location is not None
    with closing(IndexReader(location)) as reader:
        return sum(len(ids) for ids, _ in reader.vector_blocks())


def _check_ledger(trial: Trial) -> None:
    """Each request that came is in the ledger with its texts and bytes, and no other is."""
    gone_out = [entry for entry in trial.ledger.entries() if entry.bytes_sent]
    came = trial.server.asked
    assert sorted((e.texts, e.characters, e.bytes_sent) for e in gone_out) == sorted(
        (len(each.texts), sum(map(len, each.texts)), len(each.body)) for each in came
    )
    assert all(entry.status != "no answer seen" for entry in gone_out)
    totals = trial.ledger.totals()
    assert totals.bytes_sent == trial.server.received_bytes
    assert totals.bytes_received == trial.server.sent_bytes
    assert totals.torn == 0
