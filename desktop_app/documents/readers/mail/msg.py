"""MSG (Outlook): a page with subject, people, date and body, then a page for each attachment.

[MS-OXMSG]. The text is laid out as the e-mail reader does it, so a message and its copy from
Outlook say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.utils import format_datetime
from itertools import islice

from desktop_app.documents.limits import MAX_INNER_DEPTH, MAX_INNER_FILES, MAX_MAIL_HEADER_CHARS
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.mail import cms, compressed_rtf, mail, mime
from desktop_app.documents.readers.mail.mail_text import header_lines, is_picture
from desktop_app.documents.readers.mail.msg_properties import HeaderSize, Properties, Tag
from desktop_app.documents.readers.markup import html, rtf
from desktop_app.documents.readers.packed.inside import InsideFiles, one_line
from desktop_app.documents.sources.code_pages import codec
from desktop_app.documents.sources.ole import Storage, open_ole
from desktop_app.documents.sources.source import Extracted, Source

_ATTACHMENTS, _RECIPIENTS = "__attach_version1.0_#", "__recip_version1.0_#"
_TO, _CC, _BCC = 1, 2, 3
_BY_VALUE, _EMBEDDED_MESSAGE = 1, 5  # [MS-OXCMSG] 2.2.2.9
_OF_PAGE = 4  # a picture of the HTML body ([MS-OXCMSG] 2.2.2.18)
_MOST_RECIPIENTS = 2_000
_MAX_HEADERS_BYTES = 256 << 10
_SIGNED_CLASS = "ipm.note.smime"
_CONTACT_CLASS, _CONTACT_TAGS = "ipm.contact", range(0x3A00, 0x3B00)
_RIGHTS_MANAGED = "message.rpmsg"


def read(source: Source) -> Extracted:
    """Return the message, then one page for each attachment.

    Raises:
        ReadFailure: DAMAGED or TOO_LARGE if not even its properties can be read.
    """
    inside = InsideFiles(source)
    found = _Message(open_ole(source), HeaderSize.MESSAGE, inside).extracted()
    if found.reason is not None:
        return found
    reason, detail = inside.problem()
    return replace(found, reason=reason, detail=detail)


class _Message:
    """A message, or one attached to another: then ``depth`` says how deep it is inside."""

    def __init__(
        self, storage: Storage, header: HeaderSize, inside: InsideFiles, depth: int = 0
    ) -> None:
        self._storage, self._inside, self._depth = storage, inside, depth
        self._properties = Properties(storage, header)
        self._class = self._properties.line(Tag.MESSAGE_CLASS).lower()

    def extracted(self) -> Extracted:
        subject, headers = self._properties.line(Tag.SUBJECT), self._headers()
        if self._class.startswith(_SIGNED_CLASS) and (signed := self._signed()):
            first = "\n\n".join(filter(None, (headers, signed.pages[0].strip())))
            return replace(signed, pages=(first, *signed.pages[1:]), title=subject)
        attachments: list[str] = []
        reason, detail = None, ""
        for number, attachment in enumerate(self._attachments()):
            if number >= MAX_INNER_FILES:
                reason, detail = Reason.TOO_LARGE, f"the first {MAX_INNER_FILES:,} attachments"
                break
            if attachment.line(Tag.LONG_FILE_NAME).lower() == _RIGHTS_MANAGED:
                reason = Reason.ENCRYPTED
            elif not _is_of_page(attachment):
                attachments.append(self._attachment(attachment))
        try:
            body = self._body()
        except ReadFailure as exc:
            body = ""
            if reason is None:
                reason, detail = exc.reason, exc.detail
        first = "\n\n".join(filter(None, (headers, body.strip())))
        return Extracted((first, *attachments), subject, reason, detail)

    # ---- headers ---------------------------------------------------------------------------------

    def _headers(self) -> str:
        sent = self._as_sent()
        mine = {
            "From": self._sender,
            "Reply-To": lambda: self._properties.line(Tag.REPLY_NAMES),
            "To": lambda: self._recipients(_TO, Tag.DISPLAY_TO),
            "Cc": lambda: self._recipients(_CC, Tag.DISPLAY_CC),
            "Bcc": lambda: self._recipients(_BCC, Tag.DISPLAY_BCC),
            "Date": self._date,
        }

        def value(name: str) -> str:
            own = self._properties.line(Tag.SUBJECT) if name == "Subject" else ""
            found = own or sent.header(name) or (mine[name]() if name in mine else "")
            return found[:MAX_MAIL_HEADER_CHARS]

        return header_lines(value)

    def _as_sent(self) -> mime.Part:
        """Return the headers the message travelled with; none if it never did."""
        text = self._properties.text(Tag.HEADERS)[:_MAX_HEADERS_BYTES]
        return mime.parse(text.encode("utf-8", "replace"))[0]

    def _sender(self) -> str:
        mine = self._properties
        return _person(
            mine.line(Tag.ON_BEHALF_NAME) or mine.line(Tag.SENDER_NAME),
            mine.line(Tag.ON_BEHALF_SMTP),
            mine.line(Tag.ON_BEHALF_ADDRESS),
            mine.line(Tag.SENDER_SMTP),
            mine.line(Tag.SENDER_ADDRESS),
        )

    def _recipients(self, kind: int, display: Tag) -> str:
        people, size = [], 0
        for storage in islice(self._storage.storages(_RECIPIENTS), _MOST_RECIPIENTS):
            person = Properties(storage, HeaderSize.PART, self._properties.codec)
            if person.number(Tag.RECIPIENT_TYPE) == kind and size < MAX_MAIL_HEADER_CHARS:
                addresses = (person.line(tag) for tag in (Tag.SMTP_ADDRESS, Tag.ADDRESS))
                people.append(_person(person.line(Tag.DISPLAY_NAME), *addresses))
                size += len(people[-1])
        return ", ".join(filter(None, people)) or self._properties.line(display)

    def _date(self) -> str:
        sent = self._properties.time(Tag.SUBMIT_TIME) or self._properties.time(Tag.DELIVERY_TIME)
        return format_datetime(sent) if sent else ""

    # ---- body ------------------------------------------------------------------------------------

    def _body(self) -> str:
        """Return the plain body, else the text of the HTML, else of the RTF."""
        is_contact = self._class.startswith(_CONTACT_CLASS)
        details = list(self._properties.all_texts(_CONTACT_TAGS)) if is_contact else []
        for version in (self._plain, self._html, self._rtf):
            if text := version().strip():
                return "\n".join([*details, text])
        return "\n".join(details)

    def _plain(self) -> str:
        return self._properties.text(Tag.BODY)

    def _html(self) -> str:
        if markup := self._properties.text(Tag.HTML):
            return html.to_text(markup)[0]
        data = self._properties.binary(Tag.HTML)
        code_page = self._properties.number(Tag.INTERNET_CODE_PAGE)
        if not code_page:
            return html.bytes_to_text(data)[0]
        return html.to_text(data.decode(codec(code_page), "replace"))[0]

    def _rtf(self) -> str:
        data = self._properties.binary(Tag.COMPRESSED_RTF)
        return rtf.to_text(compressed_rtf.decompress(data)) if data else ""

    # ---- attachments -----------------------------------------------------------------------------

    def _attachments(self) -> Iterator[Properties]:
        for storage in self._storage.storages(_ATTACHMENTS):
            yield Properties(storage, HeaderSize.PART, self._properties.codec)

    def _attachment(self, attachment: Properties) -> str:
        method = attachment.number(Tag.METHOD)
        name = next(
            filter(
                None,
                map(attachment.line, (Tag.LONG_FILE_NAME, Tag.FILE_NAME, Tag.DISPLAY_NAME)),
            ),
            "message" if method == _EMBEDDED_MESSAGE else "attachment",
        )
        label = f"Attachment: {one_line(name)}"
        if self._inside.is_full:
            return self._inside.page(b"", name, label=label)
        try:
            if method == _EMBEDDED_MESSAGE and (storage := attachment.object(Tag.DATA)):
                return f"{label}\n\n{self._inner(storage, name)}".rstrip()
            data = attachment.binary(Tag.DATA)
        except ReadFailure as exc:
            self._inside.leave_out(name, exc.reason)
            return label
        if not data and method != _BY_VALUE:  # a link, or an object of another program
            self._inside.leave_out(name, Reason.UNSUPPORTED)
            return label
        return self._inside.page(data, name, label=label)

    def _inner(self, storage: Storage, name: str) -> str:
        """Return the text of a message attached to this one."""
        if self._depth >= MAX_INNER_DEPTH:
            raise ReadFailure(Reason.TOO_LARGE, "packed too deep")
        depth = self._depth + 1
        found = _Message(storage, HeaderSize.EMBEDDED_MESSAGE, self._inside, depth).extracted()
        if found.reason is not None:
            self._inside.leave_out(name, found.reason)
        return "\n\n".join(filter(None, found.pages))

    def _signed(self) -> Extracted | None:
        """Return what a signed message holds: it is kept in its only attachment."""
        attachment = next(self._attachments(), None)
        data = attachment.binary(Tag.DATA) if attachment else b""
        if not data:
            return None
        try:
            if not self._class.endswith(".multipartsigned"):
                data = cms.signed_content(data)
        except ReadFailure as exc:
            return Extracted(("",), reason=exc.reason, detail=exc.detail)
        return mail.message(data, self._inside)


def _person(name: str, *addresses: str) -> str:
    address = next((address for address in addresses if "@" in address), "")
    if not address or name.lower() == address.lower():
        return name or address
    return f"{name} <{address}>" if name else address


def _is_of_page(attachment: Properties) -> bool:
    """Whether it is a picture of the HTML body, as logos are."""
    name = attachment.line(Tag.LONG_FILE_NAME) or attachment.line(Tag.FILE_NAME)
    kind = attachment.line(Tag.MIME_TYPE).lower()
    is_hidden = attachment.number(Tag.IS_HIDDEN) or attachment.number(Tag.PAGE_FLAGS) & _OF_PAGE
    return is_picture(kind, name) and bool(is_hidden)
