"""Writes several hundred documents of all kinds with a known truth; same seed, same files.

Most of it is filler: sentences of a small grammar on everyday trades. A few documents hold an
answer, on a known page, that has no word in common with the question it answers.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.support import make

_NOUNS = {
    "garden": "hedge lawn greenhouse tulip spade compost orchard wheelbarrow seedling pond fence"
    " gravel bulb rake trellis meadow",
    "harbour": "ferry anchor pier lighthouse trawler buoy crane tide sailor cargo hull rope quay"
    " captain dock mast",
    "kitchen": "oven saucepan recipe pastry onion kettle ladle cupboard pepper soup basket apron"
    " cellar spoon menu tray",
    "theatre": "stage curtain costume rehearsal actor spotlight ticket balcony script orchestra"
    " dancer poster mask audience prop choir",
    "library": "shelf catalogue atlas librarian manuscript chapter archive novel reader desk lamp"
    " volume bookmark binding index folio",
    "workshop": "lathe hammer plank varnish drill apprentice bench screw hinge sawdust chisel clamp"
    " ladder vice toolbox carpenter",
    "school": "pupil blackboard timetable teacher playground satchel exam uniform chalk corridor"
    " lesson geography homework canteen headmaster term",
    "museum": "statue gallery curator fossil painting pottery coin visitor exhibit cabinet mosaic"
    " portrait guide sculpture vase relic",
    "farm": "tractor barn harvest wheat pasture cattle plough stable hay shepherd dairy silo"
    " chicken furrow crop orchard",
    "railway": "locomotive platform signal carriage timetable tunnel bridge conductor sleeper"
    " junction buffer siding whistle wagon freight viaduct",
}
_ADJECTIVES = (
    "old new small large narrow wide heavy bright grey green yellow wooden modern quiet busy famous"
    " local northern southern annual monthly careful cheerful curious elegant familiar fragile"
    " gentle hidden honest humble ideal lively modest neat ordinary patient plain polite proud"
    " rapid rare remote robust rough round sharp silent simple smooth solid spare steady strange"
    " sturdy sudden tall thin tidy upper useful vivid weekly worn café-style naïve"
)
_VERBS = (
    "follows supports replaces crosses shows hides carries faces joins measures outlasts passes"
    " precedes reaches resembles serves shares surrounds touches balances completes concerns covers"
    " describes divides explains fills guards improves includes inspires limits marks matches needs"
    " offers opposes orders precedes presents prevents recalls reflects shapes"
)
_PLACES = (
    "beside behind above below near opposite beyond along inside outside without despite before"
    " after during among"
)
_OPENINGS = (
    "In spring",
    "As a rule",
    "On most days",
    "According to the minutes",
    "By tradition",
    "Since the last meeting",
    "In the second year",
    "For this reason",
)


@dataclass(frozen=True, slots=True)
class Planted:
    """An answer to a question, in a file of its own among the filler.

    Attributes:
        answer: Three sentences, the first of which says it.
        page: Page it stands on, from 1.
    """

    query: str
    answer: str
    path: str
    page: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was written.

    Attributes:
        documents: How many files.
        twins: Pairs of files of different formats with the same text.
        copies: Pairs of files with the same bytes.
        edited: Pairs of nearly the same text.
        templates: Pairs filled in from one template with other names and numbers.
    """

    documents: int
    planted: tuple[Planted, ...]
    twins: tuple[tuple[str, str], ...]
    copies: tuple[tuple[str, str], ...]
    edited: tuple[tuple[str, str], ...]
    templates: tuple[tuple[str, str], ...]


