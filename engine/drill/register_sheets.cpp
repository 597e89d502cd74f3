// SPDX-License-Identifier: Apache-2.0
#include "engine/drill/register_sheets.h"

#include <algorithm>

#include "engine/world/registers/registers_tables.h"

namespace dayu::drill {
namespace {

using Rows = std::vector<std::vector<std::string>>;

class Pages {
 public:
  Pages(const world::World& world, const std::map<std::string, Person>& persons, Language language)
      : w_(world), persons_(persons), language_(language) {}

  std::vector<SheetPage> all() {
    chains();
    posts();
    watchers();
    participants();
    stock();
    stations();
    defects();
    pages_.erase(
        std::remove_if(pages_.begin(), pages_.end(), [](const SheetPage& p) { return p.rows.empty(); }),
        pages_.end());
    return std::move(pages_);
  }

 private:
  std::string in(const char* zh, const char* en) const { return language_ == Language::zh ? zh : en; }
  const std::string& name(const world::Name& n) const { return name_in(n, language_); }

  SheetPage& page(const std::string& title, std::vector<Column> columns) {
    SheetPage p;
    p.name = title;
    p.language = language_;
    p.title = name(w_.name) + " " + title;
    p.stamp = planners_stamp(w_, language_);
    p.columns = std::move(columns);
    pages_.push_back(std::move(p));
    return pages_.back();
  }

  /// Name and phone of a person, or what is amiss.
  std::string person(const std::string& id) const {
    if (id.empty()) return in("（空缺）", "(nobody)");
    const auto found = persons_.find(id);
    if (found == persons_.end()) return persons_.empty() ? id : id + in("（查无此人）", " (not listed)");
    return name(found->second.name) + " " + found->second.phone;
  }

  void chains() {
    SheetPage& p = page(in("五级责任人", "Chains of five"), {{in("乡镇", "Township"), 12},
                                                             {in("村", "Village"), 14},
                                                             {in("组", "Group"), 14},
                                                             {in("县级", "County"), 20},
                                                             {in("乡级", "Township officer"), 20},
                                                             {in("村级", "Village officer"), 20},
                                                             {in("组级", "Group leader"), 20},
                                                             {in("户级", "Household"), 20}});
    for (const world::Chain& c : w_.chains) {
      const world::Group& g = w_.groups[static_cast<std::size_t>(c.group.index)];
      const world::Village& v = w_.villages[static_cast<std::size_t>(g.village.index)];
      std::vector<std::string> row{name(v.township), name(v.name), name(g.name)};
      for (const std::string& id : c.persons)
        row.push_back(id == "head" ? in("户主", "head of household") : person(id));
      p.rows.push_back(std::move(row));
    }
  }

  void posts() {
    SheetPage& p =
        page(in("水库责任人公示", "Reservoir posts"), {{in("水库", "Reservoir"), 18},
                                                       {in("规模", "Class"), 10},
                                                       {in("责任人类别", "Post"), 26},
                                                       {in("所属三个责任人", "National triple"), 24},
                                                       {in("责任人", "Person"), 24},
                                                       {in("落实", "Filled"), 8}});
    if (w_.registers.reservoir_posts.empty()) return;
    for (std::size_t r = 0; r < w_.reservoirs.size(); ++r)
      for (const world::PostKind& kind : world::reservoir_post_kinds()) {
        std::string id;
        for (const world::ReservoirPost& post : w_.registers.reservoir_posts)
          if (post.reservoir == static_cast<std::int32_t>(r) && post.post == kind.post) id = post.person;
        const bool filled = !id.empty() && (persons_.empty() || persons_.count(id) != 0);
        p.rows.push_back({name(w_.reservoirs[r].name), scale_of(w_.reservoirs[r].scale), name(kind.name),
                          triples(kind.triples), person(id), filled ? in("是", "yes") : in("否", "no")});
        p.looks.push_back(filled ? RowLook::plain : RowLook::red);
      }
  }

