#include "server-stub/files/secrets_text.h"

#include <algorithm>
#include <charconv>
#include <sodium.h>

#include "shared/crypto/hash.h"

namespace portal::server {
namespace {

constexpr int kBase64url = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t kCheckSize = 16;

// The file in the order in which it is written.
struct Parts {
  std::uint64_t version = 1;
  std::string realm;
  std::uint64_t made = 0;
  Secret oprf_seed{64};
  Secret server_private_key{32};
  Secret fake_record{192};
  Secret session_key{32};
  Secret outbox_key{32};
  Secret budget_secret{32};
  Secret network_secret{32};
  Secret unsubscribe_key{32};
  Secret suppression_pepper{32};
  Secret log_seed{32};
  Secret receipt_seed{32};
  Secret export_seed{32};

  static void fields(auto& parts, auto&& field) {
    field("v", parts.version);
    field("realm", parts.realm);
    field("made", parts.made);
    field("oprf_seed", parts.oprf_seed);
    field("server_private_key", parts.server_private_key);
    field("fake_record", parts.fake_record);
    field("session_key", parts.session_key);
    field("outbox_key", parts.outbox_key);
    field("budget_secret", parts.budget_secret);
    field("network_secret", parts.network_secret);
    field("unsubscribe_key", parts.unsubscribe_key);
    field("suppression_pepper", parts.suppression_pepper);
    field("log_key", parts.log_seed);
    field("receipt_key", parts.receipt_seed);
    field("export_key", parts.export_seed);
  }
};

// Writes into memory that is wiped, and never moves it.
class Printer {
 public:
  void put(std::string_view text) {
    std::copy(text.begin(), text.end(), text_.reveal().begin() + static_cast<std::ptrdiff_t>(used_));
    used_ += text.size();
  }
  void put_name(std::string_view name) {
    put(used_ == 0 ? "{\n  \"" : ",\n  \"");
    put(name);
    put("\": ");
  }
  void put_value(std::uint64_t value) { put(std::to_string(value)); }
  void put_value(const std::string& value) {
    put("\"");
    put(value);
    put("\"");
  }
  void put_value(const Secret& value) {
    put("\"");
    char* to = reinterpret_cast<char*>(text_.reveal().data()) + used_;
    sodium_bin2base64(to, text_.size() - used_, value.reveal().data(), value.size(), kBase64url);
    used_ += sodium_base64_ENCODED_LEN(value.size(), kBase64url) - 1;
    put("\"");
  }
  View so_far() const { return text_.reveal().first(used_); }

 private:
  Secret text_{4096};
  std::size_t used_ = 0;
};

// Reads straight into secrets: no copy of a key is left in memory that nobody wipes.
class Parser {
 public:
  explicit Parser(View text) : rest_(text_of(text)) {}

  bool take(std::string_view token) {
    skip_spaces();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  bool take_name(std::string_view name) {
    return take(std::exchange(is_first_, false) ? "{" : ",") && take("\"") && take_here(name) &&
           take_here("\"") && take(":");
  }
  bool take_value(std::uint64_t& value) {
    skip_spaces();
    const auto [end, problem] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (problem != std::errc{}) return false;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return true;
  }
  bool take_value(std::string& value) {
    if (!take("\"")) return false;
    const std::size_t end = rest_.find('"');
    if (end == std::string_view::npos) return false;
    value = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return take_here("\"");
  }
  bool take_value(Secret& value) {
    const std::size_t length = sodium_base64_ENCODED_LEN(value.size(), kBase64url) - 1;
    if (!take("\"") || rest_.size() < length) return false;
    std::size_t size = 0;
    const bool decoded = sodium_base642bin(value.reveal().data(), value.size(), rest_.data(), length, nullptr,
                                           &size, nullptr, kBase64url) == 0;
    if (!decoded || size != value.size()) return false;
    rest_.remove_prefix(length);
    return take_here("\"");
  }
  bool is_at_end() {
    skip_spaces();
    return rest_.empty();
  }

 private:
  bool take_here(std::string_view token) {
    return rest_.starts_with(token) && (rest_.remove_prefix(token.size()), true);
  }
  void skip_spaces() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }

