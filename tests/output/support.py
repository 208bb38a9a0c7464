"""Documents that try to break a report, and texts compared."""

from __future__ import annotations

import io
import os
import re

import pytest

from desktop_app import terminal
from desktop_app.progress import CancelToken
from desktop_app.similarity.differences import ComparedText, Differences, compare_texts
from desktop_app.terminal import display_width
from tests.similarity.made_texts import Writer
from tests.support.toy_library import ToyLibrary

TAG = "<script>alert(1)</script>"
LATIN1 = b"caf\xe9.txt"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def write_papers(toy: ToyLibrary) -> None:
    """Copies, edits, a part, forms on one template and names that are code somewhere."""
    writer = Writer(7)
    report = sentences(writer, 30)
    edited = report.replace(". ", f'. Then {TAG} & "so" \x07 on. ', 1)
    toy.write("report.txt", report)
    toy.write("=1+1.txt", report)
    toy.write(f'@{"x" * 90}/copy, of "it".txt', report)
    toy.write("edited.txt", edited)
    toy.write("edited.md", edited)
    whole = sentences(writer, 40)
    toy.write("whole.txt", whole)
    toy.write("part.txt", whole[: whole.index(". ", len(whole) // 3) + 1])
    body = writer.text(160)
    for number in range(16):
        toy.write(f"forms/{number:02}.txt", writer.form(body, 24))
    toy.write("empty.txt", b"")
    odd = "a <i>line</i>\n&amp; 'quote'.txt" if os.name == "posix" else "a line.txt"
    toy.write(odd, f"{TAG} {report} One more sentence stands here at the end of it all.")


def write_latin1(toy: ToyLibrary, text: str) -> None:
    """Write a document whose name is not UTF-8, or skip where there are no such names."""
    file = toy.write("x.txt", text)
    try:
        os.rename(file, os.path.join(os.fsencode(file.parent), LATIN1))
    except OSError:
        pytest.skip("this file system has no such names")


def sentences(writer: Writer, count: int) -> str:
    return " ".join(f"{writer.text(9).capitalize()}." for _ in range(count))


def differences(a: ComparedText, b: ComparedText) -> Differences:
    return compare_texts(a, b, token=CancelToken())


class Screen(io.StringIO):
    """A terminal with colours."""

    def isatty(self) -> bool:
        return True


def coloured(monkeypatch: pytest.MonkeyPatch) -> terminal.Style:
    """Return a style as on a terminal with colours."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(terminal, "_ansi_works", lambda _: True)
    return terminal.Style(Screen())


def plain() -> terminal.Style:
    return terminal.Style(io.StringIO())


def without_colours(line: str) -> str:
    return _COLOUR.sub("", line)


def widest(lines: list[str]) -> int:
    return max(display_width(without_colours(line)) for line in lines)
