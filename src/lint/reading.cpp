#include "lint/reading.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "syntax/mojibake.hpp"
#include "syntax/parse_task_line.hpp"
#include "tasklint/recurrence.hpp"
#include "text/ascii.hpp"

namespace tasklint::lint {

using syntax::Flaw;
using syntax::Piece;

std::string plugin_reading(const TaskView& task) {
    std::string dates;
    for (const FieldKind kind : {FieldKind::start, FieldKind::scheduled, FieldKind::due}) {
        if (const auto* const date = date_of(*task.task, kind)) {
            dates += fmt::format("{}{} {}", dates.empty() ? "" : ", ", field_info(kind).label,
                                 date->ok() ? to_string(*date) : "Invalid date");
            if (kind == FieldKind::scheduled && task.task->scheduled_inferred) {
                dates += " (from the note's name)";
            }
        }
    }
    std::string out = dates.empty() ? "a task with no dates" : "a task with " + dates;
    if (task.task->priority != Priority::none) {
        out += fmt::format("{} priority {}", dates.empty() ? " and" : ",",
                           priority_name(task.task->priority));
    }
    for (const FieldKind kind : {FieldKind::due, FieldKind::scheduled, FieldKind::start}) {
        if (const auto date = real_date_of(*task.task, kind)) {
            return fmt::format("{}; calendar: {}", out, to_string(*date));
        }
    }
    return out + "; calendar: no event";
}

std::string field_label(FieldKind field, Priority priority, std::string_view value) {
    if (field == FieldKind::priority && priority != Priority::none) {
        return fmt::format("priority {}", priority_name(priority));
    }
    return fmt::format("{} {}", field_info(field).label, value);
}

std::string field_label(const Piece& piece, std::string_view text) {
    return field_label(piece.field, piece.priority, piece.value.in(text));
}

bool LineReading::may_differ(const TaskView& task) noexcept {
    return std::any_of(task.begin(), task.end(),
                       [](const Token& token) {
                           return token.kind == TokenKind::stray_sign ||
                                  (token.kind == TokenKind::field && !token.read);
                       }) ||
           (task.task->format == Format::emoji
                ? syntax::may_be_mangled(task.in(task.task->body)) ||
                      syntax::may_have_other_sign(task.in(task.task->body))
                : task.in(task.task->description).find("::") != std::string_view::npos);
}

LineReading::LineReading(const TaskView& task)
    : text_{task.text},
      body_{task.task->body},
      format_{task.task->format},
      pieces_{syntax::read_leniently(task)} {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
        // A hidden recurrence counts as one if Tasks would keep every word of it.
        // So does one behind a sign of another kind.
        const bool other_sign =
            pieces_[i].flaw == Flaw::look_alike || pieces_[i].flaw == Flaw::shortcode;
        if ((is_hidden(i) || other_sign) && pieces_[i].field == FieldKind::recurrence) {
            if (!syntax::is_whole_rule(pieces_[i].corrected.empty()
                                           ? pieces_[i].value.in(text_)
                                           : std::string_view{pieces_[i].corrected})) {
                pieces_[i].kind = Piece::Kind::text;
                pieces_[i].flaw = Flaw::none;
            }
        }
        if (blocks(pieces_[i])) {
            last_blocker_ = i;
        }
        if (is_hidden(i)) {
            hidden_.push_back(i);
        }
        if (pieces_[i].misspelt) {
            last_misspelt_ = i;
        }
    }
    while (leading_fields_ < pieces_.size() && !pieces_[leading_fields_].read &&
           pieces_[leading_fields_].kind == Piece::Kind::field) {
        ++leading_fields_;
    }
    find_blocker();
}

bool LineReading::blocks(const Piece& piece) noexcept {
    return (piece.kind == Piece::Kind::text && piece.flaw != Flaw::no_value) ||
           piece.kind == Piece::Kind::owner || piece.kind == Piece::Kind::comment;
}

