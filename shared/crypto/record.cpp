#include "shared/crypto/record.h"

#include "shared/crypto/aead.h"
#include "shared/crypto/labels.h"
#include "shared/crypto/padding.h"

namespace portal {
namespace {

static_assert(kSmallestRecord == kSealOverhead + kLeastPadded);

Bytes associated_data(const RecordBinding& binding) {
  Bytes data = bytes_of(label_text(DataLabel::record));
  data.push_back(0);
  append(data, binding.account);
  append(data, binding.collection);
  append(data, binding.record);
  append_u64be(data, binding.revision);
  append_u32be(data, binding.key_version);
  data.push_back(static_cast<std::uint8_t>(binding.state));
  return data;
}

}  // namespace

Bytes seal_record(const CollectionKey& key, const RecordBinding& binding, View plaintext, Random& random) {
  return aead_seal(key.bytes, associated_data(binding), pad(plaintext).reveal(), random);
}

Result<Secret> open_record(const CollectionKey& key, const RecordBinding& binding, View sealed) {
  if (sealed.size() < kSmallestRecord) return Fault::malformed;
  const Secret padded = TRY(aead_open(key.bytes, associated_data(binding), sealed));
  Secret plaintext = TRY(unpad(padded.reveal()));
  if (binding.state == RecordState::tombstone && text_of(plaintext.reveal()) != "{}") return Fault::malformed;
  return plaintext;
}

}  // namespace portal
