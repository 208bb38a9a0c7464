"""Groups of duplicates as one printable page, with the evidence for each document.

The page stands alone: no script, no picture, nothing fetched. All that comes from documents is
escaped, and a content security policy forbids the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.output.changes import Compare
from desktop_app.output.duplicates_csv import not_written
from desktop_app.output.lines import counted, shown_path
from desktop_app.output.page_style import STYLE
from desktop_app.output.places import Piece, Place, places
from desktop_app.output.words import (
    GROUP_TITLES,
    MEMBER_WORDS,
    difference_words,
    left_out,
    obstacle_words,
    page_words,
    percent,
)
from desktop_app.similarity.differences import summary
from desktop_app.similarity.duplicates.groups import Obstacle
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.terminal import printable

if TYPE_CHECKING:
    from desktop_app.index.rows import TextPrint
    from desktop_app.library import Duplicates
    from desktop_app.similarity.duplicates.comparison import Evidence
    from desktop_app.similarity.duplicates.groups import Group, Member

_MOST_PLACES = 12  # shown for one document; the rest is counted
_MOST_DETAILS = 8
_IDENTICAL = (Relation.IDENTICAL_FILE, Relation.IDENTICAL_TEXT)


def write_html(
    found: Duplicates, threshold: float, target: Path, *, folder: Path, compare: Compare
) -> int:
    """Write the groups at ``threshold`` with their evidence; returns how many groups.

    Args:
        folder: Named at the top.
        compare: Asked for members whose text is not that of the kept copy.

    Raises:
        InvalidRequest: If the file cannot be written.
    """
    groups = found.findings.groups(threshold)
    # All of it before the file is opened: who stops it half-way keeps an older report.
    page = "".join(_page(found, groups, threshold, folder, compare))
    try:
        target.write_text(page, encoding="utf-8", errors="replace")
    except OSError as exc:
        raise not_written(target, exc) from exc
    return len(groups)


def _page(
    found: Duplicates, groups: Sequence[Group], threshold: float, folder: Path, compare: Compare
) -> Iterator[str]:
    yield _head(f"Duplicates in “{folder.name}”")
    yield from _opening(found, groups, threshold, folder)
    for number, group in enumerate(groups, 1):
        yield from _GroupSection(found, group, compare).lines(number, len(groups))
    yield "<footer>"
    for sentence in left_out(found.findings):
        yield f"<p>{_text(sentence)}</p>"
    yield "<p>Nothing was removed.</p></footer></body></html>\n"


def _head(title: str) -> str:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width">'
        f"<title>{_text(title)}</title><style>{STYLE}</style></head><body>\n"
    )


def _opening(
    found: Duplicates, groups: Sequence[Group], threshold: float, folder: Path
) -> Iterator[str]:
    made = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %Z")
    yield f"<h1>Duplicates in “{_text(folder.name)}”</h1>\n"
    yield f'<p class="quiet">{_text(str(folder))}<br>{_text(made)}, Likewise {__version__},'
    yield f" from {percent(threshold)} alike</p>\n"
    yield f"<p><strong>{_text(found.coverage.sentence)}</strong></p>\n"
    if not groups:
        yield "<p>No duplicates found.</p>\n"
        return
    yield '<table class="overview"><thead><tr><th></th><th>Groups</th>'
    yield "<th>Further documents</th><th>Could be removed</th></tr></thead><tbody>\n"
    for kind in dict.fromkeys(group.kind for group in groups):
        of_kind = [group for group in groups if group.kind is kind]
        members = [member for group in of_kind for member in group.members]
        removable = sum(member.removable for member in members)
        yield f"<tr><td>{_text(GROUP_TITLES[kind])}</td><td>{len(of_kind):,}</td>"
        yield f"<td>{len(members):,}</td><td>{removable:,}</td></tr>\n"
    yield "</tbody></table>\n"
    yield '<p class="quiet">What could be removed says nothing that the kept copy does not.</p>\n'


class _GroupSection:
    """One group. Copies of one text are told as such; what differs is shown once.

    Of documents on one template the first shows how they differ, the others only their details.
    """

    def __init__(self, found: Duplicates, group: Group, compare: Compare) -> None:
        self._found, self._group, self._compare = found, group, compare
        self._kept = found.rows[group.kept]
        self._template = group.kind is Relation.SAME_TEMPLATE
        self._kept_name = "the first" if self._template else "the kept copy"
        self._first_with: dict[tuple[bytes, Obstacle | None], str] = {}

    def lines(self, number: int, of: int) -> Iterator[str]:
        title = GROUP_TITLES[self._group.kind]
        yield f"<section><h2>Group {number} of {of} <small>{_text(title)}</small></h2>\n"
        role = (
            ""
            if self._template
            else '<span class="chip keep">keep</span>'
            f' <span class="quiet">{_text(self._group.kept_because)}</span>'
        )
        yield f'<p><span class="path">{_path(self._kept.path)}</span> {role}</p>\n'
        for member in self._group.members:
            yield from self._member(member)
        yield "</section>\n"

    def _member(self, member: Member) -> Iterator[str]:
        row = self._found.rows[member.document]
        score = "" if member.score >= 1.0 else f" {percent(member.score)}"
        yield f'<article><span class="path">{_path(row.path)}</span> '
        yield f'<span class="chip">{_text(MEMBER_WORDS[member.relation])}{score}</span>\n'
        if member.obstacle is None:
            yield '<div class="quiet">could be removed</div>\n'
        elif member.obstacle is not Obstacle.RELATION:
            stays = obstacle_words(member.obstacle, member.relation)
            yield f'<div class="quiet">stays: {_text(stays)}</div>\n'
        if member.relation not in _IDENTICAL or member.obstacle is Obstacle.SAYS_MORE:
            yield from self._evidence(member, row)
        yield "</article>\n"

    def _evidence(self, member: Member, row: TextPrint) -> Iterator[str]:
        first = self._first_with.setdefault((row.text_sha256, member.obstacle), row.path)
        if member.same_as is not None:
            first = self._found.rows[member.same_as].path
        if first != row.path:
            what = "the same text as" if member.same_as is None else "the same file as"
            yield f'<div class="quiet">{what} {_path(first)}</div>\n'
        elif self._template and len(self._first_with) > 1:
            yield from self._details("only here", member.pair.only_in(row.id))
            yield from self._details("only in the first", member.pair.only_in(self._kept.id))
        else:
            yield from self._differences(row)

    def _details(self, what: str, details: Sequence[str]) -> Iterator[str]:
        if details:
            more = ", …" if len(details) > _MOST_DETAILS else ""
            shown = ", ".join(details[:_MOST_DETAILS])
            yield f'<div class="quiet">{what}: {_text(shown)}{more}</div>\n'

    def _differences(self, row: TextPrint) -> Iterator[str]:
        found = self._compare(self._kept, row)
        if found is None:
            yield '<div class="quiet">One of the two has changed since.</div>\n'
            return
        told = summary(found.differences, left=f"in {self._kept_name}", right="in this one")
        yield f"<div>{_text(told)}</div>\n"
        harmless = not found.differences.substantive
        shown = places(found.differences, found.text_a, found.text_b, harmless=harmless)
        if not shown:
            return
        heading = self._kept_name[0].upper() + self._kept_name[1:]
        yield f"<table><thead><tr><th>{heading}</th><th>This one</th></tr></thead><tbody>\n"
        for place in shown[:_MOST_PLACES]:
            yield from self._place(place, found, row)
        yield "</tbody></table>\n"
        if len(shown) > _MOST_PLACES:
            more = counted(len(shown) - _MOST_PLACES, "more place")
            yield f'<div class="quiet">… and {more}; “likewise compare” shows all.</div>\n'

    def _place(self, place: Place, found: Evidence, row: TextPrint) -> Iterator[str]:
        kinds = difference_words(place.kinds, f"in {self._kept_name}", "in this one")
        recurs = "recurs in the folder" if place.recurring else ""
        page_a = page_words(self._kept.kind, found.text_a, place.page_a)
        page_b = page_words(row.kind, found.text_b, place.page_b)
        left = ", ".join(filter(None, (kinds, recurs, page_a)))
        yield f'<tr><td class="a"><small>{_text(left)}</small><br>{_marked(place.a)}</td>'
        yield f'<td class="b"><small>{_text(page_b)}</small><br>{_marked(place.b)}</td></tr>\n'


def _marked(pieces: Iterable[Piece]) -> str:
    return "".join(
        f"<mark>{_text(piece.text)}</mark>" if piece.differs else _text(piece.text)
        for piece in pieces
    )


def _path(path: str) -> str:
    return escape(shown_path(path))


def _text(text: str) -> str:
    return escape(printable(text))
