"""What looks alike and is not: margins in common, turned meanings, swapped parties, nothing."""

from __future__ import annotations

from tests.truth import boilerplate, expectations
from tests.truth.english_words import MONTHS
from tests.truth.files import Cabinet
from tests.truth.planted import Scale
from tests.truth.prose import Author, Text
from tests.truth.turned import SWAPPED, TURNED


def plant_traps(cabinet: Cabinet, author: Author, scale: Scale) -> None:
    """Plant all traps that are not forms."""
    _letters_on_one_letterhead(cabinet, author, scale(50))
    _newsletters(cabinet, author, scale(12))
    _lives(cabinet, author, scale(12))
    _turned_meanings(cabinet, author, scale(len(TURNED)))
    _swapped_parties(cabinet, author, scale(len(SWAPPED)))
    for _ in range(scale(4)):
        _thread(cabinet, author)
    _pure_numbers(cabinet, author)
    _nearly_nothing(cabinet)


def _letters_on_one_letterhead(cabinet: Cabinet, author: Author, count: int) -> None:
    head, bank = boilerplate.letterhead(author), boilerplate.bank_details(author)
    below = boilerplate.disclaimer(author)
    margins = len(f"{head} {bank} {below}".split())
    placed: list[tuple[str, bool]] = []
    for number in range(count):
        letter = author.english("letter", (70, 110, 160, 240, 380, 560)[number % 6])
        text = Text(head, (letter.title, *letter.paragraphs, bank, below))
        placed.append((cabinet.put(text), margins >= letter.words))
    for number, (path, short) in enumerate(placed):
        for other, other_short in placed[number + 1 :]:
            if short and other_short:
                kind, expected = "short letters, one letterhead", expectations.MOSTLY_MARGINS
            else:
                kind, expected = "letters, one letterhead", expectations.COMMON_MARGINS
            cabinet.truth.relate(path, other, expected, kind)


def _newsletters(cabinet: Cabinet, author: Author, count: int) -> None:
    footer = boilerplate.newsletter_footer(author)
    paths = []
    for number in range(count):
        title = f"News from the society, number {number + 1}"
        parts = [author.grammar() for _ in range(4)]
        items = [author.paragraph(one, 60 + 10 * (number % 6)) for one in parts]
        heads = [one.text("{task} in {town}") for one in parts]
        body = [text for item in zip(heads, items, strict=True) for text in item]
        paths.append(cabinet.put(Text(title, (*body, footer)), ("html", "eml", "pdf")[number % 3]))
    cabinet.truth.relate_all(paths, expectations.COMMON_MARGINS, "newsletters, one footer")


def _lives(cabinet: Cabinet, author: Author, count: int) -> None:
    """Curricula vitae: the same headings, another life below each."""
    posts = (
        "{month} 20{y} to {month} 20{z}: {person} at {firm}, {town}. In charge of {task} and"
        " {task}. {who} praised {the} {manner}."
    )
    paths = []
    for _ in range(count):
        years = {"y": str(author.random.randint(10, 15)), "z": str(author.random.randint(16, 23))}
        grammar = author.grammar(years)
        name = grammar.phrase("{name}")
        paragraphs = [
            grammar.phrase("{house}, {town}. Born on {date} in {town}."),
            "Experience",
            *(grammar.text(posts) for _ in range(author.random.randint(2, 5))),
            "Education",
            grammar.text(
                "20{y}: diploma in {task}, {town} College, with a thesis on {the} {place}."
            ),
            "Skills and interests",
            grammar.text("{task}, {task}, {thing}. In spare time: {task} {place}, {manner}."),
        ]
        title = f"Curriculum vitae of {name}"
        paths.append(cabinet.put(Text(title, tuple(paragraphs))))
    cabinet.truth.relate_all(paths, expectations.COMMON_MARGINS, "curricula vitae")


def _turned_meanings(cabinet: Cabinet, author: Author, count: int) -> None:
    """Two versions of a document, one word or two of which say the opposite."""
    for number, (before, after, language) in enumerate(TURNED[:count]):
        length = (120, 220, 350)[number % 3]
        if language == "de":
            rest = author.german("Vertrag", length)
        else:
            rest = author.english(("contract", "medical", "policy")[number % 3], length)
        place = author.random.randint(1, len(rest.paragraphs) - 1)
        one, other = (
            rest.with_paragraphs(*rest.paragraphs[:place], said, *rest.paragraphs[place:])
            for said in (before, after)
        )
        expected = expectations.TURNED_MEANING
        cabinet.truth.relate(cabinet.put(one), cabinet.put(other), expected, "turned meaning")


def _swapped_parties(cabinet: Cabinet, author: Author, count: int) -> None:
    for terms in SWAPPED[:count]:
        grammar = author.grammar()
        first, second = grammar.phrase("{firm}"), grammar.phrase("{firm}")
        filler = author.paragraph(author.grammar(), 90, "contract")
        title = grammar.text("Agreement {ref}")
        one, other = (
            Text(title, (*(term.format(a=a, b=b) for term in terms), filler))
            for a, b in ((first, second), (second, first))
        )
        expected = expectations.SWAPPED_PARTIES
        cabinet.truth.relate(cabinet.put(one), cabinet.put(other), expected, "swapped parties")


def _thread(cabinet: Cabinet, author: Author) -> None:
    """Messages, each of which quotes all before it below its own text."""
    facts = {name: author.grammar().phrase("{name}") for name in ("me", "you")}
    grammar = author.grammar(facts)
    subject, quoted, paths = grammar.text("{task}"), "", []
    for number in range(4):
        own = author.paragraph(grammar, author.random.randint(50, 130), "letter")
        writer = facts["me" if number % 2 else "you"]
        text = Text(f"Re: {subject}" if number else subject, (f"{own}\n\n{writer}",))
        if quoted:
            text = text.with_paragraphs(*text.paragraphs, quoted)
        paths.append(cabinet.put(text, "eml"))
        said = "\n".join(f"> {line}" for line in "\n\n".join(text.paragraphs).split("\n"))
        quoted = f"On {grammar.phrase('{date}')}, {writer} wrote:\n{said}"
    cabinet.truth.relate_all(paths[::-1], expectations.QUOTES_ALL_BEFORE, "mail thread")


def _pure_numbers(cabinet: Cabinet, author: Author) -> None:
    chosen, paths = author.random, []
    for number in range(4):
        rows = [" ".join(f"{chosen.uniform(0, 900):.2f}" for _ in range(8)) for _ in range(30)]
        name = f"readings_{MONTHS[number].lower()}.txt"
        paths.append(cabinet.put_bytes("\n".join(rows).encode(), name))
    cabinet.truth.relate_all(paths, expectations.OTHER_NUMBERS, "pure numbers")


def _nearly_nothing(cabinet: Cabinet) -> None:
    truth = cabinet.truth
    contents = [b"", b"", b"", b"   \n\n\t  \n", b" \r\n \r\n"]
    empty = [cabinet.put_bytes(data, f"new {n}.txt") for n, data in enumerate(contents)]
    truth.empty.update(empty)
    truth.relate_all(empty, expectations.SAY_NOTHING, "empty")
    for word in ("Yes", "ok", "See attachment", "siehe Anlage"):
        paths = [cabinet.put_bytes(word.encode(), f"note {n}.txt") for n in range(2)]
        paths.append(cabinet.put_bytes(f"{word}\n".encode(), "answer.txt"))
        truth.relate_all(paths, expectations.SAY_HARDLY_ANYTHING, "a word or two")
