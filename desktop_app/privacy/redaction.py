"""Keeps keys out of logs, tracebacks and whatever else this program writes for people.

A library may log a request with its headers (openai-python #1082, #1196), a server may repeat the
key in its answer, and an error's text ends up in a report. So every secret that this process comes
to know is remembered here, and each of its usual spellings is replaced wherever text goes out.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Final

MASK: Final = "•••"
# Something shorter stands in ordinary words ("ollama", which local servers take for a key).
_SHORTEST = 8
_TORN_FROM = 12  # the start of a key that was cut off is a part of it still

_HEADER = re.compile(
    r"""(?ix)
    (\b(?:proxy-)?authorization|\b(?:x-)?api[-_]key|\bx-goog-api-key|\bset-cookie|\bcookie)
    (["']?\s*[:=,]\s*\(?\s*b?["']?)
    (?:(?:bearer|basic|token)\s+)?
    [^\s"',;)}\]]+
    """
)
_BEARER = re.compile(r"(?i)\b(bearer\s+)[\w.~+/=*-]{8,}")
_KEY_SHAPE = re.compile(r"\bsk-[\w*-]{8,}")
_LOGIN = re.compile(r"(?<=://)[^\s/@\"']+:[^\s/@\"']*(?=@)")


class _Known:
    """What this process has come to know."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.secrets: set[str] = set()
        self.pattern: re.Pattern[str] | None = None
        self.installed = False


_known = _Known()


def remember(secret: str) -> None:
    """Replace ``secret`` and its usual spellings from now on; shorter than 8 characters is not."""
    if len(secret) < _SHORTEST or secret in _known.secrets:
        return
    with _known.guard:
        _known.secrets.add(secret)
        spellings = {spelling for known in _known.secrets for spelling in _spellings(known)}
        parts = [re.escape(part) for part in sorted(spellings, key=len, reverse=True)]
        torn = sorted(known[:_TORN_FROM] for known in _known.secrets)
        parts += [re.escape(start) + r"[\x21-\x7e]*" for start in torn]
        _known.pattern = re.compile("|".join(parts))


def hide(text: str) -> str:
    """Return ``text`` without keys: neither known ones nor what looks like one."""
    if _known.pattern is not None:
        text = _known.pattern.sub(MASK, text)
    text = _HEADER.sub(rf"\1\2{MASK}", text)
    text = _BEARER.sub(rf"\1{MASK}", text)
    text = _LOGIN.sub(MASK, text)
    return _KEY_SHAPE.sub(MASK, text)


def install() -> None:
    """Hide keys in every log record, warning and unexpected error of this process."""
    if _known.installed:
        return
    _known.installed = True
    make = logging.getLogRecordFactory()

    def record(*arguments: Any, **more: Any) -> logging.LogRecord:
        return _cleaned(make(*arguments, **more))

    logging.setLogRecordFactory(record)
    sys.excepthook = show_error
    threading.excepthook = _show_thread_error
    sys.unraisablehook = _show_unraisable
    _no_core_dump()


def show_error(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Write a traceback to standard error as Python does, without keys."""
    if sys.stderr is not None:
        lines = traceback.format_exception(kind, error, trace)
        sys.stderr.write(hide("".join(lines)))


def _show_thread_error(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and args.exc_type is not SystemExit:
        show_error(args.exc_type, args.exc_value, args.exc_traceback)


def _show_unraisable(args: sys.UnraisableHookArgs) -> None:
    if args.exc_value is not None:
        show_error(args.exc_type, args.exc_value, args.exc_traceback)


def _no_core_dump() -> None:
    """Keep the system from writing this process's memory to a file when it crashes."""
    try:
        import resource
    except ImportError:  # Windows keeps such files only where somebody asked it to
        return
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def _cleaned(record: logging.LogRecord) -> logging.LogRecord:
    try:
        text = record.getMessage()
    except Exception:  # logging itself would print the arguments
        text = f"{record.msg!r} {record.args!r}"
    record.msg, record.args = hide(text), ()
    if record.exc_info and record.exc_info[0] is not None:
        record.exc_text = hide("".join(traceback.format_exception(*record.exc_info)).rstrip("\n"))
        record.exc_info = None  # a handler that formats by itself shall not find it again
    if record.stack_info:
        record.stack_info = hide(record.stack_info)
    return record


def _spellings(secret: str) -> Iterator[str]:
    """Yield how a secret may be written in a text."""
    raw = secret.encode("utf-8")
    for text in (secret, secret[::-1]):
        yield text
        yield from _escaped(text)
        yield from _escaped(text.encode("utf-16-le").decode("latin-1")[:-1])
        yield text.encode("utf-16-le").hex()
    yield from (raw.hex(), raw.hex().upper(), raw.hex(" "), raw.hex(":"))
    for spelled in (raw, secret.encode("utf-16-le"), secret.encode("utf-16-be")):
        yield from _base64_parts(spelled)
    yield "\x00".join(secret)


def _escaped(text: str) -> Iterator[str]:
    """Yield a text as programs and formats write it where it would mean something to them."""
    import html
    import json
    import urllib.parse

    once = json.dumps(text)[1:-1]
    yield from (once, json.dumps(once)[1:-1], repr(text)[1:-1], repr(text.encode())[2:-1])
    yield from (html.escape(text), html.escape(text, quote=False))
    yield from (urllib.parse.quote(text, safe=""), urllib.parse.quote_plus(text))
    for form in ("&#{:d};", "&#x{:x};", "&#x{:X};", "\\u{:04x}", "\\u{:04X}", "%{:02x}", "%{:02X}"):
        yield "".join(form.format(ord(character)) for character in text)


def _base64_parts(raw: bytes) -> Iterator[str]:
    """Yield what stands in Base64, wherever in a longer text the secret begins."""
    import base64

    for offset in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            text = encode(b"\0" * offset + raw).decode("ascii").rstrip("=")
            begin = -(-offset * 8 // 6)
            end = (offset + len(raw)) * 8 // 6
            yield text[begin:end]
