#!/usr/bin/env python3
"""Writes what Windows shows of likewise.exe under “Details”, in the form PyInstaller reads.

python packaging/windows/version_info.py FILE
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
_LANGUAGE: Final = "040904B0"  # US English, Unicode


def version_info(version: str) -> str:
    """Return the text for a version such as 1.2.3; Windows itself counts its numbers only."""
    numbers = tuple(int(number) for number in re.findall(r"\d+", version.partition("+")[0])[:4])
    counted = numbers + (0,) * (4 - len(numbers))
    words = {
        "CompanyName": "Likewise",
        "FileDescription": "Likewise",
        "FileVersion": version,
        "InternalName": "likewise",
        "LegalCopyright": "Apache License 2.0",
        "OriginalFilename": "likewise.exe",
        "ProductName": "Likewise",
        "ProductVersion": version,
    }
    rows = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in words.items())
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={counted}, prodvers={counted}, mask=0x3F, flags=0x0,\n"
        "                    OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        f"  kids=[StringFileInfo([StringTable({_LANGUAGE!r}, [{rows}])]),\n"
        "        VarFileInfo([VarStruct('Translation', [1033, 1200])])],\n"
        ")\n"
    )


def main() -> int:
    """Write the file named on the command line; returns 0."""
    sys.path.insert(0, str(ROOT))
    from desktop_app import __version__

    Path(sys.argv[1]).write_text(version_info(__version__), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
