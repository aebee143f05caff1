#include "shared/archive/age.h"

#include <algorithm>
#include <sodium.h>

namespace portal::archive {
namespace {

constexpr std::size_t kNonceSize = 16;
static_assert(kAgeTag == crypto_aead_chacha20poly1305_ietf_ABYTES);

}  // namespace

Fixed<12> AgeStream::next_nonce(Place place) {
  Fixed<12> nonce{};
  for (std::size_t i = 0; i < 8; ++i) nonce[10 - i] = static_cast<std::uint8_t>(counter_ >> (8 * i));
  nonce[11] = place == Place::last ? 1 : 0;
  ++counter_;
  return nonce;
}

Bytes AgeStream::seal(View chunk, Place place) {
  const Fixed<12> nonce = next_nonce(place);
  Bytes sealed(chunk.size() + kAgeTag);
  crypto_aead_chacha20poly1305_ietf_encrypt(sealed.data(), nullptr, chunk.data(), chunk.size(), nullptr, 0,
                                            nullptr, nonce.data(), key_.reveal().data());
  return sealed;
}

Result<Secret> AgeStream::open(View chunk, Place place) {
  if (chunk.size() < kAgeTag) return Fault::malformed;
  const Fixed<12> nonce = next_nonce(place);
  Secret plain(chunk.size() - kAgeTag);
  if (crypto_aead_chacha20poly1305_ietf_decrypt(plain.reveal().data(), nullptr, nullptr, chunk.data(),
                                                chunk.size(), nullptr, 0, nonce.data(),
                                                key_.reveal().data()) != 0)
    return Fault::unauthenticated;
  return plain;
}

void AgeEncryptor::begin(const AgeWrapKey& wrap_key, const Fixed<16>& salt, std::uint32_t work_factor,
                         Random& random) {
  const AgeFileKey key{random.make_secret(16)};
  const Bytes nonce = random.make_bytes(kNonceSize);
  to_.write(view_of(print_age_header(seal_file_key(key, wrap_key, salt, work_factor))));
  to_.write(nonce);
  stream_ = AgeStream(key, nonce);
}

void AgeEncryptor::write(View bytes) {
  while (!bytes.empty()) {
    if (filled_ == kAgeChunk) put(AgeStream::Place::middle);
    const std::size_t size = std::min(bytes.size(), kAgeChunk - filled_);
    std::copy_n(bytes.begin(), size, held_.reveal().begin() + static_cast<std::ptrdiff_t>(filled_));
    filled_ += size;
    bytes = bytes.subspan(size);
  }
}

void AgeEncryptor::finish() {
  put(AgeStream::Place::last);
}

void AgeEncryptor::put(AgeStream::Place place) {
  to_.write(stream_.seal(held_.reveal().first(filled_), place));
  filled_ = 0;
}

Status AgeDecryptor::push(View bytes) {
  while (!bytes.empty()) {
    const std::size_t room = at_ == At::nonce ? kNonceSize : kAgeChunk + kAgeTag;
    if (held_.size() == room) TRY(open(AgeStream::Place::middle));
    const std::size_t size = std::min(bytes.size(), room - held_.size());
    append(held_, bytes.first(size));
    bytes = bytes.subspan(size);
    if (at_ == At::nonce && held_.size() == kNonceSize) {
      stream_ = AgeStream(file_key_, held_);
      file_key_ = {};
      held_.clear();
      at_ = At::chunks;
    }
  }
  return Done{};
}

Status AgeDecryptor::open(AgeStream::Place place) {
  const Secret plain = TRY(stream_.open(held_, place));
  const bool is_empty_again = plain.empty() && !is_first_;  // only an empty file has an empty chunk
  if (is_empty_again) return Fault::malformed;
  is_first_ = false;
  held_.clear();
  to_.write(plain.reveal());
  return Done{};
}

Status AgeDecryptor::finish() {
  if (at_ != At::chunks) return Fault::malformed;
  return open(AgeStream::Place::last);
}

}  // namespace portal::archive
