"""The command line: thin, scriptable, every answer also as JSON. See ``likewise --help``."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app import __version__, program
from desktop_app.console import Options, answer, open_library, print_json, progress_bar, say
from desktop_app.errors import AppError, Cancelled, EnvironmentProblem, InvalidRequest
from desktop_app.progress import CancelToken

if TYPE_CHECKING:
    from desktop_app.library import Library
    from desktop_app.similarity.model import SearchResult, SimilarResult

EXIT_CANCELLED = 130
EXIT_NOT_SOUND = 3
_IN_THE_TERMINAL = "So the terminal shows what Likewise does."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status. No traceback reaches the person."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _replace_closed_streams()
    token = CancelToken()
    try:
        options = _parse(given)
        with _stopping(token):
            return int(options.run(options, token))
    except AppError as exc:
        say(str(exc))
        return exc.exit_code
    except Cancelled:
        say("Stopped. What was indexed so far is safe; index again to go on.")
        return EXIT_CANCELLED
    except BrokenPipeError:
        # Whoever read our answer has gone; nothing is left to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as exc:  # the edge of the program: a sentence instead of a traceback
        from desktop_app.logs import note_bug

        say(note_bug(exc))
        return 70


# -- the commands -------------------------------------------------------------


def _index(options: Options, token: CancelToken) -> int:
    from desktop_app.cloud_commands import ask_before_sending, chosen_model
    from desktop_app.library import ignore_committed

    committed = _emit_committed if options.progress == "jsonl" else ignore_committed
    model = chosen_model(options)
    with open_library(options) as library, progress_bar() as bar:
        ask_before_sending(library, model, options, token)
        result = library.update(
            model,
            confirm_removed=options.confirm_removed,
            retry=_retried(options, library),
            on_committed=committed,
            token=token,
            report=bar,
        )
    from desktop_app.output import as_json

    wants_json = options.json or options.progress == "jsonl"
    return answer(wants_json, as_json.indexing(result), lambda out: out.indexing(result))


def _retried(options: Options, library: Library) -> list[str] | None:
    """Return the files to read once more: none, all that were not fully read (empty), or these."""
    if not options.retry_file:
        return [] if options.retry else None
    known = {state.path: state for state in library.files()}
    paths = [library.relative(path) or path for path in options.retry_file]
    for given, path in zip(options.retry_file, paths, strict=True):
        if path not in known:
            raise InvalidRequest(
                f"“{given}” is not in the index.", "“likewise list” shows every file."
            )
        if known[path].state == "full":
            raise InvalidRequest(f"“{given}” was fully read.", "There is nothing to read again.")
    return paths


def _rebuild(options: Options, token: CancelToken) -> int:
    with open_library(options) as library, progress_bar() as bar:
        result = library.rebuild(token=token, report=bar)
    from desktop_app.output import as_json

    return answer(options.json, as_json.indexing(result), lambda out: out.indexing(result))


def _search(options: Options, token: CancelToken) -> int:
    from desktop_app.output import as_json

    with open_library(options) as library:
        filters = _filters(options, library)

        def ask(query: str) -> SearchResult:
            return library.search(query, options.k, filters, token)

        if options.query == "-":
            return _answer_lines(lambda line: as_json.search(ask(line)))
        result = ask(options.query)
    return answer(options.json, as_json.search(result), lambda out: out.search(result))


def _similar(options: Options, token: CancelToken) -> int:
    from desktop_app.output import as_json

    with open_library(options) as library:

        def ask(path: str) -> SimilarResult:
            return library.similar(path, options.k, options.threshold, token)

        if options.path == "-":
            return _answer_lines(lambda line: as_json.similar(ask(line)))
        result = ask(options.path)
    return answer(
        options.json,
        as_json.similar(result),
        lambda out: out.similar(result, options.threshold),
    )


def _topics(options: Options, token: CancelToken) -> int:
    from desktop_app.output import as_json

    with open_library(options) as library, progress_bar() as bar:
        found = library.topics(token, bar)
    return answer(options.json, as_json.topics(found), lambda out: out.topics(found))


def _list(options: Options, token: CancelToken) -> int:
    from desktop_app.output import as_json

    with open_library(options) as library:
        states = library.files()
    return answer(options.json, as_json.files(states), lambda out: out.files(states))


def _status(options: Options, token: CancelToken) -> int:
    from desktop_app.output import as_json

    with open_library(options) as library:
        state = library.status()
    return answer(options.json, as_json.status(state), lambda out: out.status(state))


def _verify(options: Options, token: CancelToken) -> int:
    with open_library(options) as library, progress_bar() as bar:
        problems = library.verify(token=token, report=bar)
    lines = problems or ["The index is sound."]
    answer(options.json, {"ok": not problems, "problems": problems}, lambda _: iter(lines))
    if problems:
        say("Run “likewise rebuild” to make the index anew; your documents are not touched.")
        return EXIT_NOT_SOUND
    return 0


def _compact(options: Options, token: CancelToken) -> int:
    with open_library(options) as library:
        freed = library.compact()
    line = f"{freed / 1e6:,.1f} MB given back."
    return answer(options.json, {"freed_bytes": freed}, lambda _: iter([line]))


def _export(options: Options, token: CancelToken) -> int:
    with open_library(options) as library, progress_bar() as bar:
        count = library.export(Path(options.target), token=token, report=bar)
    line = f"{count:,} passages written to “{options.target}”."
    return answer(options.json, {"passages": count}, lambda _: iter([line]))


def _import(options: Options, token: CancelToken) -> int:
    from desktop_app.output import as_json

    with open_library(options) as library, progress_bar() as bar:
        result = library.import_vectors(Path(options.source), token=token, report=bar)
    return answer(options.json, as_json.indexing(result), lambda out: out.indexing(result))


def _settings(options: Options, token: CancelToken) -> int:
    from desktop_app import settings

    chosen = settings.load()
    if options.value is not None:
        chosen = chosen.changed(options.name, options.value)
        if options.name == "languages":
            _refuse_unknown(chosen.languages)
        settings.save(chosen)
    found = settings.as_text(chosen)
    if options.name:
        chosen.changed(options.name, found.get(options.name, ""))  # refuses an unknown name
        found = {options.name: found[options.name]}
    lines = [f"{name}  {value or '(by the system)'}" for name, value in found.items()]
    if options.name == "speed":
        from desktop_app.models import about_speed

        lines.append(about_speed())
    return answer(options.json, found, lambda _: iter(lines))


def _refuse_unknown(languages: Sequence[str]) -> None:
    """Refuse languages of text recognition that are not on this computer."""
    from desktop_app.documents.ocr.languages import installed

    there = installed()
    missing = ", ".join(f"“{name}”" for name in languages if name not in there)
    if missing:
        raise InvalidRequest(
            f"There is no data here to recognise text in {missing}.",
            f"There is {', '.join(there) or 'none'}; more comes with Tesseract's language data.",
        )


def _window(options: Options, token: CancelToken) -> int:
    from desktop_app.app import open_window

    return open_window(options.folder)


def _open(options: Options, token: CancelToken) -> int:
    """Open the window; where there can be none, do the same work in the terminal."""
    from desktop_app.app import open_window

    if options.folder is None or os.path.isdir(options.folder):
        try:
            return open_window(options.folder, instead=partial(_begin_tour, options.folder))
        except EnvironmentProblem as exc:
            say(f"{exc.message} {_IN_THE_TERMINAL}")
    return _tour(options, token)


def _begin_tour(folder: str | None, why: str) -> None:
    """Become the tour: Qt has begun to end this process, and cannot be held."""
    say(f"{why} {_IN_THE_TERMINAL}")
    sys.stderr.flush()
    command = [*program.command(), "tour"]
    command += [] if folder is None else [folder]
    os.execve(command[0], command, {**os.environ, **program.environment()})


def _tour(options: Options, token: CancelToken) -> int:
    from desktop_app.tour import run

    return run(options.folder, token)


# -- options -------------------------------------------------------------------


def _parse(given: list[str]) -> Options:
    parser, commands = _parser()
    if given and not given[0].startswith("-") and given[0] not in commands:
        _refuse_mistyped(given[0], commands)
        given = ["open", *given]
    elif not given:
        given = ["open"]
    return parser.parse_args(given)


def _refuse_mistyped(word: str, commands: Iterable[str]) -> None:
    """Tell a mistyped command from a folder."""
    import difflib

    meant = difflib.get_close_matches(word, commands, 1)
    if meant and not os.path.exists(word):
        raise InvalidRequest(f"There is no command “{word}”.", f"Did you mean “{meant[0]}”?")


def _parser() -> tuple[argparse.ArgumentParser, frozenset[str]]:
    from desktop_app import (
        cloud_commands,
        duplicate_commands,
        model_commands,
        option_types,
        privacy_commands,
        review_commands,
    )

    parser = argparse.ArgumentParser(
        prog="likewise",
        description="Finds documents that say the same thing, on your own computer.",
        epilog="“likewise FOLDER” alone opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"Likewise {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(name: str, run: Callable[..., int], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        if name not in ("key", "models", "open", "settings"):
            command.add_argument("folder", metavar="FOLDER")
        if name != "open":
            command.add_argument("--json", action="store_true", help="answer in JSON")
        return command

    command = add("open", _open, "open the window; without a screen, the tour")
    command.add_argument("folder", metavar="FOLDER", nargs="?")

    for name, run, text in (
        ("tour", _tour, "show in the terminal what Likewise can do with a folder"),
        ("window", _window, "open the window, or say why there can be none"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        command.add_argument("folder", metavar="FOLDER", nargs="?")

    command = add("index", _index, "read and index a folder, or bring its index up to date")
    command.add_argument("--model", help="catalogue name or folder of a model (see “models”)")
    cloud_commands.add_to(command)
    command.add_argument("--progress", choices=["jsonl"], help="a JSON line for each commit")
    command.add_argument(
        "--confirm-removed", action="store_true", help="most documents are really gone"
    )
    command.add_argument(
        "--retry", action="store_true", help="read again all that was not, or only partly, read"
    )
    command.add_argument(
        "--retry-file", action="append", metavar="PATH", help="read again only this one of them"
    )
    command.add_argument(
        "--place",
        choices=["beside", "profile"],
        help="where a new index is kept: beside the folder or in your profile",
    )

    command = add("search", _search, "find documents by meaning and words")
    command.add_argument("query", metavar="QUERY", help="“-”: one a line on standard input")
    command.add_argument(
        "-k", type=option_types.positive, default=10, help="at most this many (10)"
    )
    command.add_argument(
        "--type",
        action="append",
        type=option_types.kind,
        default=[],
        help="only this kind (pdf, docx, eml …)",
    )
    command.add_argument("--in", dest="subfolder", default="", help="only below this subfolder")
    command.add_argument(
        "--since", type=option_types.day, help="modified on or after this day (YYYY-MM-DD)"
    )
    command.add_argument("--until", type=option_types.day, help="modified before this day")

    command = add("similar", _similar, "find documents like one document")
    command.add_argument("path", metavar="PATH", help="“-”: one a line on standard input")
    command.add_argument("-k", type=option_types.positive, default=5, help="at most this many (5)")
    command.add_argument(
        "--threshold", type=option_types.share, default=0.75, help="least score (0.75)"
    )

    for more in (duplicate_commands.add_to, review_commands.add_to, privacy_commands.add_to):
        more(add)
    cloud_commands.add_comparison_to(add)

    add("topics", _topics, "show what the documents are about, in groups")
    add("list", _list, "list every file and how it was read")
    add("status", _status, "show the index, its place and its coverage")
    add("verify", _verify, "check every page and blob of the index")
    add("rebuild", _rebuild, "make the index anew from the documents")
    add("compact", _compact, "give back room the index no longer needs")
    add("export", _export, "write embeddings.npy and metadata.json").add_argument(
        "target", metavar="OUT"
    )
    add("import", _import, "take over the embeddings of an export, then index").add_argument(
        "source", metavar="IN"
    )
    model_commands.add_to(add("models", model_commands.list_models, model_commands.SUMMARY))
    command = add("settings", _settings, "show or change the settings for all folders")
    command.add_argument("name", metavar="NAME", nargs="?")
    command.add_argument("value", metavar="VALUE", nargs="?")
    return parser, frozenset(commands.choices)


def _filters(options: Options, library: Library) -> Any:
    from desktop_app.similarity.model import Filters

    since, until = options.since, options.until
    if since is not None and until is not None and since >= until:
        raise InvalidRequest("No day is on or after --since and before --until.", "Swap the two.")
    return Filters(
        kinds=frozenset(options.type),
        subfolder=library.subfolder(options.subfolder) if options.subfolder else "",
        modified_from_ns=since,
        modified_to_ns=until,
    )


# -- in and out ------------------------------------------------------------------


def _emit_committed(path: str) -> None:
    from desktop_app.output.as_json import path_fields

    print_json({"event": "committed", **path_fields(path)})


def _answer_lines(ask: Callable[[str], dict[str, Any]]) -> int:
    """Answer each line of standard input with one line; a bad one does not end the others."""
    status = 0
    for line in _lines():
        try:
            print_json(ask(line))
        except InvalidRequest as exc:
            print_json({"results": [], "error": str(exc)})
            status = exc.exit_code
    return status


def _lines() -> Iterator[str]:
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")  # for names that are not UTF-8
    for line in sys.stdin or ():
        if text := line.rstrip("\n"):
            yield text


def _replace_closed_streams() -> None:
    """Let a command started without output (``>&-``) do its work unheard."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))


@contextlib.contextmanager
def _stopping(token: CancelToken) -> Iterator[None]:
    """Let Ctrl-C and a polite kill set the token: work stops at the next file or batch."""
    kinds = [signal.SIGINT] if os.name == "nt" else [signal.SIGINT, signal.SIGTERM]
    before = {kind: signal.signal(kind, lambda *_: token.cancel()) for kind in kinds}
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
