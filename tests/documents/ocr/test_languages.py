from __future__ import annotations

import sys

import pytest

from desktop_app.documents.ocr import languages


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Two folders of language data and nothing else: a chosen one and the application's own."""
    chosen, own = tmp_path / "chosen", tmp_path / "own" / "share" / "tessdata"
    for folder, names in ((chosen, ("eng", "fra", "script/Latin")), (own, ("deu", "eng", "osd"))):
        (folder / "script").mkdir(parents=True)
        for name in names:
            (folder / f"{name}.traineddata").touch()
    monkeypatch.setenv("TESSDATA_PREFIX", str(chosen))
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "own"))
    monkeypatch.setattr(languages, "_SYSTEM_FOLDERS", ())
    return chosen, own


def test_installed_when_in_several_folders_then_each_language_once(folders):
    assert languages.installed() == ("deu", "eng", "fra", "script/Latin")


def test_data_for_when_no_folder_has_all_then_the_one_with_most(folders):
    chosen, own = folders
    assert languages.data_for("eng+deu+fra+pol") == (chosen, "eng+fra")
    assert languages.data_for("deu+eng") == (own, "deu+eng")
    assert languages.data_for("pol") is None


def test_data_for_when_asked_for_data_that_is_no_language_then_none(folders):
    assert languages.data_for("osd") is None


def test_system_folders_when_there_are_several_versions_then_the_newest_first(
    tmp_path, monkeypatch
):
    for version in ("4.00", "5"):
        folder = tmp_path / version / "tessdata"
        folder.mkdir(parents=True)
        (folder / "eng.traineddata").touch()
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "nothing"))
    monkeypatch.setattr(languages, "_SYSTEM_FOLDERS", (f"{tmp_path}/*/tessdata",))
    assert languages.data_for("eng") == (tmp_path / "5" / "tessdata", "eng")


def test_is_installed_when_the_engine_is_missing_then_not(folders, monkeypatch):
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    assert not languages.is_installed()
