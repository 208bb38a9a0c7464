"""The store: transactions, counts, generations, damage."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import numpy as np
import pytest

from desktop_app.documents.model import Passage
from desktop_app.errors import IndexBusy, IndexDamaged, IndexMissing, IndexTooNew
from desktop_app.index import database, integrity
from desktop_app.index import location as places
from desktop_app.index.database import checksum_vfs
from desktop_app.index.location import IndexLocation
from desktop_app.index.reader import IndexReader
from desktop_app.index.rows import GenerationRow
from desktop_app.index.writer import IndexWriter, writer_lock
from desktop_app.progress import CancelToken, no_report

DIM = 8


@pytest.fixture
def location(tmp_path: Path) -> IndexLocation:
    (tmp_path / "docs").mkdir()
    return places.choose(tmp_path / "docs")


@pytest.fixture
def writer(location: IndexLocation) -> Iterator[IndexWriter]:
    writer = IndexWriter(location)
    yield writer
    writer.close()


def _vector(seed: int) -> bytes:
    vector = np.random.default_rng(seed).normal(size=DIM)
    return (vector / np.linalg.norm(vector)).astype(np.float16).tobytes()


def _fill(writer: IndexWriter, documents: int = 3, *, words: int = 40) -> int:
    with writer.transaction():
        generation = writer.add_generation(GenerationRow(0, "toy", "r1", DIM, 200, 40, "live"))
        for i in range(documents):
            digest = bytes([i]) * 32
            text = " ".join(f"word{i}x{j}" for j in range(words))
            content = writer.put_content(
                digest,
                1,
                kind="text",
                state="full",
                title=f"Title {i}",
                text=text,
                text_sha256=digest,
                keywords=text,
            )
            writer.put_vectors(generation, [(digest, _vector(i))])
            ids = writer.vector_ids(generation, [digest])
            writer.put_passages(generation, content, [Passage(0, len(text), 1)], [ids[digest]])
            writer.put_document(f"{i}.txt", (len(text), i, i, i, 1), content)
    return generation


def _verify(location: IndexLocation) -> list[str]:
    return integrity.verify(location, CancelToken(), no_report)


def test_transaction_when_it_fails_then_nothing_of_it_stays(writer: IndexWriter) -> None:
    def fail_midway() -> None:
        with writer.transaction():
            writer.put_document("a", (1, 1, 1, 1, 1), None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_midway()
    assert writer.stored_files() == {}
    assert writer.counts()["document"] == 0


def test_counts_when_rows_come_and_go_then_agree_with_the_tables(writer: IndexWriter) -> None:
    _fill(writer, 5)
    with writer.transaction():
        writer.remove_documents([writer.stored_files()["1.txt"].id])
        writer.remove_contents(writer.unused_contents())
        writer.put_document("2.txt", (9, 9, 9, 9, 9), 3)
    counted = {t: writer.value(f"SELECT count(*) FROM {t}") for t in writer.counts()}
    assert writer.counts() == counted
    assert counted == {"document": 4, "content": 4, "content_text": 4, "vector": 5, "passage": 4}


def test_stored_files_when_a_name_is_not_utf8_then_it_comes_back(writer: IndexWriter) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    with writer.transaction():
        writer.put_document(name, (1, 2, 3, 4, 5), None, reason="empty")
    assert writer.stored_files()[name].fingerprint == (1, 2, 3, 4, 5)


def test_move_documents_when_names_are_a_chain_then_each_has_its_own(writer: IndexWriter) -> None:
    _fill(writer)
    ids = {path: row.id for path, row in writer.stored_files().items()}
    with writer.transaction():
        writer.move_documents(
            [
                (ids["0.txt"], "1.txt", (0, 0, 0, 0, 0)),
                (ids["1.txt"], "2.txt", (1, 0, 0, 0, 0)),
                (ids["2.txt"], "3.txt", (2, 0, 0, 0, 0)),
            ]
        )
    after = {path: row.id for path, row in writer.stored_files().items()}
    assert after == {"1.txt": ids["0.txt"], "2.txt": ids["1.txt"], "3.txt": ids["2.txt"]}


def test_put_content_when_read_anew_then_the_old_text_cannot_be_found(writer: IndexWriter) -> None:
    _fill(writer, 1)
    with writer.transaction():
        writer.put_content(
            bytes(32), 2, kind="text", state="full", text="fresh", keywords="fresh", text_sha256=b""
        )
    assert writer.keyword_hits('"word0x1"', None) == []
    assert [hit[0] for hit in writer.keyword_hits('"fresh"', None)] == [1]
    assert writer.content(1).text == "fresh"


def test_content_when_it_has_running_lines_and_recognised_pages_then_they_come_back(
    writer: IndexWriter,
) -> None:
    with writer.transaction():
        content = writer.put_content(
            bytes(32),
            1,
            kind="pdf",
            state="full",
            text="head\nbody",
            page_starts=(0, 5),
            running=[(0, 4)],
            recognised=[2],
            recognition="eng",
        )
    row = writer.content(content)
    assert (row.page_starts, row.running, row.recognised) == ((0, 5), ((0, 4),), (2,))


def _made_by_the_first_version(location: IndexLocation) -> None:
    """Take away what later versions of the schema added."""
    connection = apsw.Connection(str(location.database), vfs=checksum_vfs())
    connection.execute("""
        DROP INDEX content_scanned;
        DROP TABLE recognised_page;
        ALTER TABLE content DROP COLUMN running_sha256;
        ALTER TABLE content DROP COLUMN scanned;
        ALTER TABLE content DROP COLUMN recognition;
        ALTER TABLE content_text DROP COLUMN running;
        ALTER TABLE content_text DROP COLUMN recognised;
        PRAGMA user_version = 1""")
    connection.close()


@pytest.mark.parametrize("opener", [IndexReader, IndexWriter])
def test_open_when_made_by_an_earlier_version_then_its_texts_are_read(
    location: IndexLocation, opener: type[IndexReader]
) -> None:
    with contextlib.closing(IndexWriter(location)) as writer:
        _fill(writer)
    _made_by_the_first_version(location)
    with contextlib.closing(opener(location)) as index:
        assert index.content(1).text.startswith("word0x0")
        assert index.content(1).running == ()
    assert _verify(location) == []


def test_writer_when_another_is_open_then_busy(
    location: IndexLocation, writer: IndexWriter
) -> None:
    with pytest.raises(IndexBusy):
        IndexWriter(location)


def test_reader_when_a_commit_comes_between_then_the_snapshot_stays(
    location: IndexLocation, writer: IndexWriter
) -> None:
    _fill(writer, 2)
    reader = IndexReader(location)
    with reader.snapshot():
        assert len(list(reader.documents())) == 2
        with writer.transaction():
            writer.put_document("new.txt", (1, 1, 1, 1, 1), None)
        assert len(list(reader.documents())) == 2
    assert len(list(reader.documents())) == 3
    reader.close()


def test_close_when_clean_then_one_database_file_without_a_log(location: IndexLocation) -> None:
    writer = IndexWriter(location)
    _fill(writer)
    writer.close()
    names = {path.name for path in location.directory.iterdir()}
    assert not any(name.endswith(("-wal", "-shm")) for name in names)
    assert _verify(location) == []


def test_verify_when_a_row_is_lost_then_told(location: IndexLocation) -> None:
    writer = IndexWriter(location)
    _fill(writer)
    writer._connection.execute("DELETE FROM document WHERE path = ?", (b"1.txt",))
    writer.close()
    assert any("2 rows where 3 were written" in problem for problem in _verify(location))


def test_verify_when_a_vector_is_altered_then_told(location: IndexLocation) -> None:
    writer = IndexWriter(location)
    _fill(writer)
    writer._connection.execute("UPDATE vector SET data = ? WHERE id = 2", (_vector(99),))
    writer.close()
    assert any("checksum" in problem for problem in _verify(location))


def test_verify_when_a_row_belongs_to_nothing_then_told(location: IndexLocation) -> None:
    writer = IndexWriter(location)
    _fill(writer)
    writer._connection.pragma("foreign_keys", False)
    writer._connection.execute("UPDATE document SET content_id = 99 WHERE path = ?", (b"1.txt",))
    writer.close()
    assert any("belongs to nothing" in problem for problem in _verify(location))


@pytest.mark.parametrize("damage", ["flip", "zero", "cut"])
def test_open_when_the_file_is_damaged_then_told_or_right(
    location: IndexLocation, damage: str
) -> None:
    writer = IndexWriter(location)
    _fill(writer, 30, words=900)
    writer.close()
    sound = location.database.read_bytes()
    expected = _answers(location)
    rng = random.Random(7)
    told = 0
    for _ in range(40):
        location.database.write_bytes(_damaged(sound, damage, rng))
        try:
            answers = _answers(location)
        except IndexDamaged:
            told += 1
        else:
            assert answers == expected
    assert told > 20


def _damaged(sound: bytes, damage: str, rng: random.Random) -> bytes:
    raw = bytearray(sound)
    at = rng.randrange(len(raw))
    if damage == "flip":
        raw[at] ^= 1 << rng.randrange(8)
    elif damage == "zero":
        raw[at // 4096 * 4096 : (at // 4096 + 1) * 4096] = bytes(4096)
    else:
        del raw[at:]
    return bytes(raw)


def _answers(location: IndexLocation) -> object:
    reader = IndexReader(location)
    try:
        documents = sorted(reader.documents())
        return (
            documents,
            [reader.content(d.content_id) for d in documents if d.content_id],
            [(ids.tolist(), rows.tolist()) for ids, rows in reader.vector_blocks()],
            reader.passages_of([d.content_id for d in documents if d.content_id]),
            [reader.keyword_hits(f'"word{i}x3"', None) for i in range(30)],
            list(reader.file_states()),
        )
    finally:
        reader.close()


def test_open_when_the_schema_is_newer_then_refused_without_a_change(
    location: IndexLocation,
) -> None:
    IndexWriter(location).close()
    connection = apsw.Connection(str(location.database), vfs="cksmvfs")
    connection.pragma("user_version", 99)
    connection.close()
    before = location.database.read_bytes()
    with pytest.raises(IndexTooNew):
        IndexWriter(location)
    with pytest.raises(IndexTooNew):
        IndexReader(location)
    assert location.database.read_bytes() == before


def test_open_when_the_database_is_empty_then_damaged(location: IndexLocation) -> None:
    IndexWriter(location).close()
    location.database.write_bytes(b"")
    with pytest.raises(IndexDamaged, match="empty"):
        IndexReader(location)


def test_index_id_when_the_database_was_lost_then_another(location: IndexLocation) -> None:
    writer = IndexWriter(location)
    before = writer.index_id
    writer.close()
    location.database.unlink()
    fresh = IndexWriter(location)
    assert fresh.index_id != before, "the old cache would fit the new database"
    fresh.close()


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_open_when_the_database_is_no_file_then_damaged(location: IndexLocation, kind: str) -> None:
    IndexWriter(location).close()
    location.database.unlink()
    elsewhere = location.directory / "elsewhere"
    location.database.mkdir() if kind == "folder" else location.database.symlink_to(elsewhere)
    with pytest.raises(IndexDamaged):
        IndexReader(location)
    with pytest.raises(IndexDamaged):
        IndexWriter(location)
    assert not elsewhere.exists()


def test_verify_when_the_keyword_tables_are_altered_then_told(location: IndexLocation) -> None:
    writer = IndexWriter(location)
    _fill(writer)
    writer._connection.execute("UPDATE keyword_config SET v = 0 WHERE k = 'version'")
    writer.close()
    assert _verify(location)


def test_salvage_when_part_of_the_file_is_zeroed_then_the_rest_is_saved(
    location: IndexLocation,
) -> None:
    writer = IndexWriter(location)
    _fill(writer, 120)
    leaf = writer.value("SELECT pageno FROM dbstat WHERE name = 'vector' AND pagetype = 'leaf'")
    writer.close()
    raw = bytearray(location.database.read_bytes())
    first = (leaf - 1) * 4096
    raw[first : first + 4096] = bytes(4096)
    location.database.write_bytes(raw)
    aside = integrity.set_aside(location, damaged=True)
    assert aside is not None
    fresh = IndexWriter(location)
    with fresh.transaction():
        fresh.add_generation(GenerationRow(0, "toy", "r1", DIM, 200, 40, "live"))
    saved = integrity.salvage(aside, fresh, fresh.generations()[0])
    assert 0 < saved < 120
    assert fresh.vector_count() == saved
    fresh.close()


def test_salvage_when_the_model_differs_then_nothing_is_taken(location: IndexLocation) -> None:
    writer = IndexWriter(location)
    _fill(writer)
    writer.close()
    aside = integrity.set_aside(location, damaged=False)
    assert aside is not None
    fresh = IndexWriter(location)
    other = GenerationRow(1, "toy", "another revision", DIM, 200, 40, "live")
    assert integrity.salvage(aside, fresh, other) == 0
    fresh.close()


@pytest.mark.parametrize("write", [False, True])
def test_open_when_the_disk_is_full_then_still_opens(
    location: IndexLocation, monkeypatch: pytest.MonkeyPatch, write: bool
) -> None:
    IndexWriter(location).close()
    really = database._check_header

    def full_unless_helped(connection: apsw.Connection, *rest: Any) -> None:
        # What SQLite does where the index of the log has no room.
        if location.reserve.exists() if write else not connection.readonly("main"):
            raise apsw.FullError
        really(connection, *rest)

    monkeypatch.setattr(database, "_check_header", full_unless_helped)
    database.open_database(location, write=write).close()


@pytest.mark.parametrize(("is_share", "journal"), [(False, ("wal", 2)), (True, ("delete", 3))])
def test_writer_when_the_index_is_on_a_share_then_no_memory_is_shared(
    location: IndexLocation,
    monkeypatch: pytest.MonkeyPatch,
    is_share: bool,
    journal: tuple[str, int],
) -> None:
    monkeypatch.setattr("desktop_app.index.database.on_share", lambda _: is_share)
    writer = IndexWriter(location)
    _fill(writer)
    found = [writer.value(f"PRAGMA {name}") for name in ("journal_mode", "synchronous")]
    writer.close()
    assert tuple(found) == journal
    assert _verify(location) == []


def test_reader_when_the_index_is_being_made_then_missing_and_not_damaged(
    location: IndexLocation,
) -> None:
    places.create_folder(location)
    with pytest.raises(IndexMissing):
        IndexReader(location)
    lock = writer_lock(location)
    places.create(location)
    with pytest.raises(IndexMissing, match="being made"):
        IndexReader(location)
    lock.release()
    with pytest.raises(IndexDamaged):
        IndexReader(location)


def test_open_when_the_log_of_a_crash_is_damaged_then_told_and_not_an_older_state(
    location: IndexLocation, tmp_path: Path
) -> None:
    writer = IndexWriter(location)
    _fill(writer, 5)
    with writer.transaction():
        writer.put_document("last.txt", (1, 1, 1, 1, 1), None)
    # A copy while it is open is what a kill leaves.
    (tmp_path / "other").mkdir()
    crashed = places.choose(tmp_path / "other")
    shutil.copytree(location.directory, crashed.directory)
    writer.close()
    log = Path(f"{crashed.database}-wal")
    sound = log.read_bytes()
    log.write_bytes(sound[:600] + bytes([sound[600] ^ 1]) + sound[601:])
    with pytest.raises(IndexDamaged, match="log"):
        IndexReader(crashed)
    with pytest.raises(IndexDamaged, match="log"):
        IndexWriter(crashed)
    log.write_bytes(sound)
    reader = IndexReader(crashed)
    assert reader.document("last.txt") is not None
    reader.close()


def test_newest_aside_when_it_is_no_file_then_none(location: IndexLocation) -> None:
    places.create_folder(location)
    (location.directory / "index.damaged-20260101-000000.sqlite3").mkdir()
    (location.directory / "index.damaged-20260101-000001.sqlite3").symlink_to("nowhere")
    assert integrity.newest_aside(location) is None
