"""The review of duplicates: how soon evidence, the next group and another threshold are seen.

The real panes are drawn without a screen. What is judged is the processor time of this process,
from the key to the painted window, as the clock also counts what other programs do; medians.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop_app.benchmarks.tables import write_table

if TYPE_CHECKING:
    from desktop_app.ui.review.reviewed import Grouped

_GROUPS, _DOCUMENTS, _PAGES = 2_000, 10_000, 300
_EVIDENCE_MS, _NEXT_MS, _REGROUP_MS = 300.0, 100.0, 200.0
_WORDS_A_PAGE: Final = 350
_ROUNDS = 9


def run(args: Sequence[str]) -> int:
    """Print the table; returns 0 if every goal was reached."""
    parser = argparse.ArgumentParser(prog="review", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the documents and pages")
    part = 10 if parser.parse_args(args).quick else 1
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop_app.app import make_application

    app = make_application(["likewise"])
    groups, documents, pages = _GROUPS // part, _DOCUMENTS // part, _PAGES // part
    rows = [
        (f"next group, of {groups:,}, ms", _next_group(groups), _NEXT_MS),
        (f"another threshold for {documents:,} documents, ms", _slider(documents), _REGROUP_MS),
        (f"first evidence of two documents of {pages} pages, ms", _evidence(pages), _EVIDENCE_MS),
    ]
    app.processEvents()
    table = [
        (what, f"{found:.0f}", f"≤ {most:.0f} {'reached' if found <= most else 'MISSED'}")
        for what, found, most in rows
    ]
    write_table(("review", "", "goal"), table)
    return int(any(found > most for _, found, most in rows))


def _median_ms(once: Callable[[int], object]) -> float:
    """Return the processor time of doing something and painting what comes of it."""
    from PySide6.QtWidgets import QApplication

    taken = []
    for turn in range(-1, _ROUNDS):
        begun = time.process_time()
        once(turn)
        QApplication.processEvents()
        if turn >= 0:
            taken.append(time.process_time() - begun)
    return 1000 * statistics.median(taken)


def _next_group(groups: int) -> float:
    """From one group to the next: list, documents, place; evidence follows on its own."""
    from desktop_app.ui.documents.intents import DocumentIntents
    from desktop_app.ui.review.review_view import ReviewView

    view = ReviewView(DocumentIntents())
    view.resize(1400, 900)
    view.show()
    view.groups.chosen.connect(lambda group: view.members.show_group(group, {}))
    view.show_shown(_grouped(groups * 4, 4).shown)
    return _median_ms(lambda turn: view.groups.step(1))


def _slider(documents: int) -> float:
    """From one threshold to another, a step of one percent as the slider makes it."""
    from dataclasses import replace

    from desktop_app.ui.documents.intents import DocumentIntents
    from desktop_app.ui.review.review_view import ReviewView
    from desktop_app.ui.review.reviewed import regrouped

    view = ReviewView(DocumentIntents())
    view.resize(1400, 900)
    view.show()
    grouped = _grouped(documents, 5)
    view.show_shown(grouped.shown)

    def move(turn: int) -> None:
        nonlocal grouped
        wanted = replace(grouped.shown.wanted, threshold=75 + turn % 10)
        board = grouped.board
        grouped = regrouped(grouped, wanted, board.decisions, board.keeping, frozenset())
        view.show_shown(grouped.shown)

    return _median_ms(move)


def _evidence(pages: int) -> float:
    """From the choice of a document to its text beside the kept copy's, differences marked."""
    from desktop_app.progress import CancelToken
    from desktop_app.ui.compare.comparing import opening_of
    from desktop_app.ui.documents.intents import DocumentIntents
    from desktop_app.ui.review.evidence_pane import EvidencePane
    from desktop_app.ui.work.open_folder import OpenFolder

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "papers")
        _write_long(folder, pages)
        opened = OpenFolder(folder)
        opened.update(CancelToken(), lambda _: None, lambda _: None)
        pane = EvidencePane(DocumentIntents())
        pane.resize(900, 900)
        pane.show()

        def choose(turn: int) -> None:
            pane.show_loading("a.txt", "b.txt")
            pane.show_compared(opening_of(opened, "a.txt", "b.txt", CancelToken()))

        found = _median_ms(choose)
        opened.close()
    return found


def _write_long(folder: Path, pages: int) -> None:
    chosen = random.Random(1)
    lengths = (chosen.randint(2, 9) for _ in range(3_000))
    words = ["".join(chosen.choices("abcdefghilmnoprstu", k=length)) for length in lengths]
    text = [" ".join(chosen.choices(words, k=_WORDS_A_PAGE)) + "." for _ in range(pages)]
    folder.mkdir()
    folder.joinpath("a.txt").write_text("\n\n".join(text), "utf-8")
    other = [page.replace(" ", " surely ", 1) if at % 3 else page for at, page in enumerate(text)]
    folder.joinpath("b.txt").write_text("\n\n".join(other), "utf-8")


def _grouped(documents: int, size: int) -> Grouped:
    """Return groups of ``size`` near duplicates of various closeness, without their texts."""
    from desktop_app.index.coverage import Coverage
    from desktop_app.index.rows import TextPrint
    from desktop_app.review.board import Board
    from desktop_app.review.decisions import Decisions
    from desktop_app.similarity.duplicates.duplicates import Findings
    from desktop_app.similarity.duplicates.groups import Alike
    from desktop_app.similarity.duplicates.relations import Pair, Relation
    from desktop_app.ui.review.reviewed import Grouped
    from desktop_app.ui.review.shown import Wanted, shown_of

    chosen = random.Random(2)
    rows, pairs = [], []
    for number in range(documents):
        digest = number.to_bytes(32, "big")
        path = f"matters/{number // 400:03}/letter {number:06}.docx"
        rows.append(TextPrint(number, path, digest, digest, 3_000, kind="docx"))
        for before in range(number - number % size, number):
            score = chosen.uniform(0.6, 1.0)
            details = ("1 May", "500")[: chosen.randrange(3)]
            pairs.append(
                Pair(before, number, Relation.NEAR_DUPLICATE, score, score, score,
                     not details, details)
            )  # fmt: skip
    pairs.sort(key=lambda pair: -pair.score)
    alikes = tuple(Alike((row,)) for row in rows)
    findings = Findings(alikes, tuple(pairs), (), (), 0)
    sizes = {row.path: 20_000 for row in rows}
    board = Board(findings, {row.id: row for row in rows}, Decisions(()), sizes=sizes)
    coverage = Coverage(documents, documents, 0, {})
    return Grouped(board, shown_of(board, Wanted(), coverage), coverage)
