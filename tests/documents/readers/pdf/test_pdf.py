from __future__ import annotations

import contextlib
import random

import pytest

from desktop_app.documents.limits import MAX_OCR_PIXELS, MAX_OCR_SIDE
from desktop_app.documents.model import ReadFailure, ReadState, Reason
from desktop_app.documents.readers.pdf import pdf
from desktop_app.documents.reading import read_source
from desktop_app.documents.sources.source import Source
from tests.support import make, make_pdfs
from tests.support.make_pdfs import line

WORDS = "A page of ordinary words, long enough."


def read(data: bytes, recognised: dict[int, str] | None = None):
    return read_source(Source(data, "a.pdf", recognised=recognised))


def blocks(data: bytes) -> list[str]:
    return read(data).text.split("\n\n")


def failure(data: bytes, recognised: dict[int, str] | None = None) -> ReadFailure:
    with pytest.raises(ReadFailure) as caught:
        read(data, recognised)
    return caught.value


# ---- scanned pages


def test_read_when_some_pages_are_scanned_then_their_numbers_travel_with_the_text():
    result = read(make.pdf([WORDS, "", ""], scanned=[2, 3]))
    assert (result.reason, result.detail, result.scanned) == (
        Reason.SCANNED,
        "pages 2, 3",
        (2, 3),
    )


def test_read_when_all_pages_are_scanned_then_their_numbers_travel_with_the_failure():
    told = failure(make.pdf(["", ""], scanned=[1, 2]))
    assert (told.reason, told.detail, told.scanned) == (Reason.SCANNED, "", (1, 2))


def test_read_when_recognised_texts_are_given_then_in_their_places():
    data = make.pdf([WORDS, "", "", ""], scanned=[2, 3, 4])
    result = read(data, {2: "second", 3: ""})
    assert [line for line in result.text.split("\n") if line] == [WORDS, "second"]
    assert (result.state, result.scanned, result.recognised) == (ReadState.PARTLY, (4,), (2,))
    assert read(data, {2: "second", 3: "", 4: "fourth"}).state is ReadState.FULL


def test_read_when_nothing_was_recognised_anywhere_then_no_text():
    assert failure(make.pdf([""], scanned=[1]), {1: ""}).reason is Reason.NO_TEXT


def test_read_when_a_scanned_page_has_a_few_letters_as_text_then_they_are_kept_once():
    data = make.pdf(["Exhibit 12"], scanned=[1])
    assert read(data, {1: "Dear all,\nExhibit 12"}).text == "Dear all,\nExhibit 12"
    assert read(data, {1: "Dear all"}).text == "Exhibit 12\n\nDear all"


STAMP = "Certified true copy of the original. Confidential: produced by Larkspur Mills."


def image(left: float, bottom: float, width: float, height: float) -> str:
    place = f"{width} 0 0 {height} {left} {bottom} cm"
    return f"q {place} BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q "


def test_read_when_a_scan_is_stamped_then_scanned_until_recognised():
    data = make.pdf([STAMP], scanned=[1])
    found = read(data)
    assert (found.text, found.state, found.reason) == (STAMP, ReadState.PARTLY, Reason.SCANNED)
    assert found.scanned == (1,)
    found = read(data, {1: "the statement of the inspector"})
    assert found.text == f"{STAMP}\n\nthe statement of the inspector"
    assert (found.state, found.scanned, found.recognised) == (ReadState.FULL, (), (1,))


def test_read_when_lines_of_a_stamp_were_recognised_then_only_the_others_are_added():
    data = make.pdf(["Certified true copy\nProduced by Larkspur Mills"], scanned=[1])
    found = read(data, {1: "Certified true copy\nThe statement\nProduced by Larkspvr Mills"})
    assert found.text.split("\n\n") == [
        "Produced by Larkspur Mills",
        "Certified true copy\nThe statement\nProduced by Larkspvr Mills",
    ]


def test_read_when_what_was_recognised_is_nearly_all_there_as_text_then_once():
    slide = "Results of the year: more orders than ever, costs as planned"
    data = make.pdf([slide], scanned=[1])
    misread = "Resu1ts of the year more orders than ever, costs as planned"
    assert read(data, {1: misread}).text == slide
    assert read(data, {1: f"{misread} but three people left us too soon"}).text.startswith(slide)


def test_read_when_a_scan_is_in_strips_then_scanned():
    strips = "".join(image(0, bottom, 595, 84.2) for bottom in range(0, 842, 84))
    assert read(make_pdfs.pdf(strips + line(STAMP))).scanned == (1,)


@pytest.mark.parametrize(
    "pictures",
    [
        image(50, 50, 495, 600),
        image(50, 50, 495, 600) * 2,  # a picture and its shadow cover no more than one of them
        image(-4000, -4000, 4200, 9000),
    ],
)
def test_read_when_pictures_leave_much_of_a_page_with_words_then_full(pictures):
    assert read(make_pdfs.pdf(pictures + line(WORDS))).state is ReadState.FULL


def test_read_when_a_scan_has_a_hidden_text_layer_then_full_however_short():
    layer = image(0, 0, 595, 842) + line(WORDS).replace("Td", "Td 3 Tr")
    assert read(make_pdfs.pdf(layer)).state is ReadState.FULL


def test_read_when_letters_are_drawn_as_outlines_then_the_page_is_scanned():
    letter = "0 0 m 3 8 l 5 8 l 8 0 l 6 0 l 5 3 l 3 3 l 2 0 l h " * 200 + "f"
    assert failure(make_pdfs.pdf(letter)).scanned == (1,)
    frame = "20 20 m 500 20 l 500 800 l 20 800 l h S " * 20
    assert failure(make_pdfs.pdf(frame)).reason is Reason.NO_TEXT


