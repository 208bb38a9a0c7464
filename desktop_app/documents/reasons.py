"""The sentences a person reads when a file was not, or only partly, read."""

from __future__ import annotations

from desktop_app.documents.model import Reason

_SENTENCES = {
    Reason.ENCRYPTED: "Protected by a password",
    Reason.DAMAGED: "Damaged, or not really the kind of file its name says",
    Reason.NO_TEXT: "No text found",
    Reason.SCANNED: "Scanned: the text is in pictures",
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
    Reason.ATTACHMENTS: "Its attachments are not read",
    Reason.WAITING: "Not read yet",
    Reason.SYSTEM_FILE: "Belongs to the system or a program",
}

_REMEDIES = {
    Reason.ENCRYPTED: "Save a copy without the password to have it read.",
    Reason.DAMAGED: "Open it in its own program and save it again.",
    Reason.NO_TEXT: "Nothing to do if it holds no words.",
    Reason.SCANNED: "Run text recognition on it and save the result.",
    Reason.EMPTY: "Nothing to do.",
    Reason.TOO_LARGE: "Split it into smaller files to have all of it read.",
    Reason.UNSUPPORTED: "Save it as PDF, DOCX or plain text to have it read.",
    Reason.TIMED_OUT: "Try again, or save it in another format.",
    Reason.CRASHED: "Open it in its own program and save it again.",
    Reason.NO_PERMISSION: "Ask its owner for permission to read it.",
    Reason.VANISHED: "Update the folder to see what is there now.",
    Reason.ONLINE_ONLY: "Download it to this computer, then update the folder.",
    Reason.NOT_A_FILE: "Nothing to do: links, pipes and devices are left out.",
    Reason.CHANGED: "Update the folder when nobody is writing the file.",
    Reason.SYSTEM_FILE: "Nothing to do: it is no document of yours.",
    Reason.ATTACHMENTS: "Save the attachments beside the e-mail to have them read.",
    Reason.WAITING: "Index the folder again: it goes on where it was.",
}


def sentence(reason: Reason, detail: str = "") -> str:
    """Return one line on what happened, such as "Damaged ... (pages 12, 40)"."""
    return f"{_SENTENCES[reason]} ({detail})" if detail else _SENTENCES[reason]


def remedy(reason: Reason) -> str:
    """Return one sentence on what the person can do about it."""
    return _REMEDIES[reason]
