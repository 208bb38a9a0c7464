"""E-mail: a page with subject, people, date and body, then a page for each attachment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop_app.documents.limits import MAX_INNER_DEPTH
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.mail import cms, mime
from desktop_app.documents.readers.mail.mail_text import header_lines, is_charset, is_picture
from desktop_app.documents.readers.mail.mime import Part
from desktop_app.documents.readers.packed.inside import InsideFiles
from desktop_app.documents.sources.source import Extracted, Source
from desktop_app.documents.text.folding import fold

_SIGNED_KINDS = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_MESSAGE_KINDS = frozenset({"message/rfc822", "message/global"})
# They say something about the message and nothing to a person.
_SEALS = frozenset(
    {
        "application/pgp-signature",
        "application/pgp-encrypted",
        "application/pgp-keys",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
    }
)
_PGP_BEGINS = b"-----BEGIN PGP MESSAGE-----"
_PGP_MESSAGE = re.compile(
    r"-----BEGIN PGP MESSAGE-----.*?(?:-----END PGP MESSAGE-----|\Z)", re.DOTALL
)
# The plain version of some mails only says that there is another.
_MUCH_LONGER = 4
_WORD = re.compile(r"\w+")
_APPLE_COUNT = re.compile(rb"\s*(\d{1,12})[ \t]*\r?\n")
_UTF8_MARK = b"\xef\xbb\xbf"


def read(source: Source) -> Extracted:
    """Return the message, then one page for each attachment.

    ENCRYPTED and TOO_LARGE are told with what is readable nevertheless: subject and people.
    """
    inside = InsideFiles(source)
    found = message(_without_frame(source.data()), inside)
    if found.reason is not None:
        return found
    reason, detail = inside.problem()
    return replace(found, reason=reason, detail=detail)


def message(data: bytes, inside: InsideFiles) -> Extracted:
    """Return the pages of one message; its attachments are read, and counted, by ``inside``."""
    root, is_cut = mime.parse(data)
    subject = root.header("Subject")
    headers = header_lines(root.header)
    try:
        content = _opened(root)
    except ReadFailure as exc:
        return Extracted((headers,), subject, exc.reason, exc.detail)
    body = list(_body(content))
    is_secret = any(leaf.kind == "application/pgp-encrypted" for leaf in content.leaves())
    attachments = [
        _attachment(leaf, inside)
        for leaf in content.leaves()
        if _is_attachment(leaf, content) and not (is_secret and _is_pgp(leaf))
    ]
    body_text, secrets = _PGP_MESSAGE.subn("", "\n\n".join(body))
    pages = ("\n\n".join(filter(None, (headers, body_text.strip()))), *attachments)
    if is_secret or secrets:
        return Extracted(pages, subject, Reason.ENCRYPTED)
    if is_cut:
        return Extracted(pages, subject, Reason.TOO_LARGE, "more parts than are read")
    return Extracted(pages, subject)


def _without_frame(data: bytes) -> bytes:
    """Return the message of an Apple Mail file: its length stands before it, properties after."""
    count = _APPLE_COUNT.match(data)
    return data[count.end() :][: int(count[1])] if count else data


def _opened(root: Part) -> Part:
    """Return the content of a signed message, which is one more message in the signature."""
    for _ in range(MAX_INNER_DEPTH):
        if root.kind not in _SIGNED_KINDS:
            break
        root, _ = mime.parse(cms.signed_content(root.payload()))
    return root


# ---- body ----------------------------------------------------------------------------------------


def _body(root: Part) -> Iterator[str]:
    """Yield the texts of the body in order, of alternative versions the best."""
    if not root.children:
        yield from _texts(root) if root.is_text else ()
        return
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if part.kind == "multipart/alternative":
            yield from _best_version(part)
        elif part.children:
            waiting.extend(reversed(part.children))
        elif _is_body(part):
            yield from _texts(part)


def _best_version(part: Part) -> list[str]:
    """Return the plain version, or the next if that is empty, only points to it or says less.

    Most programs show the other one; a word in that alone must not be overlooked.
    """
    versions = sorted(part.children, key=lambda version: version.kind != "text/plain")
    texts = [list(_body(version)) for version in versions]
    sizes = [sum(map(len, text)) for text in texts]
    best = next((place for place, size in enumerate(sizes) if size), 0)
    for place, size in enumerate(sizes):
        if size > _MUCH_LONGER * sizes[best] or _words(texts[best]) < _words(texts[place]):
            best = place
    return texts[best] if texts else []


def _words(texts: list[str]) -> set[str]:
    return set(_WORD.findall(fold("\n".join(texts))))


def _texts(part: Part) -> list[str]:
    text = part.text().strip()
    return [text] if text else []


def _is_body(part: Part) -> bool:
    return part.is_text and not part.is_attached and not part.name


# ---- attachments ---------------------------------------------------------------------------------


def _is_attachment(leaf: Part, root: Part) -> bool:
    if leaf.kind in _SEALS or (leaf is root and leaf.is_text) or _is_body(leaf):
        return False
    return not is_picture(leaf.kind, leaf.name) or (leaf.is_attached and not leaf.is_of_page)


def _is_pgp(leaf: Part) -> bool:
    return leaf.payload().lstrip().startswith(_PGP_BEGINS)


def _attachment(leaf: Part, inside: InsideFiles) -> str:
    name = leaf.name or ("message" if leaf.kind in _MESSAGE_KINDS else "attachment")
    label = f"Attachment: {name}"
    if inside.is_full:
        return inside.page(b"", name, label=label)
    data = leaf.payload()
    try:
        if data.startswith(_PGP_BEGINS):
            raise ReadFailure(Reason.ENCRYPTED)
        if leaf.kind in _SIGNED_KINDS or name.lower().endswith(".p7m"):
            data, inner_name = cms.signed_content(data), _signed_name(name)
        else:
            data, inner_name = _as_file(leaf, data, name)
    except ReadFailure as exc:
        inside.leave_out(name, exc.reason)
        return label
    return inside.page(data, inner_name, label=label)


def _signed_name(name: str) -> str:
    """Return the name of what is signed: "smime.p7m" holds a message, "x.pdf.p7m" x.pdf."""
    bare = name[:-4] if name.lower().endswith(".p7m") else name
    return bare if "." in bare else f"{bare}.eml"


def _as_file(leaf: Part, data: bytes, name: str) -> tuple[bytes, str]:
    """Return a part as the file it would be: text as UTF-8, a message with its suffix."""
    if leaf.kind in _MESSAGE_KINDS and not name.lower().endswith(".eml"):
        return data, f"{name}.eml"
    charset = leaf.params.get("charset", "")
    if not leaf.is_text or b"\0" in data:
        return data, name
    if leaf.kind == "text/html":
        return _UTF8_MARK + leaf.markup().encode("utf-8", "replace"), name
    if not leaf.is_folded and (data.isascii() or not is_charset(charset)):
        return data, name
    return _UTF8_MARK + leaf.text().encode("utf-8", "replace"), name
