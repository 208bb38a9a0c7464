"""What a search is limited to, as quiet chips below the box."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, QLocale, QMargins, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QToolButton, QWidget

from desktop_app.similarity.model import Filters
from desktop_app.ui.documents.kinds import Family
from desktop_app.ui.documents.paths import name_of, readable
from desktop_app.ui.search.day_range import DayRangeDialog
from desktop_app.ui.search.periods import Period, between_ns, since_ns
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import M

_MOST_IN_A_MENU = 300
"""Subfolders; a longer menu is of no use to anybody."""


class Chip(QToolButton):
    """A round button with a menu; stands out while it limits something."""

    def __init__(self, name: str, words: str, drawing: str, parent: QWidget) -> None:
        super().__init__(
            parent,
            objectName=name,
            popupMode=QToolButton.ToolButtonPopupMode.InstantPopup,
            toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
            iconSize=QSize(16, 16),
        )
        self.setProperty("kind", "pill")
        self.setIcon(icon(drawing, "quiet"))
        self.setMenu(QMenu(self))
        self._words = words
        self.say("")

    def set_compact(self, *, compact: bool) -> None:
        """Show the icon alone, as long as the chip limits nothing."""
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        alone = Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(alone if compact and not self.property("active") else beside)

    def say(self, value: str) -> None:
        """Show what the chip limits to; "" for nothing."""
        words = f"{self._words}: {value}" if value else self._words
        self.setText(f" {words}")
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setProperty("active", bool(value))
        self.style().unpolish(self)
        self.style().polish(self)


class FilterChips(QWidget):
    """Kind, subfolder and date of change.

    Signals:
        filters_changed: Carries ``Filters``.
    """

    filters_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="filters")
        self.setAccessibleName(self.tr("Filters"))
        self._families: frozenset[Family] = frozenset()
        self._subfolder = ""
        self._counts: Mapping[str, int] | None = None
        self._subfolders: Sequence[str] | None = None
        self._menus: _FolderMenus | None = None
        self._period = Period.ANY
        self._days: tuple[date, date] | None = None
        self._kind = Chip("filter_kind", self.tr("Type"), "page", self)
        self._folder = Chip("filter_folder", self.tr("Folder"), "folder", self)
        self._date = Chip("filter_date", self.tr("Changed"), "filter", self)
        self._clear = QToolButton(self, objectName="filters_clear", text=self.tr("Clear filters"))
        self._clear.setProperty("kind", "small")
        self._clear.clicked.connect(self.clear)
        row = QHBoxLayout(self, spacing=M, contentsMargins=QMargins())
        for widget in (self._kind, self._folder, self._date, self._clear):
            row.addWidget(widget)
        row.addStretch()
        # Narrower than its chips, it shows their icons alone.
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.set_kinds({})
        self.set_subfolders(())
        self._fill_dates()
        self._tell()

    # -- what there is -------------------------------------------------------------

    def set_kinds(self, counts: Mapping[str, int]) -> None:
        """Offer the families of kinds that there are; all of them where nothing is known.

        Args:
            counts: Documents by value of ``documents.model.Kind``.
        """
        menu = self._kind.menu()
        if counts == self._counts or menu.isVisible():
            return  # a list that a person reads stays as it is
        self._counts = counts
        menu.clear()
        everything = menu.addAction(self.tr("All types"))
        everything.triggered.connect(lambda: self._set_families(frozenset()))
        menu.addSeparator()
        for family in Family:
            count = sum(counts.get(kind, 0) for kind in family.value)
            if counts and not count:
                continue
            words = f"{family.words}\t{QLocale().toString(count)}" if counts else family.words
            action = QAction(words, menu, checkable=True, checked=family in self._families)
            action.setData(family)
            action.toggled.connect(self._on_family_toggled)
            menu.addAction(action)

    def set_subfolders(self, subfolders: Sequence[str]) -> None:
        """Offer subfolders: paths in the folder with ``/``, in the order to be shown."""
        menu = self._folder.menu()
        if subfolders == self._subfolders or menu.isVisible():
            return
        self._subfolders = subfolders
        menu.clear()
        self._folder.setVisible(bool(subfolders))
        everywhere = menu.addAction(self.tr("Everywhere"))
        everywhere.triggered.connect(lambda: self._set_subfolder(""))
        menu.addSeparator()
        if self._menus is not None:
            self._menus.deleteLater()
        self._menus = _FolderMenus(menu, subfolders, self._set_subfolder)

    # -- what is chosen ------------------------------------------------------------

    @property
    def filters(self) -> Filters:
        """What is chosen, for a search."""
        kinds = frozenset(kind for family in self._families for kind in family.value)
        found = Filters(kinds=kinds, subfolder=self._subfolder)
        if self._days:
            since, until = between_ns(*self._days)
            return replace(found, modified_from_ns=since, modified_to_ns=until)
        return replace(found, modified_from_ns=since_ns(self._period, date.today()))

    def clear(self) -> None:
        """Limit nothing any more."""
        self._families, self._subfolder = frozenset(), ""
        self._period, self._days = Period.ANY, None
        self._show_choices()
        self._tell()

    def choose_families(self, families: frozenset[Family]) -> None:
        """Limit to families of kinds; none for all."""
        self._set_families(families)

    def choose_subfolder(self, path: str) -> None:
        """Limit to a subfolder; "" for all."""
        self._set_subfolder(path)

    def choose_period(self, period: Period) -> None:
        """Limit to documents changed in a period up to today."""
        self._period, self._days = period, None
        self._show_choices()
        self._tell()

    def choose_days(self, first: date, last: date) -> None:
        """Limit to documents changed from one day to another, both included."""
        self._period, self._days = Period.ANY, (first, last)
        self._show_choices()
        self._tell()

    # -- plumbing --------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(3 * self._kind.sizeHint().height(), self._kind.sizeHint().height())

    def _fit(self) -> None:
        """Show words where there is room for all of them."""
        chips = (self._kind, self._folder, self._date)
        for chip in chips:
            chip.set_compact(compact=False)
        wanted = sum(chip.sizeHint().width() + M for chip in chips if not chip.isHidden())
        if not self._clear.isHidden():
            wanted += self._clear.sizeHint().width()
        if wanted > self.width():
            for chip in chips:
                chip.set_compact(compact=True)

    def _set_families(self, families: frozenset[Family]) -> None:
        self._families = families
        self._show_choices()
        self._tell()

    def _on_family_toggled(self, checked: bool) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        change = frozenset({action.data()})
        self._set_families(self._families | change if checked else self._families - change)

    def _set_subfolder(self, path: str) -> None:
        self._subfolder = path
        self._tell()

    def _fill_dates(self) -> None:
        menu = self._date.menu()
        group = QActionGroup(menu)
        self._period_words = {
            Period.ANY: self.tr("Any time"),
            Period.WEEK: self.tr("Past 7 days"),
            Period.MONTH: self.tr("Past month"),
            Period.YEAR: self.tr("Past year"),
            Period.THREE_YEARS: self.tr("Past three years"),
        }
        for period, words in self._period_words.items():
            action = QAction(words, menu, checkable=True, checked=period is Period.ANY)
            action.setData(period)
            action.triggered.connect(self._on_period_chosen)
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.tr("Between two days…")).triggered.connect(self._ask_for_days)

    def _on_period_chosen(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.choose_period(action.data())

    def _ask_for_days(self) -> None:
        dialog = DayRangeDialog(self, self._days)
        dialog.chosen.connect(self.choose_days)
        dialog.open()

    def _show_choices(self) -> None:
        for action in self._kind.menu().actions():
            if action.isCheckable():
                before = action.blockSignals(True)
                action.setChecked(action.data() in self._families)
                action.blockSignals(before)
        for action in self._date.menu().actions():
            if action.isCheckable():
                action.setChecked(not self._days and action.data() is self._period)

    def _tell(self) -> None:
        names = [family.words for family in Family if family in self._families]
        self._kind.say(names[0] if len(names) == 1 else self._count_words(len(names)))
        self._folder.say(name_of(self._subfolder))
        self._folder.setToolTip(readable(self._subfolder))
        self._date.say(self._date_words())
        filters = self.filters
        self._clear.setVisible(filters != Filters())
        self._fit()
        self.filters_changed.emit(filters)

    def _count_words(self, count: int) -> str:
        return QLocale().toString(count) if count else ""

    def _date_words(self) -> str:
        if self._days is None:
            return "" if self._period is Period.ANY else self._period_words[self._period]
        short = QLocale.FormatType.ShortFormat
        first, last = (
            QLocale().toString(QDate(day.year, day.month, day.day), short) for day in self._days
        )
        return f"{first} – {last}"


class _FolderMenus(QObject):
    """Menus in menus along the tree of subfolders, each filled when it is first opened."""

    def __init__(
        self, menu: QMenu, subfolders: Sequence[str], choose: Callable[[str], None]
    ) -> None:
        super().__init__(menu)
        self._choose = choose
        children: dict[str, list[str]] = {}
        for path in subfolders:
            children.setdefault(path.rpartition("/")[0], []).append(path)
        self._children = children
        self._fill(menu, "")

    def _fill(self, menu: QMenu, parent: str) -> None:
        children = self._children.get(parent, ())
        for path in children[:_MOST_IN_A_MENU]:
            name = name_of(path).replace("&", "&&")
            if path in self._children:
                below = menu.addMenu(icon("folder", "quiet"), name)
                below.aboutToShow.connect(lambda below=below, path=path: self._open(below, path))
            else:
                self._offer(menu, name, path)

        if (more := len(children) - _MOST_IN_A_MENU) > 0:
            words = self.tr("%Ln more folder(s) not listed here", "", more)
            menu.addAction(words).setEnabled(False)

    def _open(self, menu: QMenu, path: str) -> None:
        if menu.isEmpty():
            words = self.tr("All of %1").replace("%1", name_of(path).replace("&", "&&"))
            self._offer(menu, words, path)
            menu.addSeparator()
            self._fill(menu, path)

    def _offer(self, menu: QMenu, words: str, path: str) -> None:
        action = menu.addAction(icon("folder", "quiet"), words)
        action.triggered.connect(lambda: self._choose(path))
