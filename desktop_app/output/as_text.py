"""Answers for a person at a terminal: calm, width-aware, evidence first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from desktop_app.cloud import cost_words
from desktop_app.documents.model import Kind
from desktop_app.documents.reasons import remedy, sentence
from desktop_app.output.lines import counted, shown_path
from desktop_app.settings import Device
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.terminal import Style, number, printable, wrap

if TYPE_CHECKING:
    from desktop_app.documents.model import Reason
    from desktop_app.embedding.running import Running
    from desktop_app.index.coverage import Coverage, FileProblem
    from desktop_app.index.job import IndexingResult
    from desktop_app.index.rows import FileState
    from desktop_app.index.status import Status
    from desktop_app.similarity.model import Folded, SearchResult, SimilarResult, Snippet
    from desktop_app.similarity.topics.topics import Topics

_SHOWN_PROBLEMS = 10
_EXAMPLES = 3
_MOST_MARKED = 0.4


class TextOutput:
    """Turns answers into lines.

    Args:
        width: Columns a line may take.

    Attributes:
        style, width: For answers that are made elsewhere.
    """

    def __init__(self, style: Style, width: int) -> None:
        self.style, self.width = style, min(width, 100)

    def indexing(self, result: IndexingResult) -> Iterator[str]:
        summary = result.summary
        if result.set_aside is not None:
            yield self.style.warning(
                f"The index was damaged. It was set aside as “{result.set_aside.name}” and made"
                " anew; your documents were not touched."
            )
        parts = [
            f"{number(summary.indexed)} indexed",
            f"{number(summary.unchanged)} unchanged",
        ]
        for count, word in (
            (summary.recognised, "read by text recognition"),
            (summary.moved, "moved"),
            (summary.removed, "removed"),
            (summary.unreachable, "kept though out of reach"),
        ):
            if count:
                parts.append(f"{number(count)} {word}")
        yield self.style.good("✓ ") + ", ".join(parts) + "."
        if result.cost is not None:
            yield cost_words(result.cost)
        yield from self._problems(result.problems)

    def _problems(self, problems: Sequence[FileProblem]) -> Iterator[str]:
        if not problems:
            return
        by_reason: Counter[Reason] = Counter(p.reason for p in problems)
        yield ""
        yield f"{number(len(problems))} files are not, or only partly, in the index:"
        for reason, count in by_reason.most_common():
            yield f"  {number(count)} × {sentence(reason)}. {self.style.dim(remedy(reason))}"
            for problem in [p for p in problems if p.reason is reason][:_SHOWN_PROBLEMS]:
                detail = f" ({problem.detail})" if problem.detail else ""
                yield self.style.dim(f"      {shown_path(problem.path)}{detail}")
            if count > _SHOWN_PROBLEMS:
                yield self.style.dim(f"      … and {number(count - _SHOWN_PROBLEMS)} more")

    def search(self, result: SearchResult) -> Iterator[str]:
        if result.note:
            yield self.style.warning(wrap(result.note, self.width, ""))
        if not result.hits:
            yield f"Nothing found in {counted(result.documents, 'document')}."
            return
        for rank, hit in enumerate(result.hits, 1):
            folded = f"  +{len(hit.alike)} alike" if hit.alike else ""
            yield (
                f"{rank:>2}. {self.style.bold(shown_path(hit.path))}"
                f"  {self.style.dim(f'{_place(hit.kind, hit.page)} · {hit.score:.2f}{folded}')}"
            )
            yield from self._snippet(hit.snippet)
            yield self.style.dim(wrap(hit.why, self.width, "    "))
            for other in hit.folded:
                yield self.style.dim(f"    {_folded(other)}")
        yield self.style.dim(
            f"{counted(result.documents, 'document')},"
            f" {counted(result.passages, 'distinct passage')} compared."
        )

    def similar(self, result: SimilarResult, threshold: float) -> Iterator[str]:
        if not result.hits:
            yield (
                f"None of {number(result.documents)} documents is as alike as {threshold:.2f}."
                " A lower --threshold shows more."
            )
            return
        for rank, hit in enumerate(result.hits, 1):
            score = self.style.dim(f"{hit.score:.2f}")
            yield f"{rank:>2}. {self.style.bold(shown_path(hit.path))}  {score}"
            yield self.style.dim(wrap(hit.why, self.width, "    "))
            for pair in hit.evidence[:1]:
                there = _place(hit.kind, pair.there.page)
                yield self.style.dim(f"    page {pair.here.page} here, {there} there:")
                yield from self._snippet(pair.snippet_there)
        if result.more:
            yield self.style.dim("More documents are as alike; -k shows more.")

    def _snippet(self, snippet: Snippet) -> Iterator[str]:
        # Wrapped before it is marked, so that marks do not count as columns.
        text, marks = snippet.text, {(h.start, h.end) for h in snippet.highlights}
        if sum(end - start for start, end in marks) > len(text) * _MOST_MARKED:
            marks = set()  # where nearly all is marked, nothing stands out
        at = 0
        for line in wrap(printable(text), self.width, "    ").split("\n"):
            words = line.strip()
            start = text.find(words, at)
            if start < 0:
                yield line
                continue
            yield "    " + self._marked(text, start, start + len(words), marks)
            at = start + len(words)

    def _marked(self, text: str, start: int, end: int, marks: set[tuple[int, int]]) -> str:
        out, at = "", start
        for first, last in sorted(marks):
            low, high = max(first, at), min(last, end)
            if low < high:
                out += printable(text[at:low]) + self.style.accent(printable(text[low:high]))
                at = high
        return out + printable(text[at:end])

    def topics(self, found: Topics) -> Iterator[str]:
        if not found.clusters:
            yield "No group of related documents stands out."
        for topic in found.clusters:
            label = (
                ", ".join(topic.label) or f"like {shown_path(found.paths[topic.representative])}"
            )
            count = self.style.dim(counted(len(topic.documents), "document"))
            yield f"{self.style.bold(printable(label))}  {count}"
            examples = [topic.representative, *topic.documents]
            for document in list(dict.fromkeys(examples))[:_EXAMPLES]:
                yield self.style.dim(f"    {shown_path(found.paths[document])}")
        for documents, words in (
            (found.unclustered, "in no group"),
            (found.without_text, "without text: in no group, not on the map"),
        ):
            if documents:
                yield self.style.dim(f"{counted(len(documents), 'document')} {words}.")

    def files(self, states: Iterable[FileState]) -> Iterator[str]:
        marks = {"full": self.style.good("✓"), "partly": self.style.warning("◐")}
        for state in states:
            reason = f"  {state.reason.replace('_', ' ')}" if state.reason else ""
            detail = f" ({state.detail})" if state.detail else ""
            mark = marks.get(state.state, self.style.warning("✗"))
            yield f"{mark} {shown_path(state.path)}  " + self.style.dim(
                f"{counted(state.passages, 'passage')}{reason}{detail}"
            )

    def status(self, state: Status) -> Iterator[str]:
        why = f" ({state.why})" if state.why else ""
        rows = [
            ("Index", f"{state.index_dir}"),
            ("Place", f"{state.place.value}{why}"),
            ("Model", f"{state.model}, runs on {state.runs_at}"),
            ("Runs", _how(state)),
            ("Documents", number(state.documents)),
            ("Passages", number(state.passages)),
            ("Size", f"{state.size_bytes / 1e6:,.1f} MB"),
            ("Coverage", state.coverage.sentence),
        ]
        if state.building:
            rows.append(("Under way", f"a change to the model {state.building}"))
        for label, value in rows:
            yield f"{self.style.dim(f'{label:<10}')} {printable(value)}"
        yield from self._not_read(state.coverage)

    def _not_read(self, coverage: Coverage) -> Iterator[str]:
        for reason, count in coverage.not_read.items():
            yield self.style.dim(f"{'':<11}{number(count)} × {sentence(reason)}")


def _how(state: Status) -> str:
    """Where and how the model runs, in words."""
    chosen = "by itself" if state.device is Device.AUTO else f"as set: {state.device}"
    if state.running is None:
        return f"device chosen {chosen}, with the first large number of documents"
    return running_words(state.running, f" ({chosen})")


def _folded(other: Folded) -> str:
    from desktop_app.output.words import MEMBER_WORDS

    if other.relation is Relation.NEAR_DUPLICATE:
        return f"≈ {shown_path(other.path)}  {MEMBER_WORDS[other.relation]} {other.share:.0%}"
    return f"= {shown_path(other.path)}"


def running_words(running: Running, chosen: str = "") -> str:
    """Return how a model ran, as in “processor, bf16, 2 threads”."""
    device, _, rest = running.recipe.partition(" ")
    place = {"cpu": "processor", "cuda": "graphics card", "mps": "graphics of this Mac"}
    threads = counted(running.threads, "thread")
    return f"{place.get(device, device)}{chosen}, {rest.partition(' ')[0]}, {threads}"


def _place(kind: str, page: int) -> str:
    return f"{Kind(kind).page_name} {page}"
