// site.json: whatever is accepted can be shown to people and put into mails.
#include "server-stub/files/site.h"

#include <set>

#include "shared/base/encoding.h"
#include "tests/fuzz/demand.h"

using namespace portal;
using namespace portal::server;
using portal::fuzz::demand;

namespace {

void demand_line(const std::string& text) {
  demand(!text.empty() && is_printable_utf8(view_of(text)), "a text is one line that people can see");
}

void demand_url(const std::string& url) {
  demand(url.starts_with("https://") || url.starts_with("http://") || url.starts_with("mailto:"),
         "a URL leads to the web or to mail");
  demand(url.find_first_of(" \"<>\n\r") == std::string::npos, "a URL cannot break out of its place");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto site = parse_site({data, size});
  if (!site) {
    demand(site.sentence().starts_with("site.json") && site.sentence().ends_with('.'),
           "a refusal is a sentence");
    demand(is_printable_utf8(view_of(site.sentence())), "a refusal can be shown on a terminal");
    return 0;
  }
  for (const std::string* text : {&site->name, &site->controller.name, &site->controller.address,
                                  &site->controller.contact, &site->controller.authority}) {
    demand_line(*text);
  }
  demand_url(site->privacy_url);
  demand_url(site->support_url);
  demand(site->lists.size() <= 64, "there are not too many lists");
  std::set<std::string> ids;
  for (const MailList& list : site->lists) {
    demand_line(list.name);
    demand_line(list.about);
    demand(ids.insert(list.id).second, "an id is one list's");
    demand(!list.purposes.empty() && list.purposes.size() <= 3, "a list has purposes");
  }
  demand(site->outside.size() <= 32, "not too much is kept elsewhere");
  for (const OutsideStore& store : site->outside) {
    demand_line(store.name);
    demand_line(store.about);
    demand_line(store.contact);
  }
  return 0;
}
