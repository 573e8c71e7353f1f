// What the writer of a task line plainly meant; findings are where the plugin reads otherwise.
#include "syntax/lenient.hpp"

#include <algorithm>
#include <array>

#include "syntax/mojibake.hpp"
#include "syntax/parse_task_line.hpp"
#include "tasklint/recurrence.hpp"
#include "text/ascii.hpp"

namespace tasklint::syntax {

namespace {

/// End of the value of an id list at `at`, or `at`.
std::uint32_t id_list_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
    std::uint32_t kept = at;
    while (at < end && is_id_character(text[at])) {
        while (at < end && is_id_character(text[at])) {
            ++at;
        }
        kept = at;
        while (at < end && text[at] == ' ') {
            ++at;
        }
        if (at == end || text[at] != ',') {
            break;
        }
        ++at;
        while (at < end && text[at] == ' ') {
            ++at;
        }
    }
    return kept;
}

bool at_word_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
    if (at == end) {
        return true;
    }
    const auto next = decode_utf8(text.substr(0, end), at);
    return next.valid &&
           (is_white_space(next.code_point) || static_cast<unsigned char>(text[at]) >= 0x80);
}

/// End of a value of this kind at `at` in the plugin's own spelling (dates: in any), or nullopt.
std::optional<std::uint32_t> value_end(std::string_view text, FieldKind kind, std::uint32_t at,
                                       std::uint32_t end) {
    const auto line = text.substr(0, end);
    switch (kind) {
        case FieldKind::priority: return at;
        case FieldKind::recurrence: return std::nullopt;  // `take_rule` knows them
        case FieldKind::on_completion: {
            std::uint32_t stop = at;
            while (stop < end && is_ascii_letter(text[stop])) {
                ++stop;
            }
            const auto word = line.substr(at, stop - at);
            const bool known = (word.size() == 4 && begins_without_case(word, "keep")) ||
                               (word.size() == 6 && begins_without_case(word, "delete"));
            return known && at_word_end(text, stop, end) ? std::optional{stop} : std::nullopt;
        }
        case FieldKind::id: {
            std::uint32_t stop = at;
            while (stop < end && is_id_character(text[stop])) {
                ++stop;
            }
            return stop > at && at_word_end(text, stop, end) ? std::optional{stop} : std::nullopt;
        }
        case FieldKind::depends_on: {
            const std::uint32_t stop = id_list_end(text, at, end);
            return stop > at && at_word_end(text, stop, end) ? std::optional{stop} : std::nullopt;
        }
        default: {
            const auto found = lenient_date(text, at, end);
            return found ? std::optional{found->end} : std::nullopt;
        }
    }
}

bool is_plain_rule_character(char c) {
    return is_ascii_alphanumeric(c) || c == ',' || c == '!' || c == ' ';
}

/// The rule at `at`: with all that belongs to it if the plugin would keep every word, else up to
/// the first character that it does not take.
RuleText rule_at(std::string_view text, std::uint32_t at, std::uint32_t end) {
    auto whole = rule_text(text, at, end);
    if ((!whole.odd && !whole.invisible) || (whole.apart && is_whole_rule(whole.value))) {
        return whole;
    }
    std::uint32_t stop = at;
    while (stop < end && is_plain_rule_character(text[stop])) {
        ++stop;
    }
    return rule_text(text, at, stop);
}

