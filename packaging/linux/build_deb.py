#!/usr/bin/env python3
"""Makes the Debian package from the frozen program.

    python packaging/linux/build_deb.py dist/likewise build/icons OUT [xz|zstd|none]

Standard library and "dpkg-deb". The program goes to /opt/likewise, as is due to a package that
brings its own Python and libraries; there are no maintainer scripts, dpkg's triggers do all.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "pyinstaller")]

import check_bundle  # noqa: E402
import contents  # noqa: E402

MOST_MIB: Final = 320
MAINTAINER: Final = "The Likewise developers <likewise@localhost.invalid>"
# Of Debian's own tools, lintian reads no zstd, nor does Debian 11.
_LEVELS: Final = {"xz": ("-Zxz", "-z6"), "zstd": ("-Zzstd", "-z10"), "none": ("-Znone",)}
_DESCRIPTION: Final = """\
Description: finds documents that say the same thing
 Likewise reads the documents in a folder and finds them again by what they
 mean: by a question that shares no word with the answer, by another document,
 and as copies and versions side by side with their differences.
 .
 It works without a network. The index of a folder is kept beside it as
 FOLDER.likewise, or in ~/.local/share/Likewise; removing or purging this
 package leaves the indexes and settings of every user where they are, see
 /usr/share/doc/likewise/README.Debian.
"""


def build_deb(bundle: Path, icons: Path, out: Path, version: str, compression: str = "xz") -> Path:
    """Return the package made of the frozen program in ``bundle``.

    Args:
        icons: What packaging/make_icons.py wrote.
        compression: "xz" for people, "zstd" to have it quickly, "none".
    """
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"likewise_{version}_amd64.deb"
    with tempfile.TemporaryDirectory(prefix="deb-", dir=out) as place:
        root = Path(place, "root")
        root.mkdir(mode=0o755)
        _lay_out(root, bundle, icons, version)
        _control(root, bundle, version)
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(_date())}
        command = ["dpkg-deb", "--root-owner-group", *_LEVELS[compression], "--build"]
        subprocess.run([*command, str(root), str(target)], check=True, env=environment)
    return target


def metainfo(version: str) -> str:
    """Return what software centres show."""
    text = (HERE / "app.likewise.Likewise.metainfo.xml.in").read_text(encoding="utf-8")
    date = time.strftime("%Y-%m-%d", time.gmtime(_date()))
    return text.replace("@VERSION@", version).replace("@DATE@", date)


def _lay_out(root: Path, bundle: Path, icons: Path, version: str) -> None:
    share, doc = root / "usr/share", root / "usr/share/doc/likewise"
    program = root / "opt/likewise"
    program.parent.mkdir()
    # Links instead of copies: the program has most of a gigabyte.
    shutil.copytree(bundle, program, symlinks=True, copy_function=_linked)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/likewise").symlink_to("/opt/likewise/likewise")
    shutil.copytree(icons / "hicolor", share / "icons/hicolor")
    _write(share / "applications/likewise.desktop", (HERE / "likewise.desktop").read_bytes())
    _write(share / "metainfo/app.likewise.Likewise.metainfo.xml", metainfo(version).encode())
    _write(share / "lintian/overrides/likewise", (HERE / "lintian-overrides").read_bytes())
    _write(share / "man/man1/likewise.1.gz", _packed((HERE / "likewise.1").read_bytes()))
    for name in ("copyright", "README.Debian"):
        _write(doc / name, (HERE / name).read_bytes())
    _write(doc / "changelog.gz", _packed(changes(version).encode()))
    news = (contents.ROOT / "CHANGELOG.md").read_bytes()
    _write(doc / "CHANGELOG.md.gz", _packed(news))
    for folder, folders, files in os.walk(root):
        for name in folders:
            Path(folder, name).chmod(0o755)
        for name in files:
            file = Path(folder, name)
            if not file.is_symlink() and program not in file.parents:
                file.chmod(0o644)


def _control(root: Path, bundle: Path, version: str) -> None:
    installed = [file for file in sorted(root.rglob("*")) if not file.is_symlink()]
    kib = sum(-(-file.stat().st_size // 1024) if file.is_file() else 1 for file in installed)
    sums = [f"{_md5(f)}  {f.relative_to(root)}\n" for f in installed if f.is_file()]
    fields = [
        "Package: likewise",
        f"Version: {version}",
        "Architecture: amd64",
        f"Maintainer: {MAINTAINER}",
        f"Installed-Size: {kib}",
        f"Depends: {', '.join(depends(bundle))}",
        "Recommends: fonts-dejavu-core | fonts-liberation | fonts-noto-core, xdg-utils",
        "Suggests: gnome-keyring | kwalletmanager | keepassxc",
        "Section: utils",
        "Priority: optional",
    ]
    _write(root / "DEBIAN/control", ("\n".join(fields) + "\n" + _DESCRIPTION).encode())
    _write(root / "DEBIAN/md5sums", "".join(sums).encode())
    (root / "DEBIAN").chmod(0o755)


def depends(bundle: Path) -> list[str]:
    """Return the packages the program needs, as dpkg reads them."""
    major, minor = check_bundle.NEWEST_GLIBC
    found = [package for package in check_bundle.packages(bundle) if package != "libc6"]
    return [f"libc6 (>= {major}.{minor})", *found]


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    file.chmod(0o644)


def _packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def changes(version: str) -> str:
    """Return the list of changes in the form that Debian's tools read."""
    date = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(_date()))
    return (
        f"likewise ({version}) stable; urgency=medium\n\n"
        f"  * What is new: /usr/share/doc/likewise/CHANGELOG.md.gz\n\n"
        f" -- {MAINTAINER}  {date}\n"
    )


def _md5(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "md5").hexdigest()


def _date() -> int:
    """Return when the source was last changed, in seconds: the same source, the same package."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    command = ["git", "-C", str(contents.ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return int(done.stdout.strip() or time.time())


def main(arguments: Sequence[str]) -> int:
    """Make the package of the folders named; returns the exit status."""
    if len(arguments) not in (3, 4):
        print("usage: build_deb.py BUNDLE ICONS OUT [xz|zstd|none]", file=sys.stderr)
        return 2
    bundle, icons, out = map(Path, arguments[:3])
    print(build_deb(bundle, icons, out, contents.version(), *arguments[3:]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
