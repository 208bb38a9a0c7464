"""Numbers, times and sizes as the person's language writes them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

_CENT = 0.01


def number(value: int) -> str:
    """Return "12,345", or "12.345" in German."""
    return QLocale().toString(value)


def share(value: float) -> str:
    """Return "87 %" for 0.87."""
    return f"{QLocale().toString(round(100 * value))}\u202f%"


def size(value_bytes: int) -> str:
    """Return "3.1 MB"; units of 1,000."""
    return QLocale().formattedDataSize(value_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def dollars(usd: float) -> str:
    """Return "$1.20", "less than $0.01"; in German "1,20 $"."""
    if 0 < usd < _CENT:
        words = QCoreApplication.translate("Amounts", "less than %1")
        return words.replace("%1", QLocale().toCurrencyString(_CENT, "$", 2))
    return QLocale().toCurrencyString(usd, "$", 2)


def about_dollars(usd: float) -> str:
    """Return "about $1.20", "less than $0.01"."""
    if 0 < usd < _CENT:
        return dollars(usd)
    return QCoreApplication.translate("Amounts", "about %1").replace("%1", dollars(usd))


def day(moment: str) -> str:
    """Return the day of an ISO 8601 time in UTC, on this computer's calendar: "11/24/26"."""
    there = QDateTime.fromString(moment, Qt.DateFormat.ISODate).toLocalTime().date()
    return QLocale().toString(there, QLocale.FormatType.ShortFormat)
