"""How the person left the window: its place, the splitter, the preview. In the settings folder."""

from __future__ import annotations

import base64
import contextlib
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop_app.json_file import read_object, write_object
from desktop_app.paths import user_settings_dir
from desktop_app.ui.shell.preview_splitter import PREVIEW_SHARE


@dataclass(frozen=True, slots=True)
class WindowState:
    """What to find again at the next start.

    Attributes:
        geometry: As Qt gives it; empty where there is nothing to go by.
        preview_share: What the preview has of the width.
        preview_open: Whether the preview is shown.
    """

    geometry: bytes = b""
    preview_share: float = PREVIEW_SHARE
    preview_open: bool = True


def load(path: Path | None = None) -> WindowState:
    """Return the state that was saved last; what makes no sense is as if never saved."""
    stored = read_object(path or _path())
    share = stored.get("preview_share")
    return WindowState(
        _bytes(stored.get("geometry")),
        share if isinstance(share, float) else PREVIEW_SHARE,
        stored.get("preview_open") is not False,
    )


def save(state: WindowState, path: Path | None = None) -> None:
    """Keep the state for the next start, as far as that is possible."""
    values = asdict(state)
    values["geometry"] = base64.b64encode(state.geometry).decode()
    with contextlib.suppress(OSError):  # a convenience; the settings tell of a bad disk
        write_object(path or _path(), values)


def _path() -> Path:
    return user_settings_dir() / "window.json"


def _bytes(stored: object) -> bytes:
    try:
        return base64.b64decode(stored, validate=True) if isinstance(stored, str) else b""
    except ValueError:
        return b""
