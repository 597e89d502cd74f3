// SPDX-License-Identifier: Apache-2.0
#include "engine/app/gis_styles.h"

#include <stdexcept>
#include <vector>

namespace dayu::app {
namespace {

enum class Mark { point, line, area };

/// One symbol of a layer; `value` selects it by the layer's column, empty: everything else.
struct Symbol {
  std::string value, label, colour,
      shape;  ///< shape: of a point (circle, square, ...); of a line: solid, dash
  double size_mm = 1;
};

struct Look {
  std::string layer;
  Mark mark = Mark::point;
  std::string column;  ///< empty: one symbol for all
  std::string label;   ///< column written beside the points; empty: none
  std::vector<Symbol> symbols;
};

const std::vector<Look>& looks() {
  static const std::vector<Look> all{
      {"danger_zones",
       Mark::area,
       "danger_class",
       "",
       {{"extreme", "极高危险区 extreme", "#d55e00", "", 0.5},
        {"high", "高危险区 high", "#e69f00", "", 0.5},
        {"", "危险区 danger", "#f0e442", "", 0.5}}},
      {"routes",
       Mark::line,
       "who",
       "",
       {{"walker", "步行 on foot", "#009e73", "solid", 0.7},
        {"walker_weak", "步行（老弱）on foot, the weak", "#56b4e9", "solid", 0.7},
        {"walker_stretcher", "担架 by stretcher", "#56b4e9", "dash", 0.9},
        {"car", "乘车 by car", "#0072b2", "dash", 0.8},
        {"bus", "客车 by bus", "#0072b2", "solid", 1.1},
        {"", "队伍与物资 teams and goods", "#cc79a7", "dash", 0.6}}},
      {"closed_roads",
       Mark::line,
       "effect",
       "",
       {{"stop", "封闭 closed", "#c00000", "solid", 1.2}, {"", "减速 slowed", "#e69f00", "dash", 0.8}}},
      {"villages", Mark::point, "", "name_zh", {{"", "行政村 villages", "#333333", "circle", 2}}},
      {"shelters", Mark::point, "", "name_zh", {{"", "临时安置点 shelters", "#009e73", "square", 3.4}}},
      {"teams", Mark::point, "", "name_zh", {{"", "救援队伍 teams", "#0072b2", "triangle", 3}}},
      {"events",
       Mark::point,
       "kind",
       "",
       {{"inject", "导调信息 inject", "#cc79a7", "star", 3},
        {"road", "道路 road", "#c00000", "diamond", 2.4},
        {"", "事件 event", "#999999", "circle", 1.4}}},
  };
  return all;
}

std::string text_of(double value) {
  std::string text = std::to_string(value);
  text.resize(text.find('.') + 2);
  return text;
}

/// "#rrggbb" as QGIS writes it.
std::string rgba(const std::string& hex, int alpha = 255) {
  const auto part = [&](std::size_t at) { return std::to_string(std::stoi(hex.substr(at, 2), nullptr, 16)); };
  return part(1) + "," + part(3) + "," + part(5) + "," + std::to_string(alpha);
}

std::string prop(const std::string& key, const std::string& value) {
  return "<prop k=\"" + key + "\" v=\"" + value + "\"/>";
}

std::string qml_symbol(const Symbol& s, Mark mark, std::size_t n) {
  const std::string type = mark == Mark::point ? "marker" : mark == Mark::line ? "line" : "fill";
  const std::string kind = mark == Mark::point  ? "SimpleMarker"
                           : mark == Mark::line ? "SimpleLine"
                                                : "SimpleFill";
  std::string props;
  if (mark == Mark::point) {
    props = prop("name", s.shape) + prop("color", rgba(s.colour)) + prop("outline_color", rgba("#ffffff")) +
            prop("size", text_of(s.size_mm)) + prop("size_unit", "MM");
  } else if (mark == Mark::line) {
    props = prop("line_color", rgba(s.colour)) + prop("line_style", s.shape) +
            prop("line_width", text_of(s.size_mm)) + prop("line_width_unit", "MM") +
            prop("capstyle", "round");
  } else {
    props = prop("color", rgba(s.colour, 90)) + prop("style", "solid") +
            prop("outline_color", rgba(s.colour)) + prop("outline_style", "solid") +
            prop("outline_width", text_of(s.size_mm));
  }
  return "<symbol type=\"" + type + "\" name=\"" + std::to_string(n) + "\" alpha=\"1\"><layer class=\"" +
         kind + "\" enabled=\"1\" pass=\"0\" locked=\"0\">" + props + "</layer></symbol>";
}

std::string qml_labels(const Look& look) {
  if (look.label.empty()) return "";
  return "<labeling type=\"simple\"><settings><text-style fieldName=\"" + look.label +
         "\" isExpression=\"0\" fontFamily=\"Noto Sans CJK SC\" fontSize=\"9\" fontSizeUnit=\"Point\" "
         "textColor=\"20,20,20,255\"><text-buffer bufferDraw=\"1\" bufferSize=\"0.8\" bufferSizeUnits=\"MM\" "
         "bufferColor=\"255,255,255,255\"/></text-style><placement placement=\"6\" dist=\"1\" "
         "distUnits=\"MM\"/>"
         "</settings></labeling>";
}

std::string qml(const Look& look) {
  std::string categories, symbols;
  for (std::size_t i = 0; i < look.symbols.size(); ++i) {
    const Symbol& s = look.symbols[i];
    symbols += qml_symbol(s, look.mark, i);
    categories += "<category symbol=\"" + std::to_string(i) + "\" value=\"" + s.value + "\" label=\"" +
                  s.label + "\" render=\"true\" type=\"string\"/>";
  }
  const std::string renderer =
      look.column.empty()
          ? "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\"><symbols>" + symbols +
                "</symbols></renderer-v2>"
          : "<renderer-v2 type=\"categorizedSymbol\" attr=\"" + look.column +
                "\" symbollevels=\"0\" enableorderby=\"0\"><categories>" + categories +
                "</categories><symbols>" + symbols + "</symbols></renderer-v2>";
  return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\" "
         "styleCategories=\"Symbology|Labeling\" labelsEnabled=\"" +
         std::string(look.label.empty() ? "0" : "1") + "\">" + renderer + qml_labels(look) + "</qgis>\n";
}

std::string css(const char* name, const std::string& value) {
  return "<sld:CssParameter name=\"" + std::string(name) + "\">" + value + "</sld:CssParameter>";
}

std::string stroke(const std::string& colour, double width_mm, bool dashed) {
  constexpr double kPixels_per_mm = 90 / 25.4;  // SLD 1.0: a pixel is 1/90 inch as in SVG 1.1
  return "<sld:Stroke>" + css("stroke", colour) + css("stroke-width", text_of(width_mm * kPixels_per_mm)) +
         (dashed ? css("stroke-dasharray", "6 4") : "") + "</sld:Stroke>";
}

std::string sld_symbol(const Symbol& s, Mark mark) {
  if (mark == Mark::line)
    return "<sld:LineSymbolizer>" + stroke(s.colour, s.size_mm, s.shape == "dash") + "</sld:LineSymbolizer>";
  if (mark == Mark::area)
    return "<sld:PolygonSymbolizer><sld:Fill>" + css("fill", s.colour) + css("fill-opacity", "0.35") +
           "</sld:Fill>" + stroke(s.colour, s.size_mm, false) + "</sld:PolygonSymbolizer>";
  return "<sld:PointSymbolizer><sld:Graphic><sld:Mark><sld:WellKnownName>" + s.shape +
         "</sld:WellKnownName><sld:Fill>" + css("fill", s.colour) + "</sld:Fill></sld:Mark><sld:Size>" +
         text_of(s.size_mm * 90 / 25.4) + "</sld:Size></sld:Graphic></sld:PointSymbolizer>";
}

std::string sld_rule(const Look& look, const Symbol& s) {
  std::string filter;
  if (!look.column.empty())
    filter = s.value.empty() ? "<sld:ElseFilter/>"
                             : "<ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>" + look.column +
                                   "</ogc:PropertyName><ogc:Literal>" + s.value +
                                   "</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>";
  return "<sld:Rule><sld:Name>" + s.label + "</sld:Name>" + filter + sld_symbol(s, look.mark) + "</sld:Rule>";
}

std::string sld(const Look& look) {
  std::string rules;
  for (const Symbol& s : look.symbols) rules += sld_rule(look, s);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sld:StyledLayerDescriptor version=\"1.0.0\" "
         "xmlns:sld=\"http://www.opengis.net/sld\" "
         "xmlns:ogc=\"http://www.opengis.net/ogc\"><sld:NamedLayer><sld:Name>" +
         look.layer + "</sld:Name><sld:UserStyle><sld:FeatureTypeStyle>" + rules +
         "</sld:FeatureTypeStyle></sld:UserStyle></sld:NamedLayer></sld:StyledLayerDescriptor>\n";
}

}  // namespace

GisStyle gis_style(const std::string& layer) {
  for (const Look& look : looks())
    if (look.layer == layer) return {qml(look), sld(look)};
  throw std::logic_error("no style for layer " + layer);
}

}  // namespace dayu::app
