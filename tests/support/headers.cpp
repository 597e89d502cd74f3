// SPDX-License-Identifier: Apache-2.0
// Nothing but the headers that all tests share, so that they are compiled once.
#include "tests/support/catch.h"
