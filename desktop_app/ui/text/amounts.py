"""Numbers, times and sizes as the person's language writes them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate


def number(value: int) -> str:
    """Return "12,345", or "12.345" in German."""
    return QLocale().toString(value)


def share(value: float) -> str:
    """Return "87 %" for 0.87."""
    return f"{QLocale().toString(round(100 * value))}\u202f%"


def size(value_bytes: int) -> str:
    """Return "3.1 MB"; units of 1,000."""
    return QLocale().formattedDataSize(value_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def time_left(seconds: float) -> str:
    """Return "about 4 minutes left", no more exact than an estimate is."""
    if seconds < 50:
        return translate("Amounts", "less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 100:
        return translate("Amounts", "about %n minute(s) left", None, minutes)
    return translate("Amounts", "about %n hour(s) left", None, round(seconds / 3600))
