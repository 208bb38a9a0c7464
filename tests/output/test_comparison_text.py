"""Two documents compared in a terminal, for those who see colours and those who do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.library import Comparison, Library
from desktop_app.output.comparison_text import ComparisonText
from tests.output.support import TAG, coloured, plain, widest, without_colours
from tests.support import make
from tests.support.toy_library import ToyLibrary, paragraph

RENT = "Die Miete beträgt {} Euro und ist am Ersten des Monats fällig."
ZH = "本租赁合同由双方签订。租金为{}元整，每月支付一次，逾期另计利息。房屋位于城西。"


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> ToyLibrary:
    toy = ToyLibrary(tmp_path_factory.mktemp("home") / "papers")
    body = paragraph(1, 20)
    toy.write("old.txt", f"{RENT.format(900)} {body}")
    toy.write("new.txt", f"{RENT.format(950)} {body} {TAG} \x1b[31mred")
    toy.write("same.html", make.html([f"{RENT.format(900)} {body}"]))
    toy.write("spelling.txt", f"{RENT.format(900)} {body}".replace("Euro und", "Euro, und"))
    toy.write("zh1.txt", ZH.format(3500) * 3)
    toy.write("zh2.txt", ZH.format(4200) * 3)
    toy.write("other.txt", paragraph(99, 20))
    toy.write("blank.txt", b"   \n")
    toy.update()
    return toy


def _compared(toy: ToyLibrary, a: str, b: str) -> Comparison:
    with toy.open() as library:
        return library.compare(a, b)


def _lines(toy: ToyLibrary, a: str, b: str, width: int = 80, *, every: bool = False) -> list[str]:
    return list(ComparisonText(plain(), width, every=every).lines(_compared(toy, a, b)))


def test_lines_when_without_colours_then_what_differs_is_marked(toy: ToyLibrary) -> None:
    lines = _lines(toy, "old.txt", "new.txt")
    text = "\n".join(lines)
    assert lines[:2] == ["1  old.txt", "2  new.txt"]
    assert "[-900-]" in text
    assert "{+950+}" in text
    assert "\x1b" not in text
    assert all(line.isprintable() for line in lines)


def test_lines_when_coloured_then_the_same_words_and_the_marks_in_colour(
    toy: ToyLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = _compared(toy, "old.txt", "new.txt")
    lines = list(ComparisonText(coloured(monkeypatch), 80).lines(compared))
    assert "\x1b[31m[-900-]\x1b[0m" in "\n".join(lines)
    assert "\x1b[32m{+950+}\x1b[0m" in "\n".join(lines)
    assert [without_colours(line) for line in lines] == _lines(toy, "old.txt", "new.txt")


@pytest.mark.parametrize("width", [30, 80, 200])
@pytest.mark.parametrize(
    "names", [("old.txt", "new.txt"), ("zh1.txt", "zh2.txt"), ("old.txt", "other.txt")]
)
def test_lines_when_a_width_is_given_then_none_is_longer(
    toy: ToyLibrary, names: tuple[str, str], width: int
) -> None:
    assert widest(_lines(toy, *names, width, every=True)) <= min(width, 100)


def test_lines_when_not_alike_then_the_verdict_and_no_places(toy: ToyLibrary) -> None:
    folded, whole = (_lines(toy, "old.txt", "other.txt", every=every) for every in (False, True))
    assert folded[3] == "Not alike."
    assert "--all shows where they differ." in folded
    assert len(whole) > len(folded)
    assert not any("removal" in line for line in folded)


def test_lines_when_identical_then_either_could_be_removed(toy: ToyLibrary) -> None:
    lines = _lines(toy, "old.txt", "same.html")
    assert "The same text." in lines
    assert not any("100%" in line for line in lines)
    assert "Either could be removed: the other says all that it says." in lines


def test_lines_when_only_ways_of_writing_differ_then_they_are_shown(
    toy: ToyLibrary,
) -> None:
    found = _compared(toy, "old.txt", "spelling.txt").found.differences
    assert len(found.differences) == 1
    toy_lines = _lines(toy, "old.txt", "spelling.txt")
    assert "Same text; written otherwise in 1 place." in toy_lines
    assert "Punctuation" in toy_lines
    assert any("it is written otherwise" in line for line in toy_lines)


def test_lines_when_one_has_no_text_then_told(toy: ToyLibrary) -> None:
    lines = _lines(toy, "old.txt", "blank.txt")
    assert "“blank.txt” has no text." in lines
    assert not any("alike" in line or "%" in line for line in lines)


def test_lines_when_what_recurs_is_not_known_then_told_until_it_is(toy: ToyLibrary) -> None:
    assert "is not known yet" in " ".join(_lines(toy, "old.txt", "new.txt", 300))
    with toy.open() as library:
        _learn(library)
    assert "is not known yet" not in " ".join(_lines(toy, "old.txt", "new.txt", 300))


def _learn(library: Library) -> None:
    library.duplicates()


def test_lines_when_equal_but_for_letters_then_the_same_text_written_otherwise(
    tmp_path: Path,
) -> None:
    toy = ToyLibrary(tmp_path / "papers")
    text = f"They re-sign the bond in Maßen. {paragraph(1, 20)}"
    toy.write("1.txt", text)
    toy.write("2.txt", text.replace("re-sign", "resign").replace("Maßen", "Massen"))
    toy.update()

    lines = _lines(toy, "1.txt", "2.txt")

    assert "The same text, but written otherwise in 2 places." in lines
    assert any("[-re-sign-]" in line and "[-Maßen-]" in line for line in lines)
    assert "it is written otherwise, in letters or signs" in " ".join(lines)


def test_lines_when_most_words_agree_without_a_verdict_then_no_contradiction(
    tmp_path: Path,
) -> None:
    toy = ToyLibrary(tmp_path / "papers")
    toy.write("1.txt", "Paid in full on Monday")
    toy.write("2.txt", "Paid in full on Tuesday")
    toy.update()

    lines = _lines(toy, "1.txt", "2.txt")

    assert lines[3].startswith("No verdict: most words agree")
    assert not any("Not alike" in line for line in lines)
