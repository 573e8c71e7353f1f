// Combinations of filters: cut into operands, read in the order of boon-js, run on a stack.
#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>

#include "query/boolean_grammar.hpp"
#include "query/filter.hpp"
#include "tasklint/text.hpp"
#include "text/ascii.hpp"

namespace tasklint::query {
namespace {

namespace g = grammar;

constexpr std::string_view first_line =
    "Could not interpret the following instruction as a Boolean combination:";
// Each level needs other delimiters than the one around it, and reads the line once more.
constexpr int deepest = 12;

template <typename Rule> std::size_t matched(std::string_view text) {
    auto in = g::input_of(text);
    return g::parse<Rule>(in) ? in.byte() : 0;
}

// Cutting the line

/// The line around each place that a rule matches; the matches are pieces of their own.
template <typename Rule>
std::vector<std::string_view> cut(const std::vector<std::string_view>& lines) {
    std::vector<std::string_view> pieces;
    for (const auto line : lines) {
        std::size_t begin = 0;
        for (std::size_t at = 0; at < line.size();) {
            if (const auto size = matched<Rule>(line.substr(at))) {
                pieces.push_back(line.substr(begin, at - begin));
                pieces.push_back(line.substr(at, size));
                at += size;
                begin = at;
            } else {
                ++at;
            }
        }
        pieces.push_back(line.substr(begin));
    }
    return pieces;
}

struct Piece {
    std::string_view text;
    bool is_operand = false;
};
struct Cut {
    std::string expression;  ///< what boon-js reads, with `f1`, `f2`, … for the operands
    std::vector<Piece> pieces;
    std::vector<std::string_view> operands;
    char open = 0, close = 0;
};

template <char open, char close> Cut cut_line(std::string_view line) {
    const auto ends = [](std::string_view text, char delimiter) {
        const std::array<char, 2> ends_of{delimiter, ' '};
        return text.find_first_not_of(std::string_view{ends_of.data(), ends_of.size()});
    };
    std::vector<std::string_view> pieces;
    for (const auto piece :
         cut<g::negation_before<open>>(cut<g::operator_between<open, close>>({line}))) {
        const auto begin = std::min(ends(piece, open), piece.size());
        const auto rest = piece.substr(begin);
        const std::array<char, 2> closing{close, ' '};
        const auto last = rest.find_last_not_of(std::string_view{closing.data(), closing.size()});
        const auto size = last == std::string_view::npos ? 0 : last + 1;
        for (const auto part : {piece.substr(0, begin), rest.substr(0, size), rest.substr(size)}) {
            if (!part.empty()) {
                pieces.push_back(part);
            }
        }
    }
    Cut out;
    out.open = open;
    out.close = close;
    std::string joined;
    for (const auto piece : pieces) {
        auto in = g::input_of(piece);
        if (g::parse<g::structure_piece<open, close>>(in)) {
            joined += piece;
            out.pieces.push_back({piece, false});
        } else {
            out.pieces.push_back({piece, true});
            out.operands.push_back(piece);
            joined += fmt::format("f{}", out.operands.size());
        }
    }
    for (std::size_t i = 0; i < joined.size(); ++i) {
        const char c = joined[i];
        const bool behind_close = i > 0 && joined[i - 1] == close && is_ascii_upper(c);
        const bool before_open = i > 0 && is_ascii_upper(joined[i - 1]) && c == open;
        if (behind_close || before_open) {
            out.expression += ' ';
        }
        out.expression += c;
    }
    if (open == '[' || open == '{') {
        std::replace(out.expression.begin(), out.expression.end(), open, '(');
        std::replace(out.expression.begin(), out.expression.end(), close, ')');
    }
    return out;
}

/// @return nullopt if the line does not begin and end with a pair of delimiters
std::optional<Cut> cut_line(std::string_view line) {
    // The longest run of capitals and spaces in front does not count.
    auto inner = line;
    const auto begin = line.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ ");
    inner = trim(line.substr(std::min(begin, line.size())));
    if (inner.empty()) {
        return std::nullopt;
    }
    const auto is_pair = [&](char open, char close) {
        return inner.front() == open && inner.back() == close;
    };
    if (is_pair('(', ')')) {
        return cut_line<'(', ')'>(line);
    }
    if (is_pair('[', ']')) {
        return cut_line<'[', ']'>(line);
    }
    if (is_pair('{', '}')) {
        return cut_line<'{', '}'>(line);
    }
    return is_pair('"', '"') ? std::optional{cut_line<'"', '"'>(line)} : std::nullopt;
}

// Reading the expression

enum class Sign : std::uint8_t { operand, open, close, and_sign, or_sign, xor_sign, not_sign, end };

struct Token {
    Sign sign = Sign::end;
    std::string name;   // of an operand
    std::string error;  // the words of boon-js
};

class Tokens {
public:
    explicit Tokens(std::string_view text) : rest_(text) {}

