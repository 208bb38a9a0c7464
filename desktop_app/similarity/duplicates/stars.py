"""Stars: a kept document and those related to it, covering all that is related to anything.

No member is related only to another member: a decision is always about a member and the centre.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.similarity.duplicates.relations import Pair


def star_members(
    place: Mapping[int, int],
    pairs: Sequence[Pair],
    shown: frozenset[int] = frozenset(),
    *,
    only_a: bool = False,
) -> list[tuple[int, list[tuple[int, Pair]]]]:
    """Cover all pairs' documents with stars.

    Args:
        place: Of each document in kept order: the lowest would be kept before all others.
        pairs: What may bind a member to its centre.
        shown: Documents that other groups show already; they need no star of their own.
        only_a: Whether only ``a`` of a pair can be kept.

    Returns:
        Kept documents in kept order, each with its members and the pair that binds them.
    """
    around: dict[int, list[tuple[int, Pair]]] = {}
    held_in: dict[int, list[int]] = {}
    for pair in pairs:
        around.setdefault(pair.a, []).append((pair.b, pair))
        if only_a:
            held_in.setdefault(pair.b, []).append(pair.a)
        else:
            around.setdefault(pair.b, []).append((pair.a, pair))
    stars: dict[int, list[tuple[int, Pair]]] = {}
    taken: set[int] = set()  # kept or member
    for kept in sorted(around, key=place.__getitem__):
        if kept not in taken:
            free = [found for found in around[kept] if found[0] not in taken]
            if free:
                stars[kept] = free
                taken.update((kept, *(other for other, _ in free)))
    # Whoever is related only to members of other stars gets a star with them, or joins one.
    for document in sorted((around.keys() | held_in) - taken - shown, key=place.__getitem__):
        if document in taken:
            continue
        related = around.get(document, [])
        free = [found for found in related if found[0] not in stars]
        keepers = held_in.get(document, [])
        if not only_a:
            keepers = [other for other, _ in related if place[other] < place[document]]
        if keepers and not (only_a and free):
            kept = min(keepers, key=place.__getitem__)
            here = [found for found in around[kept] if found[0] == document]
            stars.setdefault(kept, []).extend(here)
        else:
            stars[document] = free or list(related)
            taken.update(other for other, _ in stars[document])
        taken.add(document)
    return sorted(stars.items(), key=lambda star: place[star[0]])
