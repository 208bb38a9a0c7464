"""Text of Word documents that is struck out, raised or lowered."""

from __future__ import annotations

import pytest

from desktop_app.documents.readers.office_open import docx
from desktop_app.documents.sources.source import Source
from tests.support.make_ooxml import paragraph, table, word, xml

STRIKE, DOUBLE = "<w:strike/>", '<w:dstrike w:val="1"/>'
ABOVE, BELOW = (f'<w:vertAlign w:val="{place}script"/>' for place in ("super", "sub"))
STYLES = xml(
    "w:styles",
    '<w:style w:type="paragraph" w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Older"><w:basedOn w:val="Old"/></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Up"><w:rPr>' + ABOVE + "</w:rPr></w:style>",
)


def text(body: str) -> str:
    data = word(body, parts={"styles.xml": STYLES})
    return "\f".join(docx.read(Source(data, "a.docx")).pages)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def runs(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


@pytest.mark.parametrize("strike", [STRIKE, DOUBLE, '<w:rStyle w:val="Gone"/>'])
def test_read_when_runs_are_struck_out_then_one_pair_of_marks_around_them(strike):
    body = runs(run("It shall "), run("n", strike), run("ot ", strike), run("pay."))
    assert text(body) == "It shall ⟦not⟧ pay."


@pytest.mark.parametrize("off", ['<w:strike w:val="0"/>', '<w:dstrike w:val="false"/>'])
def test_read_when_a_strike_is_off_then_no_marks(off):
    assert text(runs(run("It stays.", off))) == "It stays."


def test_read_when_only_the_end_of_a_paragraph_is_struck_out_then_no_marks():
    body = runs(run("It stays."), properties=f"<w:rPr>{STRIKE}</w:rPr>")
    assert text(body) == "It stays."


@pytest.mark.parametrize("style", ["Old", "Older"])
def test_read_when_the_style_of_a_paragraph_strikes_out_then_marks_but_where_a_run_says_no(style):
    stays = run(" of it", '<w:strike w:val="0"/>')
    both = run(" too", '<w:rStyle w:val="Gone"/>')
    body = runs(run("Most"), stays, both, properties=f'<w:pStyle w:val="{style}"/>')
    assert text(body) == "⟦Most⟧ of it too"


def test_read_when_paragraphs_and_cells_are_struck_out_then_marks_end_with_each():
    gone = run("gone", STRIKE)
    cells = table(("5", "6")).replace("<w:r><w:t", f"<w:r><w:rPr>{STRIKE}</w:rPr><w:t")
    assert text(runs(gone) + runs(gone)) == "⟦gone⟧\n\n⟦gone⟧"
    assert text(cells) == "⟦5⟧\t⟦6⟧"


def test_read_when_a_page_ends_in_struck_text_then_marks_on_either_page():
    turn = f'<w:r><w:rPr>{STRIKE}</w:rPr><w:br w:type="page"/><w:t>b</w:t></w:r>'
    assert text(runs(run("a", STRIKE), turn)) == "⟦a⟧\f⟦b⟧"


def test_read_when_a_tracked_change_deleted_or_struck_text_then_only_the_present_state():
    deleted = "<w:del><w:r><w:delText>never</w:delText><w:t>never</w:t></w:r></w:del>"
    before = run("stays", f"<w:rPrChange><w:rPr>{STRIKE}</w:rPr></w:rPrChange>")
    assert text(runs(run("It "), deleted, before)) == "It stays"


@pytest.mark.parametrize(
    ("raised", "place", "shown"),
    [
        ("2", ABOVE, "10²"),
        ("−3", ABOVE, "10⁻³"),
        ("th", ABOVE, "10th"),
        ("2", BELOW, "10₂"),
        ("2", '<w:rStyle w:val="Up"/>', "10²"),
        ("2", '<w:rStyle w:val="Up"/><w:vertAlign w:val="baseline"/>', "102"),
    ],
)
def test_read_when_figures_stand_above_or_below_the_line_then_so_as_far_as_signs_can(
    raised, place, shown
):
    assert text(runs(run("10"), run(raised, place))) == shown


def test_read_when_a_text_box_hangs_on_a_struck_run_then_only_its_own_look_counts():
    box = f"<w:txbxContent>{paragraph('inside')}</w:txbxContent>"
    body = runs(f"<w:r><w:rPr>{STRIKE}</w:rPr><w:t>gone</w:t>{box}<w:t> too</w:t></w:r>")
    assert text(body) == "⟦gone too⟧\n\ninside"
