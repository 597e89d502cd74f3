// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/sheet.h"

#include <xlsxwriter.h>

#include <cstdlib>
#include <map>

#include "engine/geo/table.h"

namespace dayu::drill {
namespace {

constexpr int kTitleRows = 3;          // title, subtitle, header
constexpr const char* kFont = "宋体";  // what office machines have; LibreOffice falls back to Noto

struct Colours {
  lxw_color_t fill;
  bool bold;
};

/// Light enough to stay white in print; the words carry the meaning.
Colours colours_of(RowLook look) {
  switch (look) {
    case RowLook::action:
      return {0xEEF3FA, false};
    case RowLook::alert:
      return {0xFFF2CC, true};
    case RowLook::muted:
      return {0xF5F5F5, false};
    case RowLook::green:
      return {0xE2F0D9, false};
    case RowLook::yellow:
      return {0xFFF2CC, false};
    case RowLook::red:
      return {0xF8CBAD, true};
    case RowLook::total:
      return {0xE7E6E6, true};
    case RowLook::plain:
      break;
  }
  return {0xFFFFFF, false};
}

class Book {
 public:
  Book(const std::string& file, const base::Instant& created) : book_(workbook_new(file.c_str())) {
    lxw_doc_properties properties = {};
    properties.title = title_.data();
    properties.subject = title_.data();
    properties.author = author_.data();
    properties.comments = only_.data();
    properties.created = static_cast<time_t>(created.unix_s);
    workbook_set_properties(book_, &properties);
  }
  ~Book() {
    if (book_) workbook_close(book_);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  bool close() {
    lxw_workbook* book = book_;
    book_ = nullptr;
    return workbook_close(book) == LXW_NO_ERROR;
  }

  void page(const SheetPage& page) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, page.name.c_str());
    print_setup(sheet, page);
    const auto last = static_cast<lxw_col_t>(page.columns.size() - 1);
    const std::string mark = word("mark.page", page.language);
    worksheet_merge_range(sheet, 0, 0, 0, last, ("【" + mark + "】" + page.title).c_str(), title_format());
    worksheet_set_row(sheet, 0, 30, nullptr);
    worksheet_merge_range(sheet, 1, 0, 1, last, page.subtitle.c_str(), note_format());
    worksheet_set_row(sheet, 1, 18, nullptr);
    worksheet_set_row(sheet, 2, 30, nullptr);
    for (std::size_t c = 0; c < page.columns.size(); ++c) {
      const auto col = static_cast<lxw_col_t>(c);
      worksheet_set_column(sheet, col, col, page.columns[c].width, nullptr);
      worksheet_write_string(sheet, 2, col, page.columns[c].title.c_str(), header_format());
    }
    for (std::size_t r = 0; r < page.rows.size(); ++r) row(sheet, page, r);
    const auto end = static_cast<lxw_row_t>(kTitleRows + page.rows.size());
    if (!page.rows.empty()) worksheet_autofilter(sheet, 2, 0, end - 1, last);
    if (!page.footnote.empty()) {
      worksheet_merge_range(sheet, end, 0, end, last, page.footnote.c_str(), note_format());
      worksheet_set_row(sheet, end, 32, nullptr);
    }
    worksheet_freeze_panes(sheet, kTitleRows, 0);
  }

 private:
  void print_setup(lxw_worksheet* sheet, const SheetPage& page) {
    constexpr uint8_t kA3 = 8, kA4 = 9;  // ISO/IEC 29500-1, ST_PaperSize
    worksheet_set_paper(sheet, page.a3 ? kA3 : kA4);
    if (page.landscape) worksheet_set_landscape(sheet);
    worksheet_set_margins(sheet, 0.35, 0.35, 0.65, 0.6);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 2, 2);
    worksheet_center_horizontally(sheet);
    const std::string& mark = word("mark.page", page.language);
    const std::string head = "&L" + mark + "&C" + page.title + "&R" + page.stamp;
    const std::string foot =
        "&L" + mark + "&C" + word("mark.only", page.language) + "&R" + word("sheet.page", page.language);
    worksheet_set_header(sheet, head.c_str());
    worksheet_set_footer(sheet, foot.c_str());
  }

