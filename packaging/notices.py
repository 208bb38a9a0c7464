#!/usr/bin/env python3
"""Writes what has to be said about the work of others that the packaged program contains.

    python packaging/notices.py FOLDER

writes FOLDER/THIRD-PARTY-NOTICES.txt (every licence text, from the installed packages' own
metadata and packaging/licences/) and FOLDER/likewise.cdx.json (a bill of materials in the form of
CycloneDX 1.6). Ends with 1 where a text is missing or a licence is not one we may ship.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import platform
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop_app import __version__  # noqa: E402
from desktop_app.embedding.catalogue import DEFAULT, spec_of  # noqa: E402
from desktop_app.ui.settings.licences import components  # noqa: E402

FOLDER: Final = ROOT / "packaging" / "licences"
TEXTS_NAME: Final = "THIRD-PARTY-NOTICES.txt"
BILL_NAME: Final = "likewise.cdx.json"
_TEXT_NAMES: Final = ("licen", "copying", "notice", "copyright")
_RULE: Final = "=" * 78

# Under the GPL with leave to ship what they add to a program.
_EXCEPTIONS: Final = ("GCC-exception-3.1", "Bootloader-exception")
_GPL: Final = re.compile(
    r"(?<!L)GPL|GNU (Affero )?General Public|SSPL|BUSL|CC-BY-NC", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """Something by others that stands in the program.

    Attributes:
        version: "" where it is the containing package's business.
        licence: An SPDX expression, or what the package says.
        texts: (file name, text) of each licence file.
        of: The package that brings it; "" for a package itself.
        see: Name of the part whose texts hold this one's, too.
        left_out: Why it is not shipped; "" for all that are.
        libraries: Patterns of the files it is, among those a wheel bundles.
        bundled: Of a package: the files in its wheel's folder of bundled libraries.
        inside: What the package's own bill of materials lists: (name, version, licence).
    """

    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...] = ()
    kind: str = "library"
    of: str = ""
    see: str = ""
    note: str = ""
    left_out: str = ""
    libraries: tuple[str, ...] = ()
    bundled: tuple[str, ...] = ()
    inside: tuple[tuple[str, str, str], ...] = ()


def main(arguments: Sequence[str] | None = None) -> int:
    """Write both files; returns 1 if something is missing or not allowed."""
    parser = argparse.ArgumentParser(description="Writes notices and the bill of materials.")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    folder: Path = parser.parse_args(arguments).folder
    parts = shipped()
    if found := problems(parts):
        print("\n".join(found), file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    (folder / TEXTS_NAME).write_text(notices(parts), encoding="utf-8", newline="\n")
    bill = json.dumps(bill_of_materials(parts), indent=1, ensure_ascii=False)
    (folder / BILL_NAME).write_text(bill + "\n", encoding="utf-8", newline="\n")
    print(f"{len(parts)} parts: {folder / TEXTS_NAME}, {folder / BILL_NAME}")
    return 0


# -- what there is -------------------------------------------------------------------


def shipped() -> list[Part]:
    """Return every package the program needs, then what stands inside of them."""
    packages = [_package(component.name, component.licence) for component in components()]
    with contextlib.suppress(metadata.PackageNotFoundError):  # there where a program is packaged
        packages.append(_package("pyinstaller", "GPL-2.0-or-later WITH Bootloader-exception"))
    there = {_key(part.name) for part in packages}
    inner = [part for part in inner_parts() if not part.of or _key(part.of) in there]
    left_out = {part.name for part in inner if part.left_out}
    return [
        replace(part, inside=tuple(row for row in part.inside if row[0] not in left_out))
        for part in packages
    ] + inner


def inner_parts() -> list[Part]:
    """Return what packaging/licences/inside.toml lists."""
    with (FOLDER / "inside.toml").open("rb") as file:
        rows: list[dict[str, Any]] = tomllib.load(file)["part"]
    here = [row for row in rows if sys.platform in row.pop("systems", [sys.platform])]
    return [_inner(row) for row in here]


def _inner(row: dict[str, Any]) -> Part:
    texts = tuple((name.strip("/"), _own_text(name)) for name in row.pop("texts", ()))
    version = platform.python_version() if row["name"] == "Python" else ""
    libraries = tuple(row.pop("libraries", ()))
    return Part(version=version, texts=texts, libraries=libraries, **row)


def _own_text(name: str) -> str:
    file = ROOT / name[1:] if name.startswith("/") else FOLDER / name
    return file.read_text(encoding="utf-8")


def _package(name: str, licence: str) -> Part:
    package = metadata.distribution(name)
    texts = {text: file for file, text in reversed(list(_licence_files(package)))}
    return Part(
        package.metadata["Name"],
        package.version,
        licence,
        tuple(sorted((file, text) for text, file in texts.items())),
        bundled=tuple(file.name for file in package.files or () if _is_bundled(file)),
        inside=tuple(sorted(set(_own_bill(package)))),
    )


def _is_bundled(file: metadata.PackagePath) -> bool:
    """Whether the file is a library that was put into the wheel when it was made."""
    return any(folder.endswith((".libs", ".dylibs")) for folder in file.parts[:-1])


def _licence_files(package: metadata.Distribution) -> Iterator[tuple[str, str]]:
    """Give (name, text) of the package's licence files; the same text may come twice."""
    for file in package.files or ():
        place = file.as_posix()
        metadata_folder = place.partition(".dist-info/")[2]
        named = any(word in file.name.lower() for word in _TEXT_NAMES)
        if file.suffix in (".py", ".pyc", ".html") or "_vendor" in place:
            continue
        if metadata_folder.startswith("licenses/") or named:
            text = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
            yield (metadata_folder or place).removeprefix("licenses/"), text.strip("\n")


