"""The whole folder: at full scale some 700 documents."""

from __future__ import annotations

from tests.truth.files import Cabinet
from tests.truth.forms import plant_forms
from tests.truth.model import Truth
from tests.truth.planted import plant, plant_scans
from tests.truth.prose import Author
from tests.truth.traps import plant_traps
from tests.truth.versions import plant_versions

_UNRELATED = 50
_SCANS = 4
_LONG = (2500, 6000)


def generated(seed: int = 1, scale: float = 1.0, *, scans: bool = False) -> Truth:
    """Return a folder of documents and what is known about them.

    Args:
        seed: Another seed, other documents; the same, the same bytes.
        scale: Share of the documents to make, at least two of every kind.
        scans: Whether to add pages that only text recognition can read.
    """

    def scaled(count: int) -> int:
        return max(2, round(count * scale))

    truth = Truth()
    cabinet, author = Cabinet(truth, seed), Author(seed)
    plant(cabinet, author, scaled)
    plant_forms(cabinet, author, scaled)
    plant_traps(cabinet, author, scaled)
    for number in range(scaled(_UNRELATED)):
        cabinet.put(author.any((90, 150, 250, 400, 700)[number % 5]))
    for words in _LONG:
        cabinet.put(author.english("report", words))
    plant_versions(cabinet, author, scaled)
    if scans:
        plant_scans(cabinet, author, _SCANS)
    return truth
