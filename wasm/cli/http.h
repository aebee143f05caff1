// The requests of a core, by libcurl: what the `fetch` of web/effects.js is to the page.
//
// Only to one origin, with its certificate checked, no redirects, no cookies, 30 seconds and 1 MiB at most.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "wasm/cli/server_url.h"
#include "wasm/core/effect.h"

namespace portal::cli {

class Http {
 public:
  using Heard = std::pair<core::EffectId, core::Answer>;

  // `authorities`: a file of certificates instead of the system's; empty: the system's.
  Http(ServerUrl server, std::string authorities);
  ~Http();
  Http(const Http&) = delete;
  Http& operator=(const Http&) = delete;

  void start(const core::Fetch& fetch);
  void cancel(core::EffectId id);
  // Until something was heard, `descriptor` can be read, or the time is over.
  void wait(int milliseconds, int descriptor);
  std::vector<Heard> take_heard();

 private:
  struct Transfer;
  void set_up(Transfer& transfer, const core::Fetch& fetch);

  ServerUrl server_;
  std::string authorities_;
  void* multi_;
  std::vector<std::unique_ptr<Transfer>> transfers_;
};

}  // namespace portal::cli
