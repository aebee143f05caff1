#include "server-stub/http/assets.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sodium.h>

#include "server-stub/http/answer.h"
#include "server-stub/http/negotiation.h"
#include "shared/base/encoding.h"

namespace portal::server {
namespace {

namespace files = std::filesystem;

std::string_view content_type(std::string_view name) {
  using Pair = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Pair, 15> types{{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".wasm", "application/wasm"},
      {".json", "application/json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"},
      {".md", "text/plain; charset=utf-8"},
      {".ts", "text/plain; charset=utf-8"},
      {".minisig", "text/plain; charset=utf-8"},
      {".webmanifest", "application/manifest+json"},
  }};
  for (const auto& [ending, type] : types) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

std::string make_entity_tag(View content) {
  Bytes hash(crypto_hash_sha256_BYTES);
  crypto_hash_sha256(hash.data(), content.data(), content.size());
  return '"' + encode_base64url(hash) + '"';
}

// What a Content-Security-Policy calls the text between `<script type="importmap">` and its end.
std::string hash_of_import_map(View page) {
  constexpr std::string_view tag = "<script type=\"importmap\">";
  const std::string_view text(reinterpret_cast<const char*>(page.data()), page.size());
  const std::size_t start = text.find(tag);
  const std::size_t end = start == text.npos ? text.npos : text.find("</script>", start);
  if (end == text.npos) return {};
  const View map = page.subspan(start + tag.size(), end - start - tag.size());
  Bytes hash(crypto_hash_sha256_BYTES);
  crypto_hash_sha256(hash.data(), map.data(), map.size());
  return "sha256-" + encode_base64(hash);
}

std::optional<Bytes> read_file(const files::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  Bytes content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) return std::nullopt;
  return content;
}

// PROTOCOL.md, "Headers": the page refuses to be anything but a document of its own.
bool is_shown_inside_another(const Request& request) {
  const auto* destination = request.find_field("sec-fetch-dest");
  return destination && *destination != "document";
}

bool is_read(const Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

std::string_view value_of(const std::string* field) {
  return field ? std::string_view(*field) : std::string_view{};
}

}  // namespace

bool is_page_path(std::string_view path) {
  constexpr std::array<std::string_view, 22> pages{
      "/",
      "/sign-in",
      "/sign-up",
      "/sign-up/finish",
      "/recovery",
      "/subscriptions",
      "/my-data",
      "/change-password",
      "/export",
      "/sessions",
      "/activity",
      "/delete-account",
      "/activity",
      "/who-can-read",
      "/verify",
      "/pair",
      "/delete-account/cancel",
      "/not-me",
      "/reset",
      "/reset/confirm",
      "/reset/cancel",
      "/reset/finish",
  };
  return std::find(pages.begin(), pages.end(), path) != pages.end();
}

bool is_hashed_name(std::string_view name) {
  constexpr std::size_t kShortestHash = 8;
  std::size_t run = 0;
  bool is_run_whole = false;
  for (const char c : name) {
    const bool is_hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (c == '.' && is_run_whole && run >= kShortestHash) return true;
    if (c == '.' || c == '-') {
      run = 0;
      is_run_whole = true;
    } else if (is_hex) {
      ++run;
    } else {
      is_run_whole = false;
    }
  }
  return false;
}

bool Assets::load(const files::path& folder) {
  std::error_code error;
  files::recursive_directory_iterator walk(folder, error);
  if (error) return false;
  bool has_page = false;
  for (; walk != files::recursive_directory_iterator(); walk.increment(error)) {
    if (error) return false;
    const auto& path = walk->path();
    const std::string name = path.filename().string();
    if (name.starts_with('.')) {
      walk.disable_recursion_pending();
      continue;
    }
    if (walk->symlink_status(error).type() != files::file_type::regular || name.ends_with(".br")) continue;

    auto content = read_file(path);
    if (!content) return false;
    auto brotli = read_file(path.string() + ".br");
    const std::string address = '/' + path.lexically_relative(folder).generic_string();
    has_page = has_page || address == "/index.html";
    put(address, std::move(*content), brotli ? std::move(*brotli) : Bytes{});
  }
  return has_page;
}

void Assets::put(const std::string& path, Bytes content, Bytes brotli) {
  Asset asset;
  asset.type = content_type(path);
  asset.caching = path == "/portal-embed.js"                         ? Caching::shared
                  : is_hashed_name(path.substr(path.rfind('/') + 1)) ? Caching::immutable
                                                                     : Caching::revalidate;
  asset.plain = {.content = std::move(content), .entity_tag = {}};
  asset.plain.entity_tag = make_entity_tag(asset.plain.content);
  if (!brotli.empty()) {
    std::string tag = make_entity_tag(brotli);
    asset.brotli = Form{.content = std::move(brotli), .entity_tag = std::move(tag)};
  }
  if (path == "/index.html") {
    import_map_hash_ = hash_of_import_map(asset.plain.content);
    page_ = std::move(asset);
  } else {
    assets_[path] = std::move(asset);
  }
}

Response Assets::answer(const Request& request) const {
  const std::string path = request.path();
  const auto found = assets_.find(path);
  const bool is_change_password = path == "/.well-known/change-password";
  const bool is_embed = path == "/embed";
  if (found == assets_.end() && !is_page_path(path) && !is_embed && !is_change_password) {
    return refuse(404, "not-found");
  }
  if (!is_read(request)) {
    Response refused = refuse(405, "malformed");
    refused.fields.emplace_back("Allow", "GET, HEAD");
    return refused;
  }
  if (is_change_password) {
    Response moved{.status = 303, .fields = {{"Location", "/change-password"}}, .body = {}};
    add_fields(moved, api_fields(policy_));
    return moved;
  }
  if (is_embed) return answer_page(request, Document::embed);
  if (found == assets_.end()) return answer_page(request, Document::top_level);

  const Asset& asset = found->second;
  Response response{.status = 200, .fields = asset_fields(policy_, asset.caching), .body = {}};
  fill(response, request, asset);
  return response;
}

Response Assets::answer_page(const Request& request, Document document) const {
  if (document == Document::top_level && is_shown_inside_another(request)) return refuse(403, "out-of-scope");
  if (page_.plain.content.empty()) return refuse(503, "unavailable");
  Response response{
      .status = 200, .fields = document_fields(policy_, document, import_map_hash_), .body = {}};
  fill(response, request, page_);
  return response;
}

Response Assets::refuse(int status, std::string_view fault) const {
  Response refused = fault_answer(status, fault);
  add_fields(refused, api_fields(policy_));
  return refused;
}

// RFC 9110 §15.4.5: a 304 has the ETag, Vary and Cache-Control that a 200 would have had.
void Assets::fill(Response& response, const Request& request, const Asset& asset) {
  const bool is_compressed =
      asset.brotli && accepts_coding(value_of(request.find_field("accept-encoding")), "br");
  const Form& form = is_compressed ? *asset.brotli : asset.plain;
  if (asset.brotli) response.fields.emplace_back("Vary", "Accept-Encoding");
  response.fields.emplace_back("ETag", form.entity_tag);
  const auto* known = request.find_field("if-none-match");
  if (known && has_entity_tag(*known, form.entity_tag)) {
    response.status = 304;
    return;
  }
  response.fields.emplace_back("Content-Type", asset.type);
  if (is_compressed) response.fields.emplace_back("Content-Encoding", "br");
  response.body = form.content;
}

}  // namespace portal::server
