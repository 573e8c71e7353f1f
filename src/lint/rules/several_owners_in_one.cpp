#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

struct Joiner {
    std::string_view text;
    bool word = false;
};
/// Longest first, so that `, and` is one of them.
constexpr std::array<Joiner, 5> joiners{
    {{", and ", true}, {", or ", true}, {" and ", true}, {" or ", true}, {", ", false}}};

const Joiner* joiner_at(std::string_view text) {
    for (const Joiner& joiner : joiners) {
        if (text.substr(0, joiner.text.size()) == joiner.text) {
            return &joiner;
        }
    }
    return nullptr;
}

bool is_upper_or_caseless(std::string_view name) {
    const auto first = name.substr(0, decode_utf8(name, 0).size);
    return fold_case(first) != first || static_cast<unsigned char>(first[0]) >= 0x80;
}
bool is_one_word(std::string_view name) {
    return name.find_first_of(" \t") == std::string_view::npos;
}

/// The pieces of `One and Two` are names too: `@One, please` or `@One and call the bank` are not of
/// this kind.
bool may_join(std::string_view first, std::string_view next, bool by_word) {
    if (next.empty() || first.empty()) {
        return false;
    }
    const bool upper = is_upper_or_caseless(next);
    return by_word ? upper || is_one_word(next)
                   : upper == is_upper_or_caseless(first) && (upper || is_one_word(next));
}

/// The people that a name joins, or one piece if it joins none.
std::vector<Span> split(std::string_view text, Span name) {
    std::vector<Span> pieces;
    std::uint32_t begin = name.begin;
    bool by_word = false;
    const auto add = [&](std::uint32_t end) {
        const Span piece = trim(Span{begin, end}, text);
        if (!pieces.empty() && !may_join(pieces.front().in(text), piece.in(text), by_word)) {
            return false;
        }
        pieces.push_back(piece);
        return true;
    };
    for (std::uint32_t at = name.begin; at < name.end;) {
        const Joiner* const joiner = joiner_at(Span{at, name.end}.in(text));
        if (joiner == nullptr) {
            ++at;
            continue;
        }
        if (!add(at)) {
            return {name};
        }
        by_word = joiner->word;
        at += static_cast<std::uint32_t>(joiner->text.size());
        begin = at;
    }
    return add(name.end) ? pieces : std::vector<Span>{name};
}

/// Known names that text behind the mark joins to it: where the first is known, its mark ends with
/// it.
/// @param until begin of the next token or end of the body
void add_known_behind(std::string_view text, std::uint32_t until, NoteNames& names,
                      std::vector<Span>& pieces) {
    for (;;) {
        const std::uint32_t at = pieces.back().end;
        const Joiner* const joiner = at < until ? joiner_at(Span{at, until}.in(text)) : nullptr;
        if (joiner == nullptr) {
            return;
        }
        const std::uint32_t begin = at + static_cast<std::uint32_t>(joiner->text.size());
        const auto size = static_cast<std::uint32_t>(names.match(Span{begin, until}.in(text)));
        if (size == 0) {
            return;
        }
        pieces.push_back({begin, begin + size});
    }
}

void check_owner(const DocumentContext& context, const Token& owner, std::uint32_t until,
                 NoteNames& names, Report& report) {
    const std::string_view text = context.document.text;
    auto pieces = split(text, owner.value);
    if (pieces.size() == 1) {
        if (!owner.remark.empty()) {
            return;
        }
        add_known_behind(text, until, names, pieces);
    } else if (names.contains(owner.value.in(text))) {
        return;
    }
    if (pieces.size() == 1) {
        return;
    }
    const Span span{owner.span.begin, std::max(owner.value.end, pieces.back().end)};
    auto& finding = report.add(
        span, fmt::format("`{}` names {} people but is one owner", span.in(text), pieces.size()));
    finding.plugin_reads =
        fmt::format("text, like every owner; calendar: the owner {}", owner.value.in(text));
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = "give each person a mark";
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        fix.edits.push_back({{pieces[i - 1].end, pieces[i].begin}, " @"});
    }
    finding.fix = std::move(fix);
}

void check(const DocumentContext& context, Report& report) {
    NoteNames names{context};
    for_each_written_owner(context.document, [&](const Token& owner, std::uint32_t until) {
        check_owner(context, owner, until, names, report);
    });
}

}  // namespace

const Rule several_owners_in_one{
    .code = "TL406",
    .name = "several-owners-in-one",
    .group = "owners",
    .summary = "One mark names several people, so no filter by either of them finds the task.",
    .severity = Severity::warning,
    .confidence = Confidence::likely,
    .fix = FixClass::unsafe,
    .scope = Scope::document,  // the note's participants count, and are read once
    .check_document = check,
};

}  // namespace tasklint::lint
