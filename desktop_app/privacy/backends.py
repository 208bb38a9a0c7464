"""The keyring of this system, and no other; ``keyring`` is imported here, on first use.

``keyring`` would take what its configuration file or ``PYTHON_KEYRING_BACKEND`` name, or what some
installed package brings along, and some of those write plain text. So the backend is named here.
"""

from __future__ import annotations

import sys
from typing import Protocol

# Of the operating systems' own; each asks the person to unlock it where that is needed.
_OURS = {
    "win32": ("keyring.backends.Windows", "WinVaultKeyring"),
    "darwin": ("keyring.backends.macOS", "Keyring"),
}
_SECRET_SERVICE = ("keyring.backends.SecretService", "Keyring")


class Backend(Protocol):
    """What is used of a keyring. Each call may wait for a person, and raise anything."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class NoKeyring(Exception):
    """There is none on this computer."""


def system_keyring() -> Backend:
    """Return the keyring of this system; asks for nothing yet.

    Raises:
        NoKeyring: There is none, or its parts are missing.
    """
    import importlib

    module, name = _OURS.get(sys.platform, _SECRET_SERVICE)
    try:
        kind = getattr(importlib.import_module(module), name)
        kind.priority  # noqa: B018 - a property that raises where it cannot be used
    except Exception as exc:
        raise NoKeyring(type(exc).__name__) from exc
    backend: Backend = kind()
    return backend


def is_installed() -> bool:
    """Return whether this program has the parts it asks a keyring with, be there one or not."""
    import importlib.util

    module, _ = _OURS.get(sys.platform, _SECRET_SERVICE)
    parts = [module] if sys.platform in _OURS else [module, "secretstorage", "jeepney"]
    return all(importlib.util.find_spec(part) is not None for part in parts)


def is_locked(error: BaseException) -> bool:
    """Return whether a backend says that it was not unlocked."""
    from keyring.errors import KeyringLocked

    return isinstance(error, KeyringLocked)
