"""Text of OpenDocument that is struck out, raised or lowered."""

from __future__ import annotations

import pytest

from desktop_app.documents.readers.open_document import odf
from desktop_app.documents.sources.source import Source
from tests.support.make_odf import flat, packed


def style(name: str, properties: str, *, family: str = "text", parent: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}"'
        f' style:parent-style-name="{parent}"><style:text-properties {properties}/></style:style>'
    )


STRUCK = 'style:text-line-through-style="solid"'
STYLES = (
    style("Gone", STRUCK)
    + style("Twice", 'style:text-line-through-type="double"')
    + style("Stays", 'style:text-line-through-style="none"')
    + style("Child", 'fo:color="#000000"', parent="Gone")
    + style("Old", STRUCK, family="paragraph")
    + style("Gone", 'fo:color="#000000"', family="paragraph")
    + "".join(
        style(name, f'style:text-position="{place}"')
        for name, place in (("Up", "super 58%"), ("Higher", "33% 58%"), ("Down", "-33% 58%"))
    )
    + style("Level", 'style:text-position="0% 100%"')
)


def text(body: str) -> str:
    data = packed("text", body, styles=STYLES)
    same = odf.read_flat(Source(flat("text", body, styles=STYLES), "a.fodt"))
    found = odf.read(Source(data, "a.odt"))
    assert found.pages == same.pages
    return "\n".join(found.pages)


def span(text: str, name: str) -> str:
    return f'<text:span text:style-name="{name}">{text}</text:span>'


@pytest.mark.parametrize("name", ["Gone", "Twice", "Child"])
def test_read_when_spans_are_struck_out_then_one_pair_of_marks_around_them(name):
    body = f"<text:p>It may {span('n', name)}{span('ot', name)} stay.</text:p>"
    assert text(body) == "It may ⟦not⟧ stay."


def test_read_when_the_style_of_a_paragraph_strikes_out_then_marks_but_where_a_span_says_no():
    body = f'<text:p text:style-name="Old">Most {span("of it", "Stays")}</text:p>'
    assert text(body) == "⟦Most⟧ of it"


def test_read_when_a_paragraph_and_a_span_have_styles_of_one_name_then_each_its_own():
    assert text('<text:p text:style-name="Gone">It stays.</text:p>') == "It stays."


def test_read_when_paragraphs_are_struck_out_then_marks_end_with_each():
    gone = '<text:p text:style-name="Old">gone</text:p>'
    assert text(gone + gone) == "⟦gone⟧\n\n⟦gone⟧"


def test_read_when_spans_stand_inside_each_other_then_marks_end_with_the_outer():
    body = f"<text:p>{span('a' + span('b', 'Level') + 'c', 'Gone')} d</text:p>"
    assert text(body) == "⟦abc⟧ d"


@pytest.mark.parametrize(
    ("name", "raised", "shown"),
    [("Up", "2", "10²"), ("Higher", "-3", "10⁻³"), ("Up", "th", "10th"), ("Down", "2", "10₂")],
)
def test_read_when_figures_stand_above_or_below_the_line_then_so_as_far_as_signs_can(
    name, raised, shown
):
    assert text(f"<text:p>10{span(raised, name)}</text:p>") == shown


def test_read_when_a_change_deleted_text_then_only_the_present_state():
    deleted = "<text:deletion><text:p>never</text:p></text:deletion>"
    changes = f"<text:tracked-changes>{deleted}</text:tracked-changes>"
    assert text(f"{changes}<text:p>It stays.</text:p>") == "It stays."


def test_read_when_a_link_leads_where_the_text_does_not_say_then_the_address_below():
    link = '<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{}">{}</text:a>'
    hidden = link.format("https://a.example/x", "here")
    shown = link.format("https://b.example/", "b.example")
    body = f"<text:p>See {hidden} and {shown}</text:p>"
    found = odf.read(Source(packed("text", body), "a.odt"))
    assert (found.pages, found.running) == (("See here and b.example",), ("https://a.example/x",))
