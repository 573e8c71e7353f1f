// JavaScript's regular expressions in the words of RE2. Both agree on most of them; where `.`, `\s`
// or an empty class differ, the sets are written out.
#include "query/js_regex.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "tasklint/text.hpp"
#include "text/ascii.hpp"

namespace tasklint::query {
namespace {

using Kind = JsRegex::Kind;

constexpr std::size_t longest_pattern = 500;
constexpr int most_quantifiers = 25;
constexpr int most_repetitions = 1000;  // RE2's limit
constexpr std::string_view space_ranges =
    R"(\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF})";
constexpr std::string_view no_space_ranges =
    R"(\x00-\x08\x0E-\x1F\x21-\x{9F}\x{A1}-\x{167F}\x{1681}-\x{1FFF}\x{200B}-\x{2027})"
    R"(\x{202A}-\x{202E}\x{2030}-\x{205E}\x{2060}-\x{2FFF}\x{3001}-\x{FEFE}\x{FF00}-\x{10FFFF})";

int hex_value(char c) {
    return is_ascii_digit(c)      ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

class Reader {
public:
    Reader(std::string_view pattern, std::string_view flags)
        : text_(pattern),
          unicode_(flags.find_first_of("uv") != std::string_view::npos),
          sets_(flags.find('v') != std::string_view::npos),
          dot_all_(flags.find('s') != std::string_view::npos) {}

    JsRegex read() {
        open_.push_back({});
        while (at_ < text_.size() && !wrong_) {
            step();
        }
        wrong_ = wrong_ || open_.size() != 1;
        JsRegex out;
        out.kind = wrong_                                       ? Kind::syntax
                   : utf16_length(text_) > longest_pattern      ? Kind::too_long
                   : unsafe_ || quantifiers_ > most_quantifiers ? Kind::unsafe
                   : foreign_                                   ? Kind::not_certain
                                                                : Kind::sound;
        if (out.kind == Kind::sound) {
            out.pattern = std::move(out_);
        }
        return out;
    }

private:
    struct Group {
        bool quantified_inside = false;  // a quantifier stands in it
        bool look_around = false;
        bool quantifiable = true;
    };

    static std::size_t utf16_length(std::string_view text) {
        std::size_t length = 0;
        for (std::size_t at = 0; at < text.size();) {
            const auto character = decode_utf8(text, at);
            length += character.code_point > 0xFFFF ? 2 : 1;
            at += character.size;
        }
        return length;
    }

    [[nodiscard]] bool take(std::string_view wanted) {
        if (text_.substr(at_, wanted.size()) != wanted) {
            return false;
        }
        at_ += wanted.size();
        return true;
    }

    void literal(char32_t c) {
        out_ += c < 0x80 && (is_ascii_letter(static_cast<char>(c)) ||
                             is_ascii_digit(static_cast<char>(c)))
                    ? std::string(1, static_cast<char>(c))
                    : fmt::format("\\x{{{:X}}}", static_cast<std::uint32_t>(c));
    }

    /// What was just read can be repeated; `nested`: a quantifier stands in it.
    void atom(bool nested = false) {
        can_repeat_ = true;
        nested_ = nested;
    }

    void step() {
        const char c = text_[at_];
        switch (c) {
            case '(': open_group(); return;
            case ')': close_group(); return;
            case '[':
                ++at_;
                char_class();
                atom();
                return;
            case '\\':
                ++at_;
                escape();
                return;
            case '|':
                ++at_;
                out_ += '|';
                can_repeat_ = false;
                return;
            case '^':
            case '$':
                ++at_;
                out_ += c;
                can_repeat_ = false;
                return;
            case '.':
                ++at_;
                out_ += dot_all_ ? "(?s:.)" : "[^\\n\\r\\x{2028}\\x{2029}]";
                atom();
                return;
            case '*':
            case '+':
            case '?':
                ++at_;
                quantifier(std::string(1, c));
                return;
            case '{':
                if (!braces()) {
                    wrong_ = wrong_ || unicode_;
                    ++at_;
                    literal(U'{');
                    atom();
                }
                return;
            case '}':
            case ']': wrong_ = wrong_ || unicode_; break;
            default: break;
        }
        const auto character = decode_utf8(text_, at_);
        at_ += character.size;
        // Without `u` a character beyond U+FFFF is two, and a quantifier is about the second.
        const bool two = character.code_point > 0xFFFF && !unicode_;
        foreign_ =
            foreign_ || (two && at_ < text_.size() &&
                         std::string_view{"*+?{"}.find(text_[at_]) != std::string_view::npos);
        literal(character.code_point);
        atom();
    }

    void open_group() {
        ++at_;
        Group group;
        if (take("?:")) {
            out_ += "(?:";
        } else if (take("?=") || take("?!")) {
            group.look_around = true;
            group.quantifiable = !unicode_;
            foreign_ = true;
        } else if (take("?<=") || take("?<!")) {
            group.look_around = true;
            group.quantifiable = false;
            unsafe_ = true;
        } else if (take("?<")) {
            const auto end = text_.find('>', at_);
            const auto name = text_.substr(at_, end == std::string_view::npos ? 0 : end - at_);
            const bool plain = !name.empty() && !is_ascii_digit(name.front()) &&
                               std::all_of(name.begin(), name.end(), [](char n) {
                                   return is_ascii_alphanumeric(n) || n == '_' || n == '$';
                               });
            if (name.empty()) {
                wrong_ = true;
                return;
            }
            foreign_ = foreign_ || !plain || !names_.insert(name).second;
            at_ = end + 1;
            out_ += '(';
        } else if (take("?")) {
            wrong_ = true;
            return;
        } else {
            out_ += '(';
        }
        open_.push_back(group);
        can_repeat_ = false;
    }

    void close_group() {
        ++at_;
        if (open_.size() == 1) {
            wrong_ = true;
            return;
        }
        const Group group = open_.back();
        open_.pop_back();
        open_.back().quantified_inside |= group.quantified_inside;
        out_ += ')';
        can_repeat_ = group.quantifiable;
        nested_ = group.quantified_inside;
    }

    void quantifier(const std::string& text) {
        if (!can_repeat_) {
            wrong_ = true;  // nothing to repeat
            return;
        }
        out_ += text;
        if (take("?")) {
            out_ += '?';
        }
        ++quantifiers_;
        unsafe_ = unsafe_ || nested_;
        open_.back().quantified_inside = true;
        can_repeat_ = false;
    }

    /// `{2}`, `{2,}` or `{2,3}`. @return false if the brace is a character
    bool braces() {
        auto at = at_ + 1;
        const auto number = [&] {
            const auto begin = at;
            while (at < text_.size() && is_ascii_digit(text_[at])) {
                ++at;
            }
            return text_.substr(begin, at - begin);
        };
        const auto low = number();
        auto high = low;
        bool open = false;
        if (!low.empty() && at < text_.size() && text_[at] == ',') {
            ++at;
            high = number();
            open = high.empty();
        }
        if (low.empty() || at >= text_.size() || text_[at] != '}') {
            return false;
        }
        const auto size_of = [](std::string_view digits) {
            int value = 0;
            for (const char c : digits) {
                value = std::min(value * 10 + (c - '0'), 10 * most_repetitions);
            }
            return value;
        };
        const int from = size_of(low);
        const int to = open ? from : size_of(high);
        at_ = at + 1;
        wrong_ = wrong_ || from > to;
        foreign_ = foreign_ || std::max(from, to) > most_repetitions;
        quantifier(open ? fmt::format("{{{},}}", from) : fmt::format("{{{},{}}}", from, to));
        return true;
    }

    /// The hexadecimal digits of an escape. @return nullopt if there are not enough
    [[nodiscard]] bool hex(std::size_t count, char32_t& value) {
        value = 0;
        if (text_.size() - at_ < count) {
            return false;
        }
        for (std::size_t i = 0; i < count; ++i) {
            const int digit = hex_value(text_[at_ + i]);
            if (digit < 0) {
                return false;
            }
            value = value * 16 + static_cast<char32_t>(digit);
        }
        at_ += count;
        return true;
    }

    /// An escape that stands for one character, behind its backslash.
    /// @return false if it is none
    bool character_escape(char32_t& value) {
        const auto character = decode_utf8(text_, at_);
        const char c = character.code_point < 0x80 ? static_cast<char>(character.code_point) : '\0';
        at_ += character.size;
        switch (c) {
            case 't': value = U'\t'; return true;
            case 'n': value = U'\n'; return true;
            case 'v': value = U'\v'; return true;
            case 'f': value = U'\f'; return true;
            case 'r': value = U'\r'; return true;
            case 'x':
            case 'u': {
                const bool found = hex(c == 'x' ? 2 : 4, value);
                wrong_ = wrong_ || (!found && unicode_ && text_.substr(at_, 1) != "{");
                foreign_ = foreign_ || (!found && unicode_) ||
                           (found && value >= 0xD800 && value <= 0xDFFF);
                value = found ? value : static_cast<char32_t>(c);
                return true;
            }
            case 'c':
            case '0':
                foreign_ = true;
                value = 0;
                return true;
            case 'k': foreign_ = foreign_ || !names_.empty(); break;
            default: break;
        }
        wrong_ = wrong_ || (unicode_ && (is_ascii_letter(c) || c == '_'));
        value = character.code_point;
        return true;
    }

    void escape() {
        if (at_ >= text_.size()) {
            wrong_ = true;
            return;
        }
        const char c = text_[at_];
        if (c == 'b' || c == 'B') {
            ++at_;
            out_ += c == 'b' ? "\\b" : "\\B";
            can_repeat_ = false;
            return;
        }
        atom();
        if (std::string_view{"dDwW"}.find(c) != std::string_view::npos) {
            ++at_;
            out_ += {'\\', c};
        } else if (c == 's' || c == 'S') {
            ++at_;
            out_ += fmt::format("[{}{}]", c == 's' ? "" : "^", space_ranges);
        } else if (is_ascii_digit(c) && c != '0') {
            ++at_;
            foreign_ = true;  // a back-reference, or an octal number
        } else if (unicode_ && (c == 'p' || c == 'P')) {
            property();
        } else {
            char32_t value = 0;
            character_escape(value);
            literal(value);
        }
    }

    /// `\p{Lu}`: general categories are those of RE2, too.
    void property() {
        const auto end = text_.find('}', at_);
        if (text_.substr(at_ + 1, 1) != "{" || end == std::string_view::npos) {
            wrong_ = true;
            return;
        }
        const auto name = text_.substr(at_ + 2, end - at_ - 2);
        static constexpr std::string_view categories =
            " L Ll Lu Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl "
            "Zp ";
        foreign_ = foreign_ || categories.find(fmt::format(" {} ", name)) == std::string_view::npos;
        out_ += text_.substr(at_ - 1, end + 2 - at_);
        at_ = end + 1;
    }

    /// One member of a class. @return its character, or nullopt if it is a set
    std::optional<char32_t> class_member() {
        if (text_[at_] != '\\') {
            const auto character = decode_utf8(text_, at_);
            at_ += character.size;
            foreign_ = foreign_ || (character.code_point > 0xFFFF && !unicode_);
            return character.code_point;
        }
        ++at_;
        if (at_ >= text_.size()) {
            wrong_ = true;
            return std::nullopt;
        }
        const char c = text_[at_];
        if (std::string_view{"dDwW"}.find(c) != std::string_view::npos) {
            ++at_;
            out_ += {'\\', c};
            return std::nullopt;
        }
        if (c == 's' || c == 'S') {
            ++at_;
            out_ += c == 's' ? space_ranges : no_space_ranges;
            return std::nullopt;
        }
        if (unicode_ && (c == 'p' || c == 'P')) {
            property();
            return std::nullopt;
        }
        if (c == 'b') {
            ++at_;
            return U'\b';
        }
        foreign_ = foreign_ || is_ascii_digit(c);
        char32_t value = 0;
        character_escape(value);
        return value;
    }

    void char_class() {
        foreign_ = foreign_ || sets_;
        const bool negated = take("^");
        if (take("]")) {
            out_ += negated ? "(?s:.)" : "[^\\x00-\\x{10FFFF}]";
            return;
        }
        out_ += negated ? "[^" : "[";
        while (at_ < text_.size() && text_[at_] != ']' && !wrong_) {
            const auto first = class_member();
            const bool dash = at_ + 1 < text_.size() && text_[at_] == '-' && text_[at_ + 1] != ']';
            if (first) {
                literal(*first);
            }
            if (!dash) {
                continue;
            }
            ++at_;
            if (!first) {
                wrong_ = wrong_ || unicode_;  // Annex B: the dash is a character
                literal(U'-');
                continue;
            }
            out_ += '-';
            const auto before = out_.size();
            if (const auto last = class_member()) {
                wrong_ = wrong_ || *first > *last;
                literal(*last);
            } else {
                wrong_ = wrong_ || unicode_;
                out_.insert(out_.begin() + static_cast<std::ptrdiff_t>(before - 1),
                            '\\');  // `a-\d`: the same
            }
        }
        wrong_ = wrong_ || !take("]");
        out_ += ']';
    }

    std::string_view text_;
    bool unicode_, sets_, dot_all_;
    std::size_t at_ = 0;
    std::string out_;
    std::vector<Group> open_;
    std::set<std::string_view> names_;
    bool can_repeat_ = false, nested_ = false;
    bool wrong_ = false, unsafe_ = false, foreign_ = false;
    int quantifiers_ = 0;
};

bool sound_flags(std::string_view flags) {
    std::string seen;
    for (const char flag : flags) {
        if (std::string_view{"dgimsuvy"}.find(flag) == std::string_view::npos ||
            seen.find(flag) != std::string::npos) {
            return false;
        }
        seen += flag;
    }
    return seen.find('u') == std::string::npos || seen.find('v') == std::string::npos;
}

}  // namespace

JsRegex read_js_regex(std::string_view pattern, std::string_view flags) {
    if (!sound_flags(flags)) {
        JsRegex out;
        out.kind = Kind::syntax;
        return out;
    }
    JsRegex out = Reader{pattern, flags}.read();
    if (out.kind == Kind::sound && flags.find('y') != std::string_view::npos) {
        out.kind = Kind::not_certain;  // it keeps its place from one value to the next
    }
    out.ignore_case = flags.find('i') != std::string_view::npos;
    out.multiline = flags.find('m') != std::string_view::npos;
    return out;
}

}  // namespace tasklint::query
