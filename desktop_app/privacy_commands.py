"""``likewise key``, ``ledger`` and ``privacy``: keys, what was sent, and what may be."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.console import Options, answer, can_ask, open_library, refuse_inside
from desktop_app.errors import IndexUnwritable, InvalidRequest
from desktop_app.paths import display_path
from desktop_app.progress import CancelToken

if TYPE_CHECKING:
    from desktop_app.privacy.ledger import Entry, Totals
    from desktop_app.privacy.secret import Secret

_MOST_TYPED = 10_000


def add_to(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the commands; ``add(name, run, text)`` makes one."""
    command = add("key", key, "keep a provider's key in the system's keyring, or remove it")
    command.add_argument("action", choices=["set", "delete", "status"])
    command.add_argument(
        "provider",
        metavar="PROVIDER",
        help="openai, cohere, or compatible:http://ADDRESS:PORT; the key is read from standard"
        " input, or asked for on a terminal",
    )

    command = add("ledger", show_ledger, "show every request that texts were sent with")
    command.add_argument("--csv", metavar="FILE", type=Path, help="write it as a table instead")

    command = add("privacy", privacy, "show or choose what may leave this computer")
    command.add_argument(
        "--never-leaves", choices=["on", "off"], help="refuse to send anything, whoever says yes"
    )
    command.add_argument("--withdraw", action="store_true", help="take back every yes to sending")


# -- keys --------------------------------------------------------------------------


def key(options: Options, token: CancelToken) -> int:
    """Answer ``likewise key``."""
    from desktop_app import cloud

    name = options.provider.strip()
    known = {provider.id for provider in cloud.providers()}
    if name not in known and not name.startswith("compatible:"):
        raise InvalidRequest(f"There is no provider “{name}”.", f"There are {', '.join(known)}.")
    keys = cloud.credentials()
    if options.action == "set":
        keys.set(name, _typed_key(), token)
        return answer(options.json, {"provider": name, "stored": True}, lambda _: ["Stored."])
    if options.action == "delete":
        deleted = keys.delete(name, token)
        words = "Deleted." if deleted else "There was none."
        return answer(options.json, {"provider": name, "deleted": deleted}, lambda _: [words])
    state = keys.state(name, token)
    told = {
        "provider": name,
        "place": state.place.name.lower(),
        "trouble": state.trouble.name.lower() if state.trouble else None,
    }
    return answer(options.json, told, lambda _: [state.words])


def _typed_key() -> Secret:
    from desktop_app.privacy.secret import Secret

    if can_ask():
        return Secret.typed(getpass.getpass("Key (not shown): "))
    return Secret.typed(sys.stdin.readline(_MOST_TYPED) if sys.stdin else "")


# -- what was sent -----------------------------------------------------------------


def show_ledger(options: Options, token: CancelToken) -> int:
    """Answer ``likewise ledger``."""
    from desktop_app import cloud

    with open_library(options) as library:
        refuse_inside(library, options.csv)
        found = cloud.ledger(library.location)
    if options.csv is not None:
        try:
            rows = found.export_csv(options.csv)
        except OSError as exc:
            raise IndexUnwritable(
                f"“{options.csv}” cannot be written ({exc.strerror}).", "Choose another place."
            ) from exc
        words = f"{rows:,} requests written to {display_path(str(options.csv))}."
        return answer(options.json, {"requests": rows}, lambda _: [words])
    entries, totals, problems = found.entries(), found.totals(), found.problems()
    value = {
        "entries": list(map(asdict, entries)),
        "totals": asdict(totals),
        "problems": problems,
    }
    return answer(options.json, value, lambda _: [*map(_line, entries), *_sum(totals), *problems])


def _line(entry: Entry) -> str:
    return (
        f"{entry.time}  {entry.host}  {entry.purpose}  {entry.texts:,} texts of"
        f" {entry.documents:,} documents, {entry.characters:,} characters,"
        f" {entry.bytes_sent:,} bytes: {entry.status}"
    )


def _sum(totals: Totals) -> Iterator[str]:
    if not totals.requests:
        yield "Nothing of this folder was ever sent."
        return
    yield (
        f"{totals.requests:,} requests with {totals.bytes_sent:,} bytes were sent to"
        f" {', '.join(totals.hosts)}."
    )
    if totals.unanswered:
        yield f"{totals.unanswered:,} of them were not answered; they may have arrived."


# -- what may be -------------------------------------------------------------------


def privacy(options: Options, token: CancelToken) -> int:
    """Answer ``likewise privacy``."""
    from desktop_app import cloud
    from desktop_app.privacy import consent, gate

    with open_library(options) as library:
        location = library.location
    if options.never_leaves is not None:
        consent.set_never_leaves(location, options.never_leaves == "on")
    withdrawn = consent.withdraw(location) if options.withdraw else 0
    value: dict[str, Any] = {
        "never_leaves": consent.never_leaves(location),
        "offline_lock": gate.is_locked(),
        "consents": [asdict(given) for given in consent.consents(location)],
        "withdrawn": withdrawn,
        "sent": asdict(cloud.ledger(location).totals()),
    }
    return answer(options.json, value, lambda _: _privacy_lines(value))


def _privacy_lines(value: dict[str, Any]) -> Iterator[str]:
    if value["withdrawn"]:
        yield f"{value['withdrawn']} taken back."
    if value["never_leaves"]:
        yield "The documents of this folder never leave this computer."
    if value["offline_lock"]:
        yield "The offline lock is on: Likewise opens no connection."
    for given in value["consents"]:
        where = f"{given['host']} for {given['model']}"
        yield f"Texts may be sent to {where} (since {given['given_at']})."
    if not value["consents"]:
        yield "Nobody has said yes to sending anything."
    sent = value["sent"]
    yield (
        f"{sent['requests']:,} requests with {sent['bytes_sent']:,} bytes were sent so far."
        if sent["requests"]
        else "Nothing of this folder was ever sent."
    )
