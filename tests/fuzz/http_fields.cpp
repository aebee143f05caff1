// The other fields that the server reads: Authorization, Accept-Encoding, If-None-Match, X-Forwarded-For.
#include "server-stub/app/sessions.h"
#include "server-stub/http/negotiation.h"
#include "server-stub/http/network.h"
#include "tests/fuzz/demand.h"

using namespace portal;
using namespace portal::server;
using portal::fuzz::demand;

namespace {

void try_portal_mac(const std::string& text) {
  const auto mac = parse_portal_mac(text);
  if (!mac) {
    demand(mac.fault() == Fault::session_ended, "whatever is wrong with it looks the same");
    return;
  }
  demand(text == "Portal-MAC sid=" + encode_base64url(mac->sid) + ", seq=" + std::to_string(mac->sequence) +
                     ", mac=" + encode_base64url(mac->mac),
         "a Portal-MAC has one spelling");
  demand(mac->sequence >= 1 && mac->sequence <= wire::kLargestInteger, "a sequence number is in its range");
}

void try_network(const std::string& text) {
  if (const auto address = normalise_address(text)) {
    demand(normalise_address(*address) == address, "an address is its own normal form");
  }
  const std::string peer = "192.0.2.1";
  const HeaderFields fields{{"x-forwarded-for", text}};
  demand(find_network(peer, fields, {}) == peer, "nobody is believed who is not trusted");
  const std::string network = find_network(peer, fields, {peer, "2001:db8::1"});
  demand(normalise_address(network) == network, "a network is an address");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(text_of({data, size}));
  try_portal_mac(text);
  try_network(text);
  (void)accepts_coding(text, "br");
  (void)has_entity_tag(text, "\"a\"");
  demand(!accepts_coding("br;q=0, " + text, "br"), "the first word about a coding counts");
  demand(has_entity_tag(text + ", \"a\"", "\"a\""), "the last tag of a list is found");
  return 0;
}