bool LineReading::is_hidden(std::size_t piece) const noexcept {
    return pieces_[piece].kind == Piece::Kind::field && !pieces_[piece].read &&
           pieces_[piece].flaw == Flaw::none;
}

void LineReading::find_blocker() {
    std::size_t victim = pieces_.size();
    for (const std::size_t i : hidden_) {
        if (is_blocked(i)) {
            victim = i;
        }
    }
    Blocker blocker;
    if (victim != pieces_.size()) {
        std::size_t j = victim + 1;
        while (!blocks(pieces_[j])) {
            ++j;
        }
        blocker.victim = victim;
        blocker.first = j;
        blocker.last = j;
        for (; j < pieces_.size() && pieces_[j].kind != Piece::Kind::field &&
               pieces_[j].flaw != Flaw::no_value;
             ++j) {
            if (pieces_[j].kind != Piece::Kind::tag) {
                blocker.last = j;
            }
        }
    } else {
        // Hidden with nothing but fields and tags behind: there are too many of them. Behind a sign
        // without value or a flawed field, the rules about those speak.
        if (hidden_.empty() || hidden_.back() + 1 == pieces_.size() ||
            !std::all_of(pieces_.begin() + static_cast<std::ptrdiff_t>(hidden_.back()) + 1,
                         pieces_.end(), [](const Piece& piece) {
                             return piece.flaw == Flaw::none && (piece.kind == Piece::Kind::tag ||
                                                                 piece.kind == Piece::Kind::field);
                         })) {
            return;
        }
        blocker.tags_only = true;
        blocker.victim = hidden_.back();
        blocker.first = blocker.victim + 1;
        blocker.last = pieces_.size() - 1;
        last_blocker_ = pieces_.size();
    }
    blocker.span = {pieces_[blocker.first].span.begin, pieces_[blocker.last].span.end};
    blocker_ = blocker;
}

std::string LineReading::hidden_before(std::size_t piece) const {
    constexpr std::size_t most_named = 8;
    const auto count = static_cast<std::size_t>(
        std::lower_bound(hidden_.begin(), hidden_.end(), piece) - hidden_.begin());
    std::string out;
    for (std::size_t i = 0; i < std::min(count, most_named); ++i) {
        out += out.empty() ? "hidden: " : ", ";
        out += field_label(pieces_[hidden_[i]], text_);
    }
    return count > most_named ? fmt::format("{} and {} more", out, count - most_named) : out;
}

std::string LineReading::hidden_through(std::size_t piece) const {
    std::string out = hidden_before(piece);
    out += out.empty() ? "hidden: " : ", ";
    const Piece& flawed = pieces_[piece];  // as it is meant
    return out + field_label(flawed.field, flawed.priority,
                             flawed.corrected.empty() ? flawed.value.in(text_)
                                                      : std::string_view{flawed.corrected});
}

namespace {

/// A mark that belongs to the word before it, without a blank between.
bool begins_with_closing_mark(std::string_view text) {
    constexpr std::array<std::string_view, 14> marks{
        ".",      ",",      ";",      ":",      "!",      "?",      ")",
        "\u2026", "\u3001", "\u3002", "\uFF0C", "\uFF01", "\uFF1A", "\uFF1F"};
    return std::any_of(marks.begin(), marks.end(),
                       [&](std::string_view mark) { return text.substr(0, mark.size()) == mark; });
}

}  // namespace

