from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import zipfile
from functools import partial

import pytest

from desktop_app.documents.model import Kind, ReadFailure, ReadState, Reason
from desktop_app.documents.readers.packed import archive, inside
from desktop_app.documents.reading import read_document
from desktop_app.documents.sources import unpack
from tests.support import make
from tests.support.make_mail import letter, tar

MEMBERS = {
    "case/lease.docx": make.docx(["A lease."]),
    "case/notes.txt": b"Some notes.",
    "case/plan.dwg": b"\0\1\2" * 99,
    "__MACOSX/case/._notes.txt": b"\0\5\x16\7",
    "case/.DS_Store": b"\0\0\0\1Bud1",
    "case/Thumbs.db": b"\0\1",
    "case/empty.txt": b"",
}
TEXT = "case/lease.docx\n\nA lease.\ncase/notes.txt\n\nSome notes.\ncase/plan.dwg\ncase/empty.txt"
PACKERS = {
    ".gz": gzip.compress,
    ".bz2": partial(bz2.compress, compresslevel=1),
    ".xz": lzma.compress,
}


def failure(data: bytes, name: str = "x") -> ReadFailure:
    with pytest.raises(ReadFailure) as caught:
        read_document(data, name)
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        make.zip_file(MEMBERS),
        tar(MEMBERS, links={"case/link": "/etc/passwd"}),
        *(pack(tar(MEMBERS)) for pack in PACKERS.values()),
    ],
)
def test_read_when_archive_then_a_page_for_each_file_and_the_unread_named(data):
    result = read_document(data, "x")
    assert (result.kind, result.title, result.text) == (Kind.ARCHIVE, "", TEXT)
    assert len(result.page_starts) == 3
    assert (result.state, result.reason) == (ReadState.PARTLY, Reason.ATTACHMENTS)
    assert result.detail == "1 of 4 files inside: case/plan.dwg (not read)"


@pytest.mark.parametrize("suffix", PACKERS)
def test_read_when_a_single_file_is_packed_then_its_text(suffix):
    data = PACKERS[suffix]("Größe".encode())
    assert read_document(data, f"note.txt{suffix}").text == "Größe"
    message = PACKERS[suffix](letter("Subject", "Body"))
    assert read_document(message, f"message.eml{suffix}").title == "Subject"


def test_read_when_a_packed_file_is_scanned_then_its_pages_are_not_the_archives():
    assert failure(gzip.compress(make.pdf([""], scanned=[1])), "a.pdf.gz").scanned == ()
    result = read_document(
        gzip.compress(make.pdf(["words on a page", ""], scanned=[2])), "a.pdf.gz"
    )
    assert (result.reason, result.scanned) == (Reason.SCANNED, ())


def test_read_when_packed_in_several_streams_then_all():
    data = b"".join(gzip.compress(word) for word in (b"one ", b"two ", b"three"))
    assert read_document(data, "a.txt.gz").text == "one two three"
    assert read_document(data + b"\0" * 700, "a.txt.gz").text == "one two three"
    assert read_document(data + b"something else", "a.txt.gz").text == "one two three"


@pytest.mark.parametrize("suffix", PACKERS)
def test_read_when_packed_and_cut_off_then_what_is_left(suffix):
    text = "\n".join(str(number * number) for number in range(40_000))
    result = read_document(PACKERS[suffix](text.encode())[:-100], f"a.txt{suffix}")
    assert (result.state, result.reason) == (ReadState.PARTLY, Reason.DAMAGED)
    assert text.startswith(result.text[:1000])


def test_read_when_a_later_stream_is_damaged_then_what_comes_before():
    second = bytearray(gzip.compress(b"second " * 999))
    second[-6] ^= 1
    result = read_document(gzip.compress(b"first ") + bytes(second), "a.txt.gz")
    assert result.text.startswith("first")
    assert (result.state, result.reason) == (ReadState.PARTLY, Reason.DAMAGED)


