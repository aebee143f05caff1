// What anybody may know about this portal: its realm and keys (trust.json) and who runs it.
#pragma once

#include "shared/wire/route.h"
#include "shared/wire/sizes.h"

namespace portal::wire {

struct TrustedKey {
  PublicKey key;
  std::uint64_t from;
  Nullable<std::uint64_t> until;
  Nullable<std::string> note;
  static void fields(auto& m, auto&& field) {
    field("key", m.key);
    field("from", m.from);
    field("until", m.until);
    field("note", m.note);
  }
};

struct Trust {
  std::uint32_t v;
  std::string realm;
  std::vector<TrustedKey> log;
  std::vector<TrustedKey> receipt;
  std::vector<TrustedKey> for_export;
  std::vector<TrustedKey> support;
  static void fields(auto& m, auto&& field) {
    field("v", m.v);
    field("realm", m.realm);
    field("log", m.log);
    field("receipt", m.receipt);
    field("export", m.for_export);
    field("support", m.support);
  }
};

struct TrustShow {
  using Reply = Trust;
  static constexpr Route route{"GET", "/trust.json"};
  static void fields(auto&, auto&&) {}
};

// What the company keeps about its customers elsewhere, and whom to ask about it.
struct OutsideStore {
  std::string name;
  std::string about;
  std::string contact;
  static void fields(auto& m, auto&& field) {
    field("name", m.name);
    field("about", m.about);
    field("contact", m.contact);
  }
};

struct Site {
  std::string name;
  std::string controller;
  std::string address;
  std::string contact;
  std::string authority;
  std::string privacy_url;
  std::string support_url;
  std::vector<OutsideStore> outside = {};
  std::vector<std::string> embed_origins = {};  // sites that may show the portal in a frame
  bool embed_password = false;                  // and whether it asks for a password there
  static void fields(auto& m, auto&& field) {
    field("name", m.name);
    field("controller", m.controller);
    field("address", m.address);
    field("contact", m.contact);
    field("authority", m.authority);
    field("privacy_url", m.privacy_url);
    field("support_url", m.support_url);
    field("outside", m.outside);
    field("embed_origins", m.embed_origins);
    field("embed_password", m.embed_password);
  }
};

struct SiteShow {
  using Reply = Site;
  static constexpr Route route{"GET", "/v1/site"};
  static void fields(auto&, auto&&) {}
};

}  // namespace portal::wire