void LineReading::cut(std::size_t index, Fix& fix) const {
    Span span = pieces_[index].span;
    const auto behind = Span{span.end, body_.end}.in(text_);
    const bool blank_before = span.begin > body_.begin && text_[span.begin - 1] == ' ';
    const bool before_field = index + 1 < pieces_.size() &&
                              pieces_[index + 1].span.begin == span.end &&
                              pieces_[index + 1].kind == Piece::Kind::field;
    // Glued to what stands behind it: that must not become one word with what stands before it.
    const bool glued = span.begin > body_.begin && !behind.empty() && behind[0] != ' ' &&
                       !before_field && !begins_with_closing_mark(behind);
    if (index < leading_fields_ && (blank_before || index == 0)) {
        // The one before it may go too, with the blank between them.
        while (span.end < body_.end && text_[span.end] == ' ') {
            ++span.end;
        }
    } else if (blank_before && !glued) {
        --span.begin;
    }
    if (!behind.empty() && (behind[0] == '#' || behind[0] == '@')) {
        fix.safety = Safety::unsafe;  // no tag and no owner there; behind a blank it is one
    }
    fix.edits.push_back({span, glued && !blank_before ? " " : ""});
}

bool LineReading::can_move() const noexcept {
    return std::none_of(hidden_.begin(), hidden_.end(),
                        [&](std::size_t i) { return is_blocked(i) && pieces_[i].enclosed; });
}

const Piece* LineReading::unread_behind_moved() const noexcept {
    if (hidden_.empty() || !is_blocked(hidden_.front())) {
        return nullptr;
    }
    const auto found = std::find_if(
        pieces_.begin() + static_cast<std::ptrdiff_t>(hidden_.front()), pieces_.end(),
        [](const Piece& piece) { return piece.flaw == Flaw::no_value && !piece.value.empty(); });
    return found == pieces_.end() ? nullptr : &*found;
}

const Piece* LineReading::misspelt_behind(std::size_t piece) const noexcept {
    return piece < last_misspelt_ ? &pieces_[last_misspelt_] : nullptr;
}

const Piece* LineReading::misspelt_behind_hidden() const noexcept {
    return hidden_.empty() ? nullptr : misspelt_behind(hidden_.front());
}

std::string LineReading::why_not_repaired(std::size_t piece) const {
    if (is_blocked(piece) && pieces_[piece].enclosed) {
        return "write the field at the line's end, out of the text it is a part of";
    }
    const Piece* const misspelt = misspelt_behind(piece);
    return misspelt != nullptr ? mend_first(*misspelt) : std::string{};
}

std::string LineReading::mend_first(const Piece& misspelt) const {
    return fmt::format("Tasks reads no field in `{}`: mend it first", text_of(misspelt.span));
}

std::string LineReading::spelt(const Piece& piece, std::string_view value) const {
    if (format_ != Format::dataview) {
        return fmt::format("{} {}", field_info(piece.field).emoji, value);
    }
    const bool round = text_[piece.sign.begin] == '(';
    return fmt::format("{}{}:: {}{}", round ? '(' : '[', field_info(piece.field).dataview, value,
                       round ? ')' : ']');
}

Fix LineReading::move_fields() const {
    Fix fix;
    fix.title = "move the fields behind the text";
    std::string moved;
    for (const std::size_t i : hidden_) {
        if (is_blocked(i)) {
            cut(i, fix);
            fix.gains.push_back({pieces_[i].field, pieces_[i].span});
            moved.append(" ").append(pieces_[i].span.in(text_));
        }
    }
    fix.edits.push_back({{body_.end, body_.end}, moved});
    return fix;
}

Fix LineReading::repair(std::size_t index, std::string title) const {
    return repair(index, std::move(title), pieces_[index].written);
}

Fix LineReading::repair(std::size_t index, std::string title, const std::string& written) const {
    const Piece& piece = pieces_[index];
    Fix fix;
    fix.title = std::move(title);
    switch (piece.flaw) {  // what these mean, or where their words go, is for a person to say
        case Flaw::look_alike:
        case Flaw::ambiguous_date:
        case Flaw::date_words:
        case Flaw::with_time:
        case Flaw::date_link: fix.safety = Safety::unsafe; break;
        default: break;
    }
    if (is_blocked(index)) {
        cut(index, fix);
        fix.edits.push_back({{body_.end, body_.end}, " " + written});
    } else {
        fix.edits.push_back({piece.span, written});
        // What this one alone hides is read again with it.
        for (std::size_t i = index; i-- > last_blocker_ && pieces_[i].flaw == Flaw::none;) {
            if (is_hidden(i)) {
                fix.gains.push_back({pieces_[i].field, pieces_[i].span});
            }
        }
    }
    fix.gains.push_back({piece.field, piece.span});
    return fix;
}

