import errno
import os
import socket
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop_app.documents.folder import opener
from desktop_app.documents.folder.opener import fingerprint, oddity, open_regular
from desktop_app.documents.model import ReadFailure, Reason

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")


@pytest.fixture(params=["by_descriptor", "by_name"])
def way(request, monkeypatch):
    """Both ways of opening; the second is the one of Windows."""
    if request.param == "by_name":
        monkeypatch.setattr(opener, "WALKS_BY_DESCRIPTOR", False)
    elif not opener.WALKS_BY_DESCRIPTOR:
        pytest.skip("no dir_fd on this system")
    return request.param


def read(root: Path, relative: str | bytes) -> bytes:
    fd = open_regular(os.fsencode(root), os.fsencode(relative))
    with os.fdopen(fd, "rb") as stream:
        return stream.read()


def refusal(root: Path, relative: str | bytes) -> tuple[Reason, str]:
    before = open_descriptors()
    with pytest.raises(ReadFailure) as caught:
        os.close(open_regular(os.fsencode(root), os.fsencode(relative)))
    assert open_descriptors() == before
    return caught.value.reason, caught.value.detail


def open_descriptors() -> int:
    listing = Path("/proc/self/fd")
    return len(list(listing.iterdir())) if listing.is_dir() else 0


def test_open_when_file_is_ordinary_then_its_bytes_are_read(way, tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.txt").write_bytes(b"words")
    before = open_descriptors()
    assert read(tmp_path, "a/b/c.txt") == b"words"
    assert open_descriptors() == before


@posix
def test_open_when_name_is_not_utf8_then_its_bytes_are_read(way, tmp_path):
    name = b"caf\xe9\n.txt"
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"words")
    assert read(tmp_path, name) == b"words"


@posix
def test_open_when_path_is_longer_than_path_max_then_its_bytes_are_read(tmp_path):
    fd, parts = os.open(tmp_path, os.O_RDONLY), []
    for _ in range(30):
        parts.append("d" * 200)
        os.mkdir(parts[-1], dir_fd=fd)
        child = os.open(parts[-1], os.O_RDONLY, dir_fd=fd)
        os.close(fd)
        fd = child
    os.close(os.open("deep.txt", os.O_CREAT | os.O_WRONLY, dir_fd=fd))
    os.close(fd)
    assert read(tmp_path, "/".join([*parts, "deep.txt"])) == b""


@posix
def test_open_when_root_itself_is_a_link_then_it_is_followed(way, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_bytes(b"words")
    (tmp_path / "alias").symlink_to("real")
    assert read(tmp_path / "alias", "a.txt") == b"words"


@posix
@pytest.mark.parametrize("target", ["a.txt", "missing", "link"])
def test_open_when_file_is_a_link_then_refused(way, tmp_path, target):
    (tmp_path / "a.txt").write_bytes(b"words")
    (tmp_path / "link").symlink_to(target)
    assert refusal(tmp_path, "link") == (Reason.NOT_A_FILE, "a link")


@posix
def test_open_when_a_folder_was_swapped_for_a_link_then_nothing_outside_is_read(way, tmp_path):
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (outside / "secret.txt").write_bytes(b"secret")
    (root / "folder").symlink_to(outside)
    reason, detail = refusal(root, "folder/secret.txt")
    assert (reason, detail) == (Reason.NOT_A_FILE, "a folder on the way is a link")


@pytest.mark.parametrize(
    "relative", ["../out.txt", "a/../../out.txt", "", "/etc/hosts", "a//b", "."]
)
def test_open_when_path_leaves_the_folder_then_refused(way, tmp_path, relative):
    (tmp_path / "out.txt").write_bytes(b"secret")
    (tmp_path / "root" / "a").mkdir(parents=True)
    assert refusal(tmp_path / "root", relative)[0] is Reason.NOT_A_FILE


@posix
def test_open_when_file_is_a_pipe_socket_device_or_folder_then_refused_at_once(
    way, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind("socket")
        assert refusal(tmp_path, "pipe") == (Reason.NOT_A_FILE, "a named pipe")
        assert refusal(tmp_path, "folder") == (Reason.NOT_A_FILE, "a folder")
        assert refusal(tmp_path, "socket") == (Reason.NOT_A_FILE, "a socket")
    assert refusal(Path("/dev"), "null") == (Reason.NOT_A_FILE, "a device")


@posix
def test_open_when_pipe_takes_the_place_after_the_look_then_refused_at_once(
    way, tmp_path, monkeypatch
):
    (tmp_path / "a.txt").write_bytes(b"words")
    real = os.stat if way == "by_descriptor" else os.lstat

    def look_then_swap(path, **options):
        status = real(path, **options)
        if os.path.basename(os.fsencode(path)) == b"a.txt" and stat.S_ISREG(status.st_mode):
            (tmp_path / "a.txt").unlink()
            os.mkfifo(tmp_path / "a.txt")
        return status

    monkeypatch.setattr(os, real.__name__, look_then_swap)
    assert refusal(tmp_path, "a.txt") == (Reason.NOT_A_FILE, "a named pipe")


@posix
def test_open_when_another_file_takes_the_place_by_name_then_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(opener, "WALKS_BY_DESCRIPTOR", False)
    (tmp_path / "a.txt").write_bytes(b"words")
    (tmp_path / "b.txt").write_bytes(b"other")
    real = os.lstat

    def look_then_swap(path):
        status = real(path)
        if path.endswith("a.txt"):
            os.replace(tmp_path / "b.txt", tmp_path / "a.txt")
        return status

    monkeypatch.setattr(os, "lstat", look_then_swap)
    assert refusal(tmp_path, "a.txt")[0] is Reason.CHANGED


def test_open_when_file_or_folder_is_gone_then_vanished(way, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert refusal(tmp_path, "missing.txt")[0] is Reason.VANISHED
    assert refusal(tmp_path, "missing/a.txt")[0] is Reason.VANISHED
    assert refusal(tmp_path, "file/a.txt")[0] is Reason.VANISHED
    assert refusal(tmp_path / "missing", "a.txt")[0] is Reason.VANISHED
    assert refusal(tmp_path, "x" * 300)[0] is Reason.VANISHED


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EACCES, Reason.NO_PERMISSION),
        (errno.EIO, Reason.DAMAGED),
        (errno.ESTALE, Reason.VANISHED),
        (errno.ELOOP, Reason.NOT_A_FILE),
        (errno.ENXIO, Reason.NOT_A_FILE),
        (errno.EWOULDBLOCK, Reason.NO_PERMISSION),
        (errno.EREMOTEIO if hasattr(errno, "EREMOTEIO") else errno.EFBIG, Reason.DAMAGED),
    ],
)
def test_open_when_the_system_fails_then_told_as_a_reason(
    way, tmp_path, monkeypatch, number, reason
):
    (tmp_path / "a.txt").write_bytes(b"words")
    real = os.open

    def failing(path, *rest, **options):
        if os.fsencode(path).endswith(b"a.txt"):
            raise OSError(number, os.strerror(number))
        return real(path, *rest, **options)

    monkeypatch.setattr(os, "open", failing)
    assert refusal(tmp_path, "a.txt")[0] is reason


