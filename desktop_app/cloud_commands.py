"""What the command line asks before a cloud model is used, and what it says of such models."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from desktop_app import cloud
from desktop_app.console import (
    Options,
    answer,
    can_ask,
    confirm,
    open_library,
    progress_bar,
    say,
)
from desktop_app.errors import ConsentMissing, IndexProblem, InvalidRequest

if TYPE_CHECKING:
    import argparse

    from desktop_app.library import Library
    from desktop_app.model_comparison import ModelComparison, ModelResult, Sending
    from desktop_app.privacy.estimate import Estimate
    from desktop_app.progress import CancelToken


def add_to(command: argparse.ArgumentParser) -> None:
    """Give a command the options that name a cloud model and say yes to it."""
    command.add_argument(
        "--provider",
        choices=[provider.id for provider in cloud.providers()],
        help="a model at a provider: passages of your documents are sent there, after a yes",
    )
    command.add_argument(
        "--base-url",
        default="",
        metavar="URL",
        help="address of the server, as in http://127.0.0.1:11434/v1",
    )
    command.add_argument("--yes", action="store_true", help="send the texts without asking")


def add_comparison_to(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command ``compare-models``."""
    from desktop_app.option_types import positive

    command = add("compare-models", compare, "compare models on documents of a folder")
    command.add_argument(
        "models",
        metavar="MODEL",
        nargs="*",
        help="the first is what the others are compared with; none: all on this computer",
    )
    command.add_argument("--queries", metavar="FILE", help="your own questions, one a line")
    command.add_argument(
        "--documents", type=positive, default=100, help="read at most so many documents (100)"
    )
    command.add_argument("--yes", action="store_true", help="send texts without asking")


def compare(options: Options, token: CancelToken) -> int:
    """Answer ``likewise compare-models``."""
    from dataclasses import asdict

    from desktop_app import settings
    from desktop_app.model_comparison import prepare

    queries = _lines_of(options.queries) if options.queries else []
    chosen = settings.load()
    with open_library(options) as library:
        with progress_bar() as bar:
            prepared = prepare(
                library.location,
                options.models or _on_this_computer(_model_of(library)),
                queries=queries,
                documents=options.documents,
                settings=chosen,
                token=token,
                report=bar,
            )
        asked = [sending for sending in prepared.sendings() if not sending.agreed]
        for sending in asked:
            for line in _sending_lines(sending):
                say(line)
            _get_yes(sending.host, yes=options.yes)
        once = {sending.model for sending in asked}
        with progress_bar() as bar:
            found = prepared.run(chosen, token, bar, once=once)
    rows = [{**asdict(row), "overlap_at_10": row.overlap} for row in found.models]
    value = {"queries": list(found.queries), "documents": found.documents, "models": rows}
    return answer(options.json, value, lambda _: _comparison_lines(found))


