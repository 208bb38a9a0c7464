"""The map by mouse, by keys and by ear."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop_app.errors import InvalidRequest
from desktop_app.progress import Progress, Stage
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.menu import DocumentMenu
from desktop_app.ui.map.map_list_model import MapListModel, MapRole
from desktop_app.ui.map.map_view import MapView
from desktop_app.ui.theme.apply import apply_theme
from tests.ui.map.plans import cross, drawn, many

pytestmark = pytest.mark.usefixtures("qapp")


class Shown:
    def __init__(self, qtbot: Any) -> None:
        self.intents = DocumentIntents()
        self.view = MapView(self.intents)
        self.view.resize(1000, 600)
        qtbot.addWidget(self.view)
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.view.show_map(drawn(cross()))
        self.canvas = self.view.canvas
        self.qtbot = qtbot

    def at(self, point: int) -> QPoint:
        return self.canvas.pixel_of(point).toPoint()

    def drag(self, corners: list[QPoint], modifier: Qt.KeyboardModifier) -> None:
        left = Qt.MouseButton.LeftButton
        self.qtbot.mousePress(self.canvas, left, modifier, corners[0])
        for corner in corners[1:]:
            self.qtbot.mouseMove(self.canvas, corner)
        self.qtbot.mouseRelease(self.canvas, left, modifier, corners[-1])

    @property
    def listed(self) -> list[str]:
        model = self.view.documents
        return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def shown(qtbot: Any) -> Shown:
    return Shown(qtbot)


def test_list_when_a_map_is_shown_then_has_all_by_topic_with_strays_last(shown: Shown) -> None:
    assert shown.listed == ["left.txt", "right.pdf", "middle.txt", "top.txt", "bottom.txt"]
    told = shown.view.findChild(QLabel, "map_told")
    assert told is not None
    assert told.text() == "5 documents · 2 topics · 2 without text, not on the map"


def test_click_when_on_a_point_then_it_is_chosen_and_listed(shown: Shown, qtbot: Any) -> None:
    with qtbot.waitSignal(shown.view.document_chosen) as told:
        qtbot.mouseClick(shown.canvas, Qt.MouseButton.LeftButton, pos=shown.at(2))
    assert told.args == ["right.pdf"]
    assert shown.view.list.currentIndex().data() == "right.pdf"
    assert shown.canvas.accessibleDescription() == "right.pdf, lease, tenant"


def test_arrows_when_pressed_then_go_to_the_next_document_and_enter_opens_it(
    shown: Shown, qtbot: Any
) -> None:
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Up)
    assert shown.canvas.current == 0
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Up)
    assert shown.canvas.current == 3
    with qtbot.waitSignal(shown.intents.open_requested) as told:
        qtbot.keyClick(shown.canvas, Qt.Key.Key_Return)
    assert told.args == ["a/top.txt"]
    with qtbot.waitSignal(shown.intents.similar_requested) as told:
        qtbot.keyClick(shown.canvas, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["a/top.txt"]


def test_list_when_a_row_is_chosen_then_its_point_is(shown: Shown) -> None:
    shown.view.list.setCurrentIndex(shown.view.documents.index_of(4))
    assert shown.canvas.current == 4


def test_loop_when_drawn_with_shift_then_its_documents_are_listed_and_escape_lists_all(
    shown: Shown, qtbot: Any
) -> None:
    left, middle = shown.at(1), shown.at(0)
    corners = [
        left + QPoint(-20, -20),
        middle + QPoint(20, -20),
        middle + QPoint(20, 20),
        left + QPoint(-20, 20),
    ]
    shown.drag(corners, Qt.KeyboardModifier.ShiftModifier)
    assert shown.listed == ["left.txt", "middle.txt"]
    assert shown.view.topics.currentText() == "Chosen area (2)"
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Escape)
    assert len(shown.listed) == 5


def test_topic_when_chosen_then_only_its_documents_are_listed(shown: Shown) -> None:
    shown.view.topics.setCurrentIndex(shown.view.topics.findData(1))
    assert shown.listed == ["middle.txt", "top.txt"]
    shown.view.topics.setCurrentIndex(shown.view.topics.findData(-1))
    assert shown.listed == ["bottom.txt"]


def test_two_when_selected_then_can_be_compared(shown: Shown, qtbot: Any) -> None:
    button = shown.view.findChild(QPushButton, "map_two")
    assert button is not None
    assert button.isHidden()
    shown.view.list.setCurrentIndex(shown.view.documents.index(0, 0))
    qtbot.keyClick(shown.view.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(shown.intents.compare_pair_requested) as told:
        button.click()
    assert told.args == ["left.txt", "right.pdf"]


def test_menu_when_asked_for_by_key_then_is_that_of_the_document(shown: Shown, qtbot: Any) -> None:
    shown.canvas.choose(2)
    shown.canvas.menu_requested.emit(2, shown.canvas.mapToGlobal(shown.at(2)))
    menu = shown.view.findChild(DocumentMenu)
    assert menu is not None
    with qtbot.waitSignal(shown.intents.compare_requested) as told:
        next(action for action in menu.actions() if action.objectName() == "compare").trigger()
    assert told.args == ["right.pdf"]
    menu.close()


def test_wheel_and_drag_when_used_then_zoom_around_the_pointer_and_move(shown: Shown) -> None:
    at = QPointF(shown.at(3))
    event = QWheelEvent(
        at,
        QPointF(shown.canvas.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 480),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(shown.canvas, event)
    assert shown.canvas.view.zoom > 2
    assert (shown.canvas.pixel_of(3) - at).manhattanLength() < 2
    before = shown.at(3)
    shown.drag([QPoint(300, 300), QPoint(320, 310), QPoint(340, 320)], Qt.KeyboardModifier(0))
    assert (shown.at(3) - before - QPoint(40, 20)).manhattanLength() <= 2
    shown.canvas.show_all()
    assert shown.canvas.view.zoom == 1


def test_states_when_there_is_no_map_then_say_why_with_numbers(shown: Shown, qtbot: Any) -> None:
    placeholder = shown.view._placeholder
    shown.view.show_few(3)
    assert "at least 5 documents that were read; here there are 3" in placeholder.accessibleName()
    shown.view.show_indexing(312)
    assert "312 documents so far" in placeholder.accessibleName()
    shown.view.show_begun(20_000)
    shown.view.show_progress(Progress(Stage.COMPARING, 1, 4))
    assert "20,000 documents are laid out" in placeholder.accessibleName()
    assert shown.view._bar.accessibleDescription() == "Step 2 of 4"
    shown.view.show_failure(InvalidRequest("The index is gone.", "Index again."))
    button = shown.view.findChild(QPushButton, "placeholder_button")
    assert button is not None
    with qtbot.waitSignal(shown.view.again_requested):
        button.click()


def test_map_when_drawn_anew_then_the_old_one_stays_meanwhile_and_the_document_chosen(
    shown: Shown,
) -> None:
    shown.canvas.choose(2)
    shown.view.show_begun(5)
    assert shown.canvas.isVisible()
    shown.view.show_map(drawn(cross()))
    assert shown.canvas.current == 2
    assert shown.view._bar.isHidden()


def test_picture_when_twenty_thousand_are_drawn_then_each_stands_where_it_is_hit(
    shown: Shown, qtbot: Any
) -> None:
    found = many(20_000)
    shown.view.show_map(drawn(found))
    shown.canvas._picture = None
    shown.canvas._draw_anew()
    qtbot.waitUntil(lambda: shown.canvas._picture is not None, timeout=20_000)
    view, picture = shown.canvas._picture or (None, None)
    assert view == shown.canvas.view
    image = picture.toImage()  # type: ignore[union-attr]
    ratio = picture.devicePixelRatio()  # type: ignore[union-attr]
    for point in range(0, 20_000, 997):
        at = shown.canvas.pixel_of(point) * ratio
        assert image.pixelColor(at.toPoint()).alpha() > 0
        hit = shown.canvas.point_at(shown.canvas.pixel_of(point))
        assert (shown.canvas.pixel_of(hit) - shown.canvas.pixel_of(point)).manhattanLength() < 1
    apply_theme(QApplication.instance(), True)  # type: ignore[arg-type]
    apply_theme(QApplication.instance(), False)  # type: ignore[arg-type]
    assert shown.view.documents.rowCount() == 20_000


def test_hover_when_over_a_point_then_a_card_is_drawn(shown: Shown, qtbot: Any) -> None:
    before = shown.canvas.grab().toImage()
    qtbot.mouseMove(shown.canvas, shown.at(4))
    shown.canvas._hover(4)
    after = shown.canvas.grab().toImage()
    assert before != after


def test_model_when_limited_then_is_sound(qtmodeltester: Any) -> None:
    model = MapListModel()
    model.show_points(cross(), None)
    qtmodeltester.check(model)
    model.show_points(cross(), [4, 0])
    qtmodeltester.check(model)
    assert [model.index(row, 0).data(MapRole.POINT) for row in range(2)] == [0, 4]
    assert not model.index_of(2).isValid()


def test_list_when_a_screen_reader_asks_then_rows_tell_name_folder_and_topic(shown: Shown) -> None:
    interface = QAccessible.queryAccessibleInterface(shown.view.list)
    assert interface.text(QAccessible.Text.Name) == "Documents on the map"
    told = [interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())]
    assert "top.txt, a, knee, surgery" in told
    assert shown.canvas.accessibleName() == "Map of the folder"