def test_open_when_descriptors_run_out_then_the_file_is_not_blamed(way, tmp_path, monkeypatch):
    def failing(*_, **__):
        raise OSError(errno.EMFILE, "too many open files")

    (tmp_path / "a.txt").write_bytes(b"words")
    monkeypatch.setattr(os, "open", failing)
    with pytest.raises(OSError, match="too many"):
        open_regular(os.fsencode(tmp_path), b"a.txt")


@posix
def test_open_when_folder_may_be_passed_but_not_listed_then_its_file_is_read(way, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_bytes(b"words")
    (tmp_path / "a").chmod(0o100)
    try:
        assert read(tmp_path, "a/b.txt") == b"words"
    finally:
        (tmp_path / "a").chmod(0o700)


def status(**fields) -> SimpleNamespace:
    plain = {
        "st_mode": stat.S_IFREG,
        "st_size": 1,
        "st_mtime_ns": 2,
        "st_ctime_ns": 3,
        "st_ino": 4,
        "st_dev": 5,
    }
    return SimpleNamespace(**{**plain, **fields})


def test_fingerprint_when_ordinary_then_the_five_numbers(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"words")
    found = os.stat(tmp_path / "a.txt")
    assert fingerprint(found) == (
        5,
        found.st_mtime_ns,
        found.st_ctime_ns,
        found.st_ino,
        found.st_dev,
    )


def test_fingerprint_when_numbers_pass_64_bits_then_they_still_fit():
    far = 2**63 - 1
    assert fingerprint(status(st_mtime_ns=2**63, st_ino=2**64 - 1)) == (1, far, 3, -1, 5)
    assert fingerprint(status(st_ctime_ns=-(2**80), st_dev=2**63)) == (1, 2, -(2**63), 4, -(2**63))
    assert fingerprint(status(st_mtime_ns=-7)) == (1, -7, 3, 4, 5)


def test_oddity_when_windows_marks_a_placeholder_then_online_only():
    assert oddity(status(st_file_attributes=0x400020)) == (Reason.ONLINE_ONLY, "")
    assert oddity(status(st_file_attributes=0x1000)) == (Reason.ONLINE_ONLY, "")


def test_oddity_when_cloud_file_is_on_the_drive_then_ordinary():
    cloud_tag = 0x9000001A
    assert oddity(status(st_file_attributes=0x420, st_reparse_tag=cloud_tag)) is None


def test_oddity_when_junction_then_a_link():
    junction = 0xA0000003
    found = oddity(status(st_mode=stat.S_IFDIR, st_reparse_tag=junction))
    assert found == (Reason.NOT_A_FILE, "a link")


def test_oddity_when_file_has_no_blocks_then_ordinary():
    assert oddity(status(st_blocks=0, st_size=10 << 30)) is None


def test_oddity_when_macos_marks_dataless_then_online_only(monkeypatch):
    monkeypatch.setattr(opener.sys, "platform", "darwin")
    assert oddity(status(st_flags=0x40000000)) == (Reason.ONLINE_ONLY, "")
