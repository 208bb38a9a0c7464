"""``likewise --self-test``: whether this installation answers as the source program did.

The whole job on the sample documents in a temporary folder: read, recognise, embed, search, find
similar, duplicates, a window that nobody sees. Every answer is compared with what
packaging/record_self_test.py has written down. Nothing of the person's is read or changed.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop_app import __version__
from desktop_app.program import is_frozen

if TYPE_CHECKING:
    from desktop_app.embedding.embedder import FloatArray
    from desktop_app.library import Library

RECORDED: Final = Path(__file__).resolve().parent.parent / "resources" / "self-test"
SCAN: Final = "scan.png"
SCANNED_TEXT: Final = "The archive stays closed until the roof has been repaired."
LEAST_COSINE: Final = 0.9999

# The answers share no word with the questions.
_QUESTIONS: Final = (
    "maternity and paternity benefits",
    "how long the tenant stays",
    "exercise after an operation on the leg",
)
_DOCUMENTS: Final = (
    "health/discharge-pennington.txt",
    "contracts/cleaning-agreement.docx",
    "mail/appointment.eml",
)
_ALIKE: Final = 0.4
_DUPLICATE: Final = 0.75
_CLOUD_MODELS: Final = ("openai:text-embedding-3-small", "cohere:embed-v4.0")
_CHILD_S: Final = 120.0
_SENTENCE: Final = "The pipe burst in the night and the cellar is under water."


@dataclass(frozen=True, slots=True)
class Observed:
    """What the program made of the samples.

    Attributes:
        answers: By what was asked, as lists of paths and words that JSON can hold.
        digests: Of the passages' texts, in the order of ``vectors``.
        vectors: Unit vectors, shape (passages, dim).
    """

    answers: Mapping[str, Any]
    digests: tuple[str, ...]
    vectors: FloatArray


@dataclass(slots=True)
class Outcome:
    """What was found out; ``problems`` is empty where all is well."""

    facts: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def run() -> int:
    """Do all checks and print one JSON line; returns 0 if all is well, else 1."""
    started = time.monotonic()
    outcome = Outcome()
    for name, check in _CHECKS.items():
        try:
            check(outcome)
        except Exception as exc:  # the edge of the program: the other checks shall be made
            outcome.problems.append(f"{name}: {type(exc).__name__}: {exc}")
    line = {
        "ok": not outcome.problems,
        "version": __version__,
        "frozen": is_frozen(),
        "system": sys.platform,
        "seconds": round(time.monotonic() - started, 1),
        **outcome.facts,
        "problems": outcome.problems,
    }
    if sys.stdout is not None:  # a Windows program without a console has none
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
    return 0 if line["ok"] else 1


def observe() -> Observed:
    """Index the samples and one scan in a temporary folder, and ask."""
    from desktop_app.embedding.catalogue import DEFAULT, open_embedder
    from desktop_app.embedding.precision import Precision
    from desktop_app.index.location import Place
    from desktop_app.library import Library
    from desktop_app.settings import Device, Settings
    from desktop_app.tour import copy_samples

    # Full precision on the processor: the same numbers on every computer.
    open_exactly = partial(open_embedder, precision=Precision.FP32, device=Device.CPU)
    settings = Settings(languages=("eng",))
    with tempfile.TemporaryDirectory(prefix="likewise-self-test-") as place:
        folder = copy_samples(Path(place, "samples"))
        shutil.copyfile(RECORDED / SCAN, folder / SCAN)
        with Library(
            folder, place=Place.BESIDE, open_embedder=open_exactly, settings=settings
        ) as library:
            library.update(DEFAULT)
            answers = _ask(library)
            library.export(Path(place, "export"))
        return Observed(answers, *_exported(Path(place, "export")))


def _ask(library: Library) -> dict[str, Any]:
    from desktop_app.output import as_json

    def best(found: dict[str, Any]) -> list[str]:
        return [hit["path"] for hit in found["results"]]

    pairs = as_json.pairs(library.duplicates(), _DUPLICATE)
    recognised = " ".join(library.text(SCAN).text.split())
    return {
        "files": {state.path: state.state for state in library.files()},
        "search": {q: best(as_json.search(library.search(q, 3)))[:1] for q in _QUESTIONS},
        "similar": {
            path: best(as_json.similar(library.similar(path, 2, _ALIKE)))[:1] for path in _DOCUMENTS
        },
        "duplicates": sorted(
            [*sorted((p["a"], p["b"])), p["relation"], p["removable"]] for p in pairs
        ),
        "recognised": SCANNED_TEXT in recognised,
    }


def _exported(folder: Path) -> tuple[tuple[str, ...], FloatArray]:
    """Return digests and vectors of all passages but the scan's, whose letters may vary."""
    import numpy as np

    about = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    scans = {n for n, document in enumerate(about["documents"]) if SCAN in document["paths"]}
    rows = {
        passage["text_sha256"]: row
        for row, passage in enumerate(about["passages"])
        if passage["document"] not in scans
    }
    digests = sorted(rows)
    every = np.load(folder / "embeddings.npy", allow_pickle=False)
    vectors = every[[rows[digest] for digest in digests]]  # as kept: in half precision
    return tuple(digests), vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


