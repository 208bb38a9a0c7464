"""``likewise`` in a process that has keys for this session, as the window has.

``python -m tests.support.keyed ARGUMENTS…``: standard input is a line with the key, and one with
the names it is kept under, with blanks between.
"""

from __future__ import annotations

import sys

from desktop_app import __main__ as program
from desktop_app import cloud
from desktop_app.privacy import gate, redaction
from desktop_app.privacy.secret import Secret

if __name__ == "__main__":
    # As the program itself begins, before it comes to know a key.
    gate.install()
    redaction.install()
    secret = Secret.typed(sys.stdin.readline())
    for name in sys.stdin.readline().split():
        cloud.credentials().keep_for_session(name, secret)
    sys.exit(program.main())
