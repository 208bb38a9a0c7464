from __future__ import annotations

import io
import struct
from pathlib import Path

import olefile
import pytest

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.office97 import doc, word_pieces
from desktop_app.documents.readers.office97.word_pieces import Piece, pieces
from desktop_app.documents.readers.office97.word_story import story_text
from desktop_app.documents.sources.source import Extracted, Source
from tests.support.make_ole import compound

_FIXTURES = Path(__file__).parents[3] / "fixtures" / "doc"
LETTER, CLAUSES = _FIXTURES / "letter.doc", _FIXTURES / "clauses.doc"
_FLAGS_AT, _VERSION_AT, _CLX_AT, _LISTS_AT = 0x0A, 0x02, 0x1A2, 0x2E2


def _read(data: bytes) -> Extracted:
    return doc.read(Source(data, "letter.doc"))


def _streams(path: Path = LETTER) -> dict[str, bytearray]:
    with olefile.OleFileIO(io.BytesIO(path.read_bytes())) as file:
        return {
            name: bytearray(file.openstream([name]).read()) for name in ("WordDocument", "1Table")
        }


def _rebuilt(streams: dict[str, bytearray]) -> bytes:
    return compound({name: bytes(data) for name, data in streams.items()})


def _word_6(text: bytes, *, language: int = 0x409, characters: int = 0, flags: int = 0) -> bytes:
    head = bytearray(0x300)
    struct.pack_into("<HH2xHxxH", head, 0, 0xA5DC, 101, language, flags)
    struct.pack_into("<H", head, 0x14, characters)
    struct.pack_into("<II", head, 0x18, len(head), len(head) + len(text))
    struct.pack_into("<i", head, 0x34, len(text))
    return compound({"WordDocument": bytes(head) + text})


def test_read_when_word_97_then_body_by_pages_and_what_stands_beside():
    found = _read(LETTER.read_bytes())

    assert found.pages == (
        "The orchard is let for one year at a fair rent. See the terms.\n\n"
        "Größe “Übermaß” – Ω and Договор аренды, 契約書 😀.\n"
        "A new line\twith a tab and hidden words.\n\n"
        "Tree\tRows\tYield\nApple (red)\t\t12\nPear\tinner one\tinner two\n\n"
        "After the table.\n\nBeside the box.",
        "The second page begins.\n\nBoxed remark.\n\nFrom the first of March.\n\n"
        "As the surveyor found.\n\nCheck the boundary first.",
    )
    assert found.headers == ("Walnut and Partners",)
    assert found.running == ("Page  of the lease",)
    assert (found.title, found.reason) == ("Lease of the orchard", None)


def test_read_when_encrypted_then_said():
    streams = _streams()
    streams["WordDocument"][_FLAGS_AT + 1] |= 0x01

    with pytest.raises(ReadFailure) as failure:
        _read(_rebuilt(streams))

    assert failure.value.reason is Reason.ENCRYPTED


def test_read_when_the_text_is_cut_off_then_what_is_there_is_kept():
    streams = _streams()
    (start, size) = struct.unpack_from("<II", streams["WordDocument"], _CLX_AT)
    clx = streams["1Table"][start : start + size]
    first = next(pieces(bytes(clx)))
    del streams["WordDocument"][first.offset + 40 :]

    found = _read(_rebuilt(streams))

    assert "".join(found.pages).startswith("The orchard is let")
    assert (found.reason, found.detail) == (Reason.DAMAGED, "cut off")


def test_read_when_the_piece_table_is_missing_then_damaged():
    streams = _streams()
    struct.pack_into("<I", streams["WordDocument"], _CLX_AT + 4, 0)

    with pytest.raises(ReadFailure) as failure:
        _read(_rebuilt(streams))

    assert failure.value.reason is Reason.DAMAGED


def test_read_when_pieces_repeat_the_text_without_end_then_stopped_at_the_limit(monkeypatch):
    limit = 500
    monkeypatch.setattr(doc, "MAX_TEXT_CHARS", limit)
    monkeypatch.setattr(word_pieces, "MAX_TEXT_CHARS", limit)
    streams = _streams()
    count, each = 20, 60
    positions = struct.pack(f"<{count + 1}I", *range(0, each * (count + 1), each))
    place = len(streams["WordDocument"])
    descriptors = struct.pack("<HIH", 0, 1 << 30 | place * 2, 0) * count
    clx = b"\x02" + struct.pack("<I", len(positions + descriptors)) + positions + descriptors
    struct.pack_into("<II", streams["WordDocument"], _CLX_AT, len(streams["1Table"]), len(clx))
    struct.pack_into("<i", streams["WordDocument"], 0x4C, each * count)
    streams["WordDocument"] += b"ab" * each
    streams["1Table"] += clx

    found = _read(_rebuilt(streams))

    assert found.reason is Reason.TOO_LARGE
    assert 0 < sum(map(len, found.pages)) <= limit


@pytest.mark.parametrize(
    ("text", "encoding", "settings"),
    [
        ("Договор аренды на год", "cp1251", {"language": 0x419}),
        ("契約書の内容", "cp932", {"language": 0x411}),
        ("Crème brûlée", "mac_roman", {"characters": 0x100}),
        ("Crème brûlée", "cp1252", {"language": 0}),
    ],
)
def test_read_when_word_6_then_decoded_by_its_language(text, encoding, settings):
    found = _read(_word_6(text.encode(encoding) + b"\rA\x07B\x07\x07C\r", **settings))

    assert found.pages == (f"{text}\n\nA\tB\n\nC",)


