"""What stands beside the text: headers by their words, links and pictures each."""

from __future__ import annotations

import hashlib

import pytest

from desktop_app.documents.text.beside import Beside, beside, running_words, unpacked


def line(text: str, pictures: tuple[str, ...] = ()) -> Beside:
    return beside(text, [(0, len(text))], pictures)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Smith & Partners Page 1 of 3", "PARTNERS — smith", True),
        ("Patient: Anna Smith", "Patient: Berta Smith", False),
        ("Page 3 of 7", "", True),
        ("https://a.example/de/", "https://a.example/en/", False),
        ("https://a.example/1", "https://a.example/2", False),
        ("https://www.a.example/x/", "http://a.example/x", True),
        ("mailto:ann@a.example", "mailto:ben@a.example", False),
    ],
)
def test_beside_when_laid_out_otherwise_then_words_and_whole_addresses_count(one, other, is_same):
    assert (line(one) == line(other)) is is_same


def test_beside_when_there_is_a_header_a_link_and_a_picture_then_each_is_apart():
    header, link = "Walnut and Partners", "https://a.example/b"
    found = line(f"{header}\n{link}", ("a", "b"))
    assert (found.headers, found.links) == (line(header).headers, line(link).links)
    assert line(header).pictures == frozenset() < line("", ("a",)).pictures < found.pictures
    assert line("", ("c",)).pictures.isdisjoint(found.pictures)


@pytest.mark.parametrize(
    "found",
    [
        Beside(),
        line("Walnut and Partners"),
        line("https://a.example/b\nhttps://a.example/c", ("a", "b", "c")),
        line("Walnut", tuple(map(str, range(1_000)))),
    ],
)
def test_unpacked_when_packed_then_the_same(found):
    assert unpacked(found.packed()) == found


def test_packed_when_there_is_nothing_then_empty_and_when_much_then_still_small():
    assert beside("", ()).packed() == b""
    many = line("", tuple(map(str, range(1_000))))
    assert len(many.packed()) < 2_000
    assert many != line("", tuple(map(str, range(999))))


def test_unpacked_when_an_older_index_kept_a_digest_then_headers_like_no_others():
    old = hashlib.sha256(b"x").digest()
    assert unpacked(old) == Beside(old)


def test_running_words_when_a_line_is_an_address_then_it_is_one_of_them():
    text = "See https://a.example/b for more\nhttps://a.example/12"
    assert running_words(text, [(0, len(text))]) == {
        *("see", "https", "example", "for", "more"),
        "https://a.example/12",
    }
