"""What every command does with standard input, output and error."""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.errors import Cancelled, InvalidRequest

if TYPE_CHECKING:
    from desktop_app.library import Library
    from desktop_app.output.as_text import TextOutput
    from desktop_app.terminal import ProgressBar

Options = argparse.Namespace


def open_library(options: Options) -> Library:
    """Return the library of the folder a command was given."""
    from desktop_app.index.location import Place
    from desktop_app.library import Library

    places = {"beside": Place.BESIDE, "profile": Place.APP_DATA, None: None}
    return Library(options.folder, place=places[getattr(options, "place", None)], tell=say)


def refuse_inside(library: Library, target: Path | None) -> None:
    """Refuse to write among the documents, where a report would be read as one of them.

    Raises:
        InvalidRequest: ``target`` is in the folder.
    """
    if target is not None and library.relative(target.absolute()) is not None:
        raise InvalidRequest(
            f"“{target}” is inside the documents' folder.", "Choose a place outside of it."
        )


@contextlib.contextmanager
def progress_bar() -> Iterator[ProgressBar]:
    """Give a bar on standard error, erased at the end."""
    from desktop_app.terminal import ProgressBar

    with ProgressBar(sys.stderr) as bar:
        yield bar


def answer(
    as_json: bool, value: dict[str, Any], text: Callable[[TextOutput], Iterable[str]]
) -> int:
    """Write an answer, in JSON or as the lines that ``text`` makes; returns 0."""
    if as_json:
        print_json(value)
        return 0
    from desktop_app.output.as_text import TextOutput
    from desktop_app.terminal import Style, columns

    for line in text(TextOutput(Style(sys.stdout), columns(sys.stdout))):
        _print(line)
    return 0


def print_json(value: dict[str, Any]) -> None:
    """Write one line of JSON to standard output."""
    _print(json.dumps(value, ensure_ascii=True))


def _print(line: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(line.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stdout.flush()


def say(line: str) -> None:
    """Write a line to standard error."""
    sys.stderr.write(line.encode("utf-8", "replace").decode("utf-8") + "\n")


def can_ask() -> bool:
    """Return whether a person sits at both ends: sees a question and can answer it."""
    streams = (sys.stdin, sys.stderr)
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def confirm(question: str) -> bool:
    """Ask on standard error and return whether the answer was yes.

    Raises:
        Cancelled: On Ctrl-C.
    """
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    # Elsewhere Ctrl-C sets a token, which nobody looks at while a line is awaited.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return sys.stdin.readline().strip().lower() in ("y", "yes")
    except KeyboardInterrupt:
        say("")
        raise Cancelled from None
    finally:
        signal.signal(signal.SIGINT, before)
