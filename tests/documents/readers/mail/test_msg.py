from __future__ import annotations

import struct
from datetime import UTC, datetime

import pytest

from desktop_app.documents.filetypes import detect
from desktop_app.documents.model import Kind, ReadFailure, Reason
from desktop_app.documents.readers.mail import mail, msg
from desktop_app.documents.readers.mail.compressed_rtf import decompress
from desktop_app.documents.readers.mail.msg_properties import Tag
from desktop_app.documents.sources.source import Extracted, Source
from tests.support import make
from tests.support.make_ole import msg as make_msg
from tests.support.make_ole import msg_folder, stored_rtf

SENT = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
# [MS-OXRTFCP] 3.1.1 and 3.1.2: text, and a copy that overlaps what it writes.
SIMPLE = (
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a"
    "800fa0"
)
CROSSING = "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"


def _read(data: bytes) -> Extracted:
    return msg.read(Source(data, "letter.msg"))


def _attachment(name: str, data: bytes) -> dict[int, object]:
    return {Tag.METHOD: 1, Tag.LONG_FILE_NAME: name, Tag.DATA: data}


def test_read_when_plain_body_then_as_the_same_e_mail():
    eml = make.eml(
        "Lease", "Ada <ada@example.org>", "Bo <bo@example.org>", SENT, "Dear Bo,\n\nyes."
    )
    sent = make_msg(
        {
            Tag.SUBJECT: "Lease",
            Tag.SENDER_NAME: "Ada",
            Tag.SENDER_SMTP: "ada@example.org",
            Tag.SUBMIT_TIME: SENT,
            Tag.BODY: "Dear Bo,\r\n\r\nyes.\r\n",
        },
        recipients=[
            {Tag.RECIPIENT_TYPE: 1, Tag.DISPLAY_NAME: "Bo", Tag.SMTP_ADDRESS: "bo@example.org"}
        ],
    )

    found = _read(sent)

    assert found.pages[0].replace("\r\n", "\n") == mail.read(Source(eml, "x.eml")).pages[0]
    assert (found.title, found.reason) == ("Lease", None)


def test_read_when_it_has_its_headers_then_these_are_shown():
    headers = (
        "From: =?utf-8?q?J=C3=BCrg?= <j@example.org>\r\nTo: all@example.org\r\n"
        "Cc: bo@example.org\r\nDate: Fri, 1 Mar 2024 10:30:00 +0100\r\n\r\n"
    )
    found = _read(make_msg({Tag.SUBJECT: "Hi", Tag.HEADERS: headers, Tag.SENDER_NAME: "other"}))

    assert found.pages == (
        "Subject: Hi\nFrom: Jürg <j@example.org>\nTo: all@example.org\nCc: bo@example.org\n"
        "Date: Fri, 1 Mar 2024 10:30:00 +0100",
    )


def test_read_when_others_get_it_too_or_its_answers_then_as_in_the_e_mail():
    people = [
        {Tag.RECIPIENT_TYPE: 3, Tag.DISPLAY_NAME: "Press", Tag.SMTP_ADDRESS: "p@example.org"},
        {Tag.RECIPIENT_TYPE: 1, Tag.DISPLAY_NAME: "Bo"},
    ]
    values = {Tag.SUBJECT: "Hi", Tag.SENDER_NAME: "Ada", Tag.REPLY_NAMES: "Eve"}
    assert _read(make_msg(values, recipients=people)).pages == (
        "Subject: Hi\nFrom: Ada\nReply-To: Eve\nTo: Bo\nBcc: Press <p@example.org>",
    )


def test_read_when_text_is_8_bit_then_by_the_code_page():
    russian = "Договор аренды помещения"
    values = {Tag.SUBJECT: russian, Tag.BODY: f"{russian}.", Tag.CODE_PAGE: 1251}

    found = _read(make_msg(values, narrow="cp1251"))

    assert found.pages == (f"Subject: {russian}\n\n{russian}.",)


@pytest.mark.parametrize(
    "version",
    [
        {Tag.HTML: "<p>Größe</p>".encode("cp1250"), Tag.INTERNET_CODE_PAGE: 1250},
        {Tag.HTML: '<meta charset="utf-8"><p>Größe</p>'.encode()},
        {Tag.HTML: "<p>Größe</p>"},
        {Tag.COMPRESSED_RTF: stored_rtf(rb"{\rtf1\ansi Gr\'f6\'dfe\par}")},
        {
            Tag.COMPRESSED_RTF: stored_rtf(
                rb"{\rtf1\ansi\fromhtml1 {\*\htmltag <p>}Gr\'f6\'dfe{\*\htmltag </p>}}"
            )
        },
    ],
)
def test_read_when_there_is_no_plain_body_then_html_or_rtf(version):
    assert _read(make_msg({Tag.SUBJECT: "S", Tag.BODY: " ", **version})).pages == (
        "Subject: S\n\nGröße",
    )


