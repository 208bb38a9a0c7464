"""``python -m desktop_app`` is ``likewise``; with ``--worker NAME``, one of its own children."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command line, or serve as a child process. Returns the exit status."""
    # scikit-learn's joblib shall start no processes, nor warn where there is no /dev/shm for them.
    os.environ.setdefault("JOBLIB_MULTIPROCESSING", "0")
    if len(sys.argv) >= 3 and sys.argv[1] == "--worker":
        from desktop_app.lifeline import end_with_parent

        end_with_parent()  # first: what follows may take seconds
        _shut(never=sys.argv[2] != "cloud")

        import json

        options = json.loads(sys.argv[3]) if len(sys.argv) > 3 else {}
        # Looked at before anything else is imported: a child needs neither Qt nor the library.
        if sys.argv[2] == "reader":
            from desktop_app.documents.workers.reader_child import run
        elif sys.argv[2] == "pages":
            from desktop_app.documents.workers.page_child import run
        elif sys.argv[2] == "embedder":
            from desktop_app.embedding.model_child import run
        elif sys.argv[2] == "cloud":
            from desktop_app.embedding.cloud.cloud_child import run
        else:
            return 2
        run(options)
        return 0
    if sys.argv[1:] == ["--self-test"]:
        _shut(never=True)
        from desktop_app.self_test import run as run_self_test

        return run_self_test()
    _shut()
    from desktop_app.cli import main as run_cli

    return run_cli()


def _shut(*, never: bool = False) -> None:
    """Shut the way out of this computer, and keep keys out of what is written."""
    from desktop_app.privacy import gate, redaction

    gate.install(never=never)
    redaction.install()


if __name__ == "__main__":
    sys.exit(main())
