"""The database's tables, and how an older one becomes a newer one.

Vectors belong to distinct passage texts, passages to contents (bytes), contents to documents
(paths): so a move, a copy or an edited paragraph costs no embedding, and vectors no longer in use
stay as a cache until ``compact``. Blobs carry a crc32: page checksums (cksumvfs) catch flipped
bits, but a zeroed overflow page passes them.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable

import apsw

APPLICATION_ID = 0x4C696B65  # "Like"
SCHEMA_VERSION = 2
COUNTED = ("document", "content", "content_text", "vector", "passage")
"""Tables whose rows are counted in ``meta``, so that a lost one shows."""

# fts5's default page (4050 bytes) would spill to overflow pages beside the 8 checksum bytes.
_FTS_PAGE_BYTES = 3900

_RECOGNISED_PAGE = """
CREATE TABLE recognised_page (
  sha256 BLOB NOT NULL,
  languages TEXT NOT NULL,
  page INTEGER NOT NULL,
  crc INTEGER NOT NULL,
  text BLOB NOT NULL,
  PRIMARY KEY (sha256, languages, page)
) STRICT, WITHOUT ROWID;
"""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE content (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 BLOB NOT NULL UNIQUE,
  reader_version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  chars INTEGER NOT NULL,
  text_sha256 BLOB NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  detail TEXT NOT NULL,
  running_sha256 BLOB NOT NULL DEFAULT x'', -- now all that stands beside the text, packed
  scanned INTEGER NOT NULL DEFAULT 0,
  recognition TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX content_version ON content (reader_version);
CREATE INDEX content_problem ON content (state) WHERE state != 'full';
CREATE INDEX content_scanned ON content (scanned) WHERE scanned > 0;

CREATE TABLE content_text (
  content_id INTEGER PRIMARY KEY REFERENCES content (id),
  crc INTEGER NOT NULL,
  page_starts BLOB NOT NULL,
  text BLOB NOT NULL,
  running BLOB NOT NULL DEFAULT x'',
  recognised BLOB NOT NULL DEFAULT x''
) STRICT;

CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  path BLOB NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  ctime_ns INTEGER NOT NULL,
  inode INTEGER NOT NULL,
  device INTEGER NOT NULL,
  recheck INTEGER NOT NULL,
  content_id INTEGER REFERENCES content (id),
  reason TEXT,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX document_content ON document (content_id);
CREATE INDEX document_problem ON document (reason) WHERE content_id IS NULL;

CREATE TABLE skipped (path BLOB NOT NULL PRIMARY KEY, reason TEXT NOT NULL, detail TEXT NOT NULL)
  STRICT, WITHOUT ROWID;

CREATE TABLE generation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  model_id TEXT NOT NULL,
  revision TEXT NOT NULL,
  dim INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  overlap INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('building', 'live', 'old'))
) STRICT;
CREATE UNIQUE INDEX generation_live ON generation (state) WHERE state = 'live';

CREATE TABLE vector (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  generation INTEGER NOT NULL REFERENCES generation (id),
  text_sha256 BLOB NOT NULL,
  crc INTEGER NOT NULL,
  data BLOB NOT NULL,
  UNIQUE (generation, text_sha256)
) STRICT;

CREATE TABLE passage (
  generation INTEGER NOT NULL,
  content_id INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  page INTEGER NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  vector_id INTEGER NOT NULL,
  PRIMARY KEY (generation, content_id, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX passage_vector ON passage (vector_id);
"""

_KEYWORDS = f"""
CREATE VIRTUAL TABLE keyword USING fts5(
  words, content='', contentless_delete=1, tokenize="ascii tokenchars '_'");
INSERT INTO keyword (keyword, rank) VALUES ('pgsz', {_FTS_PAGE_BYTES});
CREATE VIRTUAL TABLE keyword_terms USING fts5vocab (keyword, row);
"""


def _keep_running_and_recognised(connection: apsw.Connection) -> None:
    for change in (
        "ALTER TABLE content ADD COLUMN running_sha256 BLOB NOT NULL DEFAULT x''",
        "ALTER TABLE content ADD COLUMN scanned INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE content ADD COLUMN recognition TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX content_scanned ON content (scanned) WHERE scanned > 0",
        "ALTER TABLE content_text ADD COLUMN running BLOB NOT NULL DEFAULT x''",
        "ALTER TABLE content_text ADD COLUMN recognised BLOB NOT NULL DEFAULT x''",
    ):
        connection.execute(change)
    connection.execute(_RECOGNISED_PAGE)


# Numbered, never edited once released: entry i takes version i + 1 to i + 2.
MIGRATIONS: tuple[Callable[[apsw.Connection], None], ...] = (_keep_running_and_recognised,)


def create(connection: apsw.Connection) -> None:
    """Make all tables in one transaction."""
    with connection:
        connection.execute(_TABLES)
        connection.execute(_RECOGNISED_PAGE)
        connection.execute(_KEYWORDS)
        first = {
            # Of this database alone: a cache made from one that was lost must not fit.
            "index_id": secrets.token_hex(16),
            "epoch": 1,
            "changes": 0,
            "counts": json.dumps(dict.fromkeys(COUNTED, 0)),
        }
        connection.executemany("INSERT INTO meta VALUES (?, ?)", first.items())
        connection.pragma("application_id", APPLICATION_ID)
        connection.pragma("user_version", SCHEMA_VERSION)


def migrate(connection: apsw.Connection) -> None:
    """Bring a database of an earlier schema to the present one in one transaction.

    Safe for several processes at once: the first does it, the others find it done.
    """
    if connection.pragma("user_version") == SCHEMA_VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in MIGRATIONS[connection.pragma("user_version") - 1 :]:
            step(connection)
        connection.pragma("user_version", SCHEMA_VERSION)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
