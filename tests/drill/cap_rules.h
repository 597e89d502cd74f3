// SPDX-License-Identifier: Apache-2.0
// The rules of OASIS Common Alerting Protocol 1.2 (section 3.2 and its schema) as a table written from the
// standard: which elements, in which order, how often, with which values. `cap_faults` is empty for a valid
// message.
#pragma once

#include <regex>
#include <string>
#include <vector>

namespace dayu::test {

/// A flat reader: enough for messages without comments, CDATA or mixed content.
struct XmlElement {
  std::string name, text;
  std::vector<XmlElement> inside;
};

inline std::size_t read_element(const std::string& xml, std::size_t at, XmlElement& element) {
  const std::size_t open_end = xml.find('>', at);
  element.name = xml.substr(at + 1, xml.find_first_of(" >", at) - at - 1);
  std::size_t next = open_end + 1;
  const std::string close = "</" + element.name + ">";
  while (true) {
    const std::size_t tag = xml.find('<', next);
    if (tag == std::string::npos) return tag;
    if (xml.compare(tag, close.size(), close) == 0) {
      if (element.inside.empty()) element.text = xml.substr(open_end + 1, tag - open_end - 1);
      return tag + close.size();
    }
    element.inside.emplace_back();
    next = read_element(xml, tag, element.inside.back());
    if (next == std::string::npos) return next;
  }
}

struct CapRule {
  const char* name;
  int least, most;
  const char* pattern;  ///< of the whole text; empty: any text
};

inline std::string any_of(std::initializer_list<const char*> words) {
  std::string pattern;
  for (const char* word : words) pattern += (pattern.empty() ? "" : "|") + std::string(word);
  return "(" + pattern + ")";
}

inline const char* const kCapTime = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[-+]\\d\\d:\\d\\d";
inline const char* const kCapId = "[^ ,<&]+";

inline std::vector<CapRule> cap_alert_rules() {
  static const std::string status = any_of({"Actual", "Exercise", "System", "Test", "Draft"});
  static const std::string type = any_of({"Alert", "Update", "Cancel", "Ack", "Error"});
  static const std::string scope = any_of({"Public", "Restricted", "Private"});
  return {{"identifier", 1, 1, kCapId},
          {"sender", 1, 1, kCapId},
          {"sent", 1, 1, kCapTime},
          {"status", 1, 1, status.c_str()},
          {"msgType", 1, 1, type.c_str()},
          {"source", 0, 1, ""},
          {"scope", 1, 1, scope.c_str()},
          {"restriction", 0, 1, ""},
          {"addresses", 0, 1, ""},
          {"code", 0, 999, ""},
          {"note", 0, 1, ""},
          {"references", 0, 1, ""},
          {"incidents", 0, 1, ""},
          {"info", 0, 999, ""}};
}

inline std::vector<CapRule> cap_info_rules() {
  static const std::string category = any_of({"Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health",
                                              "Env", "Transport", "Infra", "CBRNE", "Other"});
  static const std::string response =
      any_of({"Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None"});
  static const std::string urgency = any_of({"Immediate", "Expected", "Future", "Past", "Unknown"});
  static const std::string severity = any_of({"Extreme", "Severe", "Moderate", "Minor", "Unknown"});
  static const std::string certainty = any_of({"Observed", "Likely", "Possible", "Unlikely", "Unknown"});
  return {{"language", 0, 1, "[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"},
          {"category", 1, 999, category.c_str()},
          {"event", 1, 1, ""},
          {"responseType", 0, 999, response.c_str()},
          {"urgency", 1, 1, urgency.c_str()},
          {"severity", 1, 1, severity.c_str()},
          {"certainty", 1, 1, certainty.c_str()},
          {"audience", 0, 1, ""},
          {"eventCode", 0, 999, ""},
          {"effective", 0, 1, kCapTime},
          {"onset", 0, 1, kCapTime},
          {"expires", 0, 1, kCapTime},
          {"senderName", 0, 1, ""},
          {"headline", 0, 1, ""},
          {"description", 0, 1, ""},
          {"instruction", 0, 1, ""},
          {"web", 0, 1, ""},
          {"contact", 0, 1, ""},
          {"parameter", 0, 999, ""},
          {"resource", 0, 999, ""},
          {"area", 0, 999, ""}};
}

inline std::vector<CapRule> cap_area_rules() {
  return {{"areaDesc", 1, 1, ""},
          {"polygon", 0, 999, "-?\\d+(\\.\\d+)?,-?\\d+(\\.\\d+)?( -?\\d+(\\.\\d+)?,-?\\d+(\\.\\d+)?){3,}"},
          {"circle", 0, 999, "-?\\d+(\\.\\d+)?,-?\\d+(\\.\\d+)? \\d+(\\.\\d+)?"},
          {"geocode", 0, 999, ""},
          {"altitude", 0, 1, "-?\\d+(\\.\\d+)?"},
          {"ceiling", 0, 1, "-?\\d+(\\.\\d+)?"}};
}

inline void cap_check(const XmlElement& element, const std::vector<CapRule>& rules,
                      std::vector<std::string>& faults) {
  std::size_t rule = 0;
  std::vector<int> times(rules.size(), 0);
  for (const XmlElement& one : element.inside) {
    std::size_t at = rule;
    while (at < rules.size() && one.name != rules[at].name) ++at;
    if (at == rules.size()) {
      faults.push_back(one.name + " does not belong into " + element.name + " here");
      continue;
    }
    rule = at;
    ++times[at];
    const std::string pattern = rules[at].pattern;
    if (!pattern.empty() && !std::regex_match(one.text, std::regex(pattern)))
      faults.push_back(one.name + " holds '" + one.text + "'");
    if (one.name == "info") cap_check(one, cap_info_rules(), faults);
    if (one.name == "area") cap_check(one, cap_area_rules(), faults);
    if (one.name == "parameter" || one.name == "geocode" || one.name == "eventCode")
      cap_check(one, {{"valueName", 1, 1, ".+"}, {"value", 1, 1, ""}}, faults);
    if (one.name == "polygon" &&
        one.text.substr(0, one.text.find(' ')) != one.text.substr(one.text.rfind(' ') + 1))
      faults.push_back("the polygon is not closed");
  }
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (times[i] < rules[i].least || times[i] > rules[i].most)
      faults.push_back(element.name + " has " + std::to_string(times[i]) + " of " + rules[i].name);
}

inline std::vector<std::string> cap_faults(const std::string& xml) {
  std::vector<std::string> faults;
  const std::size_t root = xml.find("<alert ");
  if (root == std::string::npos ||
      xml.find("xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"") == std::string::npos)
    return {"no <alert> of the namespace of CAP 1.2"};
  XmlElement alert;
  read_element(xml, root, alert);
  cap_check(alert, cap_alert_rules(), faults);
  return faults;
}

}  // namespace dayu::test
