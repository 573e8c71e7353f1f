// Stretches of a task's line that have no effect, and why; the next dates of a recurrence.
#include "cli/unread.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "lint/reading.hpp"

namespace tasklint::cli {

namespace {

using syntax::Flaw;
using syntax::Piece;

std::string_view flaw_text(Flaw flaw) {
    switch (flaw) {
        case Flaw::mangled: return "its sign was read in a wrong encoding";
        case Flaw::odd_space: return "the space behind its sign is none that Tasks takes";
        case Flaw::malformed_date: return "the date is not written as YYYY-MM-DD";
        case Flaw::no_value: return "no value of its kind follows";
        case Flaw::invisible: return "invisible characters stand in it";
        case Flaw::text_style: return "its sign is in text style";
        case Flaw::shortcode: return "its sign is a shortcode of another program";
        case Flaw::look_alike: return "its sign is another emoji than the one that Tasks reads";
        case Flaw::ambiguous_date: return "day and month of the date can be taken for each other";
        case Flaw::date_words: return "the date is written in words";
        case Flaw::with_time: return "a time stands behind the date";
        case Flaw::date_link: return "the date is a link";
        case Flaw::misspelt_field: return "its brackets or its key are not those of a field";
        case Flaw::none: break;
    }
    return "it is no field as Tasks writes it";
}

/// Why a field in the plugin's own spelling is not read.
std::string_view hidden_text(const lint::LineReading& reading, std::size_t piece) {
    if (reading.is_blocked(piece)) {
        return reading.blocker() && reading.blocker()->tags_only ? "too many tags stand behind it"
                                                                 : "text stands behind it";
    }
    return "what stands behind it is not read";
}

void add_unread_pieces(const TaskView& task, std::vector<Unread>& unread) {
    const lint::LineReading reading{task};
    const auto& pieces = reading.pieces();
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Piece& piece = pieces[i];
        const bool field = piece.kind == Piece::Kind::field && !piece.read;
        if (!field && piece.flaw == Flaw::none && !piece.misspelt) {
            continue;
        }
        Unread one{piece.span, {}, {}};
        if (field) {
            one.meant = lint::field_label(
                piece.field, piece.priority,
                piece.corrected.empty() ? task.in(piece.value) : std::string_view{piece.corrected});
        }
        one.reason = reading.is_hidden(i) ? hidden_text(reading, i)
                     : piece.flaw == Flaw::misspelt_field && piece.written.empty()
                         ? "its value is none that Tasks reads"
                         : flaw_text(piece.flaw);
        unread.push_back(std::move(one));
    }
}

/// The plugin takes the text as a recurrence, if the task's dates are real.
bool is_understood(std::string_view text) { return Recurrence::parse(text, {}, {}).has_value(); }

/// Fields at their place that the plugin reads and drops.
std::string_view reason_to_drop(const TaskView& task, const Token& token, bool recurs) {
    if (task.read_field(token.field) != &token) {
        return "another field of its kind counts";
    }
    if (token.field == FieldKind::recurrence && !token.value.empty() && !recurs) {
        return is_understood(task.in(token.value))
                   ? "the date that it counts from does not exist, so Tasks deletes it"
                   : "Tasks cannot understand it and deletes it";
    }
    return "";
}

}  // namespace

std::vector<Unread> unread_in(const TaskView& task, bool recurs) {
    std::vector<Unread> unread;
    for (const Token& token : task) {
        if (token.kind != TokenKind::field || !token.read) {
            continue;
        }
        if (const auto reason = reason_to_drop(task, token, recurs); !reason.empty()) {
            const bool other = token.field != FieldKind::recurrence;
            unread.push_back(
                {token.span,
                 other ? lint::field_label(token.field, token.priority, task.in(token.value))
                       : std::string{},
                 std::string{reason}});
        }
    }
    if (lint::LineReading::may_differ(task)) {
        add_unread_pieces(task, unread);
        std::sort(unread.begin(), unread.end(),
                  [](const Unread& a, const Unread& b) { return a.span.begin < b.span.begin; });
    }
    return unread;
}

NextDates next_dates(const TaskView& task, const Recurrence& first, const TaskSettings& settings,
                     const date::year_month_day& today) {
    constexpr std::size_t most = 3;
    NextDates next;
    if (is_done(task.task->status_type)) {
        next.none = "it is done: the next task was made then";
        return next;
    }
    const RecurrenceOptions options{settings.remove_scheduled_date_on_recurrence, today};
    Recurrence rule = first;
    auto done_on = today;
    while (next.days.size() < most) {
        const ReferenceDates dates = rule.next(done_on);
        const auto reference = reference_date(dates, options.remove_scheduled);
        if (!reference) {
            next.none = "the task has no date that could move";
            break;
        }
        if (!reference->ok()) {
            next.none = next.days.empty() ? "the rule has no next date: Tasks writes Invalid date"
                                          : "then the rule ends: Tasks writes Invalid date";
            break;
        }
        next.kind = reference == dates.due         ? FieldKind::due
                    : reference == dates.scheduled ? FieldKind::scheduled
                                                   : FieldKind::start;
        next.days.push_back(*reference);
        done_on = *reference;
        auto again = Recurrence::parse(rule.to_text(), dates, options);
        if (!again) {
            next.none = "Tasks does not read its own spelling of the rule again";
            break;
        }
        rule = std::move(*again);
    }
    return next;
}

}  // namespace tasklint::cli
