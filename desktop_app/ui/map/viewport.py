"""From places on the map to pixels of the window and back: zooming and moving. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

MARGIN = 36.0
MOST = 60.0
"""How far one can zoom in."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """What of the map is seen.

    Attributes:
        width, height: Of the window's area, in logical pixels.
        zoom: 1 shows all.
        x, y: The place on the map, 0 to 1, in the middle of the area.
    """

    width: float = 1.0
    height: float = 1.0
    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5

    @property
    def scale(self) -> float:
        """Pixels for the side of the whole map."""
        return max(1.0, min(self.width, self.height) - 2 * MARGIN) * self.zoom

    @property
    def wide(self) -> float:
        """How much wider than high one unit is drawn: a map fills its area."""
        room_x, room_y = self.width - 2 * MARGIN, self.height - 2 * MARGIN
        return min(1.6, max(1.0, room_x / max(1.0, room_y)))

    def to_pixel(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place of the map is drawn."""
        scale = self.scale
        return (
            self.width / 2 + (x - self.x) * scale * self.wide,
            self.height / 2 + (y - self.y) * scale,
        )

    def to_place(self, px: float, py: float) -> tuple[float, float]:
        """Return the place of the map at a pixel."""
        scale = self.scale
        return (
            self.x + (px - self.width / 2) / (scale * self.wide),
            self.y + (py - self.height / 2) / scale,
        )

    def resized(self, width: float, height: float) -> Viewport:
        """Return the same middle in another area."""
        return Viewport(max(1.0, width), max(1.0, height), self.zoom, self.x, self.y)

    def zoomed(self, factor: float, px: float, py: float) -> Viewport:
        """Return it larger or smaller, what is at a pixel staying there."""
        zoom = min(MOST, max(1.0, self.zoom * factor))
        x, y = self.to_place(px, py)
        found = Viewport(self.width, self.height, zoom, self.x, self.y)
        moved_x, moved_y = found.to_place(px, py)
        return found._at(self.x + x - moved_x, self.y + y - moved_y)

    def moved(self, dx: float, dy: float) -> Viewport:
        """Return it moved by pixels, as a hand moves a sheet."""
        return self._at(self.x - dx / (self.scale * self.wide), self.y - dy / self.scale)

    def with_all(self) -> Viewport:
        """Return it showing all."""
        return Viewport(self.width, self.height)

    def showing(self, x: float, y: float) -> Viewport:
        """Return it moved so that a place is seen, if it is not."""
        px, py = self.to_pixel(x, y)
        if MARGIN <= px <= self.width - MARGIN and MARGIN <= py <= self.height - MARGIN:
            return self
        return self._at(x, y)

    def _at(self, x: float, y: float) -> Viewport:
        return Viewport(
            self.width, self.height, self.zoom, min(1.0, max(0.0, x)), min(1.0, max(0.0, y))
        )
