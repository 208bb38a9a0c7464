"""HTTPS: a server must prove who it is, and nothing leads away from HTTPS."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from desktop_app.embedding.arriving import WEIGHTS
from desktop_app.embedding.catalogue import ModelSpec, verify_weights
from desktop_app.embedding.download import download
from desktop_app.errors import DownloadFailed
from tests.embedding.download.support import NAME, nothing_usable
from tests.embedding.fake_hub import FakeHub, redirect

HOST = "127.0.0.1"

Issue = Callable[[trustme.CA], trustme.LeafCert]


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """An authority that this computer trusts, and no other."""
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "trusted.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    return made


def _tls(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def test_server_when_its_certificate_is_good_then_the_model_arrives(
    authority: trustme.CA, tiny_bert: Path, spec: ModelSpec, models: Path
) -> None:
    with FakeHub(tiny_bert, _tls(authority.issue_cert(HOST))) as hub:
        assert hub.url.startswith("https://")
        assert download(NAME, hub.url) == models / NAME
    verify_weights(NAME)


def _expired(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert(HOST, not_after=datetime.now(UTC) - timedelta(days=1))


@pytest.mark.usefixtures("spec")
@pytest.mark.parametrize(
    ("issue", "why"),
    [
        (lambda _: trustme.CA().issue_cert(HOST), "unable to get local issuer certificate"),
        (lambda authority: authority.issue_cert("models.example.org"), "IP address mismatch"),
        (_expired, "certificate has expired"),
    ],
    ids=["unknown authority", "another server's", "expired"],
)
def test_server_when_its_certificate_is_not_good_then_told_why_and_nothing_is_asked(
    authority: trustme.CA, tiny_bert: Path, models: Path, issue: Issue, why: str
) -> None:
    with (
        FakeHub(tiny_bert, _tls(issue(authority))) as hub,
        pytest.raises(DownloadFailed, match=f"not sure that {HOST} is who it says .*{why}") as told,
    ):
        download(NAME, hub.url)
    assert "clock" in told.value.remedy
    assert hub.asked == []
    nothing_usable(models)


def test_server_when_it_leads_from_https_to_http_then_not_followed(
    authority: trustme.CA, tiny_bert: Path, spec: ModelSpec, models: Path
) -> None:
    # To this very computer, where plain HTTP is allowed if a person asks for it.
    with FakeHub(tiny_bert) as plain, FakeHub(tiny_bert, _tls(authority.issue_cert(HOST))) as hub:
        hub.misbehave[WEIGHTS] = [redirect(f"{plain.url}/weights")]
        with pytest.raises(DownloadFailed, match="not safe"):
            download(NAME, hub.url)
        assert plain.asked == []
    nothing_usable(models)


def test_server_when_it_leads_to_another_over_https_then_that_one_must_prove_itself_too(
    authority: trustme.CA, tiny_bert: Path, spec: ModelSpec, models: Path
) -> None:
    impostor = FakeHub(tiny_bert, _tls(trustme.CA().issue_cert(HOST)))
    with impostor, FakeHub(tiny_bert, _tls(authority.issue_cert(HOST))) as hub:
        hub.misbehave[WEIGHTS] = [redirect(f"{impostor.url}/weights")]
        with pytest.raises(DownloadFailed, match="not sure that"):
            download(NAME, hub.url)
        assert impostor.asked == []
        download(NAME, hub.url)
    verify_weights(NAME)
