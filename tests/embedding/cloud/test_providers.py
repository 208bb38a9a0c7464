"""Names of cloud models, and what is known of them."""

from __future__ import annotations

import pytest

from desktop_app.embedding import catalogue
from desktop_app.embedding.cloud.providers import (
    PROVIDERS,
    checked_base_url,
    cloud_model_of,
    compatible_id,
    is_cloud,
    parse_model_id,
)
from desktop_app.errors import ConsentMissing, InvalidRequest, ModelProblem


@pytest.mark.parametrize(
    ("model_id", "host", "dim", "asks"),
    [
        ("openai:text-embedding-3-small", "api.openai.com", 1536, False),
        ("openai:text-embedding-3-small@512", "api.openai.com", 512, True),
        ("openai:text-embedding-3-large", "api.openai.com", 3072, False),
        ("cohere:embed-english-v3.0", "api.cohere.com", 1024, False),
        ("cohere:embed-v4.0", "api.cohere.com", 1536, False),
        ("cohere:embed-v4.0@256", "api.cohere.com", 256, True),
        ("compatible:http://127.0.0.1:11434/v1#nomic-embed-text", "127.0.0.1:11434", 0, False),
        ("compatible:http://[::1]:1234/v1#a/b-v1.5@q8_0@768", "[::1]:1234", 768, False),
        ("compatible:https://ai.example.org/v1#bge-m3:latest@1024", "ai.example.org", 1024, False),
    ],
)
def test_id_when_parsed_then_it_names_model_host_and_dimension(
    model_id: str, host: str, dim: int, asks: bool
) -> None:
    chosen = parse_model_id(model_id)
    assert (chosen.model_id, chosen.runs_at, chosen.dim) == (model_id, host, dim)
    assert chosen.asks_for_dimension is asks
    assert is_cloud(model_id)


def test_id_when_of_a_server_with_a_version_in_its_name_then_that_stays_in_the_name() -> None:
    chosen = parse_model_id("compatible:http://localhost:1234/v1#nomic@q8_0@768")
    assert (chosen.model.name, chosen.dim, chosen.port) == ("nomic@q8_0", 768, 1234)


@pytest.mark.parametrize(
    "model_id",
    [
        "openai:gpt-5",
        "openai:text-embedding-3-small@1537",
        "openai:text-embedding-3-small@0",
        "cohere:embed-v4.0@300",
        "cohere:embed-english-v3.0@512",
        "compatible:http://127.0.0.1:11434/v1",
        "compatible:http://192.168.1.5:11434/v1#model",
        "compatible:http://example.org/v1#model",
        "compatible:https://name:word@example.org/v1#model",
        "compatible:file:///etc/passwd#model",
        "compatible:http://127.0.0.1.example.org/v1#model",
        "compatible:https://example.org:0/v1#model",
        "compatible:https://exa mple.org/v1#model",
        "compatible:https://example.org/v1?x=1#model",
        "compatible:#model",
        "compatible:http://127.0.0.1/v1#model@99999",
        "compatible:http://127.0.0.1/v1#model@0",
    ],
)
def test_id_when_it_makes_no_sense_then_it_is_told(model_id: str) -> None:
    with pytest.raises(InvalidRequest):
        parse_model_id(model_id)


@pytest.mark.parametrize("model_id", ["all-MiniLM-L6-v2", "/home/x/openai", r"C:\models\cohere"])
def test_id_when_of_a_local_model_then_it_is_not_taken_for_a_cloud_model(model_id: str) -> None:
    assert not is_cloud(model_id)
    assert cloud_model_of(model_id) is None


def test_server_when_typed_with_a_slash_then_the_id_is_the_same() -> None:
    with_slash = compatible_id("http://127.0.0.1:11434/v1/ ", " tiny ", 8)
    assert with_slash == "compatible:http://127.0.0.1:11434/v1#tiny@8"
    assert checked_base_url("https://example.org/v1/") == "https://example.org/v1"


def test_catalogue_when_asked_about_cloud_models_then_it_knows_them() -> None:
    for spec in catalogue.cloud_specs():
        info = catalogue.info_of(spec.model_id)
        assert catalogue.spec_of(spec.model_id) == spec
        assert catalogue.runs_at(spec.model_id) == info.runs_at == spec.runs_at != "this computer"
        assert (info.dim, info.max_tokens) == (spec.dim, spec.max_tokens)
        assert info.tokenizer.endswith("tokenizer.json")
        assert not catalogue.installed(spec)
        assert spec.price
        catalogue.verify_weights(spec.model_id)
    assert len(catalogue.cloud_specs()) == sum(len(provider.models) for provider in PROVIDERS)


def test_catalogue_when_a_cloud_model_is_opened_there_then_nobody_has_said_yes() -> None:
    with pytest.raises(ConsentMissing, match=r"api\.openai\.com"):
        catalogue.open_embedder("openai:text-embedding-3-small")
    with pytest.raises(ModelProblem, match=r"api\.openai\.com"):
        catalogue.find("openai:text-embedding-3-small")
