#include <algorithm>

#include "server-stub/store/verbs.h"

namespace portal::server::verbs {
namespace {

// An empty bucket is full again after burst · interval. One token moves that moment by one interval, and has
// to leave it within that reach.
Result<Milliseconds> full_after(Database& database, const Charge& charge, Milliseconds now) {
  Statement select = database.prepare("SELECT full_at FROM budget WHERE key=?", charge.key);
  const Milliseconds full_at = TRY(select.next()) ? select.integer(0) : 0;
  // A clock that was set back must not lock anybody out.
  const Milliseconds reach = now + charge.burst * charge.interval;
  return std::clamp(full_at, now, reach) + charge.interval;
}

}  // namespace

Result<Wait> wait_for(Database& database, const std::vector<Charge>& charges, Milliseconds now) {
  Wait longest;
  for (const Charge& charge : charges) {
    const Milliseconds full_at = TRY(full_after(database, charge, now));
    const Milliseconds reach = now + charge.burst * charge.interval;
    if (full_at > reach) longest.milliseconds = std::max(longest.milliseconds, full_at - reach);
  }
  return longest;
}

Result<Wait> charge(Database& database, const std::vector<Charge>& charges, Milliseconds now) {
  const Wait wait = TRY(wait_for(database, charges, now));
  if (wait.milliseconds > 0) return wait;
  for (const Charge& charge : charges) {
    TRY(
        database.run("INSERT INTO budget(key, full_at, day) VALUES(?, ?, ?) "
                     "ON CONFLICT DO UPDATE SET full_at=excluded.full_at, day=excluded.day",
                     charge.key, TRY(full_after(database, charge, now)), charge.day));
  }
  return wait;
}

Status refund(Database& database, const Sha256& key, Milliseconds interval, Milliseconds now) {
  TRY(database.run("UPDATE budget SET full_at=full_at-? WHERE key=?", interval, key));
  return database.run("DELETE FROM budget WHERE key=? AND full_at<=?", key, now);
}

}  // namespace portal::server::verbs
