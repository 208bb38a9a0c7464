"""The one way out of this computer, shut unless somebody holds it open for a named address.

A hook that Python calls before a socket is made, bound, connected or a name is looked up
(PEP 578); it cannot be taken out again. It is set in every process of ours before anything else is
imported. With the offline lock on, nobody can hold the way open: a cloud call is impossible, not
just unconfigured. The lock counts each time anew, so that switching it on holds up the next
request of a run under way.

A socket file of this computer (AF_UNIX: the keyring, the accessibility tree) is no way out. An
address of this computer is one, as whatever listens there may pass on what it hears.

What is not seen here: native code that makes system calls by itself (none of ours does; watched
with strace in the tests), and other programs.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from desktop_app.errors import NotAllowed, OfflineLocked

VARIABLE: Final = "LIKEWISE_OFFLINE"
_AF_UNSPECIFIED: Final = (0, -1)  # a socket made of an open descriptor asks for no family
_AF_UNIX: Final = 1  # on every system that has it; no need to import "socket" for it
_HARMLESS: Final = frozenset({"socket.gethostname", "socket.getservbyname", "socket.getservbyport"})
_TO_AN_ADDRESS: Final = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_LOOKING_UP: Final = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})

_REMEDY = "If it shall, switch the lock off with “likewise settings offline_lock off”."
_REMEDY_VARIABLE = f"If it shall, start Likewise without {VARIABLE}."


class _Ways:
    """What is held open at this moment, by all threads of this process together.

    Attributes:
        locked: The lock was on when this process began; it stays so.
        never: This process has no business outside at all.
    """

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.named: Counter[tuple[str, int]] = Counter()
        self.found: dict[tuple[str, int], set[str]] = {}
        self.locked = False
        self.never = False
        self.installed = False
        self.notes_names = False

    def is_open(self) -> bool:
        return bool(self.named)

    def leads_to(self, host: str, port: int) -> bool:
        """Whether a way is open to ``host`` itself, or to an address that its name was given."""
        if (host, port) in self.named:
            return True
        return any(host in found for way, found in list(self.found.items()) if way[1] == port)

    def knows_name(self, host: str) -> bool:
        return any(
            named == host or host in self.found.get((named, port), ())
            for named, port in list(self.named)
        )

    def note(self, host: str, addresses: set[str]) -> None:
        with self.guard:
            for way in self.named:
                if way[0] == host:
                    self.found.setdefault(way, set()).update(addresses)


_ways = _Ways()


def install(*, never: bool = False) -> None:
    """Shut the way out of this process; to be called before anything else is imported.

    Args:
        never: Nothing in this process may ever hold it open.
    """
    _ways.locked = _ways.locked or os.environ.get(VARIABLE) == "1"
    _ways.never = _ways.never or never
    if not _ways.installed:
        _ways.installed = True
        sys.addaudithook(_on_event)


def is_locked() -> bool:
    """Return whether the offline lock is on: in the settings, or by ``LIKEWISE_OFFLINE=1``."""
    return _ways.locked or os.environ.get(VARIABLE) == "1" or _chosen()


def _chosen() -> bool:
    from desktop_app import settings

    return settings.offline_lock()


def refuse_if_locked(what: str) -> None:
    """Refuse with a sentence if the lock is on.

    Args:
        what: What would be reached, as in "api.example.org".

    Raises:
        OfflineLocked: It is.
    """
    if is_locked():
        raise OfflineLocked(
            f"The offline lock is on, so Likewise does not connect to {what}.",
            _REMEDY if _chosen() else _REMEDY_VARIABLE,
        )


@contextlib.contextmanager
def open_for(host: str, port: int, *, purpose: str) -> Iterator[None]:
    """Hold the way open to one server while inside; by any thread, and more than once.

    Args:
        host: A name or an address; of this computer, too.
        port: 1 to 65535.
        purpose: Why, a few words for the log.

    Raises:
        OfflineLocked: The lock is on; no name was looked up.
        NotAllowed: This process has no business outside.
    """
    way = (_plain(host), port)
    refuse_if_locked(host)
    if _ways.never:
        raise _not_allowed(host)
    if not (way[0] and 0 < port < 65536):
        raise ValueError(f"no address: {host!r} {port!r}")
    _note_names()
    _log(purpose, way)
    with _ways.guard:
        _ways.named[way] += 1
    try:
        yield
    finally:
        with _ways.guard:
            _ways.named[way] -= 1
            if not _ways.named[way]:
                del _ways.named[way]
                _ways.found.pop(way, None)


def _on_event(event: str, arguments: tuple[Any, ...]) -> None:
    if event[:7] != "socket." or event in _HARMLESS:
        return
    if event == "socket.__new__":
        if arguments[1] != _AF_UNIX and arguments[1] not in _AF_UNSPECIFIED:
            _refuse_unless(_ways.is_open(), "the network")
    elif event in _TO_AN_ADDRESS:
        _check_address(*arguments)
    elif event in _LOOKING_UP:
        host = _plain(arguments[0])
        _refuse_unless(_ways.knows_name(host), host)
    elif event == "socket.bind":
        _refuse_unless(_is_file(arguments[0]), "a port of this computer")
    else:  # gethostbyaddr, getnameinfo and what a later Python may bring
        _refuse_unless(False, "the network")


def _check_address(open_socket: Any, address: Any) -> None:
    if address is None or _is_file(open_socket):
        return
    host, port = (address[0], address[1]) if isinstance(address, tuple) else ("", 0)
    _refuse_unless(_ways.leads_to(_plain(host), port), f"{host}")


def _is_file(open_socket: Any) -> bool:
    return int(open_socket.family) == _AF_UNIX


def _refuse_unless(allowed: bool, what: str) -> None:
    if allowed and not is_locked():
        return
    refuse_if_locked(what)
    raise _not_allowed(what)


def _not_allowed(what: str) -> NotAllowed:
    return NotAllowed(
        f"Something in Likewise tried to reach {what}, which nobody had asked for; it was stopped.",
        "Please report it.",
    )


def _plain(host: object) -> str:
    """Return one spelling of a host: lower case, addresses in their shortest form."""
    if isinstance(host, (bytes, bytearray)):
        host = bytes(host).decode("ascii", "replace")
    if not isinstance(host, str):
        return ""
    import ipaddress

    name = host.strip("[]").rstrip(".").lower()
    try:
        return str(ipaddress.ip_address(name.partition("%")[0]))
    except ValueError:
        return name


def _note_names() -> None:
    """From now on note which addresses a name was given: only to those may be connected."""
    with _ways.guard:
        if _ways.notes_names or not _ways.installed:
            return
        _ways.notes_names = True
    import socket

    look_up = socket.getaddrinfo

    def noted(host: Any, *rest: Any, **more: Any) -> Any:
        found = look_up(host, *rest, **more)
        _ways.note(_plain(host), {_plain(entry[4][0]) for entry in found})
        return found

    socket.getaddrinfo = noted


def _log(purpose: str, way: tuple[str, int]) -> None:
    import logging

    logging.getLogger(__name__).debug("the way to %s:%d is open: %s", *way, purpose)
