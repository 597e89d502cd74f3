// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/package/word_file.h"

#include <cmath>
#include <cstdio>
#include <numeric>

#include "engine/drill/package/word_blocks.h"
#include "engine/drill/package/zip_file.h"
#include "engine/geo/table.h"

namespace dayu::drill {
namespace {

constexpr double kTwips_per_mm = 1440 / 25.4;
const char* const kSpaces =
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const char* const kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

int twips(double mm) {
  return static_cast<int>(std::lround(mm * kTwips_per_mm));
}

/// Page measures: GB/T 9704-2012 5.2 for official papers, 20 mm all round for wide working papers.
struct PageBox {
  double width_mm, height_mm, top_mm, bottom_mm, left_mm, right_mm;
  double text_mm() const { return width_mm - left_mm - right_mm; }
};

PageBox page_of(const WordLook& look) {
  if (look.landscape) return {297, 210, 22, 18, 18, 18};
  return look.official ? PageBox{210, 297, 37, 35, 28, 26} : PageBox{210, 297, 25, 22, 22, 20};
}

std::string style(const std::string& id, const std::string& name, double size_pt, const std::string& font,
                  bool bold, const std::string& paragraph) {
  const std::string half = std::to_string(static_cast<int>(std::lround(size_pt * 2)));
  return "<w:style w:type=\"paragraph\" w:styleId=\"" + id + "\"><w:name w:val=\"" + name + "\"/>" +
         (id == "Normal" ? "" : "<w:basedOn w:val=\"Normal\"/>") + "<w:qFormat/><w:pPr>" + paragraph +
         "</w:pPr><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"" +
         font + "\"/>" + (bold ? "<w:b/>" : "") + "<w:sz w:val=\"" + half + "\"/><w:szCs w:val=\"" + half +
         "\"/></w:rPr></w:style>";
}

/// Font names as Windows and WPS know them; where a machine lacks them it falls back to its own Song and Hei.
std::string styles(const WordLook& look) {
  const bool big = look.official && !look.landscape;
  const double body_pt = big ? 16 : 12, title_pt = big ? 22 : 18;
  const std::string line = big ? "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/>"
                               : "<w:spacing w:after=\"60\" w:line=\"320\" w:lineRule=\"atLeast\"/>";
  const std::string indent = look.language == Language::zh ? "<w:ind w:firstLineChars=\"200\"/>" : "";
  return std::string(kHead) + "<w:styles" + kSpaces + ">" +
         style("Normal", "Normal", body_pt, "FangSong", false, line) +
         style("Title", "Title", title_pt, "FZXiaoBiaoSong-B05S", true,
               "<w:spacing w:before=\"240\" w:after=\"240\"/><w:jc w:val=\"center\"/>") +
         style("Subtitle", "Subtitle", body_pt - 2, "KaiTi", false,
               "<w:spacing w:after=\"200\"/><w:jc w:val=\"center\"/>") +
         style("Heading1", "heading 1", body_pt, "SimHei", false,
               "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"80\"/><w:outlineLvl w:val=\"0\"/>") +
         style("Heading2", "heading 2", body_pt, "KaiTi", true,
               "<w:keepNext/><w:spacing w:before=\"80\" w:after=\"40\"/><w:outlineLvl w:val=\"1\"/>") +
         style("Body", "Dayu Body", body_pt, "FangSong", false, line + indent + "<w:jc w:val=\"both\"/>") +
         style("Item", "Dayu Item", body_pt, "FangSong", false, line + "<w:ind w:left=\"420\"/>") +
         style("Cell", "Dayu Cell", big ? 12 : 10.5, "SimSun", false,
               "<w:spacing w:before=\"20\" w:after=\"20\" w:line=\"240\" w:lineRule=\"auto\"/>") +
         style("CellHead", "Dayu Cell Head", big ? 12 : 10.5, "SimHei", false,
               "<w:spacing w:before=\"20\" w:after=\"20\" w:line=\"240\" w:lineRule=\"auto\"/>"
               "<w:jc w:val=\"center\"/>") +
         style("Mark", "Dayu Mark", 10.5, "SimHei", false, "") + "</w:styles>";
}

std::string field(const std::string& code) {
  return "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> " + code +
         " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"
         "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
}

std::string run(const std::string& text) {
  return "<w:r><w:t xml:space=\"preserve\">" + escaped(text) + "</w:t></w:r>";
}

/// Mark on the left, words in the middle, stamp on the right, by tab stops.
std::string three_parts(const PageBox& page, const std::string& left, const std::string& middle,
                        const std::string& right, bool line_below) {
  const std::string tabs = "<w:tabs><w:tab w:val=\"center\" w:pos=\"" +
                           std::to_string(twips(page.text_mm() / 2)) + "\"/><w:tab w:val=\"right\" w:pos=\"" +
                           std::to_string(twips(page.text_mm())) + "\"/></w:tabs>";
  const std::string border = std::string("<w:pBdr><w:") + (line_below ? "bottom" : "top") +
                             " w:val=\"single\" w:sz=\"6\" w:space=\"2\" w:color=\"000000\"/></w:pBdr>";
  return "<w:p><w:pPr><w:pStyle w:val=\"Mark\"/>" + border + tabs + "</w:pPr>" + left +
         "<w:r><w:tab/></w:r>" + middle + "<w:r><w:tab/></w:r>" + right + "</w:p>";
}

std::string header(const WordLook& look, const PageBox& page) {
  return std::string(kHead) + "<w:hdr" + kSpaces + ">" +
         three_parts(page, run(word("mark.page", look.language)), run(look.title), run(look.stamp), true) +
         "</w:hdr>";
}

std::string footer(const WordLook& look, const PageBox& page) {
  return std::string(kHead) + "<w:ftr" + kSpaces + ">" +
         three_parts(page, run(word("mark.page", look.language)), run(look.foot),
                     field("PAGE") + run(" / ") + field("NUMPAGES"), false) +
         "</w:ftr>";
}

std::string section(const WordLook& look, const PageBox& page) {
  return "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/>"
         "<w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"" +
         std::to_string(twips(page.width_mm)) + "\" w:h=\"" + std::to_string(twips(page.height_mm)) + "\"" +
         (look.landscape ? " w:orient=\"landscape\"" : "") + "/><w:pgMar w:top=\"" +
         std::to_string(twips(page.top_mm)) + "\" w:right=\"" + std::to_string(twips(page.right_mm)) +
         "\" w:bottom=\"" + std::to_string(twips(page.bottom_mm)) + "\" w:left=\"" +
         std::to_string(twips(page.left_mm)) + "\" w:header=\"" + std::to_string(twips(page.top_mm / 2)) +
         "\" w:footer=\"" + std::to_string(twips(page.bottom_mm / 2)) + "\" w:gutter=\"0\"/></w:sectPr>";
}

std::string cell(const std::string& text, int width, bool head) {
  std::string paragraphs;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    paragraphs += std::string("<w:p><w:pPr><w:pStyle w:val=\"") + (head ? "CellHead" : "Cell") +
                  "\"/></w:pPr>" + run(text.substr(from, end - from)) + "</w:p>";
    from = end + 1;
  }
  return "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/>" +
         (head ? "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E6E6E6\"/>" : "") +
         "<w:vAlign w:val=\"center\"/></w:tcPr>" + paragraphs + "</w:tc>";
}

std::string table(const Block& block, const PageBox& page) {
  const std::size_t columns = block.rows.front().size();
  std::vector<double> shares = block.widths;
  shares.resize(columns, 1);
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  std::vector<int> widths;
  widths.reserve(shares.size());
  for (const double share : shares) widths.push_back(twips(page.text_mm() * share / sum));
  std::string borders;
  for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
    borders += std::string("<w:") + side + " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>";
  std::string xml = "<w:tbl><w:tblPr><w:tblW w:w=\"" + std::to_string(twips(page.text_mm())) +
                    "\" w:type=\"dxa\"/><w:tblBorders>" + borders +
                    "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";
  for (const int width : widths) xml += "<w:gridCol w:w=\"" + std::to_string(width) + "\"/>";
  xml += "</w:tblGrid>";
  for (std::size_t r = 0; r < block.rows.size(); ++r) {
    xml += std::string("<w:tr><w:trPr><w:cantSplit/>") + (r == 0 ? "<w:tblHeader/>" : "") + "</w:trPr>";
    for (std::size_t c = 0; c < columns; ++c)
      xml += cell(c < block.rows[r].size() ? block.rows[r][c] : "", widths[c], r == 0);
    xml += "</w:tr>";
  }
  return xml + "</w:tbl>";
}

const char* style_of(Block::Kind kind) {
  switch (kind) {
    case Block::Kind::title:
      return "Title";
    case Block::Kind::subtitle:
      return "Subtitle";
    case Block::Kind::heading:
      return "Heading1";
    case Block::Kind::subheading:
      return "Heading2";
    case Block::Kind::item:
      return "Item";
    default:
      return "Body";
  }
}

std::string content(const Block& block, const PageBox& page) {
  if (block.kind == Block::Kind::page_break) return "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
  if (block.kind == Block::Kind::table) return block.rows.empty() ? "" : table(block, page);
  return std::string("<w:p><w:pPr><w:pStyle w:val=\"") + style_of(block.kind) + "\"/></w:pPr>" +
         run((block.kind == Block::Kind::item ? "• " : "") + block.text) + "</w:p>";
}

const char* const kTypes =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/word/header1.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/></Types>";

std::string relations(const std::vector<std::pair<std::string, std::string>>& type_and_target) {
  static const std::string base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  std::string xml = std::string(kHead) +
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  for (std::size_t i = 0; i < type_and_target.size(); ++i)
    xml += "<Relationship Id=\"rId" + std::to_string(i + 1) + "\" Type=\"" + base + type_and_target[i].first +
           "\" Target=\"" + type_and_target[i].second + "\"/>";
  return xml + "</Relationships>";
}

}  // namespace

