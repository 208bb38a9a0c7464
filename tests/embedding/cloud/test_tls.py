"""Certificates are checked: nothing is sent to a server that is not who it says."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
import trustme

from desktop_app.embedding.cloud.clients import Kind, Teller
from desktop_app.errors import ProviderUnreachable
from desktop_app.privacy.ledger import Ledger
from tests.embedding.cloud.conftest import DIM, KEY, chosen_at
from tests.embedding.cloud.fake_provider import FakeProvider, may_connect


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "egress.jsonl")


def tls_of(authority: trustme.CA, host: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    return context


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.mark.parametrize("kind", ["openai", "cohere"])
def test_certificate_when_good_then_it_is_spoken_to(
    kind: str, authority: trustme.CA, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        FakeProvider(DIM, tls_of(authority, "127.0.0.1")) as server,
        may_connect(monkeypatch, server.port),
    ):
        teller = Teller(chosen_at(server, kind), KEY, ledger, trusting(authority))
        assert teller.ask(["one"], Kind.DOCUMENT, "index").rows.shape == (1, DIM)
        teller.close()


@pytest.mark.parametrize("kind", ["openai", "cohere"])
@pytest.mark.parametrize("host", ["127.0.0.1, of an unknown authority", "other.example.org"])
def test_certificate_when_bad_then_nothing_is_sent(
    kind: str,
    host: str,
    authority: trustme.CA,
    ledger: Ledger,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name, _, unknown = host.partition(",")
    with (
        FakeProvider(DIM, tls_of(authority, name)) as server,
        may_connect(monkeypatch, server.port),
    ):
        tls = None if unknown else trusting(authority)
        teller = Teller(chosen_at(server, kind), KEY, ledger, tls)
        with pytest.raises(ProviderUnreachable, match="who it says"):
            teller.ask(["one"], Kind.DOCUMENT, "index")
        teller.close()
        assert server.asked == []
        assert ledger.totals().bytes_sent == 0
