#include "server-stub/files/site.h"

#include <algorithm>

#include "server-stub/files/whole_file.h"
#include "shared/base/encoding.h"
#include "shared/wire/json.h"

namespace portal::server {

const std::string_view kFirstSite = R"({
  "name": "Harbour Mail",
  "controller": {
    "name": "Harbour Mail Ltd",
    "address": "12 Quay Street, Anytown AB1 2CD",
    "contact": "privacy@harbour-mail.example",
    "authority": "Data Protection Office, 1 Law Square, Anytown"
  },
  "privacy_url": "https://harbour-mail.example/privacy",
  "support_url": "mailto:support@harbour-mail.example",
  "lists": [
    {
      "id": "software",
      "name": "Email marketing software",
      "about": "The program that you install, its updates and its add-ons.",
      "purposes": ["follow-up", "news", "marketing"]
    },
    {
      "id": "services",
      "name": "Online services",
      "about": "Sending, address checking and reports that run on our servers.",
      "purposes": ["follow-up", "news", "marketing"]
    }
  ],
  "outside": [
    {
      "name": "Orders and invoices",
      "about": "What you bought, when, and what you paid. The law has us keep it for ten years.",
      "contact": "billing@harbour-mail.example"
    }
  ]
}
)";

namespace {

constexpr std::size_t kMostLists = 64;
constexpr std::size_t kMostOutside = 32;
constexpr std::size_t kLongestId = 32;
constexpr std::size_t kLongestName = 100;
constexpr std::size_t kLongestText = 500;
constexpr std::size_t kLongestUrl = 800;

// Reads one member after another and keeps the first thing that is wrong.
class Reading {
 public:
  bool is_good() const { return problem_.empty(); }
  const std::string& problem() const { return problem_; }
  void refuse(const std::string& where, const std::string& what) {
    if (is_good()) problem_ = "site.json: \"" + where + "\" " + what + ".";
  }

  // Exactly these members: a spelling mistake is never silently ignored.
  void demand_members(const wire::Value& value, const std::string& where,
                      std::initializer_list<std::string_view> names, std::string_view optional = {}) {
    const auto* object = value.find<wire::Object>();
    if (!object) return refuse(where, "must be an object");
    for (const auto& [name, member] : *object) {
      if (name != optional && std::find(names.begin(), names.end(), name) == names.end()) {
        refuse(where, "has a member that is not known here: " +
                          (is_printable_utf8(view_of(name)) ? wire::print_json_string(name) : "unprintable"));
      }
    }
    for (const std::string_view name : names) {
      if (!value.find_member(name)) refuse(where, "lacks \"" + std::string(name) + "\"");
    }
  }

  std::string text(const wire::Value* value, const std::string& where, std::size_t longest) {
    const auto* text = value ? value->find<std::string>() : nullptr;
    if (!text || text->empty() || text->size() > longest || !is_printable_utf8(view_of(*text))) {
      refuse(where, "must be a text of one line, 1 to " + std::to_string(longest) + " bytes");
      return {};
    }
    return *text;
  }

  std::string url(const wire::Value* value, const std::string& where) {
    const std::string url = text(value, where, kLongestUrl);
    const bool known =
        url.starts_with("https://") || url.starts_with("http://") || url.starts_with("mailto:");
    const bool clean = std::all_of(url.begin(), url.end(), [](char c) {
      return c > ' ' && c < 0x7f && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
    });
    if (!known || !clean) refuse(where, "must begin with https:, http: or mailto: and be written as a URL");
    return url;
  }

  std::string id(const wire::Value* value, const std::string& where) {
    const std::string id = text(value, where, kLongestId);
    if (id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) {
      refuse(where, "may have only a-z, 0-9 and hyphens");
    }
    return id;
  }

  const wire::Array& array(const wire::Value* value, const std::string& where, std::size_t least,
                           std::size_t most) {
    static const wire::Array kNone;
    const auto* array = value ? value->find<wire::Array>() : nullptr;
    if (array && array->size() >= least && array->size() <= most) return *array;
    refuse(where, "must be a list of " + std::to_string(least) + " to " + std::to_string(most));
    return kNone;
  }

