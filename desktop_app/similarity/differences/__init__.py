"""Where two documents agree and how they differ, word by word and across formats."""

from desktop_app.similarity.differences.compare import compare_openings, compare_texts
from desktop_app.similarity.differences.model import (
    ComparedText,
    Difference,
    DifferenceKind,
    Differences,
    Match,
    Span,
)
from desktop_app.similarity.differences.summary import Likeness, likeness, summary
from desktop_app.similarity.differences.tokens import Tokens, tokenised

__all__ = [
    "ComparedText",
    "Difference",
    "DifferenceKind",
    "Differences",
    "Likeness",
    "Match",
    "Span",
    "Tokens",
    "compare_openings",
    "compare_texts",
    "likeness",
    "summary",
    "tokenised",
]