Fix LineReading::move_owners() const {
    std::size_t first = pieces_.size();  // the first field that an owner hides
    for (const std::size_t i : hidden_) {
        if (is_blocked(i)) {
            first = std::min(first, i);
        }
    }
    Fix fix;
    std::string moved;
    for (std::size_t i = first; i < pieces_.size(); ++i) {
        if (pieces_[i].kind == Piece::Kind::text && blocks(pieces_[i])) {
            return move_fields();  // text stands behind the fields as well
        }
        if (blocks(pieces_[i])) {
            cut(i, fix);
            moved.append(pieces_[i].span.in(text_)).append(" ");
        } else if (is_hidden(i) && is_blocked(i)) {
            fix.gains.push_back({pieces_[i].field, pieces_[i].span});
        }
    }
    const std::uint32_t at = pieces_[first].span.begin;
    const bool glued = at > body_.begin && text_[at - 1] != ' ';
    fix.edits.insert(fix.edits.begin(), {{at, at}, (glued ? " " : "") + moved});
    fix.title = "move the owner before the fields";
    return fix;
}

Fix LineReading::move_block_link() const {
    const Piece& link = pieces_[blocker_->first];
    Fix fix;
    fix.title = "move the block link to the end";
    fix.block_link = link.span;
    cut(blocker_->first, fix);
    // What it alone hides is read again.
    for (std::size_t i = blocker_->first; i-- > 0 && !blocks(pieces_[i]);) {
        if (is_hidden(i)) {
            fix.gains.push_back({pieces_[i].field, pieces_[i].span});
        }
    }
    fix.edits.push_back({{body_.end, body_.end},
                         fmt::format(" {}", syntax::without_zero_width(link.span.in(text_)))});
    return fix;
}

bool is_like_block_link(std::string_view word) {
    if (word.substr(0, 1) != "^") {
        return false;
    }
    const auto end = static_cast<std::size_t>(
        std::find_if_not(word.begin() + 1, word.end(), syntax::is_id_character) - word.begin());
    return end > 1 && syntax::without_zero_width(word.substr(end)).empty();
}

std::vector<Token> other_format_fields(const TaskView& task, Span span, bool plain) {
    const bool emoji = task.task->format == Format::emoji;
    std::vector<Token> fields;
    if (emoji && span.in(task.text).find("::") == std::string_view::npos) {
        return fields;  // the quick look
    }
    syntax::mark_body(task.text, span, emoji ? Format::dataview : Format::emoji, fields);
    fields.erase(std::remove_if(fields.begin(), fields.end(),
                                [&](const Token& token) {
                                    const bool is_plain = emoji || is_date(token.field) ||
                                                          (token.field == FieldKind::recurrence &&
                                                           syntax::begins_without_case(
                                                               task.in(token.value), "every"));
                                    return token.kind != TokenKind::field || (plain && !is_plain);
                                }),
                 fields.end());
    return fields;
}

namespace {

/// `one two` as an id, `abc,` and `abc.` as a list of ids; a sentence has more words.
bool is_meant_as_ids(std::string_view text, FieldKind field) {
    const auto is_id = [](std::string_view word) {
        return !word.empty() && std::all_of(word.begin(), word.end(), syntax::is_id_character);
    };
    const auto blank = text.find(' ');
    if (blank != std::string_view::npos) {
        return field == FieldKind::id && is_id(text.substr(0, blank)) &&
               is_id(text.substr(blank + 1));
    }
    return field == FieldKind::depends_on && text.size() > 1 &&
           (text.back() == ',' || text.back() == '.') && is_id(text.substr(0, text.size() - 1));
}

}  // namespace

