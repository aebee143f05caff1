#include "server-stub/app/sealed_mail.h"

#include "shared/crypto/seal.h"

namespace portal::server {
namespace {

Bytes bound_to(std::uint64_t id) {
  Bytes bytes;
  append_u64be(bytes, id);
  return bytes;
}

}  // namespace

SealedMail seal_mail(const StateKey& outbox_key, const OutgoingMail& mail, Milliseconds now, Random& random) {
  Fixed<8> drawn;
  random.fill(drawn);
  std::uint64_t id = 0;
  for (std::uint8_t byte : drawn) id = id << 8 | byte;
  id >>= 1;
  Bytes plain = wire::encode(mail);
  SealedMail sealed{
      .id = id,
      .made = now,
      .sealed = seal_state(outbox_key, DataLabel::outbox, bound_to(id), plain, random),
      .whom = {},
  };
  wipe(plain);
  return sealed;
}

Result<OutgoingMail> open_mail(const StateKey& outbox_key, const SealedMail& mail) {
  const Secret plain = TRY(open_state(outbox_key, DataLabel::outbox, bound_to(mail.id), mail.sealed));
  return wire::parse<OutgoingMail>(plain.reveal());
}

}  // namespace portal::server