@pytest.mark.parametrize("data", [b"\x1f\x8b\x08rest", b"BZh9rest", b"\xfd7zXZ\0rest"])
def test_read_when_packed_data_is_bad_then_damaged(data):
    assert failure(data).reason is Reason.DAMAGED


@pytest.mark.parametrize("pack", PACKERS.values())
def test_read_when_it_unpacks_to_too_much_then_too_large(pack, monkeypatch):
    monkeypatch.setattr(unpack, "ZIP_RATIO_FROM_BYTES", 1 << 20)
    bomb = pack(b"\0" * (3 << 20))
    assert failure(bomb).reason is Reason.TOO_LARGE
    monkeypatch.setattr(unpack, "MAX_ZIP_RATIO", 1 << 20)
    monkeypatch.setattr(unpack, "MAX_ZIP_TOTAL_BYTES", 1 << 20)
    assert failure(bomb).reason is Reason.TOO_LARGE


def test_read_when_xz_needs_much_memory_then_too_large(monkeypatch):
    monkeypatch.setattr(unpack, "_XZ_MEMORY_BYTES", 1 << 20)
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 16 << 20}]
    assert failure(lzma.compress(b"words", filters=filters)).reason is Reason.TOO_LARGE


def test_read_when_one_member_is_too_large_then_the_others(monkeypatch):
    monkeypatch.setattr(unpack, "MAX_ZIP_PART_BYTES", 1000)
    members = {"big.txt": b"word " * 999, "small.txt": b"Small."}
    for data in (make.zip_file(members), tar(members)):
        result = read_document(data, "x")
        assert result.text == "small.txt\n\nSmall.\nbig.txt"
        assert result.detail == "1 of 2 files inside: big.txt (too large)"


def encrypted(data: bytes) -> bytes:
    """Return a ZIP with the flag of encryption set on all members."""
    out = bytearray(data)
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + offset] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def test_read_when_all_members_are_encrypted_then_said():
    assert failure(encrypted(make.zip_file({"a.txt": b"A", "b.txt": b"B"}))).reason is (
        Reason.ENCRYPTED
    )


def test_read_when_members_are_packed_in_a_rare_way_then_named():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "A.")
        archive.writestr("b.txt", "B.", compress_type=zipfile.ZIP_BZIP2)
    result = read_document(out.getvalue(), "x.zip")
    assert (result.text, result.detail) == (
        "a.txt\n\nA.\nb.txt",
        "1 of 2 files inside: b.txt (not read)",
    )


def test_read_when_a_member_is_damaged_then_the_others():
    data = make.zip_file({"a.txt": b"A word. " * 99, "b.txt": b"Whole."})
    broken = data.replace(data[35:45], b"\xff" * 10, 1)
    assert read_document(broken, "x.zip").text == "b.txt\n\nWhole.\na.txt"


def test_read_when_a_tar_is_cut_off_then_what_comes_before():
    data = tar({"a.txt": b"First.", "b.txt": b"x" * 3000})
    result = read_document(data[:2500], "x.tar")
    assert (result.state, result.reason) == (ReadState.PARTLY, Reason.DAMAGED)
    assert result.text.startswith("a.txt\n\nFirst.")


def test_read_when_archives_lie_in_archives_then_read_as_deep_as_allowed():
    data = b"Innermost."
    for level in range(3):
        data = make.zip_file({f"{level}.zip" if level else "a.txt": data})
    assert read_document(data, "x.zip").text == "2.zip\n\n1.zip\n\na.txt\n\nInnermost."
    for level in range(3, 5):
        data = make.zip_file({f"{level}.zip": data})
    assert failure(data).reason is Reason.TOO_LARGE


def test_read_when_nothing_is_inside_then_empty():
    assert failure(make.zip_file({})).reason is Reason.EMPTY
    assert failure(make.zip_file({"a/": b"", ".DS_Store": b"x"})).reason is Reason.EMPTY


