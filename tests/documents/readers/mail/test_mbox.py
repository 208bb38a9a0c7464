from __future__ import annotations

import io

import pytest

from desktop_app.documents.model import Kind, ReadFailure, ReadState, Reason
from desktop_app.documents.readers.mail import mbox as reader
from desktop_app.documents.reading import read_document
from desktop_app.documents.sources.source import Source
from tests.support.make_mail import attached, letter, mail, mbox, multipart, part

BOX = [letter("One", "First."), letter("Two", "From here on\n> From there\n\nFrom 9:30 to 10:00")]


class OneWay(io.BytesIO):
    """A stream that fails a test which reads more than a little of it at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert 0 <= size <= 1 << 20
        return super().read(size)


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_read_when_mailbox_then_a_page_for_each_message_and_from_unquoted(newline):
    result = read_document(mbox(BOX, newline), "Inbox")
    assert (result.kind, result.state, result.title) == (Kind.MBOX, ReadState.FULL, "")
    first, second = (result.text[start:] for start in result.page_starts)
    assert first.startswith("Subject: One\nFrom: Ann")
    assert second.startswith("Subject: Two\nFrom: Ann")
    assert second.endswith("\n\nFrom here on\n> From there\n\nFrom 9:30 to 10:00")


@pytest.mark.parametrize("line", [b"From - Mon Jan 01 10:00:00 2024", b"From - ", b"From "])
def test_read_when_separators_are_of_other_programs_then_messages(line):
    data = b"".join(line + b"\n" + message + b"\n\n" for message in BOX[:1] * 3)
    assert len(read_document(data, "a.mbox").page_starts) == 3


def test_read_when_unquoted_from_begins_a_line_of_text_then_no_new_message():
    data = mbox([letter("One", "x")]) + b"\nFrom the desk of Ann\nDate: today\n\nmore text"
    result = read_document(data, "a.mbox")
    assert len(result.page_starts) == 1
    assert result.text.endswith("more text")


def test_read_when_messages_have_attachments_then_on_their_page():
    files = [attached("a.txt", b"Attached."), attached("b.dwg", b"\0\1\2" * 99)]
    message = mail("Files", multipart("mixed", part("text/plain", "See."), *files))
    result = read_document(mbox([message, *BOX]), "a.mbox")
    assert len(result.page_starts) == 3
    assert "See.\n\nAttachment: a.txt\n\nAttached.\n\nAttachment: b.dwg\n" in result.text
    assert (result.reason, result.detail) == (
        Reason.ATTACHMENTS,
        "1 of 2 files inside: b.dwg (not read)",
    )


def test_read_when_streamed_then_in_small_pieces_wherever_they_end(monkeypatch):
    data = mbox(BOX * 50)
    whole = reader.read(Source(data, "a.mbox"))
    monkeypatch.setattr(reader, "_CHUNK_BYTES", 997)
    assert reader.read(Source(OneWay(data), "a.mbox")) == whole
    assert len(whole.pages) == 100


def test_read_when_a_message_is_absurdly_long_then_its_beginning_and_the_rest(monkeypatch):
    monkeypatch.setattr(reader, "_CHUNK_BYTES", 4_000)
    monkeypatch.setattr(reader, "_MAX_MESSAGE_BYTES", 10_000)
    result = read_document(mbox([letter("Long", "word " * 50_000), *BOX]), "a.mbox")
    assert len(result.text) < 30_000
    assert len(result.page_starts) == 3
    assert (result.reason, result.detail) == (Reason.TOO_LARGE, "1 of 3 messages")


def test_read_when_the_text_limit_is_reached_then_how_many_were_read(monkeypatch):
    monkeypatch.setattr(reader, "MAX_TEXT_CHARS", 200)
    result = read_document(mbox(BOX * 10), "a.mbox")
    assert (result.state, result.reason) == (ReadState.PARTLY, Reason.TOO_LARGE)
    assert result.detail == "2 of 20 messages were read"


def test_read_when_time_is_over_then_how_many_were_read(monkeypatch):
    answers = iter([False, True])
    monkeypatch.setattr(reader.InsideFiles, "is_full", property(lambda _: next(answers)))
    result = read_document(mbox(BOX * 10), "a.mbox")
    assert (result.reason, result.detail) == (Reason.TIMED_OUT, "1 of 20 messages were read")


def test_read_when_nothing_is_inside_then_empty():
    with pytest.raises(ReadFailure) as caught:
        reader.read(Source(b"\n\n \n", "a.mbox"))
    assert caught.value.reason is Reason.EMPTY
