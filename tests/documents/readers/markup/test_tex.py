from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.readers.markup import tex
from desktop_app.documents.sources.source import Source


def text(body: str) -> str:
    return tex.to_text(body)[0]


def test_to_text_when_article_then_title_body_and_notes_without_preamble():
    article = r"""\documentclass[a4paper]{article}
\usepackage{graphicx} \newcommand{\firm}[1]{The firm #1} stray
\title{A Lease\thanks{Drafted in May}} \author{Ann \and Bob}
% \begin{document}
\begin{document}
\maketitle
\section[Short]{Long heading}\label{sec:one} Rent is due
monthly.\footnote{Or {\em earlier}.} It stays.

\input{other} The end.
\end{document}
Nothing of this."""
    body, title = tex.to_text(article)
    assert title == "A Lease"
    assert body.split("\n\n") == [
        "A Lease",
        "Ann\nBob",
        "Long heading",
        "Rent is due monthly. It stays.",
        "The end.",
        "Drafted in May",
        "Or earlier.",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            r"M\"uller, M\"{u}ller, na\"{\i}ve, \'Etude, \c{c}a, \v S",
            "Müller, Müller, naïve, Étude, ça, Š",
        ),
        (r"Stra\ss e, \o re, \L\'od\'z, \AA", "Straße, øre, Łódź, Å"),
        ("a---b, 1--2, ``so'' `it's", "a—b, 1–2, “so” ‘it's"),
        (r"5\,\% \& \$3 \{x\} \_y", "5 % & $3 {x} _y"),
        (r"one\\two\newline three", "one\ntwo\nthree"),
        (r"\textbf{bold} \textcolor{red}{red} \href{http://a.example}{link}", "bold red link"),
        (r"\url{http://a.example/b_c%20d}", "http://a.example/b_c%20d"),
        (r"\verb|\raw{}| and [kept] brackets", r"\raw{} and [kept] brackets"),
        (r"by \cite[p.~3]{smith04} in Figure~\ref{fig:a}", "by [smith04] in Figure\u00a0fig:a"),
        (r"$\alpha \leq \frac{1}{2}$", "α≤1 2"),
        ("kept % dropped\n here", "kept here"),
        (r"\unknown[x=1]{kept}", "kept"),
        (r"a {\bf b}c", "a bc"),
    ],
)
def test_to_text_when_commands_then_as_read(source, expected):
    assert text(source) == expected


def test_to_text_when_table_and_list_then_cells_and_lines():
    table = r"\begin{tabular}{l|r} a & b \\ \hline c & d \\[2pt] \end{tabular}"
    assert text(table) == "a\tb\nc\td"
    assert text(r"\begin{itemize}\item one \item[x] two\end{itemize}") == "one\n[x] two"


def test_to_text_when_verbatim_then_as_written_and_drawings_left_out():
    verbatim = "\\begin{verbatim}\n  if x { \\y }\n\\end{verbatim}"
    drawing = r"\begin{tikzpicture}\draw;\end{tikzpicture}"
    assert text(f"{verbatim}{drawing}z") == "  if x { \\y }\n\nz"


def test_to_text_when_german_then_shorthands():
    source = '\\usepackage[ngerman]{babel}\\begin{document}Gr"o"se "`so"\'\\end{document}'
    assert text(source) == "Größe „so“"


def test_to_text_when_document_begins_in_a_comment_only_then_everything():
    assert text("% \\begin{document}\nwords") == "words"


def test_read_when_latin_1_then_decoded():
    found = tex.read(Source("\\title{Prüfung} Die Größe der Räume".encode("cp1252"), "a.tex"))
    assert (found.title, found.pages) == ("Prüfung", ("Prüfung\n\nDie Größe der Räume",))


@pytest.mark.parametrize(
    "piece",
    ["{", "}", "\\label{", "\\begin{verbatim}", "\\footnote{", "\\a[{", "[", '\\"', "\\verb|",
     "\\iffalse", "%", "\n \t", "\\title{", "\\c{ ", "[\\a"],
)  # fmt: skip
def test_to_text_when_hostile_repetition_then_linear(piece):
    started = time.process_time()
    text("words" + piece * 50_000)
    assert time.process_time() - started < 5


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="\\{}[]%$&~`'-\"\nabc @*") | st.text())
def test_to_text_when_anything_then_text(source):
    assert isinstance(text(source), str)


@pytest.mark.parametrize("command", ["sout", "st", "cancel"])
def test_to_text_when_struck_out_then_marked(command):
    assert text(rf"is \{command}{{not \emph{{yet}}}} due") == "is ⟦not yet⟧ due"
