// Mended queries are read again, as the plugin reads them.
#include <algorithm>
#include <deque>

#include "fix/verify.hpp"
#include "query/reader.hpp"

namespace tasklint::fixing {
namespace {

using query::FilterTrace;
using query::StatementReading;

bool same_filter(const FilterTrace& a, std::string_view a_text, const FilterTrace& b,
                 std::string_view b_text) {
    const auto value = [](const FilterTrace& filter, std::string_view text) {
        return filter.kind == FilterTrace::Kind::text ? filter.value.in(text) : std::string_view{};
    };
    return a.kind == b.kind && a.field == b.field && a.keyword == b.keyword &&
           a.operation == b.operation && a.statuses == b.statuses && a.priorities == b.priorities &&
           a.dates.kind == b.dates.kind && a.dates.start == b.dates.start &&
           a.dates.end == b.dates.end && value(a, a_text) == value(b, b_text) &&
           a.problem.has_value() == b.problem.has_value();
}

/// The leaves of a filter, in order.
void leaves(const FilterTrace& filter, std::vector<const FilterTrace*>& out) {
    if (filter.kind != FilterTrace::Kind::boolean) {
        out.push_back(&filter);
    }
    for (const FilterTrace& operand : filter.operands) {
        leaves(operand, out);
    }
}

/// Provably the same: the same instruction, or the same filters combined alike.
bool same_meaning(const StatementReading& a, const StatementReading& b) {
    using Kind = query::Instruction::Kind;
    const auto& x = a.instruction;
    const auto& y = b.instruction;
    if (x.kind != y.kind || x.reverse != y.reverse || x.number != y.number ||
        x.argument != y.argument) {
        return false;
    }
    if (x.kind != Kind::none) {
        return x.property == y.property;
    }
    std::vector<const FilterTrace*> of_a;
    std::vector<const FilterTrace*> of_b;
    leaves(a.filter, of_a);
    leaves(b.filter, of_b);
    const auto meaning = [](const StatementReading& reading) -> std::string_view {
        return reading.filter.grouped;
    };
    // What mixes operators was given the parentheses that the plugin thinks of.
    const bool combined_alike =
        a.filter.kind != FilterTrace::Kind::boolean || meaning(a) == b.text || a.text == b.text;
    return combined_alike && std::equal(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(),
                                        [&](const FilterTrace* one, const FilterTrace* other) {
                                            return same_filter(*one, a.text, *other, b.text);
                                        });
}

bool is_wrong(const StatementReading& reading) {
    return reading.problem && reading.problem->kind != "not-certain" &&
           reading.problem->kind != "needs-javascript";
}

}  // namespace

bool keeps_queries(const Document& before, const Document& after, const Moved& moved,
                   const std::vector<std::uint32_t>& lines, const std::vector<std::uint32_t>& loose,
                   const Config& config) {
    const auto old_blocks = query_blocks(before);
    const auto new_blocks = query_blocks(after);
    if (old_blocks.size() != new_blocks.size()) {
        return false;
    }
    const QueryNote note = query_note(before);
    const date::year_month_day any_day{date::year{2026} / 1 / 5};
    const auto& presets = query::presets_of(config.tasks);
    for (std::size_t i = 0; i < old_blocks.size(); ++i) {
        const QueryBlock& old_block = old_blocks[i];
        const QueryBlock& new_block = new_blocks[i];
        if (old_block.line_count != new_block.line_count) {
            return false;
        }
        if (old_block.text == new_block.text) {
            continue;
        }
        query::Reader old_reader{note, presets, any_day};
        query::Reader new_reader{note, presets, any_day};
        const auto olds = old_reader.explain(old_block.text);
        const auto news = new_reader.explain(new_block.text);
        if (olds.size() != news.size()) {
            return false;
        }
        for (std::size_t j = 0; j < olds.size(); ++j) {
            const std::uint32_t begin = old_block.begins[olds[j].raw.line - 1];
            const auto stands_on = [&](std::uint32_t line) {
                return line <= begin && before.text.find('\n', line) >= begin;
            };
            if (olds[j].raw.text == news[j].raw.text) {
                continue;
            }
            if (std::any_of(loose.begin(), loose.end(), stands_on)) {
                continue;
            }
            if (std::none_of(lines.begin(), lines.end(), stands_on) ||
                moved(begin) != new_block.begins[news[j].raw.line - 1]) {
                return false;
            }
            if (is_wrong(olds[j]) ? is_wrong(news[j]) : !same_meaning(olds[j], news[j])) {
                return false;
            }
        }
    }
    return true;
}

}  // namespace tasklint::fixing
