from __future__ import annotations

from desktop_app.ui.search.question import LikeDocument, SearchHistory, Typed


def test_visit_when_words_are_still_typed_then_only_the_last_is_kept() -> None:
    history = SearchHistory()
    for words in ("le", "lea", "lease"):
        history.visit(Typed(words))
    assert history.current == Typed("lease")
    assert not history.can_go_back


def test_back_when_the_first_was_settled_then_leads_to_it_and_forward_again() -> None:
    history = SearchHistory()
    history.visit(Typed("lease"))
    history.settle()
    history.visit(Typed("pets"))
    history.visit(LikeDocument("a.pdf"))
    assert history.back() == Typed("pets")
    assert history.back() == Typed("lease")
    assert history.back() is None
    assert history.forward() == Typed("pets")


def test_visit_when_gone_back_then_forgets_what_lay_ahead() -> None:
    history = SearchHistory()
    for path in "abc":
        history.visit(LikeDocument(path))
    history.back()
    history.visit(LikeDocument("d"))
    assert not history.can_go_forward
    assert history.back() == LikeDocument("b")


def test_visit_when_asked_the_same_again_then_keeps_one() -> None:
    history = SearchHistory()
    history.visit(LikeDocument("a"))
    history.visit(LikeDocument("a"))
    assert not history.can_go_back


def test_visit_when_very_many_then_keeps_the_last_hundred() -> None:
    history = SearchHistory()
    for number in range(130):
        history.visit(LikeDocument(str(number)))
    steps = 0
    while history.back():
        steps += 1
    assert steps == 99
