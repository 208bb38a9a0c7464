"""Writers of messages, mailboxes and archives as other programs write them, byte by byte."""

from __future__ import annotations

import io
import tarfile
from base64 import encodebytes
from collections.abc import Iterable, Mapping

SENT = "From: Ann <ann@x.example>\nTo: bob@y.example\nDate: Mon, 2 Mar 2026 09:00:00 +0100\n"
_OID_SIGNED = bytes.fromhex("06092a864886f70d010702")
_OID_ENVELOPED = bytes.fromhex("06092a864886f70d010703")
_OID_DATA = bytes.fromhex("06092a864886f70d010701")


def part(kind: str, body: bytes | str, headers: str = "") -> bytes:
    """Return a part: content type with its parameters, then ``body`` as it is."""
    data = body if isinstance(body, bytes) else body.encode()
    return f"Content-Type: {kind}\n{headers}\n".encode() + data


def attached(name: str, data: bytes, kind: str = "application/octet-stream") -> bytes:
    """Return a part in base64 with Content-Disposition "attachment"."""
    disposition = f'Content-Disposition: attachment; filename="{name}"\n'
    return part(kind, encodebytes(data), disposition + "Content-Transfer-Encoding: base64\n")


def multipart(kind: str, *parts: bytes, boundary: str = "", ends: bool = True) -> bytes:
    """Return a multipart with a preamble and an epilogue that nobody should see.

    Args:
        ends: Whether the last delimiter is there.
    """
    boundary = boundary or f"=_{kind}"
    body = b"".join(b"\n--%b\n%b" % (boundary.encode(), each) for each in parts)
    end = f"\n--{boundary}--\nunseen epilogue\n".encode() if ends else b""
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\nunseen preamble\n'
    return head.encode() + body + end


def mail(subject: str, content: bytes, headers: str = SENT) -> bytes:
    """Return a message; ``content`` begins with the headers of the body (see ``part``)."""
    return f"Subject: {subject}\n{headers}MIME-Version: 1.0\n".encode() + content


def letter(subject: str, body: str) -> bytes:
    """Return a message of plain text."""
    return mail(subject, part("text/plain; charset=utf-8", body))


def mbox(messages: Iterable[bytes], newline: bytes = b"\n") -> bytes:
    """Return a mailbox (mboxrd: "From " in the text is quoted, quoted ones once more)."""
    out = []
    for number, message in enumerate(messages):
        lines = message.split(b"\n")
        quoted = [b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines]
        head = b"From ann@x.example Mon Mar  2 09:%02d:00 2026" % (number % 60)
        out += [head, *quoted, b""]
    return newline.join(out)


def tar(members: Mapping[str, bytes], links: Mapping[str, str] | None = None) -> bytes:
    """Return a TAR of files, then of symbolic links (name to target)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, target in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return out.getvalue()


def signed(content: bytes | None, *, in_pieces: bool = False) -> bytes:
    """Return SignedData (RFC 5652) around ``content``, with no signers; None: without content.

    Args:
        in_pieces: Indefinite lengths and pieces of 1,000 bytes, as programs that stream write it.
    """
    version, algorithms = b"\x02\x01\x01", b"\x31\x00"
    if content is None:
        inner = _der(0x30, _OID_DATA)
    elif in_pieces:
        pieces = b"".join(
            _der(0x04, content[at : at + 1000]) for at in range(0, len(content), 1000)
        )
        inner = b"\x30\x80" + _OID_DATA + b"\xa0\x80\x24\x80" + pieces + b"\0\0" * 3
    else:
        inner = _der(0x30, _OID_DATA + _der(0xA0, _der(0x04, content)))
    signed_data = _der(0x30, version + algorithms + inner + b"\x31\x00")
    return _der(0x30, _OID_SIGNED + _der(0xA0, signed_data))


def enveloped() -> bytes:
    """Return the outside of encrypted content (RFC 5652)."""
    return _der(0x30, _OID_ENVELOPED + _der(0xA0, b"\x30\x00"))


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content
