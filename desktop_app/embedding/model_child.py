"""The child process that holds a model, so that no other process imports torch.

It answers four operations, each in one message:

- ``info``: which engines are loaded.
- ``prepare``: torch is loaded, and how it will be ``running``.
- ``query`` (payload: JSON text): one unit vector.
- ``embed`` (payload: JSON list of texts; ``pending``: characters in the caller's hands, these
  included): one unit vector per text, ``seconds`` spent on it, and how it is ``running``
  once torch does it.

Vectors are answered as raw little-endian float32 with their ``shape``. A failure is answered as
``{"error", "message", "remedy"}``.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
import traceback
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from desktop_app.childprocess import Header, Message, serve
from desktop_app.errors import AppError, ModelProblem
from desktop_app.settings import Device

if TYPE_CHECKING:
    from desktop_app.embedding.embedder import FloatArray
    from desktop_app.embedding.engines import Engines

_PREPARED = "64"


def run(options: Mapping[str, object]) -> None:
    """Serve until the input closes.

    Args:
        options: ``folder`` (path of the model), ``threads`` (int or None: torch decides),
            ``precision`` and ``device`` (values of their enums), ``prompts`` (of queries and of
            documents).
    """
    # Before numpy is imported: a query's matrices are small, and a second thread would only spin.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    # Before torch is: for each length of a batch it keeps what oneDNN prepared, up to 1,024 of each
    # kind. Hardly a length comes twice, and after 9,500 passages that was 900 MB.
    for cache in ("LRU_CACHE_CAPACITY", "ONEDNN_PRIMITIVE_CACHE_CAPACITY"):
        os.environ.setdefault(cache, _PREPARED)
    from desktop_app.embedding.engines import Engines
    from desktop_app.embedding.model_folder import read_model_folder
    from desktop_app.embedding.precision import Precision

    threads = options.get("threads")
    query_prompt, document_prompt = cast("list[str]", options["prompts"])
    engines = Engines(
        replace(
            read_model_folder(Path(str(options["folder"]))),
            query_prompt=query_prompt,
            document_prompt=document_prompt,
        ),
        threads if isinstance(threads, int) else None,
        Precision(options.get("precision", "auto")),
        Device(str(options.get("device", "auto"))),
    )
    # What a query needs is loaded before one comes; a failure shows, and is told, when it does.
    with contextlib.suppress(AppError):
        _ = engines.tokenizer, engines.numpy
    serve(lambda header, payload: answer(engines, header, payload))


def answer(engines: Engines, header: Header, payload: bytes) -> Message:
    """Return the answer to one request; a failure is an answer too."""
    try:
        match header.get("op"):
            case "query":
                return _vectors(engines.query(json.loads(payload)))
            case "embed":
                started = time.perf_counter()
                rows = engines.documents(json.loads(payload), int(header.get("pending", 0)))
                header, payload = _vectors(rows)
                seconds = time.perf_counter() - started
                return {**header, "seconds": seconds, **_running(engines)}, payload
            case "prepare":
                _ = engines.torch
                return _running(engines), b""
            case _:
                return {"loaded": engines.loaded}, b""
    except AppError as problem:
        return _failure(problem)
    except Exception as exc:  # the edge of this process: the request failed, not the child
        traceback.print_exc()
        return _failure(ModelProblem(f"The model failed ({type(exc).__name__})."))


def _running(engines: Engines) -> Header:
    running = engines.running
    return {"running": asdict(running)} if running else {}


def _vectors(rows: FloatArray) -> Message:
    import numpy as np

    return {"shape": rows.shape}, np.ascontiguousarray(rows, "<f4").tobytes()


def _failure(problem: AppError) -> Message:
    kind = type(problem).__name__
    return {"error": kind, "message": problem.message, "remedy": problem.remedy}, b""
