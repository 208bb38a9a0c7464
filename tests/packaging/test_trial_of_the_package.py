"""The parts of the trial on a bare system that need neither root nor a screen."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from tests.packaging.scripts import FOLDER, load

LINUX = FOLDER / "linux"


def test_menu_starts_the_program_without_a_folder_and_open_with_with_one() -> None:
    entry = load("linux/desktop_entry").DesktopEntry.read(LINUX / "likewise.desktop")

    assert entry.command() == ["likewise", "open"]
    assert entry.command(["/home/person/My papers"]) == [
        "likewise",
        "open",
        "/home/person/My papers",
    ]
    assert entry.window_class == "likewise"
    assert entry.kinds == ("inode/directory",)


def test_quotes_and_percent_signs_of_an_entry_are_read(tmp_path: Path) -> None:
    file = tmp_path / "other.desktop"
    file.write_text('[Desktop Entry]\nExec="a program" --rate=5%% %F end\n', encoding="utf-8")
    entry = load("linux/desktop_entry").DesktopEntry.read(file)

    assert entry.command(["b", "c d"]) == ["a program", "--rate=5%", "b", "c d", "end"]


def test_home_may_keep_what_the_package_says_and_nothing_else() -> None:
    left = load("linux/left_behind")
    stays = [
        ".config/Likewise/settings.json",
        ".local/share/Likewise/Samples.likewise/index.sqlite3",
        "Documents/Papers.likewise/index.sqlite3",
        "Documents/Papers/letter.txt",
    ]

    assert left.strange_in_home(stays) == []
    assert left.strange_in_home([*stays, ".likewise", ".cache/torch/kernels"]) == [
        ".cache/torch/kernels",
        ".likewise",
    ]
    assert left.kept(stays) == [
        "indexes (1 paths)",
        "settings (1 paths)",
        "samples and recent folders (1 paths)",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/usr/share/icons/hicolor/48x48/apps/likewise.png",
        "/tmp/likewise-socket",
        "/opt/likewise",
        "/var/lib/dpkg/info/likewise.list",
        "/etc/xdg/autostart/other.desktop",
    ],
)
def test_anything_of_the_program_in_the_system_is_found(path: str) -> None:
    left = load("linux/left_behind")

    assert left.strange_in_system([path, "/var/lib/dpkg/status-old", "/home/person/x"]) == [path]


def test_picture_counts_colours_and_is_saved_as_png(tmp_path: Path) -> None:
    red, blue = b"\x00\x00\xff\x00", b"\xff\x00\x00\x00"
    picture = load("linux/screen").Picture((red + blue, red + red))

    file = picture.save(tmp_path / "pictures" / "one.png").read_bytes()

    assert picture.colours == 2
    assert picture.differs(load("linux/screen").Picture((red + blue, red + blue))) == 1
    assert file[16:24] == struct.pack(">II", 2, 2)
    start = file.index(b"IDAT") + 4
    pixels = zlib.decompress(
        file[start : start + struct.unpack(">I", file[start - 8 : start - 4])[0]]
    )
    assert pixels == b"\0\xff\0\0\0\0\xff" + b"\0\xff\0\0\xff\0\0"


def test_one_thing_that_is_not_so_fails_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(LINUX))
    table = load("linux/try_deb").Table()

    table.add("first", True, "fine")
    assert table.is_good
    with table.station("second"):
        raise ValueError("no such thing")

    assert not table.is_good
    assert str(table).splitlines() == [
        "ok    first   fine",
        "FAIL  second  ValueError: no such thing",
    ]


def test_nothing_looked_at_is_not_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(LINUX))

    assert not load("linux/try_deb").Table().is_good


def test_mirror_is_taken_from_either_form_of_apts_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = load("linux/bare_root")
    old, new = tmp_path / "sources.list", tmp_path / "new"
    new.mkdir()
    monkeypatch.setattr(bare, "_SOURCES", (old, new))
    assert bare.hosts_mirror() == ""

    (new / "debian.sources").write_text(
        "Types: deb\nURIs: http://mirror.example/debian\nSuites: a\n", encoding="utf-8"
    )
    assert bare.hosts_mirror() == "http://mirror.example/debian"

    old.write_text(
        "# deb http://x.example/debian a main\ndeb [arch=amd64] http://y.example/debian/ a main\n",
        encoding="utf-8",
    )
    assert bare.hosts_mirror() == "http://y.example/debian/"
