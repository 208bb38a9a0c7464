"""Points, places and pixels."""

from __future__ import annotations

import math

import pytest

from desktop_app.similarity.topics.topics import Topic, Topics
from desktop_app.ui.map.labels import placed
from desktop_app.ui.map.model import NO_TOPIC, MapTopic, PointGrid, map_of
from desktop_app.ui.map.signs import DARK_COLOURS, LIGHT_COLOURS, colour_of, shape_of
from desktop_app.ui.map.viewport import MOST, Viewport
from desktop_app.ui.theme.tokens import DARK, LIGHT, Theme
from tests.ui.map.plans import cross, many
from tests.ui.theme.test_tokens import contrast


def test_map_when_made_of_topics_then_points_follow_their_paths() -> None:
    topics = Topics(
        (Topic(("lease", "rent", "flat", "pets"), (7, 3), 7),),
        (5,),
        (9,),
        {3: "c.txt", 5: "b.txt", 7: "a.txt", 9: "empty.txt"},
        {3: (1.0, 0.5), 5: (0.0, 0.0), 7: (0.5, 1.0)},
        None,
    )
    found = map_of(topics)
    assert found.paths == ("a.txt", "b.txt", "c.txt")
    assert found.topic_of == (0, NO_TOPIC, 0)
    assert found.listed == (0, 2, 1)
    assert found.label_of(0) == "lease, rent, flat"
    assert found.label_of(1) == ""
    assert found.without_text == 1
    assert (found.topics[0].x, found.topics[0].y) == (1.0, 1.0)


def test_nearest_when_points_are_many_then_is_that_of_looking_at_all() -> None:
    found = many(2000)
    grid = PointGrid(found.xs, found.ys)
    for x, y in ((0.1, 0.9), (0.5, 0.5), (0.99, 0.01), (0.3, 0.31)):
        distances = [math.dist((x, y), place) for place in zip(found.xs, found.ys, strict=True)]
        assert grid.nearest(x, y, 2.0) == distances.index(min(distances))
    assert grid.nearest(5.0, 5.0, 0.1) is None


def test_inside_when_an_outline_is_drawn_then_only_points_in_it() -> None:
    grid = PointGrid(cross().xs, cross().ys)
    assert grid.inside([(0.0, 0.4), (0.6, 0.4), (0.6, 0.6), (0.0, 0.6)]) == [0, 1]
    hollow = [
        (0, 0.4),
        (1, 0.4),
        (1, 0.6),
        (0.7, 0.6),
        (0.7, 0.45),
        (0.3, 0.45),
        (0.3, 0.6),
        (0, 0.6),
    ]
    assert grid.inside(hollow) == [1, 2]
    assert grid.inside([(0, 0), (1, 1)]) == []


@pytest.mark.parametrize(
    ("direction", "point"), [((-1, 0), 1), ((1, 0), 2), ((0, -1), 3), ((0, 1), 4)]
)
def test_next_when_an_arrow_is_pressed_then_is_what_lies_there(
    direction: tuple[int, int], point: int
) -> None:
    grid = PointGrid(cross().xs, cross().ys)
    assert grid.next_towards(0, *direction) == point
    assert grid.next_towards(point, *direction) is None


def test_viewport_when_zoomed_then_what_is_under_the_pointer_stays() -> None:
    view = Viewport(800, 500)
    before = view.to_place(200, 300)
    closer = view.zoomed(3.0, 200, 300)
    assert closer.to_place(200, 300) == pytest.approx(before)
    assert closer.to_pixel(*before) == pytest.approx((200, 300))
    assert view.zoomed(1e9, 0, 0).zoom == MOST
    assert closer.zoomed(1e-9, 0, 0).zoom == 1.0


def test_viewport_when_a_place_is_not_seen_then_moves_to_it() -> None:
    view = Viewport(800, 500).zoomed(20.0, 0, 0)
    moved = view.showing(0.9, 0.9)
    assert moved.to_pixel(0.9, 0.9) == pytest.approx((400, 250))
    assert moved.showing(0.9, 0.9) == moved


def test_labels_when_they_would_cover_each_other_then_the_larger_topic_has_its() -> None:
    topics = cross().topics
    near = placed(topics, Viewport(300, 200), lambda text: (160.0, 60.0))
    assert [label.topic for label in near] == [0]
    wide = placed(topics, Viewport(1200, 900), lambda text: (80.0, 20.0))
    assert [label.topic for label in wide] == [0, 1]
    assert not wide[0].meets(wide[1])


def test_label_when_its_topic_is_small_then_stands_above_it_else_in_its_middle() -> None:
    def size_of(text: str) -> tuple[float, float]:
        return 80.0, 20.0

    view = Viewport(1200, 900)
    small = MapTopic(("lease",), (0,), 0.5, 0.5, 0.49)
    large = MapTopic(("lease",), (0,), 0.5, 0.5, 0.2)
    (above,), (middle,) = placed([small], view, size_of), placed([large], view, size_of)
    assert above.y + above.height < view.to_pixel(0.5, 0.49)[1]
    assert middle.y + middle.height / 2 == pytest.approx(450)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_when_on_the_surface_then_have_contrast(theme: Theme) -> None:
    colours = DARK_COLOURS if theme.dark else LIGHT_COLOURS
    assert all(contrast(colour, theme.surface) >= 3 for colour in colours)
    assert contrast(colour_of(NO_TOPIC, theme), theme.surface) >= 3


def test_signs_when_topics_share_a_colour_then_differ_in_shape() -> None:
    signs = {(colour_of(topic, LIGHT), shape_of(topic)) for topic in range(24)}
    assert len(signs) == 24
