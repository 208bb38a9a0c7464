from __future__ import annotations

import random

import pytest

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.ocr import engine, languages
from tests.support.recognition import LEASE, VERTRAG, needs_recognition, recall

Image = pytest.importorskip("PIL.Image", reason='needs the optional extra "ocr"')
make_scans = pytest.importorskip("tests.support.make_scans")

BOTH = "eng+deu"


@needs_recognition
@pytest.mark.parametrize(("text", "least"), [(LEASE, 0.95), (VERTRAG, 0.95)])
def test_recognise_when_a_page_is_scanned_askew_then_its_words(text, least):
    assert recall(engine.recognise(make_scans.scanned(text), BOTH), text) >= least


@needs_recognition
def test_recognise_when_the_page_is_grainy_then_its_words_all_the_same():
    page = make_scans.scanned(LEASE, grain=50)
    assert engine._is_grainy(page)
    assert recall(engine.recognise(page, BOTH), LEASE) >= 0.9


@needs_recognition
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_recognise_when_the_page_is_not_upright_then_it_is_turned(turn):
    page = make_scans.scanned(LEASE).rotate(turn, expand=True)
    assert recall(engine.recognise(page, BOTH), LEASE) >= 0.9


@needs_recognition
def test_recognise_when_there_is_no_text_then_none():
    noise = Image.frombytes("L", (400, 400), random.Random(5).randbytes(160_000))
    shades = Image.frombytes("L", (30, 40), random.Random(5).randbytes(1200)).resize((600, 800))
    for picture in (noise, shades, Image.new("L", (300, 300), 255)):
        assert engine.recognise(picture, BOTH) == ""


@needs_recognition
def test_recognise_when_a_language_is_missing_then_the_others_do():
    assert recall(engine.recognise(make_scans.drawn(LEASE), "xyz+eng"), LEASE) >= 0.95


def test_recognise_when_no_language_is_there_then_scanned():
    with pytest.raises(ReadFailure) as caught:
        engine.recognise(Image.new("L", (300, 300), 255), "xyz")
    assert caught.value.reason is Reason.SCANNED


@needs_recognition
def test_recognise_when_language_data_is_damaged_then_scanned(tmp_path, monkeypatch):
    (tmp_path / "eng.traineddata").write_bytes(b"no such thing")
    monkeypatch.setattr(languages, "_folders", lambda: [tmp_path])
    with pytest.raises(ReadFailure) as caught:
        engine.recognise(Image.new("L", (300, 300), 255), "eng")
    assert caught.value.reason is Reason.SCANNED
