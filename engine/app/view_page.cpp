// SPDX-License-Identifier: Apache-2.0
// The page itself: the bundle of viewer/dist, which CMake puts into the binary byte for byte, so that a run
// needs neither Node nor a network nor an installed folder.
#include <string_view>

#include "engine/app/view_parts.h"
#include "engine/geo/table.h"

namespace dayu::embedded {
extern const unsigned char viewer_index_html[], viewer_js[], viewer_css[];
extern const unsigned long viewer_index_html_size, viewer_js_size, viewer_css_size;
}  // namespace dayu::embedded

namespace dayu::app::view {
namespace {

std::string text(const unsigned char* bytes, unsigned long size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace

void write_page(const std::filesystem::path& run) {
  using namespace embedded;
  geo::write_file(run / "index.html", text(viewer_index_html, viewer_index_html_size));
  geo::write_file(run / "viewer" / "viewer.js", text(viewer_js, viewer_js_size));
  geo::write_file(run / "viewer" / "viewer.css", text(viewer_css, viewer_css_size));
}

}  // namespace dayu::app::view
