// What the tests of archives are made of.
#pragma once

#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <utility>
#include <vector>

#include "shared/archive/age.h"
#include "shared/archive/signed_archive.h"
#include "tests/unit/randoms.h"

namespace portal::test {

struct Collected final : archive::Sink {
  void write(View part) override { append(bytes, part); }
  Bytes bytes;
};

// Around the sizes of blocks and chunks.
inline const std::vector<std::size_t> kEdges{0,      1,       65'534,  65'535,  65'536,
                                             65'537, 131'070, 131'071, 131'072, 131'073};

inline Bytes noise(std::size_t size, std::uint32_t seed = 1) {
  return SeededRandom(seed).make_bytes(size);
}

inline SigningKey owner_of(std::uint8_t seed) {
  return signing_key_from_seed(Secret(Bytes(32, seed)));
}

inline const std::string kComment =
    "portal/v1 export realm=portal.example account=00112233445566778899aabbccddeeff manifest=- log=- "
    "time=1700000000";

using Files = std::vector<std::pair<std::string, Bytes>>;

inline Bytes signed_archive_of(const Files& files, const SigningKey& key) {
  Collected to;
  archive::SignedArchive archive(to);
  for (const auto& [path, content] : files) REQUIRE(archive.add(path, content));
  REQUIRE(archive.finish(key, kComment));
  return to.bytes;
}

inline archive::AgeWrapKey wrap_key_of(const std::string& passphrase, const Fixed<16>& salt,
                                       std::uint32_t work_factor) {
  auto key = stretch_scrypt(Secret(view_of(passphrase)), archive::scrypt_salt(salt),
                            archive::scrypt_cost(work_factor));
  REQUIRE(key);
  return {std::move(*key)};
}

// A whole age file, as a client without a bound on memory opens it.
inline Result<Bytes> open_age_file(View file, const std::string& passphrase, std::size_t part = 1 << 20) {
  const std::string_view text = text_of(file).substr(0, archive::kLongestAgeHeader);
  const std::size_t size = archive::find_age_header(text);
  const auto header = TRY(archive::parse_age_header(text.substr(0, size)));
  auto key = TRY(archive::open_file_key(header, wrap_key_of(passphrase, header.salt, header.work_factor)));
  Collected to;
  archive::AgeDecryptor age(std::move(key), to);
  for (file = file.subspan(size); !file.empty(); file = file.subspan(std::min(part, file.size()))) {
    TRY(age.push(file.first(std::min(part, file.size()))));
  }
  TRY(age.finish());
  return to.bytes;
}

inline Bytes age_file_of(View content, const std::string& passphrase, std::uint32_t work_factor = 4) {
  Collected to;
  SeededRandom random(7);
  archive::AgeEncryptor age(to);
  Fixed<16> salt{};
  random.fill(salt);
  age.begin(wrap_key_of(passphrase, salt, work_factor), salt, work_factor, random);
  age.write(content);
  age.finish();
  return to.bytes;
}

}  // namespace portal::test
