// PROTOCOL.md, "Deleting the account": asked for, waited for, and until then taken back by a session or a
// link.
#pragma once

#include "shared/wire/route.h"
#include "shared/wire/sizes.h"

namespace portal::wire {

enum class EraseState { requested, erased };
constexpr std::array<std::string_view, 2> names_of(EraseState) {
  return {"requested", "erased"};
}

// The payload of the receipt; its JWS type is kEraseReceipt.
inline constexpr std::string_view kEraseReceipt = "erase-receipt+json";
struct EraseReceipt {
  AccountId account;
  std::uint64_t due;  // unix seconds, as all of these
  std::optional<std::uint64_t> erased;
  std::uint64_t iat;  // when it was requested
  std::string iss;    // the realm
  std::string login;
  EraseState state;
  static void fields(auto& m, auto&& field) {
    field("account", m.account);
    field("due", m.due);
    field("erased", m.erased);
    field("iat", m.iat);
    field("iss", m.iss);
    field("login", m.login);
    field("state", m.state);
  }
};

struct PendingErasure {
  std::uint64_t requested;
  std::uint64_t due;
  std::string receipt;  // JWS, compact
  static void fields(auto& m, auto&& field) {
    field("requested", m.requested);
    field("due", m.due);
    field("receipt", m.receipt);
  }
};
struct Erasure {
  std::optional<PendingErasure> pending;
  static void fields(auto& m, auto&& field) { field("pending", m.pending); }
};

struct EraseShow {
  using Reply = Erasure;
  static constexpr Route route{"GET", "/v1/erase", Access::session};
  static void fields(auto&, auto&&) {}
};

// Asked again while one waits, it answers with that one.
struct EraseRequest {
  using Reply = Erasure;
  static constexpr Route route{"POST", "/v1/erase/request", Access::session};
  static void fields(auto&, auto&&) {}
};

struct EraseCancel {
  using Reply = Erasure;
  static constexpr Route route{"POST", "/v1/erase/cancel", Access::session};
  static void fields(auto&, auto&&) {}
};

// By the mailed link, without a session. Repeated, it is answered alike.
struct EraseCancelByLink {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/erase/cancel-by-link"};
  LinkToken token;
  static void fields(auto& m, auto&& field) { field("token", m.token); }
};

}  // namespace portal::wire
