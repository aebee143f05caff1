// PROTOCOL.md, "Web hardening": the header fields that go with each kind of answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server-stub/app/exchange.h"

namespace portal::server {

struct HeaderPolicy {
  std::string public_origin;               // https://portal.example, without a path
  std::vector<std::string> embed_origins;  // who may show /embed; empty: nobody

  bool is_https() const { return public_origin.starts_with("https://"); }
};

enum class Document { top_level, embed };
// `shared`: a script for other sites, which they may keep for five minutes.
enum class Caching { immutable, revalidate, shared };

HeaderFields document_fields(const HeaderPolicy& policy, Document document);
HeaderFields asset_fields(const HeaderPolicy& policy, Caching caching);
HeaderFields api_fields(const HeaderPolicy& policy);

// Adds those of `more` that `response` does not have yet.
void add_fields(Response& response, const HeaderFields& more);

// An API request from a page of somebody else: Origin and Sec-Fetch-Site are checked when present; Node sends
// neither. A page that is embedded elsewhere still has our own origin.
bool is_foreign(const Request& request, const HeaderPolicy& policy);

}  // namespace portal::server
