"""How runs of a Word document look where that changes what they say (ECMA-376-1, clause 17.3.2).

Struck out, or above or below the line: by themselves, by the style of their letters, or by that of
their paragraph. Table styles and the document's defaults are not asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from desktop_app.documents.readers.raised_lowered import above, below
from desktop_app.documents.sources.ooxml import attribute, local_name

_FALSE = frozenset({"0", "false", "off"})
_MOST_HOPS = 16  # styles based on styles
_PLACES = {"superscript": above, "subscript": below}


@dataclass(slots=True)
class RunLook:
    """What a run, or a style, says of itself.

    Attributes:
        strikes: Of "strike" and "dstrike", which it says something about, and what.
        place: "superscript", "subscript" or "baseline"; "" if it does not say.
        style: The style of its letters, or what a style is based on; "" for none.
    """

    strikes: dict[str, bool] = field(default_factory=dict)
    place: str = ""
    style: str = ""

    def take(self, name: str, element: Any) -> None:
        """Take in one of its properties: "strike", "dstrike", "vertAlign" or "rStyle"."""
        value = attribute(element, "val")
        if name == "vertAlign":
            self.place = value
        elif name == "rStyle":
            self.style = value
        else:
            self.strikes[name] = value not in _FALSE

    @property
    def is_telling(self) -> bool:
        return bool(self.strikes or self.place)


RUN_PROPERTIES = ("strike", "dstrike", "vertAlign", "rStyle")


class RunStyles:
    """The styles that strike out, raise or lower."""

    def __init__(self) -> None:
        self._styles: dict[str, RunLook] = {}
        self._known: dict[str, RunLook] = {"": RunLook()}
        self._is_telling = False

    def learn(self, style: Any) -> None:
        """Take in a style (``w:style``)."""
        based_on = style.find("{*}basedOn")
        look = RunLook(style="" if based_on is None else attribute(based_on, "val"))
        for properties in style.iterfind("{*}rPr"):
            for element in properties:
                if (name := local_name(element)) in RUN_PROPERTIES:
                    look.take(name, element)
        self._styles[attribute(style, "styleId")] = look
        self._is_telling = self._is_telling or look.is_telling

    def shown(self, text: str, look: RunLook | None, paragraph_style: str) -> tuple[str, bool]:
        """Return a run's text, raised or lowered as far as signs can be, and if it is struck out.

        Args:
            look: What the run says itself; None if nothing.
            paragraph_style: Of its paragraph, or "".
        """
        if not self._is_telling and (look is None or not look.is_telling):
            return text, False
        own = look or RunLook()
        letters, around = self._resolved(own.style), self._resolved(paragraph_style)
        move = _PLACES.get(own.place or letters.place or around.place)
        # Where both styles strike out, neither does (17.7.3, toggle properties).
        styled = any(letters.strikes.values()) != any(around.strikes.values())
        is_struck = any(own.strikes.values()) if own.strikes else styled
        return move(text) if move else text, is_struck

    def _resolved(self, name: str) -> RunLook:
        """Return what a style says together with those it is based on."""
        if name not in self._known:
            found, style = RunLook(), name
            for _ in range(_MOST_HOPS):
                look = self._styles.get(style)
                if look is None:
                    break
                found.strikes = {**look.strikes, **found.strikes}
                found.place, style = found.place or look.place, look.style
            self._known[name] = found
        return self._known[name]


def is_of_run(element: Any) -> bool:
    """Whether a property is that of a run, not that of a paragraph's end."""
    properties = element.getparent()
    owner = None if properties is None else properties.getparent()
    return owner is not None and local_name(owner) == "r"
