from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest

from desktop_app.benchmarks.quality_search import mean_ndcg, ndcg, read_collection


def test_ndcg_when_the_order_is_ideal_then_it_is_one_and_less_otherwise() -> None:
    relevant = {"a": 1, "b": 1}
    assert ndcg(["a", "b", "c"], relevant) == 1.0
    ideal = 1 + 1 / math.log2(3)
    assert ndcg(["c", "a", "b"], relevant) == pytest.approx((1 / math.log2(3) + 0.5) / ideal)
    assert ndcg(["a", "x", "b"], relevant, k=2) == pytest.approx(1 / ideal)
    assert ndcg(["c"], relevant) == 0.0
    assert ndcg(["b", "a"], {"a": 3, "b": 1}) < 1.0


def test_collection_when_read_then_only_judged_queries_count(tmp_path: Path) -> None:
    write(
        tmp_path / "docs.jsonl.gz", [{"id": 1, "title": "T", "text": "x"}, {"id": 2, "text": "y"}]
    )
    write(tmp_path / "queries.jsonl.gz", [{"id": 7, "text": "q"}, {"id": 8, "text": "unjudged"}])
    with gzip.open(tmp_path / "qrels.tsv.gz", "wt") as stream:
        stream.write("query\tdoc\tgain\n7\t2\t1\n7\t1\t0\n")
    collection = read_collection(tmp_path)
    assert collection.documents == {"1": ("T", "x"), "2": ("", "y")}
    assert collection.queries == {"7": "q"}
    assert collection.relevant == {"7": {"2": 1}}
    assert mean_ndcg(collection, lambda query: ["1", "2"]) == pytest.approx(1 / math.log2(3))


def write(path: Path, rows: list[dict[str, object]]) -> None:
    with gzip.open(path, "wt") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows)
