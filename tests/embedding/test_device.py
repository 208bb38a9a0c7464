"""A device that was chosen is used, or its absence told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from desktop_app.embedding.catalogue import open_embedder
from desktop_app.embedding.engines import Engines
from desktop_app.embedding.model_folder import read_model_folder
from desktop_app.embedding.precision import Precision
from desktop_app.errors import ModelProblem
from desktop_app.settings import Device


@pytest.fixture(scope="module")
def missing() -> Device:
    """A graphics card that this computer has not."""
    import torch

    return Device.MPS if torch.cuda.is_available() else Device.CUDA


@pytest.mark.parametrize("family", ["tiny_bert", "tiny_mpnet"])
def test_device_when_it_is_not_there_then_told_with_the_way_out(
    request: pytest.FixtureRequest, missing: Device, family: str
) -> None:
    folder = read_model_folder(request.getfixturevalue(family))
    engines = Engines(folder, 1, Precision.FP32, missing)
    with pytest.raises(ModelProblem, match=f"no device “{missing}”") as caught:
        engines.documents(["the rent"])
    assert "settings device auto" in caught.value.remedy


# transformers may log that the made model has no pooler, which nothing here uses.
@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize("family", ["tiny_bert", "tiny_mpnet"])
def test_device_when_the_processor_was_chosen_then_nothing_else_runs(
    request: pytest.FixtureRequest, family: str
) -> None:
    folder = read_model_folder(request.getfixturevalue(family))
    engines = Engines(folder, 1, Precision.FP32, Device.CPU)
    rows = engines.documents(["the rent", "a flat"])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_device_when_missing_then_the_child_tells_it(tiny_mpnet: Path, missing: Device) -> None:
    embedder = open_embedder(str(tiny_mpnet), device=missing)
    with pytest.raises(ModelProblem, match="no device"):
        embedder.embed_documents(["the rent"])
    embedder.close()
