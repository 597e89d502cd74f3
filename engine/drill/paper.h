// SPDX-License-Identifier: Apache-2.0
// A4 (or A3) pages as PDF through cairo and pango: marks 演练 EXERCISE in header and footer of every page,
// text, tables. Lengths in mm from the upper left corner, type sizes in pt. Fonts are embedded. GB/T
// 9704-2012 names the faces (小标宋 titles, 仿宋 body); where they are not installed Noto Serif CJK SC takes
// their place. Invariant: the same calls give the same bytes (the date inside is the scenario's start, no
// clock is read).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/drill/words.h"

// Cairo's own name of cairo_t: the library's header stays out of this one.
struct _cairo;  // NOLINT(bugprone-reserved-identifier)

namespace dayu::drill {

enum class Face { sans, song, title };
enum class Align { left, centre, right };

struct TextLook {
  double size_pt = 10.5;
  bool bold = false;
  Face face = Face::sans;
  Align align = Align::left;
  double grey_1 = 0;        ///< 0 black, 1 white
  double spacing_1 = 1.15;  ///< line distance in lines
  bool halo = false;        ///< white rim: legible over a map
};

struct SheetLook {
  std::string title;  ///< centre of the header; also in the file's properties
  std::string stamp;  ///< right of the header: classification
  std::string foot;   ///< centre of the footer
  Language language = Language::zh;
  double top_mm = 20, bottom_mm = 18, left_mm = 18, right_mm = 18;
  double page_width_mm = 210, page_height_mm = 297;  ///< A4 upright
};

struct TableLook {
  std::vector<double> widths_mm;  ///< scaled to the text width if they do not fill it
  double size_pt = 9.5;
  bool header = true;       ///< first row is a header, repeated on each page
  std::vector<bool> right;  ///< by column: right aligned
  bool first_column_bold = false;
  bool last_row_bold = false;
};

class Paper {
 public:
  Paper(const SheetLook& look, _cairo* cairo, int pages) : look_(look), cairo_(cairo), pages_(pages) {}

  double left_mm() const { return look_.left_mm; }
  double width_mm() const { return look_.page_width_mm - look_.left_mm - look_.right_mm; }
  double bottom_mm() const { return look_.page_height_mm - look_.bottom_mm; }
  double y_mm = 0;  ///< the cursor: where the next block goes
  int page() const { return page_; }
  bool counting() const { return pages_ == 0; }  ///< the first of the two drawings

  void new_page();
  /// Starts a new page unless `height_mm` more fit on this one.
  void need(double height_mm);

  /// Draws text in a box of a width; returns its height, mm.
  double text(double x_mm, double at_mm, double box_mm, const std::string& text, const TextLook& look);
  double text_height(double box_mm, const std::string& text, const TextLook& look);
  double text_width(const std::string& text, const TextLook& look);

  /// Blocks at the cursor over the whole width.
  void paragraph(const std::string& text, const TextLook& look = {}, double after_mm = 1.5);
  /// A heading stays with at least the first rows, or with `keep_mm` of what follows it.
  void heading(const std::string& text, double size_pt = 12, double keep_mm = 0);
  double table_height(const std::vector<std::vector<std::string>>& rows, const TableLook& look);
  void table(const std::vector<std::vector<std::string>>& rows, const TableLook& look);

  void line(double x1_mm, double y1_mm, double x2_mm, double y2_mm, double thick_mm);
  void box(double x_mm, double at_mm, double w_mm, double h_mm, double thick_mm, double fill_grey_1 = -1);
  _cairo* cairo() { return cairo_; }  ///< user unit: 1 pt; for maps

 private:
  void marks();
  std::vector<double> widths_of(const TableLook& look) const;
  double row_height(const std::vector<std::string>& cells, const std::vector<double>& widths,
                    const TableLook& look, bool bold, bool shaded);
  double row(const std::vector<std::string>& cells, const std::vector<double>& widths, const TableLook& look,
             bool bold, bool shaded);
  SheetLook look_;
  _cairo* cairo_;
  int pages_, page_ = 0;
};

inline constexpr double kPoint_per_mm = 72.0 / 25.4;

/// Draws a document twice: once to count its pages, once for "page 1 of n". Returns the PDF's bytes.
std::string make_pdf(const SheetLook& look, const base::Instant& created,
                     const std::function<void(Paper&)>& draw);

}  // namespace dayu::drill
