"""The parts of a cloud model that need no server: counting, packing, waiting, keeping."""

from __future__ import annotations

import dataclasses
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.embedding.cloud import paid
from desktop_app.embedding.cloud.counting import TokenCounter
from desktop_app.embedding.cloud.packing import packed
from desktop_app.embedding.cloud.paid import PaidVectors
from desktop_app.embedding.cloud.patience import FOR_DOCUMENTS, Pace, TryAgain, retry_after_s
from desktop_app.embedding.cloud.providers import COHERE, OPENAI
from desktop_app.errors import ProviderBusy
from tests.embedding.cloud.conftest import Sleeper
from tests.embedding.cloud.fake_provider import unit_vectors

# -- packing -------------------------------------------------------------------------


@given(st.lists(st.integers(1, 9000), max_size=400), st.sampled_from([OPENAI, COHERE]))
def test_packing_when_done_then_each_text_is_in_one_request_within_the_limits(
    tokens: list[int], provider: object
) -> None:
    assert provider in (OPENAI, COHERE)
    limits = OPENAI if provider is OPENAI else COHERE
    requests = packed(tokens, limits)
    assert [i for request in requests for i in request] == list(range(len(tokens)))
    for request in requests:
        assert 1 <= len(request) <= limits.max_items
        assert sum(tokens[i] for i in request) <= limits.max_tokens_per_request


def test_packing_when_there_are_few_texts_then_one_request_does() -> None:
    assert packed([10] * 16, OPENAI) == [range(16)]


def test_packing_when_there_are_many_then_they_go_evenly_over_those_in_flight() -> None:
    assert [len(request) for request in packed([100] * 256, OPENAI)] == [86, 86, 84]


def test_packing_when_tokens_run_out_then_a_request_ends_before_its_items_do() -> None:
    tight = dataclasses.replace(OPENAI, max_tokens_per_request=100)
    assert packed([60, 30, 30, 100, 10], tight) == [range(2), range(2, 3), range(3, 4), range(4, 5)]


# -- counting ------------------------------------------------------------------------

# Tokens of cl100k_base, as its authors' library counts them.
CL100K = {
    "hello world": 2,
    "tiktoken is great!": 6,
    "antidisestablishmentarianism": 6,
    "2 + 2 = 4": 7,
    "お誕生日おめでとう": 9,
}


@pytest.mark.parametrize("text", CL100K)
def test_count_when_cautious_then_no_fewer_than_a_providers_own(
    counter: TokenCounter, text: str
) -> None:
    (count,) = counter.count([text])
    assert CL100K[text] <= count.cautious


@pytest.mark.parametrize("text", ["x" * 5000, "🙂" * 300, "\n \t" * 400, "aGVsbG8gd29ybGQ" * 200])
def test_count_when_the_vocabulary_does_not_know_a_text_then_bytes_count(
    counter: TokenCounter, text: str
) -> None:
    (count,) = counter.count([text])
    assert len(text) / 16 <= count.cautious <= len(text.encode()) + 4
    assert count.plain <= count.cautious + 4


@given(st.text(alphabet=st.sampled_from("ab cé\n日🙂"), min_size=1, max_size=300))
def test_windows_when_cut_then_each_fits_and_nothing_but_white_space_is_lost(
    counter: TokenCounter, text: str
) -> None:
    parts = list(counter.windows(text, 20))
    if text.strip():
        assert "".join("".join(part.split()) for part in parts) == "".join(text.split())
    assert all(count.cautious <= 20 for count in counter.count(parts))


