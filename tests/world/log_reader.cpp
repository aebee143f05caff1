#include "tests/world/log_reader.h"

#include "shared/base/encoding.h"
#include "shared/wire/export.h"

namespace portal::world {
namespace {

const view::Node* find_table(const view::Node& node) {
  if (node.role == view::Role::table && node.name == "Activity") return &node;
  for (const view::Node& child : node.children)
    if (const view::Node* found = find_table(child)) return found;
  return nullptr;
}

bool is_said_in(const view::Node& node, std::string_view words) {
  return (node.name + node.value).find(words) != std::string::npos ||
         std::any_of(node.children.begin(), node.children.end(),
                     [words](const view::Node& child) { return is_said_in(child, words); });
}

}  // namespace

LogReader::LogReader() {
  sign_up(service, storage, kAlice, kOldPassword);
  device = std::make_unique<Device>(service, storage, "/sign-in");
  sign_in(*device, kAlice, kOldPassword);
}

void LogReader::read() {
  device->go("/activity");
  device->settle();
}

std::vector<std::vector<std::string>> LogReader::rows() const {
  std::vector<std::vector<std::string>> rows;
  const view::Node tree = view::screen(device->core().model());
  const view::Node* table = find_table(tree);
  if (!table) return rows;
  for (const view::Node& row : table->children) {
    std::vector<std::string> cells;
    for (const view::Node& cell : row.children) cells.push_back(cell.name);
    rows.push_back(std::move(cells));
  }
  return rows;
}

bool LogReader::says(std::string_view words) const {
  return is_said_in(view::screen(device->core().model()), words);
}

std::uint64_t LogReader::count() const {
  const view::Node tree = view::screen(device->core().model());
  const view::Node* table = find_table(tree);
  return table ? *table->rows : 0;
}

Bytes made_page(std::uint32_t from, std::uint32_t all) {
  wire::LogPage page;
  for (std::uint32_t i = from; i < std::min(all, from + 200); ++i) {
    const std::string entry =
        R"({"actor":"owner","data":{},"salt":"AAAAAAAAAAAAAAAAAAAAAA","seq":)" + std::to_string(i) +
        R"(,"ts":)" + std::to_string(1'700'000'000'000 + i * 600'000ull) +
        (i % 10 == 0 ? R"(,"type":"export.created","v":1})" : R"(,"type":"recovery.used","v":1})");
    constexpr std::uint8_t kLeaf[] = {0};
    page.entries.push_back({encode_base64url(view_of(entry)), sha256({kLeaf, view_of(entry)})});
  }
  if (from + 200 < all) page.next = from + 200;
  return wire::encode(page);
}

void make_log(Service& service, std::uint32_t all) {
  service.lie = [all](const server::Request& request, server::Response& response) {
    const auto asked = wire::parse<wire::LogEntries>(request.body);
    if (request.path() == wire::LogEntries::route.path && asked) response.body = made_page(asked->from, all);
  };
}

}  // namespace portal::world
