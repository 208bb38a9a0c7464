"""What was found alike before, for the documents that are there now: no text is read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop_app.index.rows import TextPrint
from desktop_app.similarity.duplicates.duplicates import Findings
from desktop_app.similarity.duplicates.groups import Alike
from desktop_app.similarity.duplicates.kept import DEFAULT_KEEPING

MOST_GONE = 0.1
"""Of the texts compared: if more are gone, what recurs in the folder may be another text."""


def still_found(
    before: Findings, rows: Mapping[int, TextPrint], now: Iterable[TextPrint]
) -> Findings | None:
    """Return what is alike among the documents of ``now``, as far as it is known already.

    So after a removal, or after documents were brought back, groups are there at once. Ids may be
    others than before: who comes back gets a new one.

    Args:
        before: What was found.
        rows: Among which documents, by id.
        now: The documents that are there now.

    Returns:
        ``before`` itself if nothing has changed; None if something must be read for it: a document
        is new or has changed, or so much is gone that a search would find something else.
    """
    known = {row.path: row for row in rows.values()}
    here: dict[int, TextPrint] = {}
    for row in now:
        then = known.get(row.path)
        if then is None or then._replace(id=row.id) != row:
            return None
        here[then.id] = row
    if len(here) == len(rows) and all(row.id == then for then, row in here.items()):
        return before
    alikes = [_there(alike, here) for alike in before.alikes]
    stand_ins = {
        alike.first.id: left[0].id
        for alike, left in zip(before.alikes, alikes, strict=True)
        if left
    }
    if len(stand_ins) < (1 - MOST_GONE) * len(alikes) or not before.references <= stand_ins.keys():
        return None
    return _renumbered(before, [Alike(left) for left in alikes if left], stand_ins, here)


def _there(alike: Alike, here: Mapping[int, TextPrint]) -> tuple[TextPrint, ...]:
    return tuple(here[row.id] for row in alike.rows if row.id in here)


def _renumbered(
    before: Findings,
    alikes: list[Alike],
    stand_ins: Mapping[int, int],
    here: Mapping[int, TextPrint],
) -> Findings:
    """Return findings about other ids, in the order of a search."""
    alikes.sort(key=lambda alike: DEFAULT_KEEPING.order(alike.first))
    path = {alike.first.id: alike.first.path for alike in alikes}
    related = [
        pair.with_documents(stand_ins[pair.a], stand_ins[pair.b])
        for pair in before.related
        if pair.a in stand_ins and pair.b in stand_ins
    ]
    related.sort(key=lambda p: (p.relation.rank, -p.score, path[p.a], path[p.b]))
    return replace(
        before,
        alikes=tuple(alikes),
        related=tuple(related),
        empty=_ids(before.empty, here),
        too_short=_ids(before.too_short, here),
        references=frozenset(stand_ins[one] for one in before.references),
    )


def _ids(before: Iterable[int], here: Mapping[int, TextPrint]) -> tuple[int, ...]:
    return tuple(sorted(here[one].id for one in before if one in here))