/// A field whose sign is `sign`, with its value behind any white space.
std::optional<Piece> field_behind(std::string_view text, Span sign, FieldKind kind,
                                  Priority priority, std::uint32_t end) {
    Piece piece;
    piece.kind = Piece::Kind::field;
    piece.field = kind;
    piece.priority = priority;
    piece.sign = sign;
    std::uint32_t at = sign.end;
    bool text_style = false;
    const bool in_sign = sign.size() > 3 && text.substr(sign.end - 3, 3) == "\xEF\xB8\x8F";
    for (int selectors = in_sign ? 1 : 0;
         at < end && text.substr(at, 2) == "\xEF\xB8" &&
         (text.substr(at, 3) == "\xEF\xB8\x8F" || text.substr(at, 3) == "\xEF\xB8\x8E");
         ++selectors) {
        text_style = text_style || selectors > 0 || text.substr(at, 3) == "\xEF\xB8\x8E";
        at += 3;
    }
    if (kind == FieldKind::priority) {
        piece.sign.end = at;
    }
    bool odd = false;
    bool invisible = false;
    while (kind != FieldKind::priority && at < end) {
        const auto character = decode_utf8(text.substr(0, end), at);
        const bool hides = character.valid && is_zero_width(character.code_point);
        if (!character.valid || (!hides && !is_white_space(character.code_point))) {
            break;
        }
        invisible = invisible || hides;
        odd = odd || character.code_point != U' ';
        at += character.size;
    }
    auto stop = value_end(text, kind, at, end);
    std::string rule;
    if (kind == FieldKind::recurrence && begins_without_case(text.substr(at, end - at), "every")) {
        auto found = rule_at(text, at, end);
        stop = found.end;
        odd = odd || found.odd;
        invisible = invisible || found.invisible;
        rule = std::move(found.value);
    }
    if (!stop && is_date(kind)) {
        if (auto other = other_date(text, at, end)) {
            piece.value = {at, other->end};
            piece.span = {sign.begin, other->end};
            piece.flaw = other->flaw;
            piece.corrected = other->corrected;
            if (!other->corrected.empty()) {
                piece.written.append(field_info(kind).emoji).append(" ").append(other->corrected);
            }
            return piece;
        }
    }
    if (!stop) {
        return std::nullopt;
    }
    piece.value = {at, *stop};
    piece.span = {sign.begin, *stop};
    std::string value = kind == FieldKind::recurrence ? rule : std::string{piece.value.in(text)};
    bool exact_date = true;
    if (is_date(kind)) {
        const auto found = lenient_date(text, at, end);
        exact_date = found->exact;
        value = found->exact || found->date.ok() ? to_string(found->date) : std::string{};
    }
    if (!exact_date && without_zero_width(piece.value.in(text)).size() != piece.value.size() &&
        !value.empty() && date_from_text(without_zero_width(piece.value.in(text)))) {
        exact_date = true;  // but for those its spelling is right
        invisible = true;
    }
    piece.flaw = !exact_date  ? Flaw::malformed_date
                 : text_style ? Flaw::text_style
                 : invisible  ? Flaw::invisible
                 : odd        ? Flaw::odd_space
                              : Flaw::none;
    if (kind == FieldKind::priority) {
        piece.written = priority_emoji(priority);
    } else if (!value.empty()) {
        piece.written.append(field_info(kind).emoji).append(" ").append(value);
        piece.corrected = value;
    }
    return piece;
}

/// Other white space inside a rule, and characters that nobody sees in it or behind it.
void take_whole_rule(std::string_view text, Piece& piece, std::uint32_t limit) {
    auto rule = rule_at(text, piece.value.begin, limit);
    if (!rule.odd && !rule.invisible) {
        return;
    }
    piece.flaw = rule.invisible ? Flaw::invisible : Flaw::odd_space;
    piece.value.end = rule.end;
    piece.span.end = rule.end;
    piece.written =
        std::string{field_info(FieldKind::recurrence).emoji}.append(" ").append(rule.value);
    piece.corrected = std::move(rule.value);
}

/// Characters that nobody sees behind a field.
void take_invisible(std::string_view text, Piece& piece, std::uint32_t limit) {
    if (piece.field == FieldKind::recurrence) {
        take_whole_rule(text, piece, limit);
        return;
    }
    const std::string_view line = text.substr(0, limit);
    std::uint32_t stop = piece.span.end;
    for (std::uint32_t at = stop; at < limit;) {
        const auto character = decode_utf8(line, at);
        const bool hides = character.valid && is_zero_width(character.code_point);
        if (!hides && !(character.valid && is_white_space(character.code_point))) {
            return;
        }
        at += character.size;
        stop = hides ? at : stop;
    }
    if (stop == piece.span.end) {
        return;
    }
    piece.flaw = Flaw::invisible;
    piece.span.end = stop;
    piece.corrected = piece.value.in(text);
    piece.written =
        piece.field == FieldKind::priority
            ? std::string{priority_emoji(piece.priority)}
            : std::string{field_info(piece.field).emoji}.append(" ").append(piece.corrected);
}

