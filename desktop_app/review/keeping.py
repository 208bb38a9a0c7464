"""Which copies are kept in this folder: rules, protected folders, chosen documents, stored.

Beside the database, like what is left out: an index made anew must not forget it.
"""

from __future__ import annotations

from pathlib import Path

from desktop_app.errors import IndexUnwritable, InvalidRequest
from desktop_app.json_file import read_object, write_object
from desktop_app.similarity.duplicates.kept import DEFAULT_RULES, RULES, Keeping, Rule

FILE_NAME = "keeping.json"


def stored_keeping(directory: Path) -> Keeping:
    """Return how copies are chosen in the folder whose index lies in ``directory``."""
    found = read_object(directory / FILE_NAME)
    names = found.get("rules")
    rules = _rules(names) if isinstance(names, list) else DEFAULT_RULES
    return Keeping(
        rules or DEFAULT_RULES,
        tuple(sorted(_paths(found.get("protected")))),
        _paths(found.get("chosen")),
    )


def store_keeping(directory: Path, keeping: Keeping) -> None:
    """Store how copies are chosen.

    Raises:
        InvalidRequest: A protected folder is not written relative to the folder.
        IndexUnwritable: It cannot be stored.
    """
    for folder in keeping.protected:
        if folder.startswith("/") or folder.endswith("/") or ".." in folder.split("/"):
            raise InvalidRequest(f"“{folder}” is no folder below this one.", "Name one inside it.")
    rules = [rule.name for rule in keeping.rules]
    facts = {
        "rules": rules,
        "protected": sorted(keeping.protected),
        "chosen": sorted(keeping.chosen),
    }
    try:
        write_object(directory / FILE_NAME, facts)
    except OSError as exc:
        raise IndexUnwritable(
            f"The rules could not be stored in “{directory}” ({exc.strerror}).",
            "Check that the disk has room and that you may write there.",
        ) from exc


def _paths(found: object) -> frozenset[str]:
    return (
        frozenset(one for one in found if isinstance(one, str))
        if isinstance(found, list)
        else frozenset()
    )


def _rules(names: list[object]) -> tuple[Rule, ...]:
    known = {rule.name: rule for rule in RULES}
    found = [known[name] for name in names if isinstance(name, str) and name in known]
    return tuple(dict.fromkeys(found))
