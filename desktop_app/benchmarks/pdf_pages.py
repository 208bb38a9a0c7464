"""Reading PDFs against the plain way: PDFium's own text, page by page, and nothing else."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.benchmarks.tables import interleaved
from desktop_app.documents.reading import read_document

MOST_TIMES_PLAIN = 1.3
_FEWEST_ROUNDS = 3

Data = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class PageSpeed:
    """What both ways took for the same pages.

    Attributes:
        pages: Read by each way, over all rounds.
        ours_s, plain_s: CPU seconds for them.
        ratio: Median over the rounds of ours / plain.
    """

    pages: int
    files: int
    ours_s: float
    plain_s: float
    ratio: float


def compare(files: Iterable[Path], pages: int) -> PageSpeed | None:
    """Read PDFs both ways in turns until each has read about ``pages`` pages; None without any.

    In this process, so give it only files that were read well before.
    """
    data: dict[str, bytes] = {}
    count = 0
    for file in files:
        if count >= pages:
            break
        content = data[str(file)] = file.read_bytes()
        count += _page_count(content)
    if not count:
        return None
    rounds = max(_FEWEST_ROUNDS, -(-pages // count))
    timings = interleaved(
        {"ours": _every_file(data, _ours), "plain": _every_file(data, _plain)}, rounds
    )
    ours, plain = timings["ours"].seconds, timings["plain"].seconds
    ratio = statistics.median(a / max(b, 1e-9) for a, b in zip(ours, plain, strict=True))
    return PageSpeed(count * rounds, len(data), sum(ours), sum(plain), ratio)


def _every_file(data: Data, read: Callable[[bytes, str], object]) -> Callable[[int], object]:
    return lambda _: [read(content, name) for name, content in data.items()]


def _ours(data: bytes, name: str) -> object:
    return read_document(data, name)


def _plain(data: bytes, name: str) -> object:
    """Return the text as a script of a few lines would get it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    texts = []
    for number in range(len(document)):
        page = document[number]
        textpage = page.get_textpage()
        texts.append(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return texts


def _page_count(data: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()
