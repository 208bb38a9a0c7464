"""The sentences a person reads when a file was not, or only partly, read."""

from __future__ import annotations

import enum

from desktop_app.documents.model import Reason


class Offer(enum.Enum):
    """What can be done about a file right where its reason is shown."""

    NONE = "none"
    OPEN = "open"  # in its own program
    SHOW_IN_FOLDER = "show_in_folder"
    UPDATE = "update"  # look at the folder again
    RETRY = "retry"  # read this file once more
    RAISE_LIMIT = "raise_limit"  # in the settings, then read it once more
    RECOGNISE = "recognise"  # turn on text recognition, then read it once more
    INCLUDE = "include"  # no longer leave it out


_SENTENCES = {
    Reason.ENCRYPTED: "Protected by a password",
    Reason.DAMAGED: "Damaged, or not really the kind of file its name says",
    Reason.NO_TEXT: "No text found",
    Reason.SCANNED: "Scanned: the text is in pictures",
    Reason.PICTURES: "Text may be in pictures",
    Reason.EMPTY: "The file is empty",
    Reason.TOO_LARGE: "Larger than the limit",
    Reason.UNSUPPORTED: "This kind of file is not read",
    Reason.TIMED_OUT: "Took too long to read",
    Reason.CRASHED: "Could not be read safely",
    Reason.NO_PERMISSION: "No permission to open it",
    Reason.VANISHED: "Moved or deleted",
    Reason.ONLINE_ONLY: "Only in the cloud, not on this computer",
    Reason.NOT_A_FILE: "Not an ordinary file",
    Reason.CHANGED: "Changed while it was read",
    Reason.ATTACHMENTS: "Not all the files inside it were read",
    Reason.WAITING: "Not read yet",
    Reason.SYSTEM_FILE: "Belongs to the system or a program",
    Reason.EXCLUDED: "Left out, as you chose",
}

_REMEDIES = {
    Reason.ENCRYPTED: "Save a copy without the password to have it read.",
    Reason.DAMAGED: "Open it in its own program and save it again.",
    Reason.NO_TEXT: "Nothing to do if it holds no words.",
    Reason.SCANNED: "Turn text recognition on in the settings, then index again.",
    Reason.PICTURES: "Save its pictures as PNG or JPEG files beside it: text recognition "
    "reads those, but not yet the ones inside documents of this kind.",
    Reason.EMPTY: "Nothing to do.",
    Reason.TOO_LARGE: "Split it, or raise the limit in the settings and read it again.",
    Reason.UNSUPPORTED: "Save it as PDF, DOCX or plain text to have it read.",
    Reason.TIMED_OUT: "Read it again when the computer is less busy, or save it in another format.",
    Reason.CRASHED: "Open it in its own program, save it again, and read it again.",
    Reason.NO_PERMISSION: "Ask its owner for permission to read it.",
    Reason.VANISHED: "Update the folder to see what is there now.",
    Reason.ONLINE_ONLY: "Download it to this computer, then update the folder.",
    Reason.NOT_A_FILE: "Nothing to do: links, pipes and devices are left out.",
    Reason.CHANGED: "Update the folder when nobody is writing the file.",
    Reason.SYSTEM_FILE: "Nothing to do: it is no document of yours.",
    Reason.EXCLUDED: "Take it in again to have it found.",
    Reason.ATTACHMENTS: "Save those files beside it: scans can be recognised there; "
    "those with a password without it, others as PDF.",
    Reason.WAITING: "Index the folder again: it goes on where it was.",
}


_OFFERS = {
    Reason.ENCRYPTED: Offer.OPEN,
    Reason.DAMAGED: Offer.OPEN,
    Reason.NO_TEXT: Offer.OPEN,
    Reason.SCANNED: Offer.RECOGNISE,
    Reason.PICTURES: Offer.OPEN,
    Reason.EMPTY: Offer.NONE,
    Reason.TOO_LARGE: Offer.RAISE_LIMIT,
    Reason.UNSUPPORTED: Offer.OPEN,
    Reason.TIMED_OUT: Offer.RETRY,
    Reason.CRASHED: Offer.RETRY,
    Reason.NO_PERMISSION: Offer.SHOW_IN_FOLDER,
    Reason.VANISHED: Offer.UPDATE,
    Reason.ONLINE_ONLY: Offer.SHOW_IN_FOLDER,
    Reason.NOT_A_FILE: Offer.NONE,
    Reason.CHANGED: Offer.UPDATE,
    Reason.SYSTEM_FILE: Offer.NONE,
    Reason.EXCLUDED: Offer.INCLUDE,
    Reason.ATTACHMENTS: Offer.OPEN,
    Reason.WAITING: Offer.UPDATE,
}


_BRIEFLY = {
    Reason.ENCRYPTED: "password",
    Reason.DAMAGED: "damaged",
    Reason.NO_TEXT: "no text",
    Reason.SCANNED: "scanned",
    Reason.PICTURES: "pictures",
    Reason.TOO_LARGE: "too large",
    Reason.TIMED_OUT: "took too long",
}


def in_brief(reason: Reason) -> str:
    """Return a word or two, to stand in brackets after the name of a file inside another."""
    return _BRIEFLY.get(reason, "not read")


def sentence(reason: Reason, detail: str = "") -> str:
    """Return one line on what happened, such as "Damaged ... (pages 12, 40)"."""
    return f"{_SENTENCES[reason]} ({detail})" if detail else _SENTENCES[reason]


def remedy(reason: Reason) -> str:
    """Return one sentence on what the person can do about it."""
    return _REMEDIES[reason]


def offer(reason: Reason) -> Offer:
    """Return what a button beside the reason would do."""
    return _OFFERS[reason]
