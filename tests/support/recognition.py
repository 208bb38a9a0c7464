"""What tests of text recognition share."""

from __future__ import annotations

import re

import pytest

from desktop_app.documents.ocr import languages

needs_recognition = pytest.mark.skipif(
    not languages.is_installed() or not {"eng", "deu"} <= set(languages.installed()),
    reason='needs the optional extra "ocr", which packaging/bootstrap.py installs',
)

LEASE = (
    "The tenant pays the monthly rent of 1,250 pounds in advance on the first working day. "
    "Repairs to the roof and the heating are the duty of the landlord; smaller repairs up to "
    "75 pounds are not. Notice is given in writing, three months before the end of a quarter."
)
VERTRAG = (
    "Der Mieter zahlt die monatliche Miete im Voraus. Größere Schäden am Gebäude trägt der "
    "Vermieter, für kleinere Schäden gilt die Hausordnung. Die Kündigung bedarf der Schriftform."
)


def recall(text: str, reference: str) -> float:
    """Return the share of the reference's distinct words that ``text`` has."""
    words = _words(reference)
    return len(words & _words(text)) / len(words)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]{2,}", text.lower()))
