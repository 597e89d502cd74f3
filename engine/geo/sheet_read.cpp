// SPDX-License-Identifier: Apache-2.0
// Spreadsheets come through OGR, asked for all cells as text and for no header of its own; a feature's id is
// then the row number. OGR knows nothing of merged areas, so they are read from the workbook's own XML
// (ECMA-376 part 1, 18.3.1.55 mergeCell) through GDAL's view into zip files.
#include "engine/geo/sheet_read.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <map>
#include <regex>

#include "engine/base/errors.h"
#include "engine/geo/csv_rows.h"
#include "engine/geo/gdal_session.h"
#include "engine/geo/table.h"
#include "engine/geo/vector_file.h"

namespace dayu::geo {
namespace {

std::string extension_of(const std::filesystem::path& file) {
  std::string e = file.extension().string();
  std::transform(e.begin(), e.end(), e.begin(), [](unsigned char c) { return std::tolower(c); });
  return e;
}

/// One option of GDAL for this thread while it lives.
class Option {
 public:
  Option(const char* key, const char* value) : key_(key) { CPLSetThreadLocalConfigOption(key, value); }
  ~Option() { CPLSetThreadLocalConfigOption(key_, nullptr); }
  Option(const Option&) = delete;
  Option& operator=(const Option&) = delete;

 private:
  const char* key_;
};

// ---- merged areas of an .xlsx ----

struct Area {
  std::size_t row0, column0, row1, column1;  ///< from 0, inclusive
};

std::string bytes_in_zip(const std::filesystem::path& file, const std::string& part) {
  const std::string path = "/vsizip/{" + file.string() + "}/" + part;
  vsi_l_offset size = 0;
  GByte* data = nullptr;
  if (VSIIngestFile(nullptr, path.c_str(), &data, &size, 1LL << 30) == 0) return "";
  std::string bytes(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size));
  VSIFree(data);
  return bytes;
}

std::string unescaped(std::string text) {
  const std::pair<const char*, const char*> entities[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}};
  for (const auto& [from, to] : entities)
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + 1))
      text.replace(at, std::string(from).size(), to);
  return text;
}

std::string attribute(const std::string& tag, const std::string& name) {
  const std::size_t at = tag.find(" " + name + "=\"");
  if (at == std::string::npos) return "";
  const std::size_t begin = at + name.size() + 3;
  return unescaped(tag.substr(begin, tag.find('"', begin) - begin));
}

std::vector<std::string> tags(const std::string& xml, const std::string& name) {
  std::vector<std::string> found;
  const std::string open = "<" + name + " ";
  for (std::size_t at = xml.find(open); at != std::string::npos; at = xml.find(open, at + 1))
    found.push_back(xml.substr(at, xml.find('>', at) - at));
  return found;
}

/// Sheet name -> its part of the workbook.
std::map<std::string, std::string> parts_of(const std::filesystem::path& file) {
  std::map<std::string, std::string> targets, parts;
  for (const std::string& tag : tags(bytes_in_zip(file, "xl/_rels/workbook.xml.rels"), "Relationship")) {
    std::string target = attribute(tag, "Target");
    if (!target.empty() && target.front() == '/')
      target.erase(0, 1);
    else
      target.insert(0, "xl/");
    targets[attribute(tag, "Id")] = target;
  }
  for (const std::string& tag : tags(bytes_in_zip(file, "xl/workbook.xml"), "sheet"))
    parts[attribute(tag, "name")] = targets[attribute(tag, "r:id")];
  return parts;
}

std::size_t column_number(const std::string& letters) {
  std::size_t n = 0;
  for (const char c : letters) n = n * 26 + static_cast<std::size_t>(c - 'A' + 1);
  return n - 1;
}

std::vector<Area> merged_areas(const std::string& sheet_xml) {
  static const std::regex reference("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})");
  std::vector<Area> areas;
  for (const std::string& tag : tags(sheet_xml, "mergeCell")) {
    std::smatch m;
    const std::string text = attribute(tag, "ref");
    if (std::regex_match(text, m, reference))
      areas.push_back({std::stoul(m[2]) - 1, column_number(m[1]), std::stoul(m[4]) - 1, column_number(m[3])});
  }
  return areas;
}

// ---- cells ----

void widen(Sheet& sheet) {
  std::size_t width = 0;
  for (const auto& row : sheet.rows) width = std::max(width, row.size());
  for (auto& row : sheet.rows) row.resize(width);
  sheet.copied.assign(sheet.rows.size(), std::vector<bool>(width, false));
}

/// Rows of the sheet by their number, so that a merged area finds them; rows of nothing have none.
void fill_merged(Sheet& sheet, const std::vector<Area>& areas) {
  std::map<std::size_t, std::size_t> row_at;
  for (std::size_t r = 0; r < sheet.lines.size(); ++r)
    row_at[static_cast<std::size_t>(sheet.lines[r]) - 1] = r;
  const std::size_t width = sheet.rows.empty() ? 0 : sheet.rows.front().size();
  for (const Area& a : areas) {
    const auto first = row_at.find(a.row0);
    if (first == row_at.end() || a.column0 >= width) continue;
    const std::string text = sheet.rows[first->second][a.column0];
    for (auto it = first; it != row_at.end() && it->first <= a.row1; ++it)
      for (std::size_t c = a.column0; c <= a.column1 && c < width; ++c) {
        if (it == first && c == a.column0) continue;
        sheet.rows[it->second][c] = text;
        sheet.copied[it->second][c] = true;
      }
  }
}

