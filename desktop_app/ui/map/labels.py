"""Which labels of topics are shown, and where, so that none covers another. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.ui.map.model import MapTopic
from desktop_app.ui.map.viewport import Viewport

_APART = 6.0
_SMALL = 60.0
"""Pixels from top to middle below which a label would hide its topic, so it stands above."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label in pixels: its upper left corner and its size."""

    topic: int
    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Label) -> bool:
        """Return whether two are too near to each other."""
        return (
            self.x < other.x + other.width + _APART
            and other.x < self.x + self.width + _APART
            and self.y < other.y + other.height + _APART
            and other.y < self.y + self.height + _APART
        )


def placed(
    topics: Sequence[MapTopic], view: Viewport, size_of: Callable[[str], tuple[float, float]]
) -> list[Label]:
    """Return the labels there is room for, those of large topics first.

    Args:
        size_of: Gives width and height of a text in pixels.
    """
    found: list[Label] = []
    for number, topic in enumerate(topics):
        if not topic.words:
            continue
        width, height = size_of(topic.label)
        x, y = view.to_pixel(topic.x, topic.y)
        if not (-width < x < view.width + width and -height < y < view.height + height):
            continue
        left = min(max(_APART, x - width / 2), max(_APART, view.width - width - _APART))
        _, top = view.to_pixel(topic.x, min(topic.top, topic.y))
        if y - top < _SMALL:
            y = max(top - height, height / 2 + _APART)
        label = Label(number, left, y - height / 2, width, height)
        if not any(label.meets(other) for other in found):
            found.append(label)
    return found
