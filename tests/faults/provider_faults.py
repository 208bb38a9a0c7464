"""How a provider may misbehave, and what is documented to come of it."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any

from tests.embedding.cloud import fake_provider as fake
from tests.embedding.cloud.fake_provider import Answering, Asked, FakeProvider, Misbehaviour, Vector
from tests.support.canary import spelled

KINDS = ("openai", "cohere", "compatible")
INDEXED = "indexed"
_OUTAGE_S = 0.15
# What the sentence of each problem says, see ``desktop_app.embedding.cloud.replies`` and ``line``.
_SENTENCES = {
    "KeyRefused": "does not accept the key",
    "QuotaUsedUp": "is used up",
    "ProviderBusy": "takes no more requests for now|is too busy or out of order",
    "ProviderUnreachable": "broke off|does not answer|cannot be reached|that speaks to the provider"
    " stopped",
    "InvalidRequest": "knows no model|longer than",
    "ProviderAnswer": "a web page|nothing of it was kept|sends on to another|does not take the"
    " request|in a form not asked for",
    "BugError": "The request failed|Something went wrong",
}
SENTENCES = {kind: words.split("|") for kind, words in _SENTENCES.items()}


def outcome_of(code: int, said: str) -> str:
    """Return the kind of problem that a run of the command line told; "indexed" for none."""
    if code == 0:
        return INDEXED
    said = " ".join(said.split())
    kinds = [kind for kind, words in SENTENCES.items() if any(word in said for word in words)]
    return "+".join(kinds) or f"exit {code}: {said[-200:]}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to misbehave.

    Attributes:
        name: For the table.
        outcome: The kind of problem that the run tells, or "indexed".
        script: What is done instead of answering, one after the other; None answers well.
        forever: What is done once the script is at its end, until the run has ended.
        kinds: The providers that can do it.
        least_gap: Seconds, of the run's own hundredfold time, between the first two requests.
        requests: How many there must be, or None where that depends on how they are spread.
        crash: See ``tests.support.loud.environment``.
    """

    name: str
    outcome: str
    script: tuple[Misbehaviour | None, ...] = ()
    forever: Misbehaviour | None = None
    kinds: tuple[str, ...] = KINDS
    least_gap: float = 0.0
    requests: int | None = None
    crash: str = ""


# -- vectors -----------------------------------------------------------------------


def _nan(vectors: list[Vector]) -> list[Vector]:
    return [*vectors[:-1], [float("nan"), *vectors[-1][1:]]]


def _null(vectors: list[Vector]) -> list[Vector]:
    return [*vectors[:-1], [None, *vectors[-1][1:]]]


def _infinite(vectors: list[Vector]) -> list[Vector]:
    return [*vectors[:-1], [float("inf"), *vectors[-1][1:]]]


def _zeros(vectors: list[Vector]) -> list[Vector]:
    return [*vectors[:-1], [0.0] * len(vectors[-1])]


def _fewer(vectors: list[Vector]) -> list[Vector]:
    return vectors[:-1]


def _more(vectors: list[Vector]) -> list[Vector]:
    return [*vectors, vectors[0]]


def _shorter(vectors: list[Vector]) -> list[Vector]:
    return [vector[:-1] for vector in vectors]


def _longer(vectors: list[Vector]) -> list[Vector]:
    return [[*vector, 0.5] for vector in vectors]


def _ragged(vectors: list[Vector]) -> list[Vector]:
    return [*vectors[:-1], vectors[-1][:-1]]


def _shuffled_with_texts(answering: Answering) -> None:
    """As Cohere would: its vectors bear no numbers, but it repeats the texts in their order."""
    order = answering.asked.texts[::-1]
    answering.reply(answering.vectors()[::-1], texts=order)


# -- time --------------------------------------------------------------------------


def _until_a_date(answering: Answering) -> None:
    fake.status(429, "slow down", Retry_After=formatdate(time.time() + 40, usegmt=True))(answering)


def _outage(answering: Answering) -> None:
    answering.provider.go_away(_OUTAGE_S)
    fake.hang_up(answering)


# -- the key, sent back ---------------------------------------------------------------


def _shown(answering: Answering) -> str:
    return answering.asked.headers["authorization"]


def _all_spellings(answering: Answering) -> bytes:
    key = _shown(answering).removeprefix("Bearer ")
    return b" / ".join([_shown(answering).encode(), *(spelling for _, spelling in spelled(key))])


