"""Answers as JSON: the contract scripts rely on. Paths are relative to the folder, with ``/``."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from desktop_app.documents.model import Kind, Reason
from desktop_app.documents.reasons import Offer, offer, remedy
from desktop_app.paths import display_path

if TYPE_CHECKING:
    from desktop_app.index.coverage import Coverage, FileProblem
    from desktop_app.index.job import IndexingResult
    from desktop_app.index.rows import FileState, TextPrint
    from desktop_app.index.status import Status
    from desktop_app.library import Comparison, Duplicates
    from desktop_app.output.changes import Change, Compare
    from desktop_app.similarity.differences import Span
    from desktop_app.similarity.duplicates.groups import Member
    from desktop_app.similarity.duplicates.one_topic import OneTopic
    from desktop_app.similarity.duplicates.relations import Pair
    from desktop_app.similarity.model import Folded, SearchResult, SimilarResult
    from desktop_app.similarity.topics.topics import Topics

Json = dict[str, Any]


def path_fields(path: str, key: str = "path") -> Json:
    """Return the path for people, and exactly (``path_b64``) where it is not UTF-8."""
    shown = display_path(path)
    raw = os.fsencode(path)
    if shown.encode("utf-8") == raw:
        return {key: shown}
    return {key: shown, f"{key}_b64": base64.b64encode(raw).decode("ascii")}


def indexing(result: IndexingResult) -> Json:
    summary = result.summary
    return {
        "indexed": summary.indexed,
        "unchanged": summary.unchanged,
        "removed": summary.removed,
        "moved": summary.moved,
        "unreachable": summary.unreachable,
        "embedded": summary.embedded,
        "recognised": summary.recognised,
        "skipped": [problem(p) for p in result.problems if p.passed_over and not p.partly],
        "failed": [problem(p) for p in result.problems if not p.passed_over and not p.partly],
        "partly": [problem(p) for p in result.problems if p.partly],
        "set_aside": str(result.set_aside) if result.set_aside else None,
        "cost": asdict(result.cost) if result.cost else None,
    }


def problem(found: FileProblem) -> Json:
    return {**path_fields(found.path), "reason": found.reason.value, "detail": found.detail}


def search(result: SearchResult) -> Json:
    return {
        "results": [
            {
                **path_fields(hit.path),
                "title": hit.title,
                "score": round(hit.score, 6),
                "cosine": round(hit.cosine, 6),
                "keyword": round(hit.keyword, 6),
                "page": hit.page,
                "page_name": Kind(hit.kind).page_name,
                "start": hit.start,
                "end": hit.end,
                "snippet": hit.snippet.text,
                "why": hit.why,
                "alike": [display_path(path) for path in hit.alike],
                "folded": [_folded(other) for other in hit.folded],
            }
            for hit in result.hits
        ],
        "documents": result.documents,
        "passages": result.passages,
        "note": result.note or None,
    }


def _folded(other: Folded) -> Json:
    share = round(other.share, 6)
    return {**path_fields(other.path), "relation": other.relation.value, "share": share}


def similar(result: SimilarResult) -> Json:
    results = []
    for hit in result.hits:
        best = hit.evidence[0] if hit.evidence else None
        results.append(
            {
                **path_fields(hit.path),
                "title": hit.title,
                "score": round(hit.score, 6),
                "cosine": round(hit.cosine, 6),
                "keyword": round(hit.keyword, 6),
                "same_bytes": hit.same_bytes,
                "page": best.there.page if best else 1,
                "page_name": Kind(hit.kind).page_name,
                "start": best.there.start if best else 0,
                "end": best.there.end if best else 0,
                "snippet": best.snippet_there.text if best else "",
                "why": hit.why,
            }
        )
    return {"results": results, "documents": result.documents, "more": result.more}


def duplicates(found: Duplicates, threshold: float, compare: Compare) -> Json:
    from desktop_app.output.changes import MOST_COMPARED, changes
    from desktop_app.similarity.duplicates.relations import Relation

    groups, asked = [], 0

    def differences(kept: TextPrint, member: Member) -> list[Json] | None:
        """The most telling; None where they were not looked at."""
        nonlocal asked
        if member.relation.rank <= Relation.IDENTICAL_TEXT.rank and member.removable:
            return []
        asked += 1
        row = found.rows[member.document]
        evidence = compare(kept, row) if asked <= MOST_COMPARED else None
        if evidence is None:
            return None
        return [_change(one) for one in changes(evidence, kept, row).first]

    for group in found.findings.groups(threshold):
        kept = found.rows[group.kept]
        files = [
            {
                **path_fields(kept.path),
                "sha256": kept.sha256.hex(),
                "relation": "kept",
                "score": 1.0,
            }
        ]
        for member in group.members:
            row = found.rows[member.document]
            files.append(
                {
                    **path_fields(row.path),
                    "sha256": row.sha256.hex(),
                    "relation": member.relation.value,
                    "score": round(member.score, 6),
                    "removable": member.removable,
                    "share": round(member.pair.share_of(member.document), 6),
                    "share_of_kept": round(member.pair.share_of(group.kept), 6),
                    "only_here": list(member.pair.only_in(member.document)),
                    "only_in_kept": list(member.pair.only_in(group.kept)),
                    "differing": list(member.pair.differing),
                    "differences": differences(kept, member),
                }
            )
        groups.append(
            {
                "kind": group.kind.value,
                **path_fields(kept.path, "kept"),
                "kept_because": group.kept_because,
                "score": round(group.weakest, 6),
                "files": files,
            }
        )
    findings = found.findings
    compared = {
        "empty": len(findings.empty),
        "too_short": len(findings.too_short),
        "compared_with_reference_only": findings.referenced,
        "not_compared": findings.not_compared,
    }
    return {"groups": groups, "coverage": coverage(found.coverage) | compared}


def _change(one: Change) -> Json:
    return {
        "kind": one.kind.value,
        "turning": one.turning,
        "kept": one.kept,
        "here": one.here,
        "page_kept": one.page_kept,
        "page_here": one.page_here,
    }


def pairs(found: Duplicates, threshold: float) -> Iterable[Json]:
    for pair in found.findings.pairs(threshold):
        yield _pair(found, pair)


def of_one_topic(found: Duplicates, topical: OneTopic) -> Iterable[Json]:
    for pair in topical.pairs:
        yield _pair(found, pair)


def _pair(found: Duplicates, pair: Pair) -> Json:
    return {
        **path_fields(found.rows[pair.a].path, "a"),
        **path_fields(found.rows[pair.b].path, "b"),
        "relation": pair.relation.value,
        "score": round(pair.score, 6),
        "removable": pair.removable,
        "removable_paths": _removable(found, pair),
    }


def _removable(found: Duplicates, pair: Pair) -> list[str]:
    """Which of the two may be offered for removal because of the other; either, if both are."""
    from desktop_app.similarity.duplicates.groups import obstacle_to_removal

    a, b = found.rows[pair.a], found.rows[pair.b]
    return [
        display_path(row.path)
        for row, other in ((a, b), (b, a))
        if pair.removable
        and obstacle_to_removal(pair, row, other, substance=found.findings.substance) is None
    ]


def comparison(compared: Comparison) -> Json:
    from desktop_app.similarity.differences import summary  # with what computes them: numpy

    found, differences = compared.found, compared.found.differences
    pair = found.pair
    return {
        **path_fields(found.a.path, "a"),
        **path_fields(found.b.path, "b"),
        "relation": found.relation.value if found.relation else "unrelated",
        "score": round(pair.score, 6) if pair else 0.0,
        "removable": {
            "a": found.obstacle_a is None,
            "b": found.obstacle_b is None,
            "why_not_a": found.obstacle_a.value if found.obstacle_a else None,
            "why_not_b": found.obstacle_b.value if found.obstacle_b else None,
        },
        "share_a": round(differences.share_a, 6),
        "share_b": round(differences.share_b, 6),
        "words_a": differences.words_a,
        "words_b": differences.words_b,
        "summary": summary(differences, left="in a", right="in b"),
        "counts": {kind.value: count for kind, count in differences.counts.items()},
        "differences": [
            {
                "kind": one.kind.value,
                "harmless": one.harmless,
                "recurring": one.recurring,
                "a": _stretch(found.text_a.text, one.a),
                "b": _stretch(found.text_b.text, one.b),
            }
            for one in differences.differences
        ],
        "recurring_known": found.recurring_known,
        "coverage": coverage(compared.coverage),
    }


def _stretch(text: str, span: Span | None) -> Json | None:
    if span is None:
        return None
    return {
        "start": span.start,
        "end": span.end,
        "page": span.page,
        "text": text[span.start : span.end],
    }


def topics(found: Topics) -> Json:
    topic_of = {d: n for n, topic in enumerate(found.clusters) for d in topic.documents}
    return {
        "topics": [
            {
                "label": list(topic.label),
                "documents": len(topic.documents),
                **path_fields(found.paths[topic.representative], "representative"),
            }
            for topic in found.clusters
        ],
        "documents": [
            {**path_fields(path), "topic": topic_of.get(document), **_place(found, document)}
            for document, path in found.paths.items()
        ],
        "in_no_topic": len(found.unclustered),
        "without_text": len(found.without_text),
        "trustworthiness": found.trustworthiness and round(found.trustworthiness, 4),
    }


def _place(found: Topics, document: int) -> Json:
    x, y = found.places.get(document, (None, None))
    return {"x": x, "y": y}


def files(states: Iterable[FileState]) -> Json:
    return {
        "files": [
            {
                **path_fields(state.path),
                "sha256": state.sha256.hex() if state.sha256 else None,
                "chunks": state.passages,
                "kind": state.kind,
                "state": state.state,
                "reason": state.reason,
                "detail": state.detail,
                **_remedy(state.reason),
            }
            for state in states
        ]
    }


def _remedy(reason: str) -> Json:
    if not reason:
        return {"remedy": "", "offer": Offer.NONE.value}
    return {"remedy": remedy(Reason(reason)), "offer": offer(Reason(reason)).value}


def status(state: Status) -> Json:
    return {
        "index_dir": str(state.index_dir),
        "place": state.place.value,
        "why": state.why,
        "schema": state.schema,
        "model": state.model,
        "runs_at": state.runs_at,
        "device": state.device.value,
        "running": asdict(state.running) if state.running else None,
        "building": state.building,
        "docs": state.documents,
        "chunks": state.passages,
        "vectors": state.vectors,
        "bytes": state.size_bytes,
        "has_sent": state.has_sent,
        "coverage": coverage(state.coverage),
    }


def coverage(found: Coverage) -> Json:
    not_read: Mapping[Any, int] = found.not_read
    return {
        "files": found.files,
        "full": found.full,
        "partly": found.partly,
        "not_read": {reason.value: count for reason, count in not_read.items()},
        "sentence": found.sentence,
    }
