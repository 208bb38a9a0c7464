from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.text.normalise import match_text
from desktop_app.documents.text.running import running_lines, running_part

BODY = ["The first line says {0}.", "Second, {0} goes on", "and on,", "and", "{0} ends."]
WORDS = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"]


def body(number: int) -> str:
    return "\n".join(BODY).format(WORDS[number])


def paged(*pages: str) -> tuple[str, list[int]]:
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1
    return "\n".join(pages), starts


def left_out(*pages: str) -> list[str]:
    text, starts = paged(*pages)
    return [text[start:end] for start, end in running_lines(text, starts)]


def under(header: str, count: int, footer: str = "") -> list[str]:
    """Pages with a header and a footer, in which {} is the number of the page."""
    return [
        "\n".join(filter(None, (header.format(n + 1), body(n), footer.format(n + 1))))
        for n in range(count)
    ]


@pytest.mark.parametrize(
    "number",
    [
        "Page 1",
        "Page 2 of 3",
        "PAGE 7/12",
        "- 3 -",
        "– 12 –",
        "Seite 2 von 5",
        "Página 1 de 2",
        "Página 3",
        "Strona 2 z 4",
        "Strana 2 z 4",
        "Страница 3 из 9",
        "Стр. 3",
        "Side 1 av 2",
        "Sivu 4",
        "Sayfa 1 / 2",
        "2. oldal",
        "3. lpp.",
        "Σελίδα 2 από 3",
        "第 3 页",
        "第3页 共7页",
        "3 ページ",
        "3 / 7 페이지",
    ],
)
def test_running_lines_when_one_page_ends_with_a_page_number_then_it(number):
    assert left_out(f"{body(0)}\n{number}") == [number]
    assert left_out(f"{number}\n\n{body(0)}") == [number]


@pytest.mark.parametrize(
    "line",
    [
        "3/7",
        "12",
        "3 kg",
        "Page three",
        "Invoice 2023-17",
        "Total 100",
        "Page 3 of the contract says 5",
        "1.5",
        "12.03.2024",
        "-3-5-",
        "§ 3",
        "3 of 7 parts",
    ],
)
def test_running_lines_when_one_page_ends_with_another_number_then_none(line):
    assert left_out(f"{body(0)}\n{line}") == []
    assert left_out(f"{line}\n{body(0)}") == []


def test_running_lines_when_bare_numbers_count_with_the_pages_then_they():
    assert left_out(f"{body(0)}\n1") == ["1"]
    assert left_out(f"1/2\n{body(0)}", f"2/2\n{body(1)}") == ["1/2", "2/2"]
    assert left_out(*under("", 3, "{}")) == ["1", "2", "3"]
    later = [f"{body(n)}\n{n + 17}" for n in range(4)]
    assert left_out(*later) == ["17", "18", "19", "20"]


def test_running_lines_when_bare_numbers_do_not_count_then_none():
    assert left_out(f"{body(0)}\n12", f"{body(1)}\n13") == []
    assert left_out(*[f"{body(n)}\n{total}" for n, total in enumerate((310, 120, 55, 80))]) == []
    assert left_out(f"{body(0)}\n1/7", f"{body(1)}\n2/7") == []
    assert left_out(f"{body(0)}\n1", f"{body(1)}\n3") == []


def test_running_lines_when_words_head_four_pages_then_all_of_them():
    assert left_out(*under("Miller & Sons", 4, "www")) == ["Miller & Sons", "www"] * 4
    assert left_out(*under("Report of Miller | {}", 4)) == [
        f"Report of Miller | {page}" for page in range(1, 5)
    ]


def test_running_lines_when_a_cover_and_a_picture_are_without_then_the_others():
    pages = ["The cover", *under("Report | {}", 4), ""]
    assert left_out(*pages) == ["Report | 1", "Report | 2", "Report | 3", "Report | 4"]


def test_running_lines_when_left_and_right_pages_differ_then_both():
    words = [*WORDS, "eta", "theta"]
    heads = [f"{n} The book" if n % 2 == 0 else f"A chapter {n}" for n in range(1, 9)]
    pages = [
        f"{head}\nIt says {word}.\nAnd {word}." for head, word in zip(heads, words, strict=True)
    ]
    assert left_out(*pages) == heads
    assert left_out(*pages[:6]) == []


def test_running_lines_when_a_number_is_the_same_everywhere_then_one_line_stays():
    head = under("Invoice 2023-17", 4)
    assert left_out(*head) == ["Invoice 2023-17"] * 3
    text, starts = paged(*head)
    assert running_lines(text, starts)[0][0] >= starts[1]
    text, starts = paged(*under("", 4, "Tel. 030 1234567"))
    assert len(running_lines(text, starts)) == 3
    assert match_text(text, running_lines(text, starts)).text.endswith("tel. 030 1234567")


def test_match_text_when_only_the_number_in_the_header_differs_then_different():
    texts = set()
    for number in ("2023-17", "2023-18"):
        for count in range(1, 6):
            text, starts = paged(*under(f"Invoice {number}, page {{}} of {count}", count))
            texts.add(match_text(text, running_lines(text, starts)).text)
    assert len(texts) == 10


