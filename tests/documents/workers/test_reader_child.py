from __future__ import annotations

import base64
import errno
import hashlib
import os
import sys

import pytest

from desktop_app.childprocess import ChildProcess
from desktop_app.documents import reading
from desktop_app.documents.model import Kind
from desktop_app.documents.text.words import keyword_tokens
from desktop_app.documents.workers import reader_child
from desktop_app.documents.workers.reader_child import ReaderChild
from tests.support import make

SETTINGS = [{"tokens": 200, "overlap": 40, "tokenizer": ""}, {"tokens": 50, "overlap": 0}]


def opening(folder, name: str) -> dict[str, str]:
    path = base64.b64encode(os.fsencode(name)).decode()
    return {"op": "open", "root": base64.b64encode(os.fsencode(folder)).decode(), "path": path}


@pytest.fixture
def child():
    child = ReaderChild()
    yield child
    child.close()


def test_open_when_a_pdf_then_hash_fingerprint_and_pages(child, tmp_path):
    data = make.pdf(["one", "two"])
    (tmp_path / "a.pdf").write_bytes(data)
    answer, payload = child.handle(opening(tmp_path, "a.pdf"), b"")
    status = (tmp_path / "a.pdf").stat()
    assert answer == {
        "ok": True,
        "sha256": hashlib.sha256(data).hexdigest(),
        "fingerprint": [
            len(data),
            status.st_mtime_ns,
            status.st_ctime_ns,
            status.st_ino,
            status.st_dev,
        ],
        "pages": 2,
    }
    assert payload == b""


@pytest.mark.parametrize(
    ("name", "reason"), [("none.txt", "vanished"), ("sub", "not_a_file"), ("empty.txt", "empty")]
)
def test_open_when_there_is_nothing_to_read_then_why(child, tmp_path, name, reason):
    (tmp_path / "sub").mkdir()
    (tmp_path / "empty.txt").touch()
    answer, _ = child.handle(opening(tmp_path, name), b"")
    assert (answer["ok"], answer["reason"]) == (False, reason)


def test_open_when_over_the_limit_then_refused_unless_a_pdf_or_a_mailbox(
    child, tmp_path, monkeypatch
):
    monkeypatch.setattr(reader_child, "KEEP_IN_MEMORY_BYTES", 100)
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    (tmp_path / "a.pdf").write_bytes(make.pdf(["long enough"]))
    limit = {"largest_bytes": 100}
    assert child.handle(opening(tmp_path, "a.txt") | limit, b"")[0]["reason"] == "too_large"
    (tmp_path / "mail").write_bytes(b"From a@b.example Mon Jan  1 10:00:00 2024\n" * 9)
    assert child.handle(opening(tmp_path, "mail") | limit, b"")[0]["ok"]
    assert child.handle(opening(tmp_path, "a.pdf") | limit, b"")[0]["ok"]
    answer, payload = child.handle({"op": "read", "tokenizers": []}, b"")
    assert payload[: answer["text_bytes"]] == b"long enough"


def test_read_when_opened_then_text_words_and_passages_once_for_each_setting(child, tmp_path):
    text = "Grüße. " * 200
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    child.handle(opening(tmp_path, "a.txt"), b"")
    answer, payload = child.handle({"op": "read", "tokenizers": SETTINGS}, b"")
    size = answer.pop("text_bytes")
    assert payload[:size].decode() == text.strip()
    assert payload[size:].decode().split(" ") == keyword_tokens(text)
    passages = answer.pop("passages")
    assert [len(spans) > 1 for spans in passages] == [True, True]
    assert passages[0][0][0] == 0
    assert len(answer.pop("text_sha256")) == 64
    assert answer.pop("beside") == ""
    assert answer == {
        "ok": True,
        "kind": "text",
        "title": "",
        "short_titles": ["", ""],
        "state": "full",
        "reason": None,
        "detail": "",
        "page_starts": [0],
        "running": [],
        "scanned": [],
        "recognised": [],
        "stale": False,
    }
    split, _ = child.handle(
        {"op": "split", "page_starts": [0], "title": "A  letter", "tokenizers": SETTINGS},
        payload[:size],
    )
    assert split == {"ok": True, "passages": passages, "short_titles": ["A letter", "A letter"]}


