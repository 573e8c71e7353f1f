// Lines as the plugin joins them (Tasks 8.3.0, docs: "Line continuations").
#include "query/statements.hpp"

#include <algorithm>

namespace tasklint::query {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

std::vector<Statement> split_statements(std::string_view text) {
    std::vector<Statement> statements;
    Statement current;
    bool goes_on = false;
    std::uint32_t number = 0;
    const auto add = [&](std::string_view piece) {
        const auto from = static_cast<std::uint32_t>(piece.data() - text.data());
        for (std::uint32_t i = 0; i < piece.size(); ++i) {
            current.places.push_back(from + i);
        }
        current.text += piece;
    };
    const auto complete = [&] {
        const std::string_view all = current.text;
        const auto kept = trim(all);
        const auto begin = static_cast<std::size_t>(kept.empty() ? 0 : kept.data() - all.data());
        if (!kept.empty()) {
            current.places = {
                current.places.begin() + static_cast<std::ptrdiff_t>(begin),
                current.places.begin() + static_cast<std::ptrdiff_t>(begin + kept.size())};
            current.places.push_back(current.places.back() + 1);
            for (auto& joint : current.joints) {
                joint -= static_cast<std::uint32_t>(std::min<std::size_t>(joint, begin));
            }
        }
        current.text = std::string{kept};
        if (!current.text.empty()) {
            statements.push_back(std::move(current));
        }
        current = {};
        goes_on = false;
    };
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        std::string_view line = text.substr(begin, end - begin);
        ++number;
        if (goes_on) {
            line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
            current.text += ' ';
            current.places.push_back(static_cast<std::uint32_t>(begin));
            current.joints.push_back(static_cast<std::uint32_t>(current.text.size()));
        } else {
            current.line = number;
            current.span.begin = static_cast<std::uint32_t>(begin);
        }
        current.span.end = static_cast<std::uint32_t>(end);
        begin = end + 1;
        if (ends_with(line, "\\\\")) {
            line.remove_suffix(1);
        } else if (ends_with(line, "\\")) {
            line.remove_suffix(1);
            const auto last = line.find_last_not_of(" \t");
            line = line.substr(0, last == std::string_view::npos ? 0 : last + 1);
            add(line);
            goes_on = true;
            continue;
        }
        add(line);
        complete();
    }
    if (goes_on) {
        complete();
    }
    return statements;
}

}  // namespace tasklint::query
