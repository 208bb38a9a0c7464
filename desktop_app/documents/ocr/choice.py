"""Which languages to recognise text in when nobody said."""

from __future__ import annotations

import locale
import os
from collections.abc import Iterable, Sequence

from desktop_app.documents.ocr.languages import installed

MOST_LANGUAGES = 4
"""Each language more makes a page slower and wrong letters likelier."""

_ENGLISH = "eng"
# ISO 639-1 as in the system's locale to the names of Tesseract's data.
_NAMES = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell",
    "en": "eng", "es": "spa", "et": "est", "eu": "eus", "fa": "fas", "fi": "fin", "fr": "fra",
    "ga": "gle", "gl": "glg", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind",
    "is": "isl", "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav", "nb": "nor",
    "nl": "nld", "nn": "nor", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus",
    "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr",
    "vi": "vie",
}  # fmt: skip
_CHINESE = {"TW": "chi_tra", "HK": "chi_tra", "MO": "chi_tra"}


def choose(wanted: Sequence[str], there: Iterable[str] | None = None) -> str:
    """Return the languages to recognise in, as Tesseract takes them ("deu+eng").

    Args:
        wanted: What the person chose; those that are not installed are left out. Empty, or none of
            them there, takes the system's language, with English beside it.
        there: Installed languages; None looks them up.

    Returns:
        At most four; "" if no language is installed.
    """
    names = list(installed() if there is None else there)
    for wishes in (wanted, (system_language(), _ENGLISH), sorted(names)[:1]):
        chosen = [name for name in dict.fromkeys(wishes) if name in names]
        if chosen:
            return "+".join(chosen[:MOST_LANGUAGES])
    return ""


def system_language() -> str:
    """Return the system's language by Tesseract's name, or "" if it has none we know."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, names), None) or locale.getlocale()[0] or ""
    language, _, rest = name.replace("-", "_").partition("_")
    if language == "zh":
        return _CHINESE.get(rest[:2], "chi_sim")
    return _NAMES.get(language, "")
