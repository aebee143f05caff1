// A ZIP file whose last two entries are the SHA-256 of all others and the owner's signature over that list.
#pragma once

#include <vector>

#include "shared/archive/digests.h"
#include "shared/archive/sums.h"
#include "shared/archive/zip_writer.h"
#include "shared/crypto/ed25519.h"

namespace portal::archive {

inline constexpr std::string_view kSumsPath = "SHA256SUMS";
inline constexpr std::string_view kSignaturePath = "SHA256SUMS.minisig";
inline constexpr std::string_view kKeyPath = "keys/owner.pub";

class SignedArchive {
 public:
  explicit SignedArchive(Sink& to) : zip_(to) {}

  // The faults of ZipWriter.
  Status open_entry(std::string_view path);
  Status write(View bytes);
  void close_entry();
  Status add(std::string_view path, View content);  // all three

  // Adds keys/owner.pub, the list and the signature, and ends the file.
  Status finish(const SigningKey& key, std::string_view trusted_comment);

 private:
  ZipWriter zip_;
  Sha256Stream digest_;
  std::vector<Sum> sums_;
};

}  // namespace portal::archive
