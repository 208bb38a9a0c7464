"""Indexing jobs for one folder, with models opened as the settings say they shall run."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app import cloud
from desktop_app.models import open_to_ask, open_to_go_on, open_to_index, patient
from desktop_app.progress import CancelToken, Report, Tell
from desktop_app.settings import Settings

if TYPE_CHECKING:
    from desktop_app.embedding.cloud.cloud_embedder import CloudEmbedder
    from desktop_app.embedding.embedder import Embedder
    from desktop_app.index.job import IndexingJob, IndexingResult
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
        self._open_embedder = open_embedder or open_to_ask
        self._from_catalogue = open_embedder is None
        self._settings = settings
        self._tell = tell
        self._paid_for: CloudEmbedder | None = None

    def to_ask(self, location: IndexLocation) -> OpenEmbedder:
        """Return what gives the embedder for questions to the index at ``location``."""

        def open_one(model: str) -> Embedder:
            if self._is_cloud(model):
                return cloud.open_cloud(model, location, "search")
            return self._open_embedder(model)

        return open_one

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
            def open_one(name: str) -> Embedder:
                if self._is_cloud(name):
                    return self._cloud_for_many(location, name, token)
                return self._embedder_for_many(way, name, report)

            return open_one

        self._paid_for = None

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
        return patient(self._open_embedder(model), self._settings, report)

    def _cloud_for_many(
        self, location: IndexLocation, model: str, token: CancelToken | None
    ) -> CloudEmbedder:
        """Open a cloud model, if the folder's texts may be sent to it."""
        model = cloud.with_dimension(location, model, token)
        cloud.refuse(location, model, token)
        self._paid_for = cloud.open_cloud(model, location)
        return self._paid_for

    def _is_cloud(self, model: str) -> bool:
        return self._from_catalogue and cloud.is_cloud(model)

    def refuse_unusable(self, location: IndexLocation, model: str) -> None:
        """Raise what would keep a model from making an index anew."""
        if self._is_cloud(model):
            cloud.refuse(location, model)
        else:
            self._open_embedder(model).close()

    def settled(self, location: IndexLocation, result: IndexingResult) -> IndexingResult:
        """Return the result of a job that ended well, with what it cost."""
        if self._paid_for is None:
            return result
        cloud.forget_paid(location)  # the index has it all
        return replace(result, cost=self._paid_for.cost())

    def tell_cost(self) -> None:
        """Tell what a job has cost that did not end well."""
        if self._paid_for is not None and (cost := self._paid_for.cost()).requests:
            self._tell(f"{cloud.cost_words(cost)} What was paid for is kept for the next run.")

    def check_weights(self, model: str) -> None:
        """Compare a shipped model's weights with those it was shipped with (0.3 CPU s).

        Raises:
            ModelProblem: If they differ.
        """
        if self._from_catalogue and not cloud.is_cloud(model):
            from desktop_app.embedding.catalogue import verify_weights

            verify_weights(model)


def recognition_languages(settings: Settings) -> str:
    """Return the languages text in pictures is recognised in ("eng+deu"), or "" if it is not."""
    from desktop_app.documents.ocr.choice import choose
    from desktop_app.documents.ocr.languages import is_installed

    if not (settings.text_recognition and is_installed()):
        return ""
    return choose(settings.languages)