std::optional<Span> malformed_id_at(const LineReading& reading, std::size_t piece) {
    const auto& pieces = reading.pieces();
    const Piece& sign = pieces[piece];
    if (sign.kind != Piece::Kind::text || sign.sign.empty() || piece + 1 == pieces.size() ||
        (sign.field != FieldKind::id && sign.field != FieldKind::depends_on) ||
        (piece + 2 < pieces.size() && pieces[piece + 2].kind == Piece::Kind::text)) {
        return std::nullopt;
    }
    const Piece& rest = pieces[piece + 1];
    Span value{sign.value.empty() ? rest.span.begin : sign.value.begin, rest.span.end};
    // Right before a field that is read, words and marks behind the sign are meant as its value.
    const bool before_field = piece + 2 < pieces.size() && pieces[piece + 2].read &&
                              pieces[piece + 2].kind == Piece::Kind::field &&
                              rest.kind == Piece::Kind::text && rest.sign.empty();
    if (before_field && is_meant_as_ids(reading.text_of(value), sign.field)) {
        return value;
    }
    while (!value.empty() && std::string_view{".,;:!?)"}.find(reading.text_of(
                                 {value.end - 1, value.end})) != std::string_view::npos) {
        --value.end;  // of the sentence
    }
    const auto written = reading.text_of(value);
    const bool word = rest.kind == Piece::Kind::text && rest.sign.empty() &&
                      written.find_first_of(" \t") == std::string_view::npos;
    return word && std::any_of(written.begin(), written.end(), syntax::is_id_character) &&
                   !std::all_of(written.begin(), written.end(), syntax::is_id_character)
               ? std::optional{value}
               : std::nullopt;
}

namespace {

/// All of the blocker are fields of the other format.
bool is_other_format(const TaskView& task, const LineReading& reading,
                     const LineReading::Blocker& blocker) {
    const auto fields = other_format_fields(task, blocker.span, false);
    std::uint32_t at = blocker.span.begin;
    for (const Token& field : fields) {
        if (!trim(Span{at, field.span.begin}, task.text).empty()) {
            return false;
        }
        at = field.span.end;
    }
    return !fields.empty() && trim(Span{at, blocker.span.end}, task.text).empty() &&
           reading.pieces()[blocker.first].kind == Piece::Kind::text;
}

bool is_one_word(std::string_view text) {
    return text.find_first_of(" \t") == std::string_view::npos;
}

/// The blocker is one piece of text that has a name of its own.
std::optional<BlockerKind> kind_of_text(Format format, const LineReading& reading,
                                        const LineReading::Blocker& blocker) {
    const auto& pieces = reading.pieces();
    const Piece& first = pieces[blocker.first];
    const auto words = reading.text_of(first.span);
    if (words == "#") {
        return BlockerKind::hash;
    }
    if (is_like_block_link(words)) {
        return BlockerKind::block_link;
    }
    if (syntax::lost_sign(reading.text_of(first.span))) {
        return BlockerKind::lost_sign;
    }
    if (blocker.first == 0 || !is_one_word(words)) {
        return std::nullopt;
    }
    const Piece& before = pieces[blocker.first - 1];
    if (before.kind == Piece::Kind::tag && before.span.end == first.span.begin) {
        return BlockerKind::tag_rest;
    }
    const bool has_letter = std::any_of(words.begin(), words.end(), is_ascii_alphanumeric);
    // In brackets an id ends with them: what stands behind is text.
    if (format == Format::emoji && reading.is_hidden(blocker.first - 1) && has_letter &&
        (before.field == FieldKind::id || before.field == FieldKind::depends_on)) {
        return BlockerKind::id_rest;
    }
    return std::nullopt;
}

}  // namespace

