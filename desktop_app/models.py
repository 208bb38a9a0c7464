"""The models on this computer and in the catalogue, as the command line and the window see them.

Beside ``library``, which is about one folder, this is about none.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import ModelProblem, NoFastMode
from desktop_app.progress import CancelToken, Report, Tell, no_report, tell_nobody
from desktop_app.settings import Device, Settings, Speed

if TYPE_CHECKING:
    from desktop_app.embedding.download import Offer
    from desktop_app.embedding.embedder import Embedder


def models(device: Device = Device.AUTO) -> list[dict[str, object]]:
    """Return the catalogue of models, each with whether it is on this computer.

    For those that are, with what comes of their fast mode here, which is tried if it is not known
    yet (seconds, the first time), and how each mode ran last.

    Args:
        device: On what the models shall run.
    """
    from desktop_app.embedding.catalogue import DEFAULT, MODELS, installed

    return [
        {
            "id": spec.model_id,
            "dim": spec.dim,
            "max_tokens": spec.max_tokens,
            "languages": spec.languages,
            "licence": spec.licence,
            "runs_at": spec.runs_at,
            "price_per_million_tokens": spec.price,
            "installed": installed(spec),
            "download_bytes": spec.download_bytes if spec.repository else 0,
            "default": spec.model_id == DEFAULT,
            "running": _ran(spec.model_id),
            "fast": _fast_mode(spec.model_id, device) if installed(spec) else None,
        }
        for spec in MODELS
    ]


def about_speed() -> str:
    """Return what a person should know before choosing between “exact” and “fast”."""
    from desktop_app.embedding.fast_mode import FIDELITY

    return (
        f"The fast mode is {FIDELITY}. “likewise settings speed fast” takes it for new indexes;"
        " an index that is there stays as it was made."
    )


def _fast_mode(model_id: str, device: Device) -> dict[str, object]:
    from desktop_app.embedding.fast_mode import FIDELITY, fast_mode
    from desktop_app.embedding.precision import FAST

    try:
        refusal = fast_mode(model_id, device).refusal
    except ModelProblem as problem:
        refusal = problem.message
    return {
        "id": model_id + FAST,
        "available": not refusal,
        "refusal": refusal,
        "fidelity": FIDELITY,
        "running": _ran(model_id + FAST),
    }


def _ran(model_id: str) -> dict[str, object] | None:
    from desktop_app.embedding.running import last

    found = last(model_id)
    return asdict(found) if found else None


# -- getting and removing ----------------------------------------------------------


def offer(name: str, source: str = "") -> Offer:
    """Return what getting a model means, to be shown before a person says yes.

    See ``embedding.download.offer``; nothing is sent.
    """
    from desktop_app.embedding import download

    return download.offer(name, source)


def get(
    name: str,
    source: str = "",
    *,
    token: CancelToken | None = None,
    report: Report = no_report,
) -> Path:
    """Fetch a model. Call this after a person has said yes to its offer.

    See ``embedding.download.download``.
    """
    from desktop_app.embedding import download

    return download.download(name, source, token=token, report=report)


def offer_to_remove(name: str) -> Path:
    """Return the folder that ``remove`` would remove; see ``embedding.download``."""
    from desktop_app.embedding import download

    return download.offer_to_remove(name)


def remove(name: str) -> int:
    """Remove a model that was fetched; returns the bytes given back."""
    from desktop_app.embedding import download

    return download.remove(name)


# -- opening -----------------------------------------------------------------------


def open_to_ask(model: str) -> Embedder:
    """Return the embedder for questions to an index; "" is the default model."""
    from desktop_app.embedding.catalogue import DEFAULT, open_embedder

    return open_embedder(model or DEFAULT)


def open_to_index(
    model: str, settings: Settings, report: Report = no_report, tell: Tell = tell_nobody
) -> Embedder:
    """Return the embedder for many documents, as the settings say it shall run.

    Args:
        model: As a person named it; "" is the default model. Without “+fast”, the setting decides
            about the fast mode, and where it cannot be had the model runs in exact numbers.
        tell: Told what came of the setting where that is not to be expected.

    Raises:
        NoFastMode: If “+fast” was named and cannot be had.
        InvalidRequest, ModelProblem: As ``catalogue.open_embedder``.
    """
    from desktop_app.embedding.catalogue import DEFAULT
    from desktop_app.embedding.fast_mode import fast_mode
    from desktop_app.embedding.precision import FAST, split_fast

    model = model or DEFAULT
    if split_fast(model)[1]:
        if refusal := fast_mode(model, settings.device, anew=True).refusal:
            raise NoFastMode(refusal, f"Use the model without “{FAST}”.")
    elif settings.speed is Speed.FAST:
        if refusal := fast_mode(model, settings.device).refusal:
            tell(f"{refusal} So exact numbers are used.")
        else:
            model += FAST
    return _open_for_many(model, settings, report)


def open_to_go_on(
    model: str, settings: Settings, report: Report = no_report, tell: Tell = tell_nobody
) -> Embedder:
    """Return the embedder for more documents of an index made with ``model``, as it was made.

    To change the mode of an index is to make all its vectors anew, so no setting does that. Only
    an index in a fast mode that cannot be had here (it came from another computer) is.

    Args:
        tell: Told where index and setting differ, and what to do about it.

    Raises:
        InvalidRequest, ModelProblem: As ``catalogue.open_embedder``.
    """
    from desktop_app.embedding.fast_mode import fast_mode
    from desktop_app.embedding.precision import FAST, split_fast

    plain, fast = split_fast(model)
    if fast and (refusal := fast_mode(model, settings.device).refusal):
        tell(f"{refusal} So exact numbers are used.")
        model = plain
    elif fast and settings.speed is Speed.EXACT:
        tell(
            "This index was made in the fast mode and stays so;"
            f" “likewise index FOLDER --model {plain}” makes it anew in exact numbers."
        )
    elif not fast and settings.speed is Speed.FAST:
        tell(
            "This index was made in exact numbers and stays so;"
            f" “likewise index FOLDER --model {plain}{FAST}” makes it anew in the fast mode."
        )
    return _open_for_many(model, settings, report)


def _open_for_many(model: str, settings: Settings, report: Report) -> Embedder:
    from desktop_app.embedding.catalogue import open_embedder
    from desktop_app.embedding.power import LOW_PRIORITY, threads_to_spare
    from desktop_app.embedding.running import remember

    usable = settings.leave_computer_usable
    embedder = open_embedder(
        model,
        threads=threads_to_spare() if usable else None,
        nice=LOW_PRIORITY if usable else 0,
        device=settings.device,
        on_running=lambda running: remember(embedder.info.model_id, running),
    )
    return patient(embedder, settings, report)


def patient(embedder: Embedder, settings: Settings, report: Report) -> Embedder:
    """Return the embedder, made to wait on battery if the settings say so."""
    if not settings.pause_on_battery:
        return embedder
    from desktop_app.embedding.power import PausingEmbedder

    return PausingEmbedder(embedder, report)
