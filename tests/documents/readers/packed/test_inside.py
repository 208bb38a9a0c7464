from __future__ import annotations

import sys

import pytest

from desktop_app.documents.limits import INNER_TIME_SHARE, MAX_INNER_FILES, time_limit_s
from desktop_app.documents.model import Kind, Reason
from desktop_app.documents.readers.packed import inside as module
from desktop_app.documents.readers.packed.inside import InsideFiles, one_line
from desktop_app.documents.reading import READERS
from desktop_app.documents.sources import source as source_module
from desktop_app.documents.sources.source import Source
from tests.support import make


@pytest.fixture
def inside():
    return InsideFiles(Source(b"outer", "outer"))


def test_text_when_a_file_is_read_then_its_pages_and_no_problem(inside):
    assert inside.text(make.pdf(["one", "two"]), "a") == "one\n\ntwo"
    assert (
        inside.page(b"words", "a.txt", label="Attachment:\na.txt") == "Attachment: a.txt\n\nwords"
    )
    assert inside.problem() == (None, "")
    assert inside.extracted(["page"], "Title").title == "Title"


def test_text_when_files_are_not_or_partly_read_then_counted_and_named(inside):
    inside.text(b"words", "read.txt")
    assert inside.text(b"\0\1\2" * 99, "a.bin") == ""
    assert inside.text(make.pdf(["words on a page", ""], scanned=[2]), "b.pdf") == "words on a page"
    inside.leave_out("c.pgp", Reason.ENCRYPTED)
    found = inside.extracted(["page"])
    assert found.reason is Reason.ATTACHMENTS
    assert found.detail == (
        "3 of 4 files inside: a.bin (not read), c.pgp (password), b.pdf (scanned, in part)"
    )


def test_problem_when_many_are_unread_then_the_first_names(inside):
    for number in range(9):
        inside.leave_out(f"{number}", Reason.DAMAGED)
    first = ", ".join(f"{number} (damaged)" for number in range(5))
    assert inside.problem()[1] == f"9 of 9 files inside: {first}, …"


def test_problem_when_a_mail_in_a_mail_holds_a_scan_then_the_innermost_file_is_named(inside):
    scan = make.pdf([""], scanned=[1])
    people = ("a@example.org", "b@example.org", "Mon, 2 Jun 2025 09:00:00 +0000")
    inner = make.eml("Inner", *people, "words", attachments=[("scan.pdf", scan)])
    outer = make.eml("Outer", *people, "words", attachments=[("inner.eml", inner)])
    inside.text(outer, "outer.eml")
    assert inside.problem()[1] == ("1 of 1 files inside: outer.eml: inner.eml: scan.pdf (scanned)")


def test_problem_when_an_archive_inside_holds_only_locked_files_then_they_are_named(inside):
    locked = make.pdf(["secret"], encrypted=True)
    inside.text(make.zip_file({"locked.pdf": locked}), "a.zip")
    assert inside.problem()[1] == "1 of 1 files inside: a.zip: locked.pdf (password)"


def test_problem_when_names_are_long_however_deep_then_short(inside):
    long = make.zip_file({"x" * 500: b"\0\1\2" * 99})
    inside.text(make.zip_file({"y" * 500 + ".zip": long}), "z" * 500 + ".zip")
    assert len(inside.problem()[1]) < 250


def test_text_when_a_file_is_empty_then_nothing_is_missing(inside):
    assert inside.text(b"", "empty.txt") == ""
    assert inside.problem() == (None, "")
    assert inside.failure().reason is Reason.EMPTY


def test_failure_when_all_are_unread_then_the_reason_most_share(inside):
    for reason in (Reason.DAMAGED, Reason.ENCRYPTED, Reason.ENCRYPTED):
        inside.leave_out("x", reason)
    assert inside.failure().reason is Reason.ENCRYPTED


def test_failure_when_all_are_scanned_then_no_recognition_is_promised(inside):
    assert inside.text(make.pdf([""], scanned=[1]), "scan.pdf") == ""
    assert (inside.failure().reason, inside.failure().scanned) == (Reason.ATTACHMENTS, ())


def test_text_when_the_account_is_spent_then_the_rest_is_named(inside):
    for _ in range(MAX_INNER_FILES):
        inside.text(b"x", "x.txt")
    assert inside.text(b"x", "last.txt") == ""
    assert inside.problem()[1] == f"1 of {MAX_INNER_FILES + 1:,} files inside: last.txt (too large)"


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (MemoryError, "too large"),
        (RecursionError, "too large"),
        (ZeroDivisionError, "not read"),
    ],
)
def test_text_when_a_reader_fails_in_any_way_then_that_file_alone(inside, monkeypatch, error, why):
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(module, "extract_inside", fail)
    assert inside.text(b"x", "a.txt") == ""
    assert inside.problem()[1] == f"1 of 1 files inside: a.txt ({why})"


def test_text_when_a_reader_is_missing_then_only_its_files_are_not_read(inside, monkeypatch):
    monkeypatch.setitem(sys.modules, READERS[Kind.PDF], None)
    assert inside.text(b"words", "a.txt") == "words"
    assert inside.text(make.pdf(["words"]), "b.pdf") == ""
    assert inside.failure().reason is Reason.CRASHED


def test_text_when_room_is_spent_then_the_rest_is_not_unpacked(inside, monkeypatch):
    monkeypatch.setattr(module, "MAX_TEXT_CHARS", 4)
    inside.text(b"12345", "a.txt")
    assert inside.is_full
    inside.text(b"6", "b.txt")
    assert inside.problem() == (Reason.ATTACHMENTS, "1 of 2 files inside: b.txt (too large)")


def test_text_when_time_is_over_then_how_many_were_read(inside, monkeypatch):
    inside.text(b"first", "a.txt")
    now = source_module.time.process_time() + INNER_TIME_SHARE * time_limit_s() + 1
    monkeypatch.setattr(source_module.time, "process_time", lambda: now)
    nested = InsideFiles(Source(b"", "", inside._outer.account.inside(0)))
    assert nested.is_full
    assert inside.text(b"second", "b.txt") == ""
    assert inside.problem() == (Reason.TIMED_OUT, "1 of 2 files inside were read")


def test_one_line_when_a_name_is_long_or_broken_then_short():
    assert one_line(" a\r\nb ") == "a b"
    assert len(one_line("x" * 5000)) == 200