def test_read_when_attachments_then_a_page_for_each():
    data = make_msg(
        {Tag.SUBJECT: "S", Tag.BODY: "see below"},
        attachments=[
            _attachment("plan.docx", make.docx(["The plan."])),
            _attachment("note.txt", "Grün".encode()),
            {**_attachment("logo.png", b"\x89PNG"), Tag.PAGE_FLAGS: 4},
        ],
    )

    found = _read(data)

    assert found.pages[0] == "Subject: S\n\nsee below"
    assert [page.split() for page in found.pages[1:]] == [
        ["Attachment:", "plan.docx", "The", "plan."],
        ["Attachment:", "note.txt", "Grün"],
    ]
    assert found.reason is None


def test_read_when_attachments_fail_then_named():
    data = make_msg(
        {Tag.SUBJECT: "S"},
        attachments=[
            _attachment("broken.docx", b"PK\x03\x04 no"),
            {Tag.METHOD: 4, Tag.LONG_FILE_NAME: "linked.doc"},
        ],
    )

    found = _read(data)

    assert len(found.pages) == 3
    assert found.reason is Reason.ATTACHMENTS
    assert "broken.docx" in found.detail
    assert "linked.doc" in found.detail


def _nested(depth: int) -> dict[int, object]:
    inside = msg_folder(
        {Tag.SUBJECT: f"level {depth}", Tag.BODY: f"words of {depth}"},
        attachments=[_nested(depth + 1)] if depth < 6 else [],
        is_inside=True,
    )
    return {Tag.METHOD: 5, Tag.DISPLAY_NAME: f"message {depth}", Tag.DATA: inside}


def test_read_when_messages_are_attached_to_each_other_then_as_deep_as_allowed():
    found = _read(make_msg({Tag.SUBJECT: "top"}, attachments=[_nested(1)]))

    assert len(found.pages) == 2
    assert "Subject: level 3\n\nwords of 3" in found.pages[1]
    assert "words of 4" not in found.pages[1]
    assert found.reason is Reason.ATTACHMENTS
    assert "message 4" in found.detail


def test_read_when_a_locked_file_is_attached_then_the_message_is_read():
    locked = make.ole({"EncryptionInfo": b"", "EncryptedPackage": b""})
    data = make_msg(
        {Tag.SUBJECT: "S", Tag.BODY: "words"}, attachments=[_attachment("locked.docx", locked)]
    )

    assert detect(Source(data, "x.msg")) is Kind.MSG
    assert _read(data).reason is Reason.ATTACHMENTS


def test_read_when_signed_then_what_was_signed():
    signed = (
        b'Content-Type: multipart/signed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n'
        b"\r\nSigned words.\r\n--b\r\nContent-Type: application/pkcs7-signature\r\n"
        b"\r\nxx\r\n--b--\r\n"
    )
    values = {Tag.MESSAGE_CLASS: "IPM.Note.SMIME.MultipartSigned", Tag.SUBJECT: "S"}

    found = _read(make_msg(values, attachments=[{Tag.METHOD: 1, Tag.DATA: signed}]))

    assert found.pages == ("Subject: S\n\nSigned words.",)
    assert found.reason is None


@pytest.mark.parametrize(
    ("message_class", "attachment"),
    [
        ("IPM.Note.SMIME", _attachment("smime.p7m", bytes.fromhex("300b06092a864886f70d010703"))),
        ("IPM.Note", _attachment("message.rpmsg", b"secret")),
    ],
)
def test_read_when_encrypted_then_said_with_the_subject(message_class, attachment):
    values = {Tag.MESSAGE_CLASS: message_class, Tag.SUBJECT: "S"}

    found = _read(make_msg(values, attachments=[attachment]))

    assert found.pages == ("Subject: S",)
    assert found.reason is Reason.ENCRYPTED


def test_read_when_a_contact_then_what_is_known_of_the_person():
    values = {
        Tag.MESSAGE_CLASS: "IPM.Contact",
        Tag.SUBJECT: "Bo",
        0x3A08: "555 123",
        0x3A16: "Firm",
    }

    assert _read(make_msg(values)).pages == ("Subject: Bo\n\n555 123\nFirm",)


@pytest.mark.parametrize(
    ("packed", "plain"),
    [
        (SIMPLE, b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"),
        (CROSSING, b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"),
    ],
)
def test_decompress_when_the_specification_gives_it_then_the_same(packed, plain):
    assert decompress(bytes.fromhex(packed)) == plain


def test_decompress_when_cut_off_then_the_beginning():
    assert decompress(bytes.fromhex(SIMPLE)[:-12]).startswith(b"{\\rtf1\\ansi\\ansicpg1252")


@pytest.mark.parametrize("data", [b"", struct.pack("<II4sI", 20, 5, b"what", 0)])
def test_decompress_when_it_is_something_else_then_damaged(data):
    with pytest.raises(ReadFailure) as failure:
        decompress(data)

    assert failure.value.reason is Reason.DAMAGED
