"""Texts go into requests: within a provider's limits, and evenly over those in flight together."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.embedding.cloud.providers import Provider

# Below this a request takes as long as a larger one.
_FEWEST_ITEMS = 16


def packed(tokens: Sequence[int], provider: Provider) -> list[range]:
    """Return which texts go into each request, in order; each text is in exactly one.

    Args:
        tokens: Of each text, rather too many than too few.
    """
    even = -(-len(tokens) // provider.in_flight)
    most_items = min(provider.max_items, max(even, _FEWEST_ITEMS))
    requests: list[range] = []
    start = room = 0
    for i, count in enumerate(tokens):
        if i > start and (i - start >= most_items or count > room):
            requests.append(range(start, i))
            start = i
        if i == start:
            room = provider.max_tokens_per_request
        room -= count
    if tokens:
        requests.append(range(start, len(tokens)))
    return requests