# (question, answer, page, suffix). Answers are put between filler; ".16.txt" is UTF-16, ".1252.txt"
# Windows-1252, ".8.txt" UTF-8.
_ANSWERS = (
    (
        "Can I keep a dog in the flat?",
        "Pets of any kind may live with the occupant of the apartment only after the landlord has"
        " consented in writing."
        " Cats, rabbits and birds count as well. Whoever brings an animal into the"
        " building without permission must remove it.",
        3,
        ".pdf",
    ),
    (
        "How do I quit my job?",
        "Either party may terminate the employment contract with four weeks' written warning."
        " The resignation is handed to the personnel department. In the first six months"
        " of employment two weeks are enough.",
        2,
        ".pdf",
    ),
    (
        "medicine and alcohol",
        "Do not drink any wine, beer or spirits while you are taking these tablets."
        " The pills and the drink together make you drowsy. Wait a whole day after the"
        " last dose.",
        2,
        ".pdf",
    ),
    (
        "Who pays for a broken window?",
        "The cost of replacing shattered glass in the dwelling is borne by the tenant."
        " He calls a glazier, who puts in a new pane. Only hail and storm are at the"
        " expense of the landlord.",
        4,
        ".pdf",
    ),
    (
        "calling in sick",
        "Anyone too ill to come to work must phone the supervisor by nine o'clock in the morning."
        " On the third day of the illness a note from the doctor is required. Wages"
        " continue for six weeks.",
        1,
        ".docx",
    ),
    (
        "money back for a late train",
        "Passengers whose rail journey is delayed by over an hour receive a full refund of the"
        " fare."
        " Claims go to the rail company with the ticket. Half of it is returned where the"
        " delay was shorter.",
        2,
        ".pdf",
    ),
    (
        "excess of the car insurance",
        "After a road accident the policyholder bears the first three hundred euros of the repair"
        " of the vehicle."
        " The company settles the rest of the claim. Drivers without a crash for five"
        " years have nothing to bear.",
        1,
        ".html",
    ),
    (
        "working from home",
        "Employees may carry out their duties remotely, away from the office, on two days of each"
        " week."
        " They are reachable by telephone and video call. The employer supplies a laptop"
        " and a screen.",
        1,
        ".docx",
    ),
    (
        "What to do when there is a fire?",
        "When the smoke alarm sounds, everyone must evacuate the building immediately through the"
        " nearest emergency exit."
        " Close the doors behind you and never take the lift. Wait outside at the assembly"
        " point for the firefighters.",
        1,
        ".md",
    ),
    (
        "baby with a food allergy",
        "The infant reacted to peanut butter with an itchy rash and swollen lips."
        " The paediatrician suspects an intolerance of nuts. The mother was told to leave"
        " them out of his meals.",
        1,
        ".eml",
    ),
    (
        "password stolen by hackers",
        "Unknown attackers broke into the system and obtained the login credentials of several"
        " accounts."
        " The security department locked those users out. Everybody has to choose a new"
        " passphrase at once.",
        1,
        ".16.txt",
    ),
    (
        "bankruptcy of a supplier",
        "The vendor has become insolvent, can no longer deliver and owes its creditors two million."
        " A court has appointed an administrator of its assets. We look for another"
        " manufacturer of these parts.",
        1,
        ".1252.txt",
    ),
    (
        "complaints about noise",
        "Several residents protested that the music from the bar was far too loud."
        " The din went on past midnight. They ask the owner for quiet after ten.",
        1,
        ".8.txt",
    ),
    (
        "treatment of high blood pressure",
        "The physician recommends less salt and daily walks against hypertension."
        " The readings of the heart cuff were too strong for months. Pills are the next"
        " step if the diet does not help.",
        3,
        ".pdf",
    ),
    (
        "Who inherits grandmother's jewellery?",
        "In her last will she bequeathes the gold rings and necklaces to her youngest daughter."
        " The brooch and the pearls go to the eldest niece. The testament was signed"
        " before a notary.",
        1,
        ".csv",
    ),
    (
        "length of the holidays",
        "Every full-time employee is granted thirty days of paid annual leave."
        " The vacation is agreed with the team in January. Days not taken lapse in the"
        " spring of the following year.",
        1,
        ".html",
    ),
)

_TEMPLATE = (
    "Dear {name}, thank you for your order number {order} of {day} July. We deliver {count} boxes"
    " of roasted coffee to the address you gave us, {street} {house}, between eight and noon. The"
    " sum of {sum} pounds falls due within two weeks of delivery; please state the customer number"
    " {customer} when you pay. Should a box arrive damaged, keep the wrapping and send us a picture"
    " of it on the same day, so that we can put a new one on the road. Coffee keeps its flavour for"
    " three months if it is stored in the dark and well closed. We hope that you enjoy it and look"
    " forward to your next order. With kind regards, the roasting house at the old mill."
)


