#include "config/unfit_toml.hpp"

#include <cstddef>

namespace tasklint::config {

namespace {

constexpr int most_brackets = 12;
constexpr int most_dots = 12;  // of one key

/// The end of the string that begins at `at`, or of the text.
std::size_t end_of_string(std::string_view text, std::size_t at) noexcept {
    const char quote = text[at];
    const std::string_view three = text.substr(at, 3);
    const bool many_lines = three == "\"\"\"" || three == "'''";
    const std::string_view end = many_lines ? three : text.substr(at, 1);
    for (std::size_t i = at + end.size(); i < text.size(); ++i) {
        if (text[i] == '\\' && quote == '"') {
            ++i;
        } else if (text.substr(i, end.size()) == end) {
            i += end.size();
            for (int more = 0; many_lines && more < 2 && text.substr(i, 1) == end.substr(0, 1);
                 ++more) {
                ++i;  // the last two quotes of a text may stand before those that end it
            }
            return i;
        } else if (text[i] == '\n' && !many_lines) {
            return i;  // not closed: the parser will say so
        }
    }
    return text.size();
}

TomlFault fault_at(std::string_view text, std::size_t at, const char* message) noexcept {
    TomlFault place;
    place.message = message;
    for (std::size_t i = 0; i < at; ++i) {
        place.column = text[i] == '\n' ? 1 : place.column + 1;
        place.line += text[i] == '\n' ? 1 : 0;
    }
    return place;
}

}  // namespace

std::optional<TomlFault> unfit_toml(std::string_view text) noexcept {
    int brackets = 0;
    int dots = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        switch (text[at]) {
            case '"':
            case '\'': at = end_of_string(text, at) - 1; break;
            case '#':
                while (at + 1 < text.size() && text[at + 1] != '\n') {
                    ++at;
                }
                break;
            case '[':
            case '{':
                ++brackets;
                dots = 0;
                break;
            case ']':
            case '}': brackets -= brackets > 0 ? 1 : 0; [[fallthrough]];
            case '\n':
            case '=':
            case ',': dots = 0; break;
            case '.': ++dots; break;
            default: break;
        }
        if (brackets > most_brackets || dots > most_dots) {
            return fault_at(text, at, "nested deeper than any key of a configuration");
        }
    }
    return std::nullopt;
}

}  // namespace tasklint::config
