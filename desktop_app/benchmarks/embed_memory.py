"""Peak memory of one way, loaded and run in a process of its own.

As a program it is that process: its arguments are the way, the number of texts and of threads.
"""

from __future__ import annotations

import subprocess
import sys
import time

from desktop_app.benchmarks.embed_ways import builders, passages
from desktop_app.embedding.catalogue import DEFAULT, find
from desktop_app.embedding.tokens import TextTokenizer

_EVERY_S = 0.02


def peak_bytes(way: str, count: int, threads: int) -> int | None:
    """Return the most resident memory seen, every 20 ms, while ``way`` embeds ``count`` passages.

    None if the way does not run here.
    """
    import psutil

    command = [sys.executable, "-m", __name__, way, str(count), str(threads)]
    most = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        process = psutil.Process(child.pid)
        while child.poll() is None:
            try:
                most = max(most, process.memory_info().rss)
            except psutil.Error:
                break
            time.sleep(_EVERY_S)
    return most if child.returncode == 0 else None


def main(way: str, count: int, threads: int) -> None:
    """Load ``way`` and embed the first ``count`` passages once."""
    import torch

    torch.set_num_threads(threads)
    folder = find(DEFAULT)
    texts = passages(TextTokenizer(folder), folder.max_tokens)[:count]
    builders(folder)[way]()(texts)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
