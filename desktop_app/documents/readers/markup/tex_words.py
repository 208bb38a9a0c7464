"""What TeX and LaTeX commands mean to a reader of the text."""

from __future__ import annotations

from typing import Final

DROP: Final = "d"
KEEP: Final = "k"
NOTE: Final = "n"
HEADING: Final = "h"
TITLE: Final = "t"
AUTHOR: Final = "a"
CITED: Final = "c"
STRUCK: Final = "s"

_ARGUMENTS = {
    "d": "label bibliographystyle bibliography addbibresource usepackage documentclass "
    "RequirePackage input include includeonly includegraphics graphicspath vspace hspace pagestyle "
    "thispagestyle pagenumbering color definecolor hypersetup geometry let newif index glsadd "
    "nocite bibitem phantom hphantom vphantom vskip hskip enlargethispage usetikzlibrary lstset "
    "newcounter stepcounter refstepcounter newlength linespread fontsize selectlanguage "
    "captionsetup sisetup hyphenation cline cmidrule raisebox parbox allowdisplaybreaks "
    "usetheme usecolortheme setmainfont setsansfont setmonofont",
    "dd": "newcommand renewcommand providecommand DeclareMathOperator setlength addtolength "
    "setcounter addtocounter newtheorem rule addcontentsline def gdef edef settowidth "
    "newcolumntype DeclareUnicodeCharacter newglossaryentry",
    "ddd": "newenvironment renewenvironment newacronym",
    "dk": "textcolor colorbox href scalebox rotatebox foreignlanguage hyperlink hypertarget",
    "ddk": "multicolumn multirow fcolorbox resizebox",
    "kd": "texorpdfstring",
    "h": "part chapter section subsection subsubsection paragraph subparagraph caption frametitle "
    "framesubtitle subtitle",
    "dh": "captionof",
    "c": "cite citep citet citealp citealt citeauthor citeyear parencite textcite autocite "
    "footcite",
    "s": "sout xout st strikethrough cancel bcancel xcancel",
    "n": "footnote footnotetext thanks marginpar todo",
    "t": "title",
    "a": "author date institute affiliation address email",
}
ARGUMENTS: Final = {name: kinds for kinds, names in _ARGUMENTS.items() for name in names.split()}
"""What is done with the arguments in braces, one letter each; a command not listed keeps them."""

ENVIRONMENT_ARGUMENTS: Final = {
    **dict.fromkeys(("tabular", "array", "longtable", "supertabular", "tabu", "alignat"), "d"),
    **dict.fromkeys(("minipage", "multicols", "thebibliography", "adjustbox", "spacing"), "d"),
    **dict.fromkeys(("tabularx", "tabular*", "tabulary", "wrapfigure", "wraptable"), "dd"),
    "frame": "h",
}
VERBATIM: Final = frozenset(
    {"verbatim", "verbatim*", "Verbatim", "lstlisting", "minted", "alltt", "BVerbatim"}
)
UNSEEN_ENVIRONMENTS: Final = frozenset(
    {"comment", "tikzpicture", "pgfpicture", "picture", "filecontents", "filecontents*"}
)
BREAKS: Final = frozenset(
    {"par", "newpage", "clearpage", "cleardoublepage", "maketitle", "bigskip", "medskip"}
    | {"smallskip", "bibitem"}
)
LINE_BREAKS: Final = frozenset(
    {"newline", "linebreak", "tabularnewline", "cr", "crcr", "item", "and"}
)

_LETTERS = (
    "ss ß o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ "
    "NG Ŋ S § P ¶ copyright © pounds £ euro € EUR € texteuro € textdegree ° degree ° dots … "
    "ldots … "
    "cdots ⋯ vdots ⋮ textellipsis … textbackslash \\ textasciitilde ~ textasciicircum ^ "
    "textunderscore _ textbar | textless < textgreater > textendash – textemdash — textquoteleft ‘ "
    "textquoteright ’ textquotedblleft “ textquotedblright ” guillemotleft « guillemotright » "
    "glqq „ grqq “ flqq « frqq » texttrademark ™ textregistered ® textbullet • dag † ddag ‡ "
    "TeX TeX LaTeX LaTeX LaTeXe LaTeX2ε BibTeX BibTeX"
)
_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι "
    "kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ "
    "omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)
_MATH = (
    "times × cdot ⋅ div ÷ pm ± mp ∓ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ equiv ≡ sim ∼ "
    "propto ∝ infty ∞ sum ∑ prod ∏ int ∫ partial ∂ nabla ∇ sqrt √ in ∈ notin ∉ subset ⊂ subseteq ⊆ "
    "cup ∪ cap ∩ emptyset ∅ forall ∀ exists ∃ neg ¬ land ∧ lor ∨ to → rightarrow → leftarrow ← "
    "Rightarrow ⇒ Leftarrow ⇐ leftrightarrow ↔ mapsto ↦ implies ⇒ iff ⇔ langle ⟨ rangle ⟩ lfloor ⌊ "
    "rfloor ⌋ lceil ⌈ rceil ⌉ mid | vert | Vert ‖ ll ≪ gg ≫ circ ∘ bullet ∙ star ⋆ otimes ⊗ "
    "oplus ⊕ perp ⊥ parallel ∥ angle ∠ prime ′ hbar ℏ ell ℓ Re ℜ Im ℑ checkmark ✓"
)
_OPERATORS = (
    "sin cos tan cot sec arcsin arccos arctan sinh cosh tanh log ln lg exp lim max min sup inf arg "
    "det dim ker gcd deg hom Pr limsup liminf mod bmod"
)


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


CHARACTERS: Final = {
    **_pairs(f"{_LETTERS} {_GREEK} {_MATH}"),
    **{name: name for name in _OPERATORS.split()},
    **dict.fromkeys(("quad", "qquad", "enspace", "space", "hfill", "thinspace"), " "),
}
SYMBOLS: Final = {
    **{char: char for char in "&%$#_{}"},
    **dict.fromkeys(" ,;:>\n\t", " "),
    "\\": "\n",
    "|": "‖",
}
"""Meanings of a backslash with one other character; the ones not listed say nothing."""

ACCENTS: Final = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
"""Combining characters by the command that puts them over or under a letter."""
