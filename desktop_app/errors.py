"""Every error a person can meet, in one tree.

    AppError                      one sentence on what happened, one on what to do
    ├── EnvironmentProblem        the computer's side: disk, permissions, missing folder
    │   ├── FolderUnavailable     the chosen folder is not there or cannot be listed
    │   ├── FolderLooksEmptied    it had documents and now shows (nearly) none
    │   ├── DiskFull
    │   ├── IndexBusy             another Likewise is writing this index
    │   ├── IndexUnwritable       read-only medium or no permission
    │   ├── SettingsUnwritable
    │   └── DownloadFailed        the network or the server; nothing was installed
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


class Cancelled(Exception):
    """Raised where a ``CancelToken`` was found set; work committed so far stays."""
