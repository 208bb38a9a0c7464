"""Gives the application its colours, and follows the system's light and dark while it runs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.ui.theme.style_sheet import style_sheet
from desktop_app.ui.theme.tokens import DARK, LIGHT, Theme, themed


def apply_theme(app: QApplication, dark: bool | None) -> None:
    """Show the application light, dark, or (None) as the system is, from now on.

    May be called again at any time, for example when the person changes the setting.
    """
    hints = app.styleHints()
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")  # the one style that takes our colours alike on every system
    follower = app.findChild(_Follower) or _Follower(app)
    follower.follows = dark is None
    # Title bars and native dialogs follow this as well.
    if dark is None:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    _put_on(app, DARK if (_system_is_dark(app) if dark is None else dark) else LIGHT)


def palette(theme: Theme) -> QPalette:
    """Return ``theme`` in Qt's roles, for what no style sheet reaches."""
    found, role, group = QPalette(), QPalette.ColorRole, QPalette.ColorGroup
    for name, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.window),
        (role.Text, theme.text),
        (role.PlaceholderText, theme.quiet),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.bad),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.on_selection),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Accent, theme.accent),
        (role.Light, theme.raised),
        (role.Midlight, theme.hover),
        (role.Mid, theme.line),
        (role.Dark, theme.edge),
        (role.Shadow, theme.line),
    ):
        found.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        found.setColor(group.Disabled, name, QColor(theme.quiet))
    return found


class _Follower(QObject):
    """Hears of the system's change; lives as long as the application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.follows = False
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def _on_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        if self.follows:
            _put_on(self._app, DARK if scheme is Qt.ColorScheme.Dark else LIGHT)


def _put_on(app: QApplication, theme: Theme) -> None:
    themed.current = theme
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme, app.font().pointSizeF()))
    themed.changed.emit()


def _system_is_dark(app: QApplication) -> bool:
    return app.styleHints().colorScheme() is Qt.ColorScheme.Dark
