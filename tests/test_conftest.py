"""The guards of the tests hold."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]


def test_connecting_when_tried_is_refused() -> None:
    with socket.socket() as client, pytest.raises(AssertionError, match="tried to connect"):
        client.connect(("127.0.0.1", 9))


def test_user_folders_are_not_the_persons_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert Path.home().is_relative_to(tmp_path_factory.getbasetemp())


def test_unexpected_warning_when_logged_fails_the_test(
    pytester: pytest.Pytester,
    caplog: pytest.LogCaptureFixture,  # the inner tests log into this process
) -> None:
    pytester.makeconftest((Path(__file__).parent / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(
        """
        import logging

        def test_that_warns():
            logging.getLogger("x").warning("oh")

        def test_that_expects_it(caplog):
            logging.getLogger("x").warning("oh")
        """
    )

    result = pytester.runpytest_inprocess()

    result.assert_outcomes(passed=1, failed=1)
