"""One document in several states: quoted, corrected, cancelled, exported, sorted, printed, sent."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.support import make, make_sheets
from tests.truth import expectations, files
from tests.truth.files import Cabinet
from tests.truth.grammar import listed
from tests.truth.planted import Scale
from tests.truth.prose import Author, Text

_WITHDRAWN = {
    "en": (
        "The partners met to review earlier advice. The opinion below was wrong and has been"
        " withdrawn. It read:",
        "The partners decided to notify the insurer. The client must be told without delay.",
    ),
    "de": (
        "Die Partner haben frühere Auskünfte geprüft. Das folgende Gutachten war falsch und wurde"
        " zurückgezogen. Es lautete:",
        "Die Partner werden die Versicherung unterrichten. Dem Mandanten ist das mitzuteilen.",
    ),
}
_AMOUNT = {
    "en": "The price of {} euros is to be paid to the notary, who releases it to the seller.",
    "de": "Der Kaufpreis von {} Euro ist an die Notarin zu zahlen, die ihn an den Käufer auskehrt.",
}
_INVOICE = {
    "en": (
        "Invoice number {}",
        "One cupboard of oak, fitted, at {} euros; six hours of work at 58.00 euros each.",
        "Total: {}{} euros, payable within 14 days without discount. Tax number 15/220/00871.",
        "Cancellation of ",
    ),
    "de": (
        "Rechnung Nr. {}",
        "Ein Einbauschrank aus Eiche zu {} Euro, montiert; sechs Stunden Arbeit zu je 58,00 Euro.",
        "Gesamtbetrag: {}{} Euro, zahlbar binnen 14 Tagen ohne Abzug. Steuernummer 15/220/00871.",
        "Storno zu ",
    ),
}
_COLUMNS = {"en": ("Date", "Purpose", "Euros"), "de": ("Datum", "Zweck", "Betrag in Euro")}
_RUNNING = {"en": ("{firm}, in confidence", "Our bank: {town} Savings Bank"),
            "de": ("{firm}, vertraulich", "Bankverbindung: Sparkasse {town}")}  # fmt: skip
_ITEMS = {
    "en": listed("milk for the kitchen,a lamp for the hall,new locks for the cellar,two stools"),
    "de": listed("Milch für die Küche,eine Lampe im Flur,neue Schlösser im Keller,zwei Hocker"),
}
_SENT_WITH = {
    "en": "Please find attached what we agreed on the telephone. Do call if anything is missing.",
    "de": "Anbei erhalten Sie, was wir am Telefon besprochen haben. Rufen Sie gern an.",
}


def plant_versions(cabinet: Cabinet, author: Author, scale: Scale) -> None:
    """Plant documents in several states, half of them German."""
    plants: tuple[Callable[[Cabinet, Author, str], None], ...] = (
        _quoted_as_withdrawn, _one_amount_changed, _exported, _printed, _line_put_in, _attached,
    )  # fmt: skip
    for plant in plants:
        for number in range(scale(6)):
            plant(cabinet, author, ("en", "de")[number % 2])
    for language in ("en", "de"):
        _cancellations(cabinet, author, language, scale(3))


def _written(author: Author, language: str, words: int) -> Text:
    if language == "de":
        return author.german("Vertrag", words)
    return author.english(author.random.choice(("contract", "letter", "medical")), words)


def _quoted_as_withdrawn(cabinet: Cabinet, author: Author, language: str) -> None:
    """An opinion that is most of the memo which withdraws it."""
    opinion = _written(author, language, author.random.randint(120, 200))
    around = [" ".join(_written(author, language, 60).paragraphs) for _ in range(2)]
    before, after = _WITHDRAWN[language]
    said = (f"{around[0]} {before}", opinion.title, *opinion.paragraphs, f"{after} {around[1]}")
    memo = cabinet.put(Text({"en": "Internal review", "de": "Vermerk"}[language], said))
    path = cabinet.put(opinion)
    expected = expectations.QUOTED_AS_WITHDRAWN
    cabinet.truth.relate(memo, path, expected, "quoted as withdrawn")


def _one_amount_changed(cabinet: Cabinet, author: Author, language: str) -> None:
    """A document with another amount, once in short, once at length."""
    for words in (60, 350):
        text = _written(author, language, words)
        first = author.random.randint(11, 89) * 1000 + 500
        one, other = (
            cabinet.put(text.with_paragraphs(*text.paragraphs[:1], said, *text.paragraphs[1:]))
            for said in (_AMOUNT[language].format(amount) for amount in (first, first + 1000))
        )
        cabinet.truth.relate(one, other, expectations.ONE_VALUE, "one amount changed")


def _cancellations(cabinet: Cabinet, author: Author, language: str, count: int) -> None:
    """Invoices and their cancellations, which differ in the heading and the sign of the total."""
    placed: list[str] = []
    for _ in range(count):
        paths = _cancelled(cabinet, author, language)
        cabinet.truth.relate(*paths, expectations.CANCELLED, "invoice and cancellation")
        for path in paths:
            for other in placed:
                expected = expectations.FILLED_IN_AT_LENGTH
                cabinet.truth.relate(other, path, expected, "other invoice, cancelled or not")
        placed += paths


def _cancelled(cabinet: Cabinet, author: Author, language: str) -> tuple[str, str]:
    title, item, total, cancels = _INVOICE[language]
    number = title.format(author.random.randint(10000, 99999))
    sender = _written(author, language, 40).paragraphs[0]
    price = author.random.randint(100, 900)
    said = item.format(price)
    invoice, cancelled = (
        cabinet.put(Text(f"{head}{number}", (sender, said, total.format(sign, price + 348))))
        for head, sign in (("", ""), (cancels, "-"))
    )
    return invoice, cancelled


def _exported(cabinet: Cabinet, author: Author, language: str) -> None:
    """A list as CSV, as a spreadsheet, and in the order of its purposes."""
    chosen, heads = author.random, list(_COLUMNS[language])
    rows = []
    for day in range(1, chosen.randint(10, 24)):
        cents = chosen.choice((10, 50, 100, 100, 37)) * chosen.randint(11, 199)
        grammar = author.grammar()
        rows.append((f"2024-05-{day:02}", grammar.phrase("{task} in {town}"), Decimal(cents) / 100))
    point = "," if language == "de" else "."

    def listed_as_csv(some: list[tuple[str, str, Decimal]]) -> bytes:
        cells = [[day, purpose, f"{euros:.2f}".replace(".", point)] for day, purpose, euros in some]
        return make.csv_table([heads, *cells], delimiter=";")

    sheet = make_sheets.xlsx(
        {"expenses": [heads, *([day, purpose, float(euros)] for day, purpose, euros in rows)]}
    )
    name = f"expenses {chosen.randint(1000, 9999)}"
    path = cabinet.put_bytes(listed_as_csv(rows), f"{name}.csv")
    again = cabinet.put_bytes(sheet, f"{name}.xlsx")
    in_order = sorted(rows, key=lambda row: row[1])
    by_purpose = cabinet.put_bytes(listed_as_csv(in_order), f"{name} sorted.csv")
    cabinet.truth.relate(path, again, expectations.SAME_VALUES, "list and spreadsheet")
    cabinet.truth.relate(path, by_purpose, expectations.SORTED, "rows in another order")
    cabinet.truth.relate(again, by_purpose, expectations.SORTED, "rows in another order")


def _printed(cabinet: Cabinet, author: Author, language: str) -> None:
    """A Word document of a page or two and its PDF, whose pages have a header and a footer."""
    text = _written(author, language, author.random.choice((160, 560)))
    header, footer = (author.grammar().phrase(one) for one in _RUNNING[language])
    pdf = cabinet.put_bytes(make.pdf([text.plain], header=header, footer=footer), "print.pdf")
    has_it = author.random.random() < 0.5
    running = {"header": header, "footer": footer} if has_it else {}
    word = make.docx([f"# {text.title}", *text.paragraphs], **running)
    path = cabinet.put_bytes(word, "print.docx")
    cabinet.truth.relate(path, pdf, expectations.PRINTED, "printed with header and footer")


def _line_put_in(cabinet: Cabinet, author: Author, language: str) -> None:
    """A list without full stops, and one with a line more."""
    text = _written(author, language, 120)
    items = _ITEMS[language]
    one, other = (
        cabinet.put_bytes(f"{text.plain}\n\n{chr(10).join(lines)}\n".encode(), "list.txt")
        for lines in (items, (*items[:2], author.grammar().phrase("{task}"), *items[2:]))
    )
    cabinet.truth.relate(other, one, expectations.LINE_PUT_IN, "a line put in")


def _attached(cabinet: Cabinet, author: Author, language: str) -> None:
    """A contract and the message it was sent with."""
    contract = _written(author, language, author.random.randint(200, 400))
    data, body = (
        files.docx(contract),
        f"{_SENT_WITH[language]}\n\n{author.grammar().phrase('{name}')}",
    )
    message = make.eml(
        contract.title, "office@walnut.example", "info@elm.example",
        "Mon, 04 Mar 2024 09:30:00 +0000", body, attachments=[("contract.docx", data)],
    )  # fmt: skip
    path = cabinet.put_bytes(data, "contract.docx")
    sent = cabinet.put_bytes(message, "sent.eml")
    cabinet.truth.relate(sent, path, expectations.ATTACHED, "attached to a message")
