"""About how much the next run of a folder would send to a cloud model; nothing is sent for that.

What the index has texts of is counted. Of files it does not know some are read, each suffix by
itself, and the rest is taken to be like them: a scan of ten megabytes gives less text than a letter
of ten kilobytes. A small folder is read whole.
"""

from __future__ import annotations

import contextlib
import math
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.documents.folder.opener import Fingerprint
from desktop_app.documents.folder.scanner import scan
from desktop_app.documents.text.passages import PassageSetting, embedding_text
from desktop_app.documents.workers.pool import ReaderPool
from desktop_app.embedding.embedder import ModelInfo
from desktop_app.errors import IndexMissing
from desktop_app.index.adoption import find_index
from desktop_app.index.exclusions import exclusions
from desktop_app.index.generations import passage_setting
from desktop_app.index.location import IndexLocation
from desktop_app.index.reader import IndexReader
from desktop_app.privacy.estimate import Estimate, price_of, tokens_of
from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage

_READ_AT_MOST = 60
_READ_OF_A_SUFFIX = 8
_TEXTS_AT_MOST = 20


@dataclass(slots=True)
class _Amount:
    """What would be sent, so far.

    Attributes:
        files: Documents with text.
        seen: Files looked at, text or not.
        bytes: Of those.
    """

    files: float = 0
    characters: float = 0
    tokens: float = 0
    seen: int = 0
    bytes: int = 0

    def add(self, other: _Amount) -> None:
        self.files += other.files
        self.characters += other.characters
        self.tokens += other.tokens
        self.seen += other.seen
        self.bytes += other.bytes

    def add_like(self, other: _Amount, count: int, size: int) -> None:
        """Add ``count`` files of ``size`` bytes together, taken to be like ``other``."""
        if other.seen:
            self.files += other.files / other.seen * count
        if other.bytes:
            self.characters += other.characters / other.bytes * size
            self.tokens += other.tokens / other.bytes * size


def to_send(
    location: IndexLocation,
    model: ModelInfo,
    usd_per_million: float | None,
    token: CancelToken,
    report: Report,
) -> Estimate:
    """Return what bringing the index up to date with ``model`` would send.

    Raises:
        FolderUnavailable, IndexDamaged, Cancelled
    """
    setting, whole = passage_setting(model), _Amount()
    files: Mapping[str, Fingerprint] = scan(
        str(location.folder), token, report, excluded=exclusions(location)
    ).files
    if find_index(location.folder) is not None:
        with contextlib.suppress(IndexMissing):
            known = _known(location, model, files, whole)
            files = {path: mark for path, mark in files.items() if path not in known}
    guessed, amount = _guess(location, files, setting, token, report)
    whole.add(amount)
    tokens = math.ceil(whole.tokens)
    price = price_of(tokens, usd_per_million)
    return Estimate(round(whole.files), round(whole.characters), tokens, price, guessed)


def _known(
    location: IndexLocation, model: ModelInfo, files: Mapping[str, Fingerprint], whole: _Amount
) -> set[str]:
    """Add what the index has texts of and the model no vectors; return the files it knows."""
    with contextlib.closing(IndexReader(location)) as reader, reader.snapshot():
        rows = reader.rows("SELECT path, size, mtime_ns, content_id FROM document")
        known = {
            path: content_id
            for raw, size, mtime_ns, content_id in rows
            if (path := os.fsdecode(raw)) in files and files[path][:2] == (size, mtime_ns)
        }
        todo = set(_without_vectors(reader, model)) & set(known.values())
        whole.files += sum(content_id in todo for content_id in known.values())
        _add_texts(reader, sorted(todo), whole)
    return set(known)


def _without_vectors(reader: IndexReader, model: ModelInfo) -> list[int]:
    """Contents with text that the model's generation has no passages of."""
    rows = reader.rows(
        "SELECT content_id FROM content_text WHERE content_id NOT IN (SELECT content_id FROM"
        " passage JOIN generation g ON g.id = passage.generation WHERE g.model_id = ?)",
        model.model_id,
    )
    return [row[0] for row in rows]


