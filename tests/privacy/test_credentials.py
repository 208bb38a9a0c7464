from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest
from keyring.errors import InitError, KeyringError, KeyringLocked, PasswordSetError

from desktop_app.errors import Cancelled, InvalidRequest, KeyringUnusable
from desktop_app.privacy import backends
from desktop_app.privacy.backends import NoKeyring
from desktop_app.privacy.credentials import (
    SERVICE,
    Credentials,
    KeyPlace,
    KeyringTrouble,
    KeyState,
    trouble_of,
)
from desktop_app.privacy.secret import Secret
from desktop_app.progress import CancelToken
from tests.privacy.fake_keyring import FakeKeyring, ForgetfulKeyring, StubbornKeyring

_KEY = Secret("canary-credentials-8f2")


def _credentials(keyring: FakeKeyring, patience_s: float = 30) -> Credentials:
    return Credentials(lambda: keyring, patience_s=patience_s)


def test_key_when_set_then_stored_got_and_deleted() -> None:
    keyring = FakeKeyring()
    keys = _credentials(keyring)
    assert keys.state("openai") == KeyState(KeyPlace.NONE)
    assert keys.get("openai") is None
    keys.set("openai", _KEY)
    assert keyring.kept == {(SERVICE, "openai"): _KEY.reveal()}
    assert keys.state("openai") == KeyState(KeyPlace.STORED)
    assert keys.get("openai") == _KEY
    assert keys.get("cohere") is None
    assert keys.delete("openai") is True
    assert keys.delete("openai") is False
    assert keyring.kept == {}


def test_key_when_kept_for_this_session_then_the_keyring_is_not_asked() -> None:
    keyring = FakeKeyring(KeyringLocked("locked"))
    keys = _credentials(keyring)
    keys.keep_for_session("openai", _KEY)
    assert keys.get("openai") == _KEY
    assert keys.state("openai") == KeyState(KeyPlace.FOR_THIS_SESSION)
    assert "until Likewise is closed" in keys.state("openai").words
    assert keyring.asked == 0
    assert _credentials(FakeKeyring()).get("openai") is None


def test_key_when_stored_after_a_session_key_then_that_one_holds() -> None:
    keys = _credentials(FakeKeyring())
    keys.keep_for_session("openai", Secret("old-key-of-session"))
    keys.set("openai", _KEY)
    assert keys.get("openai") == _KEY
    assert keys.state("openai").place is KeyPlace.STORED


class _Panic(BaseException):
    """What a backend in Rust raises."""


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (NoKeyring("none"), KeyringTrouble.NO_KEYRING),
        (KeyringLocked("Failed to unlock the collection!"), KeyringTrouble.LOCKED),
        (InitError("Failed to create: Prompt dismissed."), KeyringTrouble.CANCELLED),
        (KeyringLocked("(-128, 'User canceled the operation')"), KeyringTrouble.CANCELLED),
        (KeyringError("anything"), KeyringTrouble.FAILING),
        (PasswordSetError("anything"), KeyringTrouble.FAILING),
        (OSError(1783, "The stub received bad data"), KeyringTrouble.FAILING),
        (RuntimeError(f"cannot store {_KEY.reveal()}"), KeyringTrouble.FAILING),
        (_Panic("boom"), KeyringTrouble.FAILING),
    ],
)
def test_keyring_when_it_fails_then_a_state_in_words_and_an_error(
    error: BaseException, trouble: KeyringTrouble
) -> None:
    keys = _credentials(FakeKeyring(error))
    state = keys.state("openai")
    assert state == KeyState(KeyPlace.NONE, trouble)
    assert state.words == f"{trouble.value} {trouble.remedy}"
    for call in (
        lambda: keys.get("openai"),
        lambda: keys.set("openai", _KEY),
        lambda: keys.delete("openai"),
    ):
        with pytest.raises(KeyringUnusable) as raised:
            call()
        assert trouble_of(raised.value) is trouble
        assert raised.value.__suppress_context__
        assert raised.value.__cause__ is None
        assert "canary" not in str(raised.value)


