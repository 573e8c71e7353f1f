#include <fmt/core.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const DocumentContext& context, Report& report) {
    NoteNames names{context};
    for_each_written_owner(context.document, [&](const Token& owner, std::uint32_t) {
        const auto name = owner.value.in(context.document.text);
        const PersonMatch match = match_person(name, context.config, names);
        if (match.kind != PersonMatch::Kind::variant) {
            return;
        }
        const std::string& known = match.names.front();
        auto& finding =
            report.add(owner.span, fmt::format("`{}` is `{}` in {}", name, known, match.how));
        finding.plugin_reads = fmt::format(
            "plain text, as Tasks knows no owners; filters and calendar: two owners, {} and {}",
            name, known);
        Fix fix;
        fix.safety = Safety::unsafe;
        fix.title = fmt::format("write `{}`", known);
        fix.edits.push_back({owner.value, known});
        finding.fix = std::move(fix);
    });
}

}  // namespace

const Rule owner_variant{
    .code = "TL403",
    .name = "owner-variant",
    .group = "owners",
    .summary = "Another spelling of a known name: filters and calendars see two people.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .scope = Scope::document,
    .on = DefaultOn::configured,
    .configured = knows_persons,
    .check_document = check,
};

}  // namespace tasklint::lint