# -- the checks --------------------------------------------------------------------


def _check_answers(outcome: Outcome) -> None:
    observed = observe()
    expected = json.loads((RECORDED / "expected.json").read_text(encoding="utf-8"))
    for name, answer in expected["answers"].items():
        if observed.answers.get(name) != answer:
            outcome.problems.append(f"{name}: {observed.answers.get(name)} instead of {answer}")
    least, missing = _compared(observed, tuple(expected["digests"]))
    if missing:
        outcome.problems.append(f"passages: {missing} have another text")
    if least < LEAST_COSINE:
        outcome.problems.append(f"vectors: cosine {least:.6f} to the recorded ones")
    outcome.facts.update(
        files=len(observed.answers["files"]),
        passages=len(observed.digests),
        least_cosine=round(least, 7),
    )


def _compared(observed: Observed, digests: tuple[str, ...]) -> tuple[float, int]:
    """Return the least cosine to the recorded vectors, and how many texts are not the same."""
    import numpy as np

    recorded = np.load(RECORDED / "vectors.npy", allow_pickle=False).astype(np.float32)
    recorded /= np.linalg.norm(recorded, axis=1, keepdims=True)
    row_of = {digest: row for row, digest in enumerate(observed.digests)}
    both = [(row, row_of[digest]) for row, digest in enumerate(digests) if digest in row_of]
    if not both:
        return 0.0, len(digests)
    theirs, ours = np.array(both).T
    cosines = np.einsum("ij,ij->i", recorded[theirs], observed.vectors[ours])
    missing = len(set(digests) ^ set(observed.digests))
    return float(cosines.min()), missing


def _check_other_models(outcome: Outcome) -> None:
    """Models of other kinds are run by sentence-transformers: the same vector by its way."""
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", TOKENIZERS_PARALLELISM="false")
    from desktop_app.embedding.catalogue import DEFAULT, find
    from desktop_app.embedding.query_encoder import QueryEncoder
    from desktop_app.embedding.sentence_transformer import SentenceTransformerEncoder
    from desktop_app.embedding.tokens import TextTokenizer
    from desktop_app.settings import Device

    folder = find(DEFAULT)
    tokens = TextTokenizer(folder).documents([_SENTENCE])
    ours = QueryEncoder(folder).encode(tokens, 1024)
    theirs = SentenceTransformerEncoder(folder, Device.CPU).encode(tokens)
    cosine = float((ours * theirs).sum())
    outcome.facts["other_models_cosine"] = round(cosine, 7)
    if cosine < LEAST_COSINE:
        outcome.problems.append(f"other models: cosine {cosine:.6f} between two ways")


def _check_cloud(outcome: Outcome) -> None:
    """The child that asks cloud models starts and has its libraries; nothing is sent."""
    from desktop_app.childprocess import ChildProcess
    from desktop_app.embedding.catalogue import DEFAULT, find
    from desktop_app.embedding.cloud.providers import parse_model_id
    from desktop_app.privacy.backends import is_installed

    with tempfile.TemporaryDirectory(prefix="likewise-self-test-") as place:
        for model in _CLOUD_MODELS:
            opening = {
                "op": "open",
                "model_id": model,
                "base_url": parse_model_id(model).base_url,
                "tokenizer": os.fspath(find(DEFAULT).tokenizer),
                "ledger": os.path.join(place, "ledger"),
                "paid": "",
            }
            with ChildProcess("cloud") as child:
                answer, _ = child.request(opening, b"no-key", timeout_s=_CHILD_S)
            if "error" in answer:
                outcome.problems.append(f"cloud: {model}: {answer['message']}")
    outcome.facts["keyring"] = is_installed()
    if not is_installed():
        outcome.problems.append("keyring: its parts are missing")


def _check_window(outcome: Outcome) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop_app.app import make_application

    app = make_application(sys.argv[:1])
    from desktop_app.ui.shell.main_window import MainWindow
    from desktop_app.ui.text.translations import install_translations
    from desktop_app.ui.theme.apply import apply_theme
    from desktop_app.ui.theme.icons import icon

    language = install_translations(app, "de")
    apply_theme(app, None)
    window = MainWindow()
    window.show()
    app.processEvents()
    picture, sign = window.grab().toImage(), icon("search").pixmap(24, 24).toImage()
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 9) for y in range(0, 400, 9)}
    words = window.window_actions.settings.text()
    outcome.facts["window"] = [picture.width(), picture.height()]
    if len(colours) < 3 or sign.isNull():
        outcome.problems.append("window: nothing is drawn")
    if language != "de" or "Einstellungen" not in words:
        outcome.problems.append("window: the German words are missing")
    window.let_go()


# Qt comes last: on Windows, torch cannot be loaded once Qt is (pytorch#166628).
_CHECKS: Final[Mapping[str, Callable[[Outcome], None]]] = {
    "answers": _check_answers,
    "other models": _check_other_models,
    "cloud": _check_cloud,
    "window": _check_window,
}
