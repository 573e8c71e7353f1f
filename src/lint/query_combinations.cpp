// Combinations that the plugin refuses: operators, delimiters, operands.
#include "lint/query_finder.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace tasklint::lint {
namespace {

/// Where a text as it stands goes on behind white space.
std::size_t skip_blanks(std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of(" \t", at), text.size());
}

}  // namespace

void Finder::look_at_boolean(const FilterTrace& filter) {
    const Span span = filter.span;
    const std::string& problem = filter.problem ? filter.problem->kind : statement_->problem->kind;
    if (problem != "not-certain" &&
        (comment_behind(span) || wrong_operator(span) || operand_end(filter))) {
        return;
    }
    if (problem == "boolean-operand" || problem == "not-certain") {
        const auto before = out_.size();
        for (const FilterTrace& operand : filter.operands) {
            look_at_operand(operand);
        }
        if (out_.size() > before || problem == "not-certain") {
            return;
        }
    }
    if (without_delimiters(span)) {
        return;
    }
    const std::string detail = filter.problem ? filter.problem->detail : std::string{};
    constexpr std::string_view malformed = "malformed boolean query -- ";
    const auto from = detail.find(malformed);
    const auto what = from == std::string::npos
                          ? std::string_view{}
                          : std::string_view{detail}.substr(from + malformed.size());
    auto& fault =
        add(Fault::delimiters, span,
            what.empty() ? std::string{"filters, delimiters and operators do not fit together"}
                         : fmt::format("filters, delimiters and operators do not fit together: {}",
                                       what.substr(0, what.find(" (check"))));
    fault.help =
        "each filter in its own `( )`, the same kind of them on the whole line: `(A) "
        "AND ((B) OR (C))`";
}

void Finder::look_at_operand(const FilterTrace& operand) {
    const bool wrong = operand.problem || operand.kind == FilterTrace::Kind::none;
    if (!wrong) {
        return;
    }
    if (operand.kind == FilterTrace::Kind::boolean) {
        look_at_boolean(operand);
        return;
    }
    const auto text = part_of(*statement_, operand.span);
    if (operand.kind == FilterTrace::Kind::none &&
        text.find_first_of("()[]{}\"") != std::string_view::npos) {
        return;  // the cut went wrong, not the filter
    }
    look_at_filter(operand, operand.span, operand.problem ? operand.problem->kind : "");
}

bool Finder::wrong_operator(Span span) {
    const auto line = span.in(text_);
    if (line.size() > longest_mended) {
        return false;
    }
    std::string mended;
    std::size_t from = 0;
    std::size_t first = line.size();
    std::size_t last = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const bool begins =
            at == 0 || std::string_view{" \t()[]{}\""}.find(line[at - 1]) != std::string_view::npos;
        if (!begins) {
            continue;
        }
        const auto end = std::min(line.find_first_of(" \t()[]{}\"", at), line.size());
        const auto word = line.substr(at, end - at);
        std::string lower = to_lower(word);
        const std::string_view sign = lower == "and" || lower == "&&" || lower == "&"  ? "AND"
                                      : lower == "or" || lower == "||" || lower == "|" ? "OR"
                                      : lower == "xor"                                 ? "XOR"
                                      : lower == "not" || lower == "!"                 ? "NOT"
                                                                                       : "";
        const auto next = skip_blanks(line, end);
        const bool opens = next < line.size() &&
                           std::string_view{"([{\""}.find(line[next]) != std::string_view::npos;
        const auto before = trim(line.substr(0, at));
        const bool closed =
            before.empty() ||
            std::string_view{")]}\"([{"}.find(before.back()) != std::string_view::npos ||
            !mended.empty() || (sign == "NOT" && (before.back() == 'D' || before.back() == 'R'));
        if (sign.empty() || word == sign || !closed ||
            !(opens || ((sign == "AND" || sign == "OR") &&
                        starts_with(to_lower(line.substr(next)), "not")))) {
            continue;
        }
        mended += line.substr(from, at - from);
        mended += sign;
        if (opens && next == end) {
            mended += ' ';
        }
        first = std::min(first, at);
        from = last = end;
        at = end - 1;
    }
    if (mended.empty() && last == 0) {
        return false;
    }
    mended += line.substr(from);
    const Span place{span.begin + static_cast<std::uint32_t>(first),
                     span.begin + static_cast<std::uint32_t>(last)};
    auto& fault =
        add(Fault::operator_word, place, "operators are AND, OR, XOR and NOT in capital letters");
    const auto grown = static_cast<std::uint32_t>(mended.size() - line.size());
    const std::string part = mended.substr(first, last - first + grown);
    if (!offer_if_read(fault, Safety::safe, fmt::format("write `{}`", part), place, part, mended)) {
        fault.help = "and each filter in its own `( )`";
    }
    return true;
}

