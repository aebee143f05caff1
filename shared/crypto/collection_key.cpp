#include "shared/crypto/collection_key.h"

#include <algorithm>

#include "shared/crypto/aead.h"
#include "shared/crypto/labels.h"

namespace portal {
namespace {

Bytes associated_data(const CollectionKeyBinding& binding) {
  Bytes data = bytes_of(label_text(DataLabel::ckey));
  data.push_back(0);
  append(data, binding.account);
  append(data, binding.collection);
  append_u32be(data, binding.key_version);
  append_u32be(data, binding.amk_version);
  return data;
}

}  // namespace

CollectionKey make_collection_key(Random& random) {
  return {random.make_secret(32)};
}

WrappedCollectionKey wrap_collection_key(const CollectionWrapKey& wrap_key, const CollectionKey& key,
                                         const CollectionKeyBinding& binding, Random& random) {
  const Bytes sealed = aead_seal(wrap_key.bytes, associated_data(binding), key.bytes.reveal(), random);
  WrappedCollectionKey wrapped{};
  std::copy(sealed.begin(), sealed.end(), wrapped.begin());
  return wrapped;
}

Result<CollectionKey> unwrap_collection_key(const CollectionWrapKey& wrap_key, View wrapped,
                                            const CollectionKeyBinding& binding) {
  if (wrapped.size() != std::tuple_size_v<WrappedCollectionKey>) return Fault::malformed;
  return CollectionKey{TRY(aead_open(wrap_key.bytes, associated_data(binding), wrapped))};
}

}  // namespace portal
