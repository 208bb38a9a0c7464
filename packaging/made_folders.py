"""Folders to be photographed: one with nothing in it, one with problems, one of 20,000 letters."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LETTERS = 20_000
ODD_ONE = "the cellar of the mill was dry in spring"

_SAMPLES = (
    "contracts/lease-orchard-lane.docx",
    "contracts/lease-orchard-lane.pdf",
    "contracts/cleaning-agreement.docx",
    "contracts/cleaning-agreement-v2.docx",
    "health/referral-farouk.pdf",
    "policies/staff-handbook.pdf",
    "invoices/invoice-24017.pdf",
)
_MATTERS = (
    ("Rent", "The rent for {month} has not reached us. Please pay £{sum} by the end of the week."),
    ("Invoice", "We enclose our invoice for £{sum}. It covers the work done in {month} {year}."),
    ("Claim", "Your claim of {month} {year} was received. We expect to settle it at £{sum}."),
    ("Appointment", "Your appointment at the knee clinic is on {day} {month} {year} at noon."),
    ("Minutes", "The board met on {day} {month} {year}. A budget of £{sum} was agreed."),
    ("Insurance", "The policy is renewed from {day} {month} {year} at a premium of £{sum}."),
    ("Tax", "The assessment for {year} shows £{sum} to be paid. You may object within a month."),
    ("Payroll", "Salaries for {month} {year} come to £{sum} and are paid on day {day}."),
)
_MONTHS = ("January", "March", "April", "June", "August", "October", "November")


def make_empty(folder: Path) -> None:
    """Make a folder with nothing in it."""
    folder.mkdir(parents=True, exist_ok=True)


def make_twelve(folder: Path) -> None:
    """Make a folder of twelve files, some of which cannot be read, each for another reason."""
    if folder.exists():
        return
    for name in _SAMPLES:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "resources" / "samples" / name, place)
    handbook = (folder / "policies/staff-handbook.pdf").read_bytes()
    (folder / "policies/handbook half copied.pdf").write_bytes(handbook[: len(handbook) // 3])
    (folder / "policies/notes.txt").write_bytes(b"")
    (folder / "contracts/annex.docx").write_bytes(b"PK\x03\x04" + bytes(300))
    (folder / "recording of the hearing.mp3").write_bytes(b"ID3\x03" + bytes(2_000))
    (folder / "health/plan.dwg").write_bytes(b"AC1032" + bytes(2_000))


def make_letters(folder: Path) -> None:
    """Make a folder of many letters, of which some are copies of each other."""
    if folder.exists():
        return
    chosen = random.Random(8)
    texts = [_letter(chosen) for _ in range(LETTERS // 8)]
    texts[0] += f" By the way, {ODD_ONE}."
    for number in range(LETTERS):
        place = folder / f"{2005 + number % 19}" / f"mandate {number % 211:03}"
        place.mkdir(parents=True, exist_ok=True)
        matter, text = texts[number % len(texts)].split("\n", 1)
        (place / f"{matter.lower()} {number:05}.txt").write_text(f"{matter}\n{text}\n")


def _letter(chosen: random.Random) -> str:
    matter, words = chosen.choice(_MATTERS)
    filled = words.format(
        month=chosen.choice(_MONTHS),
        year=chosen.randrange(2005, 2024),
        day=chosen.randrange(1, 28),
        sum=f"{chosen.randrange(90, 9_000):,}",
    )
    return f"{matter} of file {chosen.randrange(10_000)}\n\nDear client,\n\n{filled}"
