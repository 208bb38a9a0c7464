"""What is said of documents removed and brought back, for people and for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from desktop_app.output.as_json import path_fields
from desktop_app.output.lines import counted, shown_path
from desktop_app.output.words import MEMBER_WORDS, obstacle_words
from desktop_app.paths import display_path
from desktop_app.similarity.duplicates.groups import Obstacle
from desktop_app.similarity.duplicates.relations import Relation

if TYPE_CHECKING:
    from desktop_app.review.plan import Plan, Refusal
    from desktop_app.review.removal import Applied, Outcome


def refusal_sentence(refusal: Refusal) -> str:
    """Why a document stays, as one sentence."""
    if not refusal.known:
        return "It is not in the index."
    if refusal.obstacle is Obstacle.PROTECTED:
        return "It lies in a protected folder."
    if refusal.relation is None:
        return "There is no copy of it in the folder."
    nearest = f"“{shown_path(refusal.nearest)}”"
    if refusal.obstacle is None:
        return f"Its copies, such as {nearest}, are to be removed as well, and one has to stay."
    because = obstacle_words(refusal.obstacle, refusal.relation)
    return f"Nearest to a copy of it comes {nearest}, but {because}."


def plan_fields(plan: Plan) -> dict[str, Any]:
    """What would be done, as JSON."""
    return {
        "would_remove": [
            {
                **path_fields(one.path),
                "kept": display_path(one.kept),
                "relation": one.because["relation"],
                "score": one.because["score"],
            }
            for one in plan.removals
        ],
        "refused": list(_refusals(plan)),
    }


def plan_lines(plan: Plan) -> Iterator[str]:
    """What would be done, a line each."""
    for one in plan.removals:
        relation = MEMBER_WORDS[Relation(one.because["relation"])]
        stays = f"“{shown_path(one.kept)}” stays, and this is {relation}"
        yield f"To the bin: {shown_path(one.path)} ({stays})"
    yield from _stays((one.path, refusal_sentence(one)) for one in plan.refused)


def removed_fields(plan: Plan, applied: Applied) -> dict[str, Any]:
    """What was done, as JSON: ``{"trashed", "refused": [{"path", "reason"}], "journal"}``."""
    return {
        "trashed": [display_path(one.path) for one in applied.removed],
        "refused": [*_refusals(plan), *_refused(applied.refused)],
        "journal": applied.action or None,
    }


def removed_lines(plan: Plan, applied: Applied) -> Iterator[str]:
    """What was done, a line each."""
    for one in applied.removed:
        yield f"In the bin: {shown_path(one.path)}{f'. {one.reason}' if one.reason else ''}"
    yield from _stays((one.path, refusal_sentence(one)) for one in plan.refused)
    yield from _stays((one.path, one.reason) for one in applied.refused)
    if applied.removed:
        yield f"{counted(len(applied.removed), 'document')} removed; “likewise undo” brings back."


def restored_fields(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """What was brought back, as JSON."""
    return {
        "restored": [display_path(one.path) for one in outcomes if one.done],
        "refused": list(_refused(one for one in outcomes if not one.done)),
    }


def restored_lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What was brought back, a line each."""
    if not outcomes:
        yield "There is nothing to bring back."
    back = [one for one in outcomes if one.done]
    for one in back:
        yield f"Brought back: {shown_path(one.path)}"
    for one in outcomes:
        if not one.done:
            yield f"In the bin still: {shown_path(one.path)}. {one.reason}"
    if back:
        yield "“likewise index” finds them again."


def _refusals(plan: Plan) -> Iterator[dict[str, Any]]:
    for one in plan.refused:
        yield {**path_fields(one.path), "reason": refusal_sentence(one)}


def _refused(outcomes: Iterable[Outcome]) -> Iterator[dict[str, Any]]:
    for one in outcomes:
        yield {**path_fields(one.path), "reason": one.reason}


def _stays(refused: Iterable[tuple[str, str]]) -> Iterator[str]:
    for path, reason in refused:
        yield f"Stays: {shown_path(path)}. {reason}"