  std::string_view rest_;
  bool is_first_ = true;
};

// The file without its end, and the check that finds every slip of a copying hand.
struct Printed {
  Printer printer;
  Secret check;
};
Printed print_parts(const Parts& parts) {
  Printer printer;
  Parts::fields(parts, [&](const char* name, const auto& value) {
    printer.put_name(name);
    printer.put_value(value);
  });
  const auto hash = sha256(printer.so_far());
  return {std::move(printer), Secret(View(hash).first(kCheckSize))};
}

}  // namespace

Result<Secrets> make_secrets(std::string realm, std::uint64_t now, Random& random) {
  return Secrets{
      .realm = std::move(realm),
      .made = now,
      .opaque = TRY(opaque::make_server_setup(random)),
      .fake_record = TRY(opaque::make_fake_record(random)),
      .session_key = {random.make_secret(32)},
      .outbox_key = {random.make_secret(32)},
      .budget_secret = {random.make_secret(32)},
      .network_secret = {random.make_secret(32)},
      .unsubscribe_key = {random.make_secret(32)},
      .suppression_pepper = {random.make_secret(32)},
      .log_key = signing_key_from_seed(random.make_secret(32)),
      .receipt_key = signing_key_from_seed(random.make_secret(32)),
      .export_key = signing_key_from_seed(random.make_secret(32)),
  };
}

Secret print_secrets(const Secrets& secrets) {
  const auto seed_of = [](const SigningKey& key) { return Secret(key.secret.reveal().first(32)); };
  Parts parts;
  parts.realm = secrets.realm;
  parts.made = secrets.made;
  parts.oprf_seed = secrets.opaque.oprf_seed.duplicate();
  parts.server_private_key = secrets.opaque.server_private_key.bytes.duplicate();
  parts.fake_record = Secret(View(secrets.fake_record));
  parts.session_key = secrets.session_key.bytes.duplicate();
  parts.outbox_key = secrets.outbox_key.bytes.duplicate();
  parts.budget_secret = secrets.budget_secret.bytes.duplicate();
  parts.network_secret = secrets.network_secret.bytes.duplicate();
  parts.unsubscribe_key = secrets.unsubscribe_key.bytes.duplicate();
  parts.suppression_pepper = secrets.suppression_pepper.bytes.duplicate();
  parts.log_seed = seed_of(secrets.log_key);
  parts.receipt_seed = seed_of(secrets.receipt_key);
  parts.export_seed = seed_of(secrets.export_key);

  auto [printer, check] = print_parts(parts);
  printer.put_name("check");
  printer.put_value(check);
  printer.put("\n}\n");
  return Secret(printer.so_far());
}

Result<Secrets> parse_secrets(View text) {
  Parser parser(text);
  Parts parts;
  bool good = true;
  Parts::fields(parts, [&](const char* name, auto& value) {
    good = good && parser.take_name(name) && parser.take_value(value);
  });
  Secret check(kCheckSize);
  good =
      good && parser.take_name("check") && parser.take_value(check) && parser.take("}") && parser.is_at_end();
  if (!good || parts.version != 1 || !is_realm(parts.realm)) return Fault::malformed;
  if (!equal_in_constant_time(print_parts(parts).check.reveal(), check.reveal())) return Fault::malformed;

  return Secrets{
      .realm = parts.realm,
      .made = parts.made,
      .opaque = TRY(opaque::load_server_setup(parts.oprf_seed.reveal(), parts.server_private_key.reveal())),
      .fake_record = TRY(fixed<192>(parts.fake_record.reveal())),
      .session_key = {std::move(parts.session_key)},
      .outbox_key = {std::move(parts.outbox_key)},
      .budget_secret = {std::move(parts.budget_secret)},
      .network_secret = {std::move(parts.network_secret)},
      .unsubscribe_key = {std::move(parts.unsubscribe_key)},
      .suppression_pepper = {std::move(parts.suppression_pepper)},
      .log_key = signing_key_from_seed(parts.log_seed),
      .receipt_key = signing_key_from_seed(parts.receipt_seed),
      .export_key = signing_key_from_seed(parts.export_seed),
  };
}

}  // namespace portal::server