def _echo_in_error(code: int, words: str = "") -> Misbehaviour:
    def refuse(answering: Answering) -> None:
        said = f"{words} Incorrect API key provided: " + _all_spellings(answering).decode("latin-1")
        fake.status(code, said, _shown(answering))(answering)

    return refuse


def _echo_as(code: int, content_type: str) -> Misbehaviour:
    return lambda answering: answering.send(
        code, b"<html>" + _all_spellings(answering), Content_Type=content_type
    )


def _echo_in_headers(code: int) -> Misbehaviour:
    def refuse(answering: Answering) -> None:
        shown = _shown(answering)
        answering.send(
            code,
            b"{}",
            Www_Authenticate=shown,
            Authorization=shown,
            Set_Cookie=f"key={shown}",
            X_Request_Id=shown,
            Retry_After=shown,
            Openai_Organization=shown[::-1],
            X_Hex=shown.encode().hex(),
        )

    return refuse


def _echo_in_vectors(answering: Answering) -> None:
    vector = [_shown(answering)]
    answering.reply([vector for _ in answering.asked.texts], packs=False)


def _echo_in_good_answer(answering: Answering) -> None:
    """Proper vectors, and the key beside them."""
    answering.reply(answering.vectors(), more={"account": _shown(answering)})


def _raw(form: str) -> Misbehaviour:
    """Answer with what is no HTTP; ``{}`` stands for what the request showed."""

    def answer(answering: Answering) -> None:
        answering.handler.wfile.write(form.replace("{}", _shown(answering)).encode())
        fake.hang_up(answering)

    return answer


def _redirect(answering: Answering) -> None:
    shown = _shown(answering).removeprefix("Bearer ")
    place = f"{answering.provider.elsewhere}/{shown.encode().hex()}?key={shown.encode().hex()}"
    answering.send(307, shown.encode(), Location=place)


def _echo_body(answering: Answering) -> None:
    answering.send(200, json.dumps({"data": _shown(answering)}).encode())


# -- all of them ----------------------------------------------------------------------

_SLOW = fake.status(429, "slow down", Retry_After="7")
_QUOTA: dict[str, Any] = {"message": "You exceeded your quota", "kind": "insufficient_quota"}
_TRIAL = "You are using a Trial key, which is limited to 1000 API calls / month."


def _wrong(name: str, change: Any) -> tuple[Fault, ...]:
    wrong = fake.changed(change)
    return (
        Fault(name, "ProviderAnswer", forever=wrong, requests=1),
        Fault(f"{name}, midway", "ProviderAnswer", (None,), wrong),
    )


NO_FAULT = Fault("none", INDEXED)

