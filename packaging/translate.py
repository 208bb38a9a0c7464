#!/usr/bin/env python3
"""Keeps the translations of the window: finds its words in the code, compiles what is translated.

    python packaging/translate.py            collect new words, compile, list what is due
    python packaging/translate.py --check    change nothing, only list what is due

The words in the code are English. resources/translations/likewise_de.ts holds the German ones; edit
it with Qt Linguist (pyside6-linguist) or by hand, then run this again. likewise_en.ts holds English
plural forms only. For another language copy an empty .ts file, run this, translate, and add the
language to LANGUAGES in desktop_app/ui/text/translations.py.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
PLURALS_ONLY = "likewise_en"


def main() -> int:
    """Renew the files, or with --check only compare; returns 1 if something is missing."""
    parser = argparse.ArgumentParser(description="Keeps the translations of the window.")
    parser.add_argument("--check", action="store_true", help="change nothing, tell what is due")
    check = parser.parse_args().check
    problems = stale() if check else []
    if not check:
        for file in sorted(FOLDER.glob("*.ts")):
            collect(file, file)
            compile_to(file, file.with_suffix(".qm"))
    problems += [
        f"{file.name}: “{text}” ({context}) has no translation"
        for file in sorted(FOLDER.glob("*.ts"))
        for context, text in untranslated(file)
    ]
    print("\n".join(problems) or "All translations are complete and compiled.")
    return 1 if problems else 0


def collect(known: Path, target: Path) -> None:
    """Write to ``target`` what ``known`` holds, with the words that are in the code now."""
    if known != target:
        shutil.copyfile(known, target)
    sources = [ROOT / "desktop_app" / "app.py", *(ROOT / "desktop_app" / "ui").rglob("*.py")]
    command = [_tool("lupdate"), *map(str, sorted(sources)), "-ts", str(target)]
    options = ["-no-obsolete", "-locations", "none", "-silent"]
    if target.stem == PLURALS_ONLY:
        options.append("-pluralonly")
    subprocess.run([*command, *options], check=True, capture_output=True, cwd=ROOT)


def compile_to(file: Path, target: Path) -> None:
    """Compile a .ts file into the .qm file that the window loads."""
    subprocess.run(
        [_tool("lrelease"), str(file), "-qm", str(target), "-silent"],
        check=True,
        capture_output=True,
    )


def untranslated(file: Path) -> Iterator[tuple[str, str]]:
    """Give (context, words) of each entry without a finished translation."""
    for context in ElementTree.parse(file).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [] if translation is None else list(translation.iter("numerusform"))
            texts = [form.text for form in forms] or [
                None if translation is None else translation.text
            ]
            unfinished = translation is None or translation.get("type") == "unfinished"
            if unfinished or not all(texts):
                yield context.findtext("name", ""), message.findtext("source", "")


def stale() -> list[str]:
    """Return a sentence for each file that a run of this would change."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for file in sorted(FOLDER.glob("*.ts")):
            fresh = Path(folder, file.name)
            collect(file, fresh)
            if fresh.read_bytes() != file.read_bytes():
                found.append(f"{file.name} does not hold the words that are in the code")
            compile_to(file, fresh.with_suffix(".qm"))
            compiled = file.with_suffix(".qm")
            if (
                not compiled.exists()
                or fresh.with_suffix(".qm").read_bytes() != compiled.read_bytes()
            ):
                found.append(f"{compiled.name} is not {file.name} compiled")
    return found


def _tool(name: str) -> str:
    """Return a tool that comes with Qt for Python."""
    found = shutil.which(f"pyside6-{name}", path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit(f"pyside6-{name} is not there; run this with the project's environment.")
    return found


if __name__ == "__main__":
    sys.exit(main())