    Token next() {
        rest_.remove_prefix(matched<g::star<g::token_space>>(rest_));
        if (rest_.empty() || rest_.front() == '#') {
            rest_ = {};
            return {};
        }
        if (rest_.front() == '(') {
            rest_.remove_prefix(1);
            return {Sign::open, {}, {}};
        }
        if (rest_.front() == ')') {
            rest_.remove_prefix(1);
            if (!at_gap() && rest_.front() != ')') {
                return wrong(
                    ". A closing parenthesis should be followed by another closing parenthesis or "
                    "whitespace");
            }
            return {Sign::close, {}, {}};
        }
        return rest_.front() == '"' ? quoted() : word();
    }

private:
    [[nodiscard]] bool at_gap() const {
        return rest_.empty() || matched<g::token_space>(rest_) != 0;
    }
    [[nodiscard]] bool at_parenthesis() const {
        return !rest_.empty() && (rest_.front() == '(' || rest_.front() == ')');
    }
    [[nodiscard]] Token wrong(std::string_view words) const {
        const auto character = rest_.substr(0, decode_utf8(rest_, 0).size);
        return {Sign::end, {}, fmt::format("Unexpected character: {}{}", character, words)};
    }

    Token quoted() {
        rest_.remove_prefix(1);
        const auto inside = rest_.substr(0, matched<g::quoted_text>(rest_));
        rest_.remove_prefix(inside.size());
        if (rest_.empty()) {
            return {Sign::end, {}, "Unexpected end of expression: expected \" character"};
        }
        rest_.remove_prefix(1);
        if (!at_gap() && !at_parenthesis()) {
            return wrong(" Expected ) character or separator");
        }
        std::string name;
        for (std::size_t i = 0; i < inside.size(); ++i) {
            if (inside[i] != '\\' || inside.substr(i + 1, 1) != "\"") {
                name += inside[i];
            }
        }
        return {Sign::operand, std::move(name), {}};
    }

    Token word() {
        const auto text = rest_.substr(0, matched<g::word_text>(rest_));
        rest_.remove_prefix(text.size());
        if (!at_gap() && !at_parenthesis()) {
            return wrong("");
        }
        static constexpr std::pair<std::string_view, Sign> operators[] = {{"AND", Sign::and_sign},
                                                                          {"OR", Sign::or_sign},
                                                                          {"XOR", Sign::xor_sign},
                                                                          {"NOT", Sign::not_sign}};
        for (const auto& [name, sign] : operators) {
            if (text == name) {
                return at_parenthesis() ? wrong(". Operators should be separated using whitespace")
                                        : Token{sign, {}, {}};
            }
        }
        return {Sign::operand, std::string{text}, {}};
    }

