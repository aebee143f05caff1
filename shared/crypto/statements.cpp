#include "shared/crypto/statements.h"

#include <initializer_list>

#include "shared/base/encoding.h"

namespace portal {
namespace {

std::string lines(std::initializer_list<std::string_view> each) {
  std::string text;
  for (std::string_view line : each) {
    text += line;
    text += '\n';
  }
  return text;
}

std::string two_numbers(std::uint64_t first, std::uint64_t second) {
  return std::to_string(first) + ' ' + std::to_string(second);
}

}  // namespace

std::string owner_key_name(std::string_view realm, const AccountId& account) {
  return std::string(realm) + "/owner/" + encode_hex(account);
}

std::string recovery_key_name(std::string_view realm, const AccountId& account) {
  return std::string(realm) + "/recovery/" + encode_hex(account);
}

std::string_view reason_text(ChangeReason reason) {
  switch (reason) {
    case ChangeReason::password:
      return "password";
    case ChangeReason::recovery:
      return "recovery";
    case ChangeReason::login:
      return "login";
    case ChangeReason::rotation:
      return "rotation";
    case ChangeReason::unfreeze:
      return "unfreeze";
  }
  return "";
}

std::string credential_change_text(const CredentialChange& change) {
  return lines({
      "portal/v1 credential-change",
      change.realm,
      encode_hex(change.account),
      reason_text(change.reason),
      two_numbers(change.base, std::uint64_t{change.base} + 1),
      two_numbers(change.amk_version, change.new_amk_version),
      encode_hex(sha256(view_of(change.login))),
      encode_hex(sha256(change.record)),
      change.manifest ? encode_hex(*change.manifest) : "-",
      encode_hex(change.change_id),
  });
}

std::string recover_text(std::string_view realm, std::string_view login, const Fixed<32>& challenge) {
  return lines({"portal/v1 recover", realm, login, encode_base64url(challenge)});
}

std::string request_text(const RequestToMac& request) {
  return lines({
      "portal/v1 request",
      request.method,
      request.realm,
      request.target,
      std::to_string(request.sequence),
      encode_hex(sha256(request.body)),
  });
}

}  // namespace portal