def test_read_when_a_page_with_words_has_a_drawing_then_full():
    drawing = "0 0 m 3 8 l 5 8 l 8 0 l 6 0 l 5 3 l 3 3 l 2 0 l h S " * 300
    assert read(make_pdfs.pdf(drawing + line(WORDS))).state is ReadState.FULL


# ---- drawing pages


@pytest.fixture
def _pillow():
    pytest.importorskip("PIL", reason='needs the optional extra "ocr"')


@pytest.mark.usefixtures("_pillow")
@pytest.mark.parametrize(
    "size", [(595, 842), (900_000, 900_000), (1, 14_400), (900_000, 3), (0.1, 0.1)]
)
def test_picture_when_of_any_size_then_within_the_limits(size):
    page = pdf.picture(Source(make_pdfs.pdf(size=size), "a.pdf"), 1)
    assert page.mode == "L"
    assert page.width * page.height <= MAX_OCR_PIXELS * 1.01
    assert max(page.size) <= MAX_OCR_SIDE + 1


@pytest.mark.usefixtures("_pillow")
def test_picture_when_the_page_is_turned_then_upright_and_at_200_dots():
    page = pdf.picture(Source(make_pdfs.pdf(size=(720, 360), rotated=90), "a.pdf"), 1)
    assert page.size == (1000, 2000)


@pytest.mark.usefixtures("_pillow")
def test_picture_when_there_are_notes_then_they_are_not_drawn():
    data = make.pdf([""], fields={"a": "VALUE"}, notes=["REMARK"])
    assert pdf.picture(Source(data, "a.pdf"), 1).getextrema() == (255, 255)


@pytest.mark.usefixtures("_pillow")
@pytest.mark.parametrize("page", [2, 1000])
def test_picture_when_there_is_no_such_page_then_damaged(page):
    with pytest.raises(ReadFailure, match="damaged"):
        pdf.picture(Source(make_pdfs.pdf(), "a.pdf"), page)


# ---- fields, remarks, attached files


def test_read_when_boxes_are_ticked_then_what_they_stand_for():
    def box(state: str, value: str, more: str = "") -> str:
        states = f"/AP<</N<</{value} null/Off null>>>>"
        return f"/FT/Btn/T(b{value}{state}{len(more)})/AS/{state}/V/{state}{more}{states}"

    fields = [
        box("Married", "Married"),
        box("Off", "Single"),
        box("Yes", "Yes", "/TU(Has insurance)"),
        box("On", "On"),
    ]
    found = blocks(make_pdfs.pdf(line(WORDS), fields=fields))
    assert found == [WORDS, "Married", "Has insurance"]


def test_read_when_there_are_remarks_then_their_text_but_no_repeated_words():
    marks = [
        "/Subtype/Text/Contents(Ask the landlord)",
        "/Subtype/Highlight/Contents(ordinary words)",
        "/Subtype/StrikeOut/Contents(why?)",
        "/Subtype/Popup/Contents(Ask the landlord)",
        "/Subtype/Link/Contents(a link)",
    ]
    found = blocks(make_pdfs.pdf(line(WORDS), annotations=marks))
    assert found == [WORDS, "Ask the landlord", "why?"]


def test_read_when_files_are_attached_then_their_text_after_the_last_page():
    invoice = b"<?xml version='1.0'?><Invoice><Total>119.00</Total></Invoice>"
    data = make_pdfs.pdf(
        line(WORDS), attached={"invoice.txt": b"Total 119.00"}, pinned={"note.txt": b"pinned words"}
    )
    result = read(data)
    assert result.state is ReadState.FULL
    assert result.text.split("\n\n") == [
        WORDS,
        "see the file",
        "Attachment: note.txt",
        "pinned words",
        "Attachment: invoice.txt",
        "Total 119.00",
    ]
    assert "119.00" in read(make_pdfs.pdf(attached={"factur-x.xml": invoice})).text


def test_read_when_an_attached_file_is_not_read_then_named():
    result = read(make_pdfs.pdf(line(WORDS), attached={"film.mp4": b"\0\0\0\x18ftypmp42"}))
    assert (result.state, result.reason) == (ReadState.PARTLY, Reason.ATTACHMENTS)
    assert "film.mp4" in result.detail


def test_read_when_attached_to_itself_without_end_then_stops():
    data = make_pdfs.pdf(line(WORDS))
    for _ in range(6):
        data = make_pdfs.pdf(line(WORDS), attached={"inner.pdf": data})
    assert read(data).reason is Reason.ATTACHMENTS


# ---- other


def test_read_when_words_break_at_line_ends_then_rejoined():
    data = make.pdf(["The land-\nlord mends the roof.\nA well-\nknown rule."])
    assert "landlord" in read(data).text


def test_read_when_bytes_are_changed_then_nothing_but_failures():
    chance = random.Random(4)
    data = make_pdfs.pdf(
        line(WORDS),
        annotations=["/Subtype/Text/Contents(Ask)"],
        fields=["/FT/Tx/T(a)/V(value)"],
        attached={"a.txt": b"text"},
        pinned={"b.txt": b"more"},
    )
    for _ in range(150):
        bent = bytearray(data)
        for _ in range(chance.randint(1, 10)):
            bent[chance.randrange(5, len(bent))] = chance.randrange(256)
        with contextlib.suppress(ReadFailure):
            pdf.read(Source(bytes(bent), "a.pdf"))
