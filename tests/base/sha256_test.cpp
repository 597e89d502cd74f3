// SPDX-License-Identifier: Apache-2.0
// Against the examples of FIPS 180-4 (NIST CAVP), every padding case around a block's end, and files.
#include "engine/base/sha256.h"

#include <fstream>

#include "engine/base/errors.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using dayu::base::Sha256;
using dayu::base::sha256_file;
using dayu::base::sha256_hex;

TEST_CASE("sha256 gives NIST's digests") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_hex(std::string(1000000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("sha256 does not depend on the portions") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += static_cast<char>(i * 7);
  for (std::size_t length :
       {std::size_t{54}, std::size_t{55}, std::size_t{56}, std::size_t{63}, std::size_t{64}, std::size_t{65},
        std::size_t{119}, std::size_t{120}, std::size_t{300}}) {
    const std::string whole = sha256_hex(text.substr(0, length));
    for (std::size_t step : {std::size_t{1}, std::size_t{13}, std::size_t{64}, std::size_t{100}}) {
      Sha256 digest;
      for (std::size_t at = 0; at < length; at += step)
        digest.add(text.data() + at, std::min(step, length - at));
      CHECK(digest.hex() == whole);
    }
  }
}

TEST_CASE("sha256 of a file, and of one that is absent") {
  const dayu::test::TemporaryFolder folder("sha256");
  const auto file = folder.path() / "big.bin";
  const std::string bytes(200001, 'x');
  std::ofstream(file, std::ios::binary) << bytes;
  CHECK(sha256_file(file) == sha256_hex(bytes));
  CHECK_THROWS_AS(sha256_file(folder.path() / "absent"), dayu::base::InputError);
  CHECK_THROWS_AS(sha256_file(folder.path()), dayu::base::InputError);
}
