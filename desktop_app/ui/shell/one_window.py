"""One window for each folder: a second start with the same folder brings the first to the front.

Over a local socket of the user's own, which no other user can reach and no network carries. A
first window that does not answer is not waited for: two windows do no harm, as one of them waits
for the other where an index is written.
"""

from __future__ import annotations

import hashlib
import os
import sys
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_CONNECT_MS: Final = 200
_ANSWER_MS: Final = 1_500
_YES: Final = b"\n"
_LONGEST_TOKEN: Final = 4_000
# By which a Wayland desktop knows that a person asked for the window just now.
_TOKEN: Final = "XDG_ACTIVATION_TOKEN"


class FolderClaim(QObject):
    """What this window answers for.

    Signals:
        front_requested: Another start asked for the folder; the window shall come to the front.
    """

    front_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def claim(self, folder: str) -> None:
        """Answer for ``folder`` from now on, and for no other; "" is none.

        Where another window answers for it already, nothing is changed there.
        """
        self.release()
        if not folder:
            return
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        name = _name(folder)
        if not server.listen(name) and not _answers(name):
            QLocalServer.removeServer(name)  # left behind by one that was killed
            server.listen(name)
        server.newConnection.connect(self._on_connection)
        self._server = server

    def release(self) -> None:
        """Answer for nothing any more."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _on_connection(self) -> None:
        while self._server is not None and (asking := self._server.nextPendingConnection()):
            asking.readyRead.connect(self._on_asked)
            asking.disconnected.connect(asking.deleteLater)

    def _on_asked(self) -> None:
        asking = self.sender()
        if not isinstance(asking, QLocalSocket) or not asking.canReadLine():
            return
        token = bytes(asking.readLine(_LONGEST_TOKEN).data()).strip().decode("utf-8", "replace")
        if token:
            os.environ[_TOKEN] = token
        asking.write(_YES)
        asking.flush()
        self.front_requested.emit()


def brought_to_front(folder: str) -> bool:
    """Return whether another window has ``folder`` open; it comes to the front then."""
    asking = QLocalSocket()
    asking.connectToServer(_name(folder))
    if not asking.waitForConnected(_CONNECT_MS):
        return False
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # any process: we know no number
    asking.write(os.environ.get(_TOKEN, "").encode()[: _LONGEST_TOKEN - 2] + b"\n")
    asking.flush()
    answered = asking.waitForReadyRead(_ANSWER_MS)
    asking.abort()
    return answered


def _answers(name: str) -> bool:
    asking = QLocalSocket()
    asking.connectToServer(name)
    connected = asking.waitForConnected(_CONNECT_MS)
    asking.abort()
    return connected


def _name(folder: str) -> str:
    """Return the socket's name: of the folder as it is written, so that no disk is touched."""
    place = os.path.normcase(os.path.abspath(os.path.expanduser(folder)))
    name = f"likewise-{hashlib.sha256(os.fsencode(place)).hexdigest()[:24]}"
    if sys.platform == "win32":
        return name
    own = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
    return os.path.join(own, name) if own else name
