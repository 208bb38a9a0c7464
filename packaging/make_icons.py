#!/usr/bin/env python3
"""Makes every icon file a system wants from resources/icons/application.svg, with Qt alone.

    python packaging/make_icons.py FOLDER

writes FOLDER/likewise.svg, FOLDER/likewise.ico (Windows), FOLDER/likewise.icns (macOS) and
FOLDER/hicolor/<size>x<size>/apps/likewise.png with hicolor/scalable/apps/likewise.svg, as
/usr/share/icons has them (Linux). None of them is kept in the repository.
"""

from __future__ import annotations

import argparse
import os
import shutil
import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING: Final = Path(__file__).resolve().parent.parent / "resources" / "icons" / "application.svg"
NAME: Final = "likewise"

LINUX_SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS_SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)

MACOS_KINDS: Final = (
    (b"icp4", 16),
    (b"icp5", 32),
    (b"icp6", 64),
    (b"ic07", 128),
    (b"ic08", 256),
    (b"ic09", 512),
    (b"ic10", 1024),
    (b"ic11", 32),
    (b"ic12", 64),
    (b"ic13", 256),
    (b"ic14", 512),
)
"""Types in an .icns that hold PNG, each with its pixels; the last four are for dense screens."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write all icons below the folder named; returns 0."""
    parser = argparse.ArgumentParser(description="Makes the icons from the one drawing.")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    for file in write_icons(parser.parse_args(arguments).folder):
        print(file)
    return 0


def write_icons(folder: Path) -> list[Path]:
    """Write every icon below ``folder``, which is made; returns the files."""
    pictures = _Pictures()
    files = [
        _put(folder / f"{NAME}.ico", windows_icon([pictures.png(size) for size in WINDOWS_SIZES])),
        _put(
            folder / f"{NAME}.icns",
            macos_icon([(kind, pictures.png(size)) for kind, size in MACOS_KINDS]),
        ),
    ]
    theme = folder / "hicolor"
    for size in LINUX_SIZES:
        files.append(_put(theme / f"{size}x{size}" / "apps" / f"{NAME}.png", pictures.png(size)))
    for copy in (theme / "scalable" / "apps" / f"{NAME}.svg", folder / f"{NAME}.svg"):
        copy.parent.mkdir(parents=True, exist_ok=True)
        files.append(Path(shutil.copyfile(DRAWING, copy)))
    return files


def windows_icon(pictures: Sequence[bytes]) -> bytes:
    """Return an .ico that holds square PNG pictures (Windows Vista and later read them)."""
    offset = 6 + 16 * len(pictures)
    table = [struct.pack("<HHH", 0, 1, len(pictures))]
    for png in pictures:
        side = struct.unpack(">I", png[16:20])[0] % 256  # 0 stands for 256
        table.append(struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(png), offset))
        offset += len(png)
    return b"".join([*table, *pictures])


def macos_icon(pictures: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Return an .icns of (type, PNG) pairs."""
    body = b"".join(kind + struct.pack(">I", len(png) + 8) + png for kind, png in pictures)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


class _Pictures:
    """Paints the drawing in any size, each once."""

    def __init__(self) -> None:
        # Painting needs a Qt application, but no screen.
        if QGuiApplication.instance() is None:
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
            self._application = QGuiApplication([])
        self._drawing = QSvgRenderer(QByteArray(DRAWING.read_bytes()))
        if not self._drawing.isValid():
            raise SystemExit(f"{DRAWING} is no drawing that Qt can read.")
        self._done: dict[int, bytes] = {}

    def png(self, side: int) -> bytes:
        """Return a PNG of ``side`` by ``side`` pixels."""
        if side not in self._done:
            self._done[side] = self._paint(side)
        return self._done[side]

    def _paint(self, side: int) -> bytes:
        picture = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._drawing.render(painter, QRectF(0, 0, side, side))
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(picture)
        return bytes(buffer.data().data())


def _put(file: Path, content: bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


if __name__ == "__main__":
    sys.exit(main())
