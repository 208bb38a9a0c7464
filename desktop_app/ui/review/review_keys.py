"""The keys of the review: what they do, and what is said of them."""

from __future__ import annotations

import enum

from PySide6.QtCore import QCoreApplication


class Deed(enum.Enum):
    """What a key stands for; the value is the key."""

    DUPLICATE = "D"
    VERSION = "V"
    NOT_RELATED = "X"
    KEEP = "K"
    UNSURE = "U"
    NOTE = "N"
    KEPT = "R"
    UNDO = "Ctrl+Z"
    NEXT_GROUP = "J"
    GROUP_BEFORE = "Shift+J"
    NEXT_OPEN = "G"
    COMPARE = "C"
    FIND = "/"
    APPLY = "Ctrl+Return"
    REPORT = "Ctrl+S"
    KEYS = "?"

    @property
    def words(self) -> str:
        """What it does."""
        translate = QCoreApplication.translate
        return {
            Deed.DUPLICATE: translate("ReviewKeys", "It is a duplicate of the kept copy"),
            Deed.VERSION: translate("ReviewKeys", "It is another version; stays"),
            Deed.NOT_RELATED: translate("ReviewKeys", "Not related; never show the two together"),
            Deed.KEEP: translate("ReviewKeys", "Keep both"),
            Deed.UNSURE: translate("ReviewKeys", "Unsure"),
            Deed.NOTE: translate("ReviewKeys", "Write a note"),
            Deed.KEPT: translate("ReviewKeys", "Make it the kept copy"),
            Deed.UNDO: translate("ReviewKeys", "Take the last decision back"),
            Deed.NEXT_GROUP: translate("ReviewKeys", "Next group"),
            Deed.GROUP_BEFORE: translate("ReviewKeys", "Group before"),
            Deed.NEXT_OPEN: translate("ReviewKeys", "Next group that is not decided"),
            Deed.COMPARE: translate("ReviewKeys", "Compare over the whole window"),
            Deed.FIND: translate("ReviewKeys", "Into the box of names"),
            Deed.APPLY: translate("ReviewKeys", "Remove what was decided…"),
            Deed.REPORT: translate("ReviewKeys", "Save a report…"),
            Deed.KEYS: translate("ReviewKeys", "Show these keys"),
        }[self]


def key_rows() -> list[tuple[str, str]]:
    """Return (words, key) of each key, and of those that lists have anyway."""
    translate = QCoreApplication.translate
    rows = [(deed.words, deed.value) for deed in Deed]
    rows.append((translate("ReviewKeys", "Document before, next document"), "↑ ↓"))
    rows.append((translate("ReviewKeys", "Next difference, difference before"), "F8 Shift+F8"))
    rows.append((translate("ReviewKeys", "Choose several documents"), "Shift+↑↓ Ctrl+A"))
    return rows
