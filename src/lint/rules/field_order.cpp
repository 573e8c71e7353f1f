#include <algorithm>
#include <vector>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// The place of a token of the trailing run in the wanted order.
std::size_t rank(const Token& token, const std::vector<OrderPlace>& order) {
    const bool tag = token.kind == TokenKind::tag;
    if (order.empty()) {  // the plugin's: tags belong to the description and stand first
        return tag ? 0 : static_cast<std::size_t>(token.field) + 1;
    }
    const auto found = std::find_if(order.begin(), order.end(), [&](const OrderPlace& place) {
        return tag ? !place.has_value() : place.has_value() && *place == token.field;
    });
    return static_cast<std::size_t>(found - order.begin());
}

void check(const TaskContext& context, Report& report) {
    std::vector<const Token*> run;
    for (const Token& token : context.view) {
        if (token.read) {
            run.push_back(&token);
        } else if (!run.empty()) {
            return;  // another rule speaks of what is mixed in
        }
    }
    if (run.size() < 2) {
        return;
    }
    const auto& order = context.config.order;
    const auto less = [&](const Token* a, const Token* b) {
        return rank(*a, order) < rank(*b, order);
    };
    const auto wrong = std::is_sorted_until(run.begin(), run.end(), less);
    if (wrong == run.end()) {
        return;
    }
    const Span whole{run.front()->span.begin, run.back()->span.end};
    const auto label = [&](const Token& token) {
        return token.kind == TokenKind::tag ? context.view.in(token.span)
                                            : field_info(token.field).label;
    };
    auto& finding = report.add(
        (*wrong)->span, fmt::format("{} stands behind {}", label(**wrong), label(**(wrong - 1))));
    finding.plugin_reads = "the same in any order";
    std::stable_sort(run.begin(), run.end(), less);
    std::string ordered;
    for (const Token* const token : run) {
        ordered.append(ordered.empty() ? "" : " ").append(context.view.in(token->span));
    }
    Fix fix;
    fix.title = "put the fields in order";
    fix.edits.push_back({whole, ordered});
    finding.fix = std::move(fix);
}

}  // namespace

const Rule field_order{
    .code = "TL901",
    .name = "field-order",
    .group = "notes",
    .summary = "Fields in another order than the configured one.",
    .severity = Severity::info,
    .fix = FixClass::safe,
    .on = DefaultOn::no,
    .check_task = check,
    .about = facts::tag | facts::any_field,
};

}  // namespace tasklint::lint
