// The page and its static files, read into memory once at start: an address is looked up, never a path
// opened.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "server-stub/app/exchange.h"
#include "server-stub/http/headers.h"

namespace portal::server {

class Assets {
 public:
  explicit Assets(HeaderPolicy policy) : policy_(std::move(policy)) {}

  // Every regular file below `folder`, but hidden ones and symbolic links; `name.br` is the compressed form
  // of `name`; index.html is the page. False if there is no index.html or something cannot be read.
  bool load(const std::filesystem::path& folder);

  // One file more, or another content for one. `path` begins with a slash.
  void put(const std::string& path, Bytes content, Bytes brotli = {});

  // Always an answer: 404 for what is not here.
  Response answer(const Request& request) const;

 private:
  struct Form {
    Bytes content;
    std::string entity_tag;
  };
  struct Asset {
    Form plain;
    std::optional<Form> brotli;
    std::string_view type;
    Caching caching = Caching::revalidate;
  };

  Response answer_page(const Request& request, Document document) const;
  Response refuse(int status, std::string_view fault) const;
  static void fill(Response& response, const Request& request, const Asset& asset);

  HeaderPolicy policy_;
  std::map<std::string, Asset, std::less<>> assets_;
  Asset page_;
  std::string import_map_hash_;
};

// The addresses of contract.md at which the page is shown. Everything else that is no file is 404.
bool is_page_path(std::string_view path);

// A build that puts a hash of the content into a file's name never changes that file.
bool is_hashed_name(std::string_view name);

}  // namespace portal::server
