"""A child process that does as it is told, also the worst. Run as a module."""

from __future__ import annotations

import ctypes
import os
import sys
import time

from desktop_app.childprocess import Header, Message, serve
from desktop_app.lifeline import end_with_parent

HOG_BYTES = 200 << 20


def _use_processor(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def handle(header: Header, payload: bytes) -> Message:
    match header["op"]:
        case "echo":
            return {"echo": header}, payload
        case "environment":
            return {"names": sorted(os.environ), "path": sys.path, "nice": os.nice(0)}, b""
        case "print":
            os.write(1, b"noise of a native library\n")
            return {}, b""
        case "hang":
            time.sleep(600)
        case "stiffen":  # as if native code kept Python's lock to itself
            ctypes.PyDLL(None).sleep(600)
        case "spin":
            _use_processor(600)
        case "limp":  # as if others had the processor most of the time
            while time.process_time() < header["cpu_s"]:
                _use_processor(0.02)
                time.sleep(0.06)
            return {}, b""
        case "die":
            os.write(2, b"last words")
            os._exit(7)
        case "choke":  # as if an allocation failed
            hoard = b"x" * HOG_BYTES
            time.sleep(1)
            os._exit(len(hoard) % 2 + 6)
        case "hog":
            hoard = b"x" * HOG_BYTES
            time.sleep(600)
            del hoard
    raise ValueError(header["op"])


if __name__ == "__main__":
    end_with_parent()
    match sys.argv[1:]:
        case ["deaf"]:  # never reads
            time.sleep(600)
        case ["stubborn"]:  # does not end with its input
            while sys.stdin.buffer.read(1):
                pass
            time.sleep(600)
        case ["babble"]:
            os.write(1, b"\xff" * 100)
            time.sleep(600)
        case _:
            serve(handle)