bool sign_wants_value(FieldKind kind) {
    // ✅ ❌ ➕ 🏁 are ordinary emoji in sentences as well.
    return kind == FieldKind::due || kind == FieldKind::scheduled || kind == FieldKind::start ||
           kind == FieldKind::recurrence || kind == FieldKind::id || kind == FieldKind::depends_on;
}

class LenientReader {
public:
    explicit LenientReader(const TaskView& task)
        : task_{task}, text_{task.text}, body_{task.task->body} {}

    std::vector<Piece> run() {
        std::vector<Span> hidden;
        hidden_stretches(text_, body_, hidden);
        // A stretch that holds what the plugin reads is none (a backtick in a tag, say).
        hidden.erase(std::remove_if(hidden.begin(), hidden.end(),
                                    [&](Span stretch) {
                                        return std::any_of(
                                            task_.begin(), task_.end(), [&](const Token& token) {
                                                return token.read &&
                                                       token.span.begin < stretch.end &&
                                                       stretch.begin < token.span.end;
                                            });
                                    }),
                     hidden.end());
        auto stretch = hidden.begin();
        std::uint32_t at = body_.begin;
        const auto text_until = [&](std::uint32_t end) {
            while (stretch != hidden.end() && stretch->begin < end) {
                if (stretch->begin >= at) {
                    add_text({at, stretch->begin});
                    Piece piece;
                    piece.kind = is_comment(*stretch) ? Piece::Kind::comment : Piece::Kind::text;
                    piece.span = *stretch;
                    pieces_.push_back(piece);
                    at = stretch->end;
                }
                ++stretch;
            }
            if (at < end) {
                add_text({at, end});
                at = end;
            }
        };
        for (const Token* token = task_.begin(); token != task_.end(); ++token) {
            text_until(token->span.begin);
            if (token->span.begin < at) {
                continue;  // inside a comment, code, or a value already taken
            }
            if (token->kind == TokenKind::stray_sign) {
                const Token* const next = token + 1;
                const std::uint32_t limit = next != task_.end() ? next->span.begin : body_.end;
                const auto comment = std::find_if(stretch, hidden.end(), [&](Span one) {
                    return one.begin >= limit || (one.begin >= token->span.end && is_comment(one));
                });
                at = add_stray(*token, limit,
                               comment == hidden.end() ? limit : std::min(limit, comment->begin));
                continue;
            }
            Piece piece;
            piece.kind = token->kind == TokenKind::field ? Piece::Kind::field
                         : token->kind == TokenKind::tag ? Piece::Kind::tag
                                                         : Piece::Kind::owner;
            piece.field = token->field;
            piece.priority = token->priority;
            piece.read = token->read;
            piece.span = token->span;
            piece.value = token->value;
            piece.sign = {token->span.begin, token->value.begin};
            at = token->span.end;
            if (piece.kind == Piece::Kind::field && !piece.read &&
                task_.task->format == Format::emoji) {
                const Token* const next = token + 1;
                at = take_tail(piece, next != task_.end() ? next->span.begin : body_.end);
            }
            pieces_.push_back(std::move(piece));
        }
        text_until(body_.end);
        if (task_.task->format == Format::emoji) {
            judge_rules();
            demote_ordinary_emoji();  // `[priority:: high]` is a field wherever it stands
        }
        mark_enclosed();
        return std::move(pieces_);
    }

private:
    [[nodiscard]] bool is_comment(Span stretch) const {
        return text_.substr(stretch.begin, 2) == "%%" || text_.substr(stretch.begin, 4) == "<!--";
    }

