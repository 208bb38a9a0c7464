"""Changes to good files: of their raw bytes, or of what is packed inside a ZIP or OLE file."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from typing import TypeAlias

from desktop_app.documents.model import ReadFailure
from desktop_app.documents.sources.ole import open_ole
from desktop_app.documents.sources.source import Source

Mutate: TypeAlias = Callable[[bytes, int], bytes]
"""Bytes and the most bytes that may come out → changed bytes."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_MEMBER_BYTES = 1 << 20
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_WORDS = (
    *(b"<", b">", b"&x;", b"</", b"<!--", b"<![CDATA[", b"{", b"}", b"\\", b"\\bin99999999 "),
    *(b"\0", b"\r\n\r\n", b"\n", b"\t", b"\f", b"--", b"=?utf-8?q?", b"\xff\xfe", b"\xef\xbb\xbf"),
    *(b"999999999999999999999", b"-1", b"0", b"\xed\xa0\x80", b"\xcc\x81" * 40, b"\xe2\x80\xae"),
)


def random_bytes(rng: random.Random) -> Mutate:
    """Return a mutator of raw bytes that is not guided by anything."""

    def mutate(data: bytes, limit: int) -> bytes:
        out = bytearray(data)
        for _ in range(1 << rng.randrange(5)):
            _change(out, rng)
        return bytes(out[:limit])

    return mutate


def _change(out: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(out) + 1)
    end = min(len(out), at + (1 << rng.randrange(12)))
    kind = rng.randrange(7)
    if kind == 0 and out:
        out[at % len(out)] ^= 1 << rng.randrange(8)
    elif kind == 1:
        del out[at:end]
    elif kind == 2:
        out[at:at] = out[at:end] * rng.randint(1, 4)
    elif kind == 3:
        size = rng.choice((1, 2, 4, 8))
        number = rng.choice(_NUMBERS) & ((1 << 8 * size) - 1)
        out[at : at + size] = number.to_bytes(size, rng.choice(("little", "big")))
    elif kind == 4:
        out[at:at] = rng.choice(_WORDS)
    elif kind == 5:
        target = rng.randrange(len(out) + 1)
        out[target:target] = out[at:end]
    else:
        out[at:end] = rng.randbytes(end - at)


def inside_or_outside(mutate: Mutate, rng: random.Random) -> Mutate:
    """Return a mutator that, half of the time, changes one member or stream and packs it again."""

    def choose(data: bytes, limit: int) -> bytes:
        if rng.random() < 0.5:
            for repack in (_zip_member, _ole_stream):
                changed = repack(data, limit, mutate, rng)
                if changed is not None and len(changed) <= limit:
                    return changed
        return mutate(data, limit)

    return choose


def _zip_member(data: bytes, limit: int, mutate: Mutate, rng: random.Random) -> bytes | None:
    if not data.startswith(b"PK"):
        return None
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if not infos or sum(info.file_size for info in infos) > _MOST_MEMBER_BYTES:
                return None
            chosen = rng.choice(infos)
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
                for info in infos:
                    content = archive.read(info)
                    if info is chosen:
                        content = mutate(content, limit)
                    packed.writestr(zipfile.ZipInfo(info.filename), content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError,
            RuntimeError, UserWarning):  # fmt: skip
        return None
    return out.getvalue()


def _ole_stream(data: bytes, limit: int, mutate: Mutate, rng: random.Random) -> bytes | None:
    """Change one stream in place: it keeps its length, so that no table has to be written anew."""
    if not data.startswith(_OLE):
        return None
    try:
        # Not by olefile itself: on changed files it may take all time and memory there is.
        root = open_ole(Source(data, "x"))
        names = sorted(root.names)
        if not names:
            return None
        content = root.stream(rng.choice(names))
    except ReadFailure:
        return None
    at = data.find(content[:64]) if len(content) >= 64 else -1
    if at < 0:
        return None
    changed = mutate(content, limit)[: len(content)].ljust(len(content), b"\0")
    # Chains that are not in one piece are overwritten past their end: one more kind of damage.
    return data[:at] + changed + data[at + len(content) :]
