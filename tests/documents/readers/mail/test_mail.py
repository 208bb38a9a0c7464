from __future__ import annotations

import pytest

from desktop_app.documents.limits import MAX_MAIL_MULTIPARTS
from desktop_app.documents.model import Kind, ReadFailure, ReadResult, ReadState, Reason
from desktop_app.documents.readers.mail import cms
from desktop_app.documents.reading import read_document
from desktop_app.documents.text.normalise import match_text
from tests.support import make
from tests.support.make_mail import SENT, attached, enveloped, letter, mail, multipart, part, signed

HEADERS = "From: Ann <ann@x.example>\nTo: bob@y.example\nDate: Mon, 2 Mar 2026 09:00:00 +0100"
PLAIN = part("text/plain", "The body.")


def pages(data: bytes, name: str = "a.eml") -> list[str]:
    return pages_of(read_document(data, name))


def pages_of(result: ReadResult) -> list[str]:
    ends = [*result.page_starts[1:], len(result.text) + 1]
    starts = zip(result.page_starts, ends, strict=True)
    return [result.text[start : end - 1] for start, end in starts]


def body(content: bytes) -> str:
    """Return the text of the first page below the headers."""
    return pages(mail("S", content))[0].partition("\n\n")[2]


def problem(data: bytes) -> tuple[ReadState, Reason | None, str]:
    result = read_document(data, "a.eml")
    return result.state, result.reason, result.detail


def test_read_when_mail_then_a_page_for_the_message_and_for_each_attachment():
    data = make.eml(
        "Größe der Räume",
        "Änne <a@example.org>",
        "b@example.org",
        "Mon, 15 Jan 2024 10:00:00 +0000",
        "The plain body.",
        html="<p>The other body.</p>",
        attachments=[
            ("note.txt", b"Text of the note"),
            ("lease.docx", make.docx(["A lease.", "Two rooms."])),
            ("plan.pdf", make.pdf(["Ground floor", "First floor"])),
        ],
    )
    result = read_document(data, "a.eml")
    assert (result.kind, result.state) == (Kind.EMAIL, ReadState.FULL)
    assert result.title == "Größe der Räume"
    assert pages_of(result) == [
        "Subject: Größe der Räume\nFrom: Änne <a@example.org>\nTo: b@example.org\n"
        "Date: Mon, 15 Jan 2024 10:00:00 +0000\n\nThe plain body.",
        "Attachment: note.txt\n\nText of the note",
        "Attachment: lease.docx\n\nA lease.\n\nTwo rooms.",
        "Attachment: plan.pdf\n\nGround floor\n\nFirst floor",
    ]


def test_read_when_others_get_it_too_or_its_answers_then_shown():
    more = (
        "Bcc: press@z.example\nReply-To: Eve <e@z.example>\nResent-To: c@z.example\nTo: d@z.example"
    )
    assert pages(mail("S", PLAIN, f"{HEADERS}\n{more}\n"))[0] == (
        "Subject: S\nFrom: Ann <ann@x.example>\nReply-To: Eve <e@z.example>\n"
        "To: bob@y.example, d@z.example\nBcc: press@z.example\nResent-To: c@z.example\n"
        "Date: Mon, 2 Mar 2026 09:00:00 +0100\n\nThe body."
    )


def test_read_when_answers_go_to_the_sender_then_not_said_twice():
    more = f"{HEADERS}\nReply-To: Ann <ann@x.example>\n"
    assert pages(mail("S", PLAIN, more))[0] == f"Subject: S\n{HEADERS}\n\nThe body."


def test_read_when_an_attachment_is_not_read_then_named():
    data = mail(
        "S", multipart("mixed", PLAIN, attached("a.dwg", b"\0\1\2" * 99), attached("b.txt", b"B"))
    )
    assert problem(data) == (
        ReadState.PARTLY,
        Reason.ATTACHMENTS,
        "1 of 2 files inside: a.dwg (not read)",
    )
    assert pages(data)[1:] == ["Attachment: a.dwg", "Attachment: b.txt\n\nB"]


def test_read_when_a_message_is_attached_then_its_own_attachments_too():
    inner = mail("Inner", multipart("mixed", PLAIN, attached("deep.txt", b"Deep."), boundary="i"))
    found = pages(mail("Outer", multipart("mixed", PLAIN, part("message/rfc822", inner))))
    assert found[1] == (
        f"Attachment: message\n\nSubject: Inner\n{HEADERS}\n\nThe body.\n\n"
        "Attachment: deep.txt\n\nDeep."
    )


