"""Folders of made documents that change between runs."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.support import make

_SYLLABLES = """ba ce di fo gu la me ni ro tu va xe zi mor tel san pre gim lun kor""".split()  # noqa: SIM905
VOCABULARY = tuple(f"{a}{b}{c}" for a in _SYLLABLES for b in _SYLLABLES[:10] for c in "nrst")
WORDS = VOCABULARY[::97]
"""A few words that occur in any larger folder."""


def text(rng: random.Random, words: int) -> str:
    """Return paragraphs of about ``words`` words."""
    lines = []
    while words > 0:
        count = rng.randint(20, 80)
        sentence = " ".join(rng.choices(VOCABULARY, k=count))
        lines.append(sentence.capitalize() + ".")
        words -= count
    return "\n\n".join(lines)


def write_document(path: Path, rng: random.Random, words: int | None = None) -> None:
    """Write a document of the kind its name says."""
    body = text(rng, words or rng.choice((30, 200, 800, 2500)))
    paragraphs = body.split("\n\n")
    writers = {
        ".pdf": lambda: make.pdf([body]),
        ".docx": lambda: make.docx(paragraphs),
        ".html": lambda: make.html(paragraphs),
        ".csv": lambda: make.csv_table([p.split()[:8] for p in paragraphs]),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(writers.get(path.suffix, body.encode)())


def write_folder(folder: Path, count: int, seed: int = 0, *, words: int | None = None) -> Path:
    """Write ``count`` documents in a few subfolders."""
    rng = random.Random(seed)
    kinds = (".txt", ".txt", ".txt", ".md", ".html", ".csv", ".docx", ".pdf")
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        write_document(folder / f"part {i % 5}" / f"{i:04}{kinds[i % len(kinds)]}", rng, words)
    return folder


def documents(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def change(folder: Path, rng: random.Random, share: float = 0.4, *, about: int = 60) -> None:
    """Edit, move, copy, add and remove some documents; the folder stays at ``about`` as many."""
    found = documents(folder)
    count = len(found)
    for path in rng.sample(found, max(1, round(count * share))):
        dice = rng.random()
        if dice < 0.6:
            write_document(path, rng)
        elif dice < 0.7:
            path.rename(path.with_name(f"moved {rng.randrange(10**9)}{path.suffix}"))
        elif count > about:
            path.unlink()
            count -= 1
        else:
            fresh = path.with_name(f"new {rng.randrange(10**9)}{path.suffix}")
            if dice < 0.85:
                shutil.copyfile(path, fresh)
            else:
                write_document(fresh, rng)
            count += 1
