#include <algorithm>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

using syntax::is_id_character;

/// The nearest text that is an id: other characters become `-`.
std::string as_id(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (is_id_character(c)) {
            out.push_back(c);
        } else if (!out.empty() && out.back() != '-') {
            out.push_back('-');
        }
    }
    while (!out.empty() && out.back() == '-') {
        out.pop_back();
    }
    return out;
}

/// `a,,b` and `a b` as a list of ids: `a,b`.
std::string as_id_list(std::string_view text) {
    std::string out;
    std::string one;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        const char c = at < text.size() ? text[at] : ',';
        if (c == ',' || c == ' ' || c == ';') {
            const auto id = as_id(one);
            if (!id.empty()) {
                out.append(out.empty() ? "" : ",").append(id);
            }
            one.clear();
        } else {
            one.push_back(c);
        }
    }
    return out;
}

std::string spelt(const TaskContext& context, FieldKind kind, std::string_view value) {
    const FieldInfo& info = field_info(kind);
    return context.task.format == Format::dataview ? fmt::format("[{}:: {}]", info.dataview, value)
                                                   : fmt::format("{} {}", info.emoji, value);
}

void report_id(const TaskContext& context, FieldKind kind, Span value, Span victim,
               std::string hidden, Report& report) {
    const auto written = context.view.in(value);
    const bool list = kind == FieldKind::depends_on;
    auto& finding = report.add(
        value, list ? fmt::format("`{}` is no list of ids", written)
                    : fmt::format("`{}` is no id: letters, digits, `-` and `_` make one", written));
    finding.victim = victim;
    finding.detail = std::move(hidden);
    finding.plugin_reads = plugin_reading(context.view);
    const auto wanted = list ? as_id_list(written) : as_id(written);
    finding.help = wanted.empty()
                       ? "write an id of letters, digits, `-` and `_`"
                       : fmt::format("write `{}`{}", spelt(context, kind, wanted),
                                     list ? ": ids with one comma between them"
                                          : ", and the same wherever a task depends on it");
}

/// `[id:: a.b]`
void check_brackets(const TaskContext& context, Report& report) {
    for_each_flaw(context, syntax::Flaw::misspelt_field,
                  [&](std::size_t i, const syntax::Piece& piece) {
                      if (piece.written.empty() &&
                          (piece.field == FieldKind::id || piece.field == FieldKind::depends_on)) {
                          report_id(context, piece.field, piece.value, piece.span,
                                    context.reading->hidden_before(i), report);
                      }
                  });
}

void check(const TaskContext& context, Report& report) {
    if (context.reading == nullptr) {
        return;
    }
    if (context.task.format == Format::dataview) {
        check_brackets(context, report);
        return;
    }
    const LineReading& reading = *context.reading;
    const auto& pieces = reading.pieces();
    const auto& blocker = reading.blocker();
    if (blocker && kind_of(context.view, reading, *blocker) == BlockerKind::id_rest &&
        !malformed_id_at(reading, blocker->first)) {
        const auto& field = pieces[blocker->first - 1];
        report_id(context, field.field, {field.value.begin, blocker->span.end}, field.sign,
                  reading.hidden_before(blocker->first), report);
        return;
    }
    // `🆔 a.b`: a sign whose value is one word that is no id, where a field would be read.
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
        if (const auto value = malformed_id_at(reading, i)) {
            report_id(context, pieces[i].field, *value, pieces[i].sign, reading.hidden_before(i),
                      report);
        }
    }
}

}  // namespace

const Rule malformed_id{
    .code = "TL604",
    .name = "malformed-id",
    .group = "links",
    .summary =
        "An id or a list of ids that Tasks does not read, so that fields left of it are hidden.",
    .severity = Severity::error,
    .check_task = check,
    .about = facts::reading,
};

}  // namespace tasklint::lint
