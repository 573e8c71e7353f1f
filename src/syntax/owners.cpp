// Who a task belongs to. The plugin knows no owners: to it `@Person One` is text; docs/syntax.md
// says how they are read here.
#include <algorithm>
#include <array>
#include <cstring>
#include <map>

#include <utf8proc.h>

#include "syntax/find_byte.hpp"
#include "syntax/lenient.hpp"
#include "syntax/mojibake.hpp"
#include "syntax/parse_task_line.hpp"
#include "text/ascii.hpp"
#include "text/find.hpp"

namespace tasklint {

namespace {

constexpr std::array<std::string_view, 24> particles{
    "de", "da",  "di", "do", "du", "del", "della", "der", "den", "des", "van", "von",
    "zu", "zur", "la", "le", "el", "al",  "bin",   "ibn", "ben", "bat", "y",   "e"};
constexpr std::string_view sentence_marks = ".,;:!?";
constexpr std::size_t longest_run_words = 8;

utf8proc_category_t category(char32_t code_point) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
}
bool is_letter(char32_t code_point) {
    const auto found = category(code_point);
    return found >= UTF8PROC_CATEGORY_LU && found <= UTF8PROC_CATEGORY_LO;
}
bool is_digit(char32_t code_point) { return category(code_point) == UTF8PROC_CATEGORY_ND; }
bool is_word(char32_t code_point) {
    return is_letter(code_point) || is_digit(code_point) ||
           category(code_point) == UTF8PROC_CATEGORY_MN ||
           category(code_point) == UTF8PROC_CATEGORY_MC || code_point == U'_';
}
bool is_upper(char32_t code_point) {
    const auto found = category(code_point);
    return found == UTF8PROC_CATEGORY_LU || found == UTF8PROC_CATEGORY_LT;
}

std::uint32_t skip_word(std::string_view text, std::uint32_t at, std::uint32_t end) {
    while (at < end) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            if (is_ascii_white_space(text[at])) {
                break;
            }
            ++at;
            continue;
        }
        const auto character = decode_utf8(text.substr(0, end), at);
        if (character.valid && is_white_space(character.code_point)) {
            break;
        }
        at += character.size;
    }
    return at;
}

Span without_sentence_marks(Span span, std::string_view text) {
    span = trim(span, text);
    while (!span.empty() && sentence_marks.find(text[span.end - 1]) != std::string_view::npos) {
        --span.end;
        span = trim(span, text);
    }
    return span;
}

std::uint32_t backtick_run(std::string_view line, std::uint32_t at) {
    const auto end = line.find_first_not_of('`', at);
    return static_cast<std::uint32_t>(end == std::string_view::npos ? line.size() : end) - at;
}

/// The character before `at` is white space, or `(`, or there is none.
bool may_start_mark(std::string_view text, std::uint32_t begin, std::uint32_t at) {
    if (at == begin || text[at - 1] == '(') {
        return true;
    }
    std::uint32_t before = at - 1;
    while (before > begin && (static_cast<unsigned char>(text[before]) & 0xC0U) == 0x80U) {
        --before;
    }
    const auto character = decode_utf8(text.substr(0, at), before);
    return character.valid && is_white_space(character.code_point);
}

using syntax::OwnerMark;

/// Marks of the form `[owner:: Person One]`, with the keys that the settings name.
void add_inline_fields(std::string_view text, Span body, const std::vector<std::string>& keys,
                       std::vector<OwnerMark>& marks) {
    const std::string_view line = text.substr(0, body.end);
    for (auto at = line.find('[', body.begin); at != std::string_view::npos;
         at = line.find('[', at + 1)) {
        for (const std::string& key : keys) {
            const auto colons = at + 1 + key.size();
            if (line.substr(at + 1, key.size()) != key || line.substr(colons, 2) != "::") {
                continue;
            }
            const auto close = line.find_first_of("[]", colons);
            if (close != std::string_view::npos && line[close] == ']') {
                marks.push_back({static_cast<std::uint32_t>(at),
                                 static_cast<std::uint32_t>(colons) + 2, false,
                                 static_cast<std::uint32_t>(close) + 1});
            }
        }
    }
}

