#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tasklint::document {

/// The name of an HTML tag in lower case; empty if none begins there. Longer ones are cut: no name
/// that matters here is as long.
class TagName {
public:
    /// @param at where the name would begin
    TagName(std::string_view text, std::size_t at) noexcept;
    [[nodiscard]] std::string_view view() const noexcept { return {letters_.data(), size_}; }
    [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

private:
    std::array<char, 12> letters_{};
    std::uint32_t size_ = 0;
};

/// `<script>` and such: an HTML block up to the closing tag (CommonMark, HTML blocks of type 1).
[[nodiscard]] bool is_raw_text_tag(std::string_view name) noexcept;
/// `<div>` and such: an HTML block up to a blank line (type 6).
[[nodiscard]] bool is_block_tag(std::string_view name) noexcept;
/// The next `</script>` or such at or behind `at`, or npos.
[[nodiscard]] std::size_t find_raw_text_end(std::string_view text, std::size_t at) noexcept;

}  // namespace tasklint::document
