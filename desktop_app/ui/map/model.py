"""The map as it is drawn: points, topics, and what lies near a place. No Qt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from desktop_app.similarity.topics.topics import Topics

NO_TOPIC: Final = -1
_CELLS = 64
_LABEL_WORDS = 3
_SECTOR = 2.0
"""What lies sideways counts so much more than what lies ahead."""


@dataclass(frozen=True, slots=True)
class MapTopic:
    """A cluster.

    Attributes:
        words: Its label, the most telling word first; may be empty.
        points: Numbers of its points.
        x, y: Its middle.
        top: Where its uppermost point lies.
    """

    words: tuple[str, ...]
    points: tuple[int, ...] = field(repr=False)
    x: float
    y: float
    top: float = 1.0

    @property
    def label(self) -> str:
        return ", ".join(self.words[:_LABEL_WORDS])


@dataclass(frozen=True, slots=True)
class FolderMap:
    """All documents of a folder on a plane.

    Attributes:
        paths: Of each point.
        xs, ys: Where each lies, 0 to 1; ``ys`` grow downwards.
        topic_of: The number of each point's topic, or ``NO_TOPIC``.
        topics: The largest first.
        without_text: How many documents gave no text: they are nowhere on the map.
        listed: All points by topic, then by path, those of no topic last; worked out.
    """

    paths: tuple[str, ...] = field(repr=False)
    xs: tuple[float, ...] = field(repr=False)
    ys: tuple[float, ...] = field(repr=False)
    topic_of: tuple[int, ...] = field(repr=False)
    topics: tuple[MapTopic, ...] = ()
    without_text: int = 0
    listed: tuple[int, ...] = field(default=(), init=False, repr=False)

    def __post_init__(self) -> None:
        last, topic_of = len(self.topics), self.topic_of
        order = sorted(
            range(len(self.paths)), key=lambda p: topic_of[p] if topic_of[p] != NO_TOPIC else last
        )
        object.__setattr__(self, "listed", tuple(order))

    def __len__(self) -> int:
        return len(self.paths)

    def label_of(self, point: int) -> str:
        """Return the label of a point's topic, "" for none."""
        topic = self.topic_of[point]
        return self.topics[topic].label if topic != NO_TOPIC else ""


def map_of(topics: Topics) -> FolderMap:
    """Return what ``find_topics`` found, to be drawn. Any thread."""
    documents = sorted(topics.places, key=lambda document: topics.paths[document])
    number = {document: point for point, document in enumerate(documents)}
    topic_of = [NO_TOPIC] * len(documents)
    found = []
    for at, topic in enumerate(topics.clusters):
        points = tuple(number[document] for document in topic.documents if document in number)
        for point in points:
            topic_of[point] = at
        places = [topics.places[documents[point]] for point in points]
        top = min((y for _, y in places), default=1.0)
        found.append(MapTopic(topic.label, points, *_middle(places), top))
    return FolderMap(
        tuple(topics.paths[document] for document in documents),
        tuple(topics.places[document][0] for document in documents),
        tuple(topics.places[document][1] for document in documents),
        tuple(topic_of),
        tuple(found),
        len(topics.without_text),
    )


def _middle(places: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the medians, which a few far away do not move."""
    if not places:
        return 0.5, 0.5
    xs, ys = sorted(x for x, _ in places), sorted(y for _, y in places)
    return xs[len(xs) // 2], ys[len(ys) // 2]


class PointGrid:
    """Points by the cell they lie in, so that few are looked at for one place."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        self._xs, self._ys = xs, ys
        self._cells: dict[tuple[int, int], list[int]] = {}
        for point, (x, y) in enumerate(zip(xs, ys, strict=True)):
            self._cells.setdefault((_cell(x), _cell(y)), []).append(point)

    def nearest(self, x: float, y: float, radius: float) -> int | None:
        """Return the point nearest to a place, none farther than ``radius``; ties by number."""
        best, least = None, radius * radius
        for point in self.within(x - radius, y - radius, x + radius, y + radius):
            distance = (self._xs[point] - x) ** 2 + (self._ys[point] - y) ** 2
            if distance <= least and (best is None or (distance, point) < (least, best)):
                best, least = point, distance
        return best

    def within(self, left: float, top: float, right: float, bottom: float) -> Iterator[int]:
        """Yield the points in a rectangle, its edges included."""
        for row in range(_cell(top), _cell(bottom) + 1):
            for column in range(_cell(left), _cell(right) + 1):
                for point in self._cells.get((column, row), ()):
                    if left <= self._xs[point] <= right and top <= self._ys[point] <= bottom:
                        yield point

    def inside(self, outline: Sequence[tuple[float, float]]) -> list[int]:
        """Return the points inside a closed outline, ascending.

        By how often a ray to the right meets the outline (Shimrat, 1962).
        """
        if len(outline) < 3:
            return []
        xs, ys = zip(*outline, strict=True)
        around = self.within(min(xs), min(ys), max(xs), max(ys))
        return sorted(point for point in around if self._is_inside(point, outline))

    def _is_inside(self, point: int, outline: Sequence[tuple[float, float]]) -> bool:
        x, y = self._xs[point], self._ys[point]
        inside = False
        x1, y1 = outline[-1]
        for x2, y2 in outline:
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
            x1, y1 = x2, y2
        return inside

    def next_towards(
        self, point: int, dx: float, dy: float, among: Iterable[int] | None = None
    ) -> int | None:
        """Return the point to go to in a direction: near, and rather ahead than sideways.

        Args:
            dx, dy: A direction of length 1.
            among: Points to choose from; all by default.
        """
        x, y = self._xs[point], self._ys[point]
        best, least = None, math.inf
        for other in range(len(self._xs)) if among is None else among:
            along = (self._xs[other] - x) * dx + (self._ys[other] - y) * dy
            if along <= 0 or other == point:
                continue
            aside = abs((self._xs[other] - x) * dy - (self._ys[other] - y) * dx)
            cost = along + _SECTOR * aside
            if aside <= along * _SECTOR and cost < least:
                best, least = other, cost
        return best


def _cell(place: float) -> int:
    return min(_CELLS - 1, max(0, int(place * _CELLS)))
