"""What the command line says of documents of every kind."""

from __future__ import annotations

import pytest

from desktop_app.documents.model import Kind
from tests.cli.support import CommandLine
from tests.support.good_documents import good_documents

# Whether a scan is read depends on what is installed.
DOCUMENTS = {each.name: each for each in good_documents() if each.kind is not Kind.IMAGE}


@pytest.fixture
def all_kinds(line: CommandLine) -> CommandLine:
    for name, document in DOCUMENTS.items():
        line.toy.write(name, document.data)
    line.toy.update()
    return line


def test_commands_when_there_is_one_of_every_kind_then_each_is_shown_as_what_it_is(
    all_kinds: CommandLine,
) -> None:
    listed = {file["path"]: file for file in all_kinds.json("list")["files"]}
    for name, document in DOCUMENTS.items():
        assert (listed[name]["kind"], listed[name]["state"]) == (document.kind.value, "full"), name
        suffix = name.rpartition(".")[2]
        hits = all_kinds.json("search", "tenant rent orchard harvest", "--type", suffix)["results"]
        (hit,) = [hit for hit in hits if hit["path"] == name]
        assert hit["page_name"] == document.kind.page_name
    assert {document.kind for document in DOCUMENTS.values()} == set(Kind) - {
        Kind.IMAGE,
        Kind.UNKNOWN,
    }
    status = all_kinds.json("status")["coverage"]
    assert (status["full"], status["partly"], status["not_read"]) == (len(DOCUMENTS), 0, {})
