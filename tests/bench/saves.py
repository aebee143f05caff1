"""Saves in a second by SQLite alone: saves.py FILE SECONDS PEOPLE BLOB_BYTES prints the number.

The statements that the server runs for a write of one record, one transaction each, under the same pragmas.
"""
import os
import sqlite3
import sys
import time

path, seconds, people, size = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
db = sqlite3.connect(path, isolation_level=None)
db.executescript("""
PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;
PRAGMA wal_autocheckpoint=1000; PRAGMA journal_size_limit=16777216;
PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0;
CREATE TABLE session(sid BLOB PRIMARY KEY, account BLOB NOT NULL, seq_high INTEGER NOT NULL, seen INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE collection(account BLOB NOT NULL, id BLOB NOT NULL, ck_current INTEGER NOT NULL, PRIMARY KEY(account, id)) STRICT, WITHOUT ROWID;
CREATE TABLE record(account BLOB NOT NULL, collection BLOB NOT NULL, id BLOB NOT NULL, revision INTEGER NOT NULL,
  ck_version INTEGER NOT NULL, flags INTEGER NOT NULL, blob BLOB NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL,
  PRIMARY KEY(account, collection, id)) STRICT;
CREATE TABLE record_write(account BLOB NOT NULL, body_hash BLOB NOT NULL, made INTEGER NOT NULL,
  PRIMARY KEY(account, body_hash)) STRICT, WITHOUT ROWID;
CREATE INDEX record_write_made ON record_write(made);
""")
ids = [os.urandom(16) for _ in range(people)]
for each in ids:
    db.execute("INSERT INTO session VALUES(?, ?, 0, 0)", (each, each))
    db.execute("INSERT INTO collection VALUES(?, ?, 1)", (each, each))
    db.execute("INSERT INTO record VALUES(?, ?, ?, 1, 1, 0, ?, 0, 0)", (each, each, each, os.urandom(size)))

blobs = [(os.urandom(size), os.urandom(28)) for _ in range(256)]
warming = 300  # the log has its full length then, as a server's has
began, saves = float('inf'), 0
while time.monotonic() - began < seconds:
    if saves == warming:
        began = time.monotonic()
    who, revision = ids[saves % people], saves // people + 1
    blob, start = blobs[saves % 256]
    body_hash = start + saves.to_bytes(4, "big")
    db.execute("BEGIN IMMEDIATE")
    db.execute("SELECT account, seq_high FROM session WHERE sid=?", (who,)).fetchone()
    db.execute("UPDATE session SET seq_high=?, seen=? WHERE sid=?", (revision, saves, who))
    db.execute("SELECT made FROM record_write WHERE account=? AND body_hash=?", (who, body_hash)).fetchone()
    db.execute("SELECT ck_current FROM collection WHERE account=? AND id=?", (who, who)).fetchone()
    changed = db.execute(
        "UPDATE record SET revision=?, ck_version=1, flags=0, blob=?, updated=? WHERE account=? AND collection=? AND id=? AND revision=?",
        (revision + 1, blob, saves, who, who, who, revision)).rowcount
    assert changed == 1
    db.execute("SELECT count(*), coalesce(sum(length(blob)), 0) FROM record WHERE account=?", (who,)).fetchone()
    db.execute("INSERT INTO record_write VALUES(?, ?, ?)", (who, body_hash, saves))
    db.execute("COMMIT")
    saves += 1
print((saves - warming) / (time.monotonic() - began))
