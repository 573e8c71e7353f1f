// Combinations that the plugin refuses: operators, delimiters, operands.
#include "lint/query_finder.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace tasklint::lint {
namespace {

constexpr std::string_view openers = "([{\"";
constexpr std::string_view closers = ")]}\"";

/// Where the group that opens at `at` ends, behind its delimiter; npos if it does not. What stands
/// behind a backslash is a sign of a regular expression.
std::size_t group_end(std::string_view line, std::size_t at) {
    const char open = line[at];
    const char close = closers[openers.find(open)];
    std::size_t depth = 1;
    for (++at; at < line.size(); ++at) {
        const char c = line[at];
        if (c == '\\') {
            ++at;
        } else if (c == close) {
            if (--depth == 0) {
                return at + 1;
            }
        } else if (c == open) {
            ++depth;
        }
    }
    return std::string_view::npos;
}

/// An operator that is not written as one.
struct WrongOperator {
    std::size_t begin = 0, end = 0;
    std::string_view meant;
};

/// A combination as a person reads it: filters in delimiters, and operators between them only.
class Combination {
public:
    explicit Combination(std::string_view line) : line_(line) { read(0, line.size(), 0); }

    [[nodiscard]] const std::vector<WrongOperator>& wrong() const noexcept { return wrong_; }
    [[nodiscard]] const std::vector<std::string_view>& operands() const noexcept {
        return operands_;
    }
    /// There is nothing else, and each delimiter has its other one.
    [[nodiscard]] bool is_whole() const noexcept { return whole_; }

private:
    enum class Before : std::uint8_t { nothing, operand, binary, negation };

    /// The operator that begins at `at`, whose word ends at `end`, fits where it stands.
    [[nodiscard]] bool fits(std::string_view meant, Before before, std::size_t end) const {
        const auto next = std::min(line_.find_first_not_of(" \t", end), line_.size());
        const bool opens = next < line_.size() && openers.find(line_[next]) != openers.npos;
        if (meant == "NOT") {
            return opens && (before == Before::nothing || before == Before::binary);
        }
        const auto word_end = std::min(line_.find_first_of(" \t([{\"", next), line_.size());
        return before == Before::operand &&
               (opens || operator_for(line_.substr(next, word_end - next)) == "NOT");
    }

    void read(std::size_t at, std::size_t end, int depth) {
        constexpr int deepest = 12;  // as the plugin reads
        Before before = Before::nothing;
        while ((at = std::min(line_.find_first_not_of(" \t", at), end)) < end) {
            if (openers.find(line_[at]) != openers.npos) {
                const auto behind = group_end(line_.substr(0, end), at);
                if (behind == std::string_view::npos || before == Before::operand) {
                    whole_ = false;
                    return;
                }
                const auto inner = line_.substr(at + 1, behind - at - 2);
                const auto first = inner.find_first_not_of(" \t");
                const auto word = first == inner.npos ? inner : inner.substr(first);
                const auto word_end = std::min(word.find_first_of(" \t([{\""), word.size());
                const auto opens = word.find_first_not_of(" \t", word_end);
                const bool nested =
                    opens != word.npos && openers.find(word[opens]) != openers.npos &&
                    (word_end == 0 || operator_for(word.substr(0, word_end)) == "NOT");
                if (nested && depth < deepest) {
                    read(at + 1, behind - 1, depth + 1);
                } else {
                    operands_.push_back(trim(inner));
                }
                before = Before::operand;
                at = behind;
                continue;
            }
            const auto word_end = std::min(line_.find_first_of(" \t()[]{}\"", at), end);
            const auto word = line_.substr(at, word_end - at);
            const auto meant = operator_for(word);
            if (meant.empty() || !fits(meant, before, word_end)) {
                whole_ = false;
                return;
            }
            if (word != meant) {
                wrong_.push_back({at, word_end, meant});
            }
            before = meant == "NOT" ? Before::negation : Before::binary;
            at = word_end;
        }
    }

