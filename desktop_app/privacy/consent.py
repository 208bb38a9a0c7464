"""Who may be sent a folder's texts: nobody, until a person has said yes for this folder.

A yes is for one folder, host and model, at one price. It is kept among this user's own data: an
index folder may come from somebody else, and with it their yes would come. A folder that was moved,
or another one at its place, is asked about anew.

"Never leaves this computer" beats every yes, setting, variable and option. It is kept in the index
folder, too, so that it goes where the folder goes; a file of it that makes no sense counts as set.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final, Protocol

from desktop_app.errors import (
    ConsentMissing,
    NeverLeaves,
    SettingsUnwritable,
)
from desktop_app.json_file import write_object
from desktop_app.paths import user_data_dir
from desktop_app.privacy import gate
from desktop_app.privacy.estimate import Estimate

FILE_NAME: Final = "privacy.json"
_MAX_BYTES = 1 << 20


class Location(Protocol):
    """A folder and its index folder (``index.location.IndexLocation``)."""

    @property
    def folder(self) -> Path: ...

    @property
    def directory(self) -> Path: ...


@dataclass(frozen=True, slots=True)
class Consent:
    """A yes, with what was told to whoever gave it.

    Attributes:
        host: Where the texts may go, with the port unless it is the usual one.
        model: As the index names it, "openai:text-embedding-3-small".
        files: Documents at that time, as are characters and tokens.
        price: US dollars estimated for them; None where there is no price.
        usd_per_million: What a million tokens cost at that time; None where there is no price.
        retention: What was told of how long the provider keeps texts.
        given_at: UTC, ISO 8601 with seconds.
    """

    provider: str
    host: str
    model: str
    files: int
    characters: int
    tokens: int
    price: float | None
    usd_per_million: float | None
    retention: str
    given_at: str


def consent_for(
    location: Location, host: str, model: str, usd_per_million: float | None = None
) -> Consent | None:
    """Return the yes that holds for this host, model and price, or None: then ask (again)."""
    if never_leaves(location):
        return None
    for consent in consents(location):
        if (consent.host, consent.model) == (host, model):
            return consent if consent.usd_per_million == usd_per_million else None
    return None


def consents(location: Location) -> list[Consent]:
    """Return every yes that was given for a folder and not withdrawn."""
    found = _read(_of_user(location)) or {}
    if found.get("inode") != _inode(location):
        return []
    given = found.get("consents")
    rows = given if isinstance(given, list) else []
    return [consent for row in rows if (consent := _consent(row))]


def require(
    location: Location, host: str, model: str, usd_per_million: float | None = None
) -> Consent:
    """Return the yes that allows to send this folder's texts to ``host``.

    Raises:
        NeverLeaves: The folder's documents never leave this computer, whatever else was said.
        OfflineLocked: The offline lock is on.
        ConsentMissing: Nobody has said yes to this host, model and price.
    """
    refuse_if_never(location)
    gate.refuse_if_locked(host)
    consent = consent_for(location, host, model, usd_per_million)
    if consent is None:
        raise ConsentMissing(
            f"Nobody has said yes to sending the texts of “{location.folder.name}” to {host}.",
            "You are asked before the first run; on the command line, --yes says so.",
        )
    return consent


def give(
    location: Location,
    *,
    provider: str,
    host: str,
    model: str,
    estimate: Estimate,
    usd_per_million: float | None,
    retention: str,
) -> Consent:
    """Note a person's yes; one to the same host and model before is replaced.

    Raises:
        NeverLeaves: The folder's documents never leave this computer.
        OfflineLocked: The offline lock is on.
        SettingsUnwritable: It could not be noted, so it does not hold.
    """
    refuse_if_never(location)
    gate.refuse_if_locked(host)
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    counts = estimate.files, estimate.characters, estimate.tokens, estimate.price_usd
    consent = Consent(provider, host, model, *counts, usd_per_million, retention, now)
    others = [c for c in consents(location) if (c.host, c.model) != (host, model)]
    _keep(location, [*others, consent])
    return consent


def withdraw(location: Location, host: str = "", model: str = "") -> int:
    """Take back what was said to ``host`` and ``model``, or all of it; returns how many.

    Raises:
        SettingsUnwritable: It could not be noted.
    """
    given = consents(location)
    kept = [c for c in given if (host and c.host != host) or (model and c.model != model)]
    if len(kept) != len(given):
        _keep(location, kept)
    return len(given) - len(kept)


def never_leaves(location: Location) -> bool:
    """Return whether this folder's documents never leave this computer."""
    return any(_says_never(path) for path in _places(location))


def refuse_if_never(location: Location) -> None:
    """Raise if this folder's documents never leave this computer.

    Raises:
        NeverLeaves: They do not.
    """
    if never_leaves(location):
        raise NeverLeaves(
            f"The documents in “{location.folder.name}” never leave this computer, as was chosen "
            "for this folder.",
            "Use a model on this computer. Only “likewise privacy FOLDER --never-leaves off” "
            "changes that.",
        )


def set_never_leaves(location: Location, never: bool) -> None:
    """Choose whether this folder's documents never leave this computer.

    Raises:
        SettingsUnwritable: It could not be noted.
    """
    _write(_of_user(location), never_leaves=never, folder=_name(location))
    if location.directory.is_dir():
        _write(_of_index(location), never_leaves=never)


def _keep(location: Location, given: Iterable[Consent]) -> None:
    rows = [asdict(consent) for consent in given]
    _write(_of_user(location), consents=rows, inode=_inode(location), folder=_name(location))


def _name(location: Location) -> str:
    return os.fsencode(location.folder).decode("utf-8", "replace")


def _inode(location: Location) -> int:
    """Return what tells a folder from another that comes to its place; 0 if it is gone."""
    try:
        return os.stat(location.folder).st_ino
    except OSError:
        return 0


def _says_never(path: Path) -> bool:
    found = _read(path)
    return found is None or found.get("never_leaves", False) is not False


def _places(location: Location) -> Iterator[Path]:
    yield _of_index(location)
    yield _of_user(location)


def _of_index(location: Location) -> Path:
    return location.directory / FILE_NAME


def _of_user(location: Location) -> Path:
    key = hashlib.sha256(os.fsencode(os.path.realpath(location.folder))).hexdigest()[:32]
    return user_data_dir() / "folders" / f"{key}.json"


def _read(path: Path) -> dict[str, Any] | None:
    """Return what is in a file; {} if it is not there, None if it makes no sense."""
    try:
        with open(path, "rb") as file:
            found = json.loads(file.read(_MAX_BYTES))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _write(path: Path, **changes: object) -> None:
    try:
        write_object(path, {**(_read(path) or {}), **changes})
    except OSError as exc:
        raise SettingsUnwritable(
            f"What you chose for this folder could not be written to “{path}” ({exc.strerror}).",
            "Check that the disk has room and that you may write there.",
        ) from exc


def _consent(row: object) -> Consent | None:
    names = {field.name for field in fields(Consent)}
    if not isinstance(row, dict) or set(row) != names:
        return None
    rate = row["usd_per_million"]
    if not isinstance(rate, int | float | None) or isinstance(rate, bool):
        return None
    return Consent(**row)