def _lines_of(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8-sig") as file:
            found = [line.strip() for line in file if line.strip()]
    except (OSError, UnicodeDecodeError) as exc:
        raise InvalidRequest(
            f"“{path}” cannot be read as text.", "Name a text file with one question a line."
        ) from exc
    if not found:
        raise InvalidRequest(f"There is no question in “{path}”.", "Write one a line.")
    return found


def _on_this_computer(first: str) -> list[str]:
    from desktop_app.models import models

    there = [str(row["id"]) for row in models() if row["installed"]]
    return list(dict.fromkeys([first or there[0], *there]))


def _comparison_lines(found: ModelComparison) -> Iterator[str]:
    yield f"{found.documents:,} documents, {len(found.queries):,} questions."
    for row in found.models:
        yield f"{row.model}  {row.dim} dimensions, runs at {row.runs_at}"
        yield f"    {row.failure or _measured_words(row)}"
    yield (
        "Overlap is how many of the ten closest documents are the first model's, too: how much an"
        " answer would change, not which is right."
    )


def _measured_words(row: ModelResult) -> str:
    cost = ""
    if row.tokens is not None:
        cost = f", {row.tokens:,} tokens, {cloud.price_words(row.price_usd)}"
    overlap = "none" if row.overlap is None else f"{row.overlap:.0%}"
    return f"{row.documents_per_second:,.1f} documents a second, overlap {overlap}{cost}"


def chosen_model(options: Options) -> str | None:
    """Return the id of the model that the options name; None if they name none.

    Raises:
        InvalidRequest: They make no sense together, or there is no such model.
    """
    if options.provider:
        return cloud.model_id(options.provider, options.model or "", options.base_url)
    if options.base_url:
        raise InvalidRequest(
            "An address alone names no model.", "Add --provider compatible and --model NAME."
        )
    model: str | None = options.model
    return model


def ask_before_sending(
    library: Library, model: str | None, options: Options, token: CancelToken
) -> None:
    """Get the person's yes if an indexing run would use a cloud model that needs one.

    Args:
        model: As ``chosen_model`` returns it.

    Raises:
        NeverLeaves, OfflineLocked: Whatever is said.
        ConsentMissing: Nobody can answer, or the answer is no.
    """
    model = model or _model_of(library)
    if not cloud.is_cloud(model):
        return
    location = library.location
    try:
        cloud.refuse(location, model, token)
    except ConsentMissing:
        with progress_bar() as bar:
            offered = cloud.offer(location, model, token=token, report=bar)
        for line in offer_lines(offered):
            say(line)
        _get_yes(offered.host, yes=options.yes)
        cloud.agree(location, offered)


def _model_of(library: Library) -> str:
    try:
        state = library.status()
    except IndexProblem:
        return ""  # the run itself says what is the matter
    return state.building or state.model


def _get_yes(host: str, *, yes: bool) -> None:
    """Return if a person says yes to what they were just told.

    Args:
        yes: It was said beforehand.

    Raises:
        ConsentMissing: Nobody can answer, or the answer is no.
    """
    if yes:
        return
    if not can_ask():
        raise ConsentMissing(
            f"Sending the texts of this folder to {host} needs your yes.",
            "Add --yes if that is what you want.",
        )
    if not confirm(f"Send them to {host}?"):
        raise ConsentMissing("Nothing was sent, and nothing was done.")


def _sending_lines(sending: Sending) -> Iterator[str]:
    """Yield what a yes to a comparison means."""
    yield from _telling_lines(sending.model, sending.host, sending.estimate)
    yield f"  keeps    {sending.retention}"
    yield "This is for the comparison only: before indexing with this model you are asked anew."


def _telling_lines(model: str, host: str, estimate: Estimate, rate: str = "") -> Iterator[str]:
    about = "about " if estimate.guessed else ""
    documents = f"{estimate.files:,} document{'' if estimate.files == 1 else 's'}"
    yield f"{model} runs at {host}, not on this computer."
    yield (
        f"  sent     {about}{estimate.characters:,} characters of {about}{documents},"
        f" about {estimate.tokens:,} tokens"
    )
    price = cloud.price_words(estimate.price_usd)
    yield f"  price    {'about ' if price.startswith('$') else ''}{price}{rate}"


def offer_lines(offered: cloud.CloudOffer) -> Iterator[str]:
    """Yield what a yes means."""
    rate = ""
    if offered.usd_per_million is not None:
        rate = f" (${offered.usd_per_million:,.2f} for a million tokens)"
    yield from _telling_lines(offered.model, offered.host, offered.estimate, rate)
    yield f"  keeps    {offered.retention}"
    if offered.provider.needs_key:
        yield f"  key      {offered.key.words}"
    yield (
        "Passages and titles of the documents are sent, now and whenever documents change, and each"
    )
    yield "question you ask this folder. Vectors made of a text can give most of it away."


def model_lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what there is at providers, a line each."""
    for row in rows:
        price = f"${row['price_per_million_tokens']:,.2f} for a million tokens"
        yield (
            f"☁ {row['id']}  {row['dim']} dimensions, {row['languages']}, runs at"
            f" {row['runs_at']}, {price}"
        )
    yield (
        "☁ sends the texts of a folder to a provider: “likewise index FOLDER --provider …”, after a"
        " yes."
    )
