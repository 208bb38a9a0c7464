from __future__ import annotations

import json

import pytest

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.markup import notebook
from desktop_app.documents.sources.source import Extracted, Source
from tests.support import make_markup


def read(data: bytes) -> Extracted:
    return notebook.read(Source(data, "a.ipynb"))


def cell(source: object, *outputs: object) -> dict[str, object]:
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


def test_read_when_cells_then_a_page_each_with_sources_and_printed_text():
    data = make_markup.notebook(
        [
            {"cell_type": "markdown", "source": ["# Rents\n", "in May"]},
            cell("print(1)", {"output_type": "stream", "text": ["1\n", "2\n"]}),
            cell([]),
        ],
        title="Rents by month",
    )
    assert read(data) == Extracted(("# Rents\nin May", "print(1)\n\n1\n2", ""), "Rents by month")


def test_read_when_no_title_in_the_properties_then_the_first_heading():
    texts = ["plain", "## The rents ##\nin May", "# Later"]
    cells = [{"cell_type": "markdown", "source": text} for text in texts]
    assert read(make_markup.notebook([cell("# a comment"), *cells])).title == "The rents"
    assert read(make_markup.notebook([cell("# a comment")])).title == ""


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ({"data": {"text/plain": "42", "image/png": "iVBOR"}}, "42"),
        ({"data": {"text/plain": "<HTML object>", "text/html": "<b>Sum</b> 3"}}, "Sum 3"),
        ({"data": {"text/plain": "<Latex>", "text/latex": "$x$"}}, "$x$"),
        ({"data": {"image/png": "iVBOR"}}, ""),
        ({"ename": "E", "evalue": "bad", "traceback": ["\x1b[31mE\x1b[0m", "bad"]}, "E\nbad"),
        ({"evalue": "only this"}, "only this"),
        ({"output_type": "pyout", "text": ["old"], "png": "iVBOR"}, "old"),
        ({"data": 7}, ""),
    ],
)
def test_read_when_outputs_then_their_plainest_text(output, expected):
    (page,) = read(make_markup.notebook([cell("x", output)])).pages
    assert page == "\n\n".join(filter(None, ("x", expected)))


def test_read_when_version_3_then_cells_of_worksheets():
    sheet = {"cells": [{"cell_type": "code", "input": "1 + 1", "outputs": []}]}
    assert read(json.dumps({"worksheets": [sheet]}).encode()).pages == ("1 + 1",)


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b'{"a": 1}', b'{"cells": [', b'{"cells":' + b"[" * 100_000, b"\xff\xfe{"],
)
def test_read_when_no_notebook_then_damaged(data):
    with pytest.raises(ReadFailure) as caught:
        read(data)
    assert caught.value.reason is Reason.DAMAGED


def test_read_when_cells_are_nonsense_then_nothing_of_them():
    assert read(b'{"cells": [1, null, {"source": {"a": 1}, "outputs": 3}]}').pages == ("",)
    assert read(b'{"cells": 5}').pages == ("",)


def test_read_when_too_large_then_said(monkeypatch):
    monkeypatch.setattr(notebook, "_MOST_CONTAINERS", 3)
    with pytest.raises(ReadFailure) as caught:
        read(b'{"cells": [[], []]}')
    assert caught.value.reason is Reason.TOO_LARGE