    std::string_view rest_;
};

/// How tightly an operator binds.
int strength(Sign sign) {
    switch (sign) {
        case Sign::not_sign: return 4;
        case Sign::xor_sign: return 3;
        case Sign::and_sign: return 2;
        case Sign::or_sign: return 1;
        default: return 0;
    }
}

/// The expression in the order in which a stack runs it, or what is wrong with it.
struct Postfix {
    std::vector<Token> tokens;
    std::string error;
    bool mixes = false;  ///< operators side by side without parentheses
};

Postfix postfix_of(std::string_view expression) {
    Postfix out;
    std::vector<Sign> waiting;  // operators and open parentheses
    std::size_t open = 0;
    std::vector<Sign> level{Sign::end};  // the operator of each open parenthesis
    const auto settle = [&](int weakest) {
        while (!waiting.empty() && strength(waiting.back()) >= weakest &&
               waiting.back() != Sign::open) {
            out.tokens.push_back({waiting.back(), {}, {}});
            waiting.pop_back();
        }
    };
    Tokens tokens{expression};
    bool value_wanted = true;
    bool negated = false;  // the token before is a NOT
    for (;;) {
        Token token = tokens.next();
        if (!token.error.empty()) {
            out.error = std::move(token.error);
            return out;
        }
        const auto sign = token.sign;
        const bool value = sign == Sign::operand || sign == Sign::open;
        if (sign == Sign::end) {
            if (value_wanted || open > 0) {
                out.error = "Unexpected end of expression";
            }
            settle(1);
            return out;
        }
        const bool fits = value_wanted
                              ? value || (sign == Sign::not_sign && !negated)
                              : sign == Sign::and_sign || sign == Sign::or_sign ||
                                    sign == Sign::xor_sign || (sign == Sign::close && open > 0);
        if (!fits) {
            out.error = "Invalid token";
            return out;
        }
        negated = sign == Sign::not_sign;
        if (sign == Sign::operand) {
            out.tokens.push_back(std::move(token));
            value_wanted = false;
        } else if (sign == Sign::open) {
            waiting.push_back(sign);
            level.push_back(Sign::end);
            ++open;
        } else if (sign == Sign::close) {
            settle(1);
            waiting.pop_back();
            level.pop_back();
            --open;
        } else if (sign == Sign::not_sign) {
            waiting.push_back(sign);
        } else {
            settle(strength(sign));
            out.mixes = out.mixes || (level.back() != Sign::end && level.back() != sign);
            level.back() = sign;
            waiting.push_back(sign);
            value_wanted = true;
        }
    }
}

// Running it

struct Step {
    Sign sign = Sign::operand;
    Filter filter;
};

bool run(const std::vector<Step>& steps, const Facts& facts) {
    std::vector<bool> stack;
    for (const auto& step : steps) {
        if (step.sign == Sign::operand) {
            stack.push_back(step.filter(facts));
            continue;
        }
        const bool last = stack.back();
        if (step.sign == Sign::not_sign) {
            stack.back() = !last;
            continue;
        }
        stack.pop_back();
        const bool first = stack.back();
        stack.back() = step.sign == Sign::and_sign  ? first && last
                       : step.sign == Sign::or_sign ? first || last
                                                    : first != last;
    }
    return stack.back();
}

FilterReading malformed(std::string detail) {
    return refused("boolean-malformed", std::string{first_line}, std::move(detail));
}

/// @param name as `f12`
/// @return 12; nullopt if there is no such operand
std::optional<std::size_t> operand_named(const Cut& cut, std::string_view name) {
    name = trim(name);
    std::size_t number = 0;
    if (name.substr(0, 1) != "f" || name.size() < 2 || name.size() > 10 || name[1] == '0') {
        return std::nullopt;
    }
    for (const char c : name.substr(1)) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        number = number * 10 + static_cast<std::size_t>(c - '0');
    }
    return number <= cut.operands.size() ? std::optional{number} : std::nullopt;
}

/// The line with other texts for its operands.
std::string with_operands(const Cut& cut, const std::vector<std::string>& operands) {
    std::string out;
    auto operand = operands.begin();
    for (const auto& piece : cut.pieces) {
        out += piece.is_operand ? std::string_view{*operand++} : piece.text;
    }
    return out;
}

/// The expression with a pair of delimiters around each operator's operands.
std::string grouped(const std::vector<Token>& postfix, const Cut& cut,
                    const std::vector<std::string>& operands) {
    const bool quoted = cut.open == cut.close;  // for people alone: quotes do not nest
    const auto in_pair = [&](std::string_view text) {
        return fmt::format("{}{}{}", quoted ? '(' : cut.open, text, quoted ? ')' : cut.close);
    };
    struct Part {
        std::string text;
        Sign sign = Sign::operand;
    };
    std::vector<Part> stack;
    for (const Token& token : postfix) {
        if (token.sign == Sign::operand) {
            const auto number = operand_named(cut, token.name);
            stack.push_back({in_pair(number ? operands[*number - 1] : ""), Sign::operand});
            continue;
        }
        const auto as_operand = [&](const Part& part) {
            // `{{…}}` would be a placeholder.
            return part.sign == Sign::operand ? part.text
                   : cut.open == '{'          ? fmt::format("{{ {} }}", part.text)
                                              : in_pair(part.text);
        };
        const Part last = std::move(stack.back());
        stack.pop_back();
        if (token.sign == Sign::not_sign) {
            stack.push_back({fmt::format("NOT {}", as_operand(last)), token.sign});
            continue;
        }
        const char* const name = token.sign == Sign::and_sign  ? "AND"
                                 : token.sign == Sign::or_sign ? "OR"
                                                               : "XOR";
        auto& first = stack.back();
        // A row of one operator runs from the left.
        const std::string left = first.sign == token.sign ? first.text : as_operand(first);
        first = {fmt::format("{} {} {}", left, name, as_operand(last)), token.sign};
    }
    return stack.back().text;
}

}  // namespace