  void row(lxw_worksheet* sheet, const SheetPage& page, std::size_t r) {
    const RowLook look = r < page.looks.size() ? page.looks[r] : RowLook::plain;
    const auto at = static_cast<lxw_row_t>(kTitleRows + r);
    double lines = 1;
    for (std::size_t c = 0; c < page.columns.size(); ++c) {
      const std::string& text = c < page.rows[r].size() ? page.rows[r][c] : empty_;
      const auto col = static_cast<lxw_col_t>(c);
      char* end = nullptr;
      const double value = std::strtod(text.c_str(), &end);
      if (page.columns[c].number && !text.empty() && *end == '\0')
        worksheet_write_number(sheet, at, col, value, body_format(look, true));
      else
        worksheet_write_string(sheet, at, col, text.c_str(), body_format(look, false));
      lines = std::max(lines, lines_of(text, page.columns[c].width));
    }
    worksheet_set_row(sheet, at, 4 + 14.5 * lines, nullptr);
  }

  /// Height for wrapped text: LibreOffice and WPS do not grow rows of a file that was not written by them.
  static double lines_of(const std::string& text, double width) {
    double lines = 1, used = 0;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte == '\n') {
        lines += 1;
        used = 0;
      } else if ((byte & 0xC0U) != 0x80U) {
        used += byte < 0x80 ? 1.05 : 2.05;
        if (used > width) {
          lines += 1;
          used = byte < 0x80 ? 3 : 2;  // a word that does not fit moves down whole
        }
      }
    }
    return lines;
  }

  lxw_format* made(double size, bool bold, int align) {
    lxw_format* format = workbook_add_format(book_);
    format_set_font_name(format, kFont);
    format_set_font_size(format, size);
    if (bold) format_set_bold(format);
    format_set_text_wrap(format);
    format_set_align(format, static_cast<uint8_t>(align));
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
  }

  lxw_format* title_format() {
    return title_format_ ? title_format_ : title_format_ = made(16, true, LXW_ALIGN_CENTER);
  }
  lxw_format* note_format() {
    return note_format_ ? note_format_ : note_format_ = made(9, false, LXW_ALIGN_LEFT);
  }
  lxw_format* header_format() {
    if (header_format_) return header_format_;
    header_format_ = made(10, true, LXW_ALIGN_CENTER);
    format_set_border(header_format_, LXW_BORDER_THIN);
    format_set_bg_color(header_format_, 0xD9E2F3);
    return header_format_;
  }
  lxw_format* body_format(RowLook look, bool number) {
    lxw_format*& format = body_formats_[{look, number}];
    if (format) return format;
    const Colours colours = colours_of(look);
    format = made(10, colours.bold, number ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_indent(format, 1);  // a number never touches the words beside it
    if (colours.fill != 0xFFFFFF) format_set_bg_color(format, colours.fill);
    return format;
  }

  lxw_workbook* book_;
  // Not const: the library takes char*.
  std::string title_ = word("mark.page", Language::zh), only_ = word("mark.only", Language::zh),
              author_ = "Dayu";
  std::string empty_;
  lxw_format *title_format_ = nullptr, *note_format_ = nullptr, *header_format_ = nullptr;
  std::map<std::pair<RowLook, bool>, lxw_format*> body_formats_;
};

}  // namespace

void write_sheets(const std::filesystem::path& file, const std::vector<SheetPage>& pages,
                  const base::Instant& created) {
  std::filesystem::create_directories(file.parent_path());
  const std::filesystem::path part = file.string() + ".part";
  Book book(part.string(), created);
  for (const SheetPage& page : pages) book.page(page);
  if (!book.close())
    throw base::InputError(file.string(), "", "the workbook cannot be written",
                           "check free space and permissions");
  geo::write_file(file, geo::read_file(part));
  std::filesystem::remove(part);
}

}  // namespace dayu::drill
