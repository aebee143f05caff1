// site.json: made with an example at the first start, then the operator's.
#pragma once

#include <filesystem>
#include <string_view>

#include "server-stub/app/site.h"
#include "server-stub/files/refusal.h"
#include "shared/base/bytes.h"

namespace portal::server {

// What a new data folder gets.
extern const std::string_view kFirstSite;

// The sentence names the member that is wrong.
OrRefusal<Site> parse_site(View text);

OrRefusal<Site> open_site(const std::filesystem::path& data_folder);

}  // namespace portal::server
