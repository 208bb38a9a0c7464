from __future__ import annotations

import random

import pytest

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.office_open import pptx
from desktop_app.documents.readers.office_open.pptx_shapes import Shape, in_reading_order
from desktop_app.documents.reading import read_document
from desktop_app.documents.sources.source import Extracted, Source
from tests.support import make
from tests.support.make_ooxml import chart, shape, slides, xml


def extracted(data: bytes) -> Extracted:
    return pptx.read(Source(data, "a.pptx"))


def tree(inner: str) -> str:
    return f"<p:cSld><p:spTree>{inner}</p:spTree></p:cSld>"


def test_read_when_slides_then_a_page_each_in_the_order_of_the_show():
    found = extracted(slides(shape("one"), shape("two"), shape("three"), order=[3, 1, 2]))
    assert found.pages == ("three", "one", "two")
    assert found.reason is None


def test_read_when_shapes_have_places_then_title_first_and_as_read():
    found = extracted(
        slides(
            shape("bottom", at=(0, 5_000_000))
            + shape("right", at=(4_000_000, 2_000_000))
            + shape("below it, without a place")
            + shape("left", at=(0, 2_100_000))
            + shape("Heading", role="title", at=(0, 6_000_000))
        )
    )
    assert found.pages[0].split("\n\n") == [
        "Heading",
        "left",
        "right",
        "below it, without a place",
        "bottom",
    ]
    assert found.title == "Heading"


def test_in_reading_order_when_tops_nearly_agree_then_left_to_right():
    shapes = [
        Shape("c", top=160_000, left=0),
        Shape("b", top=100_000, left=5),
        Shape("a", top=0, left=9),
    ]
    assert [item.text for item in in_reading_order(shapes)] == ["b", "a", "c"]


def test_read_when_groups_are_nested_then_each_is_read_as_one():
    inner = (
        '<p:grpSp><p:grpSpPr><a:xfrm><a:off x="9" y="900000"/></a:xfrm></p:grpSpPr>'
        + shape("y2", at=(0, 800_000))
        + shape("y1", at=(0, 0))
        + "</p:grpSp>"
    )
    group = (
        '<p:grpSp><p:grpSpPr><a:xfrm><a:off x="0" y="0"/></a:xfrm></p:grpSpPr>'
        + inner
        + shape("x", at=(0, 0))
        + "</p:grpSp>"
    )
    found = extracted(slides(shape("end", at=(0, 700_000)) + group))
    assert found.pages[0] == "x\ny1\ny2\n\nend"


def test_read_when_placeholders_have_no_place_then_that_of_layout_or_master():
    layout = xml("p:sldLayout", tree(shape("prompt", role="body", index="4", at=(0, 900_000))))
    master = xml("p:sldMaster", tree(shape("prompt", role="pic", at=(0, 10))))
    data = slides(
        shape("body", role="body", index="4")
        + shape("middle", at=(0, 500_000))
        + shape("picture", role="pic"),
        relations={1: [("l", "slideLayout", "../slideLayouts/slideLayout1.xml")]},
        parts={
            "ppt/slideLayouts/slideLayout1.xml": layout,
            "ppt/slideLayouts/_rels/slideLayout1.xml.rels": "<R><Relationship Id='m' "
            "Type='x/slideMaster' Target='../slideMasters/m.xml'/></R>",
            "ppt/slideMasters/m.xml": master,
        },
    )
    assert extracted(data).pages[0].split("\n\n") == ["picture", "middle", "body"]


def test_read_when_footers_and_shared_words_then_running_and_no_slide_numbers():
    number = '<a:fld type="slidenum"><a:t>3</a:t></a:fld>'
    one = shape("body") + shape("2024", role="dt") + shape("Alder", role="ftr")
    one += shape(number, role="sldNum") + shape(f"<a:r><a:t>see </a:t></a:r>{number}")
    layout = xml("p:sldLayout", tree(shape("Confidential") + shape("Click here", role="title")))
    related = [("l", "slideLayout", "../slideLayouts/slideLayout1.xml")]
    found = extracted(
        slides(
            one,
            one,
            relations={1: related, 2: related},
            parts={"ppt/slideLayouts/slideLayout1.xml": layout},
        )
    )
    assert found.pages == ("body\n\nsee ", "body\n\nsee ")
    assert sorted(found.running) == ["2024", "Alder", "Confidential"]