Span with_blank(const TaskView& task, Span word) {
    const Span body = task.task->body;
    const std::string_view text = task.text.substr(0, task.task->line.end);
    if (word.begin > body.begin && text[word.begin - 1] == ' ') {
        --word.begin;
    } else if (word.begin == body.begin && word.end < text.size() && text[word.end] == ' ') {
        ++word.end;
    }
    return word;
}

BlockerKind kind_of(const TaskView& task, const LineReading& reading,
                    const LineReading::Blocker& blocker) {
    const auto& pieces = reading.pieces();
    const auto& first = pieces[blocker.first];
    if (!blocker.tags_only && blocker.first == blocker.last &&
        first.kind == syntax::Piece::Kind::text) {
        if (const auto kind = kind_of_text(task.task->format, reading, blocker)) {
            return *kind;
        }
    }
    if (!blocker.tags_only && blocker.last == blocker.first + 1 &&
        malformed_id_at(reading, blocker.first)) {
        return BlockerKind::id_rest;
    }
    if (!blocker.tags_only && is_other_format(task, reading, blocker)) {
        return BlockerKind::other_format;
    }
    bool text = blocker.tags_only;
    bool owner = false;
    bool marks = false;  // punctuation, as in `(@Ana)` and `@Ana.`
    for (std::size_t i = blocker.first; i <= blocker.last; ++i) {
        const bool is_text = pieces[i].kind == Piece::Kind::text;
        const bool only_marks =
            reading.text_of(pieces[i].span).find_first_not_of(".,;:!?()") == std::string_view::npos;
        owner = owner || pieces[i].kind == Piece::Kind::owner;
        marks = marks || (is_text && only_marks);
        text = text || (is_text && !only_marks);
    }
    if (text || (marks && !owner)) {
        return BlockerKind::text;
    }
    return marks || pieces[blocker.first].kind == Piece::Kind::owner ? BlockerKind::owner
                                                                     : BlockerKind::comment;
}

Diagnostic& report_flaw(const TaskContext& context, const LineReading& reading, std::size_t index,
                        Span wrong, std::string message, std::string title, Report& report) {
    const Piece& piece = reading.pieces()[index];
    Diagnostic& finding = report.add(wrong, std::move(message));
    finding.victim = piece.span;
    finding.detail = reading.hidden_through(index);
    finding.plugin_reads = plugin_reading(context.view);
    if (title.empty()) {
        // The rule says what to do.
    } else if (piece.written.empty() && piece.field == FieldKind::recurrence) {
        finding.help =
            "write the whole rule as `every …`, in words that Tasks keeps, then mend the sign";
    } else if (piece.written.empty()) {
        const auto date = syntax::lenient_date(reading.text(), piece.value.begin, piece.value.end);
        finding.help =
            fmt::format("{}write the date that is meant as YYYY-MM-DD",
                        date && date->end == piece.value.end ? "there is no such day: " : "");
    } else if (auto reason = reading.why_not_repaired(index); !reason.empty()) {
        finding.help = std::move(reason);
    } else {
        finding.fix = reading.repair(index, std::move(title));
    }
    return finding;
}

Diagnostic& report_blocker(const TaskContext& context, const LineReading& reading,
                           std::string message, Report& report) {
    const auto& blocker = *reading.blocker();
    Diagnostic& finding = report.add(blocker.span, std::move(message));
    finding.victim = reading.pieces()[blocker.victim].span;
    finding.detail = reading.hidden_before(blocker.first);
    finding.plugin_reads = plugin_reading(context.view);
    const auto* misspelt = reading.misspelt_behind_hidden();
    misspelt = misspelt == nullptr ? reading.unread_behind_moved() : misspelt;
    if (misspelt != nullptr) {
        // Moved away from it, the other fields would be read, and nothing would speak of it any
        // more.
        finding.help = reading.mend_first(*misspelt);
    } else if (reading.can_move()) {
        finding.fix = reading.move_fields();
    } else {
        finding.help = "move the fields to the line's end, out of the text they are a part of";
    }
    return finding;
}

}  // namespace tasklint::lint
