"""TeX and LaTeX as people read it: without commands, comments and preamble; accents resolved.

One pass over tokens, braces on a list. No macro is expanded and no other file is read.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from desktop_app.documents.limits import MAX_TEXT_BYTES
from desktop_app.documents.model import Reason
from desktop_app.documents.readers.markup import tex_words as words
from desktop_app.documents.readers.markup.flow import Flow
from desktop_app.documents.sources.decoding import decode
from desktop_app.documents.sources.source import Extracted, Source
from desktop_app.documents.text.struck import STRUCK_END, STRUCK_START

# Quantifiers are possessive or bounded, so that a hostile file costs no more than its length.
_TOKEN = re.compile(
    r"""(?P<comment>%[^\n]*+(?:\n[ \t]*+)?)
      |\\(?P<edge>begin|end)[ \t]*+\{(?P<environment>[A-Za-z@*]{1,40})\}
      |\\(?:verb\*?|lstinline)(?P<mark>[^A-Za-z\s*{\\])(?P<verbatim>[^\n]{0,500}?)(?P=mark)
      |\\(?:url|path|nolinkurl)[ ]?\{(?P<url>[^{}\s]{0,2000})\}
      |\\(?P<accent>["'`^~=.]|[cvHukrdb](?![A-Za-z]))\s{0,9}
         (?:\{\s{0,9}\\?(?P<base>[^\W\d_])\s{0,9}\}|\\(?P<dotless>[ij])(?![A-Za-z])|(?P<letter>[^\W\d_]))
      |\\(?P<command>[A-Za-z@]{1,60})\*?[ \t]*+(?:\n(?![ \t]*+\n)[ \t]*+)?
      |\\(?P<symbol>.)
      |(?P<brace>[{}])
      |(?P<paragraph>\n[ \t]*+\n\s*+)
      |(?P<space>\s++)
      |(?P<math>\$\$?)
      |(?P<quote>``|''|,,|---?|`)
      |(?P<option>\[(?:[^\[\]{}\\\n]|\{[^{}\[\]\n]{0,200}\}|\\[A-Za-z]{1,30}){0,2000}+\])
      |(?P<other>[~&])
      |(?P<text>[^\\{}%\s$~&`',\[-]++|.)""",
    re.VERBOSE | re.DOTALL,
)
_APART: Final = (words.TITLE, words.AUTHOR, words.NOTE)
_MARKS: Final = {words.CITED: ("[", "]"), words.STRUCK: (STRUCK_START, STRUCK_END)}
_MOST_GROUPS: Final = 10_000
_QUOTES: Final = {"``": "“", "''": "”", ",,": "„", "--": "–", "---": "—", "`": "‘"}
_BEGIN: Final = "\\begin{document}"
_SHORTHAND = re.compile(r'"([aouAOUs`\'=~-])')
_SHORTHANDS: Final = {
    **dict(zip("aouAOUs", "äöüÄÖÜß", strict=True)),
    **{"`": "„", "'": "“", "=": "-", "~": "-", "-": ""},
}
_GERMAN = re.compile(r"\b(?:n?german|naustrian|nswissgerman)\b")


def read(source: Source) -> Extracted:
    """Return the text; footnotes come last."""
    text, title = to_text(decode(source.data(MAX_TEXT_BYTES)))
    if source.size > MAX_TEXT_BYTES:
        return Extracted((text,), title, Reason.TOO_LARGE, "only the beginning was read")
    return Extracted((text,), title)


def to_text(tex: str) -> tuple[str, str]:
    """Return the text of a TeX file and its title, "" if it has none."""
    start = tex.find(_BEGIN)
    if start >= 0 and _GERMAN.search(tex, 0, start):
        body = _SHORTHAND.sub(lambda found: _SHORTHANDS[found[1]], tex[start:])
        tex = tex[:start] + body
    walker = _Walker(tex, in_preamble=start >= 0)
    walker.walk()
    if walker.in_preamble:  # "begin" stood in a comment only
        walker = _Walker(tex, in_preamble=False)
        walker.walk()
    return walker.text(), walker.title


@dataclass(slots=True)
class _Group:
    """What holds between braces.

    Attributes:
        flow: Where text goes; None if it is not for readers.
        kind: One of the letters of ``tex_words`` for an argument, else "".
    """

    flow: Flow | None
    kind: str = ""


class _Walker:
    """Goes through the tokens once.

    Attributes:
        title: What the title command says, or "".
        in_preamble: Whether the document proper has not begun.
    """

    def __init__(self, tex: str, *, in_preamble: bool) -> None:
        self.title = ""
        self.in_preamble = in_preamble
        self._tex = tex
        self._at = 0
        self._body = Flow()
        self._group = _Group(None if in_preamble else self._body)
        self._groups: list[_Group] = []
        self._arguments = ""
        self._may_have_option = self._is_spaced = self._is_group_over = False
        self._too_deep = 0
        self._head: list[str] = []
        self._notes: list[str] = []
        self._endless: set[str] = set()

    def text(self) -> str:
        """Return title and authors, the body, the notes; to be asked once."""
        return "\n\n".join(filter(None, (*self._head, self._body.take(), *self._notes)))

    def walk(self) -> None:
        while token := _TOKEN.match(self._tex, self._at):
            self._at = token.end()
            kind = token.lastgroup or ""
            if kind == "text":
                if not (self._arguments and token[0][0] == "#"):  # as in \def\name#1{...}
                    self._write(token[0])
            elif kind == "space":
                self._is_spaced = self._is_spaced or self._group.flow is not None
            elif kind == "command":
                self._command(token["command"])
            elif kind == "brace":
                self._brace(token[0])
            else:
                self._other(kind, token)
        while self._groups:
            self._close()

    def _other(self, kind: str, token: re.Match[str]) -> None:
        match kind:
            case "paragraph":
                self._end_paragraph()
            case "environment":
                self._environment(token["edge"], token["environment"])
            case "base" | "dotless" | "letter":
                self._write(unicodedata.normalize("NFC", token[kind] + _accent(token)))
            case "symbol":
                self._symbol(token["symbol"])
            case "quote":
                self._write(_QUOTES[token[0]])
            case "option":
                self._option(token[0])
            case "other" if token[0] == "~":
                self._write("\u00a0")
            case "other":
                self._end_cell()
            case "verbatim" | "url":
                self._write(token[kind])
            case "math" if token[0] == "$$":
                self._end_line()

    # ---- text ------------------------------------------------------------------------------------

    def _write(self, text: str) -> None:
        self._may_have_option = self._is_group_over = False
        self._arguments = ""
        flow = self._group.flow
        if flow is not None:
            flow.write(f" {text}" if self._is_spaced and flow.goes_on else text)
            self._is_spaced = False

    def _end_paragraph(self) -> None:
        self._is_spaced = self._may_have_option = False
        self._arguments = ""
        if self._group.flow is not None:
            self._group.flow.end_paragraph(in_table=False)

    def _end_line(self) -> None:
        self._is_spaced = False
        if self._group.flow is not None:
            self._group.flow.end_line()

    def _end_cell(self) -> None:
        self._is_spaced = False
        if self._group.flow is not None:
            self._group.flow.end_cell()

    def _option(self, option: str) -> None:
        if self._may_have_option:
            return
        # A bracket of the text: only it is taken, what follows is read on.
        self._at -= len(option) - 1
        self._write("[")

    # ---- commands --------------------------------------------------------------------------------

    def _command(self, name: str) -> None:
        if self._arguments[:1] == words.DROP:  # as in \newcommand\name{...}
            self._arguments = self._arguments[1:]
            return
        if name in words.CHARACTERS:
            self._write(words.CHARACTERS[name])
        elif name in words.BREAKS:
            self._end_paragraph()
        elif name in words.LINE_BREAKS:
            self._end_line()
        elif name == "iffalse":
            self._jump("\\fi")
        self._arguments = words.ARGUMENTS.get(name, "")
        self._may_have_option = name not in words.CHARACTERS and name != "item"

    def _symbol(self, symbol: str) -> None:
        if symbol in "[]":
            self._end_line()
        elif symbol == "\\":
            self._end_line()
            self._may_have_option = True
        elif symbol in words.SYMBOLS:
            self._write(words.SYMBOLS[symbol])

    def _environment(self, edge: str, name: str) -> None:
        if name == "document":
            self._document(edge)
            return
        self._end_paragraph()
        if edge == "begin":
            if name in words.VERBATIM:
                start = self._at
                if self._jump(f"\\end{{{name}}}"):
                    end = self._at - len(f"\\end{{{name}}}")
                    self._write(self._tex[start:end].strip("\n"))
                    self._end_paragraph()
            elif name in words.UNSEEN_ENVIRONMENTS:
                self._jump(f"\\end{{{name}}}")
            self._arguments = words.ENVIRONMENT_ARGUMENTS.get(name, "")
            self._may_have_option = True

    def _document(self, edge: str) -> None:
        if edge == "begin":
            self._groups.clear()
            self._too_deep = 0
            self._group = _Group(self._body)
            self.in_preamble = False
        else:
            self._at = len(self._tex)

    def _jump(self, end: str) -> bool:
        """Go behind the next ``end``; where there is none, stay."""
        if end in self._endless:
            return False
        at = self._tex.find(end, self._at)
        if at < 0:
            self._endless.add(end)
            return False
        self._at = at + len(end)
        return True

    # ---- groups ----------------------------------------------------------------------------------

    def _brace(self, brace: str) -> None:
        self._may_have_option = True
        if brace == "}":
            self._close()
            return
        if len(self._groups) >= _MOST_GROUPS:
            self._too_deep += 1
            return
        kind, rest = self._arguments[:1], self._arguments[1:]
        if kind == words.HEADING:
            self._end_paragraph()
        elif kind in _MARKS:
            self._write(_MARKS[kind][0])
        elif self._is_group_over and self._group.flow is not None:
            self._is_spaced = True  # the second argument of a command not known
        self._groups.append(self._group)
        self._group = _Group(self._flow_of(kind), kind + rest)
        self._arguments = ""

    def _flow_of(self, kind: str) -> Flow | None:
        if kind == words.DROP:
            return None
        if kind in _APART:
            self._is_spaced = False
            return Flow()
        return self._group.flow

    def _close(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        if not self._groups:
            return
        ended, self._group = self._group, self._groups.pop()
        kind, self._arguments = ended.kind[:1], ended.kind[1:]
        self._is_group_over = not kind
        if kind == words.HEADING:
            self._end_paragraph()
        elif kind in _MARKS:
            self._is_spaced = False
            self._write(_MARKS[kind][1])
        elif ended.flow is not None and kind in _APART:
            self._deliver(kind, ended.flow.take().strip())

    def _deliver(self, kind: str, text: str) -> None:
        if kind == words.NOTE:
            self._notes.append(text)
            return
        if kind == words.TITLE:
            self.title = self.title or " ".join(text.split())
        self._head.append(text)


def _accent(token: re.Match[str]) -> str:
    return words.ACCENTS[token["accent"]]