def test_read_when_messages_are_attached_too_deep_then_partly():
    data = letter("Innermost", "Unread.")
    for level in range(5):
        data = mail(
            str(level), multipart("mixed", part("message/rfc822", data), boundary=str(level))
        )
    state, reason, _ = problem(data)
    assert (state, reason) == (ReadState.PARTLY, Reason.ATTACHMENTS)
    assert "Unread" not in read_document(data, "a.eml").text


def test_read_when_parts_are_digested_then_messages():
    found = pages(mail("Digest", multipart("digest", b"\n" + letter("One", "1"))))
    assert found[1].startswith("Attachment: message\n\nSubject: One")


def test_read_when_only_html_then_its_text_in_the_charset_it_names():
    page = '<meta charset="iso-8859-2"><p>Łódź</p>'.encode("iso-8859-2")
    assert body(part("text/html; charset=nonsense", page)) == "Łódź"
    assert body(part("text/html; charset=utf-8", "<p>Łódź</p>")) == "Łódź"


def test_read_when_the_plain_version_only_points_to_the_other_then_the_other():
    plain = part("text/plain", "Please view this as HTML.")
    page = part("text/html", "<p>" + "What matters is here. " * 20)
    assert body(multipart("alternative", plain, page)).startswith("What matters")
    assert body(multipart("alternative", plain, part("text/html", "<p>x"))).startswith("Please")


def test_read_when_the_page_says_one_thing_more_then_the_page():
    plain = part("text/plain", "We pay 500 euros in May.")
    page = part("text/html", "<p>We pay 500 euros in May. The claim is dropped.</p>")
    assert "dropped" in body(multipart("alternative", plain, page))


def test_read_when_an_unchosen_version_holds_a_document_then_read_all_the_same():
    rich = multipart("related", part("text/html", "<p>The body."), attached("x.txt", b"X."))
    found = pages(mail("S", multipart("alternative", PLAIN, rich)))
    assert found[0].endswith("\n\nThe body.")
    assert found[1:] == ["Attachment: x.txt\n\nX."]


def test_read_when_pictures_belong_to_the_page_then_neither_read_nor_missing():
    logo = part("image/png; name=logo.png", b"\x89PNG\r\n", "Content-Disposition: inline\n")
    cid = attached("image001.png", b"\x89PNG\r\n", "image/png")
    page = multipart("related", part("text/html", "<p>Hello."), cid)
    data = mail("S", multipart("mixed", page, logo))
    assert problem(data)[0] is ReadState.FULL
    assert len(pages(data)) == 1


def test_read_when_a_picture_is_attached_then_named():
    data = mail("S", multipart("mixed", PLAIN, attached("scan.png", b"\x89PNG\r\n", "image/png")))
    assert problem(data)[1:] == (Reason.ATTACHMENTS, "1 of 1 files inside: scan.png (damaged)")


def test_read_when_signed_beside_then_the_signature_is_nothing():
    seal = attached("smime.p7s", b"0\x80", "application/pkcs7-signature")
    assert pages(mail("S", multipart("signed", PLAIN, seal)))[0].endswith("The body.")
    assert problem(mail("S", multipart("signed", PLAIN, seal)))[0] is ReadState.FULL


@pytest.mark.parametrize("in_pieces", [False, True])
def test_read_when_signed_around_then_what_was_signed(in_pieces):
    inner = multipart("mixed", part("text/plain", "Word. " * 900), attached("a.txt", b"A"))
    wrapped = attached("smime.p7m", signed(inner, in_pieces=in_pieces), "application/pkcs7-mime")
    first, second = pages(mail("S", wrapped))
    assert first == f"Subject: S\n{HEADERS}\n\n" + ("Word. " * 900).strip()
    assert second == "Attachment: a.txt\n\nA"


def test_read_when_a_signed_file_is_attached_then_the_file():
    contract = attached("contract.docx.p7m", signed(make.docx(["Signed."])))
    assert pages(mail("S", multipart("mixed", PLAIN, contract)))[1].endswith("p7m\n\nSigned.")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (signed(None), Reason.NO_TEXT),
        (signed(b"cut off")[:-12], Reason.DAMAGED),
        (b"0\x80", Reason.DAMAGED),
        (b"0\x05\x06\x03\x55\x04\x03", Reason.UNSUPPORTED),
        (b"not base64!", Reason.DAMAGED),
    ],
)
def test_signed_content_when_there_is_none_then_why(data, reason):
    with pytest.raises(ReadFailure) as caught:
        cms.signed_content(data)
    assert caught.value.reason is reason


