from __future__ import annotations

from desktop_app.index.rows import TextPrint
from desktop_app.similarity.duplicates.kept import (
    DEFAULT_KEEPING,
    NEWEST,
    OLDEST,
    RULES,
    SHORTEST_PATH,
    Keeping,
)


def row(path: str, *, chars: int = 100, text: bytes = b"t", **more: object) -> TextPrint:
    made = TextPrint(1, path, path.encode(), text, chars)
    return made._replace(**more)


def kept(keeping: Keeping, *rows: TextPrint) -> tuple[str, str]:
    first, *others = sorted(rows, key=keeping.order)
    return first.path, keeping.reason(first, others)


def test_keeping_when_one_says_more_then_it_is_kept_for_that() -> None:
    rows = row("a.txt"), row("long/b.txt", chars=200, text=b"u")

    assert kept(DEFAULT_KEEPING, *rows) == ("long/b.txt", "has the most text")


def test_keeping_when_a_folder_is_protected_then_before_all_rules() -> None:
    keeping = Keeping(protected=("archive",))
    rows = row("a.txt", chars=500, text=b"u"), row("archive/deep/b.txt")

    assert kept(keeping, *rows) == ("archive/deep/b.txt", "is in a protected folder")
    assert not keeping.is_protected(row("archives/b.txt"))
    assert Keeping(protected=("",)).is_protected(row("b.txt"))


def test_keeping_when_texts_are_equal_then_the_format_it_was_written_in() -> None:
    # A PDF breaks lines elsewhere; with the same text that makes it no fuller copy.
    rows = row("a.pdf", chars=104, kind="pdf"), row("sub/a.docx", kind="docx")
    first, *others = sorted(rows, key=DEFAULT_KEEPING.order_of_copies)

    assert first.path == "sub/a.docx"
    assert DEFAULT_KEEPING.reason(first, others) == "is in the format it was written in"


def test_keeping_by_time_when_chosen_then_newest_or_oldest() -> None:
    rows = row("old.txt", mtime_ns=1), row("new.txt", mtime_ns=2)

    assert kept(Keeping((NEWEST,)), *rows) == ("new.txt", "is the newest")
    assert kept(Keeping((OLDEST,)), *rows) == ("old.txt", "is the oldest")


def test_keeping_when_the_rules_leave_a_tie_then_the_name_decides() -> None:
    rows = row("b.txt"), row("a.txt")

    assert kept(Keeping((SHORTEST_PATH,)), *rows) == ("a.txt", "comes first by name")


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_keeping_when_a_person_chose_one_then_it_comes_before_all_rules_but_protection() -> None:
    rows = row("a.txt", chars=9), row("b.txt", chars=1), row("safe/c.txt", chars=1)
    chosen = frozenset({"b.txt"})
    assert kept(Keeping(chosen=chosen), *rows) == ("b.txt", "was chosen by you")
    both = Keeping(protected=("safe",), chosen=chosen)
    assert kept(both, *rows) == ("safe/c.txt", "is in a protected folder")
