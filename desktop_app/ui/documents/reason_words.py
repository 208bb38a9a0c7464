"""Why a file was not read and what can be done, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop_app.documents.model import Reason
from desktop_app.documents.reasons import remedy, sentence
from desktop_app.ui.documents.detail_words import detail_words


def reason_words(reason: Reason, detail: str = "") -> str:
    """Return one line on what happened; see ``documents.reasons.sentence``."""
    words = QCoreApplication.translate("Reasons", sentence(reason))
    return f"{words} ({detail_words(detail)})" if detail else words


def remedy_words(reason: Reason) -> str:
    """Return one sentence on what the person can do about it."""
    return QCoreApplication.translate("Reasons", remedy(reason))


# What ``documents.reasons`` says, for the search for words to be translated; a test compares.
KNOWN = (
    QT_TRANSLATE_NOOP("Reasons", "Protected by a password"),
    QT_TRANSLATE_NOOP("Reasons", "Damaged, or not really the kind of file its name says"),
    QT_TRANSLATE_NOOP("Reasons", "No text found"),
    QT_TRANSLATE_NOOP("Reasons", "Scanned: the text is in pictures"),
    QT_TRANSLATE_NOOP("Reasons", "Text may be in pictures"),
    QT_TRANSLATE_NOOP("Reasons", "The file is empty"),
    QT_TRANSLATE_NOOP("Reasons", "Larger than the limit"),
    QT_TRANSLATE_NOOP("Reasons", "This kind of file is not read"),
    QT_TRANSLATE_NOOP("Reasons", "Took too long to read"),
    QT_TRANSLATE_NOOP("Reasons", "Could not be read safely"),
    QT_TRANSLATE_NOOP("Reasons", "No permission to open it"),
    QT_TRANSLATE_NOOP("Reasons", "Moved or deleted"),
    QT_TRANSLATE_NOOP("Reasons", "Only in the cloud, not on this computer"),
    QT_TRANSLATE_NOOP("Reasons", "Not an ordinary file"),
    QT_TRANSLATE_NOOP("Reasons", "Changed while it was read"),
    QT_TRANSLATE_NOOP("Reasons", "Not all the files inside it were read"),
    QT_TRANSLATE_NOOP("Reasons", "Not read yet"),
    QT_TRANSLATE_NOOP("Reasons", "Belongs to the system or a program"),
    QT_TRANSLATE_NOOP("Reasons", "Left out, as you chose"),
    QT_TRANSLATE_NOOP("Reasons", "Save a copy without the password to have it read."),
    QT_TRANSLATE_NOOP("Reasons", "Open it in its own program and save it again."),
    QT_TRANSLATE_NOOP("Reasons", "Nothing to do if it holds no words."),
    QT_TRANSLATE_NOOP("Reasons", "Turn text recognition on in the settings, then index again."),
    QT_TRANSLATE_NOOP(
        "Reasons",
        "Save its pictures as PNG or JPEG files beside it: text recognition "
        "reads those, but not yet the ones inside documents of this kind.",
    ),
    QT_TRANSLATE_NOOP("Reasons", "Nothing to do."),
    QT_TRANSLATE_NOOP("Reasons", "Split it, or raise the limit in the settings and read it again."),
    QT_TRANSLATE_NOOP("Reasons", "Save it as PDF, DOCX or plain text to have it read."),
    QT_TRANSLATE_NOOP(
        "Reasons",
        "Read it again when the computer is less busy, or save it in another format.",
    ),
    QT_TRANSLATE_NOOP("Reasons", "Open it in its own program, save it again, and read it again."),
    QT_TRANSLATE_NOOP("Reasons", "Ask its owner for permission to read it."),
    QT_TRANSLATE_NOOP("Reasons", "Update the folder to see what is there now."),
    QT_TRANSLATE_NOOP("Reasons", "Download it to this computer, then update the folder."),
    QT_TRANSLATE_NOOP("Reasons", "Nothing to do: links, pipes and devices are left out."),
    QT_TRANSLATE_NOOP("Reasons", "Update the folder when nobody is writing the file."),
    QT_TRANSLATE_NOOP("Reasons", "Nothing to do: it is no document of yours."),
    QT_TRANSLATE_NOOP("Reasons", "Take it in again to have it found."),
    QT_TRANSLATE_NOOP(
        "Reasons",
        "Save those files beside it: scans can be recognised there; those with "
        "a password without it, others as PDF.",
    ),
    QT_TRANSLATE_NOOP("Reasons", "Index the folder again: it goes on where it was."),
)
