#include "wasm/core/stories/keep_sheet.h"

#include <algorithm>
#include <cctype>

#include "shared/archive/minisign.h"
#include "shared/crypto/recovery_key.h"

namespace portal::core {
namespace {

constexpr std::uint32_t kFirstAsked = 2;  // the first group says little: it begins with RK1Q
constexpr std::uint32_t kGroups = 9;

std::array<std::uint32_t, 2> make_two_groups(Random& random) {
  constexpr std::uint32_t kChoices = kGroups - kFirstAsked + 1;  // 8: no bias
  const Bytes bytes = random.make_bytes(2);
  const std::uint32_t first = bytes[0] % kChoices;
  std::uint32_t second = bytes[1] % (kChoices - 1);
  if (second >= first) ++second;
  return {kFirstAsked + std::min(first, second), kFirstAsked + std::max(first, second)};
}

bool is_group(const Secret& typed, const Secret& key, std::uint32_t number) {
  Bytes plain;
  for (std::uint8_t byte : typed.reveal()) {
    if (byte != ' ' && byte != '-') plain.push_back(static_cast<std::uint8_t>(std::toupper(byte)));
  }
  const bool same = equal_in_constant_time(plain, key.reveal().subspan((number - 1) * 5, 4));
  wipe(plain);
  return same;
}

}  // namespace

KeepSheet::KeepSheet(Core& core, const RecoverySecret& secret, const VerifyKey& owner_key, std::string login,
                     Place from, Kept kept)
    : Story(core, kKind),
      sheet_{print_recovery_key(secret), archive::print_minisign_key(owner_key), std::move(login), from,
             make_two_groups(core.random())},
      kept_(std::move(kept)) {}

void KeepSheet::begin() {
  core.model().sheet = std::move(sheet_);
  show();
}

void KeepSheet::show() {
  if (core.model().work || !core.model().sheet) return;
  core.show(Place::recovery_key);
}

void KeepSheet::ask_back() {
  if (core.model().sheet) core.show(Place::recovery_key_check);
}

void KeepSheet::copy() {
  if (core.model().sheet) core.copy(this, core.model().sheet->text.duplicate(), &KeepSheet::copied);
}

void KeepSheet::copied(bool copied) {
  copied ? core.tell(Notice::copied) : core.complain(Notice::could_not_copy);
}

void KeepSheet::save() {
  const Model& model = core.model();
  if (!model.sheet) return;
  const std::string before = "Recovery key for " + model.sheet->login +
                             "\nPortal: " + (model.trust ? model.trust->realm : "") + "\n\n";
  const std::string after =
      "\n\nKeep this where only you can find it. Whoever has it can open your account.\n\nKey line: " +
      model.sheet->key_line +
      "\n\nIt is no secret. With it an export is checked: whether it is yours, and unchanged.\n";
  core.perform(SaveFile{"recovery-key.txt", "text/plain",
                        join_secret({view_of(before), model.sheet->text.reveal(), view_of(after)})});
}

void KeepSheet::check() {
  Model& model = core.model();
  if (model.work || !model.sheet || model.place != Place::recovery_key_check) return;
  core.hush();
  const std::array fields{Field::first_group, Field::second_group};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::uint32_t number = model.sheet->asked[i];
    if (is_group(model.value_of(fields[i]), model.sheet->text, number)) continue;
    core.complain(Notice::group_does_not_match, std::to_string(number));
    model.invalid.insert(fields[i]);
    return;
  }
  kept_();
}

}  // namespace portal::core
