// Values that no task can have, whatever the vault.
#include "lint/query_values.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "tasklint/task.hpp"
#include "tasklint/text.hpp"

namespace tasklint::lint {
namespace {

/// A sign that fields begin with, in the text; empty if there is none.
std::string_view sign_in(std::string_view text) {
    constexpr std::array<std::string_view, 17> signs{
        "📅", "📆", "🗓", "⏳", "⌛", "🛫", "➕", "✅", "❌", "🔁", "🆔", "⛔", "🏁", "🔺", "⏫", "🔼", "🔽"};
    for (const auto sign : signs) {
        if (text.find(sign) != std::string_view::npos) {
            return sign;
        }
    }
    return {};
}

std::string without(std::string_view text, char c) {
    while (!text.empty() && text.front() == c) {
        text.remove_prefix(1);
    }
    return std::string{text};
}

}  // namespace

std::pair<std::string, std::string> impossible_value(std::string_view field,
                                                     std::string_view value) {
    const auto words = trim(value);
    const bool of_path = field == "path" || field == "folder";
    if (of_path && words.substr(0, 1) == "/" && words.size() > 1) {
        return {"no path begins with a slash", without(words, '/')};
    }
    if (field == "root" && words.find('/') != std::string_view::npos &&
        words.find('/') + 1 < words.size()) {
        return {"a root is the first folder alone, with a slash behind it",
                std::string{words.substr(0, words.find('/') + 1)}};
    }
    if (field == "filename" && words.find('/') != std::string_view::npos) {
        return {"a file name has no slash", std::string{words.substr(words.rfind('/') + 1)}};
    }
    if ((of_path || field == "root" || field == "filename") &&
        words.find('\\') != std::string_view::npos) {
        return {"paths have `/` on every system", {}};
    }
    if (field == "heading" && words.substr(0, 1) == "#" &&
        words.substr(0, words.find_first_not_of('#')).size() < words.size() &&
        words[words.find_first_not_of('#')] == ' ') {
        return {"headings are compared without their `#`", std::string{trim(without(words, '#'))}};
    }
    if (field == "description") {
        if (const auto sign = sign_in(words); !sign.empty()) {
            return {fmt::format("`{}` begins a field, which is no part of the description", sign),
                    {}};
        }
    }
    if (field == "recurrence") {
        const std::string lower = to_lower(words);
        constexpr std::pair<std::string_view, std::string_view> normal[] = {
            {"daily", "every day"},   {"weekly", "every week"},   {"monthly", "every month"},
            {"yearly", "every year"}, {"every other", "every 2"},
        };
        for (const auto& [written, form] : normal) {
            std::string_view rest = lower;
            rest.remove_prefix(std::min(written.size(), rest.size()));
            if (lower.compare(0, written.size(), written) != 0 ||
                (!rest.empty() && rest.front() != ' ')) {
                continue;
            }
            std::string mended{form};
            mended += rest;
            if (form.back() == '2' && !rest.empty()) {
                const auto unit_end = mended.find(' ', form.size() + 1);
                const auto at = std::min(unit_end, mended.size());
                if (mended[at - 1] != 's') {
                    mended.insert(at, 1, 's');
                }
            }
            return {"rules are compared in their normal form", std::move(mended)};
        }
    }
    if (field == "tags" || field == "id") {
        const char* const what = field == "tags" ? "a tag" : "an id";
        if (words.find(' ') != std::string_view::npos) {
            return {fmt::format("{} has no blank in it", what), {}};
        }
        if (words.find(',') != std::string_view::npos) {
            return {fmt::format("{} has no comma in it", what), {}};
        }
    }
    return {};
}

}  // namespace tasklint::lint
