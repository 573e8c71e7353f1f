#include <fmt/format.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names) {
        fmt::format_to(std::back_inserter(out), "{}`{}`", out.empty() ? "" : ", ", name);
    }
    return out;
}

void check(const DocumentContext& context, Report& report) {
    NoteNames names{context};
    for_each_written_owner(context.document, [&](const Token& owner, std::uint32_t) {
        const auto name = owner.value.in(context.document.text);
        if (doubles_last_word(name) || persons_in(context.document.text, owner.value).size() > 1) {
            return;  // the rules about those say what is wrong
        }
        const PersonMatch match = match_person(name, context.config, names);
        const bool ambiguous = match.kind == PersonMatch::Kind::ambiguous;
        if (match.kind != PersonMatch::Kind::unknown && !ambiguous) {
            return;
        }
        auto& finding = report.add(
            owner.span, ambiguous ? fmt::format("`{}` could be {}", name, joined(match.names))
                                  : fmt::format("`{}` is no known name", name));
        finding.plugin_reads = fmt::format(
            "plain text, as Tasks knows no owners; filters and calendar: the owner {}", name);
        finding.help =
            ambiguous ? "write the whole name"
            : match.names.empty()
                ? "write a known name, or add this one to `people.roster` or the folder of people "
                  "notes"
                : fmt::format("did you mean {}? Else add `{}` to `people.roster`",
                              joined(match.names), name);
    });
}

}  // namespace

const Rule unknown_owner{
    .code = "TL402",
    .name = "unknown-owner",
    .group = "owners",
    .summary = "An owner whose name nobody has: no filter by the real name finds the task.",
    .severity = Severity::warning,
    .confidence = Confidence::likely,
    .scope = Scope::document,
    .on = DefaultOn::configured,
    .configured = knows_persons,
    .check_document = check,
};

}  // namespace tasklint::lint
