#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tasklint {

/// Bytes of a text that are shown.
struct Window {
    std::size_t begin = 0, end = 0;
    bool cut_before = false, cut_after = false;
};

/// The text is too long for a terminal's line. Many bytes are taken as many cells: measuring
/// megabytes would be in vain.
[[nodiscard]] bool is_long(std::string_view text);

/// A window that shows `focus`, with some of what stands before it.
[[nodiscard]] Window window_around(std::string_view text, std::size_t focus);

/// The window's text, safe to print, with `…` where it is cut.
[[nodiscard]] std::string shown(std::string_view text, const Window& window);

/// A label's bytes within the text that is shown.
struct Label {
    std::size_t begin = 0, end = 0;
};

/// Cells `[begin, end)` of the printed window.
struct Cells {
    std::uint32_t begin = 0, end = 0;
};
[[nodiscard]] Cells cells_of(std::string_view text, const Window& window, Label label);

}  // namespace tasklint
