"""Groups of duplicates as one printable page, with the evidence for each document.

The page stands alone: no script, no picture, nothing fetched. All that comes from documents is
escaped, and a content security policy forbids the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.output.duplicates_csv import not_written
from desktop_app.output.places import Piece, Place, places
from desktop_app.output.words import (
    DIFFERENCES,
    GROUP_TITLES,
    MEMBER_WORDS,
    OBSTACLES,
    counted,
    left_out,
)
from desktop_app.paths import display_path
from desktop_app.similarity.differences import summary
from desktop_app.similarity.relations import Relation

if TYPE_CHECKING:
    from desktop_app.library import Duplicates
    from desktop_app.similarity.comparison import DocumentComparison
    from desktop_app.similarity.groups import Group, Member

Compare = Callable[[str, str], "DocumentComparison"]
"""Compares a member with the kept copy, both as paths."""

_MOST_PLACES = 12  # shown for one document; the rest is counted
_NO_EVIDENCE = (Relation.IDENTICAL_FILE, Relation.IDENTICAL_TEXT)

_STYLE = """
:root { --ink: #1c1e21; --quiet: #5c6470; --line: #d9dde3; --a: #a3261b; --b: #1b6b3a;
        --a-back: #fbe9e7; --b-back: #e5f3ea; --page: #ffffff; --chip: #eef1f5; }
@media (prefers-color-scheme: dark) { @media screen {
  :root { --ink: #e6e8eb; --quiet: #a2abb8; --line: #3a4049; --a: #ff9a8f; --b: #7fd6a0;
          --a-back: #45201c; --b-back: #173a26; --page: #191c20; --chip: #2a2f36; } } }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, "Segoe UI", sans-serif; color: var(--ink);
       background: var(--page); max-width: 60rem; margin: 2.5rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; margin: 0 0 .3rem; }
h2 { font-size: 1.1rem; margin: 2.2rem 0 .5rem; padding-top: 1rem;
     border-top: 1px solid var(--line); }
h2 small, .quiet { color: var(--quiet); font-weight: normal; }
.facts { color: var(--quiet); margin: .2rem 0; }
.path { font-weight: 600; overflow-wrap: anywhere; }
.chip { background: var(--chip); border-radius: 1rem; padding: .05rem .6rem; font-size: .85em;
        white-space: nowrap; }
article { margin: .9rem 0 1.1rem; break-inside: avoid-page; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: .4rem 0; }
caption { text-align: left; color: var(--quiet); font-size: .85em; padding: .3rem 0 .1rem; }
td, th { vertical-align: top; text-align: left; padding: .3rem .5rem; width: 50%;
         border: 1px solid var(--line); overflow-wrap: anywhere; font-weight: normal; }
th { color: var(--quiet); font-size: .85em; }
mark { font-weight: 600; border-radius: .2em; padding: 0 .15em; text-decoration: underline; }
.a mark { background: var(--a-back); color: var(--a); }
.b mark { background: var(--b-back); color: var(--b); }
footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--quiet); }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } h2 { break-after: avoid; } }
"""


def write_html(
    found: Duplicates, threshold: float, target: Path, *, folder: Path, compare: Compare
) -> int:
    """Write the groups at ``threshold`` with their evidence; returns how many groups.

    Args:
        folder: Named at the top.
        compare: Asked for each member that is not identical to the kept copy.

    Raises:
        InvalidRequest: If the file cannot be written.
    """
    groups = found.findings.groups(threshold)
    page = _Page(found, compare, len(groups))
    try:
        with target.open("w", encoding="utf-8", errors="replace") as file:
            file.write(_head(f"Duplicates in {folder.name}"))
            file.writelines(page.opening(folder, threshold, groups))
            for number, group in enumerate(groups, 1):
                file.writelines(page.group(number, group))
            file.writelines(page.closing())
    except OSError as exc:
        raise not_written(target, exc) from exc
    return len(groups)


def _head(title: str) -> str:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>\n"
    )


class _Page:
    def __init__(self, found: Duplicates, compare: Compare, groups: int) -> None:
        self._found, self._compare, self._groups = found, compare, groups

    def opening(self, folder: Path, threshold: float, groups: Sequence[Group]) -> Iterator[str]:
        made = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %Z")
        members = [member for group in groups for member in group.members]
        removable = sum(member.removable for member in members)
        yield f"<h1>Duplicates in “{_text(folder.name)}”</h1>\n"
        yield f'<p class="facts">{_text(str(folder))}<br>{made}, Likewise {__version__}, '
        yield f"score from {threshold:.2f}</p>\n"
        yield f"<p><strong>{self._found.coverage.sentence}</strong></p>\n"
        yield (
            f"<p>{counted(len(groups), 'group')} with {counted(len(members), 'document')} beside"
            f" the copies kept; of {removable:,} of them the kept copy says all that they say."
            " Nothing was removed.</p>\n"
        )

    def group(self, number: int, group: Group) -> Iterator[str]:
        kept = self._found.rows[group.kept]
        title = GROUP_TITLES.get(group.kind, group.kind.value)
        yield (
            f"<h2>Group {number} of {self._groups} <small>{_text(title)},"
            f" weakest {group.weakest:.0%}</small></h2>\n"
        )
        # Uses of one form stand beside each other: none is kept in place of another.
        role = (
            '<span class="chip">compared with</span>'
            if group.kind is Relation.SAME_TEMPLATE
            else f'<span class="chip">keep</span> <span class="quiet">{_text(group.kept_because)}'
            "</span>"
        )
        yield f'<p><span class="path">{_path(kept.path)}</span> {role}</p>\n'
        for member in group.members:
            yield from self._member(group, member)

    def _member(self, group: Group, member: Member) -> Iterator[str]:
        row = self._found.rows[member.document]
        words = MEMBER_WORDS.get(member.relation, member.relation.value)
        score = "" if member.score >= 1.0 else f" {member.score:.0%}"
        verdict = (
            "could be removed: the kept copy says all that it says"
            if member.obstacle is None
            else f"stays: {OBSTACLES[member.obstacle]}"
        )
        yield f'<article><span class="path">{_path(row.path)}</span> '
        yield f'<span class="chip">{_text(words)}{score}</span><br>'
        yield f'<span class="quiet">{_text(verdict)}</span>\n'
        if member.relation not in _NO_EVIDENCE:
            kept = self._found.rows[group.kept]
            yield from _evidence(self._compare(kept.path, row.path))
        yield "</article>\n"

    def closing(self) -> Iterator[str]:
        yield f"<footer><p>{self._found.coverage.sentence}</p>"
        for sentence in left_out(self._found.findings):
            yield f"<p>{_text(sentence)}</p>"
        yield "</footer></body></html>\n"


def _evidence(found: DocumentComparison) -> Iterator[str]:
    told = summary(found.differences, left="in the kept copy", right="in this one")
    yield f"<div>{_text(told)}</div>\n"
    shown = places(found.differences, found.text_a, found.text_b)
    if not shown:
        return
    yield "<table><thead><tr><th>The kept copy</th><th>This one</th></tr></thead>\n"
    for place in shown[:_MOST_PLACES]:
        yield from _place_rows(place)
    yield "</table>\n"
    if len(shown) > _MOST_PLACES:
        yield (
            f'<div class="quiet">… and {counted(len(shown) - _MOST_PLACES, "more place")};'
            " “likewise compare” shows all.</div>\n"
        )


def _place_rows(place: Place) -> Iterator[str]:
    kinds = ", ".join(DIFFERENCES[kind] for kind in place.kinds)
    recurs = ", recurs in the folder" if place.recurring else ""
    yield f'<tr><td class="a"><small class="quiet">{_text(kinds)}{recurs}, page {place.page_a}'
    yield f"</small><br>{_marked(place.a)}</td>"
    yield f'<td class="b"><small class="quiet">page {place.page_b}</small><br>'
    yield f"{_marked(place.b)}</td></tr>\n"


def _marked(pieces: Iterable[Piece]) -> str:
    return "".join(
        f"<mark>{_text(piece.text)}</mark>" if piece.differs else _text(piece.text)
        for piece in pieces
    )


def _path(path: str) -> str:
    return _text(display_path(path))


def _text(text: str) -> str:
    """Escape, and show what cannot be printed as a replacement character."""
    return escape("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text))