    /// What belongs to a field that is not read though the grammar does not take it: a time behind
    /// a date, the text style behind a priority. @return the field's new end
    std::uint32_t take_tail(Piece& piece, std::uint32_t limit) const {
        const std::uint32_t end = piece.span.end;
        if (is_date(piece.field)) {
            if (time_end(text_, end, limit) != end) {
                piece.flaw = Flaw::with_time;
                piece.corrected = piece.value.in(text_);
                take_time(piece, limit);
            }
        } else if (piece.field == FieldKind::priority && text_.substr(end, 3) == "\xEF\xB8\x8E" &&
                   end + 3 <= limit) {
            piece.flaw = Flaw::text_style;
            piece.span.end = end + 3;
            piece.sign.end = piece.span.end;
            piece.written = priority_emoji(piece.priority);
        }
        if (piece.flaw == Flaw::none) {
            take_invisible(text_, piece, limit);
        }
        return piece.span.end;
    }

    /// A shortcode or a look-alike at `at` that stands where its sign would be read.
    std::optional<Piece> other_field(std::uint32_t at, std::uint32_t end) const {
        const OtherSign* const sign = other_sign(text_.substr(0, end), at);
        if (sign == nullptr) {
            return std::nullopt;
        }
        auto sign_end = static_cast<std::uint32_t>(at + sign->text.size());
        auto piece = field_behind(text_, {at, sign_end}, sign->kind, sign->priority, end);
        sign_end = piece && sign->kind == FieldKind::priority ? piece->sign.end : sign_end;
        // A date or a rule has to follow: in prose these emoji say nothing of tasks. A priority's
        // shortcode has to end the text.
        if (!piece || piece->written.empty() ||
            (sign->kind == FieldKind::priority && !trim(Span{sign_end, end}, text_).empty()) ||
            piece->flaw == Flaw::ambiguous_date || piece->flaw == Flaw::date_words ||
            piece->flaw == Flaw::date_link) {
            return std::nullopt;
        }
        if (is_date(sign->kind)) {
            take_time(*piece, end);  // a reminder: ⏰ 2026-01-06 10:00
        }
        if (sign->kind == FieldKind::priority) {
            piece->span.end = piece->sign.end;
        }
        piece->flaw = sign->flaw;
        return piece;
    }

    /// A reminder of another plugin at `at`: `(@2026-01-06 10:00)`, `@{2026-01-06}`.
    std::optional<Piece> reminder(std::uint32_t at, std::uint32_t end) const {
        const auto text = text_.substr(0, end);
        const bool round = text.substr(at, 2) == "(@";
        if (!round && text.substr(at, 2) != "@{") {
            return std::nullopt;
        }
        Piece piece;
        piece.kind = Piece::Kind::field;
        piece.field = round ? FieldKind::scheduled : FieldKind::due;
        piece.flaw = Flaw::look_alike;
        piece.sign = {at, at + 2};
        const auto date = lenient_date(text_, at + 2, end);
        if (!date || !date->exact) {
            return std::nullopt;
        }
        piece.value = {at + 2, date->end};
        piece.span = {at, date->end};
        piece.corrected = to_string(date->date);
        piece.written =
            std::string{field_info(piece.field).emoji}.append(" ").append(piece.corrected);
        take_time(piece, end);
        if (text.substr(piece.span.end, 1) != (round ? ")" : "}")) {
            return std::nullopt;
        }
        ++piece.span.end;
        return piece;
    }

    /// A time of day behind the value of a date: it stays as a word before the field.
    void take_time(Piece& piece, std::uint32_t end) const {
        const std::uint32_t begin = piece.span.end;
        std::uint32_t stop = time_end(text_, begin, end);
        if (stop == begin) {  // `10:00)`
            for (const std::uint32_t limit : {begin + 6, begin + 9}) {
                const bool closed = limit < end && (text_[limit] == ')' || text_[limit] == '}');
                stop = closed ? time_end(text_, begin, limit) : stop;
            }
        }
        if (stop == begin) {
            return;
        }
        const auto time = trim(Span{begin, stop}.in(text_));
        piece.written = std::string{time.substr(time[0] == 'T' ? 1 : 0)}
                            .append(" ")
                            .append(field_info(piece.field).emoji)
                            .append(" ")
                            .append(piece.corrected);
        piece.span.end = stop;
    }

