#include "shared/crypto/signed_note.h"

#include <doctest/doctest.h>

#include "shared/base/encoding.h"

namespace portal {
namespace {

SigningKey key_of(std::uint8_t seed) {
  return signing_key_from_seed(Secret(Bytes(32, seed)));
}

struct Note {
  SigningKey alice = key_of(1);
  SigningKey bob = key_of(2);
  std::string text = "first line\nsecond line\n";
  std::string note = sign_note(text, {{"portal.example/alice", alice}, {"portal.example/bob", bob}});

  NoteVerifier by_alice{"portal.example/alice", alice.verify_key};
  NoteVerifier by_bob{"portal.example/bob", bob.verify_key};
};

void replace_once(std::string& in, std::string_view what, std::string_view with) {
  const std::size_t at = in.find(what);
  REQUIRE(at != std::string::npos);
  in.replace(at, what.size(), with);
}

TEST_CASE_FIXTURE(Note, "a note verifies with exactly its signers in their order") {
  CHECK(verify_note(note, text, {by_alice, by_bob}));
  CHECK_FALSE(verify_note(note, text, {by_bob, by_alice}));
  CHECK_FALSE(verify_note(note, text, {by_alice}));
  CHECK_FALSE(verify_note(note, text, {by_bob}));
  CHECK_FALSE(verify_note(note, text, {by_alice, by_bob, by_bob}));
  CHECK_FALSE(verify_note(note, text, {by_alice, by_alice}));
  CHECK_FALSE(verify_note(note, text, {}));
}

TEST_CASE_FIXTURE(Note, "another text, another name or another key does not verify") {
  CHECK_FALSE(verify_note(note, "first line\n", {by_alice, by_bob}));
  CHECK_FALSE(verify_note(note, text + "\n", {by_alice, by_bob}));
  CHECK_FALSE(verify_note(note, text, {{"portal.example/alicf", alice.verify_key}, by_bob}));
  CHECK_FALSE(verify_note(note, text, {{"portal.example/alice", bob.verify_key}, by_bob}));
}

TEST_CASE_FIXTURE(Note, "a signature under the name and key id of another does not verify") {
  // The line says alice, its bytes are bob's signature.
  Bytes line = copy_of(note_key_id(by_alice.name, alice.verify_key));
  append(line, sign(bob, view_of(text)));
  const std::string forged = text + "\n\xe2\x80\x94 " + by_alice.name + " " + encode_base64(line) + "\n";
  REQUIRE(parse_note(forged));
  CHECK_FALSE(verify_note(forged, text, {by_alice}));
}

TEST_CASE_FIXTURE(Note, "a note says what it was made of") {
  const auto parsed = parse_note(note);
  REQUIRE(parsed);
  CHECK(parsed->text == text);
  REQUIRE(parsed->signatures.size() == 2);
  CHECK(parsed->signatures[0].name == "portal.example/alice");
  CHECK(parsed->signatures[1].key_id == note_key_id("portal.example/bob", bob.verify_key));
}

TEST_CASE_FIXTURE(Note, "every flipped bit is noticed") {
  for (std::size_t bit = 0; bit < note.size() * 8; ++bit) {
    std::string changed = note;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    CHECK_FALSE(verify_note(changed, text, {by_alice, by_bob}));
  }
}

TEST_CASE_FIXTURE(Note, "every shorter note is refused") {
  for (std::size_t size = 0; size < note.size(); ++size)
    CHECK_FALSE(verify_note(std::string_view(note).substr(0, size), text, {by_alice, by_bob}));
}

TEST_CASE_FIXTURE(Note, "there is one form only") {
  const auto refused = [&](std::string_view what, std::string_view with) {
    std::string changed = note;
    replace_once(changed, what, with);
    const Status status = verify_note(changed, text, {by_alice, by_bob});
    CHECK_FALSE(status);
    return !parse_note(changed);
  };
  CHECK(refused("\n\n", "\n"));
  CHECK(refused("\n\n", "\r\n\r\n"));
  CHECK_FALSE(refused("line\n\n\xe2", "line\n\n\n\xe2"));  // a note, but of another text
  CHECK(refused("\xe2\x80\x94 ", "- "));
  CHECK(refused("\xe2\x80\x94 ", "\xe2\x80\x94  "));
  CHECK(refused("/alice ", "/alice  "));
  CHECK(refused("/alice ", "/al+ice "));
  CHECK(refused("portal.example/alice ", " "));
  CHECK(refused("=\n", "\n"));
  CHECK(refused("=\n", "=\r\n"));
  CHECK(refused("=\n", "= \n"));
  CHECK_FALSE(parse_note(note + "\n"));
  CHECK_FALSE(parse_note(note + "more"));
  CHECK_FALSE(parse_note("text\n\n"));
  CHECK_FALSE(parse_note(""));
  CHECK_FALSE(parse_note("\n\n"));
}

TEST_CASE("a text with control characters or broken UTF-8 is no note") {
  const SigningKey key = key_of(1);
  const auto signed_as_is = [&](std::string_view text) { return sign_note(text, {{"name", key}}); };
  CHECK(parse_note(signed_as_is("caf\xc3\xa9\n")));
  CHECK_FALSE(parse_note(signed_as_is("a\tb\n")));
  CHECK_FALSE(parse_note(signed_as_is("a\rb\n")));
  CHECK_FALSE(parse_note(signed_as_is(std::string_view("a\0b\n", 4))));
  CHECK_FALSE(parse_note(signed_as_is("a\xff\n")));
}

TEST_CASE("a signature of another length is no signature") {
  const SigningKey key = key_of(1);
  for (std::size_t size : {0, 3, 4, 67, 69, 132}) {
    const std::string note = "text\n\n\xe2\x80\x94 name " + encode_base64(Bytes(size, 1)) + "\n";
    CHECK_FALSE(parse_note(note));
  }
}

TEST_CASE("a key of small order verifies nothing") {
  VerifyKey identity{};
  identity.bytes[0] = 1;
  Signature signature{};
  signature[0] = 1;
  CHECK_FALSE(verifies(identity, view_of("anything"), signature));
  CHECK_FALSE(verifies(VerifyKey{}, view_of("anything"), signature));
}

}  // namespace
}  // namespace portal
