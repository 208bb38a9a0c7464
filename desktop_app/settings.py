"""What a person has chosen for all folders: one small JSON file in their settings folder.

A file that cannot be understood counts as no choice, and names this version does not know are
kept, so that neither a damaged file nor another version's choice is an error.
"""

from __future__ import annotations

import contextlib
import enum
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from desktop_app.errors import InvalidRequest, SettingsUnwritable
from desktop_app.json_file import read_object, write_object
from desktop_app.paths import user_settings_dir

LARGEST_FILE_MB: Final = 200
_MOST_MB: Final = 2_000
_LANGUAGE = re.compile(r"[A-Za-z][A-Za-z_]{1,30}(?:/[A-Za-z]+)?")


class Device(enum.StrEnum):
    """What a model runs on; the value is how a person writes it, and torch's own name."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"
    MPS = "mps"


class Speed(enum.StrEnum):
    """How near to the model's own numbers indexing computes; the value is how a person writes it.

    FAST means 8-bit numbers where they pay: see ``embedding.fast_mode`` for how near they are.
    """

    EXACT = "exact"
    FAST = "fast"


class Appearance(enum.StrEnum):
    """How the window looks; the value is how a person writes it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """All choices, each with what holds where none was made.

    Attributes:
        text_recognition: Recognise text on scanned pages and in pictures, where it is installed.
        languages: Languages such pages are in, as Tesseract names them ("eng", "deu"); empty
            leaves it to the system's language.
        largest_file_mb: Larger files are told as too large instead of read, 1 to 2,000 (megabytes
            of 1,000,000 bytes). PDFs, mailboxes and what is a ZIP inside may always have 1,074.
        device: What the model runs on while indexing; AUTO takes the fastest there is.
        speed: FAST makes new indexes in a model's fast mode, where it has one on this computer;
            an index that is there stays as it was made.
        leave_computer_usable: Index at low priority and leave some cores free.
        pause_on_battery: Indexing waits while the computer runs on its battery.
        appearance: How the window looks.
        window_language: What the window is in, as in "de"; empty leaves it to the system. The
            command line is in English.
        offline_lock: No connection is made at all, whatever else is chosen (see ``privacy.gate``).
    """

    text_recognition: bool = True
    languages: tuple[str, ...] = ()
    largest_file_mb: int = LARGEST_FILE_MB
    device: Device = Device.AUTO
    speed: Speed = Speed.EXACT
    leave_computer_usable: bool = True
    pause_on_battery: bool = False
    appearance: Appearance = Appearance.SYSTEM
    window_language: str = ""
    offline_lock: bool = False

    def changed(self, name: str, text: str) -> Settings:
        """Return the settings with one choice as a person writes it.

        Raises:
            InvalidRequest: There is no such setting, or ``text`` is no value of it.
        """
        parse = _PARSERS.get(name)
        if parse is None:
            raise InvalidRequest(
                f"There is no setting “{name}”.", f"There are {', '.join(_PARSERS)}."
            )
        try:
            change: dict[str, Any] = {name: parse(text.strip())}
        except ValueError as exc:
            raise InvalidRequest(f"“{text}” is no value for {name}.", f"{exc}.") from None
        return replace(self, **change)


def load(path: Path | None = None) -> Settings:
    """Return the stored settings; what is missing or makes no sense is as if never chosen."""
    settings, stored = Settings(), read_object(path or _path())
    for name, value in stored.items():
        with contextlib.suppress(InvalidRequest):
            settings = settings.changed(name, _as_text(value))
    return replace(settings, offline_lock=offline_lock(path))


def save(settings: Settings, path: Path | None = None) -> None:
    """Store the settings, whole or not at all.

    Raises:
        SettingsUnwritable: If the settings folder cannot be written.
    """
    path = path or _path()
    try:
        write_object(path, {**read_object(path), **asdict(settings)})
    except OSError as exc:
        raise SettingsUnwritable(
            f"The settings could not be written to “{path}” ({exc.strerror}).",
            "Check that the disk has room and that you may write there.",
        ) from exc


def offline_lock(path: Path | None = None) -> bool:
    """Return whether the offline lock is on.

    A lock fails closed: a file that is there and makes no sense counts as locked, until something
    is chosen anew.
    """
    path = path or _path()
    stored = read_object(path)
    if not stored:
        return os.path.lexists(path) and not _holds_nothing(path)
    return stored.get("offline_lock", False) not in (False, "off")


def _holds_nothing(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return path.read_bytes().strip() == b"{}"
    return False


def as_text(settings: Settings) -> dict[str, str]:
    """Return each choice as a person would write it, in order."""
    return {field.name: _as_text(getattr(settings, field.name)) for field in fields(settings)}


def _path() -> Path:
    return user_settings_dir() / "settings.json"


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, (list, tuple)):
        return "+".join(map(str, value))
    return str(value)


def _switch(text: str) -> bool:
    if text.lower() not in ("on", "off"):
        raise ValueError("Say on or off")
    return text.lower() == "on"


def _languages(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(filter(None, re.split(r"[\s,+]+", text))))
    if not all(map(_LANGUAGE.fullmatch, names)):
        raise ValueError("Name languages as in eng+deu, or nothing for the system's")
    return names


def _window_language(text: str) -> str:
    if text and not re.fullmatch(r"[a-z]{2,3}", text):
        raise ValueError("Name one language as in de, or nothing for the system's")
    return text


def _megabytes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST_MB):
        raise ValueError(f"Give a whole number of megabytes, 1 to {_MOST_MB:,}")
    return int(text)


def _one_of(kind: type[enum.StrEnum]) -> Callable[[str], enum.StrEnum]:
    def parse(text: str) -> enum.StrEnum:
        try:
            return kind(text.lower())
        except ValueError:
            raise ValueError(f"Say {', '.join(kind)}") from None

    return parse


_PARSERS: Mapping[str, Callable[[str], object]] = {
    "text_recognition": _switch,
    "languages": _languages,
    "largest_file_mb": _megabytes,
    "device": _one_of(Device),
    "speed": _one_of(Speed),
    "leave_computer_usable": _switch,
    "pause_on_battery": _switch,
    "appearance": _one_of(Appearance),
    "window_language": _window_language,
    "offline_lock": _switch,
}
