"""From offsets in the file to positions in the text of a binary Word document."""

from __future__ import annotations

from desktop_app.documents.readers.office97.word_additions import Additions
from desktop_app.documents.readers.office97.word_pieces import Piece, spans


def test_spans_when_text_lies_in_pieces_of_other_widths_then_positions_in_its_order():
    parts = [Piece(100, 10, 1), Piece(40, 10, 2)]
    assert list(spans(parts, [(44, 48), (58, 104), (108, 300)])) == [
        (0, 4),
        (8, 10),
        (12, 14),
        (19, 20),
    ]


def test_decoded_when_struck_out_over_paragraphs_and_additions_then_marks_end_with_each():
    units = "a bc\rd ef".encode("utf-16-le")
    added = Additions(found=[(2, "X")], struck_out=[(2, 7)])
    assert added.decoded(units, 0, len(units) // 2) == "a ⟦b⟧\x14X\x15\x13⟦c⟧\r⟦d⟧ ef"
