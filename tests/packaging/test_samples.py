"""The sample documents are what their sources say, and show what they are there to show."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

import pytest

from desktop_app.tour import SAMPLE_EXAMPLE
from tests.packaging.scripts import load

make_samples = load("make_samples")
SAMPLES: Path = make_samples.SAMPLES
_PDF_STREAM = re.compile(rb"/Length \d+>>stream\n(.*?)\nendstream", re.DOTALL)


def _inflated(content: bytes) -> object:
    """The content without what depends on the version of zlib."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [(member, archive.read(member)) for member in archive.namelist()]
    if content.startswith(b"%PDF"):
        body = content[: content.rindex(b"xref\n0")]  # the table after it holds offsets
        return _PDF_STREAM.sub(lambda found: zlib.decompress(found[1]), body)
    return content


def test_samples_when_made_again_are_the_files_kept_here() -> None:
    made = make_samples.samples()

    kept = {path: (SAMPLES / path).read_bytes() for path in made}
    assert {p: _inflated(c) for p, c in made.items()} == {p: _inflated(c) for p, c in kept.items()}


def test_samples_folder_holds_what_is_listed_and_nothing_else() -> None:
    there = {p.relative_to(SAMPLES).as_posix() for p in SAMPLES.rglob("*") if p.is_file()}

    assert there == set(make_samples.samples()) | set(make_samples.HANDWRITTEN)


def test_every_file_that_shows_something_exists() -> None:
    for files in make_samples.SHOWS.values():
        assert all((SAMPLES / path).is_file() for path in files)


def test_archived_copy_is_the_same_bytes() -> None:
    first, second = make_samples.SHOWS["the same bytes twice"]

    assert (SAMPLES / first).read_bytes() == (SAMPLES / second).read_bytes()


def test_plain_texts_come_in_three_encodings() -> None:
    languages = SAMPLES / "other-languages"

    assert "Kündigung" in (languages / "kuendigung.txt").read_bytes().decode("latin-1")
    assert "Résiliation" in (languages / "resiliation.txt").read_bytes().decode("utf-16")
    assert "“Landlord”" in (SAMPLES / "contracts/lease-orchard-lane.txt").read_text("utf-8")


def test_reply_by_mail_quotes_every_line_of_the_memo() -> None:
    memo = make_samples.plain(make_samples.text("memo-roof")).split("\n")

    quoted = make_samples.quoted_memo().split("\n")

    assert all(f"> {line}".rstrip() in quoted for line in memo)


def test_planted_answer_shares_no_word_with_its_question() -> None:
    everything = " ".join(make_samples.text(path.stem) for path in make_samples.SOURCES.iterdir())

    words = set(re.findall(r"\w+", everything.lower()))

    question = {word for word in SAMPLE_EXAMPLE.question.split() if word != "and"}
    assert not question & words


def test_text_when_a_wording_to_change_is_missing_refuses() -> None:
    with pytest.raises(ValueError, match="0 times"):
        make_samples.text("cleaning", (("no such wording", "x"),))
