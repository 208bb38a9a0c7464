"""Pages of PDFs and pictures, drawn for the screen."""

from __future__ import annotations

import io

import pytest

from desktop_app.documents import limits
from desktop_app.documents.drawing import draw_page
from desktop_app.documents.model import PagePicture, ReadFailure, Reason
from desktop_app.documents.readers.pdf import pdf_drawing
from desktop_app.documents.readers.pictures import image_drawing
from desktop_app.documents.sources.source import Source
from tests.support import make, make_attack_pdfs, make_pdfs

Image = pytest.importorskip("PIL.Image")

RED, WHITE = (255, 0, 0), (255, 255, 255)


def _pixel(picture: PagePicture, x: float, y: float) -> tuple[int, ...]:
    """The colour at a place, both in shares of the side."""
    column, row = int(x * picture.width), int(y * picture.height)
    return tuple(picture.rgb[3 * (row * picture.width + column) :][:3])


def _picture(form: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **how) -> bytes:
    stored = io.BytesIO()
    color = {"RGB": RED, "RGBA": (255, 0, 0, 0), "I;16": 65535, "P": 1}[mode]
    Image.new(mode, size, color).save(stored, form, **how)
    return stored.getvalue()


def test_pdf_when_drawn_then_in_colour_and_as_large_as_asked_for() -> None:
    # The lower half of the page is red.
    data = make_pdfs.pdf("1 0 0 rg 0 0 595 421 re f")
    drawn = draw_page(Source(data, "a.pdf"), 1, scale=0.5)
    assert (drawn.width, drawn.height, drawn.pages) == (298, 421, 1)
    assert drawn.points == (595, 842)
    assert len(drawn.rgb) == 3 * drawn.width * drawn.height
    assert (_pixel(drawn, 0.5, 0.25), _pixel(drawn, 0.5, 0.75)) == (WHITE, RED)


def test_pdf_when_a_width_is_asked_for_then_drawn_so_wide() -> None:
    drawn = draw_page(Source(make.pdf(["one", "two"]), "a.pdf"), 2, width=301)
    assert (drawn.width, drawn.pages) == (301, 2)
    assert any(drawn.rgb[at] < 128 for at in range(0, len(drawn.rgb), 3))  # there is writing


def test_pdf_when_filled_in_then_the_value_is_seen() -> None:
    empty, filled = (
        draw_page(Source(make.pdf(["form"], fields={"name": value}), "a.pdf"), 1)
        for value in ("", "Jane Doe")
    )
    assert empty.rgb != filled.rgb


def test_pdf_when_its_page_is_huge_then_drawn_within_the_limits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf_drawing, "MAX_SHOWN_PIXELS", 10_000)
    drawn = draw_page(Source(make_attack_pdfs.huge_page(), "a.pdf"), 1, scale=10_000.0)
    assert 5_000 < drawn.width * drawn.height < 11_000
    assert max(drawn.width, drawn.height) <= limits.MAX_SHOWN_SIDE + 1


@pytest.mark.parametrize("page", [2, 1_000_000])
def test_page_when_there_is_none_then_damaged(page: int) -> None:
    for data, name in ((make.pdf(["one"]), "a.pdf"), (_picture("TIFF"), "a.tif")):
        with pytest.raises(ReadFailure) as caught:
            draw_page(Source(data, name), page)
        assert caught.value.reason is Reason.DAMAGED


def test_pdf_when_locked_then_encrypted() -> None:
    with pytest.raises(ReadFailure) as caught:
        draw_page(Source(make.pdf(["one"], encrypted=True), "a.pdf"), 1)
    assert caught.value.reason is Reason.ENCRYPTED


def test_file_when_of_a_kind_without_pages_then_unsupported() -> None:
    with pytest.raises(ReadFailure) as caught:
        draw_page(Source(b"Some text of some length, in English.", "a.txt"), 1)
    assert caught.value.reason is Reason.UNSUPPORTED


@pytest.mark.parametrize("form", ["PNG", "TIFF", "GIF", "BMP"])
def test_picture_when_drawn_then_its_colour_and_size(form: str) -> None:
    drawn = draw_page(Source(_picture(form), "a.png"), 1, scale=4 / 3)
    assert (drawn.width, drawn.height, drawn.pages, drawn.points) == (40, 20, 1, (30.0, 15.0))
    assert _pixel(drawn, 0.5, 0.5) == RED
    assert draw_page(Source(_picture(form), "a.png"), 1, width=10).height == 5


@pytest.mark.parametrize("mode", ["RGBA", "I;16"])
def test_picture_when_clear_or_deep_then_as_seen_on_white(mode: str) -> None:
    drawn = draw_page(Source(_picture("PNG", mode), "a.png"), 1)
    assert _pixel(drawn, 0.5, 0.5) == WHITE


def test_picture_when_turned_by_the_camera_then_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    drawn = draw_page(Source(_picture("JPEG", exif=exif), "a.jpg"), 1, scale=4 / 3)
    assert (drawn.width, drawn.height) == (20, 40)


def test_picture_when_it_has_pages_then_the_one_asked_for() -> None:
    first, second = Image.new("RGB", (40, 20), "white"), Image.new("RGB", (40, 20), "red")
    stored = io.BytesIO()
    first.save(stored, "TIFF", save_all=True, append_images=[second])
    drawn = draw_page(Source(stored.getvalue(), "a.tif"), 2)
    assert (drawn.pages, _pixel(drawn, 0.5, 0.5)) == (2, RED)


def test_picture_when_too_large_then_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_drawing, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(ReadFailure) as caught:
        draw_page(Source(_picture("PNG"), "a.png"), 1)
    assert caught.value.reason is Reason.TOO_LARGE


def test_picture_when_cut_off_then_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    data = _picture("BMP", size=(40, 40))
    drawn = draw_page(Source(data[: len(data) // 2], "a.bmp"), 1)
    assert RED in (_pixel(drawn, 0.5, 0.9), _pixel(drawn, 0.5, 0.1))
