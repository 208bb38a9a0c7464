"""Sentences that come from below the window, in its language and in its words.

What is below knows no translations: its errors carry whole English sentences. Here stands each of
them, with %1, %2 … where it names something; where it speaks of commands, the window says it
otherwise. A test compares with the code below.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop_app.errors import AppError
from desktop_app.ui.documents.detail_words import detail_words
from desktop_app.ui.text.cloud_sentences import ABOUT_CLOUDS

_CONTEXT = "Sentences"
_PLACE = re.compile(r"%(\d)")

AS_THEY_ARE = (
    *ABOUT_CLOUDS,
    # Folders
    QT_TRANSLATE_NOOP("Sentences", "The folder “%1” cannot be found."),
    QT_TRANSLATE_NOOP("Sentences", "Check that its drive is connected and the name is right."),
    QT_TRANSLATE_NOOP("Sentences", "“%1” is not a folder."),
    QT_TRANSLATE_NOOP("Sentences", "Choose a folder."),
    QT_TRANSLATE_NOOP("Sentences", "No folder was named."),
    QT_TRANSLATE_NOOP("Sentences", "Name the folder with the documents."),
    QT_TRANSLATE_NOOP("Sentences", "The folder %1 is not there."),
    QT_TRANSLATE_NOOP("Sentences", "Connect its drive, or choose another folder."),
    QT_TRANSLATE_NOOP("Sentences", "The folder %1 cannot be listed."),
    QT_TRANSLATE_NOOP("Sentences", "Ask its owner for permission to read it."),
    QT_TRANSLATE_NOOP("Sentences", "%1 of %2 indexed documents are no longer in the folder."),
    # The index
    QT_TRANSLATE_NOOP("Sentences", "Nothing in this folder has been indexed yet."),
    QT_TRANSLATE_NOOP("Sentences", "The index of this folder is just being made."),
    QT_TRANSLATE_NOOP("Sentences", "Try again in a moment."),
    QT_TRANSLATE_NOOP("Sentences", "Another Likewise is indexing this folder."),
    QT_TRANSLATE_NOOP("Sentences", "Wait until it is done, or close it."),
    QT_TRANSLATE_NOOP("Sentences", "Another Likewise is writing this index."),
    QT_TRANSLATE_NOOP("Sentences", "Wait until it is done, then try again."),
    QT_TRANSLATE_NOOP("Sentences", "The index at “%1” is damaged: %2."),
    QT_TRANSLATE_NOOP("Sentences", "“%1” is not an index folder but a file or a link."),
    QT_TRANSLATE_NOOP("Sentences", "Move it away; then index the folder again."),
    QT_TRANSLATE_NOOP("Sentences", "The index at “%1” was made by a newer Likewise."),
    QT_TRANSLATE_NOOP("Sentences", "Update Likewise, or move that index away to make a new one."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The index at “%1” was made by an earlier Likewise and cannot be changed there.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "The index was not closed cleanly and lies where nothing can be written."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Copy the folder and its index to a disk that can be written."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The disk that holds the index is full; what was indexed so far is safe."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Make some room, then index again: it goes on where it was."),
    QT_TRANSLATE_NOOP("Sentences", "The index cannot be written at “%1” (%2)."),
    QT_TRANSLATE_NOOP("Sentences", "Free some space or give yourself permission to write there."),
    QT_TRANSLATE_NOOP("Sentences", "The index at “%1” cannot be written."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Give yourself permission to write there, or choose your profile as its place."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The index at “%1” cannot be reached (%2)."),
    QT_TRANSLATE_NOOP("Sentences", "Check that its drive is connected and you may write there."),
    QT_TRANSLATE_NOOP("Sentences", "What is left out could not be noted in “%1” (%2)."),
    QT_TRANSLATE_NOOP("Sentences", "Check that the disk has room and that you may write there."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The index is made anew with %1, beside the old one, which answers until the new one has "
        "read everything.",
    ),
    # Questions
    QT_TRANSLATE_NOOP("Sentences", "The search is empty."),
    QT_TRANSLATE_NOOP("Sentences", "Type a few words or a question."),
    QT_TRANSLATE_NOOP("Sentences", "“%1” is not in the index."),
    QT_TRANSLATE_NOOP("Sentences", "Index the folder again, or look for its new name."),
    QT_TRANSLATE_NOOP("Sentences", "“%1” is not in the index, or could not be read."),
    QT_TRANSLATE_NOOP("Sentences", "The list of files shows why."),
    QT_TRANSLATE_NOOP(
        "Sentences", "No text could be read from “%1”, so nothing can be compared with it."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The list of files says why."),
    QT_TRANSLATE_NOOP("Sentences", "There is no text to compare."),
    QT_TRANSLATE_NOOP("Sentences", "Paste or choose some text."),
    QT_TRANSLATE_NOOP("Sentences", "These are one and the same document."),
    QT_TRANSLATE_NOOP("Sentences", "Name another one."),
    QT_TRANSLATE_NOOP("Sentences", "There is no subfolder “%1”."),
    QT_TRANSLATE_NOOP("Sentences", "Name one inside the folder."),
    QT_TRANSLATE_NOOP("Sentences", "“%1”: %2."),
    # The model
    QT_TRANSLATE_NOOP("Sentences", "The model “%1” is not the one this index was made with."),
    QT_TRANSLATE_NOOP("Sentences", "Index the folder again to use the model as it is now."),
    QT_TRANSLATE_NOOP("Sentences", "The model %1 is not on this computer."),
    QT_TRANSLATE_NOOP("Sentences", "The weights of %1 are not the ones Likewise was shipped with."),
    QT_TRANSLATE_NOOP("Sentences", "Install Likewise again."),
    QT_TRANSLATE_NOOP("Sentences", "The files of %1 are not the ones Likewise knows."),
    QT_TRANSLATE_NOOP("Sentences", "The file %1 of the model is not the one that was downloaded."),
    QT_TRANSLATE_NOOP("Sentences", "There is no model of that name and no folder at that place."),
    QT_TRANSLATE_NOOP("Sentences", "There is not enough memory for the model."),
    QT_TRANSLATE_NOOP("Sentences", "Close other programs."),
    QT_TRANSLATE_NOOP("Sentences", "The model gave unusable vectors."),
    QT_TRANSLATE_NOOP("Sentences", "Choose another model."),
    QT_TRANSLATE_NOOP("Sentences", "The model stopped twice at the same passages."),
    QT_TRANSLATE_NOOP("Sentences", "Close other programs, or choose another model."),
    QT_TRANSLATE_NOOP("Sentences", "The model's process cannot be started."),
    QT_TRANSLATE_NOOP("Sentences", "The model failed (%1)."),
    QT_TRANSLATE_NOOP("Sentences", "The model cannot be loaded."),
    QT_TRANSLATE_NOOP("Sentences", "The model has no weights."),
    QT_TRANSLATE_NOOP("Sentences", "The model has no tokenizer.json."),
    QT_TRANSLATE_NOOP("Sentences", "The tokenizer of the model cannot be read."),
    QT_TRANSLATE_NOOP("Sentences", "The settings of the model cannot be read."),
    QT_TRANSLATE_NOOP("Sentences", "The weights of the model cannot be read."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The weights of the model are damaged or not what its settings say."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Get a fresh copy of the model."),
    QT_TRANSLATE_NOOP("Sentences", "This computer has no device “%1” that can run the model."),
    QT_TRANSLATE_NOOP("Sentences", "The fast mode does not pay on this computer: %1."),
    QT_TRANSLATE_NOOP("Sentences", "Use the model without “%1”."),
    QT_TRANSLATE_NOOP("Sentences", "%1 So exact numbers are used."),
    # Reading, settings, our own faults
    QT_TRANSLATE_NOOP("Sentences", "The process that reads documents does not start."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Start Likewise again; if that does not help, install it again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The settings could not be written to “%1” (%2)."),
    QT_TRANSLATE_NOOP("Sentences", "There are no sample documents here."),
    QT_TRANSLATE_NOOP("Sentences", "The sample documents cannot be copied to “%1” (%2)."),
    QT_TRANSLATE_NOOP("Sentences", "Name a folder of your own."),
    QT_TRANSLATE_NOOP("Sentences", "Something went wrong in Likewise (%1). Please report it."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Something went wrong in Likewise (%1). Please report it with the details in “%2”; "
        "they hold no text of your documents.",
    ),
    # Removing, and bringing back
    QT_TRANSLATE_NOOP("Sentences", "Stopped before it was its turn."),
    QT_TRANSLATE_NOOP("Sentences", "It stays, as %1."),
    QT_TRANSLATE_NOOP("Sentences", "It could not be moved to the bin (%1)."),
    QT_TRANSLATE_NOOP("Sentences", "It was put back: %1"),
    QT_TRANSLATE_NOOP("Sentences", "A document is no copy of itself."),
    QT_TRANSLATE_NOOP("Sentences", "“%1”, which was to stay for it, is listed too."),
    QT_TRANSLATE_NOOP("Sentences", "It stays for another document on the list."),
    QT_TRANSLATE_NOOP("Sentences", "Another document was removed because this one stays."),
    QT_TRANSLATE_NOOP("Sentences", "Both are names of one and the same file."),
    QT_TRANSLATE_NOOP("Sentences", "“%1” is being removed, or kept for another, by someone else."),
    QT_TRANSLATE_NOOP("Sentences", "“%1” has changed since it was reviewed."),
    QT_TRANSLATE_NOOP("Sentences", "“%1” cannot be read (%2)."),
    QT_TRANSLATE_NOOP("Sentences", "Something else is at “%1” now."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Where the system put it is not known: restore it from the bin by hand."
    ),
    QT_TRANSLATE_NOOP("Sentences", "It is not in the bin any more."),
    QT_TRANSLATE_NOOP("Sentences", "What is in the bin is not what was removed."),
    QT_TRANSLATE_NOOP("Sentences", "“%1” could not be made (%2)."),
    QT_TRANSLATE_NOOP("Sentences", "Its folder cannot be reached (%1)."),
    QT_TRANSLATE_NOOP("Sentences", "“%1” is no folder any more."),
    # Reports
    QT_TRANSLATE_NOOP("Sentences", "“%1” could not be written (%2)."),
    QT_TRANSLATE_NOOP("Sentences", "Choose another place or name."),
    QT_TRANSLATE_NOOP("Sentences", "“%1” is inside the documents' folder."),
    QT_TRANSLATE_NOOP("Sentences", "Choose a place outside of it."),
    # The journal, and rules for the kept copy
    QT_TRANSLATE_NOOP("Sentences", "The journal “%1” was changed: %2"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Nothing is removed or brought back by it until it is whole again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The journal “%1” cannot be read (%2)."),
    QT_TRANSLATE_NOOP("Sentences", "Check that you may read it."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The disk is full: the journal “%1” could not be written, so nothing was done.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Make room and try again."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The journal “%1” could not be written (%2), so nothing was done."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Check that you may write there."),
    QT_TRANSLATE_NOOP("Sentences", "the last %1 of its %2 lines are missing."),
    QT_TRANSLATE_NOOP("Sentences", "line %1 is not the one that was written on this computer."),
    QT_TRANSLATE_NOOP("Sentences", "line %1 cannot be understood."),
    QT_TRANSLATE_NOOP("Sentences", "line %1 does not follow from the one before it."),
    QT_TRANSLATE_NOOP("Sentences", "Another Likewise is removing documents just now."),
    QT_TRANSLATE_NOOP("Sentences", "Wait until it has finished."),
    QT_TRANSLATE_NOOP("Sentences", "“%1” is no folder below this one."),
    QT_TRANSLATE_NOOP("Sentences", "Name one inside it."),
    QT_TRANSLATE_NOOP("Sentences", "The rules could not be stored in “%1” (%2)."),
    # What went amiss while something was moved, inside a sentence
    QT_TRANSLATE_NOOP("Sentences", "It is not where the bin put it."),
    QT_TRANSLATE_NOOP("Sentences", "Another file took its place while it was read."),
    QT_TRANSLATE_NOOP("Sentences", "It was written to while it was moved."),
    QT_TRANSLATE_NOOP("Sentences", "“%1”, which was to stay, has just changed."),
    QT_TRANSLATE_NOOP("Sentences", "It is in the bin and could not be put back (%1): %2"),
    QT_TRANSLATE_NOOP("Sentences", "the bin is on another drive"),
    QT_TRANSLATE_NOOP("Sentences", "the bin cannot be written (%1)"),
    QT_TRANSLATE_NOOP("Sentences", "there is no bin on this drive"),
    QT_TRANSLATE_NOOP("Sentences", "the bin holds too many files of this name"),
    QT_TRANSLATE_NOOP("Sentences", "“%1” is on another drive"),
    QT_TRANSLATE_NOOP("Sentences", "“%1” cannot be written (%2)"),
    QT_TRANSLATE_NOOP("Sentences", "“%1” holds too many files of this name"),
    # What the system says, inside a sentence
    QT_TRANSLATE_NOOP("Sentences", "Permission denied"),
    QT_TRANSLATE_NOOP("Sentences", "No space left on device"),
    QT_TRANSLATE_NOOP("Sentences", "Read-only file system"),
    QT_TRANSLATE_NOOP("Sentences", "No such file or directory"),
    QT_TRANSLATE_NOOP("Sentences", "Input/output error"),
)

OTHERWISE = MappingProxyType(
    {
        "Check that its drive is connected. If they were really removed, index again with"
        " --confirm-removed.": QT_TRANSLATE_NOOP(
            "Sentences",
            "Check that its drive is connected. If you removed them yourself, say that they are "
            "gone.",
        ),
        "“likewise key set %1” keeps one.": QT_TRANSLATE_NOOP(
            "Sentences", "Give one in the settings, on the page “Keys and privacy”."
        ),
        "If it shall, switch the lock off with “likewise settings offline_lock off”.": (
            QT_TRANSLATE_NOOP(
                "Sentences",
                "If it shall, switch the lock off in the settings, on the page “Keys and privacy”.",
            )
        ),
        "Run “likewise index” on it first.": QT_TRANSLATE_NOOP(
            "Sentences", "Press F5 to have it read."
        ),
        "Run “likewise rebuild” on the folder; your documents are not touched.": QT_TRANSLATE_NOOP(
            "Sentences", "Have the index made anew; your documents are not touched."
        ),
        "“likewise list” shows every file, and why it could not be read.": QT_TRANSLATE_NOOP(
            "Sentences", "The list of files shows why."
        ),
        "“likewise models” lists the names.": QT_TRANSLATE_NOOP(
            "Sentences", "Choose another model."
        ),
        "“likewise models get %1” fetches them anew.": QT_TRANSLATE_NOOP(
            "Sentences", "In a terminal “likewise models get %1” fetches them anew."
        ),
        "Remove the model with “likewise models remove” and get it again.": QT_TRANSLATE_NOOP(
            "Sentences",
            "In a terminal, remove the model with “likewise models remove” and get it again.",
        ),
        "“likewise settings device auto” takes the fastest there is.": QT_TRANSLATE_NOOP(
            "Sentences", "Choose another one in the settings, or the fastest there is."
        ),
        "This index was made in the fast mode and stays so; “likewise index FOLDER --model %1” "
        "makes it anew in exact numbers.": QT_TRANSLATE_NOOP(
            "Sentences",
            "This index was made in the fast mode and stays so; in a terminal "
            "“likewise index FOLDER --model %1” makes it anew in exact numbers.",
        ),
        "This index was made in exact numbers and stays so; “likewise index FOLDER --model %1%2” "
        "makes it anew in the fast mode.": QT_TRANSLATE_NOOP(
            "Sentences",
            "This index was made in exact numbers and stays so; in a terminal "
            "“likewise index FOLDER --model %1%2” makes it anew in the fast mode.",
        ),
    }
)
"""Sentence below → what the window says in its place."""


def message_of(error: AppError) -> str:
    """Return what happened."""
    return in_our_words(error.message)


def remedy_of(error: AppError) -> str:
    """Return what to do about it; may be ""."""
    return in_our_words(error.remedy)


def in_our_words(sentence: str) -> str:
    """Return a sentence from below in the language of the window; one not known stays as it is."""
    known = _known(sentence)
    return QCoreApplication.translate("Reasons", sentence) if known is None else known


def _known(sentence: str) -> str | None:
    for pattern, ours in _patterns():
        if found := pattern.fullmatch(sentence):
            words = QCoreApplication.translate(_CONTEXT, ours)
            return _PLACE.sub(lambda place: _named(found.group(int(place[1]))), words)
    return None


def _named(value: str) -> str:
    """Return what a sentence names; if that is a sentence itself, in the window's language."""
    if (known := _known(value)) is not None:
        return known
    reason, _, detail = value.removesuffix(")").partition(" (")
    words = QCoreApplication.translate("Reasons", reason)
    return f"{words} ({detail_words(detail)})" if detail else words


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return (sentence as a pattern, what stands for it), the most telling ones first."""
    sentences = {**{str(words): str(words) for words in AS_THEY_ARE}, **OTHERWISE}
    by_letters = sorted(sentences, key=lambda words: -len(_PLACE.sub("", words)))
    return tuple((_pattern(words), str(sentences[words])) for words in by_letters)


def _pattern(words: str) -> re.Pattern[str]:
    parts = _PLACE.split(words)[::2]
    return re.compile("(.+)".join(map(re.escape, parts)), re.DOTALL)
