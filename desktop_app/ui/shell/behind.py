"""What is behind the window, loaded once it is seen, in pieces."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Final

BEHIND_THE_WINDOW: Final = (
    "desktop_app.documents.model",
    "desktop_app.similarity.model",
    "desktop_app.ui.compare.model",
    "desktop_app.ui.preview.document",
    "desktop_app.ui.documents.document_row",
    "desktop_app.ui.preview.text_view",
    "desktop_app.ui.preview.preview_pane",
    "desktop_app.ui.files.file_row",
    "desktop_app.ui.files.files_view",
    "desktop_app.ui.search.filter_chips",
    "desktop_app.ui.search.result_delegate",
    "desktop_app.ui.search.search_page",
    "desktop_app.ui.search.wiring",
    "desktop_app.ui.compare.cell_layout",
    "desktop_app.ui.compare.aligned_view",
    "desktop_app.ui.compare.compare_pane",
    "desktop_app.ui.compare.wiring",
    "desktop_app.ui.map.map_controller",
    "desktop_app.ui.map.map_canvas",
    "desktop_app.ui.map.wiring",
    "desktop_app.review.journal",
    "desktop_app.review.decisions",
    "desktop_app.ui.review.keeping_dialog",
    "desktop_app.ui.review.lists_dialog",
    "desktop_app.ui.review.removal_dialog",
    "desktop_app.ui.review.removing",
    "desktop_app.ui.work.page_pictures",
    "desktop_app.ui.review.evidence_pane",
    "desktop_app.ui.review.groups_pane",
    "desktop_app.ui.review.members_pane",
    "desktop_app.ui.review.review_view",
    "desktop_app.ui.review.wiring",
    "desktop_app.ui.shell.document_deeds",
    "desktop_app.ui.shell.folder_views",
    "desktop_app.ui.settings.settings_dialog",
    "desktop_app.ui.settings.about_dialog",
    "desktop_app.ui.shell.dialogs",
    "desktop_app.ui.shell.indexing_link",
    "desktop_app.ui.shell.controller",
)
"""In this order each brings few others with it, some milliseconds in all: between two of them the
window is drawn and answers."""


def load_behind_the_window() -> Iterator[None]:
    """Import one piece a step."""
    for module in BEHIND_THE_WINDOW:
        importlib.import_module(module)
        yield
