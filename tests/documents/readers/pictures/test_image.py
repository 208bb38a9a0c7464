from __future__ import annotations

import contextlib
import io
import random
import sys

import pytest

from desktop_app.documents.model import ReadFailure, ReadState, Reason
from desktop_app.documents.readers.pictures import image
from desktop_app.documents.reading import read_source
from desktop_app.documents.sources.source import Source

Image = pytest.importorskip("PIL.Image", reason='needs the optional extra "ocr"')
make_scans = pytest.importorskip("tests.support.make_scans")

FORMS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")
TURNED_LEFT = 6  # EXIF: the camera was held so that the picture must be turned by 90 degrees


def blank(width: int = 200, height: int = 100, mode: str = "L"):
    return Image.new(mode, (width, height), 255 if mode == "L" else "white")


def source(data: bytes, recognised: dict[int, str] | None = None) -> Source:
    return Source(data, "picture", recognised=recognised)


def failure(data: bytes, recognised: dict[int, str] | None = None) -> ReadFailure:
    with pytest.raises(ReadFailure) as caught:
        read_source(source(data, recognised))
    return caught.value


@pytest.mark.parametrize("form", FORMS)
def test_read_when_a_picture_then_scanned_until_its_text_is_given(form):
    data = make_scans.encoded([blank()], form)
    told = failure(data)
    assert (told.reason, told.detail, told.scanned) == (Reason.SCANNED, "", (1,))
    result = read_source(source(data, {1: "Words in it"}))
    assert (result.text, result.state, result.scanned) == ("Words in it", ReadState.FULL, ())
    assert result.recognised == (1,)
    assert failure(data, {1: ""}).reason is Reason.NO_TEXT


def test_read_when_tiff_has_pages_then_each_counts():
    data = make_scans.encoded([blank()] * 3, "TIFF")
    assert failure(data).scanned == (1, 2, 3)
    result = read_source(source(data, {1: "one", 2: ""}))
    assert (result.text, result.state, result.reason) == (
        "one\n\n",
        ReadState.PARTLY,
        Reason.SCANNED,
    )
    assert (result.detail, result.scanned, result.recognised) == ("page 3", (3,), (1,))
    assert len(result.page_starts) == 3


def test_read_when_gif_is_animated_then_one_page():
    frames = [Image.new("L", (200, 100), shade) for shade in (0, 90, 255)]
    assert failure(make_scans.encoded(frames, "GIF")).scanned == (1,)


@pytest.mark.parametrize("size", [(16, 16), (59, 59), (400, 19)])
def test_read_when_too_small_for_words_then_no_text(size):
    told = failure(make_scans.encoded([blank(*size)], "PNG"))
    assert (told.reason, told.scanned) == (Reason.NO_TEXT, ())


def test_read_when_over_the_limit_of_pixels_then_too_large_and_never_decoded(monkeypatch):
    monkeypatch.setattr(image, "MAX_IMAGE_PIXELS", 19_999)
    data = make_scans.encoded([blank()], "PNG")
    assert failure(data).reason is Reason.TOO_LARGE
    with pytest.raises(ReadFailure, match="too_large"):
        image.picture(source(data), 1)


def test_read_when_one_page_is_over_the_limit_then_the_others(monkeypatch):
    monkeypatch.setattr(image, "MAX_IMAGE_PIXELS", 20_000)
    data = make_scans.encoded([blank(), blank(300, 300)], "TIFF")
    told = failure(data)
    assert (told.reason, told.detail, told.scanned) == (Reason.TOO_LARGE, "page 2", (1,))


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_read_when_cut_off_then_damaged_but_worth_a_look(form):
    page = make_scans.scanned("The upper part of a letter. " * 40)
    data = make_scans.encoded([page], form)
    cut = data[: len(data) // 2]
    told = failure(cut)
    assert (told.reason, told.scanned) == (Reason.DAMAGED, (1,))
    assert image.picture(source(cut), 1).size == page.size
    assert read_source(source(cut, {1: "The upper part"})).reason is Reason.DAMAGED


def test_read_when_no_picture_at_all_then_damaged():
    assert failure(b"\x89PNG\r\n\x1a\n" + bytes(100)).reason is Reason.DAMAGED


def test_read_when_pillow_is_missing_then_scanned(monkeypatch):
    monkeypatch.setitem(sys.modules, "PIL", None)
    told = failure(b"\x89PNG\r\n\x1a\n")
    assert (told.reason, told.scanned) == (Reason.SCANNED, (1,))


def test_picture_when_the_camera_was_turned_then_upright():
    photo = blank(2400, 1200)
    photo.paste(0, (0, 0, 1200, 1200))
    exif = Image.Exif()
    exif[0x0112] = TURNED_LEFT
    upright = image.picture(source(make_scans.encoded([photo], "JPEG", exif=exif)), 1)
    assert upright.size == (1200, 2400)
    assert upright.getpixel((600, 100)) < 10
    assert upright.getpixel((600, 2300)) > 245


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_picture_when_transparent_then_on_white(mode):
    ink = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    ink.paste((0, 0, 0, 255), (0, 0, 100, 100))
    page = image.picture(source(make_scans.encoded([ink.convert(mode)], "PNG")), 1)
    assert (page.mode, page.getpixel((20, 50)), page.getpixel((380, 50))) == ("L", 0, 255)


def test_picture_when_16_bits_deep_then_the_same_shades():
    deep = Image.new("I;16", (200, 100), 0x8000)
    page = image.picture(source(make_scans.encoded([deep], "TIFF")), 1)
    assert page.getpixel((100, 100)) in (127, 128)


def test_picture_when_small_then_doubled_and_when_needlessly_fine_then_reduced():
    def size(width: int, height: int, dots: int) -> tuple[int, int]:
        data = make_scans.encoded([blank(width, height)], "PNG", dpi=(dots, dots))
        return image.picture(source(data), 1).size

    assert size(800, 600, 72) == (1600, 1200)
    assert size(2480, 3508, 300) == (2480, 3508)
    assert size(4960, 7016, 600) == (2480, 3508)
    assert size(7000, 7000, 72) == (3500, 3500)


def test_picture_when_the_page_is_not_there_then_damaged():
    with pytest.raises(ReadFailure) as caught:
        image.picture(source(make_scans.encoded([blank()], "TIFF")), 2)
    assert caught.value.reason is Reason.DAMAGED


@pytest.mark.parametrize("form", FORMS)
def test_read_and_picture_when_bytes_are_changed_then_nothing_but_failures(form):
    random_bytes = random.Random(form)
    data = bytearray(make_scans.encoded([blank()], form))
    for _ in range(60):
        bent = bytearray(data)
        for _ in range(random_bytes.randint(1, 8)):
            bent[random_bytes.randrange(4, len(bent))] = random_bytes.randrange(256)
        for use in (image.read, lambda found: image.picture(found, 1)):
            with contextlib.suppress(ReadFailure):
                use(Source(io.BytesIO(bytes(bent)), "picture"))
