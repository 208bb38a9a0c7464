"""The vocabulary of RTF 1.9.1: which words are text, which begin a text apart, which hide one."""

from __future__ import annotations

from typing import Final

MAIN_CODE_PAGES: Final = {
    b"ansi": "cp1252",
    b"mac": "mac_roman",
    b"pc": "cp437",
    b"pca": "cp850",
}

CHARSETS: Final = {
    0: "cp1252",
    2: "cp1252",  # symbols: bullets come out right, pictures in letters' places do not matter
    77: "mac_roman",
    78: "shift_jis",
    79: "euc_kr",
    80: "gb2312",
    81: "big5",
    83: "mac_greek",
    85: "mac_turkish",
    86: "mac_roman",
    88: "mac_latin2",
    89: "mac_cyrillic",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""Encodings of a font's \\fcharset; 1, "the default", is none of them."""

CHARACTERS: Final = {
    b"tab": "\t",
    b"emdash": "\u2014",
    b"endash": "\u2013",
    b"emspace": "\u2003",
    b"enspace": "\u2002",
    b"qmspace": "\u2005",
    b"bullet": "\u2022",
    b"lquote": "\u2018",
    b"rquote": "\u2019",
    b"ldblquote": "\u201c",
    b"rdblquote": "\u201d",
    b"zwj": "\u200d",
    b"zwnj": "\u200c",
    b"ltrmark": "\u200e",
    b"rtlmark": "\u200f",
}
SYMBOLS: Final = {b"~": "\u00a0", b"_": "-", b"\t": "\t"}
"""Control symbols that are characters; the optional hyphen and the index marks are none."""

BREAKS: Final = frozenset(
    {b"par", b"sect", b"page", b"line", b"column", b"cell", b"row", b"nestcell", b"nestrow"}
)
GROUP_SETTINGS: Final = frozenset(
    {b"uc", b"intbl", b"pard", b"deleted", b"htmlrtf", b"plain", b"upr", b"fromhtml"}
)
LOOKS: Final = frozenset({b"strike", b"striked", b"super", b"sub", b"nosupersub"})
FONT_SETTINGS: Final = frozenset(
    {b"f", b"fcharset", b"cpg", b"fonttbl", b"deff", b"ansicpg", *MAIN_CODE_PAGES}
)
FIELD_SETTINGS: Final = frozenset({b"field", b"ffres", b"ffdefres", b"fldrslt"})

HEADERS: Final = frozenset({b"header", b"headerl", b"headerr", b"headerf"})
RUNNING: Final = HEADERS | {b"footer", b"footerl", b"footerr", b"footerf"}
NOTES: Final = frozenset({b"footnote", b"annotation"})
BOXES: Final = frozenset({b"shptxt", b"dptxbxtext"})
LABELS: Final = frozenset({b"listtext", b"pntext"})
STORIES: Final = RUNNING | NOTES | BOXES
DESTINATIONS: Final = STORIES | {
    *LABELS,
    b"info",
    b"title",
    b"fldinst",
    b"formfield",
    b"ffl",
    b"sp",
    b"sn",
    b"sv",
    b"htmltag",
}
"""Groups whose text stands apart from the text around them."""

STARRED: Final = DESTINATIONS | {
    *(b"ud", b"shpinst", b"shpgrp", b"do", b"dptxbx", b"nesttableprops", b"fldrslt"),
    *(b"moMath", b"moMathPara", b"mmath", b"fonttbl"),
}
"""Groups that are read although a star says that old programs must not."""

_UNSEEN_WORDS = (
    "colortbl stylesheet filetbl listtable listoverridetable revtbl rsidtbl pgdsctbl generator "
    "pict nonshppict shprslt xe tc rxe txe nonesttables ftnsep ftnsepc ftncn aftnsep aftnsepc "
    "aftncn bkmkstart bkmkend objclass objname objdata template private1 keycode nextfile "
    "atnid atnauthor atntime atnicn atndate atnref atnparent datafield fontemb fontfile panose "
    "falt mdPr mfPr msSubPr msSupPr msSubSupPr mnaryPr mradPr mrPr maccPr mbarPr mboxPr meqArrPr "
    "mfuncPr mgroupChrPr mlimLowPr mlimUppPr mmPr mphantPr msPrePr mborderBoxPr mctrlPr mmathPict "
    "themedata colorschememapping latentstyles datastore wgrffmtfilter mhtmltag"
)
PICTURES: Final = frozenset({b"pict", b"shppict"})
UNSEEN: Final = frozenset(word.encode() for word in _UNSEEN_WORDS.split())
"""Groups that hold no text of the document, star or not."""