# -- waiting -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "12"}, 12.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "12"}, 0.25),
        ({"retry-after": "Thu, 01 Jan 1970 00:02:00 GMT"}, 20.0),
        ({"retry-after": "Thu, 01 Jan 1970 00:00:10 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "１２"}, None),
        ({"retry-after": "9" * 400}, 999_999_999_999.0),
        ({"retry-after": ""}, None),
        ({}, None),
    ],
)
def test_retry_after_when_given_then_it_is_understood_or_nothing(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after_s(headers, now=100.0) == seconds


def test_pace_when_one_is_told_to_wait_then_the_others_wait_too() -> None:
    sleeper = Sleeper()
    pace = sleeper.pace(chance=0.0)
    problem = ProviderBusy("Busy.")
    answers = iter([TryAgain(problem, 30.0, for_all=True), "good"])

    def send() -> str:
        answer = next(answers)
        if isinstance(answer, TryAgain):
            raise answer
        return answer

    assert pace.patiently(send, FOR_DOCUMENTS) == "good"
    sleeper.now -= 10.0
    assert pace.patiently(lambda: "another", FOR_DOCUMENTS) == "another"
    assert sleeper.slept == [30.0, 10.0]


def test_pace_when_patience_ends_then_the_problem_is_told_before_waiting_longer() -> None:
    sleeper = Sleeper()
    tries: list[float] = []

    def send() -> None:
        tries.append(sleeper.now)
        raise TryAgain(ProviderBusy("Busy."), 200.0)

    with pytest.raises(ProviderBusy):
        sleeper.pace(chance=0.0).patiently(send, FOR_DOCUMENTS)
    assert len(tries) == 4
    assert sum(sleeper.slept) <= FOR_DOCUMENTS.total_s


def test_pace_when_jitter_is_drawn_then_a_wait_is_between_nothing_and_its_bound() -> None:
    sleeper = Sleeper()
    pace = Pace(sleeper.clock, sleeper.sleep)

    def send() -> None:
        raise TryAgain(ProviderBusy("Busy."))

    with pytest.raises(ProviderBusy):
        pace.patiently(send, FOR_DOCUMENTS)
    bounds = [min(60, 2**i) for i in range(9)]
    assert all(0 <= s <= bound for s, bound in zip(sleeper.slept, bounds, strict=True))


def test_pace_when_ended_then_sleepers_wake_at_once() -> None:
    pace = Pace(chance=lambda: 1.0)
    asleep = threading.Event()

    def send() -> None:
        asleep.set()
        raise TryAgain(ProviderBusy("Busy."), 500.0)

    ended: list[str] = []

    def wait() -> None:
        try:
            pace.patiently(send, FOR_DOCUMENTS)
        except Exception as exc:
            ended.append(type(exc).__name__)

    thread = threading.Thread(target=wait)
    thread.start()
    asleep.wait()
    pace.end()
    thread.join(10)
    assert ended == ["Stopped"]


# -- keeping -------------------------------------------------------------------------


def kept(path: Path, dim: int = 8, model_id: str = "m") -> PaidVectors:
    return PaidVectors(path, model_id, dim)


def test_paid_when_kept_then_the_next_process_finds_it_for_the_same_model_only(
    tmp_path: Path,
) -> None:
    path, rows = tmp_path / "paid.bin", unit_vectors(["a", "b"], 8)
    kept(path).keep(["a", "b"], rows)
    found = kept(path).find("b")
    assert found is not None
    np.testing.assert_allclose(found, rows[1], atol=1e-3)
    assert kept(path).find("c") is None
    assert kept(path, model_id="other").find("a") is None
    assert kept(path, dim=4).find("a") is None
    assert path.stat().st_mode & 0o077 == 0


def test_paid_when_torn_or_damaged_then_what_is_whole_before_it_counts_and_it_goes_on(
    tmp_path: Path,
) -> None:
    path, rows = tmp_path / "paid.bin", unit_vectors(["a", "b", "c"], 8)
    kept(path).keep(["a", "b"], rows[:2])
    whole = path.read_bytes()
    for damaged in (whole[:-1], whole[:-1] + b"\xff", whole + b"LWP1 torn"):
        path.write_bytes(damaged)
        again = kept(path)
        assert again.find("a") is not None
        assert (again.find("b") is None) == (len(damaged) <= len(whole))
        again.keep(["c"], rows[2:])
        assert kept(path).find("c") is not None


def test_paid_when_there_is_much_then_the_oldest_goes(tmp_path: Path) -> None:
    path = tmp_path / "paid.bin"
    vectors = kept(path)
    row = unit_vectors(["a"], 8)
    for i in range(3):
        names = [f"{i} {n}" for n in range(1024)]
        vectors.keep(names, np.repeat(row, 1024, axis=0))
    size = path.stat().st_size
    assert kept(path).find("2 1023") is not None
    assert kept(path).find("0 0") is None
    assert size < 2 * 1025 * 80


def test_paid_when_it_cannot_be_written_then_nothing_breaks(tmp_path: Path) -> None:
    (tmp_path / "paid.bin").mkdir()
    vectors = kept(tmp_path / "paid.bin")
    vectors.keep(["a"], unit_vectors(["a"], 8))
    assert vectors.find("a") is not None


def test_paid_when_forgotten_then_the_file_is_gone(tmp_path: Path) -> None:
    kept(tmp_path / paid.NAME).keep(["a"], unit_vectors(["a"], 8))
    paid.forget(tmp_path)
    paid.forget(tmp_path)
    assert list(tmp_path.iterdir()) == []
