"""The weights of a BERT-family encoder, straight from its safetensors file."""

from __future__ import annotations

import json
import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from desktop_app.embedding.embedder import FloatArray
from desktop_app.embedding.model_folder import EncoderShape
from desktop_app.errors import ModelProblem

_MAX_HEADER = 32 << 20
_DTYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2", "I64": "<i8", "I32": "<i4"}

Tensors = dict[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Affine:
    """``x @ weight.T + bias``; weight of shape (out, in)."""

    weight: FloatArray
    bias: FloatArray


@dataclass(frozen=True, slots=True)
class Layer:
    """One transformer layer.

    Attributes:
        attend: Queries, keys and values in one, weight of shape (3 dim, dim).
        mix: Attention output.
        expand, contract: The two halves of the feed-forward block.
        norm_attention, norm_output: Gain and shift of the two layer norms.
    """

    attend: Affine
    mix: Affine
    norm_attention: Affine
    expand: Affine
    contract: Affine
    norm_output: Affine


@dataclass(frozen=True, slots=True)
class EncoderWeights:
    """All weights of an encoder, float32.

    Attributes:
        words: Shape (vocabulary, dim).
        positions: Shape (positions, dim), the vector of token type 0 already added.
    """

    words: FloatArray
    positions: FloatArray
    norm: Affine
    layers: tuple[Layer, ...]


def load_encoder_weights(path: Path, shape: EncoderShape) -> EncoderWeights:
    """Map the weights file into memory; pages are read as they are used.

    Raises:
        ModelProblem: If the file is damaged or holds other weights than ``shape`` says.
    """
    try:
        tensors = _map_tensors(path)
        return _name_parts(tensors, shape)
    except (OSError, ValueError, KeyError, TypeError, struct.error) as exc:
        raise ModelProblem(
            "The weights of the model are damaged or not what its settings say.",
            "Get a fresh copy of the model.",
        ) from exc


def _map_tensors(path: Path) -> Tensors:
    # The format is a length (u64), a JSON table of contents and the raw data. Reading it here
    # keeps the data mapped, not copied (github.com/huggingface/safetensors, README "Format").
    with path.open("rb") as stream:
        (size,) = struct.unpack("<Q", stream.read(8))
        if size > _MAX_HEADER:
            raise ValueError("header too large")
        contents = json.loads(stream.read(size))
        mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    contents.pop("__metadata__", None)
    tensors: Tensors = {}
    for name, entry in contents.items():
        if entry["dtype"] not in _DTYPES:
            continue
        dtype = np.dtype(_DTYPES[entry["dtype"]])
        start, end = entry["data_offsets"]
        count = int(np.prod(entry["shape"], dtype=np.int64))
        if count * dtype.itemsize != end - start:
            raise ValueError(f"size of {name}")
        flat = np.frombuffer(mapped, dtype, count, 8 + size + start)
        if entry["dtype"] == "BF16":
            flat = (flat.astype(np.uint32) << 16).view(np.float32)
        tensors[name] = flat.reshape(entry["shape"])
    return tensors


def _name_parts(tensors: Tensors, shape: EncoderShape) -> EncoderWeights:
    words_name = "embeddings.word_embeddings.weight"
    prefix = next(name for name in tensors if name.endswith(words_name)).removesuffix(words_name)

    def tensor(name: str, *expected: int) -> FloatArray:
        found = tensors[prefix + name]
        if expected and found.shape != expected:
            raise ValueError(f"shape of {name}")
        return np.ascontiguousarray(found, np.float32)

    def affine(name: str, *expected: int) -> Affine:
        return Affine(tensor(f"{name}.weight", *expected), tensor(f"{name}.bias", expected[0]))

    dim = shape.dim

    def layer(number: int) -> Layer:
        at = f"encoder.layer.{number}"
        parts = [
            affine(f"{at}.attention.self.{part}", dim, dim) for part in ("query", "key", "value")
        ]
        wide = tensors[f"{prefix}{at}.intermediate.dense.weight"].shape[0]
        return Layer(
            attend=Affine(
                np.concatenate([part.weight for part in parts]),
                np.concatenate([part.bias for part in parts]),
            ),
            mix=affine(f"{at}.attention.output.dense", dim, dim),
            norm_attention=affine(f"{at}.attention.output.LayerNorm", dim),
            expand=affine(f"{at}.intermediate.dense", wide, dim),
            contract=affine(f"{at}.output.dense", dim, wide),
            norm_output=affine(f"{at}.output.LayerNorm", dim),
        )

    token_types = tensor("embeddings.token_type_embeddings.weight")
    return EncoderWeights(
        words=tensor(words_name),
        positions=tensor("embeddings.position_embeddings.weight") + token_types[0],
        norm=affine("embeddings.LayerNorm", dim),
        layers=tuple(layer(number) for number in range(shape.layers)),
    )
