// The table of rules, and what they share.
#include "lint/rule.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "syntax/find_byte.hpp"
#include "text/ascii.hpp"
#include "text/find.hpp"

namespace tasklint {

namespace {

std::vector<const Rule*> sorted_table() {
    std::vector<const Rule*> table{
#define TASKLINT_RULE(name) &lint::name,
#include "lint/rules.inc"
#undef TASKLINT_RULE
    };
    std::sort(table.begin(), table.end(),
              [](const Rule* a, const Rule* b) { return a->code < b->code; });
    return table;
}

}  // namespace

const std::vector<const Rule*>& rules() noexcept {
    static const std::vector<const Rule*> table = sorted_table();
    return table;
}

const Rule* find_rule(std::string_view code_or_name) noexcept {
    for (const Rule* const rule : rules()) {
        if (rule->code == code_or_name || rule->name == code_or_name) {
            return rule;
        }
    }
    return nullptr;
}

std::string_view confidence_name(Confidence confidence) noexcept {
    return confidence == Confidence::certain ? "certain" : "likely";
}

std::string_view rule_page(const Rule& rule) noexcept { return lint::rule_page_text(rule.name); }

namespace {

/// What stands in a line, looked for once for all rules.
TaskFacts facts_of_bytes(std::string_view line) noexcept {
    const std::uint32_t bytes = syntax::bytes_in<'?', ':', '^', '\r', '\xE2', '{', '<'>(line);
    constexpr std::array<TaskFacts, 7> meant{
        facts::question_mark, facts::colon,         facts::caret,        facts::terminator,
        facts::terminator,    facts::template_mark, facts::template_mark};
    TaskFacts found = has_wide_pair(line) ? facts::wide_pair : 0;
    for (std::uint32_t left = bytes; left != 0; left &= left - 1) {
        found |= meant[static_cast<std::size_t>(std::countr_zero(left))];
    }
    return found;
}

}  // namespace

TaskFacts TaskContext::facts() const noexcept {
    TaskFacts found = facts::any | facts_of_bytes(view.in(task.line));
    for (const Token& token : view) {
        switch (token.kind) {
            case TokenKind::field:
                if (token.read) {
                    const TaskFacts field = facts::field(token.field);
                    found |= (found & field) != 0 ? facts::field_twice : field;
                }
                break;
            case TokenKind::tag: found |= facts::tag; break;
            case TokenKind::owner: found |= facts::owner; break;
            case TokenKind::stray_sign: break;
        }
    }
    found |= reading != nullptr ? facts::reading : 0;
    found |= task.status_type == StatusType::done ? facts::done : 0;
    found |= task.status_known ? 0 : facts::unknown_status;
    found |= task.format == Format::dataview ? facts::dataview : 0;
    return found;
}

const std::optional<Recurrence>& TaskContext::recurrence() const {
    if (!read_recurrence_once) {
        read_recurrence_once = recurrence_of(view, config.tasks, today);
    }
    return *read_recurrence_once;
}

const FrontMatter& DocumentContext::front_matter() const {
    if (!read_front_matter_once) {
        read_front_matter_once = tasklint::read_front_matter(document);
    }
    return *read_front_matter_once;
}

namespace lint {

namespace {

constexpr std::size_t longest_box = 24;  // bytes: the longest pictures take about that

}  // namespace

bool lacks_global_filter(std::string_view line, const Config& config) noexcept {
    const std::string& filter = config.tasks.global_filter;
    return !filter.empty() && line.find(filter) == std::string_view::npos;
}

std::optional<DateProperty> date_property(const Document& document) {
    if (document.front_matter.empty() ||
        document.front_matter.in(document.text).find("date") == std::string_view::npos) {
        return std::nullopt;
    }
    for (const FrontMatterValue& value : read_front_matter(document).values) {
        const auto day = value.key == "date" && !value.in_list
                             ? date_from_text(std::string_view{value.value}.substr(0, 10))
                             : std::nullopt;
        if (day && day->ok()) {
            return DateProperty{*day, value.span};
        }
    }
    return std::nullopt;
}

std::optional<date::year_month_day> date_of_note(const Document& document, const Config& config) {
    const auto property = date_property(document);
    return property ? property->date : date_in_name(document.path, config.tasks);
}

bool read_box(std::string_view text, std::uint32_t at, std::uint32_t end, Box& box) noexcept {
    if (at >= end || text[at] != '[') {
        return false;
    }
    const auto close =
        text.substr(0, std::min<std::size_t>(end, at + longest_box)).find(']', at + 1);
    if (close == std::string_view::npos) {
        return false;
    }
    box.content = {at + 1, static_cast<std::uint32_t>(close)};
    box.end = box.content.end + 1;
    box.followed_by_blank = box.end == end;
    if (box.end < end) {
        const auto next = decode_utf8(text, box.end);
        box.followed_by_blank = next.valid && is_white_space(next.code_point);
    }
    return true;
}

bool is_status(std::string_view symbol, const Config& config) noexcept {
    if (symbol.empty() || is_ascii_digit(symbol[0])) {
        return false;
    }
    return symbol == " " || symbol == "x" || symbol == "X" ||
           config.tasks.statuses.find(symbol) != nullptr;
}

void NoteNames::read() {
    const std::string& key = context_.config.tasks.participants_key;
    if (read_) {
        return;
    }
    read_ = true;
    if (key.empty() || context_.document.front_matter.empty()) {
        return;
    }
    for (const auto& value : context_.front_matter().values) {
        if (value.key == key && !value.value.empty()) {
            participants_.add(value.value);
            people_.emplace_back(value.value);
        }
    }
}

const std::vector<KnownPerson>& NoteNames::participants() {
    read();
    return people_;
}

bool NoteNames::contains(std::string_view name) {
    read();
    return context_.config.tasks.known_names.contains(name) || participants_.contains(name);
}

std::size_t NoteNames::match(std::string_view text) {
    read();
    return std::max(context_.config.tasks.known_names.match(text), participants_.match(text));
}

}  // namespace lint

}  // namespace tasklint