bool Finder::without_delimiters(Span span) {
    const auto line = span.in(text_);
    if (line.size() > longest_mended) {
        return false;
    }
    std::string mended;
    std::size_t parts = 0;
    std::string_view rest = line;
    for (;;) {
        auto cut = rest.size();
        std::string_view sign;
        for (const std::string_view candidate : {" AND ", " OR ", " XOR "}) {
            if (const auto at = rest.find(candidate); at < cut) {
                cut = at;
                sign = candidate;
            }
        }
        auto part = trim(rest.substr(0, cut));
        const auto pair =
            part.empty() ? std::string_view::npos : std::string_view{"([{\""}.find(part.front());
        const bool enclosed = part.size() > 2 && pair != std::string_view::npos &&
                              part.back() == std::string_view{")]}\""}[pair];
        const auto inner = enclosed ? part.substr(1, part.size() - 2) : part;
        if (!context_.reads(inner) ||
            context_.explain(inner).front().instruction.kind != query::Instruction::Kind::none) {
            return false;
        }
        mended += fmt::format("({})", inner);
        ++parts;
        if (sign.empty()) {
            break;
        }
        mended += sign;
        rest.remove_prefix(cut + sign.size());
    }
    if (parts < 2) {
        return false;
    }
    auto& fault = add(Fault::delimiters, span, "each filter of a combination stands in `( )`");
    offer_if_read(fault, Safety::safe, fmt::format("write `{}`", mended), span, mended, mended);
    return true;
}

bool Finder::operand_end(const FilterTrace& filter) {
    const auto line = filter.span.in(text_);
    if (filter.open == filter.close || filter.structure.empty() || line.size() > longest_mended) {
        return false;
    }
    std::ptrdiff_t surplus = 0;
    for (const Span piece : filter.structure) {
        const auto text = part_of(*statement_, piece);
        surplus += std::count(text.begin(), text.end(), filter.close) -
                   std::count(text.begin(), text.end(), filter.open);
    }
    if (surplus <= 0) {
        return false;
    }
    // What is between the structure are the operands: one of them gets the surplus back.
    for (std::size_t i = 0; i < filter.structure.size(); ++i) {
        const Span piece = filter.structure[i];
        const auto text = part_of(*statement_, piece);
        const auto more = static_cast<std::uint32_t>(surplus);
        const auto before = i == 0 ? filter.span.begin : filter.structure[i - 1].end;
        if (before == piece.begin || text.size() <= more ||
            text.substr(0, more + 1).find_first_not_of(filter.close) != std::string_view::npos) {
            continue;
        }
        const Span operand{before, piece.begin + more};
        for (const std::string_view pair : {"[]", "{}", "()", "\"\""}) {
            if (line.find_first_of(pair) != std::string_view::npos) {
                continue;
            }
            std::string mended;
            std::uint32_t at = filter.span.begin;
            const auto keep = [&](std::uint32_t end) {
                mended += Span{at, end}.in(text_);
                at = end;
            };
            for (const Span structure : filter.structure) {
                keep(std::max(at, structure.begin));
                const auto begin = structure.begin == piece.begin ? operand.end : at;
                keep(std::max(at, begin));
                for (; at < structure.end; ++at) {
                    const char c = text_[at];
                    mended += c == filter.open ? pair[0] : c == filter.close ? pair[1] : c;
                }
            }
            keep(filter.span.end);
            auto attempt = QueryFault{};
            if (offer_if_read(attempt, Safety::safe, fmt::format("write `{}`", mended), filter.span,
                              mended, mended)) {
                attempt.fault = Fault::operand_end;
                attempt.statement = statement_;
                attempt.message =
                    fmt::format("`{}` ends in `{}`, which is taken for the end of the filter",
                                operand.in(text_), filter.close);
                out_.push_back(std::move(attempt));
                return true;
            }
        }
    }
    return false;
}

}  // namespace tasklint::lint
