// What no instruction and no filter takes, and what it was meant to be: each mend is read again
// before it is offered.
#include "lint/query_finder.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace tasklint::lint {
namespace {

const std::vector<std::string_view> first_words{
    "due",      "scheduled",   "starts",     "done",   "created",     "cancelled",
    "happens",  "path",        "folder",     "root",   "tags",        "heading",
    "filename", "description", "recurrence", "id",     "status.name", "status.type",
    "priority", "sort",        "group",      "limit",  "hide",        "show",
    "short",    "full",        "explain",    "preset", "view",        "has",
    "no",       "is",          "not",        "filter", "exclude",     "ignore"};
const std::vector<std::string_view> text_fields{
    "path",     "folder",     "root",        "tags", "heading",
    "filename", "recurrence", "description", "id",   "status.name"};
const std::vector<std::string_view> sort_fields{
    "status.name", "status.type", "status",    "recurring", "priority", "happens", "cancelled",
    "created",     "start",       "scheduled", "due",       "done",     "path",    "description",
    "tag",         "heading",     "filename",  "urgency",   "id",       "random"};
const std::vector<std::string_view> group_fields{
    "status.name", "status.type", "status",     "recurring", "priority", "happens",
    "cancelled",   "created",     "start",      "scheduled", "due",      "done",
    "path",        "folder",      "root",       "backlink",  "tags",     "heading",
    "filename",    "urgency",     "recurrence", "id"};
const std::vector<std::string_view> whole_lines{
    "not done",          "done",           "is recurring",    "is not recurring",
    "exclude sub-items", "is blocking",    "is not blocking", "is blocked",
    "is not blocked",    "has depends on", "no depends on",   "has due date",
    "no due date",       "has start date", "no start date",   "has scheduled date",
    "no scheduled date", "has done date",  "no done date",    "has happens date",
    "no happens date",   "short mode",     "full mode",       "ignore global query"};

std::string_view first_word_of(std::string_view line) { return line.substr(0, line.find(' ')); }

}  // namespace

void Finder::unknown(Span span) {
    const auto line = span.in(text_);
    if (!wrong_operator(span) && !without_delimiters(span) && !near_miss(span)) {
        auto& fault = add(Fault::instruction, span,
                          fmt::format("no instruction and no filter reads like `{}`", line));
        suggest(fault, span);
    }
}

bool Finder::near_miss(Span span) {
    const auto line = span.in(text_);
    const auto word = first_word_of(line);
    const std::string lower = to_lower(word);
    const auto rest = line.substr(std::min(word.size() + 1, line.size()));
    const Span first{span.begin, span.begin + static_cast<std::uint32_t>(word.size())};
    if (lower == "start" || lower == "tasks" || lower == "priority") {
        if (lower == "start" && context_.reads(fmt::format("starts {}", rest))) {
            auto& fault = add(Fault::value, first, "the filter is called `starts`");
            return offer_if_read(fault, Safety::safe, "write `starts`", first, "starts",
                                 fmt::format("starts {}", rest));
        }
        if (lower == "priority") {
            add(Fault::value, span, fmt::format("`{}` names no priority", line)).help =
                "`priority is`, `above`, `below` or `not`, then highest, high, medium, none, "
                "low or lowest";
            return true;
        }
    }
    if ((lower == "has" || lower == "no") && context_.reads(fmt::format("{} date", line))) {
        auto& fault = add(Fault::value, span, fmt::format("`{}` lacks the word `date`", line));
        const std::string mended = fmt::format("{} date", line);
        return offer_if_read(fault, Safety::safe, fmt::format("write `{}`", mended), span, mended,
                             mended);
    }
    if (const bool in_combination = statement_->filter.kind == FilterTrace::Kind::boolean;
        in_combination && query::read_instruction(line).kind != query::Instruction::Kind::none) {
        add(Fault::value, span,
            fmt::format("`{}` is an instruction, which no combination can hold", line))
            .help = "put it on a line of its own";
        return true;
    }
    for (const auto& [begin, fields] : {std::pair{std::string_view{"sort by "}, &sort_fields},
                                        std::pair{std::string_view{"group by "}, &group_fields}}) {
        if (starts_with(to_lower(line.substr(0, begin.size())), begin) &&
            line.size() > begin.size()) {
            return wrong_field(span, begin, *fields);
        }
    }
    const auto operation = first_word_of(rest);
    const bool looks_like_text = to_lower(operation) == "includes" ||
                                 starts_with(to_lower(rest), "does not include") ||
                                 starts_with(to_lower(rest), "regex ");
    if (looks_like_text &&
        std::find(text_fields.begin(), text_fields.end(), lower) == text_fields.end()) {
        auto& fault = add(Fault::value, first, fmt::format("no filter is called `{}`", word));
        const auto near = nearest_word(word, text_fields);
        const std::string meant = lower == "file" || lower == "title" ? "filename"
                                  : lower == "text"                   ? "description"
                                                                      : near;
        if (!meant.empty()) {
            offer_if_read(fault, Safety::unsafe, fmt::format("write `{}`", meant), first, meant,
                          fmt::format("{} {}", meant, rest));
        }
        return true;
    }
    return false;
}

