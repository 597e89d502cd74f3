// SPDX-License-Identifier: Apache-2.0
// Rule 7: every page, paper and message says EXERCISE / 演练. Pages and papers must carry either mark, a
// message the mark of its language. PDF text is compressed and coded by glyph: PDFs are named as not read.
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/app/verify/check.h"
#include "engine/app/verify/zip_text.h"
#include "engine/base/errors.h"
#include "engine/geo/table.h"

namespace dayu::verify {
namespace {

namespace fs = std::filesystem;

bool says_zh(const std::string& text) {
  return text.find("演练") != std::string::npos;
}

bool says_en(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text.find("EXERCISE") != std::string::npos;
}

bool marked(const std::string& text) {
  // JSON and scripts may write 演练 as escapes.
  return says_zh(text) || says_en(text) || text.find("\\u6f14\\u7ec3") != std::string::npos;
}

std::string bytes_of(const Run& run, const std::string& file, Findings& findings) {
  try {
    return geo::read_file(run.folder / file);
  } catch (const base::InputError& error) {
    findings.refute("files.format", {file, ""}, "读不出", error.what());
    return "";
  }
}

/// What a person who opens the file would read; empty optional: not a kind that can be read here.
std::optional<std::string> text_of(const Run& run, const std::string& file, Findings& findings) {
  const std::string kind = fs::path(file).extension().string();
  if (kind == ".docx" || kind == ".xlsx") {
    std::optional<std::string> xml = zip_xml(bytes_of(run, file, findings));
    if (!xml)
      findings.refute("files.format", {file, ""}, "打不开的 docx/xlsx", "is no readable docx or xlsx");
    return xml;
  }
  if (kind == ".html" || kind == ".txt" || kind == ".md" || kind == ".xml")
    return bytes_of(run, file, findings);
  return std::nullopt;
}

std::vector<std::string> papers_of(const Run& run) {
  std::vector<std::string> files;
  if (fs::exists(run.folder / "index.html")) files.emplace_back("index.html");
  for (const char* folder : {"docs", "drill", "public", "restricted"}) {
    if (!fs::is_directory(run.folder / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(run.folder / folder))
      if (entry.is_regular_file())
        files.push_back(entry.path().lexically_relative(run.folder).generic_string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void check_papers(const Run& run, Findings& findings) {
  std::size_t read = 0, pdfs = 0;
  for (const std::string& file : papers_of(run)) {
    pdfs += file.ends_with(".pdf") ? 1 : 0;
    const std::optional<std::string> text = text_of(run, file, findings);
    if (!text) continue;
    ++read;
    if (!marked(*text))
      findings.refute("mark.missing", {file, ""}, "没有“演练”字样", "does not say EXERCISE / 演练");
  }
  findings.checked(std::to_string(read) + " 份页面与文件的演练标记",
                   "the exercise mark on " + std::to_string(read) + " pages and papers");
  if (pdfs > 0)
    findings.skipped(std::to_string(pdfs) + " 份 PDF 的演练标记：此处不读 PDF 正文",
                     "the exercise mark on " + std::to_string(pdfs) + " PDFs: their text is not read here");
}

/// view/run.js is a script; its title, if it states one, must carry the mark, else the script as a whole.
void check_view(const Run& run, Findings& findings) {
  const std::string file = "view/run.js";
  if (!fs::exists(run.folder / file)) return;
  const std::string script = bytes_of(run, file, findings);
  const std::size_t title = script.find("\"title");
  const std::string part = title == std::string::npos ? script : script.substr(title, 600);
  if (!marked(part))
    findings.refute("mark.missing", {file, "title"}, "标题没有“演练”",
                    "the title does not say EXERCISE / 演练");
}

void check_event(const std::string& line, const Spot& spot, double& last_s, std::size_t& messages,
                 Findings& findings) {
  const nlohmann::json event = nlohmann::json::parse(line);
  const double time_s = event.at("time_s").get<double>();
  if (time_s < last_s)
    findings.refute("events.order", spot, "事件时刻倒退", "the event lies before the one above it");
  last_s = std::max(last_s, time_s);
  if (event.at("kind").get<std::string>() != "inject") return;
  ++messages;
  if (!says_zh(event.at("zh").get<std::string>()))
    findings.refute("mark.missing", {spot.file, spot.place + ", zh"}, "消息没有“演练”",
                    "the message does not say 演练");
  if (!says_en(event.at("en").get<std::string>()))
    findings.refute("mark.missing", {spot.file, spot.place + ", en"}, "英文消息没有 EXERCISE",
                    "the message does not say EXERCISE");
}

void check_events(const Run& run, Findings& findings) {
  const std::string file = "drill/events.jsonl";
  if (!fs::exists(run.folder / file)) {
    findings.skipped("演练记录：没有 drill/events.jsonl", "drill: drill/events.jsonl is absent");
    return;
  }
  std::istringstream lines(bytes_of(run, file, findings));
  double last_s = -1e300;
  std::size_t n = 0, messages = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    const Spot spot{file, "line " + std::to_string(++n)};
    try {
      check_event(line, spot, last_s, messages, findings);
    } catch (const nlohmann::json::exception& error) {
      findings.refute("files.format", spot, "事件读不懂", std::string("is not an event: ") + error.what());
    }
  }
  findings.checked(
      std::to_string(n) + " 条事件，其中导调消息 " + std::to_string(messages) + " 条",
      std::to_string(n) + " events, " + std::to_string(messages) + " of them messages of injects");
}

}  // namespace

void check_marks(const Run& run, Findings& findings) {
  check_papers(run, findings);
  check_view(run, findings);
  check_events(run, findings);
}

}  // namespace dayu::verify
