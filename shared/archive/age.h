// age v1 files for one passphrase, made and read as they come. After the header: 16 bytes, then chunks of
// 64 KiB sealed with ChaCha20-Poly1305, nonce = counter (11) ‖ 01 for the last, else 00.
#pragma once

#include "shared/archive/age_header.h"
#include "shared/archive/sink.h"

namespace portal::archive {

inline constexpr std::size_t kAgeChunk = 64 * 1024;
inline constexpr std::size_t kAgeTag = 16;

// One key and its counter, for the chunks of one file.
class AgeStream {
 public:
  AgeStream() = default;
  AgeStream(const AgeFileKey& key, View nonce) : key_(age_derive(key.bytes.reveal(), nonce, "payload")) {}

  enum class Place { middle, last };
  Bytes seal(View chunk, Place place);
  Result<Secret> open(View chunk, Place place);

 private:
  Fixed<12> next_nonce(Place place);

  Secret key_;
  std::uint64_t counter_ = 0;
};

// Seals what is written to it.
class AgeEncryptor final : public Sink {
 public:
  explicit AgeEncryptor(Sink& to) : to_(to), held_(kAgeChunk) {}

  // First. The key belongs to that salt and work factor (age_header.h).
  void begin(const AgeWrapKey& wrap_key, const Fixed<16>& salt, std::uint32_t work_factor, Random& random);
  void write(View bytes) override;
  void finish();  // last

 private:
  void put(AgeStream::Place place);

  Sink& to_;
  AgeStream stream_;
  Secret held_;
  std::size_t filled_ = 0;
};

// Opens what is pushed, all that comes after the header, and writes it on chunk by chunk. It is whole only
// when `finish` has said so.
class AgeDecryptor {
 public:
  AgeDecryptor(AgeFileKey key, Sink& to) : to_(to), file_key_(std::move(key)) {}

  // Fault::malformed: not such a file. Fault::unauthenticated: it was changed.
  Status push(View bytes);
  Status finish();

 private:
  enum class At { nonce, chunks };

  Status open(AgeStream::Place place);

  Sink& to_;
  At at_ = At::nonce;
  Bytes held_;
  AgeFileKey file_key_;
  AgeStream stream_;
  bool is_first_ = true;
};

}  // namespace portal::archive