    std::string_view line_;
    std::vector<WrongOperator> wrong_;
    std::vector<std::string_view> operands_;
    bool whole_ = true;
};

/// The texts of the filters that a combination was read as.
void add_operands(std::string_view line, const FilterTrace& filter,
                  std::vector<std::string_view>& out) {
    if (filter.kind != FilterTrace::Kind::boolean) {
        out.push_back(trim(filter.span.in(line)));
        return;
    }
    for (const FilterTrace& operand : filter.operands) {
        add_operands(line, operand, out);
    }
}

bool is_balanced(std::string_view text, char open, char close) {
    std::ptrdiff_t depth = 0;
    for (const char c : text) {
        depth += c == open ? 1 : c == close ? -1 : 0;
        if (depth < 0) {
            return false;
        }
    }
    return depth == 0;
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
    if (without_delimiters(span) || (problem == "boolean-delimiters" && near_miss(span))) {
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
    const Combination combination{line};
    if (combination.wrong().empty()) {
        return false;
    }
    std::string mended;
    std::size_t from = 0;
    for (const WrongOperator& wrong : combination.wrong()) {
        mended += line.substr(from, wrong.begin - from);
        mended += wrong.meant;
        from = wrong.end;
        if (from < line.size() && openers.find(line[from]) != openers.npos) {
            mended += ' ';
        }
    }
    mended += line.substr(from);
    const auto first = combination.wrong().front().begin;
    const Span place{span.begin + static_cast<std::uint32_t>(first),
                     span.begin + static_cast<std::uint32_t>(from)};
    auto& fault =
        add(Fault::operator_word, place, "operators are AND, OR, XOR and NOT in capital letters");
    const std::string part = mended.substr(first, mended.size() - line.size() + from - first);
    // Nothing but the operators may change.
    const auto same_operands = [&] {
        const auto readings = context_.explain(mended);
        std::vector<std::string_view> operands;
        if (readings.size() == 1) {
            add_operands(readings.front().text, readings.front().filter, operands);
        }
        return operands == combination.operands();
    };
    if (!combination.is_whole() || !same_operands() ||
        !offer_if_read(fault, Safety::safe, fmt::format("write `{}`", part), place, part, mended)) {
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
    std::string_view first_sign;
    bool mixes = false;
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
        if (!context_.reads(inner) || is_without_date(inner) ||
            context_.explain(inner).front().instruction.kind != query::Instruction::Kind::none) {
            return false;
        }
        mended += fmt::format("({})", inner);
        ++parts;
        if (sign.empty()) {
            break;
        }
        mixes = mixes || (!first_sign.empty() && sign != first_sign);
        first_sign = sign;
        mended += sign;
        rest.remove_prefix(cut + sign.size());
    }
    if (parts < 2 || mended == line) {
        return false;
    }
    auto& fault = add(Fault::delimiters, span, "each filter of a combination stands in `( )`");
    // Of several operators the one that binds tighter was not necessarily meant to.
    const std::string whole =
        fmt::format("{}{}{}", text_.substr(0, span.begin), mended, text_.substr(span.end));
    if (context_.reads(whole)) {
        const bool certain = !mixes && statement_->problem->kind != "not-certain";
        offer_if_read(fault, certain ? Safety::safe : Safety::unsafe,
                      fmt::format("write `{}`", mended), span, mended, mended);
    }
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
    std::vector<Span> structures;  // each up to the next operand
    for (const Span piece : filter.structure) {
        if (!structures.empty() && structures.back().end == piece.begin) {
            structures.back().end = piece.end;
        } else {
            structures.push_back(piece);
        }
    }
    // What is between the structure are the operands: one of them gets the surplus back, if it can
    // be one that lacks it.
    for (const Safety safety : {Safety::safe, Safety::unsafe}) {
        if (operand_end(filter, structures, surplus, safety)) {
            return true;
        }
    }
    return false;
}

bool Finder::operand_end(const FilterTrace& filter, const std::vector<Span>& structures,
                         std::ptrdiff_t surplus, Safety safety) {
    const auto line = filter.span.in(text_);
    for (std::size_t i = 0; i < structures.size(); ++i) {
        const Span piece = structures[i];
        const auto text = part_of(*statement_, piece);
        const auto more = static_cast<std::uint32_t>(surplus);
        const auto before = i == 0 ? filter.span.begin : structures[i - 1].end;
        if (before == piece.begin || text.size() <= more ||
            text.substr(0, more + 1).find_first_not_of(filter.close) != std::string_view::npos) {
            continue;
        }
        const Span operand{before, piece.begin + more};
        const bool lacks_it = is_balanced(operand.in(text_), filter.open, filter.close);
        if (lacks_it != (safety == Safety::safe)) {
            continue;
        }
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
            for (const Span structure : structures) {
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
            if (offer_if_read(attempt, safety, fmt::format("write `{}`", mended), filter.span,
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
