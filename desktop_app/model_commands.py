"""``likewise models``: list the models, get one after a yes, remove one."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from desktop_app.console import Options, answer, can_ask, confirm, progress_bar, say
from desktop_app.errors import Cancelled, InvalidRequest
from desktop_app.progress import CancelToken

if TYPE_CHECKING:
    from desktop_app.embedding.download import Offer

SUMMARY = "list the models, get one or remove one"
_EXIT_CANCELLED = 130


def add_to(command: argparse.ArgumentParser) -> None:
    """Give the command ``models`` its own commands."""
    actions = command.add_subparsers(metavar="ACTION")

    def add(name: str, run: object, text: str) -> argparse.ArgumentParser:
        action = actions.add_parser(name, help=text, description=text)
        action.set_defaults(run=run)
        action.add_argument("name", metavar="NAME")
        action.add_argument("--yes", action="store_true", help="do it without asking")
        json_help = "answer in JSON"
        action.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help=json_help
        )
        return action

    action = add("get", get_model, "fetch a model of the list, after a yes")
    action.add_argument(
        "--from", dest="source", default="", metavar="URL", help="a server laid out like the hub"
    )
    add("remove", remove_model, "remove a model that was fetched")


def list_models(options: Options, token: CancelToken) -> int:
    """Answer ``likewise models``."""
    from desktop_app import cloud, models, settings
    from desktop_app.cloud_commands import model_lines

    rows, distant = models.models(settings.load().device), cloud.models()
    return answer(
        options.json,
        {"models": rows, "cloud_models": distant},
        lambda _: chain(_lines(rows), model_lines(distant)),
    )


def _lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        mark = "✓" if row["installed"] else "·"
        size = "" if row["installed"] else f", {_megabytes(row['download_bytes'])} to fetch"
        yield (
            f"{mark} {row['id']}  {row['dim']} dimensions, {row['languages']}, {row['licence']},"
            f" runs on {row['runs_at']}{size}"
        )
        yield from _details(row)
    if any(row["fast"] and row["fast"]["available"] for row in rows):
        from desktop_app.models import about_speed

        yield about_speed()
    if not all(row["installed"] for row in rows):
        yield "“likewise models get NAME” fetches one; nothing is fetched unasked."


def _details(row: dict[str, Any]) -> Iterator[str]:
    """Yield how a model ran last, and its fast mode."""
    from desktop_app.embedding.running import Running
    from desktop_app.output.as_text import running_words

    def ran(told: dict[str, Any] | None) -> str:
        return f"last ran on: {running_words(Running(**told))}" if told else ""

    if row["running"]:
        yield f"    {ran(row['running'])}"
    if fast := row["fast"]:
        if not fast["available"]:
            yield f"    {fast['refusal']}"
            return
        yield f"    has a fast mode here: {fast['id']}"
        if fast["running"]:
            yield f"    {ran(fast['running'])}"


def get_model(options: Options, token: CancelToken) -> int:
    """Answer ``likewise models get``."""
    from desktop_app import models

    offer = models.offer(options.name, options.source)
    found = {"model": offer.spec.model_id, "folder": str(offer.folder)}
    if offer.installed:
        line = f"{offer.spec.model_id} is on this computer already."
        return answer(options.json, {**found, "fetched": False}, lambda _: iter([line]))
    if not options.yes:
        _ask_for(offer)
    try:
        with progress_bar() as bar:
            models.get(options.name, options.source, token=token, report=bar)
    except Cancelled:
        say("Stopped. What has arrived is kept: run the command again to go on.")
        return _EXIT_CANCELLED
    line = f"{offer.spec.model_id} is on this computer now: {offer.folder}"
    return answer(options.json, {**found, "fetched": True}, lambda _: iter([line]))


def _ask_for(offer: Offer) -> None:
    """Say what a yes means, and get it.

    Raises:
        InvalidRequest: Nobody can answer, or the answer is no.
    """
    size = f"about {_megabytes(offer.size_bytes)}"
    if not can_ask():
        raise InvalidRequest(
            f"Fetching {offer.spec.model_id} ({size} from {offer.host}) needs your yes.",
            "Add --yes if that is what you want.",
        )
    for line in (
        f"{offer.spec.model_id}: {offer.spec.dim} dimensions, {offer.spec.languages}",
        f"  licence  {offer.spec.licence}",
        f"  from     {offer.host} (https), which learns your internet address",
        f"  size     {size}",
        f"  files    {', '.join(offer.files)}",
        f"  to       {offer.folder}",
        "Nothing of your documents is sent, and no program code is fetched.",
    ):
        say(line)
    if not confirm("Fetch it?"):
        raise InvalidRequest("Nothing was fetched.")


def remove_model(options: Options, token: CancelToken) -> int:
    """Answer ``likewise models remove``."""
    from desktop_app import models

    folder = models.offer_to_remove(options.name)
    warning = (
        "Likewise keeps no list of folders, so it cannot know which indexes were made with this"
        " model; such an index cannot be searched or brought up to date until it is fetched again."
    )
    if not options.yes:
        if not can_ask():
            raise InvalidRequest(
                f"Removing {options.name} needs your yes. {warning}", "Add --yes to remove it."
            )
        say(f"{folder}\n{warning}")
        if not confirm("Remove it?"):
            raise InvalidRequest("Nothing was removed.")
    freed = models.remove(options.name)
    found = {"model": options.name, "freed_bytes": freed}
    line = f"{options.name} was removed, {_megabytes(freed)} given back. {warning}"
    return answer(options.json, found, lambda _: iter([line]))


def _megabytes(size: int) -> str:
    return f"{-(-size // 1_000_000):,} MB"
