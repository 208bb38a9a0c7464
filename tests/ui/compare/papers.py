"""Two leases to compare, and how they are shown."""

from __future__ import annotations

from desktop_app.progress import CancelToken
from desktop_app.similarity.differences import ComparedText, compare_texts
from desktop_app.ui.compare.aligning import aligned
from desktop_app.ui.compare.model import Aligned, Compared, Side

LEFT = """Lease agreement

The flat on the second floor of the house in Orchard Lane is let with its cellar.

The lease begins on 1 May 2024 and is made for three years by both of the parties.

The rent is £1,250.00 a month and is paid in advance on the first day of every month.

The landlord may enter the flat after a notice of two days, for repairs and to show it to others.

The deposit is paid back within six weeks after the flat was handed over to the landlord.
"""
RIGHT = """Lease agreement

The flat on the second floor of the house in Orchard Lane is let with its cellar.

The lease begins on 1 June 2024 and is made for three years by both of the parties.

The rent is £1,325.00 a month and is paid in advance on the first day of every month.

The tenant insures the flat against water damage and shows the policy to the landlord on demand.

The landlord may enter the flat after a notice of two days, for repairs and to show it to others.

The deposit is paid back within six weeks after the flat was handed over to the landlord.
"""


def shown(left: str = LEFT, right: str = RIGHT) -> Aligned:
    """Return two texts side by side."""
    texts = ComparedText(left), ComparedText(right)
    return aligned(*texts, compare_texts(*texts, token=CancelToken()))


def compared(found: Aligned | None = None, relation: str | None = "near_duplicate") -> Compared:
    """Return what a pane is fed with."""
    left, right = Side("old/lease.docx", "docx"), Side("lease (1).pdf", "pdf")
    return Compared(left, right, found or shown(), relation)
