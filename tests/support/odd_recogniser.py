"""The real reader child, except that it reads page n of any scan as "text of page n".

The name of a file may make it fail: "crash 2.pdf", "hang 2.pdf" and "refuse 2.pdf" at page 2,
"swap 2.pdf" crashes there after other words were written into the file, "blank.pdf" has no text on
any page, and for "missing.pdf" recognition is not installed. Run as a module.
"""

from __future__ import annotations

import os
import time
from base64 import b64decode
from pathlib import Path

from desktop_app.childprocess import Header, Message, serve
from desktop_app.documents.model import Reason
from desktop_app.documents.workers.reader_child import ReaderChild
from tests.support import make


class OddRecogniser(ReaderChild):
    """Answers ``recognise`` by the file's name."""

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()

    def handle(self, header: Header, payload: bytes) -> Message:
        if header["op"] == "open":
            folder, name = (os.fsdecode(b64decode(header[key])) for key in ("root", "path"))
            self._path = Path(folder) / name
        if header["op"] != "recognise":
            return super().handle(header, payload)
        fault, _, page = self._path.stem.partition(" ")
        if not page or int(page) == header["page"]:
            self._fail(fault)
        if fault in ("refuse", "missing") and page in ("", str(header["page"])):
            reason = Reason.SCANNED if fault == "missing" else Reason.DAMAGED
            return {"ok": False, "reason": reason.value, "detail": ""}, b""
        text = f"text of page {header['page']} in {header['languages']}"
        return {"ok": True}, b"" if fault == "blank" else text.encode()

    def _fail(self, fault: str) -> None:
        if fault == "swap":
            self._path.write_bytes(make.pdf(["other words"]))
        if fault in ("crash", "swap"):
            os._exit(9)
        if fault == "hang":
            time.sleep(600)


if __name__ == "__main__":
    serve(OddRecogniser().handle)