/// Owner marks of a body, left to right. @param hidden a buffer
void add_owner_marks(std::string_view text, Span body, std::vector<Span>& hidden,
                     std::vector<OwnerMark>& marks) {
    bool hidden_known = false;
    std::size_t next_hidden = 0;
    for (std::uint32_t at = body.begin; at < body.end; ++at) {
        const auto* const found =
            static_cast<const char*>(std::memchr(text.data() + at, '@', body.end - at));
        if (found == nullptr) {
            break;
        }
        at = static_cast<std::uint32_t>(found - text.data());
        OwnerMark mark{at, at + 1, false, 0};
        const bool inside_link = at >= body.begin + 2 && text.substr(at - 2, 2) == "[[";
        if (inside_link) {
            mark = {at - 2, at + 1, true, 0};
        } else if (!may_start_mark(text, body.begin, at)) {
            continue;
        }
        if (mark.run >= body.end) {
            continue;
        }
        const auto next = decode_utf8(text.substr(0, body.end), mark.run);
        if (date_from_text(text.substr(mark.run, 10))) {
            continue;  // a reminder of another plugin: `(@2026-01-06 10:00)`
        }
        const bool to_link = !inside_link && text.substr(mark.run, 2) == "[[";
        if (!next.valid || !(is_letter(next.code_point) || is_digit(next.code_point) ||
                             next.code_point == U'?' || to_link)) {
            continue;
        }
        if (to_link) {
            mark.link = true;
            mark.run += 2;
        }
        if (!hidden_known) {
            syntax::hidden_stretches(text, body, hidden);
            hidden_known = true;
        }
        while (next_hidden < hidden.size() && hidden[next_hidden].end <= at) {
            ++next_hidden;
        }
        if (next_hidden < hidden.size() && hidden[next_hidden].begin < at) {
            continue;
        }
        marks.push_back(mark);
    }
}

/// The name in a link: the last part of the path, without alias, heading or `@`.
Span name_in_link(std::string_view text, Span inside) {
    const auto content = inside.in(text);
    const auto stop = content.find_first_of("|#^");
    if (stop != std::string_view::npos) {
        inside.end = inside.begin + static_cast<std::uint32_t>(stop);
    }
    const auto slash = inside.in(text).rfind('/');
    if (slash != std::string_view::npos) {
        inside.begin += static_cast<std::uint32_t>(slash) + 1;
    }
    return trim(inside, text);
}

/// Step 4: the first word and what follows it as long as it looks like a name.
Span name_by_capitals(std::string_view text, Span run) {
    Span name{run.begin, run.begin};
    std::uint32_t at = run.begin;
    bool first = true;
    std::uint32_t kept = run.begin;
    while (at < run.end) {
        const std::uint32_t word_end = skip_word(text, at, run.end);
        Span word{at, word_end};
        bool ends = false;
        while (!word.empty() && sentence_marks.find(text[word.end - 1]) != std::string_view::npos) {
            --word.end;
            ends = true;
        }
        while (!word.empty() && (text[word.end - 1] == ')' || text[word.end - 1] == ']') &&
               Span{name.begin, word.end}.in(text).find(text[word.end - 1] == ')' ? '(' : '[') ==
                   std::string_view::npos) {
            --word.end;
            ends = true;
        }
        if (word.empty()) {
            break;
        }
        const auto initial = decode_utf8(text, word.begin);
        const auto is_particle = [&] {
            return std::find(particles.begin(), particles.end(), word.in(text)) != particles.end();
        };
        if (first) {
            kept = word.end;
            const auto found = category(initial.code_point);
            if (found == UTF8PROC_CATEGORY_LO || found == UTF8PROC_CATEGORY_LM) {
                break;  // a script without case
            }
        } else if (is_upper(initial.code_point)) {
            kept = word.end;
        } else if (!is_particle()) {
            break;
        }
        first = false;
        if (ends) {
            break;
        }
        at = skip_white_space(text, word_end, run.end);
    }
    name.end = kept;
    return name;
}

/// Splits `Person (last name unknown)` into the name and the remark.
void split_remark(std::string_view text, Span& name, Span& remark) {
    if (name.empty() || text[name.end - 1] != ')') {
        return;
    }
    const auto open = name.in(text).rfind('(');
    if (open == std::string_view::npos || open == 0) {
        return;
    }
    const auto at = name.begin + static_cast<std::uint32_t>(open);
    remark = trim(Span{at + 1, name.end - 1}, text);
    name = trim(Span{name.begin, at}, text);
}

