"""What an indexing run has cost, in the window's language."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication

from desktop_app.ui.text.amounts import about_dollars, number


class Spent(Protocol):
    """``embedding.cloud.cloud_embedder.Cost``."""

    @property
    def texts(self) -> int: ...
    @property
    def tokens(self) -> int: ...
    @property
    def price_usd(self) -> float | None: ...


def cost_words(cost: Spent) -> str:
    """Return one sentence: "This run cost about $0.03 for 12,345 tokens."."""
    translate = QCoreApplication.translate
    if not cost.tokens:
        words = translate("CostWords", "Texts sent in this run: %1.")
        return words.replace("%1", number(cost.texts))
    if cost.price_usd is None:
        words = translate("CostWords", "Tokens used in this run: %1.")
        return words.replace("%1", number(cost.tokens))
    words = translate("CostWords", "This run cost %1 for %2 tokens.")
    return words.replace("%1", about_dollars(cost.price_usd)).replace("%2", number(cost.tokens))
