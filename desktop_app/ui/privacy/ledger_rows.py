"""What was sent from a folder, got ready for the window on a worker thread."""

from __future__ import annotations

import enum
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop_app.errors import InvalidRequest
from desktop_app.progress import CancelToken

if TYPE_CHECKING:
    from desktop_app.privacy.ledger import Entry, Ledger, Totals

_UNANSWERED = "no answer seen"
_CHECK_EVERY = 4096


class LedgerColumn(enum.IntEnum):
    TIME = 0
    PURPOSE = 1
    HOST = 2
    MODEL = 3
    TEXTS = 4
    BYTES = 5
    TOKENS = 6
    OUTCOME = 7


class Sender(Protocol):
    """The open folder: an ``OpenFolder``."""

    @property
    def folder(self) -> Path: ...
    def ledger(self) -> Ledger: ...


@dataclass(frozen=True, slots=True)
class LedgerRead:
    """A ledger at one moment.

    Attributes:
        entries: In the order they went out.
        folded: For each what a filter looks at, in lower case.
        orders: For each column the places of ``entries`` in its ascending order.
    """

    entries: Sequence[Entry]
    totals: Totals
    folded: Sequence[str]
    orders: Sequence[Sequence[int]]


def read_ledger(sender: Sender, token: CancelToken) -> LedgerRead:
    """Return all that was sent from a folder.

    Raises:
        LedgerUnwritable: It cannot be read.
        Cancelled
    """
    entries, totals = sender.ledger().read()
    token.check()
    folded = list(_folded(entries, token))
    orders = []
    for column in LedgerColumn:
        token.check()
        orders.append(_order(entries, _KEYS[column]))
    return LedgerRead(entries, totals, folded, orders)


def save_ledger(sender: Sender, target: Path) -> int:
    """Write all of it as a table for a spreadsheet; returns how many requests.

    Raises:
        InvalidRequest: The file cannot be written, or would lie among the documents.
        LedgerUnwritable: The ledger cannot be read.
    """
    if sender.folder.resolve() in target.parent.resolve().joinpath(target.name).parents:
        raise InvalidRequest(
            f"“{target}” is inside the documents' folder.", "Choose a place outside of it."
        )
    return sender.ledger().export_csv(target)


def purpose_words(purpose: str) -> str:
    """Return what a request was for; one not known here as the ledger has it."""
    translate = QCoreApplication.translate
    return {
        "index": translate("Ledger", "Reading the folder"),
        "search": translate("Ledger", "Question"),
        "comparison of models": translate("Ledger", "Comparing models"),
        "test": translate("Ledger", "Test of the key"),
    }.get(purpose, purpose)


def outcome_words(entry: Entry) -> str:
    """Return how a request ended, in short."""
    translate = QCoreApplication.translate
    return {
        "200": translate("Ledger", "Answered"),
        _UNANSWERED: translate("Ledger", "No answer seen"),
        "broke off": translate("Ledger", "The connection broke off"),
        "no connection": translate("Ledger", "No connection"),
    }.get(entry.status) or translate("Ledger", "Not accepted (%1)").replace("%1", entry.status)


def outcome_in_full(entry: Entry) -> str:
    """Return how a request ended, and what that means for what was in it."""
    translate = QCoreApplication.translate
    short = outcome_words(entry)
    if entry.status in (_UNANSWERED, "broke off"):
        meaning = translate("Ledger", "what was in it may have arrived")
    elif entry.status == "no connection":
        meaning = translate("Ledger", "nothing went out")
    else:
        return short
    return f"{short}: {meaning}"


def is_well(entry: Entry) -> bool:
    """Return whether a request was answered as it should be."""
    return entry.status == "200"


def local_time(entry: Entry) -> datetime | None:
    """Return when a request went out, in the time of this computer; None if that is no time."""
    try:
        return datetime.strptime(entry.time, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone()
    except ValueError:
        return None


def model_words(model: str) -> str:
    """Return a model's name without what it is told by already: provider and address."""
    return model.rpartition("#")[2] if "#" in model else model.partition(":")[2] or model


def _folded(entries: Sequence[Entry], token: CancelToken) -> Iterator[str]:
    days: dict[str, str] = {}
    for number, entry in enumerate(entries):
        if number % _CHECK_EVERY == 0:
            token.check()
        hour = entry.time[:13]  # the day here may change with any hour of UTC
        if hour not in days:
            days[hour] = _day_words(entry)
        parts = (
            days[hour],
            entry.host,
            entry.model,
            purpose_words(entry.purpose),
            outcome_words(entry),
        )
        yield " ".join(parts).lower()


def _day_words(entry: Entry) -> str:
    day = local_time(entry)
    if day is None:
        return entry.time
    short = QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
    return f"{day:%Y-%m-%d} {day:%d.%m.%Y} {short}"


def _order(entries: Sequence[Entry], key: Callable[[Entry], float | str]) -> Sequence[int]:
    keys = list(map(key, entries))
    return array("I", sorted(range(len(entries)), key=keys.__getitem__))


_KEYS: dict[LedgerColumn, Callable[[Entry], float | str]] = {
    LedgerColumn.TIME: lambda entry: entry.time,
    LedgerColumn.PURPOSE: lambda entry: purpose_words(entry.purpose),
    LedgerColumn.HOST: lambda entry: entry.host,
    LedgerColumn.MODEL: lambda entry: model_words(entry.model),
    LedgerColumn.TEXTS: lambda entry: entry.texts,
    LedgerColumn.BYTES: lambda entry: entry.bytes_sent,
    LedgerColumn.TOKENS: lambda entry: -1 if entry.tokens is None else entry.tokens,
    LedgerColumn.OUTCOME: outcome_words,
}
