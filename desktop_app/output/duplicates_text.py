"""Groups of duplicates for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop_app.output.words import GROUP_TITLES, MEMBER_WORDS, OBSTACLES, left_out
from desktop_app.paths import display_path
from desktop_app.similarity.groups import Obstacle
from desktop_app.similarity.relations import Relation
from desktop_app.terminal import Style, printable, wrap

if TYPE_CHECKING:
    from desktop_app.library import Duplicates
    from desktop_app.similarity.groups import Group, Member

_INDENT = "          "
_DETAILS = 8


class DuplicatesText:
    """Turns what is alike in a folder into lines.

    Args:
        width: Columns a line may take.
    """

    def __init__(self, style: Style, width: int) -> None:
        self._style, self._width = style, width

    def lines(self, found: Duplicates, threshold: float) -> Iterator[str]:
        """Yield the groups at ``threshold`` and what was left out."""
        groups = found.findings.groups(threshold)
        if not groups:
            yield "No duplicates found."
        for number, group in enumerate(groups, 1):
            yield (
                f"{self._style.bold(f'Group {number} of {len(groups)}')}"
                f"  {GROUP_TITLES[group.kind]}"
            )
            yield from self._kept(found, group)
            for member in group.members:
                yield from self._member(found, group, member)
        if groups:
            yield self._style.dim("“likewise compare” shows what differs between two of them.")
        yield self._style.dim(f"Nothing is removed here. {found.coverage.sentence}")
        for sentence in left_out(found.findings):
            yield self._style.dim(sentence)

    def _kept(self, found: Duplicates, group: Group) -> Iterator[str]:
        path = _name(found.rows[group.kept].path)
        if group.kind is Relation.SAME_TEMPLATE:
            # Not copies of one another: none of them is "kept" in place of another.
            yield f"{_INDENT}{path}"
        else:
            keep, why = self._style.good("keep"), self._style.dim(group.kept_because)
            yield f"    {keep}  {path}  {why}"

    def _member(self, found: Duplicates, group: Group, member: Member) -> Iterator[str]:
        score = "" if member.score >= 1.0 else f" {member.score:.0%}"
        told = f"{MEMBER_WORDS[member.relation]}{score}"
        if member.same_as is not None and member.relation is not Relation.IDENTICAL_FILE:
            told += f"; the same file as {_name(found.rows[member.same_as].path)}"
        yield f"{_INDENT}{_name(found.rows[member.document].path)}  {self._style.dim(told)}"
        if member.obstacle not in (None, Obstacle.RELATION):
            yield self._note(f"stays: {OBSTACLES[member.obstacle]}")
        for side, details in (
            ("only here", member.pair.only_in(member.document)),
            ("only in the first", member.pair.only_in(group.kept)),
        ):
            if details:
                shown = ", ".join(printable(detail) for detail in details[:_DETAILS])
                more = ", …" if len(details) > _DETAILS else ""
                yield self._note(f"{side}: {shown}{more}")
        if member.also_in:
            others = ", ".join(_name(found.rows[kept].path) for kept in member.also_in)
            yield self._note(f"also in the group of {others}")

    def _note(self, text: str) -> str:
        return self._style.dim(wrap(text, self._width, f"{_INDENT}  "))


def _name(path: str) -> str:
    return printable(display_path(path))