def test_read_when_the_file_grew_meanwhile_then_stale(child, tmp_path):
    (tmp_path / "a.txt").write_text("before")
    child.handle(opening(tmp_path, "a.txt"), b"")
    (tmp_path / "a.txt").write_text("before and after")
    answer, payload = child.handle({"op": "read", "tokenizers": []}, b"")
    assert answer["stale"]
    assert payload.startswith(b"before")
    assert b"after" not in payload


class Panic(BaseException):
    """As extensions in Rust raise."""


@pytest.mark.parametrize(
    ("error", "reason"),
    [(MemoryError, "too_large"), (RecursionError, "crashed"), (Panic, "crashed")],
)
def test_read_when_a_parser_fails_in_any_way_then_an_answer(
    child, tmp_path, monkeypatch, error, reason
):
    def fail(source):
        raise error

    monkeypatch.setattr(reader_child, "read_source", fail)
    (tmp_path / "a.txt").write_text("text")
    child.handle(opening(tmp_path, "a.txt"), b"")
    answer, _ = child.handle({"op": "read", "tokenizers": []}, b"")
    assert (answer["ok"], answer["reason"]) == (False, reason)
    assert child.handle({"op": "read", "tokenizers": []}, b"")[0]["reason"] == "vanished"


@pytest.mark.parametrize("missing", [reading.READERS[Kind.DOCX], "lxml"])
def test_read_when_a_part_of_ours_is_missing_then_the_file_is_not_blamed(
    child, tmp_path, monkeypatch, missing
):
    monkeypatch.setitem(sys.modules, missing, None)
    (tmp_path / "a.docx").write_bytes(make.docx(["words"]))
    assert child.handle(opening(tmp_path, "a.docx"), b"")[0]["ok"]
    answer, _ = child.handle({"op": "read", "tokenizers": []}, b"")
    assert answer["reason"] == "crashed"
    assert answer["detail"].startswith("a part of Likewise cannot be loaded: ")
    assert missing in answer["detail"]


def test_open_when_the_reader_of_pdf_is_missing_then_told_when_it_is_read(
    child, tmp_path, monkeypatch
):
    monkeypatch.setitem(sys.modules, reading.READERS[Kind.PDF], None)
    (tmp_path / "a.pdf").write_bytes(make.pdf(["words"]))
    assert child.handle(opening(tmp_path, "a.pdf"), b"")[0]["ok"]
    assert child.handle({"op": "read", "tokenizers": []}, b"")[0]["reason"] == "crashed"


def test_close_when_a_file_is_not_wanted_then_it_is_not_open_any_more(child, tmp_path):
    (tmp_path / "a.txt").write_text("words")
    child.handle(opening(tmp_path, "a.txt"), b"")
    assert child.handle({"op": "close"}, b"") == ({"ok": True}, b"")
    assert child.handle({"op": "read", "tokenizers": []}, b"")[0]["reason"] == "vanished"
    assert child.handle({"op": "close"}, b"")[0]["ok"]


def test_open_when_out_of_descriptors_then_the_child_ends(child, tmp_path, monkeypatch):
    def fail(root, relative):
        raise OSError(errno.EMFILE, "too many open files")

    monkeypatch.setattr(reader_child, "open_regular", fail)
    with pytest.raises(OSError, match="too many"):
        child.handle(opening(tmp_path, "a.txt"), b"")


def test_child_process_when_asked_for_every_format_then_reads_them_in_its_sandbox(tmp_path):
    files = {
        "ä.pdf": make.pdf(["words in a pdf"]),
        "b.docx": make.docx(["words in a docx"]),
        "c.html": make.html(["words in a page"]),
        "d.txt": "wörter in a text".encode("cp1252"),
        "e.eml": make.eml(
            "words", "a@b.c", "d@e.f", "Mon, 15 Jan 2024 10:00:00 +0000", "in a mail"
        ),
    }
    process = ChildProcess("reader")
    try:
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
            opened, _ = process.request(opening(tmp_path, name), timeout_s=60)
            assert opened["ok"]
            answer, payload = process.request({"op": "read", "tokenizers": SETTINGS}, timeout_s=60)
            assert (
                payload[: answer["text_bytes"]].decode() == reading.read_document(data, name).text
            )
    finally:
        process.close()