Kept write_word(const std::filesystem::path& file, const WordLook& look, const std::vector<Block>& blocks,
                const base::Instant& created) {
  const PageBox page = page_of(look);
  EditedBlocks edited = edited_blocks(file);
  Kept kept;
  std::string body;
  for (const Block& block : blocks) {
    const std::string made = content(block, page);
    if (made.empty()) continue;
    const auto by_hand = edited.find(block.id);
    if (by_hand != edited.end() && by_hand->second.portable) {
      body += by_hand->second.xml;
      kept.blocks.push_back(block.id);
      edited.erase(by_hand);
    } else {
      body += controlled(block.id, made);
    }
  }
  for (const auto& [id, block] : edited) kept.lost.push_back(id);
  if (!kept.lost.empty())
    geo::write_file(std::filesystem::path(file).replace_extension(".before.docx"), geo::read_file(file));
  const std::string document = std::string(kHead) + "<w:document" + kSpaces + "><w:body>" + body +
                               section(look, page) + "</w:body></w:document>";
  write_zip(file,
            {{"[Content_Types].xml", std::string(kHead) + kTypes},
             {"_rels/.rels", relations({{"officeDocument", "word/document.xml"}})},
             {"word/_rels/document.xml.rels",
              relations({{"styles", "styles.xml"}, {"header", "header1.xml"}, {"footer", "footer1.xml"}})},
             {"word/document.xml", document},
             {"word/styles.xml", styles(look)},
             {"word/header1.xml", header(look, page)},
             {"word/footer1.xml", footer(look, page)}},
            created);
  return kept;
}

}  // namespace dayu::drill
