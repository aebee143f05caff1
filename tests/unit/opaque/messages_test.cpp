#include "shared/opaque/messages.h"

#include <doctest/doctest.h>

#include "tests/unit/known_answers.h"
#include "tests/unit/opaque/two_sides.h"

namespace portal::opaque {
namespace {

using test::TwoSides;

// One valid message of each kind.
struct Messages : TwoSides {
  LoginStart start = typed(password);
  Fixed<320> ke2 = answer(start.ke1, record)->ke2;
  Fixed<32> request = *fixed<32>(View(start.ke1).first(32));
  Fixed<64> response = *create_registration_response(setup, request, view_of(login));
};

// Whether `decode` takes `bytes` and prints them again, and nothing one byte shorter or longer.
template <class Decode>
void has_exactly_its_length(View bytes, Decode decode) {
  const auto message = decode(bytes);
  REQUIRE(message);
  CHECK(test::hex(encode(*message)) == test::hex(bytes));
  CHECK_FALSE(decode(bytes.first(bytes.size() - 1)));
  CHECK_FALSE(decode(bytes.subspan(1)));
  CHECK_FALSE(decode({}));
  for (std::uint8_t more : {0, 1}) {
    Bytes longer = copy_of(bytes);
    longer.push_back(more);
    CHECK_FALSE(decode(longer));
  }
}

// Whether `decode` refuses the identity and non-canonical encodings in the 32 bytes from `offset`.
template <class Decode>
void has_an_element_at(std::size_t offset, View bytes, Decode decode) {
  const auto with = [&](View element) {
    Bytes changed = copy_of(bytes);
    std::copy(element.begin(), element.end(), changed.begin() + static_cast<std::ptrdiff_t>(offset));
    return decode(changed);
  };
  CHECK_FALSE(with(Fixed<32>{}));
  CHECK_FALSE(with(Bytes(32, 0xff)));
  Bytes one(32, 0);
  one[0] = 1;  // a negative field element
  CHECK_FALSE(with(one));
  Bytes prime = *decode_hex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");  // = 0
  CHECK_FALSE(with(prime));
  Bytes high_bit = copy_of(bytes.subspan(offset, 32));
  high_bit[31] = static_cast<std::uint8_t>(high_bit[31] | 0x80);
  CHECK_FALSE(with(high_bit));
}

TEST_CASE_FIXTURE(Messages, "a message of one byte more or less is refused") {
  has_exactly_its_length(request, decode_registration_request);
  has_exactly_its_length(response, decode_registration_response);
  has_exactly_its_length(record, decode_registration_record);
  has_exactly_its_length(View(record).last(96), decode_envelope);
  has_exactly_its_length(start.ke1, decode_ke1);
  has_exactly_its_length(ke2, decode_ke2);
  CHECK(decode_ke3(Bytes(64, 1)));
  CHECK_FALSE(decode_ke3(Bytes(63, 1)));
  CHECK_FALSE(decode_ke3(Bytes(65, 1)));
}

TEST_CASE_FIXTURE(Messages,
                  "the identity and non-canonical encodings are refused wherever an element stands") {
  has_an_element_at(0, request, decode_registration_request);
  has_an_element_at(0, response, decode_registration_response);
  has_an_element_at(32, response, decode_registration_response);
  has_an_element_at(0, record, decode_registration_record);
  has_an_element_at(0, start.ke1, decode_ke1);
  has_an_element_at(64, start.ke1, decode_ke1);
  has_an_element_at(0, ke2, decode_ke2);
  has_an_element_at(224, ke2, decode_ke2);
}

TEST_CASE("RFC 9496: no message takes an invalid encoding") {
  const auto file = test::find_vectors("ristretto255/rfc9496-ristretto255.json");
  if (!file) return;
  for (const nlohmann::json& item : (*file)["invalid_encodings"]) {
    const Bytes bytes = *decode_hex(item.get<std::string>());
    CHECK_FALSE(decode_registration_request(bytes));
    CHECK_FALSE(decode_registration_record(join({bytes, Fixed<160>{}})));
  }
}

}  // namespace
}  // namespace portal::opaque