def test_read_when_notes_and_comments_then_on_the_page_of_their_slide():
    old = xml("p:cmLst", "<p:cm><p:pos/><p:text>An old remark</p:text></p:cm>")
    new = xml("p:cmLst", "<p:cm><a:p><a:r><a:t>A new remark</a:t></a:r></a:p></p:cm>")
    notes = shape("Say hello", role="body") + shape("7", role="sldNum") + shape("H", role="hdr")
    data = slides(
        shape("one"),
        shape("two"),
        relations={
            1: [
                ("n", "notesSlide", "../notesSlides/notesSlide1.xml"),
                ("c", "comments", "../comments/comment1.xml"),
                ("d", "comments", "../comments/modern1.xml"),
            ]
        },
        parts={
            "ppt/notesSlides/notesSlide1.xml": xml("p:notes", tree(notes)),
            "ppt/comments/comment1.xml": old,
            "ppt/comments/modern1.xml": new,
        },
    )
    found = extracted(data)
    assert found.pages == ("one\n\nSay hello\n\nAn old remark\n\nA new remark", "two")
    assert found.running == ("H",)


def test_read_when_table_list_and_picture_then_cells_numbers_and_description():
    def cell(text: str) -> str:
        return f"<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"

    table = f"<a:tbl><a:tr>{cell('a')}{cell('b')}</a:tr><a:tr>{cell('')}{cell('d')}</a:tr></a:tbl>"
    frame = f"<p:graphicFrame><a:graphic>{table}</a:graphic></p:graphicFrame>"

    def numbered(text: str, level: int, kind: str) -> str:
        properties = f'<a:pPr lvl="{level}"><a:buAutoNum type="{kind}"/></a:pPr>'
        return f"{properties}<a:r><a:t>{text}</a:t></a:r>"

    listed = shape(
        numbered("x", 0, "arabicPeriod"),
        numbered("y", 1, "alphaLcParenR"),
        numbered("z", 0, "arabicPeriod"),
        numbered("w", 1, "alphaLcParenR"),
        "plain",
    )
    picture = '<p:pic><p:nvPicPr><p:cNvPr id="1" descr="A bridge at dusk"/></p:nvPicPr></p:pic>'
    assert extracted(slides(frame + listed + picture)).pages[0].split("\n\n") == [
        "a\tb\n\td",
        "1. x\na) y\n2. z\na) w\nplain",
        "A bridge at dusk",
    ]


def test_read_when_chart_diagram_and_object_then_their_words():
    frames = '<p:graphicFrame><a:graphic><c:chart r:id="c"/></a:graphic></p:graphicFrame>'
    frames += '<p:graphicFrame><a:graphic><dgm:relIds r:dm="d"/></a:graphic></p:graphicFrame>'
    frames += '<p:graphicFrame><p:oleObj r:id="o" progId="Equation.3"/></p:graphicFrame>'
    data = slides(
        frames,
        relations={
            1: [
                ("c", "chart", "../charts/chart1.xml"),
                ("d", "diagramData", "../diagrams/data1.xml"),
                ("o", "oleObject", "../embeddings/o.bin"),
                ("e", "package", "../embeddings/e.docx"),
                ("f", "package", "../embeddings/f.docx"),
            ]
        },
        parts={
            "ppt/charts/chart1.xml": chart("Sales", ["Q1"], {"A": ["0.5"], "B": ["0.5"]}),
            "ppt/diagrams/data1.xml": xml("dgm:dataModel", "<a:p><a:r><a:t>Box</a:t></a:r></a:p>"),
            "ppt/embeddings/o.bin": b"\0",
            "ppt/embeddings/e.docx": make.docx(["An inner lease"]),
            "ppt/embeddings/f.docx": b"PK\x03\x04",
        },
    )
    found = extracted(data)
    assert found.pages[0].split("\n\n") == [
        "Sales\nA\nQ1\n0.5\nB\n0.5",
        "Box",
        "Attachment: e.docx",
        "An inner lease",
        "Attachment: f.docx",
    ]
    assert (found.reason, "f.docx" in found.detail) == (Reason.ATTACHMENTS, True)


