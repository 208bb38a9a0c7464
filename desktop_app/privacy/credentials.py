"""Keys of providers: in the system's keyring, or in memory until Likewise ends, and nowhere else.

A keyring that is missing, locked, refused by the person, silent or broken is a normal state, told
in words. Every call may wait for a person to unlock the keyring: call from no thread that must
not wait.
"""

from __future__ import annotations

import contextlib
import enum
import logging
import queue
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from desktop_app.errors import InvalidRequest, KeyringUnusable
from desktop_app.privacy.backends import (
    Backend,
    NoKeyring,
    is_locked,
    system_keyring,
)
from desktop_app.privacy.secret import Secret
from desktop_app.progress import CancelToken

logger = logging.getLogger(__name__)

__all__ = ["Credentials", "KeyPlace", "KeyState", "KeyringTrouble", "Secret"]

SERVICE: Final = "Likewise"
# As long as somebody may take to find the password of their keyring.
PATIENCE_S: Final = 120.0
_LOOK_S = 0.1
_MOST_OF_A_NAME = 10
# "compatible:https://host:port": a key goes to the server it was given for, and to no other.
_PROVIDER = re.compile(r"[a-z][a-z0-9-]{0,31}(?::[\x21-\x7e]{1,200})?")

T = TypeVar("T")


class KeyPlace(enum.Enum):
    """Where a provider's key is; the value is how it is told."""

    STORED = "in this computer's keyring"
    FOR_THIS_SESSION = "in memory, until Likewise is closed"
    NONE = "none"


class KeyringTrouble(enum.Enum):
    """Why the keyring cannot be used; the value is one sentence."""

    NO_KEYRING = "This computer offers no keyring to keep keys in."
    LOCKED = "The keyring is locked and was not unlocked."
    CANCELLED = "The keyring asked for its password, and that was cancelled."
    SILENT = "The keyring does not answer."
    FAILING = "The keyring failed."

    @property
    def remedy(self) -> str:
        """One sentence: what a person can do."""
        return _REMEDIES[self]


_SESSION = "The key can be kept until Likewise is closed instead; it is never written to a file."
_REMEDIES = {
    KeyringTrouble.NO_KEYRING: (
        f"On Linux, GNOME Keyring, KWallet or KeePassXC can offer one. {_SESSION}"
    ),
    KeyringTrouble.LOCKED: f"Unlock it and try again. {_SESSION}",
    KeyringTrouble.CANCELLED: f"Try again and give its password. {_SESSION}",
    KeyringTrouble.SILENT: f"Try again after signing in anew. {_SESSION}",
    KeyringTrouble.FAILING: f"Try again after signing in anew. {_SESSION}",
}


@dataclass(frozen=True, slots=True)
class KeyState:
    """What is known of a provider's key.

    Attributes:
        trouble: Why the keyring could not be asked, or None. A key may be there all the same.
    """

    place: KeyPlace
    trouble: KeyringTrouble | None = None

    @property
    def words(self) -> str:
        """One or two sentences for a person."""
        told = {
            KeyPlace.STORED: f"A key is kept {KeyPlace.STORED.value}.",
            KeyPlace.FOR_THIS_SESSION: f"A key is kept {KeyPlace.FOR_THIS_SESSION.value}.",
            KeyPlace.NONE: "No key is kept.",
        }[self.place]
        if self.trouble is None:
            return told
        if self.place is KeyPlace.NONE:
            return f"{self.trouble.value} {self.trouble.remedy}"
        return f"{told} {self.trouble.value}"


