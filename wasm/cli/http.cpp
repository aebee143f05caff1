#include "wasm/cli/http.h"

#include <algorithm>
#include <curl/curl.h>

namespace portal::cli {
namespace {

constexpr std::size_t kLargestAnswer = 1 << 20;
constexpr long kAnswerWithin = 30;  // seconds

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* to) {
  auto& body = *static_cast<Bytes*>(to);
  if (body.size() + size * count > kLargestAnswer) return 0;
  append(body, {reinterpret_cast<const std::uint8_t*>(bytes), size * count});
  return size * count;
}

}  // namespace

struct Http::Transfer {
  explicit Transfer(core::EffectId id) : id(id) {}
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  core::EffectId id;
  CURL* curl = curl_easy_init();
  curl_slist* headers = nullptr;
  Bytes request = {};
  Bytes body = {};
  void* multi = nullptr;

  ~Transfer() {
    if (multi) curl_multi_remove_handle(multi, curl);
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    wipe(body);
  }
  void add_header(const std::string& line) { headers = curl_slist_append(headers, line.c_str()); }
};

Http::Http(ServerUrl server, std::string authorities)
    : server_(std::move(server)), authorities_(std::move(authorities)) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  multi_ = curl_multi_init();
}

Http::~Http() {
  transfers_.clear();
  curl_multi_cleanup(multi_);
  curl_global_cleanup();
}

void Http::start(const core::Fetch& fetch) {
  auto transfer = std::make_unique<Transfer>(fetch.id);
  set_up(*transfer, fetch);
  if (curl_multi_add_handle(multi_, transfer->curl) == CURLM_OK) transfer->multi = multi_;
  transfers_.push_back(std::move(transfer));
  int running = 0;
  curl_multi_perform(multi_, &running);
}

void Http::set_up(Transfer& transfer, const core::Fetch& fetch) {
  CURL* const curl = transfer.curl;
  transfer.request = fetch.body;
  transfer.add_header("Accept: application/json");
  transfer.add_header("Expect:");
  if (!fetch.body.empty()) transfer.add_header("Content-Type: application/json");
  if (!fetch.authorization.empty()) transfer.add_header("Authorization: " + fetch.authorization);
  curl_easy_setopt(curl, CURLOPT_URL, (server_.origin + fetch.path).c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, server_.is_https ? "https" : "http");
  if (!server_.is_https) curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!authorities_.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, authorities_.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
  }
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, kAnswerWithin);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, transfer.headers);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer.body);
  if (!fetch.body.empty()) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, transfer.request.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer.request.size()));
  }
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, fetch.method.c_str());
}

void Http::cancel(core::EffectId id) {
  transfers_.erase(std::remove_if(transfers_.begin(), transfers_.end(),
                                  [id](const auto& transfer) { return transfer->id == id; }),
                   transfers_.end());
}

void Http::wait(int milliseconds, int descriptor) {
  curl_waitfd also{descriptor, CURL_WAIT_POLLIN, 0};
  curl_multi_poll(multi_, &also, 1, milliseconds, nullptr);
  int running = 0;
  curl_multi_perform(multi_, &running);
}

// A redirect is no answer: nothing that the core asks for is elsewhere.
std::vector<Http::Heard> Http::take_heard() {
  std::vector<Heard> heard;
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const auto found = std::find_if(transfers_.begin(), transfers_.end(), [&](const auto& transfer) {
      return transfer->curl == message->easy_handle;
    });
    if (found == transfers_.end()) continue;
    long status = 0;
    curl_easy_getinfo(message->easy_handle, CURLINFO_RESPONSE_CODE, &status);
    const bool is_answer = message->data.result == CURLE_OK && (status < 300 || status > 399);
    core::Answer answer = core::Failure::no_answer;
    if (is_answer) answer = core::HttpAnswer{static_cast<int>(status), std::move((*found)->body)};
    heard.emplace_back((*found)->id, std::move(answer));
    transfers_.erase(found);
  }
  return heard;
}

}  // namespace portal::cli
