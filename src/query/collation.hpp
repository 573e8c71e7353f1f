#pragma once

#include <string>
#include <string_view>

namespace tasklint::query {

/// A text as the plugin puts it in order: the root collation of CLDR, numeric. Comparing two keys
/// compares the texts.
struct CollationKey {
    std::string bytes;    ///< of each level the weights, `\0` between them
    bool certain = true;  ///< printable ASCII alone; else the order is ours
    friend auto operator<=>(const CollationKey& a, const CollationKey& b) noexcept {
        return a.bytes <=> b.bytes;
    }
    friend bool operator==(const CollationKey& a, const CollationKey& b) noexcept {
        return a.bytes == b.bytes;
    }
};

/// Linear.
[[nodiscard]] CollationKey collation_key(std::string_view text);

}  // namespace tasklint::query