def test_keyring_when_there_is_none_then_a_session_key_is_offered_and_can_be_deleted() -> None:
    keys = _credentials(FakeKeyring(NoKeyring()))
    keys.keep_for_session("openai", _KEY)
    with pytest.raises(KeyringUnusable, match="until Likewise is closed instead"):
        keys.delete("openai")
    assert keys.state("openai").place is KeyPlace.NONE


def test_keyring_when_it_is_silent_then_told_and_not_asked_again() -> None:
    keyring = FakeKeyring()
    keyring.hang = threading.Event()
    keys = _credentials(keyring, patience_s=0.2)
    began = time.monotonic()
    assert keys.state("openai").trouble is KeyringTrouble.SILENT
    assert keys.state("openai").trouble is KeyringTrouble.SILENT
    assert time.monotonic() - began < 20
    assert keyring.asked == 1
    hang, keyring.hang = keyring.hang, None
    hang.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join()
    assert keys.state("openai") == KeyState(KeyPlace.NONE)


def test_keyring_when_nobody_wants_to_wait_any_more_then_cancelled() -> None:
    keyring = FakeKeyring()
    keyring.hang = threading.Event()
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        _credentials(keyring).get("openai", token)
    keyring.hang.set()


def test_keyring_when_it_stores_nothing_or_deletes_nothing_then_told() -> None:
    with pytest.raises(KeyringUnusable):
        _credentials(ForgetfulKeyring()).set("openai", _KEY)
    keyring = StubbornKeyring()
    keyring.kept[SERVICE, "openai"] = "the-key-before-this"
    with pytest.raises(KeyringUnusable):
        _credentials(keyring).delete("openai")


def test_keyring_when_many_ask_at_once_then_each_gets_its_answer() -> None:
    keyring = FakeKeyring()
    keyring.hang = threading.Event()
    keyring.kept = {(SERVICE, f"p{i}"): f"key-of-provider-{i}" for i in range(8)}
    keys = _credentials(keyring)
    answers: dict[int, Secret | None] = {}

    def ask(i: int) -> None:
        answers[i] = keys.get(f"p{i}")

    threads = [threading.Thread(target=ask, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    keyring.hang.set()
    for thread in threads:
        thread.join()
    assert answers == {i: Secret(f"key-of-provider-{i}") for i in range(8)}


@pytest.mark.parametrize("provider", ["", "OpenAI", "a b", "x" * 40, "compatible:", "a\n"])
def test_provider_when_it_is_no_name_then_refused(provider: str) -> None:
    with pytest.raises(InvalidRequest):
        _credentials(FakeKeyring()).get(provider)


def test_key_when_of_one_server_then_another_does_not_get_it() -> None:
    keys = _credentials(FakeKeyring())
    keys.set("compatible:http://127.0.0.1:11434", _KEY)
    assert keys.get("compatible:http://127.0.0.1:1234") is None
    assert keys.get("compatible:http://127.0.0.1:11434") == _KEY


def test_set_when_the_key_is_longer_than_windows_keeps_then_refused_everywhere() -> None:
    keys = _credentials(FakeKeyring())
    keys.set("openai", Secret("k" * 1280))
    with pytest.raises(InvalidRequest, match="too long"):
        keys.set("openai", Secret("k" * 1281))


@pytest.mark.parametrize("system", ["linux", "win32", "darwin", "freebsd14"])
def test_system_keyring_when_chosen_then_never_by_settings_or_packages(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.privacy.fake_keyring.FakeKeyring")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    with pytest.raises(NoKeyring):
        backends.system_keyring()


def test_keyring_package_when_nobody_asks_for_a_key_then_not_imported() -> None:
    code = (
        "import sys, desktop_app.cli, desktop_app.library, desktop_app.privacy.credentials as c;"
        "c.Credentials(); print('keyring' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
