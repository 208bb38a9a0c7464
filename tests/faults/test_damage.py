"""Damage anywhere in an index: the right answer or a readable problem, never another answer."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desktop_app.errors import AppError, IndexDamaged, IndexMissing
from tests.faults import corpus, damages
from tests.faults.conftest import Tally
from tests.faults.support import (
    ask,
    hash_folder,
    likewise,
    location_of,
    scaled,
    toy_library,
)


@dataclass
class Bench:
    """An index to damage, and what it answers when it is whole."""

    folder: Path
    pristine: Path
    paths: list[str]
    whole: dict[str, Any]
    listing: str
    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def directory(self) -> Path:
        return self.folder.with_name(self.folder.name + ".likewise")

    def reset(self) -> None:
        damages.restore(self.pristine, self.directory)

    def check_answers(self) -> bool:
        """Each question is answered as before or told; returns whether any was told."""
        with toy_library(self.folder) as library:
            answers = ask(library, self.paths)
        told = False
        for question, answer in answers.items():
            if isinstance(answer, AppError):
                assert answer.exit_code == 3, (question, answer)
                told = True
            else:
                assert answer == self.whole[question], f"{question}: another answer"
        self.outcomes["told" if told else "answered as before"] += 1
        return told

    def check_repair(self) -> None:
        """“index”, or else the “rebuild” that is asked for, restores every answer."""
        with toy_library(self.folder) as library:
            library.update()
            # It reads what it needs: damage elsewhere is left to verify.
            sound = not library.verify()
        if self.check_answers() or not sound:
            with toy_library(self.folder) as library:
                library.rebuild()
            self.outcomes["restored by rebuild"] += 1
        else:
            self.outcomes["restored by index"] += 1
        with toy_library(self.folder) as library:
            assert ask(library, self.paths) == self.whole
            assert library.verify() == []

    def check_verify(self, *, told: bool) -> None:
        with toy_library(self.folder) as library:
            if told:
                assert library.verify() or not told

    def check_command_line(self) -> None:
        answer = likewise("list", self.folder, "--json")
        assert answer.code in (0, 3), answer
        if answer.code == 0:
            assert answer.out == self.listing
        else:
            assert len(answer.err.strip().splitlines()) == 1
        assert likewise("verify", self.folder).code in (0, 3)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    base = tmp_path_factory.mktemp("damage")
    folder = corpus.write_folder(base / "docs", 20, words=300)
    corpus.write_document(folder / "long.txt", random.Random(9), 6000)
    paths = [str(path.relative_to(folder)) for path in corpus.documents(folder)][::11]
    with toy_library(folder) as library:
        library.update()
        whole = ask(library, paths)
    assert not any(isinstance(answer, AppError) for answer in whole.values())
    shutil.copytree(location_of(folder).directory, base / "pristine")
    listing = likewise("list", folder, "--json").out
    return Bench(folder, base / "pristine", paths, whole, listing)


@pytest.fixture
def bench(built: Bench) -> Iterator[Bench]:
    """The whole index; afterwards, no document has been touched."""
    built.reset()
    built.outcomes.clear()
    before = hash_folder(built.folder)
    yield built
    assert hash_folder(built.folder) == before


def _summary(bench: Bench) -> str:
    return ", ".join(f"{count} {what}" for what, count in bench.outcomes.items())


@pytest.mark.parametrize("kind", damages.EVERYWHERE)
def test_ask_when_the_database_is_damaged_then_right_or_told(
    bench: Bench, kind: str, tally: Tally
) -> None:
    rng = random.Random(11)
    trials = scaled(300)
    for i in range(trials):
        bench.reset()
        if i % 2:
            shutil.rmtree(bench.directory / "cache")
        where = (i + rng.random()) / trials
        damages.EVERYWHERE[kind](bench.directory / "index.sqlite3", where, rng)
        told = bench.check_answers()
        bench.check_verify(told=told)
        if i % 100 == 50:
            bench.check_command_line()
        if i % 20 == 0:
            bench.check_repair()
    tally(f"database: {kind}", trials, _summary(bench))


def test_verify_when_a_page_lies_over_another_then_told(bench: Bench, tally: Tally) -> None:
    """Such a page has a sound checksum: only the whole structure shows it, so verify must."""
    rng = random.Random(14)
    trials = scaled(300)
    other = 0
    for i in range(trials):
        bench.reset()
        database = bench.directory / "index.sqlite3"
        before = database.read_bytes()
        damages.misplaced_page(database, (i + rng.random()) / trials, rng)
        with toy_library(bench.folder) as library:
            problems = library.verify()
        if not problems:
            assert database.read_bytes() == before or not bench.check_answers()
        try:
            bench.check_answers()
        except Exception:
            other += 1
            assert problems
        if i % 20 == 0:
            with toy_library(bench.folder) as library:
                library.rebuild()
            assert not bench.check_answers()
    tally(
        "database: a page over another", trials, f"all told by verify; {other} answered otherwise"
    )


@pytest.mark.parametrize("kind", damages.EVERYWHERE)
def test_ask_when_the_cache_is_damaged_then_right(bench: Bench, kind: str, tally: Tally) -> None:
    rng = random.Random(12)
    files = sorted(path.name for path in (bench.pristine / "cache").iterdir())
    assert len(files) >= 4
    trials = scaled(300)
    for i in range(trials):
        bench.reset()
        where = (i // len(files) + rng.random()) / (trials // len(files) + 1)
        damages.EVERYWHERE[kind](bench.directory / "cache" / files[i % len(files)], where, rng)
        assert not bench.check_answers(), "a cache can always be made again"
    tally(f"vector cache: {kind}", trials, _summary(bench))


@pytest.mark.parametrize("kind", damages.EVERYWHERE)
def test_ask_when_the_format_file_is_damaged_then_right_or_told(
    bench: Bench, kind: str, tally: Tally
) -> None:
    rng = random.Random(13)
    trials = scaled(50)
    for i in range(trials):
        bench.reset()
        damages.EVERYWHERE[kind](bench.directory / "FORMAT", (i + rng.random()) / trials, rng)
        bench.check_answers()
        if i % 10 == 0:
            bench.check_repair()
    tally(f"FORMAT: {kind}", trials, _summary(bench))


@pytest.mark.parametrize("kind", damages.WHOLE)
def test_ask_when_a_whole_file_is_lost_then_right_or_told_and_index_restores(
    bench: Bench, kind: str, tally: Tally
) -> None:
    cache = [f"cache/{path.name}" for path in (bench.pristine / "cache").iterdir()]
    # A folder or link in place of the lock is told each time; nothing of the index is in it.
    lock = [] if kind in ("a folder", "a dangling link") else ["writer.lock"]
    names = ["index.sqlite3", "FORMAT", *lock, *cache]
    for name in names:
        bench.reset()
        damages.WHOLE[kind](bench.directory / name)
        bench.check_answers()
        bench.check_command_line()
        bench.check_repair()
    tally(f"each file: {kind}", len(names), _summary(bench))


def _by_file(directory: Path) -> None:
    shutil.rmtree(directory)
    directory.write_text("not a folder")


def _by_link(directory: Path) -> None:
    elsewhere = directory.with_name("elsewhere")
    shutil.rmtree(elsewhere, ignore_errors=True)
    directory.rename(elsewhere)
    directory.symlink_to(elsewhere)


def _by_nothing(directory: Path) -> None:
    shutil.rmtree(directory)


def _by_an_empty_folder(directory: Path) -> None:
    shutil.rmtree(directory)
    directory.mkdir()


@pytest.mark.parametrize("replace", [_by_file, _by_link, _by_nothing, _by_an_empty_folder])
def test_ask_when_the_index_folder_is_replaced_then_told(
    bench: Bench, replace: Callable[[Path], None], tally: Tally
) -> None:
    replace(bench.directory)
    with toy_library(bench.folder) as library:
        answers = ask(library, bench.paths)
    assert all(isinstance(answer, IndexDamaged | IndexMissing) for answer in answers.values())
    answer = likewise("search", bench.folder, "word")
    assert (answer.code, answer.out) == (3, "")
    if replace in (_by_file, _by_link):
        assert likewise("index", bench.folder).code == 3
    else:
        bench.check_repair()
    tally(f"index folder replaced{replace.__name__.replace('_', ' ')}", 1, "told")
