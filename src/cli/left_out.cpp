// What is not, or not wholly, in a calendar or on an agenda page, in words.
#include "cli/left_out.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "cli/inputs.hpp"
#include "report/finding_text.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

constexpr std::size_t most_named = 20;

std::string counts_text(const std::map<std::string, std::size_t>& counts) {
    std::vector<std::string> texts;
    texts.reserve(counts.size());
    for (const auto& [reason, number] : counts) {
        texts.push_back(fmt::format("{} {}", number, printable(reason)));
    }
    return joined(texts, ", ");
}

/// The reason without its values: `start 2026-02-01 after due 2026-01-06` is `start after due`.
std::string kind_of(std::string_view reason) {
    std::string kind;
    for (std::size_t at = 0; at < reason.size();) {
        const auto end = std::min(reason.find(' ', at), reason.size());
        if (const auto word = reason.substr(at, end - at);
            !word.empty() && (word[0] < '0' || word[0] > '9')) {
            kind.append(kind.empty() ? "" : " ").append(word);
        }
        at = end + 1;
    }
    return kind;
}

}  // namespace

void LeftOutList::add(const CalendarNote& note) {
    if (note.by_choice) {
        ++chosen_[note.reason];
        return;
    }
    if (note.line != last_line_ || note.path != last_path_) {  // a task may have two reasons
        ++tasks_;
        last_path_ = note.path;
        last_line_ = note.line;
    }
    named_.insert(std::upper_bound(named_.begin(), named_.end(), note.path,
                                   [](const std::string& path, const CalendarNote& one) {
                                       return path < one.path;
                                   }),
                  note);
    if (named_.size() > most_named) {
        ++more_[kind_of(named_.back().reason)];
        named_.pop_back();
    }
}

std::string LeftOutList::chosen() const { return counts_text(chosen_); }

std::string LeftOutList::text(const std::vector<NotePath>& notes) const {
    std::string text =
        fmt::format("tasklint: {} task{} left out or changed:\n", tasks_, tasks_ == 1 ? "" : "s");
    for (const auto& note : named_) {
        const auto found = std::lower_bound(
            notes.begin(), notes.end(), note.path,
            [](const NotePath& one, const std::string& path) { return one.vault < path; });
        const bool known = found != notes.end() && found->vault == note.path;
        fmt::format_to(std::back_inserter(text), "  {}:{}: {}\n",
                       path_text(known ? found->display : note.path), note.line,
                       printable(note.reason));
    }
    if (!more_.empty()) {
        text += fmt::format("  and more: {}\n", counts_text(more_));
    }
    return text;
}

}  // namespace tasklint::cli