bool is_boolean(std::string_view line) {
    constexpr std::string_view openers = "([{\"";
    const auto first = line.find_first_of(openers);
    if (first == std::string_view::npos) {
        return false;
    }
    if (const auto last = line.find_last_of(")]}\"");
        last != std::string_view::npos && last >= first + 2) {
        return true;
    }
    for (auto at = first; at != std::string_view::npos; at = line.find_first_of(openers, at + 1)) {
        const auto before = trim(line.substr(0, at));
        for (const std::string_view sign : {"AND", "OR", "NOT"}) {
            if (before.size() >= sign.size() &&
                before.substr(before.size() - sign.size()) == sign) {
                return true;
            }
        }
    }
    return false;
}

FilterReading read_boolean(std::string_view line, FilterContext& context) {
    const auto cut = cut_line(line);
    if (!cut) {
        return refused("boolean-delimiters", std::string{first_line},
                       "All filters in a Boolean instruction must be inside one of these pairs of "
                       "delimiter characters: (...) or [...] or {...} or \"...\". Combinations of "
                       "those delimiters are no longer supported.");
    }
    auto* const trace = context.trace;
    if (trace != nullptr) {
        trace->open = cut->open;
        trace->close = cut->close;
        for (const auto& piece : cut->pieces) {
            if (!piece.is_operand) {
                trace->structure.push_back(span_in(context.statement, piece.text));
            }
        }
    }
    const Postfix postfix = postfix_of(cut->expression);
    if (!postfix.error.empty()) {
        return malformed(
            fmt::format("malformed boolean query -- {} (check the documentation for guidelines)",
                        postfix.error));
    }
    if (context.depth >= deepest) {
        return malformed("");
    }
    constexpr std::size_t longest_grouped = 2000;  // bytes: it is for people
    const bool needs_pairs = postfix.mixes && line.size() < longest_grouped;
    std::vector<std::string> texts{cut->operands.begin(), cut->operands.end()};
    if (trace != nullptr && needs_pairs) {
        trace->grouped = grouped(postfix.tokens, *cut, texts);
    }
    std::vector<Step> steps;
    std::optional<FilterReading> wrong;
    for (const Token& token : postfix.tokens) {
        if (token.sign != Sign::operand) {
            steps.push_back({token.sign, {}});
            continue;
        }
        const auto number = operand_named(*cut, token.name);
        if (!number) {
            return malformed("");
        }
        const auto operand = cut->operands[*number - 1];
        FilterTrace of_operand;
        context.trace = trace == nullptr ? nullptr : &of_operand;
        ++context.depth;
        FilterReading reading = read_filter(operand, context);
        --context.depth;
        context.trace = trace;
        if (trace != nullptr) {
            trace->operands.push_back(std::move(of_operand));
        }
        if (reading.problem && reading.problem->kind == "not-certain") {
            wrong = wrong ? std::move(wrong) : std::optional{std::move(reading)};
        } else if (reading.problem || !reading.taken) {
            auto refusal = refused("boolean-operand", std::string{first_line},
                                   fmt::format("couldn't parse sub-expression '{}'{}{}", operand,
                                               reading.problem ? ": " : "",
                                               reading.problem ? reading.problem->message : ""));
            wrong = wrong ? std::move(wrong) : std::optional{std::move(refusal)};
        } else {
            steps.push_back({Sign::operand, std::move(reading.filter)});
            texts[*number - 1] = std::move(reading.text);
        }
        if (wrong && trace == nullptr) {
            break;
        }
    }
    if (wrong) {
        return *std::move(wrong);
    }
    auto text = needs_pairs && cut->open != cut->close ? grouped(postfix.tokens, *cut, texts)
                                                       : with_operands(*cut, texts);
    return taken([steps = std::make_shared<const std::vector<Step>>(std::move(steps))](
                     const Facts& facts) { return run(*steps, facts); },
                 std::move(text));
}

}  // namespace tasklint::query
