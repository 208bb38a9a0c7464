"""The rule that turns two shares into a relation."""

from __future__ import annotations

import pytest

from desktop_app.similarity.duplicates.relations import Relation, compared


@pytest.mark.parametrize(
    ("smaller", "larger", "relation", "score"),
    [
        (0.95, 0.93, Relation.NEAR_DUPLICATE, 0.94),
        (0.80, 0.70, Relation.NEAR_DUPLICATE, 0.75),
        (0.77, 0.72, Relation.NEAR_DUPLICATE, 0.75),  # of one length: edited, not contained
        (0.77, 0.60, Relation.CONTAINS, 0.77),
        (1.00, 0.60, Relation.CONTAINS, 1.00),
        (1.00, 0.80, Relation.NEAR_DUPLICATE, 0.90),
        (0.74, 0.72, Relation.NEAR_DUPLICATE, 0.73),
    ],
)
def test_compared_when_shares_are_given_then_relation_and_score(
    smaller: float, larger: float, relation: Relation, score: float
) -> None:
    pair = compared(1, 2, smaller, larger, other_details=False)
    assert pair.relation is relation
    assert pair.score == pytest.approx(score)
    assert (pair.a, pair.b) == (2, 1)
    assert compared(2, 1, larger, smaller, other_details=False).score == pair.score