FAULTS: Sequence[Fault] = (
    NO_FAULT,
    Fault("401", "KeyRefused", forever=fake.status(401, "no"), requests=1),
    Fault("401 midway", "KeyRefused", (None,), fake.status(401, "no")),
    Fault("403", "KeyRefused", forever=fake.status(403, "no"), requests=1),
    Fault("429 with seconds", INDEXED, (_SLOW, _SLOW), least_gap=7.0),
    Fault("429 with a date", INDEXED, (_until_a_date,), least_gap=25.0),
    Fault("429 endless", "ProviderBusy", forever=fake.status(429, "slow"), requests=10),
    Fault("429 endless, midway", "ProviderBusy", (None,), fake.status(429, "slow")),
    Fault(
        "429 for two hours",
        "ProviderBusy",
        forever=fake.status(429, Retry_After="7200"),
        requests=1,
    ),
    Fault(
        "429 quota used up",
        "QuotaUsedUp",
        forever=fake.status(429, **_QUOTA),
        kinds=("openai", "compatible"),
        requests=1,
    ),
    Fault("429 trial used up", "QuotaUsedUp", (None,), fake.status(429, _TRIAL), kinds=("cohere",)),
    Fault("500, 502, 503, 504", INDEXED, tuple(fake.status(code) for code in (500, 502, 503, 504))),
    Fault("503 endless", "ProviderBusy", forever=fake.status(503), requests=10),
    Fault("dropped", INDEXED, (fake.hang_up, None, fake.hang_up)),
    Fault("dropped, endless", "ProviderUnreachable", forever=fake.hang_up, requests=10),
    Fault("torn", INDEXED, (fake.torn, None, fake.torn, fake.cut_json)),
    Fault("torn, endless", "ProviderUnreachable", forever=fake.torn, requests=10),
    Fault("HTML", "ProviderAnswer", forever=fake.html, requests=1),
    Fault("HTML midway", "ProviderAnswer", (None,), fake.html),
    Fault("hang", INDEXED, (fake.hang,)),
    # How often depends on the longest that a run waits in all.
    Fault("hang, endless", "ProviderUnreachable", forever=fake.hang),
    *_wrong("fewer vectors", _fewer),
    *_wrong("NaN", _nan),
    *_wrong("other dimension", _shorter),
    Fault("more vectors", "ProviderAnswer", forever=fake.changed(_more), requests=1),
    Fault("null", "ProviderAnswer", forever=fake.changed(_null), requests=1),
    Fault("infinite", "ProviderAnswer", forever=fake.changed(_infinite), requests=1),
    Fault("length zero", "ProviderAnswer", forever=fake.changed(_zeros), requests=1),
    Fault("longer vectors", "ProviderAnswer", forever=fake.changed(_longer), requests=1),
    Fault("one shorter vector", "ProviderAnswer", forever=fake.changed(_ragged), requests=1),
    Fault("shuffled", INDEXED, forever=fake.shuffled, kinds=("openai", "compatible")),
    Fault("shuffled", "ProviderAnswer", forever=_shuffled_with_texts, kinds=("cohere",)),
    Fault(
        "one number twice",
        "ProviderAnswer",
        forever=fake.same_number_twice,
        kinds=("openai", "compatible"),
        requests=1,
    ),
    Fault("outage midway", INDEXED, (None, _outage)),
    Fault("404", "InvalidRequest", forever=fake.status(404, "no such model"), requests=1),
    Fault("400 too long", "InvalidRequest", forever=fake.status(400, "too long"), requests=1),
)
"""What any provider may do."""

ECHOES: Sequence[Fault] = (
    Fault("key in the body of a 401", "KeyRefused", forever=_echo_in_error(401)),
    Fault("key in the body of a 400", "ProviderAnswer", forever=_echo_in_error(400)),
    Fault("key, and a text too long", "InvalidRequest", forever=_echo_in_error(400, "too long")),
    Fault("key in the body of a 404", "InvalidRequest", forever=_echo_in_error(404)),
    Fault("key in the body of a 429", "ProviderBusy", forever=_echo_in_error(429)),
    Fault("key in the body of 500s", INDEXED, (_echo_in_error(500), _echo_as(503, "text/html"))),
    Fault("key in a web page", "ProviderAnswer", forever=_echo_as(200, "text/html")),
    Fault("key in headers of a 401", "KeyRefused", forever=_echo_in_headers(401)),
    Fault("key in headers of 429s", INDEXED, (_echo_in_headers(429), _echo_in_headers(503))),
    Fault("key in a good answer", INDEXED, (_echo_in_good_answer,)),
    Fault("key for vectors", "ProviderAnswer", forever=_echo_in_vectors),
    Fault("key for data", "ProviderAnswer", forever=_echo_body),
    Fault("redirect with the key", "ProviderAnswer", forever=_redirect),
    Fault(
        "key in what is no HTTP",
        INDEXED,
        (
            _raw("Authorization: {}\r\n"),
            _raw("HTTP/1.1 500 {}\r\nContent-Length: 0\r\n\r\n"),
            _raw("HTTP/1.1 200 OK\r\n{} {}\r\n\r\n"),
            _raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{}\r\n"),
            _raw("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n"),
            _raw("{}" * 5000),
        ),
    ),
    Fault("its child fails", "BugError", forever=_echo_body, crash="child"),
    Fault("its child dies", "ProviderUnreachable", forever=_echo_body, crash="death"),
    Fault("the program fails", "BugError", crash="parent"),
)
"""The key, shown to the program again wherever an answer can hold it, and where it crashes."""


def misbehave(server: FakeProvider, fault: Fault, delivered: list[Asked]) -> None:
    """Have ``server`` do what ``fault`` is; requests it answers well are put in ``delivered``."""
    good = {fake.shuffled, _echo_in_good_answer}

    def noted(act: Misbehaviour | None) -> Misbehaviour:
        def answer(answering: Answering) -> None:
            if act is None or act in good:
                delivered.append(answering.asked)
            (act or fake.properly)(answering)

        return answer

    server.script = [noted(act) for act in fault.script]
    server.always = noted(fault.forever)
