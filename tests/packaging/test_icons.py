"""Every icon file is made from the one drawing, and is what its system expects."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.packaging.scripts import load

PNG = b"\x89PNG\r\n\x1a\n"
make_icons = load("make_icons")


@pytest.fixture(scope="module")
def icons(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("icons")
    make_icons.write_icons(folder)
    return folder


def test_linux_icons_have_the_size_of_their_folder(icons: Path) -> None:
    for size in make_icons.LINUX_SIZES:
        file = icons / f"hicolor/{size}x{size}/apps/likewise.png"
        assert file.read_bytes().startswith(PNG)
        assert QImage(str(file)).width() == size
    assert (icons / "hicolor/scalable/apps/likewise.svg").is_file()


def test_windows_icon_holds_every_size_where_its_table_says(icons: Path) -> None:
    content = (icons / "likewise.ico").read_bytes()
    assert struct.unpack_from("<HHH", content) == (0, 1, len(make_icons.WINDOWS_SIZES))

    for number, size in enumerate(make_icons.WINDOWS_SIZES):
        width, _, _, _, _, bits, length, offset = struct.unpack_from(
            "<BBBBHHII", content, 6 + 16 * number
        )
        assert (width, bits) == (size % 256, 32)
        assert QImage.fromData(content[offset : offset + length]).width() == size


def test_macos_icon_holds_every_kind_and_nothing_after_them(icons: Path) -> None:
    content = (icons / "likewise.icns").read_bytes()
    assert content[:4] == b"icns"
    assert struct.unpack_from(">I", content, 4) == (len(content),)
    found = []

    at = 8
    while at < len(content):
        kind, length = content[at : at + 4], struct.unpack_from(">I", content, at + 4)[0]
        found.append((kind, QImage.fromData(content[at + 8 : at + length]).width()))
        at += length

    assert tuple(found) == make_icons.MACOS_KINDS


def test_icon_is_seen_on_light_and_dark_ground(icons: Path) -> None:
    picture = QImage(str(icons / "hicolor/16x16/apps/likewise.png"))

    seen = {picture.pixelColor(x, y).name() for x in range(16) for y in range(16)}

    assert picture.pixelColor(0, 0).alpha() == 0
    assert len(seen) > 10
