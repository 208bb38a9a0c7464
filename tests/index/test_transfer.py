"""Export to embeddings.npy and metadata.json, and import."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop_app.errors import Cancelled, IndexMissing, InvalidRequest
from desktop_app.progress import CancelToken, Progress
from tests.support.toy_library import ToyLibrary, paragraph


@pytest.fixture
def toy(tmp_path: Path) -> ToyLibrary:
    """Four documents, two of them copies, and one that gives no text; indexed."""
    toy = ToyLibrary(tmp_path / "papers")
    toy.write("long.txt", "\n\n".join(paragraph(seed) for seed in range(6)))
    toy.write("short.txt", paragraph(50, 2))
    toy.write("copies/short (1).txt", paragraph(50, 2))
    toy.write("broken.pdf", b"%PDF-1.7 and then nothing of the kind")
    toy.update()
    return toy


@pytest.fixture
def out(toy: ToyLibrary, tmp_path: Path) -> Path:
    target = tmp_path / "out"
    with toy.open() as library:
        library.export(target)
    return target


def _metadata(out: Path) -> dict[str, Any]:
    metadata: dict[str, Any] = json.loads((out / "metadata.json").read_text("utf-8"))
    return metadata


def _rewrite(out: Path, **changes: Any) -> None:
    (out / "metadata.json").write_text(json.dumps({**_metadata(out), **changes}), "utf-8")


def test_export_when_read_by_another_tool_then_rows_and_passages_belong_together(
    toy: ToyLibrary, out: Path
) -> None:
    vectors, metadata = np.load(out / "embeddings.npy", allow_pickle=False), _metadata(out)
    assert vectors.dtype == np.float32
    assert vectors.flags.c_contiguous
    assert vectors.shape == (len(metadata["passages"]), metadata["dim"])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-2)
    assert sorted(d["paths"] for d in metadata["documents"]) == [
        ["copies/short (1).txt", "short.txt"],
        ["long.txt"],
    ]
    embed = toy.embedders[0].embed_query
    for row, passage in zip(vectors, metadata["passages"], strict=True):
        document = metadata["documents"][passage["document"]]
        text = (toy.path / document["paths"][-1]).read_text("utf-8")
        piece = text[passage["start"] : passage["end"]]
        likely = [embed(piece), embed(f"{document['title']}\n{piece}")]
        assert max(float(row @ one) for one in likely) > 0.999


def test_export_when_done_then_only_the_owner_can_read_it(out: Path) -> None:
    for path in (out, *out.iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_export_when_an_empty_folder_is_named_then_it_is_filled(
    toy: ToyLibrary, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    with toy.open() as library:
        library.export(tmp_path / "empty")
    assert {p.name for p in (tmp_path / "empty").iterdir()} == {"embeddings.npy", "metadata.json"}


def test_export_when_cancelled_then_nothing_is_left(toy: ToyLibrary, tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    home = tmp_path / "exports"
    with toy.open() as library, pytest.raises(Cancelled):
        library.export(home / "out", token=token)
    assert list(home.iterdir()) == []


def test_export_when_nothing_is_indexed_then_told(tmp_path: Path) -> None:
    with ToyLibrary(tmp_path / "papers").open() as library, pytest.raises(IndexMissing):
        library.export(tmp_path / "out")


def test_export_when_the_index_is_empty_then_an_empty_matrix(tmp_path: Path) -> None:
    toy = ToyLibrary(tmp_path / "papers")
    toy.update()
    with toy.open() as library:
        assert library.export(tmp_path / "out") == 0
    assert np.load(tmp_path / "out" / "embeddings.npy").shape == (0, 64)


def test_export_when_watched_then_the_last_report_is_complete(
    toy: ToyLibrary, tmp_path: Path
) -> None:
    seen: list[Progress] = []
    with toy.open() as library:
        count = library.export(tmp_path / "out", report=seen.append)
    assert (seen[-1].done, seen[-1].total, seen[-1].unit) == (count, count, "passages")


def test_import_when_the_index_is_lost_then_nothing_is_embedded_again(
    toy: ToyLibrary, out: Path
) -> None:
    before = toy.found("ba")
    shutil.rmtree(toy.location.directory)
    with toy.open() as library:
        summary = library.import_vectors(out).summary
        assert library.verify() == []
    assert (summary.indexed, summary.embedded) == (3, 0)
    assert toy.found("ba") == before


def test_import_when_documents_changed_since_then_their_text_is_what_counts(
    toy: ToyLibrary, out: Path
) -> None:
    shutil.rmtree(toy.location.directory)
    toy.write("short.txt", "The landlord repairs the roof.")
    with toy.open() as library:
        assert library.import_vectors(out).summary.embedded == 1
    assert toy.found("landlord roof")[0] == "short.txt"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda out: (out / "metadata.json").unlink(),
        lambda out: (out / "embeddings.npy").unlink(),
        lambda out: (out / "metadata.json").write_text("[]"),
        lambda out: (out / "metadata.json").write_bytes(b"\xff\xfe{"),
        lambda out: (out / "embeddings.npy").write_bytes(b"\x93NUMPY"),
        lambda out: np.save(out / "embeddings.npy", np.array([{"a": 1}]), allow_pickle=True),
        lambda out: np.save(out / "embeddings.npy", np.ones((2, 64), np.float32)),
        lambda out: np.save(out / "embeddings.npy", np.load(out / "embeddings.npy") * 2),
        lambda out: np.save(out / "embeddings.npy", np.load(out / "embeddings.npy") * np.nan),
        lambda out: _rewrite(out, revision="another"),
        lambda out: _rewrite(out, dim=32),
        lambda out: _rewrite(out, passages=[{"text_sha256": "no hex"}]),
    ],
)  # fmt: skip
def test_import_when_the_export_is_spoilt_then_refused_and_the_index_stays(
    toy: ToyLibrary, out: Path, spoil: Any
) -> None:
    spoil(out)
    before = toy.found("ba be bo")
    with toy.open() as library, pytest.raises(InvalidRequest):
        library.import_vectors(out)
    assert toy.found("ba be bo") == before
    with toy.open() as library:
        assert library.verify() == []
