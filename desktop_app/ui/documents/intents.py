"""What a person may want done with a document. Views show; others decide and do."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class DocumentIntents(QObject):
    """The intents of every view that shows documents; each carries a path in the folder.

    Signals:
        open_requested: In its own program.
        reveal_requested: In the file manager.
        similar_requested: Documents like it.
        compare_requested: With another one that is to be chosen.
        compare_pair_requested: Two documents with each other; carries both paths.
        copy_path_requested, exclude_requested: As they say.
        copy_text_requested: Carries the text of a passage instead.
    """

    open_requested = Signal(str)
    reveal_requested = Signal(str)
    similar_requested = Signal(str)
    compare_requested = Signal(str)
    compare_pair_requested = Signal(str, str)
    copy_path_requested = Signal(str)
    copy_text_requested = Signal(str)
    exclude_requested = Signal(str)

    def pass_on_to(self, other: DocumentIntents) -> None:
        """Let ``other`` emit whatever this one does."""
        self.open_requested.connect(other.open_requested)
        self.reveal_requested.connect(other.reveal_requested)
        self.similar_requested.connect(other.similar_requested)
        self.compare_requested.connect(other.compare_requested)
        self.compare_pair_requested.connect(other.compare_pair_requested)
        self.copy_path_requested.connect(other.copy_path_requested)
        self.copy_text_requested.connect(other.copy_text_requested)
        self.exclude_requested.connect(other.exclude_requested)
