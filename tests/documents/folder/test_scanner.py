import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.documents.folder import scanner
from desktop_app.documents.folder.opener import fingerprint
from desktop_app.documents.folder.scanner import Skipped, scan
from desktop_app.documents.model import Reason
from desktop_app.errors import Cancelled, FolderUnavailable
from desktop_app.progress import CancelToken, Stage, no_report

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")
not_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may list everything"
)


@pytest.fixture(params=["by_descriptor", "by_name"])
def way(request, monkeypatch):
    """Both ways down the tree; the second is the one of Windows."""
    if request.param == "by_name":
        monkeypatch.setattr(scanner, "WALKS_BY_DESCRIPTOR", False)
        monkeypatch.setattr(scanner, "_HAS_ODD_FILES", True)
    elif not scanner.WALKS_BY_DESCRIPTOR:
        pytest.skip("no dir_fd on this system")


def look(folder: Path, **options) -> scanner.Scan:
    return scan(str(folder), CancelToken(), no_report, **options)


def put(root: Path, *relative: str) -> None:
    for path in relative:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)


def reasons(found: scanner.Scan) -> dict[str, tuple[Reason, str]]:
    return {entry.path: (entry.reason, entry.detail) for entry in found.skipped}


def test_scan_when_folder_is_nested_then_every_file_once_in_order(way, tmp_path):
    put(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", "a.txt", "c/d.txt")
    found = look(tmp_path)
    assert list(found.files) == ["a.txt", "b.txt", "a/z.txt", "a/b/c.txt", "c/d.txt"]
    assert found.files["a/b/c.txt"] == fingerprint(os.stat(tmp_path / "a/b/c.txt"))
    assert (found.skipped, found.unlisted) == ((), ())
    device = os.stat(tmp_path).st_dev
    assert found.directories == {
        "": (device, 4),
        "a": (device, 2),
        "a/b": (device, 1),
        "c": (device, 1),
    }


def test_scan_when_folder_is_empty_then_nothing(way, tmp_path):
    found = look(tmp_path)
    assert (found.files, found.skipped, found.directories[""][1]) == ({}, (), 0)


@posix
def test_scan_when_names_are_odd_then_each_once_and_reversible(way, tmp_path):
    names = [b"caf\xe9.txt", "é.txt".encode(), "e\u0301.txt".encode(), b"a\nb", b"n" * 255, b"%s"]
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"")
    assert {os.fsencode(path) for path in look(tmp_path).files} == set(names)


@posix
def test_scan_when_links_loop_lead_out_or_dangle_then_told_and_not_followed(way, tmp_path):
    put(tmp_path, "in/a.txt", "out/secret.txt")
    (tmp_path / "in" / "loop").symlink_to("..")
    (tmp_path / "in" / "out").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "file").symlink_to("a.txt")
    (tmp_path / "in" / "dangling").symlink_to("nowhere")
    found = look(tmp_path / "in")
    assert list(found.files) == ["a.txt"]
    links = ("dangling", "file", "loop", "out")
    assert reasons(found) == dict.fromkeys(links, (Reason.NOT_A_FILE, "a link"))


