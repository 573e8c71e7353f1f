#pragma once

#if __has_include(<catch2/catch_test_macros.hpp>)  // v3
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#define TASKLINT_CONTAINS(x) Catch::Matchers::ContainsSubstring(x)
#else  // v2
#include <catch2/catch.hpp>
#define TASKLINT_CONTAINS(x) Catch::Matchers::Contains(x)
#endif
