// SPDX-License-Identifier: Apache-2.0
// Sheets of any office come in cell by cell, with the row numbers that people see and the text of merged
// cells.
#include "engine/geo/sheet_read.h"

#include "engine/base/errors.h"
#include "engine/geo/csv_rows.h"
#include "engine/geo/table.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace dayu;

TEST_CASE("a CSV keeps its row numbers and tells its encoding") {
  const test::TemporaryFolder folder("sheets");
  const auto file = folder.path() / "list.csv";
  geo::write_file(file, "\xEF\xBB\xBF台账\n\n户号,人数,\"住址\n二行\"\nH1, ３ ,x\n");
  const auto sheets = geo::read_sheets(file);
  REQUIRE(sheets.size() == 1);
  CHECK(sheets[0].encoding == "UTF-8 with BOM");
  CHECK(sheets[0].name.empty());
  CHECK(sheets[0].lines == std::vector<int>{1, 3, 5});
  CHECK(sheets[0].rows[0] == std::vector<std::string>{"台账", "", ""});
  CHECK(sheets[0].rows[1][2] == "住址\n二行");
  CHECK(sheets[0].rows[2][1] == "３");
}

TEST_CASE("what is no ledger is refused with a remedy") {
  const test::TemporaryFolder folder("no_sheets");
  geo::write_file(folder.path() / "broken.xlsx", "PK not a workbook");
  geo::write_file(folder.path() / "letter.docx", "x");
  for (const char* name : {"broken.xlsx", "letter.docx", "absent.csv"}) {
    INFO(name);
    try {
      geo::read_sheets(folder.path() / name);
      FAIL("was read");
    } catch (const base::InputError& error) {
      CHECK_FALSE(error.faults().front().remedy.empty());
      CHECK(error.faults().front().file.find(name) != std::string::npos);
    }
  }
}

TEST_CASE("columns are called as spreadsheets call them") {
  CHECK(geo::column_letters(0) == "A");
  CHECK(geo::column_letters(25) == "Z");
  CHECK(geo::column_letters(26) == "AA");
  CHECK(geo::column_letters(701) == "ZZ");
  CHECK(geo::column_letters(702) == "AAA");
}

TEST_CASE("full width and odd spaces") {
  CHECK(geo::half_width("１２（ａ）") == "12(a)");
  CHECK(geo::trimmed("\xE3\x80\x80 x\xC2\xA0") == "x");
}
