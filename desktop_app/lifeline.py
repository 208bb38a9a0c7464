"""What ends a child process when its parent is gone, whatever the child is doing.

A pipe that nothing is ever written to: the parent alone holds the end for writing, so that it is
closed when the parent ends, also by a crash or a kill. Linux is told to kill the child then
(fcntl(2), ``F_SETSIG``), which no native code can hold up. There and elsewhere a thread waits for
the end of the pipe as well; it has to wait for Python's lock, too. On Windows it waits for the
parent itself.

(``PR_SET_PDEATHSIG`` would fire when the *thread* ends that started the child. A child that asks
for the number of its parent may be told that of another, if it was started just before the end.)
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from typing import IO

_VARIABLE = "LIKEWISE_LIFELINE"


class Lifeline:
    """The parent's end of one child's life: the child lives no longer than this is open.

    Attributes:
        inherited: Descriptors the child must inherit.
        environment: What the child must find among its variables.
    """

    def __init__(self) -> None:
        self._held: IO[bytes] | None = None
        self.inherited: tuple[int, ...] = ()
        self.environment: Mapping[str, str]
        if sys.platform == "win32":
            # What the child would take for its parent may be the launcher of an environment.
            self.environment = {_VARIABLE: str(os.getpid())}
        else:
            watched, held = os.pipe()
            self._held = os.fdopen(held, "wb", buffering=0)
            self.inherited = (watched,)
            self.environment = {_VARIABLE: str(watched)}

    @contextlib.contextmanager
    def handing_over(self) -> Iterator[None]:
        """Start the child inside this; it lets go of what only the child needs."""
        try:
            yield
        except BaseException:
            self.cut()
            raise
        finally:
            for descriptor in self.inherited:
                os.close(descriptor)
            self.inherited = ()

    def cut(self) -> None:
        """End the child, if it is still there; may be called twice and from any thread."""
        if self._held is not None:
            self._held.close()


def end_with_parent() -> None:
    """From now on end when the parent does; called by a child before it does anything else.

    Does nothing in a process that was not started with a ``Lifeline``.
    """
    told = os.environ.pop(_VARIABLE, None)
    if told is None:
        return
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # not every system that calls itself Linux can
            _be_killed_with(int(told))
    threading.Thread(target=_watch, args=(int(told),), name="parent-watch", daemon=True).start()


def _be_killed_with(pipe: int) -> None:
    if sys.platform == "linux":
        import fcntl
        import signal

        fcntl.fcntl(pipe, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)


def _watch(told: int) -> None:
    if sys.platform == "win32":
        import psutil

        with contextlib.suppress(psutil.Error):
            psutil.Process(told).wait()
    else:
        with contextlib.suppress(OSError):
            os.read(told, 1)
    os._exit(1)
