"""Every error a person can meet, in one tree.

    AppError                      one sentence on what happened, one on what to do
    ├── EnvironmentProblem        the computer's side: disk, permissions, missing folder
    │   ├── FolderUnavailable     the chosen folder is not there or cannot be listed
    │   ├── FolderLooksEmptied    it had documents and now shows (nearly) none
    │   ├── DiskFull
    │   ├── IndexBusy             another Likewise is writing this index
    │   ├── IndexUnwritable       read-only medium or no permission
    │   ├── SettingsUnwritable
    │   ├── DownloadFailed        the network or the server; nothing was installed
    │   ├── KeyringUnusable       the system's keyring is missing, locked, silent or failing
    │   └── LedgerUnwritable      what would be sent cannot be noted, so nothing is sent
    ├── StaysHere                 nothing was sent, as the person wants it
    │   ├── OfflineLocked         the offline lock is on
    │   ├── NeverLeaves           the folder's documents never leave this computer
    │   └── ConsentMissing        nobody has said yes to sending this folder's texts there
    ├── ProviderProblem           a cloud model's provider
    │   ├── KeyRefused            it does not take the key, or there is none
    │   ├── QuotaUsedUp           the account has no money or quota left
    │   ├── ProviderBusy          too many requests, or out of order, for longer than we wait
    │   ├── ProviderUnreachable   no way to it
    │   └── ProviderAnswer        what it answers makes no sense
    ├── IndexProblem              the index itself
    │   ├── IndexMissing          nothing has been indexed yet
    │   ├── IndexDamaged
    │   ├── IndexTooNew           made by a newer Likewise
    │   └── IndexTooOld           made by an earlier one, on a medium that cannot be written
    ├── JournalBroken             lines of the journal were changed or are missing
    ├── ModelProblem              the model cannot be loaded or gave unusable vectors
    │   └── NoFastMode            it was asked for in the fast mode, which it has not got here
    ├── InvalidRequest            the person asked for something that cannot be
    └── BugError                  our fault
        └── NotAllowed            something tried to connect that nobody had asked for

``Cancelled`` stands apart: stopping is not an error and is never shown as one.
"""

from __future__ import annotations


class AppError(Exception):
    """A problem told to a person.

    Attributes:
        message: One sentence: what happened.
        remedy: One sentence: what to do about it; may be empty.
        exit_code: Exit status of the command line, 1 to 125.
    """

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class EnvironmentProblem(AppError):
    exit_code = 4


class FolderUnavailable(EnvironmentProblem):
    pass


class FolderLooksEmptied(EnvironmentProblem):
    exit_code = 7


class DiskFull(EnvironmentProblem):
    exit_code = 5


class IndexBusy(EnvironmentProblem):
    exit_code = 6


class IndexUnwritable(EnvironmentProblem):
    pass


class SettingsUnwritable(EnvironmentProblem):
    pass


class DownloadFailed(EnvironmentProblem):
    exit_code = 9


class KeyringUnusable(EnvironmentProblem):
    exit_code = 13


class LedgerUnwritable(EnvironmentProblem):
    pass


class StaysHere(AppError):
    exit_code = 12


class OfflineLocked(StaysHere):
    pass


class NeverLeaves(StaysHere):
    pass


class ConsentMissing(StaysHere):
    pass


class ProviderProblem(AppError):
    exit_code = 14


class KeyRefused(ProviderProblem):
    pass


class QuotaUsedUp(ProviderProblem):
    pass


class ProviderBusy(ProviderProblem):
    pass


class ProviderUnreachable(ProviderProblem):
    pass


class ProviderAnswer(ProviderProblem):
    pass


class IndexProblem(AppError):
    exit_code = 3


class IndexMissing(IndexProblem):
    pass


class IndexDamaged(IndexProblem):
    pass


class IndexTooNew(IndexProblem):
    pass


class IndexTooOld(IndexProblem):
    pass


class JournalBroken(AppError):
    exit_code = 10


class ModelProblem(AppError):
    exit_code = 8


class NoFastMode(ModelProblem):
    pass


class InvalidRequest(AppError):
    exit_code = 2


class BugError(AppError):
    exit_code = 70


class NotAllowed(BugError):
    pass


NOT_ASKED = (StaysHere, ProviderProblem, KeyringUnusable, LedgerUnwritable)
"""Why a provider gives no vector: not allowed, not able, no key, nothing to note it in."""


class Cancelled(Exception):
    """Raised where a ``CancelToken`` was found set; work committed so far stays."""