/// Where the first sign stands that was read in a wrong encoding: it is no part of a name. The
/// span's end if there is none.
std::uint32_t mangled_sign_begin(std::string_view text, Span run) {
    if (!syntax::may_be_mangled(run.in(text))) {
        return run.end;
    }
    const auto line = text.substr(0, run.end);
    for (std::uint32_t at = run.begin; at < run.end;) {
        if (!syntax::begins_mangled(line, at)) {
            ++at;
            continue;
        }
        const auto [sign_end, form] = syntax::mangled_sign(line, at, run.end);
        if (form != nullptr) {
            return at;
        }
        const auto end = std::max(static_cast<std::uint32_t>(sign_end), at + 1);
        at = end;
    }
    return run.end;
}

/// Where a field of the Dataview format stands that is not quite right, with brackets or without;
/// the span's end if there is none.
std::uint32_t misspelt_field_begin(std::string_view text, Span run) {
    constexpr std::uint32_t longest = 256;  // no name is as long, and the time stays linear
    const bool any = run.in(text).find("::") != std::string_view::npos;
    const std::uint32_t stop = std::min(run.end, run.begin + longest);
    for (std::uint32_t at = run.begin; any && at < stop; ++at) {
        const bool bracket = text[at] == '[' || text[at] == '(';
        const bool word = at > run.begin && text[at - 1] == ' ';
        if ((bracket && syntax::misspelt_inline_field(text, at, run.end)) ||
            (word && syntax::bare_inline_field(text, at, run.end))) {
            return at;
        }
    }
    return run.end;
}

std::size_t word_count(std::string_view text, Span span) {
    std::size_t count = 0;
    for (std::uint32_t at = skip_white_space(text, span.begin, span.end); at < span.end;) {
        ++count;
        at = skip_white_space(text, skip_word(text, at, span.end), span.end);
    }
    return count;
}

bool ends_a_sentence(std::string_view before) {
    before = trim(before);
    if (before.empty()) {
        return false;
    }
    constexpr std::string_view marks = ".!?)]\"";
    return marks.find(before.back()) != std::string_view::npos || before.ends_with("…") ||
           before.ends_with("”");
}

bool is_placeholder(std::string_view name, const std::vector<std::string>& placeholders) {
    const auto same = [](char a, char b) { return ascii_lower(a) == ascii_lower(b); };
    return std::any_of(placeholders.begin(), placeholders.end(), [&](const std::string& word) {
        return std::equal(name.begin(), name.end(), word.begin(), word.end(), same);
    });
}

}  // namespace

void KnownNames::add(std::string_view name) {
    name = trim(name);
    if (name.empty()) {
        return;
    }
    std::string folded = fold_case(name);
    longest_words_ = std::max(longest_words_,
                              word_count(folded, {0, static_cast<std::uint32_t>(folded.size())}));
    const auto at = std::lower_bound(folded_.begin(), folded_.end(), folded);
    if (at == folded_.end() || *at != folded) {
        folded_.insert(at, std::move(folded));
    }
}

bool KnownNames::contains(std::string_view name) const {
    return std::binary_search(folded_.begin(), folded_.end(), fold_case(trim(name)));
}

std::size_t KnownNames::match(std::string_view run) const {
    if (folded_.empty()) {
        return 0;
    }
    // Word by word, the longest first that any known name has.
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(run.size(), 4096));
    std::vector<std::uint32_t> ends;
    for (std::uint32_t at = 0; at < end && ends.size() < longest_words_ * 3 + 3;) {
        const auto character = decode_utf8(run.substr(0, end), at);
        const std::uint32_t next = at + character.size;
        if (character.valid && is_word(character.code_point)) {
            const bool more =
                next < end && is_word(decode_utf8(run.substr(0, end), next).code_point);
            if (!more) {
                ends.push_back(next);
            }
        } else if (character.valid && !is_white_space(character.code_point) && next < run.size()) {
            // A name may end in a mark of its own (`Team (A)`).
            if (character.code_point == U')' || character.code_point == U'.') {
                ends.push_back(next);
            }
        }
        at = next;
    }
    const auto known = std::find_if(ends.rbegin(), ends.rend(), [&](std::uint32_t candidate) {
        return contains(run.substr(0, candidate));
    });
    return known == ends.rend() ? 0 : *known;
}