    /// Text between tokens: plain, but for mangled and misspelt fields in it.
    void add_text(Span span) {
        span = trim(span, text_);
        if (span.empty()) {
            return;
        }
        std::uint32_t plain = span.begin;
        if (task_.task->format == Format::emoji && may_be_mangled(span.in(text_))) {
            const std::string_view line = text_.substr(0, span.end);
            for (std::uint32_t at = span.begin; at < span.end;) {
                if (!begins_mangled(line, at)) {
                    ++at;
                    continue;
                }
                const auto [run, form] = mangled_sign(line, at, span.end);
                const auto run_end = static_cast<std::uint32_t>(run);
                auto piece = form == nullptr ? std::nullopt
                                             : field_behind(text_, {at, run_end}, form->sign->kind,
                                                            form->sign->priority, span.end);
                if (!piece) {
                    at = std::max(run_end, at + 1);
                    continue;
                }
                add_plain({plain, at});
                piece->flaw = Flaw::mangled;
                piece->codec = form->codec;
                at = piece->span.end;
                plain = at;
                pieces_.push_back(std::move(*piece));
            }
        }
        if (task_.task->format == Format::emoji && may_have_other_sign(span.in(text_))) {
            for (std::uint32_t at = plain; at < span.end; ++at) {
                auto piece = other_field(at, span.end);
                if (!piece) {
                    piece = reminder(at, span.end);
                }
                if (piece) {
                    add_plain({plain, at});
                    plain = piece->span.end;
                    at = plain - 1;
                    pieces_.push_back(std::move(*piece));
                }
            }
        }
        if (task_.task->format == Format::dataview) {
            for (std::uint32_t at = span.begin; at < span.end; ++at) {
                const bool bracket = text_[at] == '[' || text_[at] == '(';
                const bool word = !bracket && is_ascii_letter(text_[at]) &&
                                  (at == span.begin || text_[at - 1] == ' ');
                if (!bracket && !word) {
                    continue;
                }
                if (auto piece = bracket ? misspelt_inline_field(text_, at, span.end)
                                         : bare_inline_field(text_, at, span.end)) {
                    add_plain({plain, at});
                    plain = piece->span.end;
                    at = plain - 1;
                    pieces_.push_back(std::move(*piece));
                }
            }
        }
        add_plain({plain, span.end});
    }

    void add_plain(Span span) {
        span = trim(span, text_);
        if (!span.empty()) {
            Piece piece;
            piece.span = span;
            pieces_.push_back(piece);
        }
    }

    /// A sign without a value that the plugin reads. @return the end of what was taken
    /// @param text_end of the text behind it, without a comment
    std::uint32_t add_stray(const Token& token, std::uint32_t limit, std::uint32_t text_end) {
        if (auto piece = field_behind(text_, token.span, token.field, token.priority, limit)) {
            const std::uint32_t end = piece->span.end;
            pieces_.push_back(std::move(*piece));
            return end;
        }
        Piece piece;
        piece.span = token.span;
        piece.sign = token.span;
        piece.field = token.field;
        if (sign_wants_value(token.field) && trim(Span{token.span.end, limit}, text_).empty()) {
            piece.flaw = Flaw::no_value;
        } else if (is_date(token.field)) {
            const Span words = trim(Span{token.span.end, text_end}, text_);
            const std::uint32_t end = unread_date_end(text_, words.begin, words.end);
            // ✅ ❌ ➕ are ordinary emoji; `Invalid date` is what the plugin writes.
            if (end > words.begin && (sign_wants_value(token.field) ||
                                      begins_without_case(words.in(text_), "invalid"))) {
                piece.flaw = Flaw::no_value;
                piece.value = {words.begin, end};
                piece.span.end = end;
            }
        }
        const std::uint32_t end = piece.span.end;
        pieces_.push_back(std::move(piece));
        return end;
    }

