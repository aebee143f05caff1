#include "server-stub/http/headers.h"

#include <algorithm>
#include <array>

namespace portal::server {
namespace {

std::string content_security_policy(const HeaderPolicy& policy, Document document) {
  std::string ancestors;
  if (document == Document::embed) {
    for (const auto& origin : policy.embed_origins) ancestors += ' ' + origin;
  }
  if (ancestors.empty()) ancestors = " 'none'";
  return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
         "style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; object-src 'none'; "
         "frame-src 'none'; frame-ancestors" +
         ancestors + "; require-trusted-types-for 'script'; trusted-types portal";
}

void append_everywhere(HeaderFields& fields, const HeaderPolicy& policy) {
  fields.emplace_back("X-Content-Type-Options", "nosniff");
  fields.emplace_back("Referrer-Policy", "no-referrer");
  if (policy.is_https()) {
    fields.emplace_back("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  }
}

bool is_loopback(std::string_view origin) {
  constexpr std::array<std::string_view, 3> hosts{"http://localhost:", "http://127.0.0.1:", "http://[::1]:"};
  return std::any_of(hosts.begin(), hosts.end(), [&](auto host) { return origin.starts_with(host); });
}

std::string_view port_of(std::string_view origin) {
  return origin.substr(origin.rfind(':') + 1);
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

}  // namespace

HeaderFields document_fields(const HeaderPolicy& policy, Document document) {
  HeaderFields fields{
      {"Content-Security-Policy", content_security_policy(policy, document)},
      {"Permissions-Policy",
       "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), clipboard-read=(), "
       "display-capture=(), publickey-credentials-get=(self), publickey-credentials-create=(self)"},
      {"Origin-Agent-Cluster", "?1"},
      {"Cross-Origin-Embedder-Policy", "require-corp"},
      {"Cross-Origin-Resource-Policy", document == Document::embed ? "cross-origin" : "same-origin"},
      {"Cache-Control", "no-store"},
  };
  if (document == Document::top_level) fields.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  append_everywhere(fields, policy);
  return fields;
}

HeaderFields asset_fields(const HeaderPolicy& policy, Caching caching) {
  // A worker's script answers for the worker as a document does for a page: without a policy of its own here
  // it would have none, and under require-corp it would not start.
  const bool is_shared = caching == Caching::shared;
  HeaderFields fields{
      {"Content-Security-Policy", content_security_policy(policy, Document::top_level)},
      {"Cross-Origin-Embedder-Policy", "require-corp"},
      {"Cross-Origin-Resource-Policy", is_shared ? "cross-origin" : "same-origin"},
      {"Cache-Control", caching == Caching::immutable ? "public, max-age=31536000, immutable"
                        : is_shared                   ? "public, max-age=300"
                                                      : "no-cache"},
  };
  if (is_shared) fields.emplace_back("Access-Control-Allow-Origin", "*");
  append_everywhere(fields, policy);
  return fields;
}

HeaderFields api_fields(const HeaderPolicy& policy) {
  HeaderFields fields{
      {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cache-Control", "no-store"},
  };
  append_everywhere(fields, policy);
  return fields;
}

void add_fields(Response& response, const HeaderFields& more) {
  for (const auto& field : more) {
    const bool has_it = std::any_of(response.fields.begin(), response.fields.end(), [&](const auto& present) {
      return lower(present.first) == lower(field.first);
    });
    if (!has_it) response.fields.push_back(field);
  }
}

bool is_foreign(const Request& request, const HeaderPolicy& policy) {
  const auto* site = request.find_field("sec-fetch-site");
  if (site && *site != "same-origin") return true;
  const auto* origin = request.find_field("origin");
  if (!origin || *origin == policy.public_origin) return false;
  // On loopback the same server is reached by several names.
  return !is_loopback(policy.public_origin) || !is_loopback(*origin) ||
         port_of(policy.public_origin) != port_of(*origin);
}

}  // namespace portal::server
