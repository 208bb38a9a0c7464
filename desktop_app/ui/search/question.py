"""What can be asked, and the way back to what was asked before."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.similarity.model import Filters

_KEPT = 100
"""So many questions can be gone back to."""

_QUOTATION_MARKS = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Typed:
    """Words in the search box, and what they are limited to."""

    text: str
    filters: Filters = field(default_factory=Filters)

    @property
    def is_quoted(self) -> bool:
        """Whether a part of it stands in quotation marks, and so has to occur literally."""
        return sum(map(self.text.count, _QUOTATION_MARKS)) > 1


@dataclass(frozen=True, slots=True)
class LikeDocument:
    """Documents like one in the folder, or like a file outside of it (an absolute path)."""

    path: str


@dataclass(frozen=True, slots=True)
class LikeText:
    """Documents like a text that was pasted, dropped or selected."""

    text: str


Question = Typed | LikeDocument | LikeText


class SearchHistory:
    """The questions of one open folder, to go back and forward in.

    Words are asked while they are typed. Until a question is ``settle``\\ d, the next typed one
    takes its place, so that going back leads to what was meant, not to half of a word.
    """

    def __init__(self) -> None:
        self._questions: list[Question] = []
        self._at = -1
        self._settled = True

    @property
    def current(self) -> Question | None:
        return self._questions[self._at] if self._at >= 0 else None

    @property
    def typed(self) -> tuple[str, ...]:
        """What was typed and meant, each once, the last one first."""
        questions = reversed(self._questions)
        return tuple(dict.fromkeys(q.text for q in questions if isinstance(q, Typed)))

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at + 1 < len(self._questions)

    def visit(self, question: Question) -> None:
        """Make ``question`` the current one; what lay ahead is forgotten."""
        if question == self.current:
            return
        typed = isinstance(question, Typed)
        goes_on = typed and not self._settled and isinstance(self.current, Typed)
        keep = self._at if goes_on else self._at + 1
        self._questions = [*self._questions[:keep], question][-_KEPT:]
        self._at = len(self._questions) - 1
        self._settled = not typed

    def settle(self) -> None:
        """The current question is the one that was meant: it stays."""
        self._settled = True

    def back(self) -> Question | None:
        """Return the question before the current one, which it becomes; None at the first."""
        return self._go(-1) if self.can_go_back else None

    def forward(self) -> Question | None:
        """Return the question after the current one, which it becomes; None at the last."""
        return self._go(1) if self.can_go_forward else None

    def clear(self) -> None:
        self._questions = []
        self._at = -1
        self._settled = True

    def _go(self, by: int) -> Question:
        self._at += by
        self._settled = True
        return self._questions[self._at]