    static bool is_field(const Piece& piece) { return piece.kind == Piece::Kind::field; }

    /// Recurrences that the plugin does not read, with the text behind them: what is meant as a
    /// rule and is none becomes a sign without a value; what goes on in that text is never taken
    /// for a rule of its own.
    void judge_rules() {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            const std::size_t last = unread_rule(i);
            if (kept != i) {
                pieces_[kept] = std::move(pieces_[i]);
            }
            ++kept;
            i = last;
        }
        pieces_.resize(kept);
    }

    /// Judges one piece. @return the last piece that it took
    std::size_t unread_rule(std::size_t first) {
        Piece& piece = pieces_[first];
        if (piece.field != FieldKind::recurrence || piece.read || piece.sign.empty() ||
            piece.flaw == Flaw::no_value) {
            return first;
        }
        std::size_t last = first;
        while (last + 1 < pieces_.size() && pieces_[last + 1].kind == Piece::Kind::text &&
               pieces_[last + 1].sign.empty()) {
            ++last;
        }
        const bool field = is_field(piece);
        const Span rest{piece.span.end, pieces_[last].span.end};
        const bool ends =
            !field || rest.empty() || is_white_space(decode_utf8(text_, rest.begin).code_point);
        const bool whole = field && is_whole_rule(piece.corrected.empty() ? piece.value.in(text_)
                                                                          : piece.corrected);
        const bool goes_on = field && goes_on_with_rule(rest.in(text_));
        if (piece.flaw == Flaw::look_alike || piece.flaw == Flaw::shortcode) {
            if (goes_on) {
                piece.written.clear();
            }
            return first;
        }
        if (whole && ends && !goes_on) {
            return first;
        }
        Span words{field ? piece.value.begin : piece.sign.end, rest.end};
        while (!words.empty()) {
            const auto blank = decode_utf8(text_, words.begin);
            if (!is_white_space(blank.code_point) && !is_zero_width(blank.code_point)) {
                break;
            }
            words.begin += blank.size;
        }
        const bool before_field =
            last + 1 < pieces_.size() && is_field(pieces_[last + 1]) && pieces_[last + 1].read;
        const bool only_value = field && rest.empty();
        const bool wrong_sign = piece.flaw == Flaw::mangled || piece.flaw == Flaw::text_style;
        const bool keeps_flaw =
            only_value && (wrong_sign || (piece.flaw == Flaw::none &&
                                          Recurrence::parse(words.in(text_), {}, {})));
        // A sign that opens the body adorns it.
        if (first > 0 && !words.empty() && !keeps_flaw &&
            (is_meant_as_rule(words.in(text_), before_field) ||
             (before_field && begins_without_case(words.in(text_), "every") &&
              rule_text(text_, words.begin, words.end).end == words.end &&
              (!only_value || piece.flaw != Flaw::none)))) {
            piece.kind = Piece::Kind::text;
            piece.flaw = Flaw::no_value;
            piece.value = words;
            piece.span.end = words.end;
            piece.written.clear();
            piece.corrected.clear();
            return last;
        }
        if (field && !only_value && !(wrong_sign && ends && !goes_on)) {
            piece.kind = Piece::Kind::text;  // the value is a part of something longer
            piece.flaw = Flaw::none;
        }
        if (piece.flaw != Flaw::none && !whole) {
            piece.written.clear();
        }
        return first;
    }

    /// Fields that the plugin does not read and that are no fields to the writer either: a priority
    /// sign as decoration, `🔁 sync the repos` in a sentence, `🆔 card`.
    void demote_ordinary_emoji() {
        // Behind the last of these there is none more; what is demoted stands before.
        std::size_t last_text = 0;  // no field, tag or owner
        std::size_t last_weak = 0;  // no tag or field that counts by itself
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            const Piece& piece = pieces_[i];
            const bool tag = piece.kind == Piece::Kind::tag;
            last_text = is_field(piece) || tag || piece.kind == Piece::Kind::owner ? last_text : i;
            last_weak = tag || (is_field(piece) && strong(piece)) ? last_weak : i;
        }
        bool behind_field = false;  // one that is not read and counts by itself
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            if (i > 0) {
                const Piece& before = pieces_[i - 1];
                behind_field = behind_field || (is_field(before) && !before.read && strong(before));
            }
            Piece& piece = pieces_[i];
            if (!is_field(piece) || piece.read) {
                continue;
            }
            const auto value = piece.value.in(text_);
            // Which words belong to a value is plain only where white space ends it.
            const bool ends = piece.span.end == body_.end ||
                              is_white_space(decode_utf8(text_, piece.span.end).code_point);
            if (piece.flaw == Flaw::look_alike && piece.field == FieldKind::priority) {
                // ❗ and ⬆ adorn many a sentence: they are meant as a priority behind a field alone.
                if (!behind_field) {
                    piece.kind = Piece::Kind::text;
                    piece.flaw = Flaw::none;
                    piece.sign = {};
                    piece.written.clear();
                }
                continue;
            }
            bool weak = false;
            bool wordy = false;  // its value is made of words that prose has, too
            switch (piece.field) {
                case FieldKind::priority: weak = true; break;
                case FieldKind::id:
                case FieldKind::depends_on:
                case FieldKind::on_completion:
                    weak = true;
                    wordy = true;
                    break;
                case FieldKind::recurrence:
                    wordy = !ends || !begins_without_case(value, "every");
                    weak = wordy;
                    break;
                default: break;
            }
            if (!weak) {
                continue;
            }
            // Beside another field it is one; otherwise only if no word follows it.
            const bool beside =
                (i > 0 && is_field(pieces_[i - 1]) && strong(pieces_[i - 1])) ||
                (i + 1 < pieces_.size() && is_field(pieces_[i + 1]) && strong(pieces_[i + 1]));
            const bool opens = i == 0;
            bool word_follows = false;
            if (i + 1 < pieces_.size() && pieces_[i + 1].kind == Piece::Kind::text &&
                pieces_[i + 1].flaw != Flaw::no_value) {
                const auto next = decode_utf8(text_, pieces_[i + 1].span.begin);
                const bool mark = next.code_point < 0xC0 ||
                                  (next.code_point >= 0x2010 && next.code_point < 0x2070);
                word_follows = pieces_[i + 1].sign.empty() &&
                               ((next.code_point >= 0x80 && !mark) ||
                                is_ascii_letter(static_cast<char>(next.code_point)) ||
                                is_ascii_digit(static_cast<char>(next.code_point)));
            }
            // A mangled priority is one only where it would be read: nothing but fields and tags
            // behind it.
            const bool only_fields_behind = last_text <= i;
            // An odd or invisible character before or behind its value: with a plain space Tasks
            // would read it, as nothing but tags and fields stand behind it.
            const bool would_be_read =
                !opens && (piece.flaw == Flaw::odd_space || piece.flaw == Flaw::invisible) &&
                last_weak <= i;
            if (would_be_read) {
                continue;
            }
            const bool keep = piece.flaw == Flaw::mangled
                                  ? (ends || !wordy) && (only_fields_behind || beside)
                              : beside ? ends || !wordy
                                       : !wordy && !opens && !word_follows;
            if (!keep) {
                piece.kind = Piece::Kind::text;
                piece.flaw = Flaw::none;
                piece.written.clear();
            }
        }
    }

    /// Fields that are part of something: moved away they would leave `( )`, `[[]]`, `** **` or
    /// half a word behind.
    void mark_enclosed() {
        const auto body = body_.in(text_);
        for (Piece& piece : pieces_) {
            if (!is_field(piece) || piece.read) {
                continue;
            }
            constexpr std::string_view openers = "[({\"'*_~=|<";
            constexpr std::string_view closers = "])}\"'*_~=|>";
            const std::uint32_t begin = piece.span.begin - body_.begin;
            const std::uint32_t end = piece.span.end - body_.begin;
            const char before = begin > 0 ? body[begin - 1] : ' ';
            const char behind = end < body.size() ? body[end] : ' ';
            const bool word_goes_on =
                is_id_character(behind) ||
                (static_cast<unsigned char>(behind) >= 0x80 && piece.field != FieldKind::priority &&
                 !is_white_space(decode_utf8(body, end).code_point));
            piece.enclosed = word_goes_on || openers.find(before) != std::string_view::npos ||
                             closers.find(behind) != std::string_view::npos;
        }
        // Inside brackets that open before a field and close behind it.
        std::uint32_t at = body_.begin;
        bool open = false;
        for (Piece& piece : pieces_) {
            for (; at < piece.span.begin; ++at) {
                open = text_[at] == '[' || (open && text_[at] != ']');
            }
            if (is_field(piece) && !piece.read && open) {
                const auto next = text_.substr(0, body_.end).find_first_of("[]", piece.span.end);
                piece.enclosed =
                    piece.enclosed || (next != std::string_view::npos && text_[next] == ']');
            }
        }
    }

    static bool strong(const Piece& piece) {
        return piece.read || is_date(piece.field) ||
               (piece.field == FieldKind::recurrence && piece.flaw != Flaw::none);
    }

    const TaskView& task_;
    std::string_view text_;
    Span body_;
    std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> read_leniently(const TaskView& task) { return LenientReader{task}.run(); }

