// wire::parse of every message: what it takes is printed as it would be sent, and read as the same again.
#include "shared/wire/account.h"
#include "shared/wire/credential.h"
#include "shared/wire/device.h"
#include "shared/wire/erase.h"
#include "shared/wire/export.h"
#include "shared/wire/login.h"
#include "shared/wire/pair.h"
#include "shared/wire/records.h"
#include "shared/wire/recover.h"
#include "shared/wire/reset.h"
#include "shared/wire/sessions.h"
#include "shared/wire/sign_up.h"
#include "shared/wire/site.h"
#include "shared/wire/subscriptions.h"
#include "tests/fuzz/demand.h"

using namespace portal;
using namespace portal::wire;
using portal::fuzz::are_equal;
using portal::fuzz::demand;

namespace {

template <class M>
void try_one(View input) {
  const auto message = parse<M>(input);
  if (!message) return;
  const Bytes sent = encode(*message);
  const auto again = parse<M>(sent);
  demand(bool(again), "what we would send can be read");
  demand(are_equal(encode(*again), sent), "what we would send says the same");

  Bytes more = sent;
  more.insert(more.end() - 1, {',', '"', '-', '"', ':', '1'});
  demand(!parse<M>(more), "a member that nobody knows is refused");
}

template <class... Requests>
void try_all(View input) {
  (try_one<Requests>(input), ...);
  (try_one<typename Requests::Reply>(input), ...);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const View input(data, size);
  if (!parse_json(input)) return 0;
  try_all<SignUp, SignUpShow, SignUpStart, SignUpFinish, LoginStart, LoginFinish, StepUpStart, StepUpFinish,
          AccountShow, ReminderSet, SessionEnd, SessionsShow, SessionsEnd, SessionsEndDevice,
          SessionsEndOthers, SessionsName, SessionsMail, EraseShow, EraseRequest, EraseCancel,
          EraseCancelByLink, CredentialStart, CredentialFinish, CredentialCancel, RecoverStart, RecoverProve,
          RecoveryDisown, RecoveryRenew, ResetStart, ResetConfirm, ResetCancel, ResetCancelByLink, ResetShow,
          ResetBegin, ResetFinish, SiteShow, TrustShow, SubscriptionsShow, SubscriptionSet, SubscriptionsStop,
          SubscriptionsUndo, CollectionsShow, RecordsShow, RecordsWrite, LogEntries, ExportNote, MailerCheck,
          DeviceEnrol, DeviceUnlock, PairStart, PairShow, PairAllow, PairDeny, PairPoll>(input);
  return 0;
}
