"""Runs of the program that say all they can; ``start`` is put in front of it by ``environment``."""

from __future__ import annotations

import os
from pathlib import Path

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[2]


def environment(base: Path, *, hurry: bool = True, crash: str = "") -> dict[str, str]:
    """Return the variables of a loud run whose folders are all below ``base``; they are made here.

    Args:
        hurry: Waits are a hundredth as long, and the longest that may be drawn; a provider's answer
            is waited for 2 s.
        crash: Where the program shall fail in a way nobody foresaw, with the key in what it says:
            "child", "parent" or "death" (the child ends at once); "" nowhere.
    """
    folders = {
        "HOME": "home",
        "XDG_DATA_HOME": "home/data",
        "XDG_CONFIG_HOME": "home/config",
        "XDG_CACHE_HOME": "home/cache",
        "XDG_STATE_HOME": "home/state",
        "TMPDIR": "temporary",
        "LOUD_LOG": "log",
    }
    for folder in folders.values():
        (base / folder).mkdir(parents=True, exist_ok=True)
    return {
        **os.environ,
        **{name: str(base / folder) for name, folder in folders.items()},
        "PYTHONPATH": f"{HERE / 'start'}{os.pathsep}{CHECKOUT}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LOUD_HURRY": "1" if hurry else "",
        "LOUD_CRASH": crash,
        # What libraries are asked to log by.
        "OPENAI_LOG": "debug",
        "HTTPX_LOG_LEVEL": "debug",
        "PYTHONFAULTHANDLER": "1",
    }
