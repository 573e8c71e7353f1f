#include <algorithm>

#include <fmt/core.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// The last word of a span, and the span before it without its white space.
struct LastWord {
    Span word, before;
};
LastWord split_last_word(std::string_view text, Span span) {
    const auto blank = span.in(text).find_last_of(" \t");
    const auto begin = blank == std::string_view::npos
                           ? span.begin
                           : span.begin + static_cast<std::uint32_t>(blank) + 1;
    return {{begin, span.end}, trim(Span{span.begin, begin}, text)};
}

/// The name goes on behind the mark with its last word once more: so it is where the single name is
/// known. @param until begin of the next token or end of the body
Span word_behind(std::string_view text, Span name, std::uint32_t until,
                 std::string_view last_word) {
    const Span rest = trim(Span{name.end, until}, text);
    const auto words = rest.in(text);
    const bool again = rest.begin > name.end && words.substr(0, last_word.size()) == last_word &&
                       (words.size() == last_word.size() || words[last_word.size()] == ' ');
    return again ? Span{rest.begin, rest.begin + static_cast<std::uint32_t>(last_word.size())}
                 : Span{name.end, name.end};
}

void check_owner(const DocumentContext& context, const Token& owner, std::uint32_t until,
                 NoteNames& names, Report& report) {
    const std::string_view text = context.document.text;
    const auto [last, before] = split_last_word(text, owner.value);
    if (before.empty()) {
        return;  // one word
    }
    Span repeated =
        owner.remark.empty() ? word_behind(text, owner.value, until, last.in(text)) : Span{};
    Span single = owner.value;
    if (repeated.empty()) {
        if (!doubles_last_word(owner.value.in(text)) || names.contains(owner.value.in(text))) {
            return;
        }
        repeated = last;
        single = before;
    }
    auto& finding =
        report.add(repeated, fmt::format("`{}` stands twice in the name; `{}` is probably meant",
                                         repeated.in(text), single.in(text)));
    finding.victim = Span{owner.span.begin, single.end};
    finding.plugin_reads = fmt::format(
        "plain text, as Tasks knows no owners; calendar: the owner {}", owner.value.in(text));
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = fmt::format("write `{}`", single.in(text));
    fix.edits.push_back({{single.end, repeated.end}, ""});
    finding.fix = std::move(fix);
}

void check(const DocumentContext& context, Report& report) {
    NoteNames names{context};
    const auto has_words = [&](const Token& owner, std::uint32_t) {
        const auto name = owner.value.in(context.document.text);
        return std::any_of(name.begin(), name.end(), [](char c) { return c == ' ' || c == '\t'; });
    };
    for_each_written_owner(context.document, has_words,
                           [&](const Token& owner, std::uint32_t until) {
                               check_owner(context, owner, until, names, report);
                           });
}

}  // namespace

const Rule owner_doubled_name{
    .code = "TL404",
    .name = "owner-doubled-name",
    .group = "owners",
    .summary =
        "The last word of an owner's name stands twice, so no filter by the real name finds the "
        "task.",
    .severity = Severity::warning,
    .confidence = Confidence::likely,
    .fix = FixClass::unsafe,
    .scope = Scope::document,  // the note's participants count, and are read once
    .check_document = check,
};

}  // namespace tasklint::lint
