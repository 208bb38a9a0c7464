from __future__ import annotations

import copy
import json
import pickle
from dataclasses import asdict, dataclass

import pytest

from desktop_app.errors import InvalidRequest
from desktop_app.privacy.redaction import hide
from desktop_app.privacy.secret import MOST_CHARACTERS, Secret

_KEY = "canary-3Kq7/x+Zp%&<9>-unit"


@dataclass(frozen=True)
class _Holder:
    provider: str
    key: Secret


def test_secret_when_shown_in_any_way_then_dots() -> None:
    secret = Secret(_KEY)
    held = _Holder("openai", secret)
    shown = [
        repr(secret),
        str(secret),
        f"{secret}",
        f"{secret!r:>10}",
        "%s" % secret,  # noqa: UP031 - the way that logging formats
        f"{[secret]} { ({'key': secret}) } {held}",
        json.dumps({"key": secret}, default=str),
        json.dumps(asdict(held), default=repr),
        pickle.dumps(held).decode("latin-1"),
        str(pickle.loads(pickle.dumps(secret))),
    ]
    assert all("•••" in text or "\\u2022" in text or "â\x80¢" in text for text in shown)
    assert not any("canary" in text for text in shown)
    assert not hasattr(secret, "__dict__")
    with pytest.raises(TypeError):
        json.dumps(secret)


def test_secret_when_asked_for_by_name_then_told() -> None:
    assert Secret(_KEY).reveal() == _KEY
    assert copy.deepcopy(Secret(_KEY)).reveal() == copy.copy(Secret(_KEY)).reveal() == _KEY
    assert Secret("a" * 20) == Secret("a" * 20) != Secret("b" * 20)
    assert len({Secret("a" * 20), Secret("a" * 20)}) == 1
    assert Secret("a") != "a"


@pytest.mark.parametrize("text", [f" {_KEY}\r\n", f"\ufeff{_KEY}", f"\t{_KEY}\u200b"])
def test_typed_when_more_was_copied_then_the_key_alone(text: str) -> None:
    assert Secret.typed(text).reveal() == _KEY


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "two-words of-it",
        "one-line\ntwo-line",
        "schlüssel-mit-ü",
        "null\0byte-here",
        "k" * (MOST_CHARACTERS + 1),
    ],
)
def test_typed_when_it_can_be_no_key_then_refused_without_telling_it(text: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        Secret.typed(text)
    assert refused.value.remedy
    assert not text.strip() or text.strip() not in str(refused.value)


def test_secret_when_made_then_hidden_wherever_text_goes_out() -> None:
    Secret("hidden-from-now-on-1")
    assert hide("the key hidden-from-now-on-1 was refused") == "the key ••• was refused"