  std::string scale_of(const std::string& code) const {
    const struct {
      const char *code, *zh, *en;
    } scales[] = {{"pond", "山塘", "pond"},
                  {"small_2", "小（2）型", "small (2)"},
                  {"small_1", "小（1）型", "small (1)"},
                  {"medium", "中型", "medium"},
                  {"large_2", "大（2）型", "large (2)"},
                  {"large_1", "大（1）型", "large (1)"}};
    for (const auto& s : scales)
      if (code == s.code) return in(s.zh, s.en);
    return code;
  }

  std::string triples(const std::string& written) const {
    std::string text;
    if (written.find("dam_safety") != std::string::npos) text += in("大坝安全", "dam safety");
    if (written.find("flood_season") != std::string::npos)
      text += (text.empty() ? "" : in("、", ", ")) + in("防汛", "flood season");
    return text;
  }

  void watchers() {
    SheetPage& p =
        page(in("地质灾害隐患点", "Geological hazard points"), {{in("编号", "Id"), 8},
                                                                {in("名称", "Name"), 34},
                                                                {in("村", "Village"), 14},
                                                                {in("类型", "Kind"), 12},
                                                                {in("受威胁人数", "People"), 10, true},
                                                                {in("其中列名户", "Households named"), 24},
                                                                {in("群测群防员", "Watcher"), 24},
                                                                {in("范围", "Run-out"), 12}});
    for (const world::HazardPoint& h : w_.registers.hazard_points) {
      std::string ids;
      for (const std::string& id : h.households) ids += (ids.empty() ? "" : " ") + id;
      p.rows.push_back({h.id, name(h.name), name(w_.villages[static_cast<std::size_t>(h.village)].name),
                        kind_of(h.kind), std::to_string(h.people), ids, person(h.monitor),
                        h.runout_drawn ? in("已划定", "drawn") : in("以圆代替", "circle")});
    }
  }

  std::string kind_of(const std::string& kind) const {
    if (kind == "landslide") return in("滑坡", "landslide");
    if (kind == "debris_flow") return in("泥石流", "debris flow");
    if (kind == "collapse") return in("崩塌", "collapse");
    return kind == "rockfall" ? in("落石", "rockfall") : kind;
  }

  void participants() {
    SheetPage& p = page(in("参演单位与人员", "Participants"), {{in("单位", "Unit"), 26},
                                                               {in("角色", "Role"), 12},
                                                               {in("岗位", "Post"), 24},
                                                               {in("人数", "People"), 8, true},
                                                               {in("联系人", "Contact"), 24}});
    int sum = 0;
    for (const world::Participant& x : w_.registers.participants) {
      p.rows.push_back({name(w_.registers.units[static_cast<std::size_t>(x.unit)].name), role(x.role),
                        name(x.post), std::to_string(x.people), person(x.person)});
      p.looks.push_back(RowLook::plain);
      sum += x.people;
    }
    if (p.rows.empty()) return;
    p.rows.push_back({in("合计", "Total"), "", "", std::to_string(sum), ""});
    p.looks.push_back(RowLook::total);
  }

  std::string role(const std::string& code) const {
    const struct {
      const char *code, *zh, *en;
    } roles[] = {{"director", "总指挥", "director"}, {"controller", "导调", "controller"},
                 {"player", "参演", "player"},       {"simulator", "模拟", "simulator"},
                 {"evaluator", "评估", "evaluator"}, {"observer", "观摩", "observer"},
                 {"safety", "安全", "safety"}};
    for (const auto& r : roles)
      if (code == r.code) return in(r.zh, r.en);
    return code;
  }

  void stock() {
    SheetPage& p = page(in("乡镇防汛物资缺口", "Stock by township"), {{in("乡镇", "Township"), 14},
                                                                      {in("物资", "Item"), 20},
                                                                      {in("单位", "Unit"), 8},
                                                                      {in("应有", "Required"), 10, true},
                                                                      {in("实有", "In stock"), 10, true},
                                                                      {in("缺", "Short"), 10, true},
                                                                      {in("来源", "Source"), 50},
                                                                      {in("可信度", "Surety"), 8}});
    for (const world::TownshipStock& s : w_.registers.township_stock) {
      const int lacking = std::max(0, s.required - s.quantity);
      p.rows.push_back({township(s.township), name(s.name), word_or_code("unit.", s.unit, language_),
                        std::to_string(s.required), std::to_string(s.quantity), std::to_string(lacking),
                        one_language(s.source, language_), s.surety});
      p.looks.push_back(lacking > 0 ? RowLook::yellow : RowLook::plain);
    }
  }

