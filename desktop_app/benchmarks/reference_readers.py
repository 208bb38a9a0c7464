"""Other programs that read documents, to compare our words with, each where it is installed.

What they write stays in a scratch folder until it is asked for, so that a large folder costs disk
and not memory.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

if sys.platform == "linux":
    import resource

Converted = dict[Path, list[Path]]
"""What was read → the files with its text, UTF-8."""

# They hang and swell on hostile files; what they have not done by then counts as not read.
_ONE_FILE_S = 15.0
_OFFICE_START_S = 30.0
_OFFICE_FILE_S = 1.5
_OFFICE_FILES = 25
_MEMORY_BYTES = 4 << 30
_OUTPUT_BYTES = 100 << 20
_ALL_SHEETS = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1"
# One word, or one character of a script written without spaces between words.
_WORD = re.compile(
    "[\u0e00-\u0e7f\u2e80-\u9fff\uf900-\ufaff]|(?:(?![\u0e00-\u0e7f\u2e80-\u9fff])[^\\W_])+"
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010\u0002\ufffe]\r?\n\s*(?=[^\W\d_])")

WordBag = Counter[str]


def word_bag(text: str) -> WordBag:
    """Return how often each word occurs; case, hyphenation and compatibility forms do not count."""
    joined = _BROKEN_WORD.sub("", _UNSEEN.sub("", text))
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", joined).casefold()))


def share_found(wanted: WordBag, found: WordBag) -> float:
    """Return the share, 0 to 1, of the words of ``wanted`` that ``found`` has too; 1 if none."""
    total = wanted.total()
    return (wanted & found).total() / total if total else 1.0


@dataclass(frozen=True, slots=True)
class ReferenceReader:
    """A program that reads documents.

    Attributes:
        name: As shown in tables.
        programs: All must be on PATH.
        suffixes: Lower case, with the dot.
        convert: Writes the texts of many files into an empty folder. What fails is left out.
    """

    name: str
    programs: tuple[str, ...]
    suffixes: frozenset[str]
    convert: Callable[[Sequence[Path], Path], Converted]

    @property
    def is_installed(self) -> bool:
        return all(map(shutil.which, self.programs))


def reader_for(suffix: str) -> ReferenceReader | None:
    """Return the program on this computer to compare files of this suffix with, or None."""
    fitting = (reader for reader in REFERENCE_READERS if suffix.lower() in reader.suffixes)
    return next((reader for reader in fitting if reader.is_installed), None)


class References:
    """The texts other programs found in many files.

    Args:
        scratch: An existing folder for them.
    """

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._texts: Converted = {}

    def convert(self, files: Iterable[Path]) -> None:
        """Have every file read that an installed program can read."""
        waiting: dict[str, list[Path]] = {}
        readers: dict[str, ReferenceReader] = {}
        for file in files:
            if reader := reader_for(file.suffix):
                readers[reader.name] = reader
                waiting.setdefault(reader.name, []).append(file)
        for number, (name, fitting) in enumerate(waiting.items()):
            target = self._scratch / f"reference-{len(self._texts)}-{number}"
            target.mkdir()
            self._texts |= readers[name].convert(fitting, target)

    def words(self, file: Path) -> WordBag | None:
        """Return the words another program found in ``file``, or None if none read it."""
        texts = self._texts.get(file)
        if texts is None:
            return None
        return word_bag("\n".join(text.read_text("utf-8", "replace") for text in texts))


# -- the programs ---------------------------------------------------------------------------


def _pdftotext(files: Sequence[Path], target: Path) -> Converted:
    return _one_by_one(files, target, lambda file: ["pdftotext", "-q", "-enc", "UTF-8", file, "-"])


def _pandoc(files: Sequence[Path], target: Path) -> Converted:
    def command(file: Path) -> list[str | Path]:
        form = _PANDOC_FORMATS[file.suffix.lower()]
        return ["pandoc", "+RTS", "-M1g", "-RTS", "--sandbox", "-f", form, "-t", "plain", file]

    return _one_by_one([file for file in files if _is_for_pandoc(file)], target, command)


def _is_for_pandoc(file: Path) -> bool:
    """Whether a file is packed, or text in UTF-8: pandoc takes every text for that."""
    data = file.read_bytes()
    if data.startswith((b"PK", b"{\\rtf")):
        return True
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False


def _writer(files: Sequence[Path], target: Path) -> Converted:
    return _office(files, target, "txt:Text (encoded):UTF8", ".txt")


def _calc(files: Sequence[Path], target: Path) -> Converted:
    return _office(files, target, _ALL_SHEETS, ".csv")


def _impress(files: Sequence[Path], target: Path) -> Converted:
    # It writes no text itself; the PDF it writes is read by pdftotext.
    pages = _office(files, target, "pdf", ".pdf")
    texts = target / "texts"
    texts.mkdir()
    found = _pdftotext([made for (made,) in pages.values()], texts)
    return {file: found[made] for file, (made,) in pages.items() if made in found}


def _one_by_one(
    files: Sequence[Path], target: Path, command: Callable[[Path], Sequence[str | Path]]
) -> Converted:
    done: Converted = {}
    for number, file in enumerate(files):
        text = target / f"{number}.txt"
        with open(text, "wb") as stream:
            is_read = _succeeds(command(file.absolute()), stream.fileno(), _ONE_FILE_S)
        if is_read and text.stat().st_size <= _OUTPUT_BYTES:
            done[file] = [text]
    return done


def _office(files: Sequence[Path], target: Path, form: str, suffix: str) -> Converted:
    """Convert many files in few calls: LibreOffice takes seconds to start."""
    done: Converted = {}
    for number, some in enumerate(_batches(files, _OFFICE_FILES)):
        inside, outside = target / f"in-{number}", target / f"out-{number}"
        inside.mkdir()
        names: Mapping[str, Path] = {f"{at:04}": file for at, file in enumerate(some)}
        for name, file in names.items():  # two files of one name would overwrite each other
            shutil.copyfile(file, inside / f"{name}{file.suffix}")
        command: list[str | Path] = [
            "soffice",
            f"-env:UserInstallation={(target / 'profile').as_uri()}",
        ]
        command += ["--headless", "--norestore", "--convert-to", form, "--outdir", outside]
        limit_s = _OFFICE_START_S + _OFFICE_FILE_S * len(some)
        _succeeds([*command, *sorted(inside.iterdir())], None, limit_s)
        for name, file in names.items():
            if made := sorted(outside.glob(f"{name}*{suffix}")):
                done[file] = made
    return done


def _batches(files: Sequence[Path], size: int) -> Iterator[Sequence[Path]]:
    for start in range(0, len(files), size):
        yield files[start : start + size]


def _succeeds(command: Sequence[str | Path], output: int | None, limit_s: float) -> bool:
    """Run a program to its end or for ``limit_s``; then it and what it started are killed."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if output is None else output,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    if sys.platform == "linux" and command[0] != "pandoc":  # which reserves a terabyte
        with contextlib.suppress(OSError):
            resource.prlimit(process.pid, resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    try:
        return process.wait(limit_s) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            _kill_group(process)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        import signal

        with contextlib.suppress(OSError):  # soffice is a script that starts the program
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


_PANDOC_FORMATS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".epub": "epub",
    ".tex": "latex",
    ".rst": "rst",
    ".md": "markdown",
    ".ipynb": "ipynb",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
}

REFERENCE_READERS = (
    ReferenceReader("pdftotext", ("pdftotext",), frozenset({".pdf"}), _pdftotext),
    ReferenceReader(
        "LibreOffice", ("soffice",), frozenset({".docx", ".doc", ".odt", ".rtf"}), _writer
    ),
    ReferenceReader(
        "LibreOffice Calc", ("soffice",), frozenset({".xlsx", ".xlsb", ".xls", ".ods"}), _calc
    ),
    ReferenceReader(
        "LibreOffice, pdftotext",
        ("soffice", "pdftotext"),
        frozenset({".pptx", ".ppt", ".odp"}),
        _impress,
    ),
    ReferenceReader("pandoc", ("pandoc",), frozenset(_PANDOC_FORMATS), _pandoc),
)
"""The first installed one that knows a suffix is asked."""
