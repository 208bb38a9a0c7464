"""The real reader child, except that the name of a file may make it crash, hang, spin or grow.

"x crash.txt" ends it at each ``read``, "x crash once.txt" at the first (a mark is left beside the
file). The rest of the name does not matter. Run as a module.
"""

from __future__ import annotations

import os
import time
from base64 import b64decode
from pathlib import Path

from desktop_app.childprocess import Header, Message, serve
from desktop_app.documents.workers.reader_child import ReaderChild

HOG_BYTES = 300 << 20


class OddReader(ReaderChild):
    """Misbehaves between ``open`` and ``read``."""

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()

    def handle(self, header: Header, payload: bytes) -> Message:
        if header["op"] == "open":
            folder, name = (os.fsdecode(b64decode(header[key])) for key in ("root", "path"))
            self._path = Path(folder) / name
        answer = super().handle(header, payload)
        if header["op"] == "read":
            self._misbehave(answer[0])
        return answer

    def _misbehave(self, answer: Header) -> None:
        words = self._path.stem.split(" ")
        if "once" in words:
            mark = self._path.parent / "done"
            if mark.exists():
                return
            mark.touch()
        if "crash" in words:
            os._exit(9)
        if "hang" in words:
            time.sleep(600)
        if "spin" in words:
            while True:
                pass
        if "grow" in words:
            hoard = b"x" * HOG_BYTES
            time.sleep(600)
            del hoard
        if "stale" in words:
            answer["stale"] = True
        if "nonsense" in words:
            answer["page_starts"] = None


if __name__ == "__main__":
    serve(OddReader().handle)
