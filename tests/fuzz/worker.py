"""One target fuzzed in a process of its own: ``python -m tests.fuzz.worker TARGET SECONDS FOLDER``.

With atheris the inputs are led by the coverage of ``desktop_app``; without it they are changed at
random. Whatever is no ReadFailure is kept in FOLDER, once for each place it comes from. The last
line on standard output is the number of inputs tried.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import logging
import random
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from tests.fuzz.mutate import Mutate, inside_or_outside, random_bytes

_MEMORY_BYTES = 3 << 30
_MOST_INPUT = 256 << 10
_CPU_S, _CPU_S_A_BYTE = 2.0, 2.0 / 100_000
_NATIVE_LIMIT_S = 60
"""Of the clock: native code that does not come back is ended then, and the input is kept."""

_HAS_ATHERIS = importlib.util.find_spec("atheris") is not None


class Hang(BaseException):
    """An input took more processor time than its size allows."""


class Fuzz:
    """Tries inputs on one target and keeps those that fail.

    Attributes:
        tried: Inputs so far.
    """

    def __init__(self, name: str, try_one: Callable[[bytes], None], findings: Path) -> None:
        self.tried = 0
        self._name, self._try_one, self._findings = name, try_one, findings
        self._kept: set[str] = set()

    def __call__(self, data: bytes) -> None:
        self.tried += 1
        try:
            with _limited(_CPU_S + _CPU_S_A_BYTE * len(data)):
                self._try_one(data)
        except KeyboardInterrupt:
            raise
        except BaseException as exc:  # panics of native code are no Exceptions
            self._keep(exc, data)

    def _keep(self, exc: BaseException, data: bytes) -> None:
        frames = traceback.extract_tb(exc.__traceback__)
        own = [
            f"{frame.filename}:{frame.lineno}"
            for frame in frames
            if "desktop_app" in frame.filename
        ]
        # A hang is interrupted anywhere: the module is what it has in common with others.
        place = own[-1].rpartition(":")[0] if isinstance(exc, Hang) and own else "".join(own[-1:])
        digest = hashlib.sha256(f"{type(exc).__name__} {place}".encode()).hexdigest()[:8]
        key = f"{self._name}-{type(exc).__name__}-{digest}"
        if key in self._kept:
            return
        self._kept.add(key)
        (self._findings / f"{key}.bin").write_bytes(data)
        told = "".join(traceback.format_exception(exc))
        (self._findings / f"{key}.txt").write_text(told, encoding="utf-8", errors="replace")


@contextlib.contextmanager
def _limited(cpu_s: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return
    signal.setitimer(signal.ITIMER_VIRTUAL, cpu_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _on_timer(number: int, frame: FrameType | None) -> None:
    raise Hang


def _bound() -> None:
    """Limit this process as a reader process is limited, and let it warn in peace."""
    warnings.simplefilter("ignore")
    logging.disable()
    sys.setrecursionlimit(3000)
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGVTALRM, _on_timer)
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _random(fuzz: Fuzz, seeds: list[bytes], mutate: Mutate, seconds: float, last: Path) -> None:
    rng = random.Random(0)
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        data = mutate(rng.choice(seeds), _MOST_INPUT)
        last.write_bytes(data)  # for the case that this process does not survive it
        fuzz(data)
    last.unlink(missing_ok=True)


def _guided(atheris: Any, fuzz: Fuzz, seeds: list[bytes], seconds: float, folder: Path) -> None:
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    rng = random.Random(0)

    def by_coverage(data: bytes, limit: int) -> bytes:
        # Looked up at each call: Setup puts another function in its place.
        changed: bytes = atheris.Mutate(data, limit)
        return changed

    mutate = inside_or_outside(by_coverage, rng)

    def change(data: bytes, limit: int, seed: int) -> bytes:
        rng.seed(seed)
        return mutate(data, limit)[:limit]

    options = [
        f"-max_total_time={max(1, round(seconds))}",
        f"-max_len={_MOST_INPUT}",
        f"-timeout={_NATIVE_LIMIT_S}",
        f"-rss_limit_mb={_MEMORY_BYTES >> 20}",
        f"-artifact_prefix={folder}/native-",
        "-print_final_stats=1",
        "-verbosity=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], fuzz, custom_mutator=change)
    atheris.Fuzz()  # ends the process


def main(name: str, seconds: float, folder: Path) -> None:
    """Fuzz one target; its findings and leftovers go into ``folder``."""
    if _HAS_ATHERIS:
        import atheris

        with atheris.instrument_imports(include=["desktop_app.documents"]):
            target = _imported(name)
    else:
        target = _imported(name)
    seeds = list(target.seeds())
    fuzz = Fuzz(name, target.try_one, folder)
    _bound()
    for seed in seeds:
        fuzz(seed)
    if _HAS_ATHERIS:
        _guided(atheris, fuzz, seeds, seconds, folder)
        return
    mutate = inside_or_outside(random_bytes(random.Random(1)), random.Random(2))
    _random(fuzz, seeds, mutate, seconds, folder / "native-last")
    sys.stdout.write(f"{fuzz.tried}\n")


def _imported(name: str) -> Any:
    """Return a target with all that it uses imported."""
    from tests.fuzz.targets import targets

    target = targets()[name]
    for module in target.modules:
        importlib.import_module(module)
    for seed in target.seeds():  # what is imported on first use
        with contextlib.suppress(Exception):
            target.try_one(seed)
    return target


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), Path(sys.argv[3]))
