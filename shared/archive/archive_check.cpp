#include "shared/archive/archive_check.h"

#include "shared/archive/minisign.h"
#include "shared/archive/paths.h"
#include "shared/archive/signed_archive.h"

namespace portal::archive {
namespace {

constexpr std::size_t kLongestList = kMostEntries * (64 + 3 + kLongestPath);

}  // namespace

// The text of the three files that the check itself reads.
std::string* ArchiveCheck::kept_text() {
  if (path_ == kKeyPath) return &key_file_;
  if (path_ == kSumsPath) return &sums_;
  if (path_ == kSignaturePath) return &signature_;
  return nullptr;
}

Status ArchiveCheck::entry(std::string_view path) {
  path_ = std::string(path);
  digest_ = {};
  return Done{};
}

Status ArchiveCheck::content(View bytes) {
  digest_.update(bytes);
  std::string* text = kept_text();
  if (!text) return Done{};
  const std::size_t most = path_ == kSumsPath ? kLongestList : kLongestMinisig;
  if (text->size() + bytes.size() > most) return Fault::malformed;
  *text += text_of(bytes);
  return Done{};
}

Status ArchiveCheck::entry_ends() {
  if (path_ != kSumsPath && path_ != kSignaturePath) seen_.push_back(Sum{path_, digest_.finish()});
  return Done{};
}

Result<Verified> ArchiveCheck::finish() {
  TRY(zip_.finish());
  const VerifyKey key = TRY(parse_minisign_key(key_file_));
  const std::string comment = TRY(verify_minisig(signature_, key, blake2b512(view_of(sums_))));
  if (TRY(parse_sums(sums_)) != seen_) return Fault::unauthenticated;
  return Verified{key, comment, seen_.size()};
}

}  // namespace portal::archive