def _add_texts(reader: IndexReader, contents: Sequence[int], whole: _Amount) -> None:
    """Add the passages of the live generation: another model's are cut alike."""
    live = reader.live().id
    sums: dict[int, int] = {}
    for content_id in contents:
        rows = reader.rows(
            "SELECT sum(end - start) FROM passage WHERE generation = ? AND content_id = ?",
            live,
            content_id,
        )
        sums[content_id] = int(rows[0][0] or 0)
    some = contents[:: max(1, len(contents) // _TEXTS_AT_MOST)]
    texts = [row.text for row in reader.contents(some)]
    letters = sum(map(len, texts))
    per_character = sum(map(tokens_of, texts)) / letters if letters else 0.25
    characters = sum(sums.values())
    whole.characters += characters
    whole.tokens += characters * per_character


def _guess(
    location: IndexLocation,
    files: Mapping[str, Fingerprint],
    setting: PassageSetting,
    token: CancelToken,
    report: Report,
) -> tuple[bool, _Amount]:
    """Return what files that are not known would give, and whether it is partly a guess."""
    groups: dict[str, list[str]] = defaultdict(list)
    for path in files:
        groups[os.path.splitext(path)[1].lower()].append(path)
    chosen = list(files) if len(files) <= _READ_AT_MOST else _some(groups, files)
    found = _read(location, {path: files[path] for path in chosen}, setting, token, report)
    seen = _Amount()
    for amount in found.values():
        seen.add(amount)
    whole = _Amount()
    whole.add(seen)
    for suffix, paths in groups.items():
        read = found.get(suffix, _Amount())
        size = sum(files[path][0] for path in paths) - read.bytes
        whole.add_like(read if read.seen else seen, len(paths) - read.seen, size)
    return len(chosen) < len(files), whole


def _some(groups: Mapping[str, Sequence[str]], files: Mapping[str, Fingerprint]) -> list[str]:
    """Choose a few of each suffix, the most frequent suffixes first, small and large ones alike."""
    chosen: list[str] = []
    for paths in sorted(groups.values(), key=len, reverse=True):
        if len(chosen) >= _READ_AT_MOST:
            break
        by_size = sorted(paths, key=lambda path: (files[path][0], path))
        chosen += by_size[len(by_size) % _step(by_size) // 2 :: _step(by_size)][:_READ_OF_A_SUFFIX]
    return chosen[:_READ_AT_MOST]


def _step(paths: Sequence[str]) -> int:
    return max(1, len(paths) // _READ_OF_A_SUFFIX)


def _read(
    location: IndexLocation,
    files: Mapping[str, Fingerprint],
    setting: PassageSetting,
    token: CancelToken,
    report: Report,
) -> dict[str, _Amount]:
    """Return what the files of each suffix give. Each text counts once."""
    found: dict[str, _Amount] = defaultdict(_Amount)
    if not files:
        return found
    meter = ProgressMeter(report, Stage.READING, len(files))
    seen: set[str] = set()
    with ReaderPool(2, folder=str(location.folder), settings=[setting]) as pool:
        for reading in pool.read_all(files, frozenset(), token):
            amount = found[os.path.splitext(reading.path)[1].lower()]
            amount.seen += 1
            amount.bytes += files[reading.path][0]
            amount.files += reading.failure is None  # of a copy, too, whose text is sent once
            if reading.outcome is not None:
                text, cut = reading.outcome.text, reading.outcome.cut
                (passages,), (title,) = cut.passages, cut.short_titles
                for passage in passages:
                    sent = embedding_text(title, text[passage.start : passage.end])
                    if sent not in seen:
                        seen.add(sent)
                        amount.characters += len(sent)
                        amount.tokens += tokens_of(sent)
            meter.advance(current=reading.path)
    meter.finish()
    return found