namespace syntax {

bool has_inline_field(std::string_view text, Span body, const TaskSettings& settings) noexcept {
    return !settings.owner_keys.empty() && body.in(text).find("::") != std::string_view::npos;
}

void hidden_stretches(std::string_view text, Span body, std::vector<Span>& hidden) {
    hidden.clear();
    const std::string_view line = text.substr(0, body.end);
    std::array<bool, 4> no_more{};  // of: `%%`, `-->`, `)`, `$`
    std::map<std::uint32_t, std::uint32_t>
        last_run;  // length of a run of backticks → begin of the last one
    for (auto at = line.find('`', body.begin); at < body.end; at = line.find('`', at)) {
        const auto begin = static_cast<std::uint32_t>(at);
        const std::uint32_t length = backtick_run(line, begin);
        last_run[length] = begin;
        at += length;
    }
    const auto find_from = [&](std::string_view what, std::size_t from, bool& none) {
        const auto at = none ? std::string_view::npos : line.find(what, from);
        none = at == std::string_view::npos;
        return at;
    };
    for (std::uint32_t at = body.begin; at < body.end;) {
        at = static_cast<std::uint32_t>(find_byte<'`', '%', '<', ']', '$'>(text.data() + body.begin,
                                                                           text.data() + at,
                                                                           text.data() + body.end) -
                                        text.data());
        if (at == body.end) {
            break;
        }
        const char c = line[at];
        std::size_t close = std::string_view::npos;
        std::size_t close_size = 0;
        if (c == '`') {
            const std::uint32_t length = backtick_run(line, at);
            const auto last = last_run.find(length);
            if (last == last_run.end() || last->second <= at) {
                at += length;  // no partner further on
                continue;
            }
            std::uint32_t other = at + length;
            while (line[other] != '`' || backtick_run(line, other) != length) {
                other += line[other] == '`' ? backtick_run(line, other) : 1;
            }
            close = other;
            close_size = length;
        } else if (line.substr(at, 2) == "%%") {
            close = find_from("%%", at + 2, no_more[0]);
            close_size = 2;
        } else if (line.substr(at, 4) == "<!--") {
            close = find_from("-->", at + 4, no_more[1]);
            close_size = 3;
        } else if (line.substr(at, 2) == "](") {
            close = find_from(")", at + 2, no_more[2]);
            close_size = 1;
        } else if (c == '$' && at + 1 < body.end && line[at + 1] != ' ') {
            close = find_from("$", at + 1, no_more[3]);
            close_size = 1;
            if (close != std::string_view::npos && line[close - 1] == ' ') {
                close = std::string_view::npos;  // `$5 and $6` is money
            }
        }
        if (close == std::string_view::npos) {
            ++at;
            continue;
        }
        const auto end = static_cast<std::uint32_t>(close + close_size);
        hidden.push_back({at, end});
        at = end;
    }
}

void read_owners(std::string_view text, Span body, const TaskSettings& settings,
                 const KnownNames* names, Scratch& scratch, std::vector<Token>& tokens,
                 std::size_t first) {
    auto& marks = scratch.owner_marks;
    marks.clear();
    add_owner_marks(text, body, scratch.hidden, marks);
    if (has_inline_field(text, body, settings)) {
        add_inline_fields(text, body, settings.owner_keys, marks);
        std::sort(marks.begin(), marks.end(),
                  [](const OwnerMark& a, const OwnerMark& b) { return a.at < b.at; });
    }
    if (marks.empty()) {
        return;
    }
    const Token* const others = tokens.data() + first;  // as long as none is added
    const std::size_t other_count = tokens.size() - first;
    auto& owners = scratch.owners;
    owners.clear();
    std::size_t next_other = 0;
    // What stands between the end of the last owner, field or tag and the mark decides its
    // position.
    std::uint32_t text_begin = body.begin;  // begin of the text since the last token
    bool owner_before = false;
    Span last_text{body.begin, body.begin};  // the last text before the mark that is no token
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const OwnerMark& mark = marks[i];
        if (!owners.empty() && mark.at < owners.back().span.end) {
            continue;
        }
        while (next_other < other_count && others[next_other].span.begin < mark.at) {
            const Token& other = others[next_other];
            const Span between =
                trim(Span{text_begin, std::max(text_begin, other.span.begin)}, text);
            if (!between.empty()) {
                last_text = between;
                owner_before = false;
            }
            text_begin = std::max(text_begin, other.span.end);
            ++next_other;
        }
        if (mark.at < text_begin) {
            continue;  // inside a tag or a field
        }
        Span before = trim(Span{text_begin, mark.at}, text);
        if (!before.empty()) {
            last_text = before;
            owner_before = false;
        }

        // The run ends at the next sign, tag, owner mark or comment.
        std::uint32_t run_end = body.end;
        if (next_other < other_count) {
            run_end = others[next_other].span.begin;
        }
        if (i + 1 < marks.size()) {
            run_end = std::min(run_end, marks[i + 1].at);
        }
        static constexpr std::array<std::string_view, 2> comments{"%%", "<!--"};
        for (const std::string_view comment : comments) {
            const auto at = text.substr(mark.run, run_end - mark.run).find(comment);
            if (at != std::string_view::npos) {
                run_end = mark.run + static_cast<std::uint32_t>(at);
            }
        }
        run_end = mangled_sign_begin(text, {mark.run, run_end});
        if (settings.format == Format::dataview) {
            run_end = misspelt_field_begin(text, {mark.run, run_end});
        }
        if (run_end == mark.run) {
            continue;
        }

        Token owner;
        owner.kind = TokenKind::owner;
        if (mark.field_end != 0) {
            owner.value = trim(Span{mark.run, mark.field_end - 1}, text);
            owner.span = {mark.at, mark.field_end};
            if (owner.value.empty() || run_end < mark.field_end) {
                continue;
            }
        } else if (mark.link) {
            const auto close = text.substr(mark.run, body.end - mark.run).find("]]");
            if (close == std::string_view::npos) {
                continue;
            }
            const Span inside{mark.run, mark.run + static_cast<std::uint32_t>(close)};
            owner.value = name_in_link(text, inside);
            owner.span = {mark.at, inside.end + 2};
            if (owner.value.empty() ||
                (next_other < other_count && others[next_other].span.begin < owner.span.end)) {
                continue;
            }
        } else {
            const Span run = without_sentence_marks({mark.run, run_end}, text);
            const Span whole = trim(Span{mark.run, run_end}, text);
            Span name;
            const Span first_word{run.begin, skip_word(text, run.begin, run.end)};
            if (without_sentence_marks(first_word, text).empty()) {
                name = {mark.run, mark.run + 1};  // `@?`
            } else {
                std::size_t known = settings.known_names.match(run.in(text));
                if (names != nullptr) {
                    known = std::max(known, names->match(run.in(text)));
                }
                // Behind the run only fields, tags, owners and comments may follow: by its own
                // definition it ends there or at the end of the line.
                const bool position = owner_before || ends_a_sentence(last_text.in(text));
                owner.in_owner_position = position;
                const bool one_word = settings.owner_names == OwnerNames::word;
                if (known > 0) {
                    name = {run.begin, run.begin + static_cast<std::uint32_t>(known)};
                    owner.in_owner_position = position && name.end == run.end;
                } else if (one_word) {
                    name = without_sentence_marks({run.begin, skip_word(text, run.begin, run.end)},
                                                  text);
                    owner.in_owner_position = position && name.end == run.end;
                } else if (settings.owner_names == OwnerNames::run ||
                           (position && word_count(text, run) <= longest_run_words)) {
                    name = run;
                } else {
                    name = name_by_capitals(text, run);
                    owner.in_owner_position = false;
                }
            }
            if (name.empty()) {
                continue;
            }
            owner.span = {mark.at, name.end};
            // A remark right behind the name is kept apart.
            if (name.end < whole.end) {
                const std::uint32_t next = skip_white_space(text, name.end, whole.end);
                if (next < whole.end && text[next] == '(' && text[whole.end - 1] == ')') {
                    owner.remark = trim(Span{next + 1, whole.end - 1}, text);
                    owner.span.end = whole.end;
                }
            }
            split_remark(text, name, owner.remark);
            owner.value = name;
        }
        owner.placeholder = is_placeholder(owner.value.in(text), settings.owner_placeholders);
        if (mark.field_end != 0) {
            owner.in_owner_position = true;
        }
        if (mark.link) {
            owner.in_owner_position = owner_before || ends_a_sentence(last_text.in(text));
        }
        owners.push_back(owner);
        text_begin = owner.span.end;
        owner_before = true;
    }
    if (owners.empty()) {
        return;
    }
    const auto before = [](const Token& a, const Token& b) { return a.span.begin < b.span.begin; };
    const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(first);
    if (owners.size() == 1) {  // as nearly always: no buffer is needed to merge
        tokens.insert(std::upper_bound(begin, tokens.end(), owners.front(), before),
                      owners.front());
        return;
    }
    tokens.insert(tokens.end(), owners.begin(), owners.end());
    std::inplace_merge(tokens.begin() + static_cast<std::ptrdiff_t>(first),
                       tokens.end() - static_cast<std::ptrdiff_t>(owners.size()), tokens.end(),
                       before);
}

}  // namespace syntax

}  // namespace tasklint
