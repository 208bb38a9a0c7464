"""The models on this computer and in the catalogue, as the command line and the window see them.

Beside ``library``, which is about one folder, this is about none.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.progress import CancelToken, Report, no_report
from desktop_app.settings import Settings

if TYPE_CHECKING:
    from desktop_app.embedding.download import Offer
    from desktop_app.embedding.embedder import Embedder


def models() -> list[dict[str, object]]:
    """Return the catalogue of models, each with whether it is on this computer."""
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
        }
        for spec in MODELS
    ]


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


def open_to_index(model: str, settings: Settings, report: Report = no_report) -> Embedder:
    """Return the embedder for many documents, as the settings say it shall run."""
    from desktop_app.embedding.catalogue import DEFAULT, open_embedder
    from desktop_app.embedding.power import LOW_PRIORITY, threads_to_spare
    from desktop_app.embedding.running import remember

    model = model or DEFAULT
    usable = settings.leave_computer_usable
    embedder = open_embedder(
        model,
        threads=threads_to_spare() if usable else None,
        nice=LOW_PRIORITY if usable else 0,
        device=settings.device,
        on_running=lambda running: remember(model, running),
    )
    return patient(embedder, settings, report)


def patient(embedder: Embedder, settings: Settings, report: Report) -> Embedder:
    """Return the embedder, made to wait on battery if the settings say so."""
    if not settings.pause_on_battery:
        return embedder
    from desktop_app.embedding.power import PausingEmbedder

    return PausingEmbedder(embedder, report)