def _own_bill(package: metadata.Distribution) -> Iterator[tuple[str, str, str]]:
    for file in package.files or ():
        if "/sboms/" not in file.as_posix() or file.suffix != ".json":
            continue
        bill = json.loads(Path(str(file.locate())).read_text(encoding="utf-8"))
        for row in bill.get("components", ()):
            # "optional" is what its sources could be built with, not what the wheel holds.
            here = row.get("scope", "required") == "required"
            if here and _key(row["name"]) != _key(package.metadata["Name"]):
                yield row["name"], row.get("version", ""), _spdx(row.get("licenses") or ())


def _spdx(rows: Sequence[dict[str, Any]]) -> str:
    names = [
        row.get("expression") or row["license"].get("id") or row["license"].get("name", "")
        for row in rows
    ]
    return " AND ".join(f"({name})" if " OR " in name else name for name in names)


# -- whether we may ship it ----------------------------------------------------------


def problems(parts: Sequence[Part]) -> list[str]:
    """Return a sentence on each part without a text or under a licence we may not ship under."""
    found = []
    for part in parts:
        if part.left_out:
            continue
        what = f"{part.name} {part.version}".strip()
        if not _has_text(part, parts):
            found.append(f"{what}: no text of its licence")
        if not may_ship(part.licence):
            found.append(f"{what}: “{part.licence}”")
        found += [
            f"{name} {version} in {what}: “{licence}”"
            for name, version, licence in part.inside
            if licence and not may_ship(licence)
        ]
    return found + unnamed_libraries(parts)


def _has_text(part: Part, parts: Sequence[Part]) -> bool:
    """Whether it, what it stands in, what it refers to, or what it consists of brings a text."""
    if part.texts:
        return True
    related = {_key(part.of), _key(part.see)} - {""}
    within = [other for other in parts if _key(other.of) == _key(part.name)]
    return any(
        other.texts or any(inner.of and inner.texts for inner in parts if inner.of == other.name)
        for other in parts
        if _key(other.name) in related
    ) or any(other.texts or other.see for other in within)


def may_ship(licence: str) -> bool:
    """Return whether a licence, or a choice that it gives, is neither unknown nor the GPL.

    Args:
        licence: An SPDX expression, or names as packages write them; a comma stands for AND.
    """
    words = re.findall(
        r"[(),/]|\bAND\b|\bOR\b|[^(),/]+?(?=\s*(?:[(),/]|\bAND\b|\bOR\b|$))", licence
    )
    words = [word.strip() for word in words if word.strip()]
    if not words:
        return False
    return _all_of(words)


