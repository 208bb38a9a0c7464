"""Run the fault suite: ``python -m tests.faults [pytest options]``.

``LIKEWISE_FAULTS_SCALE`` (default 1: all trials) makes it shorter or longer. As root on Linux all
faults are tried; elsewhere those that need loop devices, mounts or namespaces are skipped and say
so.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

_HERE = str(Path(__file__).parent)

if __name__ == "__main__":
    given = sys.argv[1:]
    where = [] if any(Path(part.split("::")[0]).exists() for part in given) else [_HERE]
    sys.exit(pytest.main(["-m", "fault", "-q", *where, *given]))
