#pragma once

#include <string>
#include <string_view>

namespace tasklint::query {

/// A text as the plugin puts it in order: the root collation of CLDR, numeric. Comparing two keys
/// compares the texts.
struct CollationKey {
    std::u32string units;
    bool certain = true;  ///< printable ASCII alone; else the order is ours
    friend auto operator<=>(const CollationKey& a, const CollationKey& b) noexcept {
        return a.units <=> b.units;
    }
    friend bool operator==(const CollationKey& a, const CollationKey& b) noexcept {
        return a.units == b.units;
    }
};

/// Linear.
[[nodiscard]] CollationKey collation_key(std::string_view text);

}  // namespace tasklint::query
