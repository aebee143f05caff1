#include "server-stub/store/schema.h"

#include <array>

namespace portal::server {
namespace {

// Times are unix milliseconds; a day is counted from 1970, in UTC. Enums are their position in shared/wire.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE setup(
  one INTEGER PRIMARY KEY CHECK(one=1), realm TEXT NOT NULL, epoch INTEGER NOT NULL) STRICT;

CREATE TABLE account(
  id BLOB PRIMARY KEY CHECK(length(id)=16), login TEXT NOT NULL UNIQUE, created INTEGER NOT NULL,
  log_id BLOB NOT NULL UNIQUE CHECK(length(log_id)=16), log_size INTEGER NOT NULL DEFAULT 0,
  amk_version INTEGER NOT NULL, signed_in INTEGER, remind_months INTEGER NOT NULL DEFAULT 0,
  mail_stopped INTEGER, mail_stopped_channel INTEGER, mail_revision INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE credential(
  account BLOB PRIMARY KEY REFERENCES account, setup_id INTEGER NOT NULL, version INTEGER NOT NULL,
  record BLOB NOT NULL CHECK(length(record)=192), profile INTEGER NOT NULL, updated INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE TABLE keywrap(
  account BLOB NOT NULL REFERENCES account, type INTEGER NOT NULL, version INTEGER NOT NULL,
  blob BLOB NOT NULL CHECK(length(blob)=73), PRIMARY KEY(account, type)) STRICT, WITHOUT ROWID;
CREATE TABLE recovery(
  account BLOB PRIMARY KEY REFERENCES account, version INTEGER NOT NULL,
  key BLOB NOT NULL CHECK(length(key)=32)) STRICT, WITHOUT ROWID;
CREATE TABLE ownerkey(
  account BLOB NOT NULL REFERENCES account, amk_version INTEGER NOT NULL,
  key BLOB NOT NULL CHECK(length(key)=32), PRIMARY KEY(account, amk_version)) STRICT, WITHOUT ROWID;
CREATE TABLE log(
  log_id BLOB NOT NULL, seq INTEGER NOT NULL, entry BLOB, leaf BLOB NOT NULL CHECK(length(leaf)=32),
  PRIMARY KEY(log_id, seq)) STRICT, WITHOUT ROWID;

CREATE TABLE mailtoken(
  hash BLOB PRIMARY KEY CHECK(length(hash)=32), login TEXT NOT NULL, account BLOB, log_id BLOB,
  evaluations INTEGER NOT NULL DEFAULT 0, used_by BLOB, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX mailtoken_login ON mailtoken(login);

CREATE TABLE pending_login(
  id BLOB PRIMARY KEY CHECK(length(id)=16), purse BLOB NOT NULL, account BLOB,
  credential_version INTEGER NOT NULL, scope INTEGER NOT NULL, sealed_state BLOB NOT NULL,
  made INTEGER NOT NULL, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX pending_login_purse ON pending_login(purse, made);
CREATE INDEX pending_login_account ON pending_login(account);
CREATE TABLE pending_charge(
  id BLOB NOT NULL REFERENCES pending_login ON DELETE CASCADE, key BLOB NOT NULL, interval INTEGER NOT NULL,
  PRIMARY KEY(id, key)) STRICT, WITHOUT ROWID;
CREATE TABLE failed_login(
  account BLOB NOT NULL, hour INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY(account, hour)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE known(
  token_hash BLOB PRIMARY KEY CHECK(length(token_hash)=32), login TEXT NOT NULL, expires INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE INDEX known_login ON known(login);

CREATE TABLE session(
  sid BLOB PRIMARY KEY CHECK(length(sid)=16), account BLOB NOT NULL REFERENCES account,
  credential_version INTEGER NOT NULL, epoch INTEGER NOT NULL, sealed_key BLOB NOT NULL,
  scope INTEGER NOT NULL, seq_high INTEGER NOT NULL DEFAULT 0, seq_window INTEGER NOT NULL DEFAULT 1,
  wrong_in_a_row INTEGER NOT NULL DEFAULT 0, signed_in_before INTEGER, created INTEGER NOT NULL,
  seen INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session(account);
CREATE TABLE stepup_attempt(
  sid BLOB PRIMARY KEY REFERENCES session ON DELETE CASCADE, id BLOB NOT NULL CHECK(length(id)=16),
  operation INTEGER NOT NULL, sealed_state BLOB NOT NULL, charge BLOB, interval INTEGER NOT NULL,
  expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE stepup(
  sid BLOB NOT NULL REFERENCES session ON DELETE CASCADE, operation INTEGER NOT NULL, until INTEGER NOT NULL,
  starts INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(sid, operation)) STRICT, WITHOUT ROWID;

CREATE TABLE change(
  id BLOB PRIMARY KEY CHECK(length(id)=16), account BLOB NOT NULL REFERENCES account, sid BLOB NOT NULL,
  reason INTEGER NOT NULL, base INTEGER NOT NULL, state INTEGER NOT NULL, body_hash BLOB, result INTEGER,
  open_until INTEGER NOT NULL, kept_until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX change_account ON change(account);

CREATE TABLE subscription(
  account BLOB NOT NULL REFERENCES account, list TEXT NOT NULL, purpose INTEGER NOT NULL,
  is_on INTEGER NOT NULL, since INTEGER NOT NULL, channel INTEGER NOT NULL,
  PRIMARY KEY(account, list, purpose)) STRICT, WITHOUT ROWID;
CREATE TABLE undo(
  account BLOB PRIMARY KEY REFERENCES account, id BLOB NOT NULL CHECK(length(id)=16),
  revision INTEGER NOT NULL, mail_stopped INTEGER, mail_stopped_channel INTEGER,
  is_undone INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE undo_subscription(
  account BLOB NOT NULL REFERENCES account, list TEXT NOT NULL, purpose INTEGER NOT NULL, is_on INTEGER,
  since INTEGER, channel INTEGER, PRIMARY KEY(account, list, purpose)) STRICT, WITHOUT ROWID;

CREATE TABLE budget(
  key BLOB PRIMARY KEY CHECK(length(key)=32), full_at INTEGER NOT NULL, day INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE day(day INTEGER PRIMARY KEY, bytes BLOB NOT NULL CHECK(length(bytes)=32)) STRICT;
CREATE TABLE mail_limit(
  key BLOB PRIMARY KEY CHECK(length(key)=32), day INTEGER NOT NULL, count INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE TABLE outbox(id INTEGER PRIMARY KEY, made INTEGER NOT NULL, sealed BLOB NOT NULL) STRICT;
CREATE INDEX outbox_made ON outbox(made);
)sql";

// What owners keep here, sealed: ids are random, blobs cannot be opened by us. `record_write` remembers for a
// day what was written, so that a repeat is known.
constexpr const char* kVersion2 = R"sql(
CREATE TABLE collection(
  account BLOB NOT NULL REFERENCES account, id BLOB NOT NULL CHECK(length(id)=16),
  ck_current INTEGER NOT NULL, created INTEGER NOT NULL, PRIMARY KEY(account, id)) STRICT, WITHOUT ROWID;
CREATE TABLE ckey(
  account BLOB NOT NULL, collection BLOB NOT NULL, ck_version INTEGER NOT NULL, amk_version INTEGER NOT NULL,
  blob BLOB NOT NULL CHECK(length(blob)=73), PRIMARY KEY(account, collection, ck_version),
  FOREIGN KEY(account, collection) REFERENCES collection) STRICT, WITHOUT ROWID;
CREATE TABLE record(
  account BLOB NOT NULL, collection BLOB NOT NULL, id BLOB NOT NULL CHECK(length(id)=16),
  revision INTEGER NOT NULL, ck_version INTEGER NOT NULL, flags INTEGER NOT NULL, blob BLOB NOT NULL,
  created INTEGER NOT NULL, updated INTEGER NOT NULL, PRIMARY KEY(account, collection, id),
  FOREIGN KEY(account, collection) REFERENCES collection) STRICT;
CREATE TABLE record_write(
  account BLOB NOT NULL REFERENCES account, body_hash BLOB NOT NULL CHECK(length(body_hash)=32),
  made INTEGER NOT NULL, PRIMARY KEY(account, body_hash)) STRICT, WITHOUT ROWID;
CREATE INDEX record_write_made ON record_write(made);
)sql";

// Devices by name, mails about new ones, reminders sent, deletions that wait, and for whom a mail waits.
constexpr const char* kVersion3 = R"sql(
ALTER TABLE account ADD COLUMN mails_new_device INTEGER NOT NULL DEFAULT 1;
ALTER TABLE account ADD COLUMN reminded_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE pending_login ADD COLUMN is_known INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN whom BLOB;
CREATE INDEX outbox_whom ON outbox(whom);
CREATE TABLE erasure(
  account BLOB PRIMARY KEY REFERENCES account, requested INTEGER NOT NULL, due INTEGER NOT NULL,
  token_hash BLOB NOT NULL UNIQUE CHECK(length(token_hash)=32), is_cancelled INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
CREATE INDEX erasure_due ON erasure(due);
CREATE INDEX account_remind ON account(remind_months) WHERE remind_months>0;
CREATE TABLE suppression(hmac BLOB PRIMARY KEY CHECK(length(hmac)=32)) STRICT, WITHOUT ROWID;
)sql";

// The recovery key is used: challenges that it signs, and what a recovery replaced, for a while.
constexpr const char* kVersion4 = R"sql(
CREATE TABLE challenge(
  id BLOB PRIMARY KEY CHECK(length(id)=16), login TEXT NOT NULL, bytes BLOB NOT NULL CHECK(length(bytes)=32),
  expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE aside(
  account BLOB NOT NULL REFERENCES account, sid BLOB NOT NULL CHECK(length(sid)=16), until INTEGER NOT NULL,
  amk_version INTEGER NOT NULL, credential_version INTEGER NOT NULL, recovery_version INTEGER NOT NULL,
  record BLOB NOT NULL CHECK(length(record)=192), profile INTEGER NOT NULL,
  wrap BLOB NOT NULL CHECK(length(wrap)=73), recovery_wrap BLOB NOT NULL CHECK(length(recovery_wrap)=73),
  recovery_key BLOB NOT NULL CHECK(length(recovery_key)=32), PRIMARY KEY(account, sid)) STRICT, WITHOUT ROWID;
CREATE TABLE disowning(
  token_hash BLOB PRIMARY KEY CHECK(length(token_hash)=32), account BLOB NOT NULL REFERENCES account,
  sid BLOB NOT NULL, is_used INTEGER NOT NULL DEFAULT 0, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE freeze(
  account BLOB PRIMARY KEY REFERENCES account, sid BLOB NOT NULL, until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
)sql";

// "Stay signed in": share and token hash of a device, and which device a session belongs to.
constexpr const char* kVersion5 = R"sql(
CREATE TABLE device(
  token_hash BLOB PRIMARY KEY CHECK(length(token_hash)=32), account BLOB NOT NULL REFERENCES account,
  share BLOB NOT NULL CHECK(length(share)=32), expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX device_account ON device(account);
ALTER TABLE session ADD COLUMN device_token BLOB;
)sql";

// Starting again: links to confirm it, what waits, and vaults that are set aside with their collections.
constexpr const char* kVersion6 = R"sql(
CREATE TABLE reset_link(
  hash BLOB PRIMARY KEY CHECK(length(hash)=32), login TEXT NOT NULL, expires INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE INDEX reset_link_login ON reset_link(login);
CREATE TABLE reset(
  account BLOB PRIMARY KEY REFERENCES account, requested INTEGER NOT NULL, due INTEGER NOT NULL,
  base INTEGER NOT NULL, confirm_hash BLOB NOT NULL UNIQUE CHECK(length(confirm_hash)=32),
  cancel_hash BLOB NOT NULL UNIQUE CHECK(length(cancel_hash)=32), is_cancelled INTEGER NOT NULL DEFAULT 0,
  ready_hash BLOB UNIQUE CHECK(length(ready_hash)=32), ready_until INTEGER,
  evaluations INTEGER NOT NULL DEFAULT 0, used_by BLOB) STRICT, WITHOUT ROWID;
CREATE INDEX reset_due ON reset(due);
ALTER TABLE aside ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE disowning ADD COLUMN made INTEGER NOT NULL DEFAULT 0;
UPDATE disowning SET made=expires-259200000;
ALTER TABLE challenge ADD COLUMN is_previous INTEGER NOT NULL DEFAULT 0;
ALTER TABLE collection ADD COLUMN aside BLOB;
CREATE INDEX collection_aside ON collection(aside) WHERE aside IS NOT NULL;
)sql";

// Devices that stay signed in stand in the list of sessions, by their names.
constexpr const char* kVersion7 = R"sql(
ALTER TABLE device ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
UPDATE device SET created=expires-604800000;
)sql";

// Frames on other sites that wait for an owner's permission, and what they are given.
constexpr const char* kVersion8 = R"sql(
CREATE TABLE pair(
  id BLOB PRIMARY KEY CHECK(length(id)=16), key BLOB NOT NULL CHECK(length(key)=32),
  secret_hash BLOB NOT NULL CHECK(length(secret_hash)=32), site TEXT NOT NULL, code TEXT NOT NULL, network BLOB,
  state INTEGER NOT NULL DEFAULT 0, wrong INTEGER NOT NULL DEFAULT 0, polled INTEGER NOT NULL DEFAULT 0,
  account BLOB REFERENCES account, sid BLOB, sealed BLOB CHECK(length(sealed)=80), expires INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE INDEX pair_expires ON pair(expires);
CREATE INDEX pair_sid ON pair(sid);
CREATE INDEX pair_account ON pair(account);
)sql";

constexpr std::array kVersions = {kVersion1, kVersion2, kVersion3, kVersion4,
                                  kVersion5, kVersion6, kVersion7, kVersion8};

}  // namespace

Status migrate(Database& database) {
  std::uint64_t version = 0;
  {
    Statement select = database.prepare("PRAGMA user_version");
    if (!TRY(select.next())) return Fault::unavailable;
    version = select.integer(0);
  }
  if (version > kVersions.size()) return Fault::conflict;
  for (; version < kVersions.size(); ++version) {
    const std::string sql = std::string("BEGIN IMMEDIATE;") + kVersions[version] +
                            "PRAGMA user_version=" + std::to_string(version + 1) + ";COMMIT;";
    if (!database.execute(sql.c_str())) {
      if (database.in_transaction()) (void)database.execute("ROLLBACK");
      return Fault::unavailable;
    }
  }
  return Done{};
}

}  // namespace portal::server
