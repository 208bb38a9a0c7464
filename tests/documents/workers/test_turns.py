from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop_app.documents.workers.turns import Turns
from desktop_app.errors import Cancelled
from desktop_app.progress import CancelToken

SOON_S = 10.0


def cancelled() -> CancelToken:
    token = CancelToken()
    token.cancel()
    return token


def test_taken_when_nobody_is_alone_then_side_by_side():
    turns, token = Turns(), CancelToken()
    meeting = threading.Barrier(3)

    def work() -> None:
        with turns.taken(token, alone=False):
            meeting.wait(SOON_S)

    with ThreadPoolExecutor(3) as threads:
        for done in [threads.submit(work) for _ in range(3)]:
            done.result()


@pytest.mark.parametrize(("first", "second"), [(False, True), (True, False), (True, True)])
def test_taken_when_one_wants_to_be_alone_then_the_other_waits(first, second):
    turns = Turns()
    with (
        turns.taken(CancelToken(), alone=first),
        pytest.raises(Cancelled),
        turns.taken(cancelled(), alone=second),
    ):
        pass
    with turns.taken(cancelled(), alone=second):
        pass


def test_taken_when_one_waits_to_be_alone_then_it_goes_before_those_who_come_later():
    turns, waiting, order = Turns(), CancelToken(), []

    def be_alone() -> None:
        with turns.taken(waiting, alone=True):
            order.append("alone")

    with ThreadPoolExecutor(1) as threads:
        with turns.taken(CancelToken(), alone=False):
            done = threads.submit(be_alone)
            while not turns._waiting_alone:
                pass
            with pytest.raises(Cancelled), turns.taken(cancelled(), alone=False):
                order.append("later")
        done.result(SOON_S)
    assert order == ["alone"]


def test_taken_when_who_waits_is_cancelled_or_fails_then_nobody_is_held_up():
    turns = Turns()
    with turns.taken(CancelToken(), alone=False):
        with pytest.raises(Cancelled), turns.taken(cancelled(), alone=True):
            pass
        with turns.taken(cancelled(), alone=False):
            pass
    with pytest.raises(ZeroDivisionError), turns.taken(CancelToken(), alone=True):
        raise ZeroDivisionError
    with turns.taken(cancelled(), alone=False):
        pass
