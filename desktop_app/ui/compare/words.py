"""What two compared documents are to each other and how they differ, in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from desktop_app.ui.compare.model import Aligned, Compared, Family, Likeness, Place, Stretch
from desktop_app.ui.text.amounts import number

_QUOTED = 90
_REPLACED = (
    Family.AMOUNTS,
    Family.NUMBERS,
    Family.DATES,
    Family.NAMES,
    Family.CELLS,
    Family.WORDING,
)

_COUNTED = (Family.STRUCK, Family.ONLY_LEFT, Family.ONLY_RIGHT, Family.MOVED, Family.MISREAD)


def relation_words(found: Compared) -> str:
    """Return what the left document is to the right one; "" while it is not known."""
    if found.relation is None:
        return ""
    translate = QCoreApplication.translate
    return {
        "": translate("Compare", "Not alike"),
        "identical_file": translate("Compare", "The same file, byte by byte"),
        "identical_text": translate("Compare", "The same text"),
        "near_duplicate": translate("Compare", "Nearly the same text"),
        "contains": translate("Compare", "The left one contains the right one"),
        "contained_in": translate("Compare", "The right one contains the left one"),
        "same_template": translate("Compare", "Same template, other details"),
        "possible": translate("Compare", "Possibly the same: a poor scan"),
        "related": translate("Compare", "Of the same topic"),
    }[found.relation]


def summary(found: Aligned) -> str:
    """Return what differs, most telling first, as one sentence."""
    parts = [_likeness(found.likeness)]
    replaced = [_counted(family, found.count(family)) for family in _REPLACED]
    replaced = [words for words in replaced if words]
    if replaced:
        differs = QCoreApplication.translate("Compare", "different: %1")
        parts.append(differs.replace("%1", _listed(replaced)))
    for family in _COUNTED:
        if count := found.count(family):
            parts.append(_counted(family, count) + _pages(found, family))
    if found.count(Family.HEADERS):
        parts.append(QCoreApplication.translate("Compare", "headers or footers differ"))
    if len(parts) == 1 and found.count(Family.SMALL):
        parts.append(
            QCoreApplication.translate(
                "Compare", "only spelling, punctuation or ways of writing differ"
            )
        )
    return "; ".join(parts) + "."


def family_words(family: Family) -> str:
    """Return what a chip says beside its count."""
    translate = QCoreApplication.translate
    return {
        Family.AMOUNTS: translate("Compare", "Amounts"),
        Family.NUMBERS: translate("Compare", "Numbers"),
        Family.DATES: translate("Compare", "Dates"),
        Family.NAMES: translate("Compare", "Names"),
        Family.STRUCK: translate("Compare", "Struck out"),
        Family.CELLS: translate("Compare", "Columns"),
        Family.WORDING: translate("Compare", "Wording"),
        Family.ONLY_LEFT: translate("Compare", "Only left"),
        Family.ONLY_RIGHT: translate("Compare", "Only right"),
        Family.MOVED: translate("Compare", "Moved"),
        Family.MISREAD: translate("Compare", "Perhaps misread"),
        Family.HEADERS: translate("Compare", "Headers"),
        Family.SMALL: translate("Compare", "Small things"),
    }[family]


def family_explained(family: Family) -> str:
    """Return what belongs to a family whose name does not tell it; else its name."""
    if family is Family.SMALL:
        return QCoreApplication.translate(
            "Compare",
            "Spelling, punctuation, the same value written in another way, text that recurs in "
            "the folder",
        )
    if family is Family.STRUCK:
        return QCoreApplication.translate("Compare", "Struck out in one text and not in the other")
    if family is Family.CELLS:
        return QCoreApplication.translate("Compare", "The same value in another column of a table")
    if family is Family.MISREAD:
        return QCoreApplication.translate(
            "Compare", "Words that text recognition has likely got wrong in one of the two"
        )
    return family_words(family)


def place_words(place: Place) -> str:
    """Return one line: what kind, on which pages, and what each says."""
    where = _where(place)
    head = f"{family_words(place.family)}, {where}" if where else family_words(place.family)
    said = [_quoted(one) for one in (place.left, place.right) if one is not None]
    return f"{head}: {' | '.join(said)}" if said else head


def passages(found: Compared, place: Place) -> str:
    """Return both passages with where they stand, to be pasted into a letter."""
    lines = []
    for side, stretch in ((found.left, place.left), (found.right, place.right)):
        if stretch is None:
            lines += [side.path, QCoreApplication.translate("Compare", "(nothing here)"), ""]
            continue
        head = f"{side.path}, {page_words(stretch.page)}" if side.pages > 1 else side.path
        lines += [head, stretch.text, ""]
    return "\n".join(lines).rstrip() + "\n"


def page_words(page: int) -> str:
    """Return “page 3”."""
    return QCoreApplication.translate("Compare", "page %1").replace("%1", number(page))


def _where(place: Place) -> str:
    pages = [one.page for one in (place.left, place.right) if one is not None]
    if not pages or max(pages) == 1:
        return ""
    if len(set(pages)) == 1:
        return page_words(pages[0])
    words = QCoreApplication.translate("Compare", "pages %1 and %2")
    return words.replace("%1", number(pages[0])).replace("%2", number(pages[1]))


def _quoted(stretch: Stretch) -> str:
    words = stretch.text
    short = f"{words[:_QUOTED].rstrip()}…" if len(words) > _QUOTED + 1 else words
    return QCoreApplication.translate("Compare", "“%1”").replace("%1", short)


def _likeness(likeness: Likeness) -> str:
    translate = QCoreApplication.translate
    return {
        Likeness.ONE_EMPTY: translate("Compare", "One of the two has no text"),
        Likeness.SAME: translate("Compare", "Same text"),
        Likeness.WITHIN: translate("Compare", "One text is within the other"),
        Likeness.MOSTLY: translate("Compare", "Mostly the same text"),
        Likeness.PARTLY: translate("Compare", "Partly the same text"),
        Likeness.LITTLE: translate("Compare", "Little in common"),
        Likeness.NOTHING: translate("Compare", "Nothing in common"),
    }[likeness]


def _counted(family: Family, count: int) -> str:
    return CountedDifferences().words(family, count) if count else ""


class CountedDifferences(QObject):
    """Gives plural forms, which Qt's tools find in ``tr`` only."""

    def words(self, family: Family, count: int) -> str:
        """Return “2 dates”."""
        return {
            Family.AMOUNTS: self.tr("%Ln amount(s)", "", count),
            Family.NUMBERS: self.tr("%Ln number(s)", "", count),
            Family.DATES: self.tr("%Ln date(s)", "", count),
            Family.NAMES: self.tr("%Ln name(s)", "", count),
            Family.STRUCK: self.tr("%Ln passage(s) struck out in one", "", count),
            Family.CELLS: self.tr("%Ln value(s) in another column", "", count),
            Family.WORDING: self.tr("%Ln wording(s)", "", count),
            Family.ONLY_LEFT: self.tr("%Ln passage(s) only on the left", "", count),
            Family.ONLY_RIGHT: self.tr("%Ln passage(s) only on the right", "", count),
            Family.MOVED: self.tr("%Ln passage(s) moved", "", count),
            Family.MISREAD: self.tr("%Ln word(s) perhaps misread", "", count),
        }[family]


def _pages(found: Aligned, family: Family) -> str:
    """Return “, page 3” where all places of a family are on one page of several."""
    some = [place for place in found.places if place.family is family]
    pages = {one.page for place in some if (one := place.left or place.right)}
    last = max(
        (one.page for place in found.places if (one := place.left or place.right)), default=1
    )
    return f", {page_words(min(pages))}" if len(pages) == 1 and last > 1 else ""


def _listed(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    words = QCoreApplication.translate("Compare", "%1 and %2")
    return words.replace("%1", ", ".join(parts[:-1])).replace("%2", parts[-1])