std::optional<Piece> read_field_leniently(std::string_view text, Format format) {
    const auto end = static_cast<std::uint32_t>(text.size());
    std::optional<Piece> piece;
    if (format == Format::dataview) {
        std::vector<Token> marks;
        mark_body(text, {0, end}, format, marks);
        if (marks.empty() && !text.empty()) {
            piece = text[0] == '[' || text[0] == '(' ? misspelt_inline_field(text, 0, end)
                                                     : bare_inline_field(text, 0, end);
        } else if (marks.size() == 1 && marks.front().kind == TokenKind::field &&
                   marks.front().span == Span{0, end}) {
            const Token& mark = marks.front();
            piece.emplace();
            piece->kind = Piece::Kind::field;
            piece->field = mark.field;
            piece->priority = mark.priority;
            piece->span = mark.span;
            piece->sign = {0, mark.value.begin};
            piece->value = mark.value;
        }
        return piece && piece->kind == Piece::Kind::field && piece->span.end == end ? piece
                                                                                    : std::nullopt;
    }
    for (const Signifier& sign : signifiers()) {
        if (text.substr(0, sign.emoji.size()) == sign.emoji) {
            piece = field_behind(text, {0, static_cast<std::uint32_t>(sign.emoji.size())},
                                 sign.kind, sign.priority, end);
        }
    }
    if (const OtherSign* const sign = text.empty() ? nullptr : other_sign(text, 0)) {
        piece = field_behind(text, {0, static_cast<std::uint32_t>(sign->text.size())}, sign->kind,
                             sign->priority, end);
    }
    if (!piece && !text.empty() && begins_mangled(text, 0)) {
        const auto [run, form] = mangled_sign(text, 0, end);
        const auto run_end = static_cast<std::uint32_t>(run);
        if (form != nullptr) {
            piece = field_behind(text, {0, run_end}, form->sign->kind, form->sign->priority, end);
        }
    }
    if (piece && piece->span.end < end && piece->flaw == Flaw::none) {
        take_invisible(text, *piece, end);
    }
    if (piece && piece->field == FieldKind::priority &&
        (text.substr(piece->span.end) == "\xEF\xB8\x8F" ||
         text.substr(piece->span.end) == "\xEF\xB8\x8E")) {
        piece->span.end = end;
    }
    return piece && piece->span.end == end ? piece : std::nullopt;
}

}  // namespace tasklint::syntax
