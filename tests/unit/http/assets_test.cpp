#include "server-stub/http/assets.h"

#include <doctest/doctest.h>
#include <fstream>

namespace portal::server {
namespace {

const std::string* find(const Response& response, std::string_view name) {
  for (const auto& field : response.fields) {
    if (field.first == name) return &field.second;
  }
  return nullptr;
}

std::string value(const Response& response, std::string_view name) {
  const auto* found = find(response, name);
  return found ? *found : "(absent)";
}

Request get(std::string target, HeaderFields fields = {}) {
  return {
      .method = "GET", .target = std::move(target), .fields = std::move(fields), .body = {}, .network = {}};
}

struct Site {
  Assets assets{{.public_origin = "https://portal.example", .embed_origins = {"https://members.example"}}};

  Site() {
    assets.put("/index.html", bytes_of("<!doctype html>"));
    assets.put("/app.js", bytes_of("let a = 1;"), bytes_of("compressed"));
    assets.put("/core.0123abcd.wasm", bytes_of("wasm"));
  }
  Response answer(const Request& request) const { return assets.answer(request); }
};

}  // namespace

TEST_CASE_FIXTURE(Site, "the embed tag is for every site, and nothing else is") {
  assets.put("/portal-embed.js", bytes_of("(() => {})();"));
  const Response tag = answer(get("/portal-embed.js"));
  CHECK(tag.status == 200);
  CHECK(value(tag, "Access-Control-Allow-Origin") == "*");
  CHECK(value(tag, "Cross-Origin-Resource-Policy") == "cross-origin");
  CHECK(value(tag, "Cache-Control") == "public, max-age=300");
  const Response script = answer(get("/app.js"));
  CHECK(value(script, "Access-Control-Allow-Origin") == "(absent)");
  CHECK(value(script, "Cross-Origin-Resource-Policy") == "same-origin");
}

TEST_CASE_FIXTURE(Site, "every address of the page is the page, with or without a query, and no other is") {
  for (const auto* path : {"/",
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
                           "/verify",
                           "/who-can-read",
                           "/delete-account/cancel",
                           "/reset",
                           "/reset/confirm",
                           "/reset/cancel",
                           "/reset/finish",
                           "/sign-in?lang=en"}) {
    const Response response = answer(get(path));
    CHECK_MESSAGE(response.status == 200, path);
    CHECK(text_of(response.body) == "<!doctype html>");
    CHECK(value(response, "Cache-Control") == "no-store");
    CHECK(value(response, "Content-Security-Policy").find("frame-ancestors 'none'") != std::string::npos);
  }
  for (const auto* path :
       {"/sign-in/", "/Sign-in", "/index.html", "/.well-known/", "//", "/../app.js", "/app.js.br"}) {
    CHECK_MESSAGE(answer(get(path)).status == 404, path);
  }
}

TEST_CASE_FIXTURE(Site, "the page refuses to be shown inside another") {
  CHECK(answer(get("/", {{"sec-fetch-dest", "document"}})).status == 200);
  CHECK(answer(get("/", {{"sec-fetch-dest", "iframe"}})).status == 403);
  CHECK(answer(get("/embed", {{"sec-fetch-dest", "iframe"}})).status == 200);
}

TEST_CASE_FIXTURE(Site, "the embedded page names who may embed it") {
  const Response response = answer(get("/embed?section=subscriptions"));
  CHECK(value(response, "Content-Security-Policy").find("frame-ancestors https://members.example;") !=
        std::string::npos);
  CHECK(value(response, "Cross-Origin-Resource-Policy") == "cross-origin");
  CHECK_FALSE(find(response, "Cross-Origin-Opener-Policy"));

  Assets alone{{.public_origin = "https://portal.example", .embed_origins = {}}};
  alone.put("/index.html", bytes_of("<!doctype html>"));
  CHECK(value(alone.answer(get("/embed")), "Content-Security-Policy").find("frame-ancestors 'none';") !=
        std::string::npos);
}

TEST_CASE_FIXTURE(Site, "a file is sent compressed to those who take it, under a tag of its own") {
  const Response plain = answer(get("/app.js"));
  const Response small = answer(get("/app.js", {{"accept-encoding", "br"}}));
  CHECK(text_of(plain.body) == "let a = 1;");
  CHECK_FALSE(find(plain, "Content-Encoding"));
  CHECK(text_of(small.body) == "compressed");
  CHECK(value(small, "Content-Encoding") == "br");
  CHECK(value(plain, "Vary") == "Accept-Encoding");
  CHECK(value(small, "Vary") == "Accept-Encoding");
  CHECK(value(plain, "ETag") != value(small, "ETag"));
  CHECK(value(plain, "Content-Type") == "text/javascript; charset=utf-8");
}

TEST_CASE_FIXTURE(Site, "who has the file already gets 304 without it") {
  const std::string tag = value(answer(get("/app.js")), "ETag");
  const Response same = answer(get("/app.js", {{"if-none-match", tag}}));
  CHECK(same.status == 304);
  CHECK(same.body.empty());
  CHECK(value(same, "ETag") == tag);
  CHECK(answer(get("/app.js", {{"if-none-match", tag}, {"accept-encoding", "br"}})).status == 200);
  CHECK(answer(get("/app.js", {{"if-none-match", "\"other\""}})).status == 200);
}

TEST_CASE_FIXTURE(Site, "only a file with its hash in its name is kept for ever") {
  CHECK(value(answer(get("/core.0123abcd.wasm")), "Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(value(answer(get("/core.0123abcd.wasm")), "Content-Type") == "application/wasm");
  CHECK(value(answer(get("/app.js")), "Cache-Control") == "no-cache");
  CHECK(is_hashed_name("a-0123456789abcdef.css"));
  for (const auto* name :
       {"app.js", "0123abcd.js", "a.0123abc.js", "a.0123abcx.js", "a.0123ABCD.js", "a.0123abcd"}) {
    CHECK_MESSAGE(!is_hashed_name(name), name);
  }
}

TEST_CASE_FIXTURE(Site, "the page's import map, and no other script in it, may run: by its hash") {
  const auto policy_of = [this](const char* path) {
    return value(answer(get(path)), "Content-Security-Policy");
  };
  CHECK(policy_of("/").find("script-src 'self' 'wasm-unsafe-eval';") != std::string::npos);

  assets.put("/index.html",
             bytes_of("<!doctype html><script type=\"importmap\">{}</script><script>1</script>"));
  const char* with_map =
      "script-src 'self' 'wasm-unsafe-eval' 'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=';";
  CHECK(policy_of("/").find(with_map) != std::string::npos);
  CHECK(policy_of("/embed").find(with_map) != std::string::npos);
  CHECK(policy_of("/app.js").find("sha256") == std::string::npos);
  CHECK(value(answer(get("/")), "Integrity-Policy") == "blocked-destinations=(script)");
}

TEST_CASE_FIXTURE(Site, "what is read cannot be written") {
  for (const auto* path : {"/", "/app.js", "/embed", "/.well-known/change-password"}) {
    Request request = get(path);
    request.method = "POST";
    const Response response = answer(request);
    CHECK(response.status == 405);
    CHECK(value(response, "Allow") == "GET, HEAD");
  }
  Request unknown = get("/unknown");
  unknown.method = "POST";
  CHECK(answer(unknown).status == 404);
}

TEST_CASE_FIXTURE(Site, "password managers find the way") {
  const Response response = answer(get("/.well-known/change-password"));
  CHECK(response.status == 303);
  CHECK(value(response, "Location") == "/change-password");
}

TEST_CASE("a folder is read without hidden files, links and compressed twins") {
  namespace files = std::filesystem;
  const auto folder = files::temp_directory_path() / "portal-assets-test";
  files::remove_all(folder);
  files::create_directories(folder / "dom");
  files::create_directories(folder / ".git");
  for (const auto* name : {"index.html", "dom/view.js", "dom/view.js.br", ".hidden", ".git/config"}) {
    std::ofstream(folder / name) << name;
  }
  files::create_symlink("/etc/passwd", folder / "passwd.txt");

  Assets assets{{}};
  REQUIRE(assets.load(folder));
  CHECK(text_of(assets.answer(get("/")).body) == "index.html");
  CHECK(text_of(assets.answer(get("/dom/view.js")).body) == "dom/view.js");
  CHECK(text_of(assets.answer(get("/dom/view.js", {{"accept-encoding", "br"}})).body) == "dom/view.js.br");
  for (const auto* path : {"/.hidden", "/.git/config", "/passwd.txt", "/dom/view.js.br", "/dom", "/dom/"}) {
    CHECK_MESSAGE(assets.answer(get(path)).status == 404, path);
  }
  files::remove(folder / "index.html");
  CHECK_FALSE(Assets({}).load(folder));
  CHECK_FALSE(Assets({}).load(folder / "missing"));
  files::remove_all(folder);
}

}  // namespace portal::server
