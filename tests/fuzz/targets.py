"""What is fuzzed: every reader by itself, and the plain functions all texts go through."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.documents.model import ReadFailure

if TYPE_CHECKING:
    from tests.support.good_documents import GoodDocument

_DOCUMENTS = "desktop_app.documents"
_READERS = f"{_DOCUMENTS}.readers"


@dataclass(frozen=True, slots=True)
class Target:
    """One function to be called with bytes.

    Attributes:
        run: May raise ReadFailure and nothing else.
        modules: Must exist for it.
        seeds: Good inputs.
    """

    name: str
    run: Callable[[bytes], object]
    modules: tuple[str, ...]
    seeds: Callable[[], Sequence[bytes]]

    @property
    def is_there(self) -> bool:
        return all(importlib.util.find_spec(module) for module in self.modules)

    def try_one(self, data: bytes) -> None:
        """Call it; a ReadFailure is an answer."""
        with contextlib.suppress(ReadFailure):
            self.run(data)


def targets() -> dict[str, Target]:
    """Return all targets by name: those of ``reading.READERS`` first."""
    from desktop_app.documents.reading import READERS

    suffixes: dict[str, list[str]] = {}
    for document in _good_documents():
        suffixes.setdefault(READERS[document.kind], []).append(document.name)
    found = [
        _reader(module, tuple(suffixes.get(module, ("x",))))
        for module in dict.fromkeys(READERS.values())
    ]
    return {target.name: target for target in (*found, *_functions())}


def _reader(module: str, names: tuple[str, ...]) -> Target:
    def run(data: bytes) -> None:
        from desktop_app.documents.sources.source import Source

        # The name decides little; which of several it is shall still not depend on chance.
        name = names[len(data) % len(names)]
        importlib.import_module(module).read(Source(data, name))

    def seeds() -> list[bytes]:
        return [document.data for document in _good_documents() if document.name in names]

    return Target(module.rpartition(".")[2], run, (module,), seeds)


def _functions() -> list[Target]:
    def texts() -> list[bytes]:
        samples = [document.text for document in _good_documents()]
        more = ["soft\u00adhyphen bro-\nken \ufb01 \U0001f600", "Page 1\n\nx\fPage 2\n\ny\f"]
        return [text.encode(codec) for text in (*samples[:3], *more) for codec in _CODECS]

    def packed() -> list[bytes]:
        from tests.support.make_ole import stored_rtf

        return [stored_rtf(b"{\\rtf1 text}"), bytes.fromhex(_COMPRESSED)]

    def compounds() -> list[bytes]:
        return [doc.data for doc in _good_documents() if doc.data.startswith(b"\xd0\xcf\x11\xe0")]

    def files() -> list[bytes]:
        return [document.data for document in _good_documents()]

    return [
        Target("decoding", _decode, (f"{_DOCUMENTS}.sources.decoding",), texts),
        Target("filetypes", _detect, ("desktop_app.documents.filetypes",), files),
        Target("reading", _read_all, ("desktop_app.documents.reading",), files),
        Target("normalise", _cut, ("desktop_app.documents.text.normalise",), texts),
        Target("compressed_rtf", _decompress, (f"{_READERS}.mail.compressed_rtf",), packed),
        Target("ole", _walk, (f"{_DOCUMENTS}.sources.ole",), compounds),
    ]


_CODECS = ("utf-8", "utf-16")
_COMPRESSED = (
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a"
    "800fa0"
)


def _good_documents() -> Iterator[GoodDocument]:
    from tests.support.good_documents import good_documents

    return good_documents()


def _decode(data: bytes) -> None:
    from desktop_app.documents.sources.decoding import decode

    half = len(data) // 2
    decode(data)
    decode(data[half:], data[:20].decode("latin-1"))


def _detect(data: bytes) -> None:
    from desktop_app.documents.filetypes import detect
    from desktop_app.documents.sources.source import Source

    detect(Source(data, "x"))


def _read_all(data: bytes) -> None:
    from desktop_app.documents.reading import read_document

    read_document(data, "x")


def _cut(data: bytes) -> None:
    from desktop_app.documents.text import normalise, passages, running
    from desktop_app.documents.text.words import keyword_tokens, spans

    # Lone surrogates come from readers too.
    decoded = data.decode("utf-8", "surrogateescape" if len(data) % 2 else "replace")
    pages = [normalise.clean(page) for page in decoded.split("\f")]
    text = "\n".join(pages)
    starts = [0, *itertools.accumulate(len(page) + 1 for page in pages[:-1])]
    match = normalise.match_text(text, running.running_lines(text, starts))
    normalise.text_sha256(match.text)
    for start in range(0, len(match.text), 97):
        first, last = match.display_span(start, start + 1)
        assert 0 <= first <= last <= len(text)
    cut = passages.split(text, starts, passages.PassageSetting(20, 5))
    assert all(text[p.start : p.end].strip() == text[p.start : p.end] for p in cut)
    assert [token for token, _, _ in spans(text)] == keyword_tokens(text)


def _decompress(data: bytes) -> None:
    from desktop_app.documents.readers.mail.compressed_rtf import decompress

    decompress(data)


def _walk(data: bytes) -> None:
    from desktop_app.documents.sources.ole import open_ole, title_of
    from desktop_app.documents.sources.source import Source

    root = open_ole(Source(data, "x"))
    title_of(root)
    for name in root.names:
        root.stream(name)