def _all_of(words: list[str]) -> bool:
    """Take an expression off ``words``: choices joined by AND."""
    verdict = _any_of(words)
    while words and words[0] in ("AND", ","):
        words.pop(0)
        verdict &= _any_of(words)
    return verdict


def _any_of(words: list[str]) -> bool:
    verdict = _one(words)
    while words and words[0] in ("OR", "/"):
        words.pop(0)
        verdict |= _one(words)
    return verdict


def _one(words: list[str]) -> bool:
    word = words.pop(0) if words else ""
    if word == "(":
        verdict = _all_of(words)
        if words and words[0] == ")":
            words.pop(0)
        return verdict
    excepted = word.endswith(_EXCEPTIONS)
    return bool(word) and (excepted or not _GPL.search(word))


def unnamed_libraries(parts: Sequence[Part]) -> list[str]:
    """Return a sentence on each library a wheel brings that no part owns up to."""
    return [
        f"{library} of {part.name} is not in packaging/licences/inside.toml"
        for part in parts
        if not part.of
        for library in part.bundled
        if not any(
            fnmatch(library, pattern)
            for other in parts
            if _key(other.of) in (_key(part.name), "")
            for pattern in other.libraries
        )
    ]


# -- how it is said ------------------------------------------------------------------


def notices(parts: Sequence[Part]) -> str:
    """Return the page of licence texts; a text that several share stands once."""
    lines = [
        f"Likewise {__version__} is under the Apache License 2.0. It contains the work of others,",
        "listed here with its terms. Fonts: none are shipped; the system's are used.",
        "",
    ]
    told: dict[str, str] = {}
    ours = [part for part in parts if not part.left_out]
    lines += [f"  {_title(part)}: {part.licence}" for part in ours]
    for part in ours:
        lines += ["", _RULE, _title(part), f"Licence: {part.licence}"]
        lines += [part.note] if part.note else []
        lines += [f"Its terms stand with {part.see}."] if part.see else []
        for name, version, licence in part.inside:
            lines.append(f"  contains {name} {version}{f': {licence}' if licence else ''}")
        for name, text in part.texts:
            digest = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
            if digest in told:
                lines += ["", f"-- {name}: the same as {told[digest]}"]
            else:
                told[digest] = f"{name} of {part.name}"
                lines += ["", f"-- {name}", "", text]
    return "\n".join(lines) + "\n"


def _title(part: Part) -> str:
    version = f" {part.version}" if part.version else ""
    return f"{part.name}{version}" + (f" (in {part.of})" if part.of else "")


def bill_of_materials(parts: Sequence[Part]) -> dict[str, Any]:
    """Return a CycloneDX document; the same parts give the same bytes."""
    listed = [_row(part) for part in parts if not part.left_out]
    content = json.dumps(listed, sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, __version__ + content)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "likewise",
                "name": "Likewise",
                "version": __version__,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": listed,
        "dependencies": [
            {"ref": "likewise", "dependsOn": [row["bom-ref"] for row in listed]},
        ],
    }


def _row(part: Part) -> dict[str, Any]:
    reference = (
        f"{part.of}/{part.name}" if part.of else f"pkg:pypi/{_key(part.name)}@{part.version}"
    )
    row: dict[str, Any] = {
        "type": part.kind,
        "bom-ref": reference if part.version or part.of else part.name,
        "name": part.name,
        "licenses": _licences(part.licence),
    }
    if part.version:
        row["version"] = part.version
    if not part.of and part.kind == "library":
        row["purl"] = reference
    spec = spec_of(DEFAULT)
    if spec is not None and part.name == spec.model_id:
        row["hashes"] = [{"alg": "SHA-256", "content": spec.weights_sha256}]
    if part.inside:
        row["components"] = [
            {"type": "library", "name": name, "version": version, "licenses": _licences(licence)}
            for name, version, licence in part.inside
        ]
    return row


def _licences(expression: str) -> list[dict[str, Any]]:
    if not expression:
        return []
    if re.search(r" (AND|OR|WITH) ", expression):
        return [{"expression": expression}]
    if re.fullmatch(r"[A-Za-z0-9.+-]*[0-9][A-Za-z0-9.+-]*|MIT|ISC|Zlib|0BSD|MIT-CMU", expression):
        return [{"license": {"id": expression}}]
    return [{"license": {"name": expression}}]


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
