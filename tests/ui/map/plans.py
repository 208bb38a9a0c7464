"""Maps to be drawn."""

from __future__ import annotations

import random

from desktop_app.ui.map.map_controller import DrawnMap
from desktop_app.ui.map.model import NO_TOPIC, FolderMap, MapTopic, PointGrid


def drawn(found: FolderMap) -> DrawnMap:
    return DrawnMap(found, PointGrid(found.xs, found.ys))


def cross() -> FolderMap:
    """Return five documents: one in the middle, the others around it; two topics and a stray."""
    return FolderMap(
        ("middle.txt", "left.txt", "right.pdf", "a/top.txt", "a/bottom.txt"),
        (0.5, 0.1, 0.9, 0.5, 0.5),
        (0.5, 0.5, 0.5, 0.1, 0.9),
        (1, 0, 0, 1, NO_TOPIC),
        (
            MapTopic(("lease", "tenant"), (1, 2), 0.5, 0.5),
            MapTopic(("knee", "surgery"), (0, 3), 0.5, 0.3),
        ),
        2,
    )


def many(count: int, topics: int = 20) -> FolderMap:
    """Return a map of so many documents around so many places."""
    chosen = random.Random(1)
    middles = [(chosen.random(), chosen.random()) for _ in range(topics)]
    topic_of = [chosen.randrange(-1, topics) for _ in range(count)]

    def near(place: float) -> float:
        return min(1.0, max(0.0, chosen.gauss(place, 0.04)))

    places = [
        (chosen.random(), chosen.random())
        if topic == NO_TOPIC
        else (near(middles[topic][0]), near(middles[topic][1]))
        for topic in topic_of
    ]
    members: dict[int, list[int]] = {}
    for point, topic in enumerate(topic_of):
        members.setdefault(topic, []).append(point)
    return FolderMap(
        tuple(f"folder {n % 90}/letter {n}.docx" for n in range(count)),
        tuple(x for x, _ in places),
        tuple(y for _, y in places),
        tuple(topic_of),
        tuple(
            MapTopic((f"topic{n}", "letters"), tuple(members.get(n, ())), *middles[n])
            for n in range(topics)
        ),
    )
