"""Servers by address that a person has named: so that their keys can be listed, and deleted again.

A small file among the settings. It holds addresses and names of models, and no key.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.errors import SettingsUnwritable
from desktop_app.json_file import read_object, write_object
from desktop_app.paths import user_settings_dir


@dataclass(frozen=True, slots=True)
class Server:
    """A server that speaks as OpenAI does.

    Attributes:
        base_url: Where requests go, without a slash at the end.
        model: The model it was last asked about.
    """

    base_url: str
    model: str


def servers(path: Path | None = None) -> tuple[Server, ...]:
    """Return those that are noted, in the order they were named; none where that makes no sense."""
    return tuple(
        Server(base_url, model)
        for base_url, model in read_object(path or _path()).items()
        if isinstance(model, str)
    )


def remember(server: Server, path: Path | None = None) -> None:
    """Note a server, or another model of one that is noted.

    Raises:
        SettingsUnwritable: It could not be noted.
    """
    _write({**_noted(path), server.base_url: server.model}, path)


def forget(base_url: str, path: Path | None = None) -> None:
    """Note a server no more.

    Raises:
        SettingsUnwritable: It is noted still.
    """
    noted = _noted(path)
    if noted.pop(base_url, None) is not None:
        _write(noted, path)


def _noted(path: Path | None) -> dict[str, str]:
    return {server.base_url: server.model for server in servers(path)}


def _write(noted: dict[str, str], path: Path | None) -> None:
    path = path or _path()
    try:
        write_object(path, noted)
    except OSError as exc:
        raise SettingsUnwritable(
            f"The settings could not be written to “{path}” ({exc.strerror}).",
            "Check that the disk has room and that you may write there.",
        ) from exc


def _path() -> Path:
    return user_settings_dir() / "servers.json"
