"""Indexing jobs for one folder, with models opened as the settings say they shall run."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from desktop_app.models import open_to_ask, open_to_go_on, open_to_index, patient
from desktop_app.progress import CancelToken, Report, Tell
from desktop_app.settings import Settings

if TYPE_CHECKING:
    from desktop_app.embedding.embedder import Embedder
    from desktop_app.index.job import IndexingJob
    from desktop_app.index.location import IndexLocation

OpenEmbedder = Callable[[str], "Embedder"]
OpenForMany = Callable[[str, Settings, Report, Tell], "Embedder"]


class Jobs:
    """Prepares the jobs of one folder.

    Args:
        open_embedder: Gives the embedder for a model's name; None takes those of the catalogue.
        settings: What the person chose for all folders.
        tell: Told what a run does otherwise than a person may expect.
    """

    def __init__(self, open_embedder: OpenEmbedder | None, settings: Settings, tell: Tell) -> None:
        self.open_embedder = open_embedder or open_to_ask
        self._from_catalogue = open_embedder is None
        self._settings = settings
        self._tell = tell

    def job(
        self,
        location: IndexLocation,
        model: str | None,
        on_committed: Callable[[str], None],
        token: CancelToken | None,
        report: Report,
        *,
        confirm_removed: bool = False,
        retry: Collection[str] | None = None,
        exactly: bool = False,
    ) -> IndexingJob:
        """Prepare a job.

        Args:
            location: Where the index is, or will be.
            model: Catalogue name or model folder; None keeps the index's model (else the default).
            on_committed, confirm_removed, retry: See ``Library.update``.
            exactly: ``model`` is the very one, in the very mode, that vectors were made with.
        """
        from desktop_app.index.job import IndexingJob, Model

        def opening(way: OpenForMany) -> OpenEmbedder:
            return lambda name: self._embedder_for_many(way, name, report)

        go_on = opening(open_to_go_on)
        wanted = None if retry is None else frozenset(retry)
        return IndexingJob(
            location,
            Model(
                model,
                go_on if exactly else opening(open_to_index),
                go_on,
                self.check_weights,
            ),
            on_committed,
            token or CancelToken(),
            report,
            confirm_removed,
            None if wanted is None else lambda path: not wanted or path in wanted,
            recognition_languages(self._settings),
            self._settings.largest_file_mb * 1_000_000,
            self._tell,
        )

    def _embedder_for_many(self, way: OpenForMany, model: str, report: Report) -> Embedder:
        """Open a model for many documents, as the settings say it shall run."""
        if self._from_catalogue:
            return way(model, self._settings, report, self._tell)
        return patient(self.open_embedder(model), self._settings, report)

    def check_weights(self, model: str) -> None:
        """Compare a shipped model's weights with those it was shipped with (0.3 CPU s).

        Raises:
            ModelProblem: If they differ.
        """
        if self._from_catalogue:
            from desktop_app.embedding.catalogue import verify_weights

            verify_weights(model)


def recognition_languages(settings: Settings) -> str:
    """Return the languages text in pictures is recognised in ("eng+deu"), or "" if it is not."""
    from desktop_app.documents.ocr.choice import choose
    from desktop_app.documents.ocr.languages import is_installed

    if not (settings.text_recognition and is_installed()):
        return ""
    return choose(settings.languages)
