from __future__ import annotations

import io
import struct
from pathlib import Path

import olefile
import pytest

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.office97 import ppt, ppt_records
from desktop_app.documents.readers.office97.ppt_records import Kind, Records
from desktop_app.documents.sources.source import Extracted, Source
from tests.support.make_ole import compound

TALK = Path(__file__).parents[3] / "fixtures" / "ppt" / "talk.ppt"
_SHOW, _USER = "PowerPoint Document", "Current User"


def _read(data: bytes) -> Extracted:
    return ppt.read(Source(data, "talk.ppt"))


def _streams() -> dict[str, bytearray]:
    with olefile.OleFileIO(io.BytesIO(TALK.read_bytes())) as file:
        return {name: bytearray(file.openstream([name]).read()) for name in (_SHOW, _USER)}


def _rebuilt(streams: dict[str, bytearray]) -> bytes:
    return compound({name: bytes(data) for name, data in streams.items()})


def _record(kind: int, content: bytes, *, instance: int = 0) -> bytes:
    version = 0xF if kind in (Kind.SHAPE, Kind.GROUP, Kind.COMMENT) else 0
    return struct.pack("<HHI", instance << 4 | version, kind, len(content)) + content


def test_read_when_slides_then_pages_with_notes_comments_and_tables():
    found = _read(TALK.read_bytes())

    assert found.pages == (
        "Harvest in spring\n\nApples were early\n\nGröße und Übermaß, груши\nnext line\n\n"
        "Say more about pears.\n\nThank the volunteers.",
        "Tree\tYield\nPear\t12 tons\n\nAfter the table.",
    )
    assert found.running == ("For members only",)
    assert found.reason is None


def test_read_when_encrypted_then_said():
    streams = _streams()
    struct.pack_into("<I", streams[_USER], 12, 0xF3D1C4DF)

    with pytest.raises(ReadFailure) as failure:
        _read(_rebuilt(streams))

    assert failure.value.reason is Reason.ENCRYPTED


def test_read_when_the_current_user_is_missing_then_the_last_save_counts():
    streams = _streams()
    del streams[_USER]

    assert _read(_rebuilt(streams)) == _read(TALK.read_bytes())


def test_read_when_the_directory_is_lost_then_all_text_and_partly():
    streams = _streams()
    del streams[_USER]
    edit = streams[_SHOW].rfind(struct.pack("<HHI", 0, Kind.USER_EDIT, 28))
    del streams[_SHOW][edit:]

    found = _read(_rebuilt(streams))

    assert "Apples were early" in found.pages[0]
    assert found.reason is Reason.DAMAGED


def test_read_when_a_slide_is_lost_then_the_others_are_kept():
    streams = _streams()
    second = streams[_SHOW].rfind(struct.pack("<HHI", 0xF, Kind.SLIDE, 2338))
    struct.pack_into("<H", streams[_SHOW], second + 2, 0x7777)

    found = _read(_rebuilt(streams))

    assert found.pages[0].startswith("Harvest in spring")
    assert (found.reason, found.detail) == (Reason.DAMAGED, "slide 2")


def test_read_when_saves_point_at_each_other_then_ends():
    streams = _streams()
    edit = streams[_SHOW].rfind(struct.pack("<HHI", 0, Kind.USER_EDIT, 28))
    struct.pack_into("<I", streams[_SHOW], edit + 8 + 8, edit)

    assert len(_read(_rebuilt(streams)).pages) == 2


@pytest.mark.parametrize("stream", [b"", b"\xff" * 500, bytes(5000)])
def test_read_when_the_stream_has_no_records_then_failure(stream):
    with pytest.raises(ReadFailure) as failure:
        _read(compound({_SHOW: stream, _USER: b""}))

    assert failure.value.reason is Reason.DAMAGED


def test_records_when_more_than_the_limit_then_too_large(monkeypatch):
    monkeypatch.setattr(ppt_records, "_MAX_RECORDS", 10)
    records = Records(_record(Kind.STRING, b"") * 11)

    with pytest.raises(ReadFailure) as failure:
        list(records.children())

    assert failure.value.reason is Reason.TOO_LARGE


def test_texts_when_a_number_is_computed_then_its_place_is_left_out():
    records = Records(
        _record(Kind.TEXT_HEADER, bytes(4))
        + _record(Kind.TEXT_BYTES, b"Page * of the \x93talk\x94")
        + _record(Kind.SLIDE_NUMBER, struct.pack("<I", 5))
        + _record(Kind.TEXT_HEADER, bytes(4))
        + _record(Kind.TEXT_HEADER, bytes(4))
        + _record(Kind.TEXT_CHARS, "Ω".encode("utf-16-le"))
    )

    assert records.texts(records.children()) == ["Page  of the “talk”", "", "Ω"]


def test_inside_when_a_length_is_beyond_its_container_then_cut():
    inner = struct.pack("<HHI", 0, Kind.STRING, 1 << 31) + b"ab"
    records = Records(_record(Kind.COMMENT, inner) + _record(Kind.STRING, b"c"))

    found = list(records.inside())

    assert [(record.kind, record.end - record.start) for record in found] == [
        (Kind.COMMENT, 10),
        (Kind.STRING, 2),
        (Kind.STRING, 1),
    ]
