"""Reads a window as a screen reader does: over AT-SPI, from another process.

Run as a program inside a session bus of its own: it opens the window on a folder, finds the search
box in the accessibility tree, types a question into it, and prints as JSON what it has read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ACCESSIBLE = "org.a11y.atspi.Accessible"
EDITABLE = "org.a11y.atspi.EditableText"
PATIENCE_S = 90.0
SHOWING = 25
CONTROLS = {"push button", "button menu", "toggle button", "check box", "text", "list", "table"}
QUESTION = "who has to pay the rent"


@dataclass(frozen=True)
class Node:
    """One object of the tree: the bus name of its program, and its place there."""

    bus: str
    path: str


class Reader:
    """Asks the accessibility bus."""

    def __init__(self) -> None:
        with open_dbus_connection() as session:
            address = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            (found,) = session.send_and_get_reply(new_method_call(address, "GetAddress")).body
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = found
        self._bus: DBusConnection = open_dbus_connection()

    def programs(self) -> list[Node]:
        """Return all programs that can be read."""
        return self.children(Node("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"))

    def children(self, node: Node) -> list[Node]:
        """Return what is directly in a node."""
        return [Node(*found) for found in self._call(node, ACCESSIBLE, "GetChildren")[0]]

    def name(self, node: Node) -> str:
        """Return what is read out."""
        address = DBusAddress(node.path, node.bus, ACCESSIBLE)
        reply = self._bus.send_and_get_reply(Properties(address).get("Name"))
        return str(reply.body[0][1]) if reply.header.message_type is not MessageType.error else ""

    def is_shown(self, node: Node) -> bool:
        """Return whether it can be seen."""
        bits = self._call(node, ACCESSIBLE, "GetState")[0]
        return bool(bits) and bool(bits[0] >> SHOWING & 1)

    def role(self, node: Node) -> str:
        """Return what it is."""
        return str(self._call(node, ACCESSIBLE, "GetRoleName")[0])

    def put_text(self, node: Node, text: str) -> None:
        """Put a text into an edit field, as dictation does."""
        self._call(node, EDITABLE, "SetTextContents", "s", (text,))

    def walk(self, node: Node) -> Iterator[Node]:
        """Yield a node and all in it."""
        yield node
        for child in self.children(node):
            if child.path != "/org/a11y/atspi/null":
                yield from self.walk(child)

    def _call(
        self, node: Node, interface: str, method: str, signature: str = "", body: Any = ()
    ) -> Any:
        address = DBusAddress(node.path, node.bus, interface)
        message = new_method_call(address, method, signature or None, body)
        reply = self._bus.send_and_get_reply(message)
        if reply.header.message_type is MessageType.error:
            return ([],)
        return reply.body


def search_from_outside(folder: str) -> dict[str, Any]:
    """Open the window on a folder and search in it, by its accessibility tree alone."""
    window = subprocess.Popen([sys.executable, "-m", "desktop_app", "window", folder])
    try:
        reader = Reader()
        program = _awaited(lambda: _named(reader, reader.programs(), "Likewise"))
        box = _awaited(lambda: _find(reader, program, "text", "Search"))
        _awaited(lambda: _find(reader, program, "button", "Indexing: Up to date"))
        reader.put_text(box, QUESTION)
        results = _awaited(lambda: _find(reader, program, "list", "Results"))
        first = _awaited(lambda: next(iter(reader.children(results)), None))
        shown = [node for node in reader.walk(program) if reader.is_shown(node)]
        controls = [node for node in shown if reader.role(node) in CONTROLS]
        return {
            "first": reader.name(first),
            "controls": len(controls),
            "silent": [reader.role(node) for node in controls if not reader.name(node).strip()],
        }
    finally:
        window.terminate()
        window.wait(30)


def _named(reader: Reader, nodes: list[Node], name: str) -> Node | None:
    return next((node for node in nodes if reader.name(node) == name), None)


def _find(reader: Reader, within: Node, role: str, name: str) -> Node | None:
    for node in reader.walk(within):
        if reader.name(node) == name and (role in reader.role(node)):
            return node
    return None


def _awaited(find: Any) -> Node:
    until = time.monotonic() + PATIENCE_S
    while (found := find()) is None:
        if time.monotonic() > until:
            raise TimeoutError("what was looked for did not appear in the tree")
        time.sleep(0.3)
    assert isinstance(found, Node)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(search_from_outside(sys.argv[1])))
