"""The one style sheet, resources/theme/likewise.qss, filled with colours and sizes.

Widgets say what they are by the property ``kind``, never how they look.

| kind | on | what it is |
|---|---|---|
| ``primary`` | QPushButton | the one main action of a page |
| ``flat`` | QToolButton, QPushButton | an action that shows its outline only under the pointer |
| ``link`` | QPushButton | an action in running text |
| ``display``, ``title``, ``quiet``, ``small`` | QLabel | sizes and weight of text |
| ``bar`` | QFrame | a bar at an edge of the window |
| ``card`` | QFrame | something raised above its ground |
| ``banner`` | QFrame | something to be told, above the view |
| ``pill`` | QToolButton | a round status |
| ``rail`` | QToolButton | a view in the rail |
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from string import Template

from desktop_app.ui.theme.tokens import DISPLAY, SMALL, TITLE, L, M, S, Theme

_FOLDER = Path(__file__).resolve().parents[3] / "resources" / "theme"


def style_sheet(theme: Theme, points: float) -> str:
    """Return the sheet for ``theme`` where the application's font has so many points."""
    sizes = {"small": SMALL * points, "title": TITLE * points, "display": DISPLAY * points}
    values = {name: f"{size:.1f}" for name, size in sizes.items()}
    look = "dark" if theme.dark else "light"
    for sign in ("check", "down"):
        values[sign] = (_FOLDER / f"{sign}-{look}.svg").as_posix()
    sheet = Template((_FOLDER / "likewise.qss").read_text(encoding="utf-8"))
    return sheet.substitute(**asdict(theme), **values, S=S, M=M, L=L)
