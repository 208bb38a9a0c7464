from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.model import Reason
from desktop_app.documents.readers.markup import json_text
from desktop_app.documents.sources.source import Source


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r'{"ort": "K\u00f6ln"}', '{"ort": "Köln"}'),
        (r'["\ud83d\ude00", "a\tb\nc\"d\/\\"]', '["😀", "a\tb\nc"d/\\"]'),
        ('{"a": 1}\n{"a": "\\u00e4"}\n', '{"a": 1}\n{"a": "ä"}\n'),
        (r'{"path": "C:\dir"} "\u00e4"', r'{"path": "C:\dir"} "\u00e4"'),
        (r"{key: '\u00e4'}", r"{key: '\u00e4'}"),
        ("", ""),
    ],
)
def test_to_text_when_json_then_escapes_resolved_and_all_else_as_written(written, shown):
    assert json_text.to_text(written) == shown


def test_to_text_when_written_without_line_breaks_then_parted_between_values():
    written = '{"name":"Ann, B","at":[1,2]},' * 100
    assert json_text.to_text(written).startswith('{"name":"Ann, B",\n"at":[1,2]},\n{"name"')


def test_read_when_legacy_encoding_then_decoded():
    found = json_text.read(Source('{"ort": "Köln größer"}'.encode("cp1252"), "a.json"))
    assert found.pages == ('{"ort": "Köln größer"}',)


def test_read_when_longer_than_the_limit_then_its_beginning(monkeypatch):
    monkeypatch.setattr(json_text, "MAX_TEXT_BYTES", 5)
    found = json_text.read(Source(b"[1, 2, 3]", "a.json"))
    assert (found.pages, found.reason) == (("[1, 2",), Reason.TOO_LARGE)


@pytest.mark.parametrize("piece", ["[", '{"a":', '"', "\\", '"\\u00e4', "1", "}", '"a'])
def test_to_text_when_hostile_repetition_then_linear(piece):
    started = time.process_time()
    json_text.to_text(piece * 200_000)
    assert time.process_time() - started < 5


@given(st.text(alphabet='{}[]:,"\\u0041dnul \n'))
def test_to_text_when_anything_then_no_word_is_lost(text):
    if "\\" not in text:
        assert json_text.to_text(text).replace(",\n", ",") == text.replace(",\n", ",")
    else:
        assert isinstance(json_text.to_text(text), str)
