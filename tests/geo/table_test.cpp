// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/table.h"

#include <limits>

#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;
using geo::Table;

namespace {

std::vector<base::Fault> faults_of(const std::string& text) {
  try {
    geo::parse_table(text, "t.csv");
  } catch (const base::InputError& error) {
    return error.faults();
  }
  return {};
}

}  // namespace

TEST_CASE("separators, quotes, line ends, unit rows and rows of nothing") {
  const Table t = geo::parse_table(
      "id,name,note\r\n#UNIT,,m\r\na,\"Upper, \"\"old\"\" bay\",\"two\nlines\"\r\n,,\r\nb, x ,\r\n", "t.csv");
  REQUIRE(t.rows.size() == 2);
  CHECK(t.text(0, "name") == "Upper, \"old\" bay");
  CHECK(t.text(0, "note") == "two\nlines");
  CHECK(t.lines == std::vector<int>{3, 6});
  CHECK(t.text(1, "name") == "x");
  CHECK(t.text(1, "note", "none") == "none");
  CHECK(t.text(1, "absent", "none") == "none");
  CHECK(geo::parse_table("a;b\n1,5;2\n", "t").text(0, "a") == "1,5");
  CHECK(geo::parse_table("a\tb\n1\t2\n", "t").text(0, "b") == "2");
  CHECK(geo::parse_table("a,b\r1,2\r3,4", "t").rows.size() == 2);
  // Remarks as a real file of an observatory has them; an id may still begin with #.
  const Table r = geo::parse_table("# list; of stations\nid;x\n# id is unique\n#1;5\n# a; b\n", "t.csv");
  CHECK(r.rows == std::vector<std::vector<std::string>>{{"#1", "5"}});
  CHECK(r.lines == std::vector<int>{4});
}

TEST_CASE("all rows of a wrong length are named at once") {
  const auto faults = faults_of("a,b,c\n1,2,3\n1,2\n1,2,3,,\n1,2,3,4\n");
  REQUIRE(faults.size() == 2);
  CHECK(faults[0].place == "row 3");
  CHECK(faults[0].what == "has 2 cells where the header has 3");
  CHECK(faults[1].place == "row 5");
  CHECK(faults[1].file == "t.csv");
}

TEST_CASE("broken tables") {
  CHECK(faults_of("")[0].what == "the table is empty");
  CHECK(faults_of("# only remarks")[0].what == "the table is empty");
  CHECK(faults_of("a,b\n1,\"2\n3,4\n")[0].place == "row 2");
  CHECK(faults_of("a,a\n1,2\n")[0].what == "columns 'a' and 'a' both mean 'a'");
}

TEST_CASE("numbers: full-width digits are read, anything trailing is refused") {
  const Table t =
      geo::parse_table("n\n１２.５\n 7 \n+3\n1.38E+10\n约3人\n12a\nnan\n3.5\n-４\n1e400\n", "t.csv");
  base::Faults faults;
  CHECK(t.number(0, "n", faults) == 12.5);
  CHECK(t.integer(1, "n", faults) == 7);
  CHECK(t.integer(2, "n", faults) == 3);
  CHECK(t.number(3, "n", faults) == 1.38e10);
  CHECK(t.integer(8, "n", faults) == -4);
  CHECK(faults.empty());
  CHECK(t.integer(4, "n", faults, 9) == 9);
  CHECK(t.number(5, "n", faults, 8) == 8);
  CHECK(t.number(6, "n", faults) == 0);
  CHECK(t.integer(7, "n", faults) == 0);
  CHECK(t.number(9, "n", faults) == 0);
  CHECK(t.integer(3, "n", faults) == 0);  // does not fit
  REQUIRE(faults.all().size() == 6);
  CHECK(base::to_text(faults.all()[0]) ==
        "t.csv: row 6, column n: '约3人' is not a number; write digits only");
  CHECK(faults.all()[3].what == "'3.5' is not a whole number");
}

