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

  // First. Fault::no_memory: nothing was written.
  Status begin(const Secret& passphrase, std::uint32_t work_factor, Random& random);
  void write(View bytes) override;
  void finish();  // last

 private:
  void put(AgeStream::Place place);

  Sink& to_;
  AgeStream stream_;
  Secret held_;
  std::size_t filled_ = 0;
};

// Opens what is pushed, and writes it on chunk by chunk. It is whole only when `finish` has said so.
class AgeDecryptor {
 public:
  AgeDecryptor(Secret passphrase, Sink& to) : passphrase_(std::move(passphrase)), to_(to) {}

  // Fault::malformed: not such a file. Fault::unauthenticated: another passphrase, or it was changed.
  // Fault::no_memory: see seal_file_key.
  Status push(View bytes);
  Status finish();
  // Whether the passphrase has opened the header.
  bool has_key() const { return at_ != At::header; }

 private:
  enum class At { header, nonce, chunks };

  Status read_header();
  Status open(AgeStream::Place place);

  Secret passphrase_;
  Sink& to_;
  At at_ = At::header;
  Bytes held_;
  AgeFileKey file_key_;
  AgeStream stream_;
  bool is_first_ = true;
};

}  // namespace portal::archive
