"""The whole job once, in the terminal: index, search, find similar, duplicates.

What ``likewise`` and ``likewise FOLDER`` do wherever there is no window to show.
"""

from __future__ import annotations

import filecmp
import re
import shutil
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from desktop_app.console import say
from desktop_app.errors import AppError, EnvironmentProblem, InvalidRequest
from desktop_app.paths import user_data_dir
from desktop_app.progress import CancelToken
from desktop_app.terminal import ProgressBar, Style, columns, printable, wrap, write_line

if TYPE_CHECKING:
    from desktop_app.library import Library
    from desktop_app.output.as_text import TextOutput

_SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "samples"
_HITS, _HITS_ASKED = 3, 5
_DUPLICATE_THRESHOLD = 0.75
_LOOKED_AT = 20  # documents tried to find a good example for find-similar


@dataclass(frozen=True, slots=True)
class Example:
    """What to ask a folder.

    Attributes:
        question: For the search.
        document: Path of the document whose like is sought.
        threshold: Least score of a document like it.
    """

    question: str
    document: str
    threshold: float = 0.75


# The answer, on page 2 of the handbook, shares no word with the question.
SAMPLE_EXAMPLE = Example(
    "maternity and paternity benefits", "health/discharge-pennington.txt", threshold=0.4
)


def run(folder: str | None, token: CancelToken) -> int:
    """Do the main job on ``folder``, or on a copy of the sample documents if None.

    Returns:
        The exit status.

    Raises:
        AppError: As ``Library`` does.
        Cancelled: If ``token`` was set.
    """
    from desktop_app.library import Library

    place = Path(folder) if folder is not None else copy_samples(user_data_dir() / "Samples")
    with Library(place, tell=say) as library:
        tour = _Tour(library, token)
        if tour.index():
            example = SAMPLE_EXAMPLE if folder is None else _example(library, token)
            tour.search(example.question)
            tour.similar(example)
            tour.duplicates()
            tour.farewell()
            tour.ask()
    return 0


def copy_samples(target: Path, source: Path = _SAMPLES) -> Path:
    """Put the sample documents at ``target``, each as it was shipped; returns ``target``.

    They are copied so that neither they nor an index touch the program's own folder.

    Raises:
        InvalidRequest: If this installation has no samples.
        EnvironmentProblem: If ``target`` cannot be written.
    """
    if not source.is_dir():
        raise InvalidRequest("There are no sample documents here.", "Name a folder of your own.")
    try:
        for file in sorted(path for path in source.rglob("*") if path.is_file()):
            copy = target / file.relative_to(source)
            if not copy.is_file() or not filecmp.cmp(file, copy, shallow=False):
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
    except OSError as exc:
        raise EnvironmentProblem(
            f"The sample documents cannot be copied to “{target}” ({exc.strerror}).",
            "Name a folder of your own.",
        ) from exc
    return target


class _Tour:
    """The stations, each with a heading, what it answers, and the command that gives it again."""

    def __init__(self, library: Library, token: CancelToken) -> None:
        from desktop_app.output.as_text import TextOutput

        self._library, self._token = library, token
        self._style = Style(sys.stdout)
        self._width = min(columns(sys.stdout), 100)
        self._text: TextOutput = TextOutput(self._style, self._width)

    def index(self) -> bool:
        """Index the folder; returns whether there is a document to ask for."""
        self._heading("Index", f"Reading {self._library.folder}")
        with ProgressBar() as bar:
            result = self._library.update(token=self._token, report=bar)
        self._say(self._text.indexing(result))
        status = self._library.status()
        self._say(self._text.status(status))
        if not status.passages:
            self._say(["", "No document with text was found in this folder."])
        return status.passages > 0

    def search(self, question: str) -> None:
        """Search by meaning."""
        self._heading("Search by meaning", f'likewise search FOLDER "{printable(question)}"')
        self._say(self._text.search(self._library.search(question, _HITS, token=self._token)))

    def similar(self, example: Example) -> None:
        """Find the documents most like one of them."""
        self._heading(
            "Find similar",
            f'likewise similar FOLDER "{printable(example.document)}"'
            f" --threshold {example.threshold:.2f}",
        )
        result = self._library.similar(example.document, _HITS, example.threshold, self._token)
        self._say(self._text.similar(result, example.threshold))

    def duplicates(self) -> None:
        """Show what is alike, with the evidence."""
        self._heading("Duplicates", "likewise duplicates FOLDER")
        with ProgressBar() as bar:
            found = self._library.duplicates(self._token, bar)
        from desktop_app.output.duplicates_text import DuplicatesText

        text = DuplicatesText(self._text.style, self._text.width)
        self._say(text.lines(found, _DUPLICATE_THRESHOLD))

    def farewell(self) -> None:
        """Say where everything is and that nothing left the computer."""
        self._heading("Done", "")
        where = self._library.location.directory
        lines = (
            f"The index is in {where}. Delete that folder and Likewise has forgotten everything.",
            "Nothing left this computer, and no document was changed.",
        )
        self._say(wrap(line, self._width) for line in lines)

    def ask(self) -> None:
        """Let the person search until they have had enough; only where one is there."""
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return
        while question := _typed(self._style.bold("Search for (Enter to leave): ")):
            try:
                result = self._library.search(question, _HITS_ASKED, token=self._token)
            except InvalidRequest as exc:
                self._say([str(exc)])
            else:
                self._say(self._text.search(result))

    def _heading(self, title: str, detail: str) -> None:
        self._say(["", self._style.bold(f"── {title} " + "─" * (self._width - len(title) - 4))])
        if detail:
            self._say([self._style.dim(detail), ""])

    def _say(self, lines: Iterable[str]) -> None:
        for line in lines:
            write_line(sys.stdout, line)


def _typed(prompt: str) -> str:
    """Return what the person typed; "" if nothing, or if they pressed Ctrl-C."""
    sys.stdout.write(f"\n{prompt}")
    sys.stdout.flush()
    # A handler that only sets a token would leave us waiting for the line.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return sys.stdin.readline().strip()
    except KeyboardInterrupt:
        write_line(sys.stdout)
        return ""
    finally:
        signal.signal(signal.SIGINT, before)


def _example(library: Library, token: CancelToken) -> Example:
    """Return something to ask a folder that nobody knows yet."""
    paths = [file.path for file in library.files() if file.passages][:_LOOKED_AT]
    best, document = -1.0, paths[0]
    for path in paths:
        try:
            hits = library.similar(path, 1, -1.0, token).hits
        except AppError:
            continue  # nothing to compare it by
        # An exact copy is found by the duplicates; here something less obvious is of use.
        score = max((hit.score for hit in hits if not hit.same_bytes), default=-1.0)
        if score > best:
            best, document = score, path
    question = re.sub(r"[\W_\d]+", " ", PurePosixPath(document).stem).strip()
    return Example(question or document, document, threshold=min(0.75, max(0.0, best)))