def test_read_when_word_2_then_unsupported():
    streams = _streams()
    struct.pack_into("<H", streams["WordDocument"], _VERSION_AT, 45)

    with pytest.raises(ReadFailure) as failure:
        _read(_rebuilt(streams))

    assert failure.value.reason is Reason.UNSUPPORTED


@pytest.mark.parametrize("stream", [b"", b"\xec\xa5" + bytes(10), bytes(5000)])
def test_read_when_the_header_is_no_words_then_damaged(stream):
    with pytest.raises(ReadFailure) as failure:
        _read(compound({"WordDocument": stream}))

    assert failure.value.reason is Reason.DAMAGED


def test_read_when_sizes_are_beyond_the_file_then_damaged():
    data = bytearray(LETTER.read_bytes())
    struct.pack_into("<I", data, 0x40, 0x7FFFFFFF)  # sectors of the mini stream's table

    with pytest.raises(ReadFailure) as failure:
        _read(bytes(data))

    assert failure.value.reason is Reason.DAMAGED


def test_pieces_when_modifiers_come_first_then_skipped():
    table = struct.pack("<II", 0, 5) + struct.pack("<HIH", 0, 0x200, 0)
    clx = b"\x01\x02\x00\xff\xff" + b"\x02" + struct.pack("<I", len(table)) + table

    assert list(pieces(clx)) == [Piece(0x200, 5, 2)]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a \x13 REF b \x14c\x15 d", "a c d"),
        ("a \x13 IF \x13 REF x \x14y\x15 = 1 \x14z\x15", "a z"),
        ("a \x13 TOC \x15b", "a b"),
        ("a \x13 never closed", "a  never closed"),
        ("\x15a\x14", "a"),
        ("1\x1e2\x1f3\x01", "1-23"),
        ("A\x07\x07\x1dB\x07\x07\x1d", "A\nB"),
        ("A\x07\x1dafter\r", "A\n\nafter"),
    ],
)
def test_story_text_when_special_characters_then_as_a_person_sees_it(raw, text):
    assert story_text(raw) == text


def test_story_text_when_fields_nest_without_end_then_the_text_is_kept():
    assert story_text("\x13a\x14" * 100_000 + "b").endswith("b")


def test_read_when_clauses_are_numbered_and_a_form_is_filled_in_then_as_in_a_print():
    assert _read(CLAUSES.read_bytes()).pages == (
        "Lease of the mill\n\n1. Rent\n\n1.1 It is paid monthly.\n\n1.2 It is paid in coin:\n\n"
        "(a) in gold;\n\n(iv)of old 😀 stamp;\n\n(b) in silver.\n\nThis is no clause.\n\n2. Use\n\n"
        "2.1 As a mill only.\n\nwheat\n\n- and rye\n\n"
        "3. Agreed: ☒ yes, ☐ no, with the barn for Ann Alder.",
    )


def test_read_when_the_lists_are_beyond_the_file_then_the_text_without_numbers():
    streams = _streams(CLAUSES)
    struct.pack_into("<I", streams["WordDocument"], _LISTS_AT, 0x7FFFFFFF)

    (page,) = _read(_rebuilt(streams)).pages

    assert page.startswith("Lease of the mill\n\nRent\n\nIt is paid monthly.")


def test_read_when_the_forms_settings_are_missing_then_the_text_without_ticks():
    (page,) = _read(_rebuilt(_streams(CLAUSES))).pages

    assert page.endswith("3. Agreed:  yes,  no, with  for Ann Alder.")


_HIDDEN, _STRIKE, _DOUBLE_STRIKE, _SHIFT = (
    code.to_bytes(2, "little") for code in (0x083C, 0x0837, 0x2A53, 0x2A48)
)


def _looking(code: bytes, operand: bytes = b"\x01", words: bytes = b"") -> str:
    """Return the text of the letter, whose hidden words look otherwise, or are others."""
    streams = _streams()
    data = streams["WordDocument"]
    assert data.count(_HIDDEN + b"\x01") == 1
    data[:] = data.replace(_HIDDEN + b"\x01", code + operand)
    if words:
        old = "and hidden words".encode("utf-16-le")
        assert data.count(old) == 1
        data[:] = data.replace(old, words.decode().rjust(16).encode("utf-16-le"))
    return "\n".join(_read(_rebuilt(streams)).pages)


@pytest.mark.parametrize("strike", [_STRIKE, _DOUBLE_STRIKE])
def test_read_when_words_are_struck_out_then_between_marks(strike):
    assert "with a tab ⟦and hidden words⟧." in _looking(strike)
    assert "⟦" not in _looking(strike, b"\x00")


@pytest.mark.parametrize(("operand", "shown"), [(b"\x01", "¹²"), (b"\x02", "₁₂"), (b"\x00", "12")])
def test_read_when_figures_stand_above_or_below_the_line_then_so(operand, shown):
    assert f"{shown}." in _looking(_SHIFT, operand, b"12")


def test_read_when_letters_stand_above_the_line_then_as_they_are():
    assert "hidden words." in _looking(_SHIFT)
