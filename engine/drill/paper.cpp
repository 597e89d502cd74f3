// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/paper.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <numeric>

namespace dayu::drill {
namespace {

constexpr double kCellPad_mm = 1.1;
constexpr double kThin_mm = 0.18;

const char* families(Face face) {
  switch (face) {
    case Face::song:
      return "FangSong_GB2312, FangSong, STFangsong, Noto Serif CJK SC, serif";
    case Face::title:
      return "FZXiaoBiaoSong-B05S, FZXiaoBiaoSong-B05, STZhongsong, Noto Serif CJK SC, serif";
    case Face::sans:
      break;
  }
  return "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, SimHei, sans-serif";
}

struct Unref {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;

Layout layout_of(cairo_t* cairo, double box_mm, const std::string& text, const TextLook& look) {
  Layout layout(pango_cairo_create_layout(cairo));
  PangoContext* context = pango_layout_get_context(layout.get());
  pango_context_set_round_glyph_positions(context, FALSE);  // print, not screen
  pango_context_set_language(context, pango_language_from_string("zh-cn"));
  PangoFontDescription* font = pango_font_description_from_string(families(look.face));
  pango_font_description_set_absolute_size(font, look.size_pt * PANGO_SCALE);
  if (look.bold || look.face == Face::title) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  if (box_mm > 0)
    pango_layout_set_width(layout.get(), static_cast<int>(box_mm * kPoint_per_mm * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing(layout.get(), static_cast<float>(look.spacing_1 * 0.82));
  if (look.align == Align::centre) pango_layout_set_alignment(layout.get(), PANGO_ALIGN_CENTER);
  if (look.align == Align::right) pango_layout_set_alignment(layout.get(), PANGO_ALIGN_RIGHT);
  pango_layout_set_text(layout.get(), text.c_str(), static_cast<int>(text.size()));
  return layout;
}

double height_of(const Layout& layout) {
  int width = 0, height = 0;
  pango_layout_get_size(layout.get(), &width, &height);
  return static_cast<double>(height) / PANGO_SCALE / kPoint_per_mm;
}

cairo_status_t append(void* closure, const unsigned char* bytes, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

std::string draw_once(const SheetLook& look, const base::Instant& created, int& pages,
                      const std::function<void(Paper&)>& draw) {
  std::string bytes;
  cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(
      append, &bytes, look.page_width_mm * kPoint_per_mm, look.page_height_mm * kPoint_per_mm);
  const std::string title = word("mark.page", look.language) + " " + look.title;
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Dayu");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT,
                                 word("mark.only", look.language).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, base::iso8601(created).c_str());
  cairo_t* cairo = cairo_create(surface);
  Paper paper(look, cairo, pages);
  paper.new_page();
  draw(paper);
  pages = paper.page();
  cairo_show_page(cairo);
  cairo_destroy(cairo);
  cairo_surface_finish(surface);
  cairo_surface_destroy(surface);
  return bytes;
}

}  // namespace

void Paper::new_page() {
  if (page_ > 0) cairo_show_page(cairo_);
  ++page_;
  y_mm = look_.top_mm;
  marks();
}

void Paper::need(double height_mm) {
  if (y_mm + height_mm > bottom_mm()) new_page();
}

void Paper::marks() {
  const double w = width_mm(), x = left_mm();
  const TextLook mark{.size_pt = 11, .bold = true};
  const std::string& exercise = word("mark.page", look_.language);
  const double mark_mm = text_width(exercise, mark);
  const double head_mm = 8, foot_mm = look_.page_height_mm - 13;
  for (const double at : {head_mm, foot_mm}) {
    box(x, at, mark_mm + 4, 6, 0.4);
    text(x + 2, at + 0.6, mark_mm + 2, exercise, mark);
  }
  const double rest = w - mark_mm - 8;
  text(x + mark_mm + 6, head_mm + 1, rest - 22, look_.title,
       {.size_pt = 9, .align = Align::centre, .grey_1 = 0.25});
  text(x + w - 22, head_mm + 1, 22, look_.stamp, {.size_pt = 9, .bold = true, .align = Align::right});
  text(x + mark_mm + 6, foot_mm + 1, rest - 26, look_.foot,
       {.size_pt = 8, .align = Align::centre, .grey_1 = 0.25});
  text(x + w - 30, foot_mm + 1, 30,
       say("page.number", look_.language, {std::to_string(page_), std::to_string(std::max(pages_, page_))}),
       {.size_pt = 8, .align = Align::right});
  line(x, head_mm + 7, x + w, head_mm + 7, kThin_mm);
  line(x, foot_mm - 1, x + w, foot_mm - 1, kThin_mm);
}

double Paper::text(double x_mm, double at_mm, double box_mm, const std::string& text, const TextLook& look) {
  const Layout layout = layout_of(cairo_, box_mm, text, look);
  if (look.halo) {
    cairo_move_to(cairo_, x_mm * kPoint_per_mm, at_mm * kPoint_per_mm);
    pango_cairo_layout_path(cairo_, layout.get());
    cairo_set_source_rgb(cairo_, 1, 1, 1);
    cairo_set_line_width(cairo_, 2);
    cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo_);
  }
  cairo_set_source_rgb(cairo_, look.grey_1, look.grey_1, look.grey_1);
  cairo_move_to(cairo_, x_mm * kPoint_per_mm, at_mm * kPoint_per_mm);
  pango_cairo_show_layout(cairo_, layout.get());
  cairo_new_path(cairo_);
  return height_of(layout);
}

double Paper::text_height(double box_mm, const std::string& text, const TextLook& look) {
  return height_of(layout_of(cairo_, box_mm, text, look));
}

double Paper::text_width(const std::string& text, const TextLook& look) {
  const Layout layout = layout_of(cairo_, 0, text, look);
  int width = 0, height = 0;
  pango_layout_get_size(layout.get(), &width, &height);
  return static_cast<double>(width) / PANGO_SCALE / kPoint_per_mm;
}

void Paper::paragraph(const std::string& body, const TextLook& look, double after_mm) {
  need(text_height(width_mm(), body, look));
  y_mm += text(left_mm(), y_mm, width_mm(), body, look) + after_mm;
}

void Paper::heading(const std::string& words, double size_pt, double keep_mm) {
  const TextLook look{.size_pt = size_pt, .bold = true};
  const double height = text_height(width_mm() - 3, words, look);
  // Never alone at the foot of a page; what no page holds is not waited for.
  const bool fits_a_page = height + keep_mm + 3 <= bottom_mm() - look_.top_mm;
  need(height + (fits_a_page ? std::max(14.0, keep_mm + 3) : 14.0));
  y_mm += 1.5;
  cairo_set_source_rgb(cairo_, 0, 0, 0);
  cairo_rectangle(cairo_, left_mm() * kPoint_per_mm, (y_mm + 0.6) * kPoint_per_mm, 1.2 * kPoint_per_mm,
                  (height - 1.2) * kPoint_per_mm);
  cairo_fill(cairo_);
  y_mm += text(left_mm() + 3, y_mm, width_mm() - 3, words, look) + 1;
}

namespace {

TextLook cell_look(const TableLook& look, std::size_t column, bool bold, bool shaded) {
  const bool right = !shaded && column < look.right.size() && look.right[column];
  return {.size_pt = look.size_pt,
          .bold = bold || (look.first_column_bold && column == 0),
          .align = shaded  ? Align::centre
                   : right ? Align::right
                           : Align::left};
}

}  // namespace

std::vector<double> Paper::widths_of(const TableLook& look) const {
  std::vector<double> widths = look.widths_mm;
  const double sum = std::accumulate(widths.begin(), widths.end(), 0.0);
  for (double& w : widths) w *= width_mm() / sum;
  return widths;
}

double Paper::row_height(const std::vector<std::string>& cells, const std::vector<double>& widths,
                         const TableLook& look, bool bold, bool shaded) {
  double height = 0;
  for (std::size_t c = 0; c < widths.size(); ++c)
    height = std::max(height,
                      text_height(widths[c] - 2 * kCellPad_mm, cells[c], cell_look(look, c, bold, shaded)));
  return height + 2 * kCellPad_mm * 0.7;
}

double Paper::table_height(const std::vector<std::vector<std::string>>& rows, const TableLook& look) {
  const std::vector<double> widths = widths_of(look);
  double height = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const bool head = look.header && r == 0;
    height += row_height(rows[r], widths, look, head || (look.last_row_bold && r + 1 == rows.size()), head);
  }
  return height;
}

double Paper::row(const std::vector<std::string>& cells, const std::vector<double>& widths,
                  const TableLook& look, bool bold, bool shaded) {
  const double height = row_height(cells, widths, look, bold, shaded);
  if (y_mm + height > bottom_mm()) return -1;
  double x = left_mm();
  for (std::size_t c = 0; c < widths.size(); ++c) {
    const TextLook text_look = cell_look(look, c, bold, shaded);
    box(x, y_mm, widths[c], height, kThin_mm, shaded ? 0.9 : -1);
    const double inner = text_height(widths[c] - 2 * kCellPad_mm, cells[c], text_look);
    text(x + kCellPad_mm, y_mm + (height - inner) / 2, widths[c] - 2 * kCellPad_mm, cells[c], text_look);
    x += widths[c];
  }
  y_mm += height;
  return height;
}

void Paper::table(const std::vector<std::vector<std::string>>& rows, const TableLook& look) {
  const std::vector<double> widths = widths_of(look);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const bool head = look.header && r == 0;
    const bool bold = head || (look.last_row_bold && r + 1 == rows.size());
    // A header needs a row below it on the same page.
    if (head) need(14);
    if (row(rows[r], widths, look, bold, head) >= 0) continue;
    new_page();
    if (look.header && !head) row(rows.front(), widths, look, true, true);
    row(rows[r], widths, look, bold, head);
  }
  y_mm += 2;
}

void Paper::line(double x1_mm, double y1_mm, double x2_mm, double y2_mm, double thick_mm) {
  cairo_set_source_rgb(cairo_, 0, 0, 0);
  cairo_set_line_width(cairo_, thick_mm * kPoint_per_mm);
  cairo_move_to(cairo_, x1_mm * kPoint_per_mm, y1_mm * kPoint_per_mm);
  cairo_line_to(cairo_, x2_mm * kPoint_per_mm, y2_mm * kPoint_per_mm);
  cairo_stroke(cairo_);
}

void Paper::box(double x_mm, double at_mm, double w_mm, double h_mm, double thick_mm, double fill_grey_1) {
  cairo_rectangle(cairo_, x_mm * kPoint_per_mm, at_mm * kPoint_per_mm, w_mm * kPoint_per_mm,
                  h_mm * kPoint_per_mm);
  if (fill_grey_1 >= 0) {
    cairo_set_source_rgb(cairo_, fill_grey_1, fill_grey_1, fill_grey_1);
    cairo_fill_preserve(cairo_);
  }
  cairo_set_source_rgb(cairo_, 0, 0, 0);
  cairo_set_line_width(cairo_, thick_mm * kPoint_per_mm);
  cairo_stroke(cairo_);
}

std::string make_pdf(const SheetLook& look, const base::Instant& created,
                     const std::function<void(Paper&)>& draw) {
  int pages = 0;
  draw_once(look, created, pages, draw);
  return draw_once(look, created, pages, draw);
}

}  // namespace dayu::drill
