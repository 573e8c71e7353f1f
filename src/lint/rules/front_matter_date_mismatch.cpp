#include <fmt/core.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const DocumentContext& context, Report& report) {
    const auto property = date_property(context.document);
    const auto named =
        property ? date_in_name(context.document.path, context.config.tasks) : std::nullopt;
    if (!named || property->date == *named) {
        return;
    }
    auto& finding =
        report.add(property->span, fmt::format("the note is dated {}, its file name says {}",
                                               to_string(property->date), to_string(*named)));
    finding.plugin_reads = fmt::format(
        "{} where the date of the file name counts as the scheduled date", to_string(*named));
    finding.help = "give the property and the file name one date";
}

}  // namespace

const Rule front_matter_date_mismatch{
    .code = "TL912",
    .name = "front-matter-date-mismatch",
    .group = "notes",
    .summary = "The note's `date` differs from the date in its file name.",
    .severity = Severity::warning,
    .scope = Scope::document,
    .on = DefaultOn::no,
    .check_document = check,
};

}  // namespace tasklint::lint
