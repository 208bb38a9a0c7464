"""Export to ``embeddings.npy`` + ``metadata.json``, and import of such a pair.

The export is a copy for other tools, complete and readable without this app. The import only
seeds the vector cache: the next indexing run reads the documents itself and takes a vector from
there where the passage's text is the same, so a wrong export can cost time but not truth.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from desktop_app.errors import InvalidRequest
from desktop_app.index.location import sync_directory
from desktop_app.index.reader import IndexReader
from desktop_app.index.rows import GenerationRow
from desktop_app.index.writer import IndexWriter
from desktop_app.paths import display_path
from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage

VECTORS_NAME = "embeddings.npy"
METADATA_NAME = "metadata.json"
FORMAT_VERSION = 1

_ROWS_PER_STEP = 2000


def export_index(reader: IndexReader, target: Path, token: CancelToken, report: Report) -> int:
    """Write the live generation to the new folder ``target``; returns the number of passages.

    ``embeddings.npy``: float32, C order, shape (passages, dim), no pickles; row i belongs to
    ``metadata["passages"][i]``. The folder appears whole or not at all.

    Raises:
        InvalidRequest: If ``target`` exists and is not empty, or cannot be made.
        IndexMissing, IndexDamaged, Cancelled
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InvalidRequest(
            f"“{target}” exists already.", "Name a folder that does not exist yet."
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".export-", dir=target.parent))
    except OSError as exc:
        raise InvalidRequest(
            f"“{target}” cannot be made ({exc.strerror}).", "Choose another place."
        ) from exc
    try:
        with reader.snapshot():
            count = _write(reader, draft, token, report)
        if target.exists():
            target.rmdir()
        draft.rename(target)
        sync_directory(target.parent)
        return count
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write(reader: IndexReader, draft: Path, token: CancelToken, report: Report) -> int:
    live = reader.live()
    paths: dict[int, list[str]] = {}
    for document in reader.documents():
        if document.content_id is not None:
            paths.setdefault(document.content_id, []).append(document.path)
    contents = [row[0] for row in reader.text_digests() if row[0] in paths]
    passages = reader.passages_of(contents)
    vectors = np.lib.format.open_memmap(
        draft / VECTORS_NAME, mode="w+", dtype=np.float32, shape=(len(passages), live.dim)
    )
    meter = ProgressMeter(report, Stage.WRITING, len(passages), unit="passages")
    rows_of: dict[int, list[int]] = {}
    for row, passage in enumerate(passages):
        rows_of.setdefault(passage.vector_id, []).append(row)
    for ids, block in reader.vector_blocks():
        token.check()
        for vector_id, vector in zip(ids.tolist(), block, strict=True):
            for row in rows_of.pop(vector_id, ()):
                vectors[row] = vector
                meter.advance()
    vectors.flush()
    del vectors
    documents = []
    for content in reader.contents(contents):
        documents.append(
            {
                "paths": sorted(display_path(p) for p in paths[content.id]),
                "sha256": content.sha256.hex(),
                "title": content.title,
                "kind": content.kind,
            }
        )
    digests = reader.digests_of([p.vector_id for p in passages])
    number = {content_id: i for i, content_id in enumerate(contents)}
    metadata = {
        "format": FORMAT_VERSION,
        "model": live.model_id,
        "revision": live.revision,
        "dim": live.dim,
        "documents": documents,
        "passages": [
            {
                "document": number[p.content_id],
                "page": p.page,
                "start": p.start,
                "end": p.end,
                "text_sha256": digest.hex(),
            }
            for p, digest in zip(passages, digests, strict=True)
        ],
    }
    fd = os.open(draft / METADATA_NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(fd, "w", encoding="utf-8") as file:
        json.dump(metadata, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    (draft / VECTORS_NAME).chmod(0o600)
    meter.finish()
    return len(passages)


def import_vectors(
    writer: IndexWriter, generation: GenerationRow, source: Path, token: CancelToken, report: Report
) -> int:
    """Take the vectors of an export into the cache of ``generation``; returns how many.

    Raises:
        InvalidRequest: If the folder is no export, is inconsistent, or is of another model.
        DiskFull, Cancelled
    """
    vectors, digests = _open_export(source, generation)
    meter = ProgressMeter(report, Stage.WRITING, len(digests), unit="passages")
    for first in range(0, len(digests), _ROWS_PER_STEP):
        token.check()
        block = np.asarray(vectors[first : first + _ROWS_PER_STEP], dtype=np.float32)
        norms = np.linalg.norm(block, axis=1)
        if not np.isfinite(block).all() or not np.allclose(norms, 1.0, atol=1e-2):
            raise InvalidRequest(
                f"“{source / VECTORS_NAME}” holds rows that are not unit vectors.",
                "Export the index again.",
            )
        rows = block.astype(np.float16)
        with writer.transaction():
            writer.put_vectors(
                generation.id,
                [(d, r.tobytes()) for d, r in zip(digests[first:], rows, strict=False)],
            )
        meter.advance(len(rows))
    meter.finish()
    return len(digests)


def model_of(source: Path) -> str:
    """Return the model an export was made with.

    Raises:
        InvalidRequest: If the folder is no export.
    """
    return _metadata(source)[1][0]


def _metadata(source: Path) -> tuple[list[bytes], tuple[str, str, int]]:
    try:
        metadata = json.loads((source / METADATA_NAME).read_text(encoding="utf-8"))
        digests = [bytes.fromhex(row["text_sha256"]) for row in metadata["passages"]]
        return digests, (str(metadata["model"]), str(metadata["revision"]), int(metadata["dim"]))
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise _not_an_export(source) from exc


def _not_an_export(source: Path) -> InvalidRequest:
    return InvalidRequest(
        f"“{source}” is not an export of an index.", "Choose a folder made by “export”."
    )


def _open_export(source: Path, generation: GenerationRow) -> tuple[Any, list[bytes]]:
    digests, model = _metadata(source)
    try:
        vectors = np.load(source / VECTORS_NAME, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as exc:
        raise _not_an_export(source) from exc
    if model != (generation.model_id, generation.revision, generation.dim):
        raise InvalidRequest(
            f"This export was made with the model “{model[0]}”, the index uses"
            f" “{generation.model_id}”.",
            "Index with the same model first.",
        )
    if vectors.shape != (len(digests), generation.dim) or vectors.dtype != np.float32:
        raise InvalidRequest(
            f"The two files in “{source}” do not belong together.", "Export the index again."
        )
    return vectors, digests
