"""What readers leave behind on the disk: nothing, not even for a moment."""

from __future__ import annotations

import os

import pytest

from desktop_app.documents.model import Kind
from desktop_app.documents.text.passages import PassageSetting
from desktop_app.documents.workers.pool import ReaderPool
from desktop_app.documents.workers.recognition import Recognition
from desktop_app.progress import CancelToken
from tests.support.good_documents import good_documents
from tests.support.recognition import LEASE, needs_recognition, recall

LONG_AGO = 1_000_000_000


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "documents").mkdir()
    return tmp_path / "documents"


@pytest.fixture
def untouched(tmp_path, monkeypatch):
    """Folders for temporary files, settings and whatever has no other place.

    Making or removing a file would renew their times.
    """
    places = []
    for name in ("TMPDIR", "TEMP", "TMP", "HOME", "USERPROFILE", "XDG_CACHE_HOME"):
        place = tmp_path / name
        place.mkdir()
        monkeypatch.setenv(name, str(place))
        places.append(place)
    monkeypatch.chdir(tmp_path / "HOME")
    for place in places:
        os.utime(place, (LONG_AGO, LONG_AGO))
    yield
    assert [(place.name, place.stat().st_mtime) for place in places] == [
        (place.name, LONG_AGO) for place in places
    ]


def read(folder, recognition=None):
    names = sorted(os.listdir(folder))
    os.utime(folder, (LONG_AGO, LONG_AGO))
    with ReaderPool(
        1, folder=str(folder), settings=[PassageSetting()], recognition=recognition
    ) as readers:
        found = list(readers.read_all(names, frozenset(), CancelToken()))
    assert folder.stat().st_mtime == LONG_AGO
    return found


@pytest.mark.usefixtures("untouched")
def test_read_when_there_is_one_of_every_kind_then_nothing_is_written_anywhere(folder):
    for document in good_documents():
        (folder / document.name).write_bytes(document.data)
    kinds = {reading.outcome.kind for reading in read(folder) if reading.outcome}
    assert kinds >= set(Kind) - {Kind.IMAGE, Kind.UNKNOWN}


@needs_recognition
@pytest.mark.usefixtures("untouched")
def test_read_when_scans_are_recognised_then_nothing_is_written_anywhere(folder):
    from tests.support import make_scans

    for form in ("PDF", "TIFF", "PNG"):
        page = make_scans.scanned(LEASE)
        (folder / f"scan.{form.lower()}").write_bytes(make_scans.encoded([page], form))
    for reading in read(folder, Recognition("eng")):
        assert recall(reading.outcome.text, LEASE) >= 0.9
