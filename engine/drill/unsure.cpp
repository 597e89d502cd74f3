// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/unsure.h"

namespace dayu::drill {
namespace {

bool starts(const std::string& text, const std::string& with) {
  return text.rfind(with, 0) == 0;
}

std::string item_name(const world::World& world, const std::string& item, Language language) {
  for (const world::StockItem& stock : world.stock)
    if (stock.item == item) return name_in(stock.name, language);
  return item;
}

}  // namespace

std::string unsure_in_words(const world::World& world, const std::string& unsure, Language language) {
  std::string head = unsure.substr(0, unsure.find(" [C]"));
  if (starts(head, "plan.")) {
    const std::size_t equals = head.find(" = ");
    const std::string key = head.substr(5, equals - 5);
    std::string value = equals == std::string::npos ? "" : head.substr(equals + 3);
    if (value.size() > 2 && value.compare(value.size() - 2, 2, " 1") == 0) value.erase(value.size() - 2);
    if (value.starts_with("true")) value.clear();  // the words say it
    return word_or_code("unsure.", key, language) + (value.empty() ? "" : " " + value);
  }
  if (starts(head, "quota of "))
    return say("unsure.quota", language, {item_name(world, head.substr(9), language)});
  if (starts(head, "shelter standard "))
    return word("unsure.standard", language) + " " + word_or_code("standard.", head.substr(17), language);
  const std::size_t on = head.find(" on ");
  if (starts(head, "effect of ") && on != std::string::npos)
    return say("unsure.effect", language,
               {word_or_code("field.", head.substr(10, on - 10), language),
                word_or_code("who.", head.substr(on + 4), language)});
  return head;
}

}  // namespace dayu::drill
