// Whether a signed archive is whole, and by which key: read as it comes, in parts of any size.
#pragma once

#include <string>
#include <vector>

#include "shared/archive/digests.h"
#include "shared/archive/sums.h"
#include "shared/archive/zip_reader.h"
#include "shared/crypto/ed25519.h"

namespace portal::archive {

// What the signature says. It says whose it is only to who knows the key from elsewhere.
struct Verified {
  VerifyKey key;  // from the archive itself: compare it
  std::string trusted_comment;
  std::size_t files;  // that the signature covers
};

class ArchiveCheck final : private ZipListener {
 public:
  ArchiveCheck() : zip_(*this) {}

  Status push(View bytes) { return zip_.push(bytes); }
  // Fault::malformed if it is no such archive, Fault::unauthenticated if a file or the signature is not what
  // was signed.
  Result<Verified> finish();

 private:
  Status entry(std::string_view path) override;
  Status content(View bytes) override;
  Status entry_ends() override;
  std::string* kept_text();

  ZipReader zip_;
  Sha256Stream digest_;
  std::string path_;
  std::vector<Sum> seen_;
  std::string key_file_;
  std::string sums_;
  std::string signature_;
};

}  // namespace portal::archive
