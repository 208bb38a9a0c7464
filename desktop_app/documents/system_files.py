"""Names of what programs leave among a person's documents: never theirs, never a finding.

Hidden files and folders in general are read: a name that begins with a dot may well be evidence.
"""

from __future__ import annotations

_VERSION_CONTROL = frozenset({".git", ".hg", ".svn", ".bzr", "_darcs"})
_FOLDERS_OF_PROGRAMS = frozenset({".venv", "__pycache__", "node_modules", ".tox", ".mypy_cache"})
_BINS = frozenset({"$RECYCLE.BIN", "$Recycle.Bin", "RECYCLER", ".Trash", ".Trashes", "#recycle"})
_FOLDERS_OF_SYSTEMS = frozenset(
    {
        "System Volume Information",
        ".Spotlight-V100",
        ".fseventsd",
        ".DocumentRevisions-V100",
        ".TemporaryItems",
        ".AppleDouble",
        "__MACOSX",
        "@eaDir",
        ".dropbox.cache",
        ".cache",
        "lost+found",
    }
)
_FILES_OF_SYSTEMS = frozenset(
    {
        ".DS_Store",
        ".localized",
        "Icon\r",
        "Thumbs.db",
        "thumbs.db",
        "ehthumbs.db",
        "desktop.ini",
        "Desktop.ini",
        ".directory",
        ".dropbox",
        ".dropbox.attr",
    }
)
SUSPECT_STARTS = frozenset("~.") | {name[0] for name in _FILES_OF_SYSTEMS}
"""A name that begins with none of these is a document; spares most names the call."""


def system_file(name: str) -> str:
    """Return what a file of this name is to a system or program ("" for a document)."""
    if name in _FILES_OF_SYSTEMS or name.startswith("._"):
        return "kept by the system"
    if name.startswith(("~$", ".~lock.")):
        return "marks a document as open"
    if name.startswith(("~WRL", ".nfs", ".fuse_hidden")):
        return "a temporary copy"
    return ""


def system_folder(name: str) -> str:
    """Return what a folder of this name is to a system or program ("" for a person's own)."""
    if name in _VERSION_CONTROL:
        return "version control"
    if name in _BINS or name.startswith(".Trash-"):
        return "a bin"
    if name in _FOLDERS_OF_PROGRAMS:
        return "parts of a program"
    return "kept by the system" if name in _FOLDERS_OF_SYSTEMS else ""