Sheet sheet_of(OGRLayer& layer, const std::string& file) {
  Sheet sheet;
  sheet.file = file;
  sheet.name = layer.GetName();
  layer.ResetReading();
  while (true) {
    const OGRFeatureUniquePtr feature(layer.GetNextFeature());
    if (!feature) break;
    std::vector<std::string> row;
    row.reserve(static_cast<std::size_t>(feature->GetFieldCount()));
    for (int i = 0; i < feature->GetFieldCount(); ++i)
      row.push_back(feature->IsFieldSetAndNotNull(i) ? trimmed(feature->GetFieldAsString(i)) : "");
    if (std::all_of(row.begin(), row.end(), [](const std::string& cell) { return cell.empty(); })) continue;
    sheet.rows.push_back(std::move(row));
    sheet.lines.push_back(static_cast<int>(feature->GetFID()));
  }
  widen(sheet);
  return sheet;
}

std::vector<Sheet> from_workbook(const std::filesystem::path& file) {
  const Option options[] = {{"OGR_XLSX_HEADERS", "DISABLE"}, {"OGR_XLSX_FIELD_TYPES", "STRING"},
                            {"OGR_XLS_HEADERS", "DISABLE"},  {"OGR_XLS_FIELD_TYPES", "STRING"},
                            {"OGR_ODS_HEADERS", "DISABLE"},  {"OGR_ODS_FIELD_TYPES", "STRING"}};
  const GdalSession session;
  const DatasetPtr dataset = open_dataset(file, Content::vector, session);
  const bool xlsx = extension_of(file) == ".xlsx";
  const std::map<std::string, std::string> parts =
      xlsx ? parts_of(file) : std::map<std::string, std::string>();
  std::vector<Sheet> sheets;
  for (OGRLayer* layer : dataset->GetLayers()) {
    Sheet sheet = sheet_of(*layer, file.string());
    const auto part = parts.find(sheet.name);
    if (part != parts.end()) fill_merged(sheet, merged_areas(bytes_in_zip(file, part->second)));
    if (!sheet.rows.empty()) sheets.push_back(std::move(sheet));
  }
  return sheets;
}

std::vector<Sheet> from_csv(const std::filesystem::path& file) {
  Sheet sheet;
  sheet.file = file.string();
  const std::string bytes = read_file(file);
  std::string text;
  try {
    text = to_utf8(bytes, &sheet.encoding);
  } catch (const base::InputError& error) {
    throw base::InputError(file.string(), "", error.faults().front().what, error.faults().front().remedy);
  }
  for (CsvRow& row : csv_rows(text, csv_separator(text), file.string())) {
    sheet.lines.push_back(row.line);
    sheet.rows.push_back(std::move(row.cells));
  }
  widen(sheet);
  if (sheet.rows.empty()) return {};
  return {sheet};
}

std::string text_of(const Value& value) {
  if (const auto* number = std::get_if<long long>(&value)) return std::to_string(*number);
  if (const auto* number = std::get_if<double>(&value)) return CPLSPrintf("%.15g", *number);
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? "" : trimmed(*text);
}

/// Attributes in alphabetical order, then the point's own x and y unless the attributes have them.
std::vector<Sheet> from_shapes(const std::filesystem::path& file, const std::string& crs) {
  const Layer layer = read_layer(file, "", crs, true);
  Sheet sheet;
  sheet.file = file.string();
  std::map<std::string, std::size_t> columns;
  for (const Feature& f : layer.features)
    for (const auto& [name, value] : f.attributes) columns.emplace(name, 0);
  const bool placed = layer.shape == Shape::point && columns.count("x_m") == 0;
  std::vector<std::string> header;
  for (auto& [name, at] : columns) {
    at = header.size();
    header.push_back(name);
  }
  if (placed) header.insert(header.end(), {"x_m", "y_m"});
  sheet.rows.push_back(header);
  sheet.lines.push_back(1);
  for (const Feature& f : layer.features) {
    std::vector<std::string> row(header.size());
    for (const auto& [name, value] : f.attributes) row[columns.at(name)] = text_of(value);
    if (placed && !f.parts.empty() && !f.parts.front().empty()) {
      row[header.size() - 2] = CPLSPrintf("%.2f", f.parts.front().front().x_m);
      row[header.size() - 1] = CPLSPrintf("%.2f", f.parts.front().front().y_m);
    }
    sheet.lines.push_back(static_cast<int>(sheet.rows.size()) + 1);
    sheet.rows.push_back(std::move(row));
  }
  widen(sheet);
  return {sheet};
}

}  // namespace

std::vector<Sheet> read_sheets(const std::filesystem::path& file) {
  const std::string kind = extension_of(file);
  if (kind == ".csv" || kind == ".txt" || kind == ".tsv") return from_csv(file);
  if (kind == ".xlsx" || kind == ".xls" || kind == ".ods") return from_workbook(file);
  if (kind == ".shp") return from_shapes(file, "");
  throw base::InputError(file.string(), "", "files of kind '" + kind + "' are not read as ledgers",
                         "save it as .xlsx or as \"CSV UTF-8\"");
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  return letters;
}

}  // namespace dayu::geo
