from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.support import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with three documents: two copies, and one that says something else."""
    desk = Desk(tmp_path)
    desk.write("a.txt", "The same words.")
    desk.write("copies/b.txt", "The same words.")
    desk.write("c.txt", "Other words.")
    return desk