@pytest.mark.parametrize("first", [17, 2])
def test_running_lines_when_every_page_has_a_number_of_its_own_then_content(first):
    assert left_out(*[f"Invoice {n + first}\n{body(n)}" for n in range(4)]) == []
    assert left_out(*[f"Invoice {n * 7}\n{body(n)}" for n in range(4)]) == []
    assert left_out(*[f"Carried over: {n}1.50\n{body(n)}" for n in range(4)]) == []


def test_running_lines_when_figures_stand_at_the_edges_then_content():
    assert left_out(*[f"{n} 1{n}0 2{n}5\n{body(n)}" for n in range(5)]) == []
    assert left_out(*[f"100 200 300\n{body(n)}" for n in range(5)]) == []


@pytest.mark.parametrize("count", [2, 3])
def test_running_lines_when_pages_are_few_then_every_line_is_said_once(count):
    pages = under("Smith Ltd\nLondon", count, "Bank: 12 34\nVAT: GB 1")
    assert sorted(left_out(*pages)) == sorted(
        ["Smith Ltd", "London", "Bank: 12 34", "VAT: GB 1"] * (count - 1)
    )
    text, starts = paged(*pages)
    match = match_text(text, running_lines(text, starts)).text
    assert match.startswith("smith ltd london the first")
    assert match.endswith(" ends. bank: 12 34 vat: gb 1")


def test_running_lines_when_few_pages_share_a_line_that_is_not_outermost_then_content():
    assert left_out(f"Letter\nDear all\n{body(0)}", f"Annex\nDear all\n{body(1)}") == []


def test_running_lines_when_few_pages_are_short_or_unlike_then_content():
    assert left_out("Form A\nName: Ann\nYes", "Form A\nName: Ben\nYes") == []
    assert left_out(*under("Head", 2), body(2)) == []


def test_running_lines_when_pages_are_blank_or_one_long_line_then_none():
    assert left_out("", "", " \n ") == []
    assert left_out(*["word " * 100] * 4) == []


@pytest.mark.parametrize(
    ("line", "on_few", "on_many"),
    [
        ("Miller & Sons", "Miller & Sons", ""),
        ("Invoice 2023-17", "Invoice 2023-17", "Invoice 2023-17"),
        ("17", "17", "17"),
        ("Page 1 of 4", "", ""),
        ("Page of", "", ""),
        ("- -", "", ""),
        ("Reg. no. 123 – Page ", "Reg. no. 123", "Reg. no. 123"),
        ("Reg. no. 123\tSeite von", "Reg. no. 123", "Reg. no. 123"),
        ("Page | Reg. no. 123", "Reg. no. 123", "Reg. no. 123"),
        ("Page Street 12", "Page Street 12", "Page Street 12"),
    ],
)
def test_running_part_when_headers_are_kept_apart_then_what_a_print_would_lose(
    line, on_few, on_many
):
    for left, is_few in ((on_few, True), (on_many, False)):
        start, end = running_part(line, is_few=is_few)
        assert line[:start] + line[end:] == left


def test_running_lines_when_a_line_tells_its_own_page_then_that_part():
    pages = [f"Text {page}\nmore\nReg. no. 123 – Page {page} of 2" for page in (1, 2)]
    assert left_out(*pages) == [" – Page 1 of 2", " – Page 2 of 2"]
    assert left_out("Page 1 | Reg. no. 123\nText\nmore\nend") == ["Page 1 | "]


def test_running_lines_when_the_title_says_what_the_header_says_then_the_title_stays():
    first, *others = under("Fire report", 4)
    title = first.replace("Fire report", "Fire report\nFire report")
    text, starts = paged(title, *others)
    assert running_lines(text, starts)[0] == (0, len("Fire report"))
    assert len(running_lines(text, starts)) == 4


@pytest.mark.parametrize("line", ["See 5 on page 2", "Reg. no. 1 – Page 1 of 3", "Form 1 page 17"])
def test_running_lines_when_a_line_names_another_page_then_content(line):
    assert left_out(f"Text\nmore\nwords\n{line}") == []


LINES = st.sampled_from(["", " ", "1", "2", "Page 1", "a 7", "Head", "Head 1", "Head 2", "x" * 201])


@given(st.lists(st.lists(LINES, max_size=7), min_size=1, max_size=8))
def test_running_lines_when_anything_then_whole_lines_apart_and_in_order(pages):
    text, starts = paged(*map("\n".join, pages))
    spans = running_lines(text, starts)
    end = -1
    for start, stop in spans:
        assert end < start < stop
        assert text[start - 1 : start] in ("", "\n")
        assert text[stop : stop + 1] in ("", "\n")
        end = stop
    match_text(text, spans)


def test_running_lines_when_hostile_then_quick():
    began = time.process_time()
    for text in (
        "\n" * 1_000_000,
        "1" * 1_000_000,
        " 1" * 500_000,
        "-" * 1_000_000,
        "#\n" * 500_000,
    ):
        running_lines(text, range(0, len(text), 1000))
    assert time.process_time() - began < 5


@pytest.mark.parametrize("is_few", [True, False])
def test_running_part_when_a_line_is_where_a_link_leads_then_all_of_it(is_few):
    address = "https://a.example/seite/7"
    assert running_part(address, is_few=is_few) == (0, len(address))
    sentence = "See https://a.example/7"
    assert running_part(sentence, is_few=is_few) == (0, 0)
