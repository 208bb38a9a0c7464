"""What the options of commands may hold; each refuses the rest in words."""

from __future__ import annotations

import argparse
import math


def kind(text: str) -> str:
    """Return the value of a kind of document, as people name it."""
    from desktop_app.documents.kind_names import kind_named
    from desktop_app.documents.model import Kind

    kind = kind_named(text)
    if kind is None:
        kinds = sorted(kind.value for kind in Kind if kind is not Kind.UNKNOWN)
        raise argparse.ArgumentTypeError(f"must be one of {', '.join(kinds)}")
    return kind.value


def positive(text: str) -> int:
    """Return a whole number, at least 1."""
    try:
        value = int(text)
    except ValueError:
        value = 0
    if value < 1:
        raise argparse.ArgumentTypeError("must be a whole number, at least 1")
    return value


def share(text: str) -> float:
    """Return a number in [-1, 1]."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not -1.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError("must be a number between -1 and 1")
    return value


def day(text: str) -> int:
    """Return the start of a day, in nanoseconds since 1970."""
    from datetime import datetime

    try:
        return int(datetime.strptime(text, "%Y-%m-%d").timestamp()) * 1_000_000_000
    except ValueError as exc:
        raise argparse.ArgumentTypeError("must be a day like 2026-03-31") from exc
