"""The terminal shows what is so, in the room there is, and nothing a file name could smuggle in."""

from __future__ import annotations

import io
import re

import pytest

from desktop_app import terminal
from desktop_app.progress import Progress, Stage
from desktop_app.terminal import ProgressBar, display_width, duration, number, printable, shorten

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class Screen(io.StringIO):
    """A terminal that remembers what it was told."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__()
        self._name = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._name

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(terminal, "_ansi_works", lambda _: True)


def _lines(screen: Screen) -> list[str]:
    return [_ANSI.sub("", part) for part in screen.getvalue().split("\r") if part]


def test_bar_on_a_terminal_shows_stage_count_rate_time_and_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(terminal, "columns", lambda _: 120)
    screen = Screen()

    ProgressBar(screen)(
        Progress(Stage.READING, 17, 40, "files", 12.0, 95.0, "contracts/lease.docx")
    )

    (line,) = _lines(screen)
    assert line.startswith("Reading")
    for fact in ("17 of 40 files", "12/s", "1 min 35 s left", "contracts/lease.docx"):
        assert fact in line


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 200])
def test_bar_with_a_long_wide_name_stays_inside_the_terminal(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "columns", lambda _: columns)
    screen = Screen()

    ProgressBar(screen)(
        Progress(Stage.EMBEDDING, 99_999, 123_456, "passages", 7, 61, "契約書" * 60)
    )

    (line,) = _lines(screen)
    assert display_width(line) < columns


def test_bar_when_done_leaves_an_empty_line() -> None:
    screen = Screen()

    with ProgressBar(screen) as bar:
        bar(Progress(Stage.SCANNING, 3, None))

    assert screen.getvalue().endswith("\r\x1b[2K")


def test_bar_where_nobody_looks_names_each_stage_once() -> None:
    log = io.StringIO()

    with ProgressBar(log) as bar:
        for stage in (Stage.SCANNING, Stage.READING, Stage.SCANNING, Stage.READING):
            bar(Progress(stage, 1, 2))

    assert log.getvalue() == "Looking ...\nReading ...\n"


def test_bar_in_a_terminal_without_unicode_draws_with_ascii() -> None:
    screen = Screen("ascii")

    ProgressBar(screen)(Progress(Stage.READING, 1, 2, current="straße.txt"))

    assert screen.getvalue().isascii()
    assert "#" in screen.getvalue()


@pytest.mark.parametrize(
    "name", ["two\nlines.txt", "\x1b[31mred.txt", "not\udcffutf8.txt", "back\rhome.txt"]
)
def test_printable_of_a_hostile_name_is_one_harmless_line(name: str) -> None:
    shown = printable(name)

    assert len(shown.splitlines()) == 1
    assert "\x1b" not in shown
    shown.encode("utf-8")


def test_shorten_of_a_long_path_keeps_its_end() -> None:
    short = shorten("a/very/long/path/that/ends/with/invoice-2024-07.pdf", 30)

    assert display_width(short) <= 30
    assert short.endswith("invoice-2024-07.pdf")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "less than 1 s"), (42, "42 s"), (185, "3 min 5 s"), (7800, "2 h 10 min")],
)
def test_duration_is_said_in_two_units_at_most(seconds: float, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0"), (2.5, "2.5"), (9.0, "9"), (12345, "12,345")]
)
def test_number_is_grouped_and_rounded(value: float, words: str) -> None:
    assert number(value) == words


def test_style_with_no_color_returns_text_unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    assert terminal.Style(Screen()).bold("x") == "x"


def test_write_line_with_what_the_encoding_lacks_still_writes() -> None:
    screen = Screen("ascii")

    terminal.write_line(screen, "naïve \udcff")

    assert screen.getvalue() == "na?ve ?\n"


def test_bar_where_nobody_looks_says_now_and_then_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("desktop_app.terminal._LINE_EVERY_S", -1.0)
    log = io.StringIO()
    bar = ProgressBar(log)
    bar(Progress(Stage.READING, 0, 300))
    bar(Progress(Stage.READING, 120, 300))
    assert log.getvalue() == "Reading ...\nReading 120 of 300 files\n"
