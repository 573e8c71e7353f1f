#include <algorithm>

#include <fmt/core.h>

#include "lint/house.hpp"
#include "lint/rule.hpp"
#include "lint/suppressions.hpp"

namespace tasklint::lint {

namespace {

void check(const DocumentContext& context, Report& report) {
    const std::string_view text = context.document.text;
    const Suppressions& suppressions = context.suppressions;
    const auto ask = [](const std::string& near) {
        return near.empty() ? std::string{"tasklint rules lists them"}
                            : fmt::format("did you mean `{}`?", near);
    };
    for (std::size_t i = 0; i < suppressions.comments().size(); ++i) {
        const auto& comment = suppressions.comments()[i];
        if (!comment.known) {
            auto& finding = report.add(comment.verb,
                                       fmt::format("`{}` is no directive", comment.verb.in(text)));
            finding.help = ask(
                nearest(comment.verb.in(text), {"tasklint-disable-next", "tasklint-disable-line",
                                                "tasklint-disable", "tasklint-enable"}));
            continue;
        }
        const bool names_rules =
            std::any_of(suppressions.all().begin(), suppressions.all().end(),
                        [&](const Suppression& one) { return one.comment == i; });
        if (!names_rules) {
            auto& finding = report.add(comment.span, "it names no rule, so it hides nothing");
            finding.help = "write the rules behind it, or `all`";
        }
    }
    std::vector<const Rule*> all;
    for (const Suppression& one : suppressions.all()) {
        if (all.empty()) {
            all = known_rules(context.config);
        }
        const bool known = std::any_of(
            all.begin(), all.end(), [&](const Rule* rule) { return selects(one.selector, *rule); });
        if (!known) {
            auto& finding = report.add(one.place, fmt::format("unknown rule `{}`", one.selector));
            finding.help = ask(nearest_selector(one.selector, context.config));
        }
    }
}

}  // namespace

const Rule unknown_rule{
    .code = "TL992",
    .name = "unknown-rule",
    .group = "notes",
    .summary = "A comment of ours that names a rule which does not exist.",
    .severity = Severity::error,
    .scope = Scope::document,
    .check_document = check,
};

}  // namespace tasklint::lint
