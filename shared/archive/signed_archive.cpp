#include "shared/archive/signed_archive.h"

#include "shared/archive/minisign.h"

namespace portal::archive {
namespace {

Status put(ZipWriter& zip, std::string_view path, std::string_view content) {
  TRY(zip.open_entry(path));
  TRY(zip.write(view_of(content)));
  zip.close_entry();
  return Done{};
}

}  // namespace

Status SignedArchive::open_entry(std::string_view path) {
  TRY(zip_.open_entry(path));
  sums_.push_back(Sum{std::string(path), {}});
  digest_ = {};
  return Done{};
}

Status SignedArchive::write(View bytes) {
  digest_.update(bytes);
  return zip_.write(bytes);
}

void SignedArchive::close_entry() {
  sums_.back().digest = digest_.finish();
  zip_.close_entry();
}

Status SignedArchive::add(std::string_view path, View content) {
  TRY(open_entry(path));
  TRY(write(content));
  close_entry();
  return Done{};
}

Status SignedArchive::finish(const SigningKey& key, std::string_view trusted_comment) {
  TRY(add(kKeyPath, view_of(minisign_key_file(key.verify_key))));
  const std::string sums = print_sums(sums_);
  TRY(put(zip_, kSumsPath, sums));
  TRY(put(zip_, kSignaturePath, sign_minisig(key, blake2b512(view_of(sums)), trusted_comment)));
  zip_.finish();
  return Done{};
}

}  // namespace portal::archive
