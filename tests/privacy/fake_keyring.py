"""Keyrings for tests: one that works, and others that misbehave as real ones do."""

from __future__ import annotations

import threading


class FakeKeyring:
    """Keeps keys in memory; ``error`` is raised by every call, ``hang`` holds it up."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.error = error
        self.hang: threading.Event | None = None
        self.asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self._meet()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._meet()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._meet()
        del self.kept[service, username]

    def _meet(self) -> None:
        self.asked += 1
        if self.hang is not None:
            self.hang.wait(60)
        if self.error is not None:
            raise self.error


class ForgetfulKeyring(FakeKeyring):
    """Says that it stored a key, and has not."""

    def set_password(self, service: str, username: str, password: str) -> None:
        self._meet()


class StubbornKeyring(FakeKeyring):
    """Says that it deleted a key, and has not."""

    def delete_password(self, service: str, username: str) -> None:
        self._meet()
