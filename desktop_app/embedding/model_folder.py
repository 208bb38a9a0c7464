"""What a sentence-transformers folder on disk says about its model, read without loading it."""

from __future__ import annotations

import enum
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from desktop_app.errors import ModelProblem

Config = Mapping[str, Any]

_WEIGHTS = "model.safetensors"
_SAMPLES, _SAMPLE_BYTES = 16, 64 << 10
# The sentence-transformers names of what a stored text and a query get put in front.
_DOCUMENT_PROMPTS = ("document", "passage", "corpus")
_OWN_MODULES = [["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]]
_LATER_MODULES = {"Pooling", "Dense", "Normalize", "LayerNorm", "Dropout"}
# Families whose forward pass is BERT's, and how far their position numbers are shifted.
_SHIFTED_POSITIONS = {"bert": False, "roberta": True, "xlm-roberta": True, "camembert": True}


class Pooling(enum.Enum):
    """How the vectors of a text's tokens become one."""

    MEAN = "mean"
    CLS = "cls"


@dataclass(frozen=True, slots=True)
class EncoderShape:
    """A BERT-family encoder that our own forward passes can run.

    Attributes:
        first_position: Position number of the first token (0, or padding id + 1 for RoBERTa).
        epsilon: Added to the variance in every layer norm.
    """

    layers: int
    heads: int
    dim: int
    first_position: int
    epsilon: float
    pooling: Pooling


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """One model on disk.

    Attributes:
        path: The folder.
        dim: Length of a vector.
        max_tokens: Longest input, special tokens included, prompts too.
        shape: What our own forward passes need, or None if only sentence-transformers can run it.
        lowercase: Texts are lower-cased before tokenising.
        query_prompt: Put in front of every query; mostly "".
        document_prompt: Put in front of every document text; mostly "".
        encoder: Where below ``path`` the transformer itself is; mostly "", in the folder itself.
        others: Where below ``path`` further weights are, such as those of a dense layer.
    """

    path: Path
    dim: int
    max_tokens: int
    shape: EncoderShape | None
    lowercase: bool = False
    query_prompt: str = ""
    document_prompt: str = ""
    encoder: str = ""
    others: tuple[str, ...] = ()

    @property
    def weights(self) -> Path:
        return self.path / self.encoder / _WEIGHTS

    @property
    def weight_files(self) -> tuple[Path, ...]:
        """All safetensors files of the model, in a fixed order; large models come in several."""
        folders = (self.encoder, *self.others)
        return tuple(
            file for name in folders for file in sorted((self.path / name).glob("*.safetensors"))
        )

    @property
    def tokenizer(self) -> Path:
        return self.path / self.encoder / "tokenizer.json"


def read_model_folder(path: Path) -> ModelFolder:
    """Read the settings of the sentence-transformers model in ``path``.

    Raises:
        ModelProblem: If it is no such folder, lacks safetensors weights or a ``tokenizer.json``,
            needs programs of its own, or its settings cannot be read.
    """
    if not (path / "modules.json").is_file():
        raise ModelProblem(
            "The chosen folder holds no sentence-transformers model.",
            "Choose the folder that has the file modules.json in it.",
        )
    try:
        modules = _modules(path)
        encoder = path / modules[0].folder
        _refuse_code(encoder, modules)
        _refuse_unsafe_or_incomplete(path, modules)
        return _read(path, modules)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
        raise ModelProblem(
            "The settings of the model cannot be read.", "Get a fresh copy of the model."
        ) from exc


def quick_identity(files: Sequence[Path]) -> str:
    """Return a cheap, stable name for weights: hex sha256 of the sizes and of 16 samples a file.

    The samples are 64 KiB each, the first at the start (safetensors keeps its table of contents
    there) and the last at the end. It tells models apart in a millisecond or two; it does not
    prove that every byte is right: that is ``catalogue.verify_weights``.

    Raises:
        ModelProblem: If a file cannot be read.
    """
    digest = hashlib.sha256()
    try:
        for path in files:
            with path.open("rb") as stream:
                size = os.fstat(stream.fileno()).st_size
                digest.update(str(size).encode("ascii"))
                last = max(0, size - _SAMPLE_BYTES)
                for sample in range(_SAMPLES):
                    stream.seek(last * sample // (_SAMPLES - 1))
                    digest.update(stream.read(_SAMPLE_BYTES))
    except OSError as exc:
        raise ModelProblem(
            "The weights of the model cannot be read.", "Get a fresh copy of the model."
        ) from exc
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Module:
    """A line of modules.json: the class that runs it and where below the model its files are."""

    type: str
    folder: str

    @property
    def kind(self) -> str:
        return self.type.rpartition(".")[2]


def _modules(path: Path) -> list[_Module]:
    found = json.loads((path / "modules.json").read_text("utf-8"))
    modules = [_Module(str(line["type"]), str(line["path"])) for line in found]
    if not modules:
        raise ValueError("modules.json names no module")
    for module in modules:
        folder = PurePosixPath(module.folder)
        if folder.is_absolute() or ".." in folder.parts or "\\" in module.folder:
            raise ValueError("modules.json points outside the model")
    return modules


def _refuse_code(encoder: Path, modules: Sequence[_Module]) -> None:
    """Refuse what is no plain transformer with the usual layers behind it."""
    configs = [_json(encoder / "tokenizer_config.json")]
    if (encoder / "config.json").is_file():
        configs.append(_json(encoder / "config.json"))
    foreign = [m for m in modules if not m.type.startswith("sentence_transformers.")]
    if foreign or any(config.get("auto_map") for config in configs):
        raise ModelProblem(
            "This model needs program code of its own, which Likewise never runs.",
            "Choose a model without such code.",
        )
    kinds = [module.kind for module in modules]
    unknown = [kind for kind in kinds[1:] if kind not in _LATER_MODULES]
    if kinds[0] != "Transformer" or unknown:
        kind = kinds[0] if kinds[0] != "Transformer" else unknown[0]
        raise ModelProblem(
            f"Models of this kind ({kind}) are not supported.",
            "Choose one that is a transformer with pooling.",
        )


def _refuse_unsafe_or_incomplete(path: Path, modules: Sequence[_Module]) -> None:
    encoder = path / modules[0].folder
    for folder in (encoder, *(path / m.folder for m in modules if m.kind == "Dense")):
        if list(folder.glob("*.safetensors")):
            continue
        if list(folder.glob("*.bin")) or list(folder.glob("*.pt")):
            raise ModelProblem(
                "This model has only pickled weights, which can run any program when opened.",
                "Get it in the safetensors form, or save it again with a current"
                " sentence-transformers.",
            )
        raise ModelProblem("The model has no weights.", "Get a fresh copy of the model.")
    if not (encoder / "tokenizer.json").is_file():
        raise ModelProblem(
            "The model has no tokenizer.json.",
            "Save it again with a current sentence-transformers.",
        )


def _read(path: Path, modules: Sequence[_Module]) -> ModelFolder:
    encoder = path / modules[0].folder
    config = _json(encoder / "config.json")
    limits = _json(encoder / "sentence_bert_config.json")
    prompts = _json(path / "config_sentence_transformers.json")
    kinds = [module.kind for module in modules]
    folders = {module.kind: path / module.folder for module in modules}
    pooling = _json(folders["Pooling"] / "config.json") if "Pooling" in folders else {}
    _refuse_unpooled_prompts(pooling, prompts)
    shape = _shape(config, pooling) if kinds in _OWN_MODULES else None
    if shape and not (encoder / _WEIGHTS).is_file():
        shape = None  # weights in several files
    return ModelFolder(
        path=path,
        dim=_output_dim(config, pooling, folders),
        max_tokens=_max_tokens(encoder, config, limits),
        shape=shape,
        lowercase=bool(limits.get("do_lower_case")),
        query_prompt=_prompt(prompts, ("query",)),
        document_prompt=_prompt(prompts, _DOCUMENT_PROMPTS),
        encoder=modules[0].folder,
        others=tuple(m.folder for m in modules if m.kind in ("Dense", "LayerNorm")),
    )


def _shape(config: Config, pooling: Config) -> EncoderShape | None:
    family = config["model_type"]
    mode = _pooling_mode(pooling)
    usual = (
        config.get("hidden_act", "gelu") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and not config.get("is_decoder")
    )
    if family not in _SHIFTED_POSITIONS or mode is None or not usual:
        return None
    return EncoderShape(
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        dim=config["hidden_size"],
        first_position=_first_position(config),
        epsilon=config.get("layer_norm_eps", 1e-12),
        pooling=mode,
    )


def _first_position(config: Config) -> int:
    shifted = _SHIFTED_POSITIONS.get(config["model_type"], False)
    return int(config.get("pad_token_id", 1)) + 1 if shifted else 0


def _pooling_mode(pooling: Config) -> Pooling | None:
    modes = _pooling_modes(pooling)
    return next((mode for mode in Pooling if [mode.value] == modes), None)


def _pooling_modes(pooling: Config) -> list[str]:
    modes = pooling.get("pooling_mode")  # sentence-transformers from 5.4 on; flags before
    if modes is None:
        flag = "pooling_mode_"
        active = [
            key.removeprefix(flag) for key in pooling if key.startswith(flag) and pooling[key]
        ]
        names = {"cls_token": "cls", "mean_tokens": "mean"}
        return [names.get(mode, mode) for mode in active]
    return [modes] if isinstance(modes, str) else [str(mode) for mode in modes]


def _output_dim(config: Config, pooling: Config, folders: Mapping[str, Path]) -> int:
    if "Dense" in folders:
        return int(_json(folders["Dense"] / "config.json")["out_features"])
    width = int(config["hidden_size"] if "hidden_size" in config else config["dim"])
    # Several ways of pooling are put one behind the other.
    return width * max(1, len(_pooling_modes(pooling)))


def _max_tokens(path: Path, config: Config, limits: Config) -> int:
    positions = config.get("max_position_embeddings")
    room = positions - _first_position(config) if positions else None
    if config["model_type"] == "mpnet" and room:
        room -= 2  # its positions start behind the padding id as RoBERTa's do
    stated = limits.get("max_seq_length")
    if stated is None:
        stated = _json(path / "tokenizer_config.json").get("model_max_length")
    return min(int(value) for value in (room, stated) if value)


def _prompt(settings: Config, names: tuple[str, ...]) -> str:
    prompts = settings.get("prompts") or {}
    for name in (*names, settings.get("default_prompt_name")):
        if prompts.get(name):
            return str(prompts[name])
    return ""


def _refuse_unpooled_prompts(pooling: Config, settings: Config) -> None:
    if pooling.get("include_prompt", True) is False and any(
        (settings.get("prompts") or {}).values()
    ):
        raise ModelProblem(
            "This model leaves its instructions out of the vector, which is not supported.",
            "Choose another model.",
        )


def _json(path: Path) -> Config:
    """The object in a JSON file; empty where the file is optional and missing."""
    if not path.is_file():
        if path.name == "config.json":
            raise OSError(f"missing {path.name}")
        return {}
    found = json.loads(path.read_text("utf-8"))
    if not isinstance(found, dict):
        raise ValueError(f"{path.name} holds no object")
    return found
