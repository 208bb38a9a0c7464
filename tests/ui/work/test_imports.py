"""What is imported before the first paint stays light."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from desktop_app.ui.work import garbage, indexing_controller, open_folder, page_pictures, tasks
from desktop_app.ui.work import watching
heavy = {"numpy", "apsw", "sklearn", "torch", "pypdfium2", "desktop_app.library"} & set(sys.modules)
sys.exit(f"imported: {heavy}" if heavy else 0)
"""


def test_work_when_imported_then_nothing_heavy_is() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
