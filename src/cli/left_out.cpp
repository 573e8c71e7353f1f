// What is not, or not wholly, in a calendar or on an agenda page, in words.
#include "cli/left_out.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "cli/inputs.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

constexpr std::size_t most_named = 20;

}  // namespace

std::string counts_by_reason(const std::vector<const CalendarNote*>& notes) {
    std::map<std::string_view, std::size_t> counts;
    for (const auto* const note : notes) {
        ++counts[note->reason];
    }
    std::vector<std::string> texts;
    texts.reserve(counts.size());
    for (const auto& [reason, number] : counts) {
        texts.push_back(fmt::format("{} {}", number, printable(reason)));
    }
    return joined(texts, ", ");
}

std::string left_out_text(const std::vector<const CalendarNote*>& notes, const Vault& vault) {
    std::map<std::string_view, std::string_view> display;
    for (const auto& note : vault.notes) {
        display[note.vault] = note.display;
    }
    std::set<std::pair<std::string_view, std::uint32_t>> tasks;  // one may have two reasons
    for (const auto* const note : notes) {
        tasks.emplace(note->path, note->line);
    }
    std::string text = fmt::format("tasklint: {} task{} left out or changed:\n", tasks.size(),
                                   tasks.size() == 1 ? "" : "s");
    const auto named = std::min(notes.size(), most_named);
    for (std::size_t i = 0; i < named; ++i) {
        const auto& note = *notes[i];
        const auto found = display.find(note.path);
        fmt::format_to(
            std::back_inserter(text), "  {}:{}: {}\n",
            printable(found == display.end() ? std::string_view{note.path} : found->second),
            note.line, printable(note.reason));
    }
    if (notes.size() > named) {
        text += fmt::format("  and more: {}\n",
                            counts_by_reason({notes.begin() + most_named, notes.end()}));
    }
    return text;
}

}  // namespace tasklint::cli