PGP = "-----BEGIN PGP MESSAGE-----\n\nhQEMA8x\n-----END PGP MESSAGE-----"


@pytest.mark.parametrize(
    "content",
    [
        attached("smime.p7m", enveloped(), "application/pkcs7-mime"),
        part("text/plain", PGP),
        multipart(
            "encrypted",
            part("application/pgp-encrypted", "Version: 1"),
            part("application/octet-stream; name=encrypted.asc", PGP),
        ),
    ],
)
def test_read_when_encrypted_then_said_and_the_headers_kept(content):
    data = mail("S", content)
    assert problem(data) == (ReadState.PARTLY, Reason.ENCRYPTED, "")
    assert pages(data) == [f"Subject: S\n{HEADERS}"]


def test_read_when_attachments_are_encrypted_then_named():
    secrets = [attached("a.pgp", PGP.encode()), attached("b.pdf.p7m", enveloped())]
    data = mail("S", multipart("mixed", PLAIN, *secrets))
    assert problem(data)[2] == "2 of 2 files inside: a.pgp (password), b.pdf.p7m (password)"


def test_read_when_invitation_and_card_then_their_lines_unfolded():
    event = b"BEGIN:VCALENDAR\r\nSUMMARY:Hear\r\n ing at ten\r\nEND:VCALENDAR\r\n"
    found = pages(mail("S", multipart("mixed", PLAIN, attached("i.ics", event, "text/calendar"))))
    assert "SUMMARY:Hearing at ten" in found[1]


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        (b"=?utf-8?Q?Gr=C3=B6=C3?= =?utf-8?Q?=9Fe?=", "Größe"),
        (b"=?utf-8*de?B?R3LDtsOfZQ==?= now", "Größe now"),
        (b"=?iso-8859-1?Q?=93quoted=94?=", "“quoted”"),
        (b"=?gb2312?B?1uzpRrv5?=", "朱镕基"),
        (b"=?koi8-r?B?5M/Hz9fP0g==?=\n =?koi8-r?Q?_=C1=D2=C5=CE=C4=D9?=", "Договор аренды"),
        ("Größe der Räume".encode(), "Größe der Räume"),
        ("Größe der Räume".encode("cp1252"), "Größe der Räume"),
        (b"=?utf-8?B?broken!?= rest", "=?utf-8?B?broken!?= rest"),
        (b"=?nonsense?Q?=41bc?= rest", "Abc rest"),
        (b"folded\n\tonto two", "folded onto two"),
    ],
)
def test_read_when_subject_is_encoded_then_decoded(raw, subject):
    assert read_document(b"Subject: " + raw + b"\n" + SENT.encode(), "a.eml").title == subject


@pytest.mark.parametrize(
    "disposition",
    [
        "attachment; filename*=utf-8''Stra%C3%9Fe.txt",
        "attachment; filename*0*=utf-8''Stra%C3%9F; filename*1=e.txt",
        'attachment; filename="=?utf-8?Q?Stra=C3=9Fe=2Etxt?="',
        'attachment; filename="Straße.txt"',
    ],
)
def test_read_when_file_names_are_encoded_then_decoded(disposition):
    content = part("text/plain", "Text.", f"Content-Disposition: {disposition}\n")
    found = pages(mail("S", multipart("mixed", PLAIN, content)))
    assert found[1] == "Attachment: Straße.txt\n\nText."


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("us-ascii", "utf-8"),
        ("windows-1251", "cp1251"),
        ("shift_jis", "cp932"),
        ("utf-16", "utf-16"),
        ("x-unknown", "utf-8"),
    ],
)
def test_read_when_text_is_attached_in_a_charset_then_decoded(charset, encoding):
    text = {"cp1251": "Договор аренды", "cp932": "契約書の内容"}.get(encoding, "größer – kleiner")
    note = attached("n.txt", text.encode(encoding), f"text/plain; charset={charset}")
    assert pages(mail("S", multipart("mixed", PLAIN, note)))[1].endswith(f"\n\n{text}")


def test_read_when_html_is_attached_then_the_header_outdoes_its_head():
    page = '<html><meta charset="cp1251"><p>größer</p></html>'.encode()
    attachment = attached("p.html", page, "text/html; charset=utf-8")
    assert pages(mail("S", multipart("mixed", PLAIN, attachment)))[1].endswith("\n\ngrößer")