bool Finder::wrong_field(Span span, std::string_view begin,
                         const std::vector<std::string_view>& fields) {
    const auto line = span.in(text_);
    const auto rest = line.substr(begin.size());
    const auto word = first_word_of(rest);
    const auto at = span.begin + static_cast<std::uint32_t>(begin.size());
    const Span place{at, at + static_cast<std::uint32_t>(word.size())};
    const bool grouping = begin.front() == 'g';
    const bool known = std::find(fields.begin(), fields.end(), to_lower(word)) != fields.end();
    if (known) {
        auto& fault = add(Fault::value, {at + static_cast<std::uint32_t>(word.size()), span.end},
                          "nothing may follow but `reverse`");
        fault.help = "one field on each line";
        return true;
    }
    auto& fault =
        add(Fault::value, place,
            fmt::format("tasks cannot be {} by `{}`", grouping ? "grouped" : "sorted", word));
    const std::string lower = to_lower(word);
    const std::string meant = lower == "tag" && grouping           ? "tags"
                              : lower == "starts"                  ? "start"
                              : lower == "file" || lower == "name" ? "filename"
                                                                   : nearest_word(word, fields);
    if (!meant.empty()) {
        const bool certain = meant == "tags" || meant == "start";
        offer_if_read(fault, certain ? Safety::safe : Safety::unsafe,
                      fmt::format("write `{}`", meant), place, meant,
                      fmt::format("{}{}{}", begin, meant, rest.substr(word.size())));
    }
    return true;
}

void Finder::suggest(QueryFault& fault, Span span) const {
    const auto line = span.in(text_);
    const std::string whole = nearest_word(line, whole_lines);
    if (!whole.empty()) {
        offer_if_read(fault, Safety::unsafe, fmt::format("write `{}`", whole), span, whole, whole);
        return;
    }
    const auto word = first_word_of(line);
    const auto rest = line.substr(word.size());
    const Span first{span.begin, span.begin + static_cast<std::uint32_t>(word.size())};
    const std::string near = nearest_word(word, first_words);
    if (!near.empty() && near != to_lower(word) &&
        offer_if_read(fault, Safety::unsafe, fmt::format("write `{}`", near), first, near,
                      near + std::string{rest})) {
        fault.span = first;
        return;
    }
    const auto operation = first_word_of(rest.substr(std::min<std::size_t>(1, rest.size())));
    const auto value = rest.substr(std::min(operation.size() + 1, rest.size()));
    constexpr std::array<std::string_view, 7> likely{"contains", "contain", "include", "has",
                                                     "is",       "=",       "matches"};
    if (std::find(likely.begin(), likely.end(), to_lower(operation)) != likely.end()) {
        const auto at = first.end + 1;
        const Span place{at, at + static_cast<std::uint32_t>(operation.size())};
        offer_if_read(fault, Safety::unsafe, "write `includes`", place, "includes",
                      fmt::format("{} includes{}", word, value));
    }
    if (!fault.safety) {
        fault.help = "one filter or instruction a line, as in the plugin's documentation";
    }
}

}  // namespace tasklint::lint