class _Writer:
    """Writes filler."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def topic(self) -> str:
        return self.random.choice(sorted(_NOUNS))

    def sentence(self, topic: str) -> str:
        nouns, pick = _NOUNS[topic].split(), self.random.choice
        verbs, adjectives = _VERBS.split(), _ADJECTIVES.split()
        thing = f"the {pick(adjectives)} {pick(nouns)}"
        words = f"{thing} {pick(verbs)} a {pick(adjectives)} {pick(nouns)}"
        if self.random.random() < 0.6:
            words += f" {pick(_PLACES.split())} the {pick(nouns)}"
        if self.random.random() < 0.3:
            return f"{pick(_OPENINGS)}, {words}."
        return f"{words[0].upper()}{words[1:]}."

    def paragraph(self, topic: str, sentences: int = 5) -> str:
        return " ".join(self.sentence(topic) for _ in range(sentences))

    def pages(self, topic: str, count: int) -> list[list[str]]:
        """Return paragraphs by page."""
        return [[self.paragraph(topic) for _ in range(2)] for _ in range(count)]


def write_corpus(folder: Path, filler: int = 270, seed: int = 5) -> Corpus:
    """Write all files into ``folder``, which must be empty."""
    writer = _Writer(seed)
    count = 0
    for number in range(filler):
        suffix = sorted(_FORMATS)[number % len(_FORMATS)]
        topic = writer.topic()
        _write(
            folder / topic / f"note {number:03}{suffix}",
            writer.pages(topic, 2 if number % 4 == 0 else 1),
        )
        count += 1
    planted = tuple(_plant(folder, writer, number) for number in range(len(_ANSWERS)))
    twins = tuple(_twin(folder, writer, *kinds) for kinds in _TWINS)
    copies = tuple(_copy(folder, writer, number) for number in range(3))
    # Markdown and mail put a title or names in front.
    edited = (
        *(_edit(folder, writer, number) for number in range(3)),
        _twin(folder, writer, ".md", ".eml"),
    )
    templates = (_fill_in(folder, writer),)
    count += len(planted) + 2 * sum(map(len, (twins, copies, edited, templates)))
    return Corpus(count, planted, twins, copies, edited, templates)


_TWINS = ((".pdf", ".docx"), (".html", ".8.txt"), (".1252.txt", ".16.txt"))


def _plant(folder: Path, writer: _Writer, number: int) -> Planted:
    query, answer, page, suffix = _ANSWERS[number]
    topic = writer.topic()
    pages = writer.pages(topic, page + 1 if suffix == ".pdf" else 1)
    pages[page - 1] = [f"{writer.sentence(topic)} {answer} {writer.sentence(topic)}"]
    path = f"{topic}/paper {number:02}{suffix}"
    _write(folder / path, pages)
    return Planted(query, answer, path, page)


def _twin(folder: Path, writer: _Writer, one: str, other: str) -> tuple[str, str]:
    topic = writer.topic()
    # Four pages: from there on, what recurs at their feet is known not to be text.
    pages = writer.pages(topic, 4)
    paths = f"twins/{topic} one{one}", f"twins/{topic} other{other}"
    for path in paths:
        _write(folder / path, pages)
    return paths


def _copy(folder: Path, writer: _Writer, number: int) -> tuple[str, str]:
    paths = f"copies/{number}.docx", f"copies/again/{number} (1).docx"
    pages = writer.pages(writer.topic(), 1)
    for path in paths:
        _write(folder / path, pages)
    return paths


def _edit(folder: Path, writer: _Writer, number: int) -> tuple[str, str]:
    paths = f"drafts/{number}.html", f"drafts/{number} final.html"
    topic = writer.topic()
    pages = writer.pages(topic, 2)
    _write(folder / paths[0], pages)
    pages[0][1] += f" {writer.sentence(topic)}"
    _write(folder / paths[1], pages)
    return paths


def _fill_in(folder: Path, writer: _Writer) -> tuple[str, str]:
    paths = "orders/may.8.txt", "orders/june.8.txt"
    blanks = (
        {"name": "Mrs Whitaker", "street": "Mill Lane", "customer": 48213},
        {"name": "Mr Okonkwo", "street": "Castle Street", "customer": 77065},
    )
    for path, filled in zip(paths, blanks, strict=True):
        numbers = {
            name: writer.random.randrange(low, 10 * low)
            for name, low in {"order": 1000, "day": 3, "count": 2, "sum": 100, "house": 10}.items()
        }
        _write(folder / path, [[_TEMPLATE.format(**filled, **numbers)]])
    return paths


# -- formats ----------------------------------------------------------------------------------


def _write(file: Path, pages: Sequence[Sequence[str]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    suffix = next(s for s in _FORMATS if file.name.endswith(s))
    file.write_bytes(_FORMATS[suffix](file.stem, pages))


def _paragraphs(pages: Sequence[Sequence[str]]) -> list[str]:
    return [paragraph for page in pages for paragraph in page]


def _pdf(_: str, pages: Sequence[Sequence[str]]) -> bytes:
    return make.pdf(["\n\n".join(page) for page in pages], footer="Page {page}")


def _docx(_: str, pages: Sequence[Sequence[str]]) -> bytes:
    return make.docx(_paragraphs(pages))


def _html(_: str, pages: Sequence[Sequence[str]]) -> bytes:
    return make.html(_paragraphs(pages))


def _text(encoding: str) -> Callable[[str, Sequence[Sequence[str]]], bytes]:
    return lambda _, pages: "\n\n".join(_paragraphs(pages)).encode(encoding)


def _markdown(name: str, pages: Sequence[Sequence[str]]) -> bytes:
    return f"# {name}\n\n".encode() + "\n\n".join(_paragraphs(pages)).encode()


def _csv(_: str, pages: Sequence[Sequence[str]]) -> bytes:
    rows = [[str(i), text] for i, text in enumerate(_paragraphs(pages), 1)]
    return make.csv_table([["number", "remark"], *rows])


def _eml(name: str, pages: Sequence[Sequence[str]]) -> bytes:
    sent = datetime(2024, 5, 17, 9, 30, tzinfo=UTC)
    body = "\n\n".join(_paragraphs(pages))
    return make.eml(name, "ann@example.org", "ben@example.org", sent, body)


def _code(name: str, pages: Sequence[Sequence[str]]) -> bytes:
    comment = "\n".join(f"# {text}" for text in _paragraphs(pages))
    return f'"""{name}"""\n\n{comment}\n\n\ndef main() -> int:\n    return 0\n'.encode()


_FORMATS: dict[str, Callable[[str, Sequence[Sequence[str]]], bytes]] = {
    ".pdf": _pdf,
    ".docx": _docx,
    ".html": _html,
    ".8.txt": _text("utf-8"),
    ".1252.txt": _text("cp1252"),
    ".16.txt": _text("utf-16"),
    ".md": _markdown,
    ".csv": _csv,
    ".eml": _eml,
    ".py": _code,
}
