"""Which generation a run fills: the live one, or a new one beside it until it is complete."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.documents.text.passages import PassageSetting
from desktop_app.embedding.embedder import ModelInfo
from desktop_app.errors import ModelProblem
from desktop_app.index.rows import GenerationRow
from desktop_app.index.writer import IndexWriter

# Measured with the default model. One sentence in a page of other things, asked for in other words,
# is among the best three of 100 documents for 4 of 16 questions with passages of 200 tokens, for 9
# with 100, for 14 with 64. nDCG@10 on the Cranfield abstracts is .406, .396 and .399, and there are
# 1, 2.2 and 3.3 times as many vectors to keep and to compare.
PASSAGE_TOKENS = 100
OVERLAP_TOKENS = 20
# Title (48), line break and special tokens that go in front of a passage.
_ROOM = 56
_FEWEST_TOKENS = 32


@dataclass(frozen=True, slots=True)
class Target:
    """The generation a run writes to.

    Attributes:
        building: It does not answer queries yet; it will when the run completes it.
    """

    id: int
    setting: PassageSetting
    building: bool


def passage_setting(info: ModelInfo) -> PassageSetting:
    """Return the passage length for a model: about 100 tokens, less where its limit is near.

    Raises:
        ModelProblem: If the model reads too little at a time for a title and a passage.
    """
    tokens = min(PASSAGE_TOKENS, info.max_tokens - _ROOM)
    if tokens < _FEWEST_TOKENS:
        raise ModelProblem(
            f"This model reads only {info.max_tokens} tokens at a time.",
            f"Choose one that reads at least {_ROOM + _FEWEST_TOKENS}.",
        )
    return PassageSetting(
        tokens=tokens, overlap=OVERLAP_TOKENS * tokens // PASSAGE_TOKENS, tokenizer=info.tokenizer
    )


def choose_target(writer: IndexWriter, info: ModelInfo) -> Target:
    """Return the generation for this model, noting a new one where there is none.

    The first generation of an index lives at once, so that search works while it grows; another
    model's is built beside the live one.
    """
    setting = passage_setting(info)
    wanted = (info.model_id, info.revision, info.dim, setting.tokens, setting.overlap)
    rows = writer.generations()
    live = next((row for row in rows if row.state == "live"), None)
    same = next((row for row in rows if row[1:6] == wanted), None)
    if same is not None and same.state == "live":
        stale = [row.id for row in rows if row.state == "building"]
        if stale:
            with writer.transaction():
                for row_id in stale:
                    writer.set_generation_state(row_id, "old")
        return Target(same.id, setting, building=False)
    with writer.transaction():
        state = "live" if live is None else "building"
        for row in rows:
            if row.state == "building" and row is not same:
                writer.set_generation_state(row.id, "old")
        if same is None:
            target = writer.add_generation(GenerationRow(0, *wanted, state))
        else:
            target = same.id
            writer.set_generation_state(target, state)
    return Target(target, setting, building=state == "building")


def wanted_model(writer: IndexWriter) -> str | None:
    """Return the model of the generation being built, else of the live one, else None."""
    rows = writer.generations()
    for state in ("building", "live"):
        for row in rows:
            if row.state == state:
                return row.model_id
    return None
