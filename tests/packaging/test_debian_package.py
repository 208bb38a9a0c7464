"""The Debian package, made of a stand-in for the frozen program."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.scripts import FOLDER, load

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dpkg-deb"), reason="needs dpkg-deb"
)
LINUX = FOLDER / "linux"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Path:
    place = tmp_path_factory.mktemp("package")
    program = place / "likewise" / "likewise"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    (program.parent / "_internal").mkdir()
    (program.parent / "_internal" / "model").write_bytes(b"weights")
    load("make_icons").write_icons(place / "icons")
    build: Path = load("linux/build_deb").build_deb(
        program.parent, place / "icons", place / "out", "1.2.3", "none"
    )
    return build


def _asked(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_package_has_program_link_entry_icons_and_papers_but_no_scripts(package: Path) -> None:
    listed = _asked("dpkg-deb", "--contents", package)

    assert package.name == "likewise_1.2.3_amd64.deb"
    for path in (
        "./opt/likewise/_internal/model",
        "./usr/bin/likewise -> /opt/likewise/likewise",
        "./usr/share/applications/likewise.desktop",
        "./usr/share/doc/likewise/README.Debian",
        "./usr/share/doc/likewise/copyright",
        "./usr/share/icons/hicolor/scalable/apps/likewise.svg",
        "./usr/share/metainfo/app.likewise.Likewise.metainfo.xml",
    ):
        assert f"{path}\n" in listed
    assert "mimeapps" not in listed
    control = _asked("dpkg-deb", "--ctrl-tarfile", package)
    assert not {"postinst", "prerm", "postrm", "preinst"} & set(control.split("\0"))
    assert {line.split()[1] for line in listed.splitlines()} == {"root/root"}


def test_package_says_what_it_needs_and_where_indexes_stay(package: Path) -> None:
    told = _asked("dpkg-deb", "--info", package)

    assert "Version: 1.2.3\n" in told
    assert "Depends: libc6 (>= 2.35)" in told
    assert "~/.local/share/Likewise" in told


@pytest.mark.skipif(not shutil.which("dpkg-parsechangelog"), reason="dpkg-dev")
def test_changes_are_as_the_systems_tools_read_them(tmp_path: Path) -> None:
    file = tmp_path / "changelog"
    file.write_text(load("linux/build_deb").changes("1.2.3"), encoding="utf-8")

    told = _asked("dpkg-parsechangelog", "--file", file)

    assert "Version: 1.2.3\n" in told


def test_every_exception_for_lintian_has_its_reason() -> None:
    lines = (LINUX / "lintian-overrides").read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith("# ")
    assert all(line.startswith(("# ", "likewise: ")) for line in lines)


def test_package_of_the_same_source_is_the_same_again(
    package: Path, tmp_path: Path, qapp: object
) -> None:
    place = package.parent.parent
    again = load("linux/build_deb").build_deb(
        place / "likewise", place / "icons", tmp_path, "1.2.3", "none"
    )

    assert again.read_bytes() == package.read_bytes()


def test_sums_are_as_sha256sum_reads_them(package: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copy(package, tmp_path))

    load("build").write_sums(tmp_path, [copied])

    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)


def test_system_that_is_not_this_one_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        load("build").main(["windows"])

    assert "can only be made there" in capsys.readouterr().err


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils")
def test_desktop_entry_is_valid() -> None:
    assert _asked("desktop-file-validate", LINUX / "likewise.desktop") == ""


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream")
def test_metainfo_is_valid(tmp_path: Path) -> None:
    file = tmp_path / "app.likewise.Likewise.metainfo.xml"
    file.write_text(load("linux/build_deb").metainfo("1.2.3"), encoding="utf-8")

    _asked("appstreamcli", "validate", "--no-net", file)
