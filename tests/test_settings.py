from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from desktop_app import settings
from desktop_app.errors import InvalidRequest, SettingsUnwritable
from desktop_app.settings import Appearance, Device, Settings, Speed


def test_load_when_nothing_was_chosen_then_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "settings.json") == Settings()


def test_save_when_loaded_again_then_the_same(tmp_path: Path) -> None:
    chosen = Settings(languages=("deu", "eng"), largest_file_mb=500, device=Device.MPS)
    settings.save(chosen, tmp_path / "new" / "settings.json")
    assert settings.load(tmp_path / "new" / "settings.json") == chosen


@pytest.mark.parametrize(
    "stored",
    [b"", b"{", b"[1]", b"[" * 100_000, b"\xff\xfe", b'{"offline_lock": "maybe"}'],
)
def test_load_when_the_file_makes_no_sense_then_the_defaults_and_locked(
    tmp_path: Path, stored: bytes
) -> None:
    (tmp_path / "settings.json").write_bytes(stored)
    assert settings.load(tmp_path / "settings.json") == Settings(offline_lock=True)


@pytest.mark.parametrize(
    "stored", [b"{}\n", b'{"languages": {"a": 1}}', b'{"nothing": 1}', b'{"offline_lock": false}']
)
def test_load_when_nothing_in_it_is_understood_then_the_defaults(
    tmp_path: Path, stored: bytes
) -> None:
    (tmp_path / "settings.json").write_bytes(stored)
    assert settings.load(tmp_path / "settings.json") == Settings()


def test_load_when_one_choice_makes_no_sense_then_the_others_hold(tmp_path: Path) -> None:
    (tmp_path / "s").write_text('{"largest_file_mb": -1, "text_recognition": false}')
    assert settings.load(tmp_path / "s") == Settings(text_recognition=False)


def test_save_when_another_version_knows_more_then_its_choices_stay(tmp_path: Path) -> None:
    (tmp_path / "s").write_text('{"theme": "dark"}')
    settings.save(Settings(languages=("fra",)), tmp_path / "s")
    assert json.loads((tmp_path / "s").read_text())["theme"] == "dark"


def test_save_when_it_cannot_be_written_then_told_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsUnwritable, match="could not be written"):
        settings.save(Settings(), tmp_path / "file" / "settings.json")
    (tmp_path / "settings.json").mkdir()
    with pytest.raises(SettingsUnwritable):
        settings.save(Settings(), tmp_path / "settings.json")
    assert sorted(os.listdir(tmp_path)) == ["file", "settings.json"]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("text_recognition", "OFF", False),
        ("languages", "deu, eng+fra deu", ("deu", "eng", "fra")),
        ("languages", "", ()),
        ("largest_file_mb", " 1000 ", 1000),
        ("device", "CUDA", Device.CUDA),
        ("device", "auto", Device.AUTO),
        ("speed", "Fast", Speed.FAST),
        ("leave_computer_usable", "off", False),
        ("pause_on_battery", "on", True),
        ("appearance", "dark", Appearance.DARK),
        ("window_language", "de", "de"),
        ("window_language", "", ""),
    ],
)
def test_changed_when_written_by_a_person_then_understood(
    name: str, text: str, value: object
) -> None:
    assert getattr(Settings().changed(name, text), name) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("text_recognition", "maybe"),
        ("languages", "../../etc"),
        ("largest_file_mb", "0"),
        ("largest_file_mb", "²"),
        ("largest_file_mb", "99999999"),
        ("device", "tpu"),
        ("speed", "int8"),
        ("leave_computer_usable", "1"),
        ("pause_on_battery", ""),
        ("appearance", "blue"),
        ("window_language", "../de"),
        ("nothing", "1"),
    ],
)
def test_changed_when_no_such_value_then_refused_with_a_remedy(name: str, text: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        Settings().changed(name, text)
    assert refused.value.remedy


def test_as_text_when_read_back_then_the_same() -> None:
    chosen = Settings(
        text_recognition=False,
        languages=("deu", "eng"),
        largest_file_mb=7,
        device=Device.CPU,
        speed=Speed.FAST,
        leave_computer_usable=False,
        pause_on_battery=True,
        appearance=Appearance.DARK,
        window_language="de",
    )
    again = Settings()
    for name, text in settings.as_text(chosen).items():
        again = again.changed(name, text)
    assert again == chosen
