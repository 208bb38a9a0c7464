from __future__ import annotations

from desktop_app.documents import filetypes
from desktop_app.documents.kind_names import kind_named
from desktop_app.documents.model import Kind


def test_kind_named_when_readers_go_by_the_ending_then_the_same_kind():
    for suffix in filetypes._BINARY_SUFFIXES:
        assert kind_named(suffix) is not None, suffix
    for suffix, kind in filetypes._TEXT_SUFFIXES.items():
        assert kind_named(suffix.upper()) is kind, suffix


def test_kind_named_when_it_is_the_kind_itself_then_that():
    for kind in Kind:
        assert kind_named(kind.value) is (None if kind is Kind.UNKNOWN else kind)


def test_kind_named_when_it_is_what_people_type_then_understood():
    named = {name: kind_named(name) for name in ("docm", ".JPG", "mail", "zip", "ipynb", "htm")}
    assert named == {
        "docm": Kind.DOCX,
        ".JPG": Kind.IMAGE,
        "mail": Kind.EMAIL,
        "zip": Kind.ARCHIVE,
        "ipynb": Kind.NOTEBOOK,
        "htm": Kind.HTML,
    }
    assert kind_named("mp3") is None
