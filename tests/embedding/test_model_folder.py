"""What folders people have, and what is said of those that cannot be used."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from desktop_app.embedding.catalogue import info_of, open_embedder
from desktop_app.embedding.model_folder import read_model_folder
from desktop_app.errors import ModelProblem
from tests.embedding.tiny_model import DIM, MAX_TOKENS, POSITIONS, write_tiny_model

_BASE = "sentence_transformers.models."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_model(tmp_path / "model")


def _change(path: Path, **values: object) -> None:
    found = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(json.dumps({**found, **values}), "utf-8")


def _modules(folder: Path, *modules: tuple[str, str]) -> None:
    lines = [
        {"idx": number, "name": str(number), "path": path, "type": kind}
        for number, (kind, path) in enumerate(modules)
    ]
    (folder / "modules.json").write_text(json.dumps(lines), "utf-8")


def _add_dense(folder: Path, out: int = 16) -> None:
    dense = folder / "2_Dense"
    dense.mkdir()
    activation = "torch.nn.modules.linear.Identity"
    _change(
        dense / "config.json",
        in_features=DIM,
        out_features=out,
        bias=True,
        activation_function=activation,
    )
    random = np.random.default_rng(3)
    weight = random.normal(0, 1, (out, DIM)).astype(np.float32)
    tensors = {"linear.weight": weight, "linear.bias": np.zeros(out, np.float32)}
    save_file(tensors, dense / "model.safetensors", metadata={"format": "pt"})
    _modules(
        folder,
        (_BASE + "Transformer", ""),
        (_BASE + "Pooling", "1_Pooling"),
        (_BASE + "Dense", "2_Dense"),
        (_BASE + "Normalize", "3_Normalize"),
    )
    (folder / "3_Normalize").mkdir()


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("modules.json", "no sentence-transformers model"),
        ("config.json", "settings of the model cannot be read"),
        ("model.safetensors", "has no weights"),
        ("tokenizer.json", "no tokenizer.json"),
    ],
)
def test_folder_when_a_file_is_missing_then_told_which(folder: Path, file: str, told: str) -> None:
    (folder / file).unlink()
    with pytest.raises(ModelProblem, match=told) as caught:
        read_model_folder(folder)
    assert caught.value.remedy


@pytest.mark.parametrize("place", [".", "2_Dense"])
def test_folder_when_weights_are_only_pickled_then_refused_with_the_way_out(
    folder: Path, place: str
) -> None:
    _add_dense(folder)
    (folder / place / "model.safetensors").rename(folder / place / "pytorch_model.bin")
    with pytest.raises(ModelProblem, match="pickled") as caught:
        read_model_folder(folder)
    assert "safetensors" in caught.value.remedy


def test_folder_when_pickled_weights_lie_beside_safe_ones_then_only_the_safe_are_used(
    folder: Path,
) -> None:
    (folder / "pytorch_model.bin").write_bytes(b"\x80\x04not a model")
    assert [file.name for file in read_model_folder(folder).weight_files] == ["model.safetensors"]


@pytest.mark.parametrize("file", ["config.json", "tokenizer_config.json"])
def test_folder_when_it_maps_to_code_of_its_own_then_refused(folder: Path, file: str) -> None:
    _change(folder / file, auto_map={"AutoModel": "modeling.Model"})
    with pytest.raises(ModelProblem, match="code of its own"):
        read_model_folder(folder)


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ((_BASE + "Transformer", "custom_st.Pooling"), "code of its own"),
        ((_BASE + "StaticEmbedding",), "kind .StaticEmbedding. are not supported"),
        ((_BASE + "Transformer", _BASE + "CNN"), "kind .CNN. are not supported"),
        ((_BASE + "Router", _BASE + "Pooling"), "kind .Router. are not supported"),
    ],
)
def test_folder_when_its_modules_are_unusual_then_told(
    folder: Path, kinds: tuple[str, ...], told: str
) -> None:
    _modules(folder, *((kind, "") for kind in kinds))
    with pytest.raises(ModelProblem, match=told):
        read_model_folder(folder)


@pytest.mark.parametrize("path", ["../other", "/etc", "..\\other"])
def test_folder_when_a_module_points_outside_then_refused(folder: Path, path: str) -> None:
    _modules(folder, (_BASE + "Transformer", ""), (_BASE + "Pooling", path))
    with pytest.raises(ModelProblem, match="cannot be read"):
        read_model_folder(folder)


def test_folder_when_no_modules_are_named_then_told(folder: Path) -> None:
    (folder / "modules.json").write_text("[]")
    with pytest.raises(ModelProblem, match="cannot be read"):
        read_model_folder(folder)


def test_folder_when_the_transformer_is_in_a_subfolder_then_found_there(folder: Path) -> None:
    inner = folder / "0_Transformer"
    inner.mkdir()
    files = ("config", "sentence_bert_config", "tokenizer", "tokenizer_config")
    for file in (*(f"{name}.json" for name in files), "model.safetensors"):
        shutil.move(folder / file, inner / file)
    modules = ((_BASE + "Transformer", "0_Transformer"), (_BASE + "Pooling", "1_Pooling"))
    _modules(folder, *modules)
    found = read_model_folder(folder)
    assert found.weights == inner / "model.safetensors"
    assert found.tokenizer == inner / "tokenizer.json"
    assert found.max_tokens == MAX_TOKENS
    embedder = open_embedder(str(folder))
    assert embedder.embed_query("the rent").shape == (DIM,)
    embedder.close()


def test_dense_when_a_model_has_one_then_its_width_and_its_weights_count(folder: Path) -> None:
    _add_dense(folder)
    found = read_model_folder(folder)
    assert (found.dim, found.shape) == (16, None)
    before = info_of(str(folder)).revision
    dense = folder / "2_Dense" / "model.safetensors"
    content = bytearray(dense.read_bytes())
    content[-1] ^= 1
    dense.write_bytes(content)
    assert info_of(str(folder)).revision != before, "other vectors, another generation"


def test_pooling_when_of_two_kinds_then_twice_as_wide(folder: Path) -> None:
    _change(folder / "1_Pooling" / "config.json", pooling_mode_max_tokens=True)
    found = read_model_folder(folder)
    assert (found.dim, found.shape) == (2 * DIM, None)
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode": ["mean", "cls"]}')
    assert read_model_folder(folder).dim == 2 * DIM


@pytest.mark.parametrize("values", [{"pooling_mode_mean_tokens": False}, {}])
def test_pooling_when_unusual_then_left_to_sentence_transformers(
    folder: Path, values: dict[str, object]
) -> None:
    change = {"pooling_mode_weightedmean_tokens": True, **values}
    _change(folder / "1_Pooling" / "config.json", **change)
    assert read_model_folder(folder).shape is None


@pytest.mark.parametrize(
    ("stated", "model_max", "expected"),
    [
        (MAX_TOKENS, None, MAX_TOKENS),
        (9999, None, POSITIONS),
        (None, 30, 30),
        (None, 10**30, POSITIONS),
        (None, None, POSITIONS),
    ],
)
def test_longest_text_when_stated_in_several_places_then_the_least(
    folder: Path, stated: int | None, model_max: int | None, expected: int
) -> None:
    _change(folder / "sentence_bert_config.json", max_seq_length=stated)
    _change(folder / "tokenizer_config.json", model_max_length=model_max)
    assert read_model_folder(folder).max_tokens == expected


def test_longest_text_when_positions_start_behind_the_padding_then_fewer(tmp_path: Path) -> None:
    for family in ("xlm-roberta", "mpnet"):
        folder = write_tiny_model(tmp_path / family, family=family)
        (folder / "sentence_bert_config.json").unlink()
        (folder / "tokenizer_config.json").unlink()
        assert read_model_folder(folder).max_tokens < POSITIONS


def test_prompts_when_left_out_of_the_pooling_then_refused(folder: Path) -> None:
    _change(folder / "1_Pooling" / "config.json", include_prompt=False)
    assert read_model_folder(folder).query_prompt == ""
    _change(folder / "config_sentence_transformers.json", prompts={"query": "Find: "})
    with pytest.raises(ModelProblem, match="instructions"):
        read_model_folder(folder)


def test_prompts_when_null_then_none(folder: Path) -> None:
    _change(folder / "config_sentence_transformers.json", prompts=None)
    assert read_model_folder(folder).document_prompt == ""


def test_prompts_when_they_change_then_another_generation(folder: Path) -> None:
    before = info_of(str(folder)).revision
    _change(folder / "config_sentence_transformers.json", prompts={"query": "judge: "})
    assert info_of(str(folder)).revision != before


def test_settings_when_nested_without_end_then_told(folder: Path) -> None:
    (folder / "config.json").write_text("[" * 100_000)
    with pytest.raises(ModelProblem, match="cannot be read"):
        read_model_folder(folder)
