"""What is asked of a provider, whatever it does: against servers that speak as each one does."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import time
from collections import Counter
from email.utils import formatdate

import numpy as np
import pytest

from desktop_app.embedding.cloud import providers
from desktop_app.embedding.cloud.clients import Teller
from desktop_app.embedding.cloud.counting import TokenCounter
from desktop_app.embedding.cloud.paid import PaidVectors
from desktop_app.embedding.cloud.sender import Sender
from desktop_app.errors import (
    AppError,
    InvalidRequest,
    KeyRefused,
    OfflineLocked,
    ProviderAnswer,
    ProviderBusy,
    ProviderUnreachable,
    QuotaUsedUp,
)
from tests.embedding.cloud import fake_provider as fake
from tests.embedding.cloud.conftest import DIM, KEY, Setup
from tests.embedding.cloud.fake_provider import Misbehaviour, Vector, unit_vectors

OPENAI = pytest.mark.parametrize("kind", ["openai"], indirect=True)
COHERE = pytest.mark.parametrize("kind", ["cohere"], indirect=True)
BY_NUMBER = pytest.mark.parametrize("kind", ["openai", "compatible"], indirect=True)


def texts(count: int, word: str = "text") -> list[str]:
    return [f"{word} number {i}" for i in range(count)]


def send(setup: Setup, wanted: list[str]) -> providers.ChosenModel:
    """Embed ``wanted`` and check each vector against the text it belongs to."""
    rows = setup.open().documents(wanted, "index")
    np.testing.assert_allclose(rows, unit_vectors(wanted, DIM), atol=1e-3)
    assert rows.dtype == np.float32
    assert rows.flags.c_contiguous
    return setup.chosen


def test_documents_when_all_is_well_then_each_text_is_sent_once_and_has_its_vector(
    setup: Setup,
) -> None:
    wanted = texts(300)
    send(setup, wanted)
    assert sorted(setup.provider.texts) == sorted(wanted)
    assert all(
        len(asked.texts) <= setup.chosen.provider.max_items for asked in setup.provider.asked
    )


def test_documents_when_a_text_comes_twice_then_it_is_sent_once(setup: Setup) -> None:
    send(setup, ["the same", "another", "the same"])
    assert setup.provider.texts == ["the same", "another"]


def test_request_when_sent_then_it_tells_nothing_of_this_computer(setup: Setup) -> None:
    send(setup, ["one"])
    (asked,) = setup.provider.asked
    assert set(asked.headers) == {
        "host", "accept", "accept-encoding", "authorization", "content-type", "content-length",
        "user-agent",
    }  # fmt: skip
    assert asked.headers["user-agent"] == "Likewise"
    assert asked.headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("kind", ["compatible"], indirect=True)
def test_request_when_there_is_no_key_then_none_is_made_up(
    setup: Setup, counter: TokenCounter
) -> None:
    teller = Teller(setup.chosen, "", setup.ledger)
    paid = PaidVectors(None, setup.chosen.model_id, DIM)
    Sender(setup.chosen, teller, counter, paid).documents(["one"], "index")
    teller.close()
    assert "authorization" not in setup.provider.asked[0].headers
    assert setup.provider.asked[0].fields["encoding_format"] == "float"


@COHERE
def test_cohere_when_asked_then_it_is_told_questions_from_documents_and_to_cut_nothing(
    setup: Setup,
) -> None:
    sender = setup.open()
    sender.documents(["a document"], "index")
    sender.question("a question", "search")
    kinds = [asked.fields["input_type"] for asked in setup.provider.asked]
    assert kinds == ["search_document", "search_query"]
    assert {asked.fields["truncate"] for asked in setup.provider.asked} == {"NONE"}


@pytest.mark.parametrize("kind", ["openai", "cohere"], indirect=True)
def test_dimension_when_another_is_chosen_then_it_is_asked_for(
    setup: Setup, counter: TokenCounter
) -> None:
    chosen = dataclasses.replace(setup.chosen, dim=4)
    teller = Teller(chosen, KEY, setup.ledger)
    rows = Sender(chosen, teller, counter, PaidVectors(None, "", 4)).documents(["one"], "index")
    teller.close()
    assert rows.shape == (1, 4)


def test_question_when_asked_then_its_vector_is_returned_and_not_kept_on_the_disk(
    setup: Setup,
) -> None:
    row = setup.open().question("where is it", "search")
    np.testing.assert_allclose(row, unit_vectors(["where is it"], DIM)[0], atol=1e-3)
    assert not (setup.directory / "paid.bin").exists()


# -- the key, the quota --------------------------------------------------------------


@pytest.mark.parametrize("code", [401, 403])
def test_key_when_refused_then_one_request_is_made_and_no_more(setup: Setup, code: int) -> None:
    setup.provider.always = fake.status(code, f"Incorrect API key provided: {KEY}")
    with pytest.raises(KeyRefused) as told:
        setup.open().documents(texts(300), "index")
    assert len(setup.provider.asked) == 1
    assert KEY not in str(told.value)
    assert setup.sleeper.slept == []


def test_key_when_revoked_midway_then_two_more_requests_at_most(setup: Setup) -> None:
    setup.provider.script = [None]
    setup.provider.always = fake.status(401)
    with pytest.raises(KeyRefused):
        setup.open().documents(texts(600), "index")
    refused = [asked for asked in setup.provider.asked if asked.answered == [401]]
    assert 1 <= len(refused) <= 3  # those in flight together


@OPENAI
@pytest.mark.parametrize(
    ("code", "kind_of_error"),
    [(429, "insufficient_quota"), (429, "billing_hard_limit_reached"), (402, "")],
)
def test_quota_when_used_up_then_it_is_not_tried_again(
    setup: Setup, code: int, kind_of_error: str
) -> None:
    setup.provider.always = fake.status(code, "You exceeded your quota", kind_of_error)
    with pytest.raises(QuotaUsedUp):
        setup.open().documents(["one"], "index")
    assert len(setup.provider.asked) == 1


@COHERE
def test_quota_when_a_trial_keys_month_is_over_then_it_is_not_tried_again(setup: Setup) -> None:
    words = "You are using a Trial key, which is limited to 1000 API calls / month."
    setup.provider.always = fake.status(429, words)
    with pytest.raises(QuotaUsedUp):
        setup.open().documents(["one"], "index")
    assert len(setup.provider.asked) == 1


# -- waiting -------------------------------------------------------------------------


def test_wait_when_told_in_seconds_then_it_is_kept(setup: Setup) -> None:
    setup.provider.script = [fake.status(429, Retry_After="7")]
    send(setup, ["one"])
    assert 7.0 <= sum(setup.sleeper.slept) <= 8.0
    assert len(setup.provider.asked) == 2


def test_wait_when_told_in_milliseconds_then_it_is_kept(setup: Setup) -> None:
    setup.provider.script = [fake.status(429, Retry_After_Ms="1500", Retry_After="9")]
    send(setup, ["one"])
    assert 1.5 <= sum(setup.sleeper.slept) <= 1.7


def test_wait_when_told_as_a_date_then_it_is_kept(setup: Setup) -> None:
    setup.provider.script = [
        fake.status(429, Retry_After=formatdate(time.time() + 40, usegmt=True))
    ]
    send(setup, ["one"])
    assert 25.0 <= sum(setup.sleeper.slept) <= 45.0


def test_wait_when_longer_than_anybody_waits_then_it_is_told_at_once(setup: Setup) -> None:
    setup.provider.always = fake.status(429, Retry_After="7200")
    with pytest.raises(ProviderBusy, match="120 min"):
        setup.open().documents(["one"], "index")
    assert len(setup.provider.asked) == 1
    assert setup.sleeper.slept == []


@pytest.mark.parametrize("code", [429, 500, 503])
def test_attempts_when_it_never_gets_better_then_ten_and_the_waits_grow(
    setup: Setup, code: int
) -> None:
    setup.provider.always = fake.status(code)
    with pytest.raises(ProviderBusy):
        setup.open().documents(["one"], "index")
    assert len(setup.provider.asked) == 10
    assert setup.sleeper.slept[:6] == [1, 2, 4, 8, 16, 32]


def test_attempts_when_several_requests_never_get_better_then_ten_each_at_most(
    setup: Setup,
) -> None:
    setup.provider.script = [None]
    setup.provider.always = fake.status(500)
    with pytest.raises(ProviderBusy):
        setup.open().documents(texts(600), "index")
    attempts = Counter(asked.texts for asked in setup.provider.asked)
    assert max(attempts.values()) <= 10


def test_attempts_when_a_question_is_asked_then_three(setup: Setup) -> None:
    setup.provider.always = fake.status(503)
    with pytest.raises(ProviderBusy):
        setup.open().question("where", "search")
    assert len(setup.provider.asked) == 3


@pytest.mark.parametrize("misbehave", [fake.hang_up, fake.torn, fake.cut_json])
def test_connection_when_it_breaks_off_then_the_request_is_made_again(
    setup: Setup, misbehave: Misbehaviour
) -> None:
    setup.provider.script = [misbehave, misbehave]
    send(setup, ["one", "two"])
    assert len(setup.provider.asked) == 3


def test_server_when_it_hangs_then_it_is_asked_again(setup: Setup, counter: TokenCounter) -> None:
    hasty = dataclasses.replace(setup.chosen.provider, answer_s=1.0)
    chosen = dataclasses.replace(setup.chosen, provider=hasty)
    teller = Teller(chosen, KEY, setup.ledger)
    setup.provider.script = [fake.hang]
    paid = PaidVectors(None, "", DIM)
    rows = Sender(chosen, teller, counter, paid, setup.sleeper.pace()).documents(["one"], "index")
    teller.close()
    assert len(setup.provider.asked) == 2
    assert rows.shape == (1, DIM)


def test_server_when_it_is_not_there_then_three_attempts_and_nothing_counts_as_sent(
    setup: Setup,
) -> None:
    sender = setup.open()
    setup.provider.leave()
    with pytest.raises(ProviderUnreachable):
        sender.documents(["one"], "index")
    assert len(setup.sleeper.slept) == 2
    assert setup.ledger.totals().bytes_sent == 0


# -- answers that make no sense ------------------------------------------------------


def nan_in(vectors: list[Vector]) -> list[Vector]:
    return [*vectors[:-1], [float("nan"), *vectors[-1][1:]]]


def null_in(vectors: list[Vector]) -> list[Vector]:
    return [*vectors[:-1], [None, *vectors[-1][1:]]]


def infinity_in(vectors: list[Vector]) -> list[Vector]:
    return [*vectors[:-1], [float("inf"), *vectors[-1][1:]]]


def too_large(vectors: list[Vector]) -> list[Vector]:
    return [*vectors[:-1], [3e38] * len(vectors[-1])]


def zeros(vectors: list[Vector]) -> list[Vector]:
    return [*vectors[:-1], [0.0] * len(vectors[-1])]


def one_fewer(vectors: list[Vector]) -> list[Vector]:
    return vectors[:-1]


def one_more(vectors: list[Vector]) -> list[Vector]:
    return [*vectors, vectors[0]]


def none_at_all(vectors: list[Vector]) -> list[Vector]:
    return []


def shorter(vectors: list[Vector]) -> list[Vector]:
    return [vector[:-1] for vector in vectors]


def ragged(vectors: list[Vector]) -> list[Vector]:
    return [*vectors[:-1], vectors[-1][:-1]]


@pytest.mark.parametrize(
    "change",
    [nan_in, null_in, infinity_in, zeros, one_fewer, one_more, none_at_all, shorter, ragged],
)
def test_answer_when_vectors_are_wrong_then_none_is_kept_and_it_is_not_paid_again(
    setup: Setup, change: object
) -> None:
    assert callable(change)
    setup.provider.always = fake.changed(change)
    with pytest.raises(ProviderAnswer):
        setup.open().documents(texts(5), "index")
    assert len(setup.provider.asked) == 1
    assert not (setup.directory / "paid.bin").exists()


@pytest.mark.parametrize(
    "body",
    [b"[]", b"{}", b"null", b'{"data": 3}', b'{"data": [{"index": 0}]}', b'{"embeddings": null}',
     b'{"data": [{"index": 0, "embedding": "####"}]}', b'{"embeddings": {"float": [["x"]]}}',
     b'{"data": [{"index": true, "embedding": [1,2,3,4,5,6,7,8]}]}'],
)  # fmt: skip
def test_answer_when_it_is_something_else_then_it_is_told(setup: Setup, body: bytes) -> None:
    setup.provider.always = lambda answering: answering.send(200, body)
    with pytest.raises(ProviderAnswer):
        setup.open().documents(["one"], "index")
    assert len(setup.provider.asked) == 1


def test_answer_when_it_is_a_web_page_then_it_is_told_and_not_asked_again(setup: Setup) -> None:
    setup.provider.always = fake.html
    with pytest.raises(ProviderAnswer, match="web page"):
        setup.open().documents(["one"], "index")
    assert len(setup.provider.asked) == 1


@BY_NUMBER
def test_answer_when_shuffled_then_each_text_has_its_own_vector(setup: Setup) -> None:
    setup.provider.always = fake.shuffled
    send(setup, texts(200))


@BY_NUMBER
def test_answer_when_a_number_comes_twice_then_none_is_kept(setup: Setup) -> None:
    setup.provider.always = fake.same_number_twice
    with pytest.raises(ProviderAnswer):
        setup.open().documents(texts(5), "index")


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_redirect_when_told_then_it_is_not_followed(setup: Setup, code: int) -> None:
    elsewhere = f"{setup.provider.url}/elsewhere"
    setup.provider.always = lambda answering: answering.send(code, b"", Location=elsewhere)
    with pytest.raises(ProviderAnswer, match="another address"):
        setup.open().documents(["one"], "index")
    assert len(setup.provider.asked) == 1


def test_proxy_when_the_environment_names_one_then_it_is_not_used(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    send(setup, ["one"])


def test_text_when_the_provider_finds_it_too_long_then_it_is_told(setup: Setup) -> None:
    words = "This model's maximum context length is 8192 tokens, however you requested 9000"
    setup.provider.always = fake.status(400, words)
    with pytest.raises(InvalidRequest, match="longer"):
        setup.open().documents(["one"], "index")
    assert len(setup.provider.asked) == 1


def test_text_when_surely_too_long_then_nothing_is_sent(setup: Setup) -> None:
    with pytest.raises(InvalidRequest, match="tokens"):
        setup.open().documents(["short", "word " * 600], "index")
    assert setup.provider.asked == []


def test_text_when_perhaps_too_long_then_it_goes_in_pieces_that_are_averaged(
    setup: Setup,
) -> None:
    # With half as much again for safety, these are more than 512 tokens.
    text = " ".join(f"page {i}" for i in range(210))
    row = setup.open().documents([text], "index")[0]
    pieces = setup.provider.texts
    assert " ".join(pieces) == text
    assert len(pieces) > 1
    assert np.linalg.norm(row) == pytest.approx(1, abs=1e-5)


def test_model_when_unknown_there_then_it_is_told(setup: Setup) -> None:
    setup.provider.always = fake.status(404, "The model `tiny` does not exist", "model_not_found")
    with pytest.raises(InvalidRequest, match="tiny"):
        setup.open().documents(["one"], "index")


# -- going on, and what was written down ---------------------------------------------


def test_run_when_it_fails_midway_then_the_next_sends_only_what_was_not_answered(
    setup: Setup,
) -> None:
    wanted = texts(800)
    setup.provider.script = [None, None]
    setup.provider.always = fake.status(401)
    with pytest.raises(KeyRefused):
        setup.open().documents(wanted, "index")
    paid = setup.provider.paid
    assert 0 < len(paid) < len(wanted)
    before = len(setup.provider.asked)
    setup.provider.always = None
    send(setup, wanted)
    again = [text for asked in setup.provider.asked[before:] for text in asked.texts]
    assert not set(paid) & set(again)
    assert sorted(paid + again) == sorted(wanted)


def test_run_when_there_is_an_outage_midway_then_it_goes_on_by_itself(setup: Setup) -> None:
    setup.provider.script = [None, *[fake.status(503)] * 4, *[fake.hang_up] * 4]
    wanted = texts(400)
    send(setup, wanted)
    assert sorted(setup.provider.paid) == sorted(wanted)


FAULTS: list[list[Misbehaviour | None]] = [
    [None],
    [fake.status(429, Retry_After="1"), None],
    [fake.status(500), fake.hang_up, fake.torn, None],
    [fake.status(401, "no")],
    [fake.html],
    [fake.changed(nan_in)],
]


@pytest.mark.parametrize("script", FAULTS)
def test_ledger_when_compared_with_the_server_then_they_agree_to_the_byte(
    setup: Setup, script: list[Misbehaviour | None]
) -> None:
    setup.provider.script = list(script)
    with contextlib.suppress(AppError):
        setup.open().documents(texts(5), "index", [1, 1, 2, 7, 7])
    entries, asked = setup.ledger.entries(), setup.provider.asked
    assert [entry.bytes_sent for entry in entries] == [len(each.body) for each in asked]
    assert [entry.texts for entry in entries] == [len(each.texts) for each in asked]
    assert {entry.characters for entry in entries} == {sum(map(len, texts(5)))}
    assert setup.ledger.totals().bytes_received == setup.provider.sent_bytes
    assert {entry.documents for entry in entries} == {3}
    assert all(entry.status != "no answer seen" for entry in entries)


def test_ledger_when_a_request_arrives_then_its_line_is_on_the_disk_already(setup: Setup) -> None:
    seen: list[int] = []
    setup.provider.before = lambda asked: seen.append(len(setup.ledger.entries()))
    send(setup, ["one"])
    assert seen == [1]


def test_ledger_when_it_cannot_be_written_then_nothing_is_sent(setup: Setup) -> None:
    setup.ledger.path.mkdir()
    with pytest.raises(AppError, match="ledger"):
        setup.open().documents(["one"], "index")
    assert setup.provider.asked == []


def test_tokens_when_the_provider_counts_them_then_they_and_their_price_are_known(
    setup: Setup,
) -> None:
    sender = setup.open()
    sender.documents(texts(10), "index")
    assert (sender.spent.texts, sender.spent.tokens, sender.spent.uncounted) == (10, 30, 0)
    totals = setup.ledger.totals()
    assert totals.tokens == 30
    price = setup.chosen.model.price
    assert totals.price == pytest.approx(30e-6 * price if price else 0)


def test_tokens_when_the_provider_says_nothing_then_that_is_known(setup: Setup) -> None:
    setup.provider.tells_usage = False
    sender = setup.open()
    sender.documents(["one"], "index")
    assert sender.spent.uncounted == 1
    assert setup.ledger.entries()[0].tokens is None


def test_lock_when_switched_on_midway_then_not_one_request_more(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = setup.open()
    sender.documents(["one"], "index")
    monkeypatch.setenv("LIKEWISE_OFFLINE", "1")
    with pytest.raises(OfflineLocked):
        sender.documents(["two"], "index")
    assert setup.provider.texts == ["one"]


def test_body_when_sent_then_it_holds_the_texts_and_settings_and_nothing_else(
    setup: Setup,
) -> None:
    send(setup, ["one"])
    fields = json.loads(setup.provider.asked[0].body)
    allowed = {"input", "texts", "model", "encoding_format", "input_type", "embedding_types",
               "truncate"}  # fmt: skip
    assert set(fields) <= allowed