def test_read_when_the_file_is_utf16_then_read():
    data = mail("Größe", part("text/plain", "Grüße")).decode().encode("utf-16")
    assert pages(data) == [f"Subject: Größe\n{HEADERS}\n\nGrüße"]


def test_read_when_lines_flow_then_the_paragraphs_as_written():
    flowed = "One paragraph that \nwas wrapped.\n> quoted \n> words\n-- \nAnn\n  stuffed\n"
    assert body(part("text/plain; format=flowed", flowed)) == (
        "One paragraph that was wrapped.\n> quoted words\n-- \nAnn\n stuffed"
    )
    joined = part("text/plain; format=flowed; delsp=yes", "Donau \ndampf \nschiff\n")
    assert body(joined) == "Donaudampfschiff"


def test_read_when_quoted_printable_then_words_whole_and_damage_tolerated():
    encoded = part(
        "text/plain; charset=utf-8",
        "Gr=C3=B6=\n=C3=9Fe =ZZ 100=\r\n% 2=3D2",
        "Content-Transfer-Encoding: quoted-printable\n",
    )
    assert body(encoded) == "Größe =ZZ 100% 2=2"


@pytest.mark.parametrize(
    "digits", ["SGVsbG8gd29ybGQ=", "SGVs bG8g*d29y\nbGQ", "SGVsbG8gd29ybGQ=\nfoot"]
)
def test_read_when_base64_is_damaged_then_what_is_left(digits):
    encoded = part("text/plain", digits, "Content-Transfer-Encoding: base64\n")
    assert body(encoded).startswith("Hello wor")


def test_read_when_wrapped_by_a_mail_program_then_the_same_match_text():
    text = "The tenant pays the rent on the first working day. " * 9
    wrapped = text.replace("on the", "on the\n")
    one, two = (
        match_text(read_document(letter("S", body), "a.eml").text).text for body in (text, wrapped)
    )
    assert one == two


def test_read_when_apple_mail_file_then_only_the_message():
    data = letter("S", "Hello.\n")
    framed = b"%d      \n%b<?xml version='1.0'?><plist>flags</plist>\n" % (len(data), data)
    assert pages(framed, "123.emlx") == [f"Subject: S\n{HEADERS}\n\nHello."]


def test_read_when_the_last_delimiter_is_missing_then_all_parts():
    content = multipart("mixed", PLAIN, attached("a.txt", b"Attached."), ends=False)
    assert pages(mail("S", content))[1] == "Attachment: a.txt\n\nAttached."


@pytest.mark.parametrize(
    "content",
    [
        b'Content-Type: multipart/mixed; boundary="never"\n\nWords.',
        b"Content-Type: multipart/mixed\n\nWords.",
        b"Content-Type: nonsense\n\nWords.",
        b"Content-Type: text/plain; charset=\xff\xfe; =; *=x; a*1*=y''%\n\nWords.",
        b"This is no header\nWords.",
    ],
)
def test_read_when_headers_are_nonsense_then_the_words(content):
    assert pages(mail("S", content))[0].endswith("Words.")


def test_read_when_line_ends_are_of_windows_or_old_macs_then_the_same():
    content = mail("S", multipart("mixed", PLAIN, attached("a.txt", b"Attached.")))
    expected = pages(content)
    assert pages(content.replace(b"\n", b"\r\n")) == expected
    assert pages(content.replace(b"\n", b"\r")) == expected


def test_read_when_nested_too_deep_then_partly():
    data = PLAIN
    for level in range(2 * MAX_MAIL_MULTIPARTS):
        data = multipart("mixed", data, boundary=f"b{level}")
    result = read_document(mail("S", data), "a.eml")
    assert (result.state, result.reason) == (ReadState.PARTLY, Reason.TOO_LARGE)
    assert result.text == f"Subject: S\n{HEADERS}"


def test_read_when_versions_nest_as_deep_as_allowed_then_read():
    data = PLAIN
    for level in range(MAX_MAIL_MULTIPARTS):
        data = multipart("alternative", data, boundary=f"b{level}")
    assert body(data) == "The body."


def test_read_when_more_parts_than_are_read_then_partly(monkeypatch):
    monkeypatch.setattr("desktop_app.documents.readers.mail.mime.MAX_MAIL_PARTS", 4)
    result = read_document(mail("S", multipart("mixed", *[PLAIN] * 9)), "a.eml")
    assert (result.state, result.reason) == (ReadState.PARTLY, Reason.TOO_LARGE)
    assert result.text.count("The body.") == 3
