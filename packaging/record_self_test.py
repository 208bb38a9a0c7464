#!/usr/bin/env python3
"""Writes down what the source program makes of the samples: resources/self-test.

    python packaging/record_self_test.py

Run it after a change to the samples, to how text is cut or to the model; ``likewise --self-test``
compares an installed program with it. The scan is drawn here, too.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop_app.self_test import RECORDED, SCAN, SCANNED_TEXT, observe  # noqa: E402
from tests.support.make_pictures import scan  # noqa: E402


def main() -> int:
    """Draw, observe, write; returns the exit status."""
    RECORDED.mkdir(parents=True, exist_ok=True)
    (RECORDED / SCAN).write_bytes(scan(SCANNED_TEXT))
    observed = observe()
    if not observed.answers["recognised"]:
        print("The scan could not be recognised here; nothing was written.", file=sys.stderr)
        return 1
    # Half precision is off by 1e-7 in a cosine, and a quarter the size of JSON.
    np.save(RECORDED / "vectors.npy", observed.vectors.astype(np.float16))
    expected = {"answers": observed.answers, "digests": observed.digests}
    text = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
    (RECORDED / "expected.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