 private:
  std::string problem_;
};

Controller read_controller(Reading& reading, const wire::Value* value) {
  if (!value) return {};
  reading.demand_members(*value, "controller", {"name", "address", "contact", "authority"});
  const auto text = [&](const char* name) {
    return reading.text(value->find_member(name), std::string("controller.") + name, kLongestText);
  };
  return {text("name"), text("address"), text("contact"), text("authority")};
}

std::vector<wire::Purpose> read_purposes(Reading& reading, const wire::Value* value,
                                         const std::string& where) {
  std::vector<wire::Purpose> purposes;
  for (const auto& entry : reading.array(value, where, 1, wire::names_of(wire::Purpose{}).size())) {
    const auto* name = entry.find<std::string>();
    const auto purpose = name ? wire::find_named<wire::Purpose>(*name) : std::nullopt;
    if (!purpose || std::find(purposes.begin(), purposes.end(), *purpose) != purposes.end()) {
      reading.refuse(where, "may have \"follow-up\", \"news\" and \"marketing\", each once");
      return purposes;
    }
    purposes.push_back(*purpose);
  }
  return purposes;
}

MailList read_list(Reading& reading, const wire::Value& value, const std::string& where) {
  reading.demand_members(value, where, {"id", "name", "about", "purposes"});
  return {
      .id = reading.id(value.find_member("id"), where + ".id"),
      .name = reading.text(value.find_member("name"), where + ".name", kLongestName),
      .about = reading.text(value.find_member("about"), where + ".about", kLongestText),
      .purposes = read_purposes(reading, value.find_member("purposes"), where + ".purposes"),
  };
}

OutsideStore read_outside(Reading& reading, const wire::Value& value, const std::string& where) {
  reading.demand_members(value, where, {"name", "about", "contact"});
  return {
      .name = reading.text(value.find_member("name"), where + ".name", kLongestName),
      .about = reading.text(value.find_member("about"), where + ".about", kLongestText),
      .contact = reading.text(value.find_member("contact"), where + ".contact", kLongestText),
  };
}

}  // namespace

OrRefusal<Site> parse_site(View text) {
  const auto value = wire::parse_json(text);
  if (!value) {
    return Refusal{
        "site.json is not JSON as it is read here: no comments, no trailing commas, no name twice."};
  }
  Reading reading;
  reading.demand_members(*value, "site.json", {"name", "controller", "privacy_url", "support_url", "lists"},
                         "outside");
  Site site{
      .name = reading.text(value->find_member("name"), "name", kLongestName),
      .controller = read_controller(reading, value->find_member("controller")),
      .privacy_url = reading.url(value->find_member("privacy_url"), "privacy_url"),
      .support_url = reading.url(value->find_member("support_url"), "support_url"),
      .lists = {},
      .outside = {},
  };
  for (const auto& entry : reading.array(value->find_member("lists"), "lists", 0, kMostLists)) {
    const std::string where = "lists[" + std::to_string(site.lists.size()) + "]";
    MailList list = read_list(reading, entry, where);
    const bool twice = std::any_of(site.lists.begin(), site.lists.end(),
                                   [&](const MailList& other) { return other.id == list.id; });
    if (twice) reading.refuse(where + ".id", "is another list's already");
    site.lists.push_back(std::move(list));
  }
  if (const wire::Value* outside = value->find_member("outside")) {
    for (const auto& entry : reading.array(outside, "outside", 0, kMostOutside)) {
      site.outside.push_back(
          read_outside(reading, entry, "outside[" + std::to_string(site.outside.size()) + "]"));
    }
  }
  if (!reading.is_good()) return Refusal{reading.problem()};
  return site;
}

OrRefusal<Site> open_site(const std::filesystem::path& data_folder) {
  const auto path = data_folder / "site.json";
  if (!is_there(path)) {
    const Status written = write_whole(path, data_folder / "site.json.new", view_of(kFirstSite),
                                       Readers::everybody, IfThere::keep);
    if (!written) return Refusal{"\"" + path.string() + "\" cannot be written."};
  }
  const OrRefusal<Secret> text = read_whole(path, Readers::everybody);
  if (!text) return text.refusal();
  return parse_site(text->reveal());
}

}  // namespace portal::server
