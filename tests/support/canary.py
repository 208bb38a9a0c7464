"""A key that must be nowhere, and the search for it: in files, streams, arguments, environments.

Each half of the key is searched for by itself, so a key that was cut is found, too.
"""

from __future__ import annotations

import base64
import html
import json
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.parse import quote, quote_plus

import psutil

# Of no known shape, so that it is hidden only where it is known; what it is written with differs
# between encodings.
KEY: Final = 'Kanari~?3Kq7/x>+Zp%&<9"Nv?\\4wT~2>jL=m.Rb8'
_LOOK_S: Final = 0.01
_MOST_BYTES: Final = 64 << 20


def _base64(encode: Callable[[bytes], bytes]) -> Callable[[str], Iterator[bytes]]:
    """What of a text is certain in Base64, at each of the three places where it can begin."""

    def spell(text: str) -> Iterator[bytes]:
        raw = text.encode()
        for offset in range(3):
            written = encode(b"\0" * offset + raw)
            yield written[-(-offset * 8 // 6) : (offset + len(raw)) * 8 // 6]

    return spell


def _one(spell: Callable[[str], str]) -> Callable[[str], Iterator[bytes]]:
    return lambda text: iter([spell(text).encode()])


def _percent(text: str) -> Iterator[bytes]:
    yield quote(text, safe="").encode()
    yield quote_plus(text, safe="").encode()
    yield "".join(f"%{byte:02X}" for byte in text.encode()).encode()
    yield "".join(f"%{byte:02x}" for byte in text.encode()).encode()


def _json(text: str) -> Iterator[bytes]:
    once = json.dumps(text)[1:-1]
    yield once.encode()
    yield json.dumps(once)[1:-1].encode()
    yield "".join(f"\\u{ord(c):04x}" for c in text).encode()
    yield "".join(f"\\u{ord(c):04X}" for c in text).encode()


def _html(text: str) -> Iterator[bytes]:
    yield html.escape(text).encode()
    yield "".join(f"&#{ord(c)};" for c in text).encode()
    yield "".join(f"&#x{ord(c):x};" for c in text).encode()
    yield "".join(f"&#x{ord(c):X};" for c in text).encode()


ENCODINGS: Final[dict[str, Callable[[str], Iterator[bytes]]]] = {
    "plain": _one(str),
    "reversed": _one(lambda text: text[::-1]),
    "hex": _one(lambda text: text.encode().hex()),
    "HEX": _one(lambda text: text.encode().hex().upper()),
    "Base64": _base64(base64.b64encode),
    "Base64 for addresses": _base64(base64.urlsafe_b64encode),
    "percent": _percent,
    "JSON": _json,
    "UTF-16LE": lambda text: iter([text.encode("utf-16-le")]),
    "UTF-16BE": lambda text: iter([text.encode("utf-16-be")]),
    "HTML": _html,
}
"""How a key may be written: eleven ways, some with more than one spelling."""


def spelled(key: str = KEY) -> Iterator[tuple[str, bytes]]:
    """Yield the name of an encoding and the key in it, for each spelling."""
    for name, spell in ENCODINGS.items():
        for spelling in spell(key):
            yield name, spelling


class Canary:
    """Finds ``key`` and each of its halves.

    Args:
        key: At least 24 characters; shorter halves stand in what is no key.
    """

    def __init__(self, key: str = KEY) -> None:
        middle = len(key) // 2
        self._names: dict[bytes, str] = {}
        for half in (key[:middle], key[middle:]):
            for name, spelling in spelled(half):
                self._names.setdefault(spelling, name)
        longest_first = sorted(self._names, key=len, reverse=True)
        self._pattern = re.compile(b"|".join(map(re.escape, longest_first)))

    def in_bytes(self, data: bytes) -> set[str]:
        """Return the names of the encodings in which it is in ``data``."""
        return {self._names[found] for found in self._pattern.findall(data)}

    def in_folders(self, folders: Iterable[Path]) -> list[str]:
        """Return where it is in files below ``folders``, names included, as "path: encoding".

        Raises:
            OSError: A file cannot be read, or is too large to be searched.
        """
        return [
            f"{path}: {name}"
            for folder in folders
            for path in sorted(folder.rglob("*"))
            for name in sorted(self._in_file(path))
        ]

    def _in_file(self, path: Path) -> set[str]:
        found = self.in_bytes(str(path).encode("utf-8", "surrogateescape"))
        if path.is_file() and not path.is_symlink():
            if path.stat().st_size > _MOST_BYTES:
                raise OSError(f"{path} is too large")
            found |= self.in_bytes(path.read_bytes())
        return found


@dataclass(slots=True)
class ProcessWatch:
    """Looks into a process and all its children while inside: arguments and variables.

    Attributes:
        found: Where the key was, as "cmdline of 123: plain".
        seen: The arguments of each process that was looked into, joined by blanks.
        looks: How often it was looked.
    """

    canary: Canary
    pid: int
    found: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    looks: int = 0
    _ended: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        assert self._thread is not None
        self._thread.join()

    def wait_for_look(self) -> None:
        """Wait until it has been looked again."""
        self._ended.wait(2 * _LOOK_S)

    def _watch(self) -> None:
        while not self._ended.is_set():
            self._look()
            self._ended.wait(_LOOK_S)

    def _look(self) -> None:
        try:
            process = psutil.Process(self.pid)
            tree = [process, *process.children(recursive=True)]
        except psutil.Error:
            return
        self.looks += 1
        for each in tree:
            for name in ("cmdline", "environ"):
                try:
                    data = Path(f"/proc/{each.pid}/{name}").read_bytes()
                except OSError:  # it has ended
                    continue
                if name == "cmdline" and data:
                    self.seen.add(data.replace(b"\0", b" ").decode(errors="replace"))
                for encoding in self.canary.in_bytes(data):
                    self.found.add(f"{name} of {each.pid}: {encoding}")
