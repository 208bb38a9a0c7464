"""PDFs that attack who reads them, and PDFs under a password."""

from __future__ import annotations

import hashlib
import random
import zlib
from collections.abc import Sequence

_PAGE = (
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size} {size}]/Contents 5 0 R"
    "/Resources<</Font<</F 4 0 R>>{more}>>>>"
)
_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def page_loop(text: str) -> bytes:
    """Return a PDF whose page tree contains itself."""
    return _pdf(text, pages="<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2/Parent 2 0 R>>")


def count_lie(text: str) -> bytes:
    """Return a PDF that claims 2,147,483,647 pages and has one."""
    return _pdf(text, pages="<</Type/Pages/Kids[3 0 R]/Count 2147483647>>")


def repeated_page(text: str, times: int) -> bytes:
    """Return a PDF whose pages are all the same object."""
    return _pdf(text, pages=f"<</Type/Pages/Kids[{'3 0 R ' * times}]/Count {times}>>")


def huge_page() -> bytes:
    """Return a PDF with one filled page of 12 km and no text."""
    return _pdf("", page=_PAGE.format(size=900_000, more=""), content=b"0 0 900000 900000 re f")


def flate_bomb(size: int) -> bytes:
    """Return a PDF with a content stream that inflates to ``size`` bytes of blanks."""
    packer = zlib.compressobj(9)
    blanks = b" " * (1 << 20)
    packed = b"".join(packer.compress(blanks) for _ in range(size >> 20)) + packer.flush()
    return _pdf("", stream=_stream("/Filter/FlateDecode", packed))


def nested_flate(size: int) -> bytes:
    """Return a PDF with a content stream deflated twice."""
    packed = zlib.compress(zlib.compress(b" " * size, 9), 9)
    return _pdf("", stream=_stream("/Filter[/FlateDecode/FlateDecode]", packed))


def many_operators(count: int) -> bytes:
    """Return a PDF with one page of ``count`` text operators."""
    packed = zlib.compress(b"BT /F 1 Tf " + b"(ab)Tj 1 0 Td " * count + b"ET", 9)
    return _pdf("", stream=_stream("/Filter/FlateDecode", packed))


def nested_forms(text: str, width: int, depth: int) -> bytes:
    """Return a PDF with a page that draws forms that draw forms, ``width ** depth`` in all."""
    draw = b"/X Do " * width
    head = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>"
    forms = [_stream(head.format(7 + level), draw) for level in range(depth)]
    page = _PAGE.format(size=600, more="/XObject<</X 6 0 R>>")
    return _pdf(text, page=page, content=_shown(text) + draw, more=[*forms, forms[-1]])


def truncated(text: str) -> bytes:
    """Return a PDF that ends within its table of objects."""
    data = _pdf(text)
    return data[: data.index(b"xref") + 40]


def noise(rng: random.Random) -> bytes:
    """Return nothing but noise after the first line of a PDF."""
    return b"%PDF-1.7\n" + rng.randbytes(60_000)


def locked(text: str, *, user: bytes, owner: bytes) -> bytes:
    """Return a PDF encrypted with RC4 of 128 bits (ISO 32000-1, 7.6.3, revision 3).

    Args:
        user: Password to open it; b"" opens without being asked.
    """
    permissions = (-44).to_bytes(4, "little", signed=True)
    mark = b"0123456789abcdef"
    owner_key = _rehashed(_padded(owner or user))
    owner_entry = _rc4_rounds(owner_key, _padded(user))
    key = _rehashed(_padded(user) + owner_entry + permissions + mark)
    user_entry = _rc4_rounds(key, hashlib.md5(_PADDING + mark).digest()) + bytes(16)
    content = _shown(text)
    object_key = hashlib.md5(key + (5).to_bytes(3, "little") + bytes(2)).digest()
    lock = (
        f"<</Filter/Standard/V 2/R 3/Length 128/P -44"
        f"/O<{owner_entry.hex()}>/U<{user_entry.hex()}>>>"
    )
    return _pdf(
        text,
        stream=_stream("", _rc4(object_key, content)),
        more=[lock.encode()],
        trailer=f"/Encrypt 6 0 R/ID[<{mark.hex()}><{mark.hex()}>]",
    )


def _pdf(
    text: str,
    *,
    pages: str = "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    page: str = _PAGE.format(size=600, more=""),
    content: bytes | None = None,
    stream: bytes | None = None,
    more: Sequence[bytes] = (),
    trailer: str = "",
) -> bytes:
    """Return a PDF of one page; objects 1 to 5 are catalogue, pages, page, font and content."""
    shown = _stream("", content if content is not None else _shown(text))
    catalogue = "<</Type/Catalog/Pages 2 0 R>>"
    bodies = [part.encode() for part in (catalogue, pages, page, _FONT)]
    bodies += [stream or shown, *more]
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), len(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += f"trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _shown(text: str) -> bytes:
    return b"BT /F 12 Tf 50 500 Td (" + text.encode("ascii") + b") Tj ET\n"


def _stream(entries: str, data: bytes) -> bytes:
    return f"<<{entries}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def _padded(password: bytes) -> bytes:
    return (password + _PADDING)[:32]


def _rehashed(data: bytes) -> bytes:
    digest = hashlib.md5(data).digest()
    for _ in range(50):
        digest = hashlib.md5(digest).digest()
    return digest


def _rc4_rounds(key: bytes, data: bytes) -> bytes:
    for number in range(20):
        data = _rc4(bytes(byte ^ number for byte in key), data)
    return data


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    at = 0
    for index in range(256):
        at = (at + state[index] + key[index % len(key)]) & 255
        state[index], state[at] = state[at], state[index]
    out, first, second = bytearray(), 0, 0
    for byte in data:
        first = (first + 1) & 255
        second = (second + state[first]) & 255
        state[first], state[second] = state[second], state[first]
        out.append(byte ^ state[(state[first] + state[second]) & 255])
    return bytes(out)
