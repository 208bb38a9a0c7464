#!/usr/bin/env python3
"""Writes the sample documents in resources/samples from the texts in packaging/samples.

    python3 packaging/make_samples.py

The same texts give the same files, byte for byte. What each group of files is there to show is
said in ``SHOWS``; the files named in ``HANDWRITTEN`` are their own source. Standard library only.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.policy import SMTP
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "packaging" / "samples"
SAMPLES = ROOT / "resources" / "samples"

sys.path.insert(0, str(ROOT))

from tests.support.make import docx, eml, html, pdf  # noqa: E402

HANDWRITTEN = (
    "code/late_fees.py",
    "code/late_fees_notes.md",
    "home/boiler.md",
    "home/lentil-soup.md",
    "home/moving-checklist.md",
    "lists/meter-readings.csv",
    "lists/suppliers.csv",
)

# What a person can learn from which files.
SHOWS: Mapping[str, tuple[str, ...]] = {
    "the same bytes twice": (
        "reports/trustees-2024-03.docx",
        "archive/trustees-2024-03 (1).docx",
    ),
    "the same text in other formats": (
        "contracts/lease-orchard-lane.pdf",
        "contracts/lease-orchard-lane.docx",
        "contracts/lease-orchard-lane.txt",
    ),
    "the same text on paper and on the web": (
        "health/blood-pressure-leaflet.pdf",
        "health/blood-pressure-leaflet.html",
    ),
    "two dates and one amount changed": (
        "contracts/cleaning-agreement.docx",
        "contracts/cleaning-agreement-v2.docx",
    ),
    "an e-mail that contains a memo": ("mail/re-water-in-the-archive.eml", "memo-roof.docx"),
    "a revised edition": ("policies/travel-policy-2023.docx", "policies/travel-policy-2024.pdf"),
    "one form, other details: not duplicates": (
        "invoices/invoice-24017.pdf",
        "invoices/invoice-24031.pdf",
        "invoices/invoice-24058.pdf",
        "invoices/invoice-24102.pdf",
        "invoices/invoice-24119.pdf",
    ),
    "one form, other partners: not duplicates": (
        "contracts/nda-brightwater.docx",
        "contracts/nda-kestrel.docx",
    ),
    "one form, other months: not duplicates": (
        "reports/energy-2023-07.pdf",
        "reports/energy-2023-08.pdf",
    ),
}

CLEANING_V2 = (
    ("starts on 1 May 2023 and", "starts on 1 May 2024 and"),
    ("until 30 April 2024", "until 30 April 2025"),
    ("pays £940 a month", "pays £985 a month"),
)

TRAVEL_2024 = (
    ("Edition 2023, in force from 1 January 2023", "Edition 2024, in force from 1 January 2024"),
    ("by two partners. Book", "by two partners, one of whom is the treasurer. Book"),
    ("for journeys of more than three hours", "for journeys of more than four hours"),
    ("longer than six hours", "longer than eight hours"),
    ("Amounts are paid out with the next salary.", "Amounts are paid out within a week."),
    (
        "# Safety",
        "# Climate\n\nEvery quarter the treasurer publishes the carbon dioxide that our journeys "
        "caused, by department. A flight that a train could have replaced needs a reason on the "
        "form, and the firm pays into the moor fund for each one.\n\n# Safety",
    ),
)

NDAS: Mapping[str, Mapping[str, str]] = {
    "brightwater": {
        "party": "Brightwater Analytics Ltd",
        "address": "8 Harbour Road, Selby Cove",
        "date": "17 May 2023",
        "purpose": "whether Brightwater may supply software that sorts incoming post",
        "years": "three years",
        "damages": "£10,000",
        "signatory": "Fiona Drummond, Managing Director",
    },
    "kestrel": {
        "party": "Kestrel Storage Partners",
        "address": "Old Brewery, Little Aston",
        "date": "4 October 2023",
        "purpose": "the storage of closed files in a warehouse outside the town",
        "years": "seven years",
        "damages": "£25,000",
        "signatory": "Graham Tully and Priya Nair, Partners",
    },
}

# number, customer, address, date, order, items, net, tax, gross
INVOICES = (
    (
        *("24017", "Hartwell & Osei, Solicitors", "22 Mill Street, Wexbury", "12 January 2024"),
        *("IA-0113", "2,000 letterheads, 120 g laid paper, one colour   £286.00"),
        "500 compliment slips   £64.00",
        *("350.00", "70.00", "420.00"),
    ),
    (
        *("24031", "Larkrise Garden Centre", "Bypass Road, Nether Wexbury", "29 January 2024"),
        *("spring sale", "5,000 flyers, A5, both sides in colour   £412.50"),
        "12 outdoor banners, 3 m, with eyelets   £747.50",
        *("1,160.00", "232.00", "1,392.00"),
    ),
    (
        *(
            "24058",
            "St Brendan’s Hospital, Catering",
            "Infirmary Lane, Wexbury",
            "21 February 2024",
        ),
        *("PO 88-4516", "350 menu cards, laminated   £612.00"),
        "40 wall signs “Please wash your hands”   £198.00",
        *("810.00", "162.00", "972.00"),
    ),
    (
        *("24102", "Wexbury Choral Society", "c/o Ms R. Beck, 3 Abbey Close", "5 April 2024"),
        *("by telephone", "220 programmes, 16 pages, stapled   £374.00"),
        "60 posters, A3   £81.00",
        *("455.00", "91.00", "546.00"),
    ),
    (
        *("24119", "T. Beck Deliveries", "11 Tanner’s Lane, Wexbury", "23 April 2024"),
        *("van", "Lettering for one van, cut vinyl, fitted   £540.00"),
        "1,000 business cards, rounded corners   £75.00",
        *("615.00", "123.00", "738.00"),
    ),
)

ENERGY: Mapping[str, Mapping[str, str]] = {
    "07": {
        "month": "July 2023",
        "summary": "A cool, wet month. The holiday camp filled the hall on twelve days, and the "
        "showers ran from morning to evening. Even so we stayed below last year’s electricity.",
        "kwh": "4,312",
        "kwh_change": "six per cent less",
        "light": "38",
        "fans": "27",
        "peak": "31.4",
        "peak_day": "Saturday 15 July at the badminton tournament",
        "solar": "2,076",
        "fed": "655",
        "gas": "412",
        "gas_note": "Heating was off throughout; all of it went into hot water for the camp.",
        "water": "168",
        "water_note": "A cistern in the visitors’ changing room ran for at least a week before "
        "anybody noticed.",
        "cost_e": "1,118.20",
        "cost_g": "391.40",
        "cost_w": "436.80",
        "credit": "52.40",
        "year": "13,905",
        "budget": "24,000",
        "next": "Replace the cistern valves in all four changing rooms. Ask the camp to switch the "
        "ventilation off during lunch. Obtain two offers for motion detectors in the corridors.",
    },
    "08": {
        "month": "August 2023",
        "summary": "The hottest August since the hall was built. It stood empty for nine days "
        "while the corridor was painted, which shows in every figure except that for ventilation.",
        "kwh": "3,547",
        "kwh_change": "eleven per cent less",
        "light": "24",
        "fans": "46",
        "peak": "28.9",
        "peak_day": "Thursday 24 August during the blood donation",
        "solar": "2,893",
        "fed": "1,240",
        "gas": "96",
        "gas_note": "The boiler was switched off from the 7th to the 15th for its service.",
        "water": "74",
        "water_note": "The new valves work: night consumption has fallen to zero.",
        "cost_e": "846.70",
        "cost_g": "91.20",
        "cost_w": "192.40",
        "credit": "99.20",
        "year": "14,936",
        "budget": "24,000",
        "next": "Order blinds for the west windows before next summer. Decide on the offer from "
        "Hale Electrical for motion detectors. Read the meters on the first of September.",
    },
}


def text(name: str, changes: tuple[tuple[str, str], ...] = ()) -> str:
    """Return a source text with each change made; every old wording must be there once."""
    found = (SOURCES / f"{name}.txt").read_text(encoding="utf-8").strip()
    for old, new in changes:
        if found.count(old) != 1:
            raise ValueError(f"{name}: “{old}” is there {found.count(old)} times")
        found = found.replace(old, new)
    return found


def plain(source: str) -> str:
    """Return the text without heading marks, in lines of at most 78 characters."""
    return "\n\n".join(
        "\n".join(textwrap.fill(line, 78) for line in paragraph.removeprefix("# ").split("\n"))
        for paragraph in source.split("\n\n")
    )


def as_docx(source: str) -> bytes:
    """Return the text as a DOCX with headings."""
    paragraphs = source.split("\n\n")
    return docx(paragraphs, title=paragraphs[0].removeprefix("# "))


def as_pdf(*pages: str) -> bytes:
    """Return the texts as a PDF, each from a new page on."""
    bare = ["\n\n".join(part.removeprefix("# ") for part in page.split("\n\n")) for page in pages]
    return pdf(bare, title=bare[0].split("\n")[0])


def as_html(source: str) -> bytes:
    """Return the text as a web page."""
    paragraphs = source.split("\n\n")
    return html(paragraphs, title=paragraphs[0].removeprefix("# "))


def mail(subject: str, sender: str, to: str, sent: datetime, body: str) -> bytes:
    """Return an e-mail with the line endings that mail has."""
    raw = eml(subject, sender, to, sent, body + "\n")
    return raw.replace(b"\r\n", b"\n").replace(b"\n", SMTP.linesep.encode())


def quoted_memo() -> str:
    """Return a reply to the roof memo that quotes all of it."""
    quote = "\n".join(f"> {line}".rstrip() for line in plain(text("memo-roof")).split("\n"))
    return f"{text('reply-roof')}\n\nOn Monday 6 November Ines Albrecht wrote:\n\n{quote}"


def invoice(row: tuple[str, ...]) -> bytes:
    """Return one invoice as a PDF."""
    number, customer, address, date, order, first, second, net, tax, gross = row
    filled = text("invoice").format(
        **{"number": number, "customer": customer, "address": address, "date": date},
        **{"order": order, "items": f"{first}\n{second}", "net": net, "tax": tax, "gross": gross},
    )
    return pdf([filled], title=f"Invoice {number}")


def samples() -> dict[str, bytes]:
    """Return all generated files, path in the samples folder to content."""
    lease, leaflet = text("lease"), text("leaflet")
    files: dict[str, Callable[[], bytes]] = {
        "archive/trustees-2024-03 (1).docx": lambda: as_docx(text("minutes")),
        "contracts/lease-orchard-lane.pdf": lambda: as_pdf(lease),
        "contracts/lease-orchard-lane.docx": lambda: as_docx(lease),
        "contracts/lease-orchard-lane.txt": lambda: plain(lease).encode() + b"\n",
        "contracts/cleaning-agreement.docx": lambda: as_docx(text("cleaning")),
        "contracts/cleaning-agreement-v2.docx": lambda: as_docx(text("cleaning", CLEANING_V2)),
        "contracts/family-loan.txt": lambda: plain(text("loan")).encode() + b"\n",
        "memo-roof.docx": lambda: as_docx(text("memo-roof")),
        "health/blood-pressure-leaflet.pdf": lambda: as_pdf(leaflet),
        "health/blood-pressure-leaflet.html": lambda: as_html(leaflet),
        "health/discharge-pennington.txt": lambda: plain(text("discharge")).encode("cp1252"),
        "health/knee-exercises.docx": lambda: as_docx(text("physio")),
        "health/referral-farouk.pdf": lambda: as_pdf(text("referral")),
        "mail/re-water-in-the-archive.eml": lambda: mail(
            *("Re: Memo: water coming in above the archive", "Kwame Osei <osei@hartwell.example>"),
            *(
                "Ines Albrecht <albrecht@hartwell.example>",
                datetime(2023, 11, 7, 8, 12, tzinfo=UTC),
            ),
            quoted_memo(),
        ),
        "mail/oak-shelves-later.eml": lambda: mail(
            *("Your oak shelves", "Martin Ashby <martin@ashby-joinery.example>"),
            *(
                "Ines Albrecht <albrecht@hartwell.example>",
                datetime(2023, 10, 19, 16, 40, tzinfo=UTC),
            ),
            text("supplier-delay"),
        ),
        "mail/appointment.eml": lambda: mail(
            *("Your appointment on 20 February", "Outpatients <clinic@st-brendan.example>"),
            *(
                "Arthur Pennington <arthur@pennington.example>",
                datetime(2024, 2, 13, 9, 5, tzinfo=UTC),
            ),
            text("reminder"),
        ),
        "other-languages/kuendigung.txt": lambda: plain(text("kuendigung")).encode("latin-1"),
        "other-languages/resiliation.txt": lambda: plain(text("assurance")).encode("utf-16"),
        "other-languages/schadensmeldung.docx": lambda: as_docx(text("schaden")),
        "policies/faq-for-newcomers.html": lambda: as_html(text("faq")),
        "policies/privacy-notice.html": lambda: as_html(text("privacy")),
        "policies/staff-handbook.pdf": lambda: as_pdf(*(text(f"handbook-{n}") for n in (1, 2, 3))),
        "policies/travel-policy-2023.docx": lambda: as_docx(text("travel")),
        "policies/travel-policy-2024.pdf": lambda: as_pdf(text("travel", TRAVEL_2024)),
        "reports/cargo-bicycles.pdf": lambda: as_pdf(text("bikes-1"), text("bikes-2")),
        "reports/trustees-2024-03.docx": lambda: as_docx(text("minutes")),
    }
    made = {path: make() for path, make in files.items()}
    for name, values in NDAS.items():
        made[f"contracts/nda-{name}.docx"] = as_docx(text("nda").format(**values))
    for row in INVOICES:
        made[f"invoices/invoice-{row[0]}.pdf"] = invoice(row)
    for number, values in ENERGY.items():
        made[f"reports/energy-2023-{number}.pdf"] = as_pdf(text("energy").format(**values))
    return dict(sorted(made.items()))


def main() -> int:
    """Write every generated file. Returns 0."""
    made = samples()
    for path, content in made.items():
        target = SAMPLES / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    print(f"{len(made)} files written, {len(HANDWRITTEN)} are written by hand")
    return 0


if __name__ == "__main__":
    sys.exit(main())
