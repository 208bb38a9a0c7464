"""Copies of every kind: documents that do say what another says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from tests.truth import boilerplate, damage, expectations
from tests.truth.damage import Damage
from tests.truth.files import PLAIN, Cabinet
from tests.truth.model import Expected
from tests.truth.prose import Author, Text

Scale = Callable[[int], int]
"""How many to make where the whole folder has so many; at least two."""


def plant(cabinet: Cabinet, author: Author, scale: Scale) -> None:
    """Plant everything that is related because one was made from the other."""
    for number in range(scale(7)):
        _in_many_formats(cabinet, _short(author, number))
        _in_two_places(cabinet, _short(author, number))
        _quoted(cabinet, author)
    for kind, expected, count, change in _damages(author):
        for number in range(scale(count)):
            before = _short(author, number)
            path = cabinet.put(before)
            after = cabinet.put(change(before, cabinet.random))
            cabinet.truth.relate(path, after, expected, kind)
    for wrap, kind in _wraps(author):
        for number in range(scale(6)):
            inner = _short(author, number)
            path = cabinet.put(inner)
            suffix = "eml" if kind == "forwarded" else None
            wrapped = cabinet.put(wrap(inner), suffix)
            cabinet.truth.relate(wrapped, path, expectations.WRAPPED, kind)
    for _ in range(scale(3)):
        _one_clause(cabinet, author)
    _circular(cabinet, author, scale(40))


def plant_scans(cabinet: Cabinet, author: Author, count: int) -> None:
    """Plant documents of a page with a scan of each; recognising one takes seconds."""
    for _ in range(count):
        text = author.english("letter", 180)
        path = cabinet.put(text)
        scan = cabinet.put_scan(text)
        cabinet.truth.relate(path, scan, expectations.SCAN_OF_IT, "scan")


def _short(author: Author, number: int) -> Text:
    """Return a document of everyday length; a few are long, most are not."""
    words = (140, 220, 330, 600, 180, 260, 1400)[number % 7]
    return author.any(words + author.random.randint(-40, 60))


def _damages(author: Author) -> Iterator[tuple[str, Expected, int, Damage]]:
    for share in (0.02, 0.05, 0.10, 0.15):
        edit = damage.words_changed(share)
        yield f"words edited {share:.0%}", expectations.EDITED, 5, edit
    grammar = author.grammar()

    def sentence() -> str:
        return author.paragraph(grammar, 1)

    rewrite = damage.sentences_rewritten(0.12, sentence)
    yield "sentences rewritten", expectations.EDITED, 6, rewrite
    more = damage.paragraphs_changed(author.paragraph(grammar, 25))
    yield "paragraph added, removed", expectations.EDITED, 6, more
    yield "paragraphs re-ordered", expectations.REORDERED, 5, damage.paragraphs_shuffled
    yield "sentences re-ordered", expectations.REORDERED, 5, damage.sentences_shuffled
    cuts = (("half", 0.0, 0.5), ("first 60 %", 0.0, 0.6), ("last 60 %", 0.4, 1.0))
    for name, start, end in cuts:
        yield f"cut: {name}", expectations.CUT_SHORT, 5, damage.cut(start, end)
    yield "noise 0.5 %", expectations.NOISY, 6, damage.misread(0.005)
    yield "noise 2 %", expectations.NOISY, 6, damage.misread(0.02)
    yield "noise 8 %", expectations.POOR_SCAN, 7, damage.misread(0.08)
    yield "in capitals", expectations.OTHER_LAYOUT, 4, damage.in_capitals
    yield "other lines", expectations.OTHER_LAYOUT, 4, damage.reflowed


def _in_many_formats(cabinet: Cabinet, text: Text) -> None:
    formats = [*PLAIN, "eml"]
    paths = {suffix: cabinet.put(text, suffix) for suffix in formats}
    plain = [paths[suffix] for suffix in PLAIN]
    cabinet.truth.relate_all(plain, expectations.SAME_TEXT, "other format")
    for path in plain:
        expected = expectations.SAME_TEXT_IN_A_MESSAGE
        cabinet.truth.relate(path, paths["eml"], expected, "as a message")


def _in_two_places(cabinet: Cabinet, text: Text) -> None:
    path = cabinet.put(text)
    name = f"Copy of {PurePosixPath(path).name}"
    again = cabinet.put_bytes(cabinet.truth.files[path], name)
    cabinet.truth.relate(path, again, expectations.SAME_BYTES, "same bytes")


def _quoted(cabinet: Cabinet, author: Author) -> None:
    """A letter of 150 to 400 words in a report of three to six times the length."""
    quoted = author.english("letter", author.random.randint(150, 400))
    host = author.english("report", author.random.randint(3, 6) * quoted.words)
    place = author.random.randint(1, len(host.paragraphs) - 1)
    intro = author.grammar().text("{name} wrote [to us|in full] on {date}:")
    paragraphs = (
        *host.paragraphs[:place], intro, quoted.title, *quoted.paragraphs, *host.paragraphs[place:],
    )  # fmt: skip
    path = cabinet.put(quoted)
    outer = cabinet.put(host.with_paragraphs(*paragraphs))
    cabinet.truth.relate(outer, path, expectations.QUOTED, "quoted")


def _wraps(author: Author) -> Iterator[tuple[Callable[[Text], Text], str]]:
    disclaimer = boilerplate.disclaimer(author)
    letterhead = boilerplate.letterhead(author)
    footer = boilerplate.bank_details(author)

    def with_disclaimer(text: Text) -> Text:
        return text.with_paragraphs(*text.paragraphs, disclaimer)

    def on_letterhead(text: Text) -> Text:
        return Text(letterhead, (text.title, *text.paragraphs, footer))

    def forwarded(text: Text) -> Text:
        header = boilerplate.forwarding(author, text.title)
        return Text(f"Fwd: {text.title}", (*header, *text.paragraphs))

    yield with_disclaimer, "with a disclaimer"
    yield on_letterhead, "on a letterhead"
    yield forwarded, "forwarded"


def _one_clause(cabinet: Cabinet, author: Author) -> None:
    """A clause of 60 to 150 words in four contracts that are otherwise different."""
    clause = author.paragraph(author.grammar(), author.random.randint(60, 120), "contract")
    paths = []
    for _ in range(4):
        contract = author.english("contract", author.random.randint(550, 900))
        place = author.random.randint(1, len(contract.paragraphs) - 1)
        body = (*contract.paragraphs[:place], clause, *contract.paragraphs[place:])
        paths.append(cabinet.put(contract.with_paragraphs(*body)))
    cabinet.truth.relate_all(paths, expectations.ONE_CLAUSE, "one clause in common")


def _circular(cabinet: Cabinet, author: Author, count: int) -> None:
    """Copies of one circular letter: other salutations, small edits, other formats."""
    letter = author.english("letter", 320)
    greetings = boilerplate.GREETINGS
    edit = damage.words_changed(0.01)
    paths: list[tuple[str, bool]] = []
    for number in range(count):
        by_name = number % 5 == 4
        name = author.grammar().text("Dear {polite},")
        greeting = name if by_name else greetings[number % len(greetings)]
        text = letter.with_paragraphs(greeting, *letter.paragraphs[1:])
        if number >= len(greetings):  # no two copies are the same
            text = edit(text, cabinet.random)
        if number % 4 == 3:
            text = text.with_paragraphs(*text.paragraphs, boilerplate.POSTSCRIPTS[number % 3])
        paths.append((cabinet.put(text, (*PLAIN, "eml")[number % 6]), by_name))
    for number, (path, by_name) in enumerate(paths):
        for other, other_by_name in paths[number + 1 :]:
            expected = expectations.COPY_OF_A_CIRCULAR
            if by_name or other_by_name:
                expected = expectations.CIRCULAR_BY_NAME
            cabinet.truth.relate(path, other, expected, "circular letter")
