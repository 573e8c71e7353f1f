#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tasklint {

/// Half-open byte range `[begin, end)` in one document's text.
/// 32 bits each: a document is at most 4 GiB - 1 bytes, which the reader enforces.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    /// The bytes of this span. @param text the document's text, which the result points into
    [[nodiscard]] constexpr std::string_view in(std::string_view text) const noexcept {
        return text.substr(begin, end - begin);
    }
    [[nodiscard]] constexpr std::uint32_t size() const noexcept { return end - begin; }
    [[nodiscard]] constexpr bool empty() const noexcept { return begin == end; }
    [[nodiscard]] constexpr bool contains(Span other) const noexcept {
        return begin <= other.begin && other.end <= end;
    }
    friend constexpr bool operator==(Span, Span) noexcept = default;
};

/// How columns are counted. All are zero-based; reports add one.
enum class ColumnUnit : std::uint8_t {
    byte,
    utf16,      ///< as LSP
    codepoint,  ///< as Python's str and the text reports
    cell,       ///< terminal cells of whole grapheme clusters
};

/// Where lines begin. A line ends at U+000A only, as in Obsidian; a CR before it belongs to the
/// line ending. One pass over the text when made; a look-up is a binary search.
class LineIndex {
public:
    /// @param text is not kept
    explicit LineIndex(std::string_view text);

    /// Zero-based line of a byte offset. @param offset at most the text's size
    [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const noexcept;
    /// First byte of a line. @param line zero-based, below `line_count()`
    [[nodiscard]] std::uint32_t begin_of(std::uint32_t line) const noexcept;
    /// The line without its ending (LF or CRLF).
    /// @param text the text the index was made from
    [[nodiscard]] Span span_of(std::uint32_t line, std::string_view text) const noexcept;
    [[nodiscard]] std::uint32_t line_count() const noexcept;

private:
    std::vector<std::uint32_t> begins_;
};

/// One step of UTF-8 decoding.
struct Utf8Character {
    char32_t code_point = 0;  ///< U+FFFD where the bytes are no UTF-8
    std::uint8_t size = 0;    ///< bytes taken: 1 to 4, and 1 for an invalid byte
    bool valid = false;
};

/// The character at `at`. @param at below text.size(); every byte sequence has an answer
[[nodiscard]] Utf8Character decode_utf8(std::string_view text, std::size_t at) noexcept;
/// The code point as UTF-8. Surrogates and values above U+10FFFF give U+FFFD.
[[nodiscard]] std::string encode_utf8(char32_t code_point);
/// Appends the code point as UTF-8.
void append_utf8(std::string& out, char32_t code_point);
[[nodiscard]] bool is_valid_utf8(std::string_view text) noexcept;
/// A copy with every invalid byte replaced by U+FFFD.
[[nodiscard]] std::string to_valid_utf8(std::string_view text);
/// Normalisation form C; text that is no UTF-8 comes back unchanged.
[[nodiscard]] std::string to_nfc(std::string_view text);
/// Unicode case folding after NFC, for comparing names; not for display.
[[nodiscard]] std::string fold_case(std::string_view text);

/// Lower-cased as JavaScript's `toLowerCase()` does it: the full mapping of the root locale.
[[nodiscard]] std::string to_lower(std::string_view text);

/// The same without accents: `María` and `Maria` are one.
[[nodiscard]] std::string fold_accents(std::string_view text);

/// True for the code points that JavaScript's `\s` and `trim()` take (ECMAScript's WhiteSpace and
/// LineTerminator).
[[nodiscard]] bool is_white_space(char32_t code_point) noexcept;
/// Without white space (`is_white_space`) at both ends.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;
/// The same for a span of a text.
[[nodiscard]] inline Span trim(Span span, std::string_view text) noexcept;

/// The end of the white space (`is_white_space`) that begins at `at`. @param end at most the text's
/// size
[[nodiscard]] std::uint32_t skip_white_space(std::string_view text, std::uint32_t at,
                                             std::uint32_t end) noexcept;

/// Column of a byte offset within its line. A byte that is no UTF-8 counts as one of each unit;
/// a BOM at the start of the note is no column.
/// @param line the line's bytes @param offset from the line's begin
[[nodiscard]] std::uint32_t column_of(std::string_view line, std::uint32_t offset, ColumnUnit unit);

/// Terminal cells that `text` takes when printed through `printable`: whole grapheme clusters,
/// emoji presentation (U+FE0F) two cells.
[[nodiscard]] std::uint32_t display_width(std::string_view text);
/// The text made safe to print: control, invisible, private-use and bidi characters and invalid
/// bytes appear as `<U+200B>` or `<0xFF>`; a tab as one space; the bracket of `##[` and `##vso[`,
/// which begin commands of CI runners, as `<U+005B>`; everything else as it is.
[[nodiscard]] std::string printable(std::string_view text);

/// The whole file.
/// @throws std::system_error if it cannot be opened or read, is a folder, or has 4 GiB or more
[[nodiscard]] std::string read_file(const std::string& path);
/// The same into a buffer that is used again, for streaming over many files.
void read_file(const std::string& path, std::string& buffer);
/// The same for a file that was found rather than named by someone: a pipe, for which it would be
/// waited, or a device other than `/dev/null` is an error at once.
[[nodiscard]] std::string read_regular_file(const std::string& path);
void read_regular_file(const std::string& path, std::string& buffer);

/// Replaces or makes a file so that a crash leaves the old bytes or the new: temporary file
/// beside it, fsync, rename. Of an existing file mode, owner and extended attributes are kept as
/// far as the system allows; a symbolic link is followed. A pipe or a device is written to, and so
/// is what a path such as `/dev/stdout` or `/dev/fd/3` leads to, even if that is a file.
/// @throws std::system_error; the old file is then as it was
void write_file_atomically(const std::string& path, std::string_view bytes);
/// The same for bytes that are never together in memory.
/// @param fill called once with a function that takes the next bytes; what it throws is passed on
void write_file_atomically(
    const std::string& path,
    const std::function<void(const std::function<void(std::string_view)>&)>& fill);

/// What `replace_file` did.
enum class Replaced : std::uint8_t { yes, changed, locked, hard_linked };
/// Why the file was left as it is, to stand behind its name; empty for `yes`.
[[nodiscard]] std::string_view why_left(Replaced replaced) noexcept;

/// As `write_file_atomically`, for a file that others may write, too: it is left alone if it does
/// not hold `before` any more when the new bytes are on the disk, if another program holds a lock
/// on it, as another run does that replaces it, or if it has more than one name, of which a new
/// file could keep only one.
/// @throws std::system_error; the old file is then as it was
[[nodiscard]] Replaced replace_file(const std::string& path, std::string_view before,
                                    std::string_view after, bool break_hard_links = false);

namespace detail {
[[nodiscard]] Span trim_any(Span span, std::string_view text) noexcept;
}

inline Span trim(Span span, std::string_view text) noexcept {
    // Nearly always there are spaces, then a letter or the like of ASCII.
    const auto is_plain = [&](std::uint32_t at) { return text[at] > ' ' && text[at] < '\x7F'; };
    while (span.begin < span.end && text[span.end - 1] == ' ') {
        --span.end;
    }
    while (span.begin < span.end && text[span.begin] == ' ') {
        ++span.begin;
    }
    return span.empty() || (is_plain(span.begin) && is_plain(span.end - 1))
               ? span
               : detail::trim_any(span, text);
}

}  // namespace tasklint
