from __future__ import annotations

import pytest

from desktop_app.documents.ocr.choice import choose, system_language


@pytest.mark.parametrize(
    ("wanted", "there", "chosen"),
    [
        (["deu", "rus"], ["eng", "deu"], "deu"),
        (["eng", "deu", "eng"], ["deu", "eng"], "eng+deu"),
        ([], ["deu", "eng", "fra"], "fra+eng"),
        (["rus"], ["deu", "eng"], "eng"),
        ([], ["rus"], "rus"),
        ([], [], ""),
        (["a", "b", "c", "d", "e"], ["a", "b", "c", "d", "e"], "a+b+c+d"),
    ],
)
def test_choose_when_some_are_installed_then_the_wanted_else_the_systems(
    monkeypatch, wanted, there, chosen
):
    monkeypatch.setenv("LC_ALL", "fr_CH.UTF-8")
    assert choose(wanted, there) == chosen


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("de_DE.UTF-8", "deu"),
        ("zh_TW", "chi_tra"),
        ("zh-CN", "chi_sim"),
        ("C.UTF-8", ""),
        ("nb", "nor"),
    ],
)
def test_system_language_when_the_locale_names_one_then_by_tesseracts_name(
    monkeypatch, name, language
):
    monkeypatch.setenv("LC_ALL", name)
    assert system_language() == language
