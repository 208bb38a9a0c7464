"""How this program is started again, from source and frozen, and what others inherit from it."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Final

# Set by the start code of the frozen program, for itself.
_OURS: Final = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
_LIBRARIES: Final = ("LD_LIBRARY_PATH", "LIBPATH")
_START_ANEW: Final = "PYINSTALLER_RESET_ENVIRONMENT"


def is_frozen() -> bool:
    """Return whether this is the packaged program, with its own Python inside."""
    return bool(getattr(sys, "frozen", False))


def command() -> list[str]:
    """Return what starts this program again; its arguments follow."""
    if is_frozen():
        return [sys.executable]
    # -P: a json.py among the documents must not be imported when the folder is the current one.
    return [sys.executable, "-P", "-X", "utf8", "-m", "desktop_app"]


def environment() -> dict[str, str]:
    """Return what ``command`` needs among the variables: from source, where the source is."""
    if is_frozen():
        return {}
    source = str(Path(__file__).resolve().parent.parent)
    return {"PYTHONPATH": os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH", "")]))}


def restore_environment(variables: MutableMapping[str, str] = os.environ) -> None:
    """Give back what the start code changed, so that other programs find their own libraries.

    A PDF viewer started with our ``LD_LIBRARY_PATH`` or ``QT_PLUGIN_PATH`` loads our libraries in
    place of its own, and ends. The loader of this process has read its own already, and Qt for
    Python knows its plugins without. Our own children are told to begin as if started by hand.
    """
    if not is_frozen():
        return
    for name in _LIBRARIES:
        before = variables.pop(f"{name}_ORIG", None)
        variables.pop(name, None)
        if before is not None:
            variables[name] = before
    for name in _OURS:
        variables.pop(name, None)
    variables[_START_ANEW] = "1"