TEST_CASE("aliases rename columns and messages show both names") {
  const Table t =
      geo::parse_table("户号,人数\nH1,三\n", "t.csv", {{"户号", "household"}, {"人数", "people"}});
  base::Faults faults;
  CHECK(t.text(0, "household") == "H1");
  t.integer(0, "people", faults);
  CHECK(faults.all().front().place == "row 2, column people (人数)");
  t.require({"household", "group"}, faults);
  CHECK(faults.all().back().what == "column 'group' is missing");
  CHECK(faults.all().back().remedy == "add it; the file has: 户号, 人数");
}

TEST_CASE("GB 18030, UTF-8 with mark and UTF-16 are told apart; rare characters survive") {
  std::string encoding;
  // 姓名 / 㐀 (U+3400) and 𠮷 (U+20BB7): the last two take four bytes in GB 18030.
  const std::string gb = std::string("\xD0\xD5\xC3\xFB") + "\x81\x39\xEE\x39" + "\x95\x34\xB2\x35";
  const std::string utf8 = geo::to_utf8(gb, &encoding);
  CHECK(encoding == "GB 18030");
  CHECK(utf8 == "姓名㐀𠮷");
  CHECK(geo::to_utf8("\xEF\xBB\xBF" + utf8, &encoding) == utf8);
  CHECK(encoding == "UTF-8 with BOM");
  CHECK(geo::to_utf8(utf8, &encoding) == utf8);
  CHECK(encoding == "UTF-8");
  CHECK(geo::to_utf8(std::string("\xFF\xFE\xD3\x59", 4), &encoding) == "姓");
  CHECK_THROWS_AS(geo::to_utf8("\xFF\xFF\xFF"), base::InputError);

  const test::TemporaryFolder folder("table");
  geo::write_file(folder.path() / "gb.csv", "id,\xD0\xD5\xC3\xFB\n1," + gb + "\n");
  const Table t = geo::read_table(folder.path() / "gb.csv", {{"姓名", "name"}});
  CHECK(t.text(0, "name") == "姓名㐀𠮷");
  geo::write_file(folder.path() / "bad.csv", "id\n\xFF\xFF\n");
  try {
    geo::read_table(folder.path() / "bad.csv");
    FAIL("no fault");
  } catch (const base::InputError& error) {
    CHECK(error.faults().front().file == (folder.path() / "bad.csv").string());
    CHECK(error.faults().front().what == "the text is neither UTF-8 nor GB 18030");
  }
  CHECK_THROWS_AS(geo::read_table(folder.path() / "none.csv"), base::InputError);
  CHECK_THROWS_AS(geo::read_table(folder.path()), base::InputError);
}

TEST_CASE("what the writer writes, the reader reads") {
  const test::TemporaryFolder folder("table");
  geo::TableWriter writer({"id", "name", "value"});
  writer.cell("a,b").cell("say \"x\"\nand go").cell(1.005, 1).end_row();
  writer.cell(12LL).cell("").cell(-0.001, 2).end_row();
  writer.cell(3).cell("龙潭").cell(std::numeric_limits<double>::infinity(), 1).end_row();
  writer.write(folder.path() / "sub" / "t.csv");
  CHECK(geo::read_file(folder.path() / "sub" / "t.csv").substr(0, 3) == "\xEF\xBB\xBF");
  const Table t = geo::read_table(folder.path() / "sub" / "t.csv");
  CHECK(t.rows == std::vector<std::vector<std::string>>{
                      {"a,b", "say \"x\"\nand go", "1.0"}, {"12", "", "0.00"}, {"3", "龙潭", ""}});
  CHECK_THROWS_AS(writer.end_row(), std::logic_error);
  CHECK_THROWS_AS(writer.cell("1").cell("2").cell("3").cell("4"), std::logic_error);
}

TEST_CASE("files appear whole or not at all") {
  const test::TemporaryFolder folder("file");
  const std::string bytes("a\0b\n", 4);
  geo::write_file(folder.path() / "x", bytes);
  CHECK(geo::read_file(folder.path() / "x") == bytes);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "x.tmp"));
  std::filesystem::create_directories(folder.path() / "taken" / "inside");
  CHECK_THROWS_AS(geo::write_file(folder.path() / "taken", "1"), base::InputError);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "taken.tmp"));
  CHECK_THROWS_AS(geo::write_file(folder.path() / "x" / "below", "1"), base::InputError);
}
