"""Groups of duplicates for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from desktop_app.output.changes import MOST_COMPARED, Changes, Compare, changes, told
from desktop_app.output.lines import counted, indented, shown_path
from desktop_app.output.words import (
    GROUP_TITLES,
    MEMBER_WORDS,
    WRITTEN_OTHERWISE,
    left_out,
    obstacle_words,
    percent,
)
from desktop_app.similarity.duplicates.groups import Obstacle
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.terminal import Style, display_width, printable

if TYPE_CHECKING:
    from desktop_app.index.rows import TextPrint
    from desktop_app.library import Duplicates
    from desktop_app.similarity.duplicates.comparison import Evidence
    from desktop_app.similarity.duplicates.groups import Group, Member

_INDENT = "          "
_NOTE = f"{_INDENT}  "
_MOST_MEMBERS = 12
"""Of a group, unless every one is asked for."""


class DuplicatesText:
    """Turns what is alike in a folder into lines.

    Args:
        width: Columns a line may take; a path is never cut.
        compare: Asked how members differ from the kept copy; without it only details are listed.
        every: Whether to show every member of large groups.
    """

    def __init__(
        self, style: Style, width: int, compare: Compare | None = None, *, every: bool = False
    ) -> None:
        self._style, self._width, self._every = style, width, every
        self._compare, self._compared = compare, 0

    def lines(self, found: Duplicates, threshold: float) -> Iterator[str]:
        """Yield the groups at ``threshold`` and what was left out."""
        groups = found.findings.groups(threshold)
        if not groups:
            yield "No duplicates found."
        for number, group in enumerate(groups, 1):
            yield from self._title(f"Group {number} of {len(groups)}", GROUP_TITLES[group.kind])
            shown = _Group(self._style, self._width, found, group, self._asked)
            yield from shown.lines(every=self._every)
            yield ""
        if groups:
            yield from self._quiet("“likewise compare” shows what differs between two of them.")
        yield from self._quiet(f"Nothing is removed here. {found.coverage.sentence}")
        for sentence in left_out(found.findings):
            yield from self._quiet(sentence)

    def _asked(self, kept: TextPrint, row: TextPrint) -> Evidence | None:
        """Compare the first members only: a list of thousands is for looking through."""
        self._compared += 1
        if self._compare is None or self._compared > MOST_COMPARED:
            return None
        return self._compare(kept, row)

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

    def __init__(
        self, style: Style, width: int, found: Duplicates, group: Group, compare: Compare
    ) -> None:
        self._style, self._width, self._compare = style, width, compare
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
            more = f"… and {len(rest):,} more"
            if removable:
                more += f", {removable:,} of which could be removed"
            yield self._style.dim(f"{_INDENT}{more}; --all shows them")

    def _kept(self) -> Iterator[str]:
        path = shown_path(self._found.rows[self._group.kept].path)
        if self._group.kind is Relation.SAME_TEMPLATE:
            # Not copies of one another: none of them is "kept" in place of another.
            yield f"{_INDENT}{path}"
        else:
            line = f"    {self._style.good('keep')}  {path}"
            yield from self._with(line, f"    keep  {path}", self._group.kept_because)

    def _member(self, member: Member) -> Iterator[str]:
        row = self._found.rows[member.document]
        path = f"{_INDENT}{shown_path(row.path)}"
        first = self._first_with.setdefault((row.text_sha256, member.obstacle), row.path)
        if member.same_as is not None:
            first = self._found.rows[member.same_as].path
        is_copy = first != row.path and member.relation not in _IDENTICAL
        differing = None if is_copy else self._changes(member, row)
        if is_copy:
            what = "the same file as" if member.same_as is not None else "the same text as"
            about = f"{what} {shown_path(first)}"
        else:
            score = f" {percent(member.score)}" if member.score < 1.0 else ""
            about = f"{MEMBER_WORDS[member.relation]}{score}"
            if member.relation is Relation.IDENTICAL_TEXT and differing:
                about += f", but written otherwise in {counted(differing.places, 'place')}"
        if member.removable:
            about += "; could be removed"
        yield from self._with(path, path, about)
        if member.obstacle not in (None, Obstacle.RELATION) and not is_copy:
            why = obstacle_words(member.obstacle, member.relation)
            if member.obstacle is Obstacle.SAYS_MORE and differing and differing.harmless:
                why = WRITTEN_OTHERWISE
            yield from self._note(f"stays: {why}")
        if differing:
            yield from self._differing(differing)
        elif not is_copy:
            yield from self._details("only here", member.pair.only_in(member.document))
            yield from self._details("only in the first", member.pair.only_in(self._group.kept))
        if member.also_in:
            others = ", ".join(shown_path(self._found.rows[kept].path) for kept in member.also_in)
            yield from self._note(f"also in the group of {others}")

    def _changes(self, member: Member, row: TextPrint) -> Changes | None:
        """What differs, where something does and was looked at."""
        if member.relation in _IDENTICAL and member.obstacle is not Obstacle.SAYS_MORE:
            return None
        kept = self._found.rows[self._group.kept]
        found = self._compare(kept, row)
        return changes(found, kept, row) if found and found.differences.differences else None

    def _differing(self, found: Changes) -> Iterator[str]:
        kept = "the first" if self._group.kind is Relation.SAME_TEMPLATE else "the kept copy"
        for change in found.first:
            yield from self._note(told(change, kept))
        if found.others:
            yield from self._note(f"… and {counted(found.others, 'more difference')}")

    def _with(self, line: str, plain: str, about: str) -> Iterator[str]:
        """Put what is to be said behind a path, or below where there is no room."""
        if display_width(plain) + 2 + display_width(about) <= self._width:
            yield f"{line}  {self._style.dim(about)}"
        else:
            yield line
            yield from self._note(about)

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
