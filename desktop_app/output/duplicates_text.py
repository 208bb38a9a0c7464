"""Groups of duplicates for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from desktop_app.output.lines import indented
from desktop_app.output.words import (
    GROUP_TITLES,
    MEMBER_WORDS,
    left_out,
    obstacle_words,
    percent,
)
from desktop_app.paths import display_path
from desktop_app.similarity.duplicates.groups import Obstacle
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.terminal import Style, display_width, printable

if TYPE_CHECKING:
    from desktop_app.library import Duplicates
    from desktop_app.similarity.duplicates.groups import Group, Member

_INDENT = "          "
_NOTE = f"{_INDENT}  "
_MOST_MEMBERS = 12
"""Of a group, unless every one is asked for."""


class DuplicatesText:
    """Turns what is alike in a folder into lines.

    Args:
        width: Columns a line may take; a path is never cut.
        every: Whether to show every member of large groups.
    """

    def __init__(self, style: Style, width: int, *, every: bool = False) -> None:
        self._style, self._width, self._every = style, width, every

    def lines(self, found: Duplicates, threshold: float) -> Iterator[str]:
        """Yield the groups at ``threshold`` and what was left out."""
        groups = found.findings.groups(threshold)
        if not groups:
            yield "No duplicates found."
        for number, group in enumerate(groups, 1):
            yield from self._title(f"Group {number} of {len(groups)}", GROUP_TITLES[group.kind])
            yield from _Group(self._style, self._width, found, group).lines(every=self._every)
            yield ""
        if groups:
            yield from self._quiet("“likewise compare” shows what differs between two of them.")
        yield from self._quiet(f"Nothing is removed here. {found.coverage.sentence}")
        for sentence in left_out(found.findings):
            yield from self._quiet(sentence)

    def _title(self, group: str, kind: str) -> Iterator[str]:
        if len(group) + 2 + len(kind) <= self._width:
            yield f"{self._style.bold(group)}  {kind}"
        else:
            yield self._style.bold(group)
            yield from indented(kind, self._width)

    def _quiet(self, text: str) -> Iterator[str]:
        return map(self._style.dim, indented(text, self._width))


class _Group:
    """One group in lines. Copies of one text are told as such, and what differs only once."""

    def __init__(self, style: Style, width: int, found: Duplicates, group: Group) -> None:
        self._style, self._width = style, width
        self._found, self._group = found, group
        self._first_with: dict[tuple[bytes, Obstacle | None], str] = {}

    def lines(self, *, every: bool) -> Iterator[str]:
        yield from self._kept()
        members = self._group.members
        most = len(members) if every or len(members) <= _MOST_MEMBERS + 1 else _MOST_MEMBERS
        for member in members[:most]:
            yield from self._member(member)
        if most < len(members):
            rest = members[most:]
            removable = sum(member.removable for member in rest)
            told = f"… and {len(rest):,} more"
            if removable:
                told += f", {removable:,} of which could be removed"
            yield self._style.dim(f"{_INDENT}{told}; --all shows them")

    def _kept(self) -> Iterator[str]:
        path = _name(self._found.rows[self._group.kept].path)
        if self._group.kind is Relation.SAME_TEMPLATE:
            # Not copies of one another: none of them is "kept" in place of another.
            yield f"{_INDENT}{path}"
        else:
            line = f"    {self._style.good('keep')}  {path}"
            yield from self._with(line, f"    keep  {path}", self._group.kept_because)

    def _member(self, member: Member) -> Iterator[str]:
        row = self._found.rows[member.document]
        path = f"{_INDENT}{_name(row.path)}"
        first = self._first_with.setdefault((row.text_sha256, member.obstacle), row.path)
        if member.same_as is not None:
            first = self._found.rows[member.same_as].path
        is_copy = first != row.path and member.relation not in _IDENTICAL
        if is_copy:
            what = "the same file as" if member.same_as is not None else "the same text as"
            told = f"{what} {_name(first)}"
        else:
            score = f" {percent(member.score)}" if member.score < 1.0 else ""
            told = f"{MEMBER_WORDS[member.relation]}{score}"
        if member.removable:
            told += "; could be removed"
        yield from self._with(path, path, told)
        if member.obstacle not in (None, Obstacle.RELATION) and not is_copy:
            yield from self._note(f"stays: {obstacle_words(member.obstacle, member.relation)}")
        if not is_copy:
            yield from self._details("only here", member.pair.only_in(member.document))
            yield from self._details("only in the first", member.pair.only_in(self._group.kept))
        if member.also_in:
            others = ", ".join(_name(self._found.rows[kept].path) for kept in member.also_in)
            yield from self._note(f"also in the group of {others}")

    def _with(self, line: str, plain: str, told: str) -> Iterator[str]:
        """Put what is told behind a path, or below where there is no room."""
        if display_width(plain) + 2 + display_width(told) <= self._width:
            yield f"{line}  {self._style.dim(told)}"
        else:
            yield line
            yield from self._note(told)

    def _details(self, what: str, details: Sequence[str]) -> Iterator[str]:
        """As many as one line takes."""
        line = f"{_NOTE}{what}:"
        for count, detail in enumerate(details):
            mark = "" if count == len(details) - 1 else ","
            longer = f"{line} {printable(detail)}{mark}"
            if count and display_width(longer) + 2 > self._width:
                line += " …"
                break
            line = longer
        if details:
            yield self._style.dim(line)

    def _note(self, text: str) -> Iterator[str]:
        return map(self._style.dim, indented(text, self._width, _NOTE))


_IDENTICAL = (Relation.IDENTICAL_FILE, Relation.IDENTICAL_TEXT)


def _name(path: str) -> str:
    return printable(display_path(path))
