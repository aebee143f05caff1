// The files of an export but for the activity log, each as a text (FORMATS.md, "Export").
#pragma once

#include <string>
#include <vector>

#include "wasm/core/export/facts.h"

namespace portal::core {

inline constexpr std::string_view kActivityPath = "activity/entries.ndjson";

struct ExportFile {
  std::string path;
  std::string content;
};
std::vector<ExportFile> export_files(const ExportFacts& facts);

std::string index_html(const ExportFacts& facts);
std::string style_css();
std::string manifest_json(const ExportFacts& facts);
std::string profile_json(const ExportFacts& facts);
std::string profile_csv(const ExportFacts& facts);
std::string contact_vcf(const ExportFacts& facts);
std::string article15_json(const ExportFacts& facts);
std::string preferences_json(const ExportFacts& facts);
std::string preferences_csv(const ExportFacts& facts);

// What each path of an export is, in one sentence; for the page and the manifest.
struct Described {
  std::string_view path;
  std::string_view about;
};
const std::vector<Described>& described_files();

}  // namespace portal::core