class Credentials:
    """The keys of this program; usable from any thread.

    Args:
        keyring: Returns the system's keyring; for tests.
        patience_s: Seconds after which a keyring counts as silent.

    Attributes:
        changes: How often a key was kept or deleted here: whoever holds one asks anew once it is
            another number.
    """

    def __init__(
        self, keyring: Callable[[], Backend] = system_keyring, *, patience_s: float = PATIENCE_S
    ) -> None:
        self._keyring, self._patience_s = keyring, patience_s
        self._session: dict[str, Secret] = {}
        self.changes = 0
        self._turn = threading.Lock()
        self._left_behind: threading.Thread | None = None

    def get(self, provider: str, token: CancelToken | None = None) -> Secret | None:
        """Return the key of a provider, or None if there certainly is none.

        Raises:
            KeyringUnusable: The keyring cannot be asked.
            Cancelled: ``token`` was set.
        """
        kept = self._session.get(_checked(provider))
        if kept is not None:
            return kept
        return self._ask(lambda keyring: _found(keyring, provider), token)

    def set(self, provider: str, secret: Secret, token: CancelToken | None = None) -> None:
        """Store a key in the keyring, in place of the one before; read back to be sure.

        Raises:
            KeyringUnusable: It is not stored; ``keep_for_session`` is what remains.
            Cancelled: ``token`` was set.
        """
        Secret.typed(secret.reveal())
        _checked(provider)

        def store(keyring: Backend) -> None:
            keyring.set_password(SERVICE, provider, secret.reveal())
            if _found(keyring, provider) != secret:
                raise RuntimeError("the keyring gives back something else")

        self._ask(store, token)
        self._session.pop(provider, None)
        self.changes += 1

    def delete(self, provider: str, token: CancelToken | None = None) -> bool:
        """Forget a provider's key everywhere. Returns whether there was one.

        Raises:
            KeyringUnusable: What the keyring holds could not be deleted; memory was cleared.
            Cancelled: ``token`` was set.
        """
        kept = self._session.pop(_checked(provider), None)

        def remove(keyring: Backend) -> bool:
            # Backends do not agree on what deleting nothing is; there may be several of one name.
            for count in range(_MOST_OF_A_NAME):
                if _found(keyring, provider) is None:
                    return count > 0
                keyring.delete_password(SERVICE, provider)
            raise RuntimeError("the keyring does not delete")

        try:
            return self._ask(remove, token) or kept is not None
        finally:
            self.changes += 1

    def state(self, provider: str, token: CancelToken | None = None) -> KeyState:
        """Return where a provider's key is, and what is wrong with the keyring.

        Raises:
            Cancelled: ``token`` was set.
        """
        if _checked(provider) in self._session:
            return KeyState(KeyPlace.FOR_THIS_SESSION)
        try:
            found = self._ask(lambda keyring: _found(keyring, provider), token)
        except KeyringUnusable as exc:
            return KeyState(KeyPlace.NONE, trouble_of(exc))
        return KeyState(KeyPlace.NONE if found is None else KeyPlace.STORED)

    def keep_for_session(self, provider: str, secret: Secret) -> None:
        """Keep a key in memory until this process ends; it goes before the keyring's."""
        self._session[_checked(provider)] = secret
        self.changes += 1

    def _ask(self, what: Callable[[Backend], T], token: CancelToken | None) -> T:
        """Ask the keyring on a thread of its own, which is left behind if it never answers."""
        answers: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

        def run() -> None:
            try:
                answers.put((what(self._keyring()), None))
            except BaseException as exc:  # also what native code raises
                answers.put((None, exc))

        until = time.monotonic() + self._patience_s
        with _in_turn(self._turn, until, token):
            if self._left_behind is not None and self._left_behind.is_alive():
                raise _unusable(KeyringTrouble.SILENT)
            thread = threading.Thread(target=run, name="keyring", daemon=True)
            self._left_behind = thread
            thread.start()
            value, error = _awaited(answers, until, token)
            self._left_behind = None
        if error is not None:
            raise _unusable(_trouble(error)) from None  # its text may quote what was stored
        return value  # type: ignore[return-value]  # without an error it is there


@contextlib.contextmanager
def _in_turn(turn: threading.Lock, until: float, token: CancelToken | None) -> Iterator[None]:
    while not turn.acquire(timeout=_LOOK_S):
        _give_up(until, token)
    try:
        yield
    finally:
        turn.release()


def _awaited(answers: queue.SimpleQueue[T], until: float, token: CancelToken | None) -> T:
    while True:
        try:
            return answers.get(timeout=_LOOK_S)
        except queue.Empty:
            _give_up(until, token)


def _give_up(until: float, token: CancelToken | None) -> None:
    if token is not None:
        token.check()
    if time.monotonic() >= until:
        raise _unusable(KeyringTrouble.SILENT) from None


def trouble_of(error: KeyringUnusable) -> KeyringTrouble:
    """Return what an error from here was about."""
    return next((t for t in KeyringTrouble if t.value == error.message), KeyringTrouble.FAILING)


def _checked(provider: str) -> str:
    if not _PROVIDER.fullmatch(provider):
        raise InvalidRequest(f"There is no provider “{provider}”.", "Name it as in openai.")
    return provider


def _found(keyring: Backend, provider: str) -> Secret | None:
    text = keyring.get_password(SERVICE, provider)
    return Secret(text) if text else None


def _trouble(error: BaseException) -> KeyringTrouble:
    logger.debug("the keyring failed: %s", type(error).__name__)
    if isinstance(error, NoKeyring):
        return KeyringTrouble.NO_KEYRING
    said = str(error).lower()
    if "dismiss" in said or "cancel" in said:
        return KeyringTrouble.CANCELLED
    return KeyringTrouble.LOCKED if is_locked(error) else KeyringTrouble.FAILING


def _unusable(trouble: KeyringTrouble) -> KeyringUnusable:
    return KeyringUnusable(trouble.value, trouble.remedy)