@pytest.mark.parametrize(
    ("own", "title"),
    [("PowerPoint Presentation", "First"), ("Präsentation PowerPoint", "First"), ("Talk", "Talk")],
)
def test_read_when_title_is_what_the_program_wrote_then_that_of_the_first_slide(own, title):
    assert extracted(slides(shape("First", role="ctrTitle"), title=own)).title == title


def test_read_when_a_slide_is_missing_or_damaged_then_the_others_keep_their_numbers():
    data = slides(shape("one"), shape("<a:r></p:wrong>"), shape("three"), shape("four"))
    found = extracted(data.replace(b"slide3.xml", b"slide9.xml"))
    assert found.pages == ("one", "", "", "four")
    assert found.reason is Reason.DAMAGED


def test_read_when_a_slide_breaks_off_then_what_came_before():
    data = slides(shape("one"), shape("two") + "<p:sp><p:txBody><a:p><a:r><a:t>cut</a:t></x>")
    found = extracted(data)
    assert (found.pages, found.reason) == (("one", "two\n\ncut"), Reason.DAMAGED)


def test_read_when_relationships_are_lost_then_slides_by_their_names():
    parts = {
        f"ppt/slides/slide{number}.xml": xml("p:sld", tree(shape(f"s{number}"))).encode()
        for number in (10, 9)
    }
    parts["ppt/presentation.xml"] = xml("p:presentation", "").encode()
    assert extracted(make.zip_file(parts)).pages == ("s9", "s10")


def test_read_when_nothing_can_be_read_then_why():
    with pytest.raises(ReadFailure) as caught:
        extracted(make.zip_file({"ppt/presentation.xml": b"<p"}))
    assert caught.value.reason is Reason.DAMAGED


def test_read_when_one_slide_is_named_many_times_then_once():
    assert extracted(slides(shape("one"), order=[1] * 1000)).pages == ("one",)


def test_read_when_bytes_are_changed_then_text_or_a_reason():
    data = slides(shape("one", role="title") + shape("two", at=(1, 2)), shape("three"))
    dice = random.Random(11)
    for _ in range(150):
        mutated = bytearray(data)
        for _ in range(dice.randint(1, 8)):
            mutated[dice.randrange(4, len(mutated))] = dice.randrange(256)
        try:
            read_document(bytes(mutated), "a.pptx")
        except ReadFailure:
            continue


def styled(text: str, look: str) -> str:
    return f"<a:r><a:rPr {look}/><a:t>{text}</a:t></a:r>"


@pytest.mark.parametrize("strike", ["sngStrike", "dblStrike"])
def test_read_when_runs_are_struck_out_then_one_pair_of_marks_that_ends_with_the_paragraph(strike):
    look = f'strike="{strike}"'
    stays = styled(" stay", 'strike="noStrike"')
    lines = styled("n", look) + styled("ot", look) + stays, styled("gone", look)
    found = extracted(slides(shape(*lines)))
    assert found.pages == ("⟦not⟧ stay\n⟦gone⟧",)


@pytest.mark.parametrize(
    ("raised", "baseline", "shown"),
    [("2", "30000", "10²"), ("2", "-25000", "10₂"), ("th", "30000", "10th"), ("2", "0", "102")],
)
def test_read_when_figures_stand_above_or_below_the_line_then_so_as_far_as_signs_can(
    raised, baseline, shown
):
    line = styled("10", "") + styled(raised, f'baseline="{baseline}"')
    assert extracted(slides(shape(line))).pages == (shown,)
