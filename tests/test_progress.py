import threading

import pytest

from desktop_app import progress
from desktop_app.errors import Cancelled
from desktop_app.progress import CancelToken, PauseToken, ProgressMeter, Stage


class Clock:
    def __init__(self, monkeypatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(progress.time, "monotonic", lambda: self.now)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def reports():
    return []


def test_token_when_cancelled_then_check_raises_every_time():
    token = CancelToken()
    token.check()
    token.cancel()
    assert token.cancelled
    for _ in range(2):
        with pytest.raises(Cancelled):
            token.check()


def test_meter_when_counting_fast_then_at_most_twenty_reports_a_second(clock, reports):
    meter = ProgressMeter(reports.append, Stage.READING, 1000)
    for _ in range(1000):
        clock.now += 0.001
        meter.advance()
    assert 15 <= len(reports) <= 20
    meter.finish()
    assert (reports[-1].done, reports[-1].total, reports[-1].stage) == (1000, 1000, Stage.READING)


def test_meter_when_rate_is_steady_then_it_and_the_time_left_are_right(clock, reports):
    meter = ProgressMeter(reports.append, Stage.READING, 200)
    for _ in range(100):
        clock.now += 0.5
        meter.advance(current="a.txt")
    assert reports[-1].rate == pytest.approx(2.0)
    assert reports[-1].seconds_left == pytest.approx(50.0)
    assert reports[-1].current == "a.txt"


def test_meter_when_rate_changes_then_half_of_it_is_forgotten_in_a_window(clock, reports):
    meter = ProgressMeter(reports.append, Stage.READING, window_s=10)
    for _ in range(200):
        clock.now += 0.5
        meter.advance(10)
    for _ in range(20):
        clock.now += 0.5
        meter.advance(0)
    assert reports[-1].rate == pytest.approx(10.0, rel=0.01)
    assert reports[-1].seconds_left is None


def test_meter_when_nothing_was_done_then_no_time_left_is_claimed(clock, reports):
    meter = ProgressMeter(reports.append, Stage.READING, 10)
    clock.now += 5
    meter.advance(0)
    assert (reports[-1].rate, reports[-1].seconds_left) == (0.0, None)


def test_meter_when_finished_at_once_then_the_last_report_still_arrives(clock, reports):
    meter = ProgressMeter(reports.append, Stage.SCANNING)
    meter.advance(3)
    meter.finish()
    assert [(report.done, report.total) for report in reports] == [(3, None)]


def test_rest_when_paused_then_work_waits_until_resumed():
    token = PauseToken()
    token.pause()
    rested = threading.Event()

    def work():
        token.rest()
        rested.set()

    thread = threading.Thread(target=work)
    thread.start()
    assert not rested.wait(0.05)
    token.resume()
    assert rested.wait(20)
    thread.join()


def test_rest_when_cancelled_during_a_pause_then_raises():
    token = PauseToken()
    token.pause()
    token.cancel()
    with pytest.raises(Cancelled):
        token.rest()


def test_meter_when_passages_are_counted_then_reported(clock, reports):
    meter = ProgressMeter(reports.append, Stage.READING, 2)
    meter.passages = 7
    meter.finish()
    assert reports[-1].passages == 7