  std::string township(const std::string& zh) const {
    for (const world::Village& v : w_.villages)
      if (v.township.zh == zh) return name(v.township);
    return zh;
  }

  void stations() {
    SheetPage& p = page(in("站点清单", "Station checklists"), {{in("层级", "Level"), 10},
                                                               {in("地点", "Place"), 18},
                                                               {in("具备", "Has"), 8, true},
                                                               {in("应有", "Of"), 8, true},
                                                               {in("缺少", "Lacks"), 60}});
    for (const char* level : {"township", "village"}) {
      std::vector<std::string> places;
      for (const world::StationMark& m : w_.registers.station_marks)
        if (m.level == level && std::find(places.begin(), places.end(), m.place) == places.end())
          places.push_back(m.place);
      for (const std::string& place : places) station(p, level, place);
    }
  }

  void station(SheetPage& p, const std::string& level, const std::string& place) {
    int has = 0, of = 0;
    std::string lacks;
    for (const world::StationItem& item : w_.registers.station_items) {
      if (item.level != level) continue;
      ++of;
      const auto& marks = w_.registers.station_marks;
      const bool present = std::any_of(marks.begin(), marks.end(), [&](const world::StationMark& m) {
        return m.level == level && m.place == place && m.item == item.item && m.present;
      });
      has += present ? 1 : 0;
      if (!present) lacks += (lacks.empty() ? "" : in("、", ", ")) + name(item.name);
    }
    std::string shown = level == "township" ? township(place) : place;
    for (const world::Village& v : w_.villages)
      if (level == "village" && v.id == place) shown = name(v.name);
    p.rows.push_back({level == "township" ? in("乡镇", "township") : in("村", "village"), shown,
                      std::to_string(has), std::to_string(of), lacks});
    p.looks.push_back(has == of ? RowLook::plain : RowLook::yellow);
  }

  void defects() {
    SheetPage& p = page(in("隐患台账", "Known defects"), {{in("编号", "Row"), 8},
                                                          {in("对象", "Object"), 16},
                                                          {in("隐患", "Defect"), 22},
                                                          {in("描述", "Description"), 36},
                                                          {in("发现", "Found"), 12},
                                                          {in("责任单位", "Owner"), 16},
                                                          {in("期限", "Due"), 12},
                                                          {in("销号", "Closed"), 12}});
    for (const world::Defect& d : w_.registers.defects) {
      std::string called = d.defect;
      for (const world::DefectEffect& e : world::defect_effects())
        if (e.defect == d.defect) called = name(e.name);
      p.rows.push_back({d.id, d.object, called, name(d.about), d.found, d.owner, d.due, d.closed});
      p.looks.push_back(d.closed.empty() ? RowLook::yellow : RowLook::muted);
    }
  }

  const world::World& w_;
  const std::map<std::string, Person>& persons_;
  Language language_;
  std::vector<SheetPage> pages_;
};

}  // namespace

std::vector<SheetPage> register_pages(const world::World& world, const std::map<std::string, Person>& persons,
                                      Language language) {
  return Pages(world, persons, language).all();
}

SheetPage blind_spot_page(const world::World& world, const std::vector<std::vector<std::string>>& rows,
                          Language language) {
  const bool zh = language == Language::zh;
  SheetPage p;
  p.name = zh ? "盲区" : "Blind spots";
  p.language = language;
  p.title =
      name_in(world.name, language) + " " + (zh ? "责任与预警盲区" : "people whom the system does not see");
  p.stamp = planners_stamp(world, language);
  p.columns = {{zh ? "村" : "Village", 16},
               {zh ? "缺少" : "Lacks", 12},
               {zh ? "人数" : "People", 8, true},
               {zh ? "对象" : "Who", 40},
               {zh ? "说明" : "In a sentence", 70}};
  p.rows = rows;
  return p;
}

}  // namespace dayu::drill