@posix
def test_scan_when_pipes_and_sockets_lie_there_then_told(way, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind("socket")
        found = look(tmp_path)
    assert reasons(found) == {
        "pipe": (Reason.NOT_A_FILE, "a named pipe"),
        "socket": (Reason.NOT_A_FILE, "a socket"),
    }


@posix
def test_scan_when_hard_linked_then_both_paths_are_files_of_one_inode(way, tmp_path):
    put(tmp_path, "a.txt")
    os.link(tmp_path / "a.txt", tmp_path / "b.txt")
    files = look(tmp_path).files
    assert files["a.txt"] == files["b.txt"]


def test_scan_when_an_index_lies_in_the_folder_then_left_out_without_a_word(way, tmp_path):
    put(tmp_path, "Letters.likewise/FORMAT", "Letters.likewise/index.sqlite3", "x/FORMAT")
    put(tmp_path, "Mine.likewise/letter.txt")
    found = look(tmp_path)
    assert list(found.files) == ["Mine.likewise/letter.txt", "x/FORMAT"]
    assert found.skipped == ()


def test_scan_when_something_is_excluded_then_left_out_and_told(way, tmp_path):
    put(tmp_path, "a/b/c.txt", "a/d.txt", "e.txt")
    found = look(tmp_path, excluded={"a/b", "e.txt", "gone.txt"})
    assert list(found.files) == ["a/d.txt"]
    assert reasons(found) == dict.fromkeys(("a/b", "e.txt"), (Reason.EXCLUDED, ""))


def test_scan_when_programs_left_their_files_then_counted_as_system_files(way, tmp_path):
    put(tmp_path, ".git/config", "$RECYCLE.BIN/a.txt", ".DS_Store", "a/Thumbs.db", "desktop.ini")
    put(tmp_path, "~$letter.docx", ".~lock.letter.odt#", "._letter.docx")
    put(tmp_path, ".hidden/.note.txt", "Thumbs up.docx", "~draft.txt")
    found = look(tmp_path)
    assert sorted(found.files) == [".hidden/.note.txt", "Thumbs up.docx", "~draft.txt"]
    assert {reason for reason, _ in reasons(found).values()} == {Reason.SYSTEM_FILE}
    assert len(found.skipped) == 8
    assert reasons(found)[".git"] == (Reason.SYSTEM_FILE, "version control")


@posix
def test_scan_when_path_is_longer_than_path_max_then_found(tmp_path):
    fd = os.open(tmp_path, os.O_RDONLY)
    for _ in range(90):
        os.mkdir("d" * 100, dir_fd=fd)
        child = os.open("d" * 100, os.O_RDONLY, dir_fd=fd)
        os.close(fd)
        fd = child
    os.close(os.open("deep.txt", os.O_CREAT | os.O_WRONLY, dir_fd=fd))
    os.close(fd)
    before = open_descriptors()
    assert list(look(tmp_path).files) == ["/".join([*["d" * 100] * 90, "deep.txt"])]
    assert open_descriptors() == before


def open_descriptors() -> int:
    listing = Path("/proc/self/fd")
    return len(list(listing.iterdir())) if listing.is_dir() else 0


def test_scan_when_nested_too_deep_then_told_and_not_forgotten(way, tmp_path, monkeypatch):
    monkeypatch.setattr(scanner, "MAX_DEPTH", 2)
    put(tmp_path, "a/b/ok.txt", "a/b/c/deep.txt")
    found = look(tmp_path)
    assert list(found.files) == ["a/b/ok.txt"]
    assert found.unlisted == ("a/b/c",)
    assert reasons(found)["a/b/c"][0] is Reason.TOO_LARGE


def test_scan_when_a_folder_cannot_be_listed_then_told_and_not_forgotten(
    way, tmp_path, monkeypatch
):
    put(tmp_path, "a/b.txt", "c/d.txt")
    real, locked = os.listdir, os.stat(tmp_path / "a")

    def refuse(target):
        if os.path.samestat(os.stat(target), locked):
            raise PermissionError(13, "no")
        return real(target)

    monkeypatch.setattr(os, "listdir", refuse)
    found = look(tmp_path)
    assert (list(found.files), found.unlisted) == (["c/d.txt"], ("a",))
    assert found.skipped == (Skipped("a", Reason.NO_PERMISSION, "a folder"),)


def test_scan_when_a_folder_is_mounted_inside_itself_then_it_ends(way, tmp_path, monkeypatch):
    put(tmp_path, "a/inner/b.txt")
    inner, outer = os.stat(tmp_path / "a/inner"), os.stat(tmp_path / "a")
    for name in ("stat", "lstat", "fstat"):
        real = getattr(os, name)

        def disguised(*args, _real=real, **options):
            status = _real(*args, **options)
            return outer if os.path.samestat(status, inner) else status

        monkeypatch.setattr(os, name, disguised)
    found = look(tmp_path)
    assert (found.files, found.unlisted) == ({}, ("a/inner",))


@posix
def test_scan_when_the_folder_itself_is_a_link_then_followed(way, tmp_path):
    put(tmp_path, "real/a.txt")
    (tmp_path / "alias").symlink_to("real")
    assert list(look(tmp_path / "alias").files) == ["a.txt"]


def test_scan_when_the_folder_is_missing_or_a_file_then_unavailable(way, tmp_path):
    put(tmp_path, "a.txt")
    for wrong in ("missing", "a.txt"):
        with pytest.raises(FolderUnavailable, match=wrong):
            look(tmp_path / wrong)


@posix
@not_root
def test_scan_when_entries_may_not_be_looked_at_then_folder_is_not_forgotten(way, tmp_path):
    put(tmp_path, "a/b.txt")
    (tmp_path / "a").chmod(0o400)
    try:
        found = look(tmp_path)
    finally:
        (tmp_path / "a").chmod(0o700)
    assert (found.files, found.unlisted) == ({}, ("a",))


def test_scan_when_cancelled_midway_then_stops(way, tmp_path):
    put(tmp_path, *(f"{n}/a.txt" for n in range(5)))
    token, seen = CancelToken(), []

    class CancelAfterTwo:
        cancelled = False

        def check(self) -> None:
            seen.append(1)
            if len(seen) > 2:
                token.cancel()
            token.check()

    before = open_descriptors()
    with pytest.raises(Cancelled):
        scan(str(tmp_path), CancelAfterTwo(), no_report)
    assert (len(seen), open_descriptors()) == (3, before)


def test_scan_when_done_then_last_report_counts_all_entries(way, tmp_path):
    put(tmp_path, "a.txt", "b/c.txt")
    reports = []
    scan(str(tmp_path), CancelToken(), reports.append)
    assert (reports[-1].stage, reports[-1].done) == (Stage.SCANNING, 3)


def test_scan_when_a_cloud_folder_is_not_on_this_computer_then_never_listed(tmp_path, monkeypatch):
    put(tmp_path, "cloud/a.txt", "b.txt")
    folder = os.stat(tmp_path / "cloud")
    monkeypatch.setattr(
        scanner,
        "is_online_only",
        lambda status: stat.S_ISDIR(status.st_mode) and os.path.samestat(status, folder),
    )
    found = look(tmp_path)
    assert (list(found.files), found.unlisted) == (["b.txt"], ("cloud",))
    assert "cloud" not in found.directories


@pytest.mark.root
@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs root and Linux")
def test_scan_when_bind_mounted_inside_itself_then_it_ends(tmp_path):
    put(tmp_path, "a/b/c.txt", "a/d.txt")
    subprocess.run(["mount", "--bind", tmp_path / "a", tmp_path / "a" / "b"], check=True)
    try:
        found = look(tmp_path)
    finally:
        subprocess.run(["umount", tmp_path / "a" / "b"], check=True)
    assert (list(found.files), found.unlisted) == (["a/d.txt"], ("a/b",))
