#include "server-stub/app/chores.h"

#include "server-stub/app/erase.h"
#include "server-stub/app/reset.h"

namespace portal::server {
namespace {

constexpr std::size_t kMostReminders = 100;

Status remind_who_is_due(Desk& desk) {
  for (const DueReminder& due : TRY(desk.store.find_due_reminders(desk.now, kMostReminders))) {
    TRY(desk.store.remind(
        due, desk.mail(MailKind::reminder, due.login, desk.settings.public_url + "/change-password")));
  }
  return Done{};
}

}  // namespace

Status do_chores(Desk& desk) {
  const Status tidied = desk.store.tidy(desk.now, desk.random);
  const Status erased = erase_what_is_due(desk);
  const Status announced = announce_due_resets(desk);
  const Status reminded = remind_who_is_due(desk);
  return !tidied ? tidied : !erased ? erased : !announced ? announced : reminded;
}

}  // namespace portal::server