def test_read_when_there_are_too_many_entries_then_too_large(monkeypatch):
    monkeypatch.setattr(archive, "MAX_ZIP_ENTRIES", 2)
    result = read_document(tar(dict.fromkeys("abcd", b"Text.")), "x.tar")
    assert (result.text, result.reason) == ("a\n\nText.\nb\n\nText.", Reason.TOO_LARGE)


def test_read_when_time_is_over_then_the_rest_is_counted(monkeypatch):
    answers = iter([False, False, *[True] * 99])
    monkeypatch.setattr(inside.InsideFiles, "is_full", property(lambda _: next(answers)))
    result = read_document(make.zip_file(dict.fromkeys("abcd", b"Text.")), "x.zip")
    assert (result.reason, result.detail) == (Reason.TIMED_OUT, "1 of 4 files inside were read")
    assert result.text == "a\n\nText.\nb\nc\nd"


def renamed(name: bytes, extra: bytes = b"", *, flag: int = 0) -> bytes:
    """Return a ZIP whose one member's name is written as old programs do."""
    info = zipfile.ZipInfo("q" * len(name))
    info.extra = extra
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, b"Text.")
    data = bytearray(out.getvalue().replace(b"q" * len(name), name))
    struct.pack_into("<H", data, 6, flag)
    struct.pack_into("<H", data, data.find(b"PK\1\2") + 8, flag)
    return bytes(data)


UNICODE_PATH = struct.pack("<HHBI", 0x7075, 5 + 10, 1, 0) + "Größe.md".encode()


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (renamed("Größe.txt".encode("cp437")), "Größe.txt"),
        (renamed("Größe.txt".encode()), "Größe.txt"),
        (renamed("Größe.txt".encode(), flag=0x800), "Größe.txt"),
        (renamed(b"?.md", UNICODE_PATH), "Größe.md"),
        (renamed(b"a\\b.txt"), "a/b.txt"),
        (renamed(b"\0"), ""),
        (tar({"Größe.txt": b"Text."}), "Größe.txt"),
    ],
)
def test_read_when_names_are_in_many_encodings_then_decoded(data, path):
    assert read_document(data, "x").text == f"{path}\n\nText.".strip()


def record(kind: str, address: str, content: bytes, content_type: str) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def response(address: str, body: bytes, headers: str) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n".encode() + body
    return record("response", address, answer, "application/http; msgtype=response")


WARC = [
    record("warcinfo", "", b"software: x", "application/warc-fields"),
    response("http://a.example/", b"<html><p>Plain page.", "Content-Type: text/html"),
    record("request", "http://a.example/", b"GET / HTTP/1.1", "application/http"),
    response("http://a.example/z", gzip.compress(b"<html>Packed."), "Content-Encoding: gzip"),
    response(
        "http://a.example/c",
        b"7\r\n<html>C\r\n6;x\r\nhunks.\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked",
    ),
    response("http://a.example/s.css", b"p {}", "Content-Type: text/css"),
    record("resource", "http://a.example/r", b"A resource.", "text/plain"),
]
PAGES = (
    "http://a.example/\n\nPlain page.\nhttp://a.example/z\n\nPacked.\n"
    "http://a.example/c\n\nChunks.\nhttp://a.example/r\n\nA resource."
)


@pytest.mark.parametrize("data", [b"".join(WARC), b"".join(map(gzip.compress, WARC))])
def test_read_when_web_archive_then_a_page_for_each_address(data):
    result = read_document(data, "x.warc.gz")
    assert (result.kind, result.state, result.text) == (Kind.ARCHIVE, ReadState.FULL, PAGES)


@pytest.mark.parametrize("end", [b"no record\r\n", b"WARC/1.0\r\nContent-Length: x\r\n\r\n"])
def test_read_when_a_web_archive_breaks_off_then_what_comes_before(end):
    result = read_document(b"".join(WARC) + end, "x.warc")
    assert (result.text, result.reason) == (PAGES, Reason.DAMAGED)
