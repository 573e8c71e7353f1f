// Why the plugin refuses an instruction, in the order in which a person would see it, and what the
// line was meant to be: each mend is read again before it is offered.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/query.hpp"

namespace tasklint::lint {
namespace {

using Kind = query::Instruction::Kind;
using query::DateForm;

constexpr std::size_t longest_mended = 1000;  // bytes: what is longer no person wrote

const std::vector<std::string_view> first_words{
    "due",      "scheduled",   "starts",     "done",   "created",     "cancelled",
    "happens",  "path",        "folder",     "root",   "tags",        "heading",
    "filename", "description", "recurrence", "id",     "status.name", "status.type",
    "priority", "sort",        "group",      "limit",  "hide",        "show",
    "short",    "full",        "explain",    "preset", "view",        "has",
    "no",       "is",          "not",        "filter", "exclude",     "ignore"};
const std::vector<std::string_view> text_fields{
    "path",     "folder",     "root",        "tags", "heading",
    "filename", "recurrence", "description", "id",   "status.name"};
const std::vector<std::string_view> sort_fields{
    "status.name", "status.type", "status",    "recurring", "priority", "happens", "cancelled",
    "created",     "start",       "scheduled", "due",       "done",     "path",    "description",
    "tag",         "heading",     "filename",  "urgency",   "id",       "random"};
const std::vector<std::string_view> group_fields{
    "status.name", "status.type", "status",     "recurring", "priority", "happens",
    "cancelled",   "created",     "start",      "scheduled", "due",      "done",
    "path",        "folder",      "root",       "backlink",  "tags",     "heading",
    "filename",    "urgency",     "recurrence", "id"};
const std::vector<std::string_view> whole_lines{
    "not done",          "done",           "is recurring",    "is not recurring",
    "exclude sub-items", "is blocking",    "is not blocking", "is blocked",
    "is not blocked",    "has depends on", "no depends on",   "has due date",
    "no due date",       "has start date", "no start date",   "has scheduled date",
    "no scheduled date", "has done date",  "no done date",    "has happens date",
    "no happens date",   "short mode",     "full mode",       "ignore global query"};

std::string_view first_word_of(std::string_view line) { return line.substr(0, line.find(' ')); }

bool starts_with(std::string_view text, std::string_view begin) {
    return text.substr(0, begin.size()) == begin;
}

/// Where a text as it stands goes on behind white space.
std::size_t skip_blanks(std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of(" \t", at), text.size());
}

class Finder {
public:
    explicit Finder(const QueryContext& context) : context_(context) {}

    std::vector<QueryFault> find() {
        for (const StatementReading& statement : context_.statements) {
            statement_ = &statement;
            text_ = statement.text;
            look();
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] Span all() const { return {0, static_cast<std::uint32_t>(text_.size())}; }

    QueryFault& add(Fault fault, Span span, std::string message) {
        auto& one = out_.emplace_back();
        one.fault = fault;
        one.statement = statement_;
        one.span = span;
        one.message = std::move(message);
        return one;
    }
    /// @param line the whole part that is read, once mended
    bool offer_if_read(QueryFault& fault, Safety safety, const std::string& title, Span span,
                       const std::string& mended, const std::string& line) const {
        if (line.size() > longest_mended || !context_.reads(line)) {
            return false;
        }
        fault.safety = safety;
        fault.title = title;
        fault.span = span;
        fault.mended = mended;
        return true;
    }

    void look() {
        const auto kind = statement_->instruction.kind;
        if (kind == Kind::sort && statement_->instruction.number == 0U) {
            add(Fault::value, all(), "tags are counted from 1: the search fails with `0`");
        }
        const FilterTrace& filter = statement_->filter;
        if (!statement_->problem) {
            return;
        }
        const std::string& problem = statement_->problem->kind;
        if (problem == "not-certain" && filter.kind == FilterTrace::Kind::none) {
            return;  // a placeholder that stands for an object
        }
        if (problem == "placeholder") {
            look_at_placeholder();
        } else if (kind == Kind::preset) {
            look_at_preset(problem);
        } else if (statement_->expanded && changed_by_values()) {
            add(Fault::changed_by_values, all(),
                fmt::format("what the placeholder stands for breaks the line: {}",
                            statement_->problem->message));
        } else if (kind == Kind::hide || kind == Kind::show) {
            look_at_option();
        } else if (problem == "needs-javascript") {
            look_at_javascript(all());
        } else if (kind != Kind::none) {
            auto& fault =
                add(Fault::instruction, all(), fmt::format("{}", statement_->problem->message));
            fault.help = "`view list`, or `view columns by` and what can be grouped by";
        } else if (filter.kind == FilterTrace::Kind::boolean) {
            look_at_boolean(filter);
        } else {
            look_at_filter(filter, all(), problem);
        }
    }

    /// With plain values in place of its placeholders the instruction is read.
    [[nodiscard]] bool changed_by_values() const {
        std::string plain;
        std::string_view rest = statement_->raw.text;
        while (!rest.empty()) {
            const auto open = rest.find("{{");
            const auto close = rest.find("}}", open);
            plain += rest.substr(0, open);
            if (open == std::string_view::npos || close == std::string_view::npos) {
                break;
            }
            plain += "x";
            rest.remove_prefix(close + 2);
        }
        return context_.reads(plain);
    }

    void look_at_placeholder() {
        const std::string_view raw = statement_->raw.text;
        const Span span = statement_->placeholder;
        const auto written = span.in(raw);
        const std::string& detail = statement_->problem->detail;
        if (detail.find("JavaScript") != std::string::npos) {
            look_at_javascript(span);
        } else if (detail.find("'null'") != std::string::npos) {
            // The settings hold for many notes; a block for its own.
            if (context_.kind == QueryContext::Kind::block) {
                auto& fault = add(Fault::placeholder, span,
                                  fmt::format("this note has no property for `{}`", written));
                fault.help = "add the property to the front matter, or mend its name";
            }
        } else if (starts_with(detail, "Unclosed")) {
            add(Fault::placeholder, span, "the placeholder has no `}}`").help =
                "close it with `}}`";
        } else {
            auto& fault =
                add(Fault::placeholder, span, fmt::format("nothing is called `{}`", written));
            static const std::vector<std::string_view> known{
                "query.file.path",     "query.file.pathWithoutExtension",
                "query.file.root",     "query.file.folder",
                "query.file.filename", "query.file.filenameWithoutExtension"};
            const auto name =
                written.size() > 4 ? trim(written.substr(2, written.size() - 4)) : written;
            for (const std::string_view candidate : known) {
                const auto near = nearest(name, {std::string{candidate}});
                if (!near.empty() && fault.help.empty()) {
                    fault.help = fmt::format("did you mean `{{{{{}}}}}`?", near);
                }
            }
        }
    }

    void look_at_javascript(Span span) {
        auto& fault = add(Fault::javascript, span,
                          "this needs JavaScript, which the plugin keeps off until it is allowed "
                          "on each device");
        fault.help =
            "say it with filters, or set `[query] javascript = true` if it is allowed everywhere";
    }

    void look_at_preset(const std::string& problem) {
        const auto name = trim(statement_->instruction.argument);
        const Span span = query::span_in(text_, name);
        const auto& presets = query::presets_of(context_.config.tasks);
        if (problem == "preset-recursion") {
            add(Fault::preset, span, fmt::format("the preset `{}` leads back to itself", name));
        } else if (problem == "unknown-preset" && !statement_->in_preset) {
            std::vector<std::string_view> names;
            for (const auto& [known, text] : presets) {
                names.push_back(known);
            }
            const bool empty = presets.count(std::string{name}) != 0;
            auto& fault = add(Fault::preset, span,
                              empty ? fmt::format("the preset `{}` is empty", name)
                                    : fmt::format("the settings have no preset `{}`", name));
            const auto near = empty ? std::string{} : nearest_word(name, names);
            const auto other_case =
                std::find_if(names.begin(), names.end(), [&](std::string_view known) {
                    return !empty && fold_case(known) == fold_case(name);
                });
            const std::string meant = other_case != names.end() ? std::string{*other_case} : near;
            if (!meant.empty()) {
                offer_if_read(fault, Safety::unsafe, fmt::format("write `{}`", meant), span, meant,
                              fmt::format("preset {}", meant));
            }
        } else if (problem == "needs-javascript" && !context_.config.tasks.presets) {
            look_at_javascript(span);
        }
        // What else is wrong in a preset is said where the preset is written.
    }

    void look_at_option() {
        const auto written = statement_->instruction.argument;
        std::vector<std::string_view> options;
        for (const std::string& option : query::layout_options()) {
            options.push_back(option);
        }
        const Span span = query::span_in(text_, written);
        auto& fault =
            add(Fault::value, span, fmt::format("there is no `{}` to hide or show", written));
        std::string near = nearest_word(written, options);
        if (to_lower(written) == "tag") {
            near = "tags";
        }
        if (!near.empty()) {
            const Safety safety =
                near == "tags" && to_lower(written) == "tag" ? Safety::safe : Safety::unsafe;
            offer_if_read(fault, safety, fmt::format("write `{}`", near), span, near,
                          fmt::format("hide {}", near));
        } else {
            fault.help = "tasklint explain unknown-value lists what there is";
        }
    }

    // Filters

    void look_at_filter(const FilterTrace& filter, Span span, std::string_view problem) {
        const auto line = span.in(text_);
        if (problem != "not-certain" && comment_behind(span)) {
            return;
        }
        if (filter.kind == FilterTrace::Kind::none) {
            unknown(span);
        } else if (problem == "date-not-understood" || problem == "not-certain") {
            look_at_date(filter, span);
        } else if (problem == "template-text") {
            const bool opens = line.find("<%") != std::string_view::npos;
            const std::string_view mark = opens ? "<%" : "YYYY-MM-DD";
            const auto at = static_cast<std::uint32_t>(span.begin + line.find(mark));
            add(Fault::template_mark, {at, at + static_cast<std::uint32_t>(mark.size())},
                fmt::format("`{}` is text of a template that was never filled in", mark))
                .help =
                "write the date, or name the folder of templates in `[query] "
                "template-folders`";
        } else if (problem == "status-type") {
            add(Fault::value, span, fmt::format("`{}` names no type of statuses", line)).help =
                "`status.type is` or `is not`, then TODO, IN_PROGRESS, ON_HOLD, DONE, "
                "CANCELLED or NON_TASK";
        } else if (starts_with(problem, "regex-")) {
            look_at_regex(filter, problem);
        } else if (problem == "needs-javascript") {
            look_at_javascript(span);
        }
    }

    /// The line would be read without what stands behind ` #`.
    bool comment_behind(Span span) {
        const auto line = span.in(text_);
        const auto mark = line.find(" #");
        if (mark == std::string_view::npos || !context_.reads(line.substr(0, mark))) {
            return false;
        }
        const auto kept = trim(line.substr(0, mark));
        const Span comment{span.begin + static_cast<std::uint32_t>(kept.size()), span.end};
        auto& fault = add(Fault::comment, comment,
                          "there are no comments at the end of a line: this is part of it");
        offer_if_read(fault, Safety::unsafe, "take the comment out", comment, {},
                      std::string{kept});
        return true;
    }

    void look_at_date(const FilterTrace& filter, Span span) {
        const auto value = trim(part_of(*statement_, filter.value));
        const Span place = value.empty() ? span : query::span_in(text_, value);
        if (filter.dates.form == DateForm::bare_units) {
            auto& fault =
                add(Fault::days, place, fmt::format("`{}` says neither ahead nor back", value));
            fault.help = fmt::format("`in {}`, or `{} ago`", value, value);
        } else if (filter.dates.form == DateForm::unreal) {
            add(Fault::date, place, fmt::format("there is no day {}", value));
        } else if (filter.dates.kind == query::DateReading::Kind::none ||
                   filter.dates.form == DateForm::nothing) {
            add(Fault::date, place,
                value.empty() ? "there is no date" : fmt::format("`{}` is no date", value))
                .help = "2026-01-09, 2026-W02, today, in 3 days, this week, …";
        }
    }

    void look_at_regex(const FilterTrace& filter, std::string_view problem) {
        const Span span = filter.value;
        const auto value = part_of(*statement_, span);
        if (problem == "regex-delimiters") {
            auto& fault =
                add(Fault::regex, span, fmt::format("`{}` does not stand between slashes", value));
            if (value.find('/') == std::string_view::npos) {
                const std::string mended = fmt::format("/{}/", value);
                std::string line{part_of(*statement_, {filter.span.begin, span.begin})};
                offer_if_read(fault, Safety::unsafe, fmt::format("write `{}`", mended), span,
                              mended, line + mended);
            }
        } else if (problem == "regex-unsafe") {
            add(Fault::regex, span,
                "the plugin refuses a quantifier in a group that has one, a look-behind, and more "
                "than 25 quantifiers: the pattern might take too long")
                .help = "take the quantifier out of the group, or write several filters";
        } else if (problem == "regex-too-long") {
            add(Fault::regex, span, "the pattern is longer than 500 characters");
        } else {
            add(Fault::regex, span,
                fmt::format("`{}` is no regular expression: its pattern or what stands behind the "
                            "last slash",
                            value));
        }
    }

    // What no field takes

    void unknown(Span span) {
        const auto line = span.in(text_);
        if (!wrong_operator(span) && !without_delimiters(span) && !near_miss(span)) {
            auto& fault = add(Fault::instruction, span,
                              fmt::format("no instruction and no filter reads like `{}`", line));
            suggest(fault, span);
        }
    }

    /// `start before today`, `has due`, `priority is urgent`, `group by tag`.
    bool near_miss(Span span) {
        const auto line = span.in(text_);
        const auto word = first_word_of(line);
        const std::string lower = to_lower(word);
        const auto rest = line.substr(std::min(word.size() + 1, line.size()));
        const Span first{span.begin, span.begin + static_cast<std::uint32_t>(word.size())};
        if (lower == "start" || lower == "tasks" || lower == "priority") {
            if (lower == "start" && context_.reads(fmt::format("starts {}", rest))) {
                auto& fault = add(Fault::value, first, "the filter is called `starts`");
                return offer_if_read(fault, Safety::safe, "write `starts`", first, "starts",
                                     fmt::format("starts {}", rest));
            }
            if (lower == "priority") {
                add(Fault::value, span, fmt::format("`{}` names no priority", line)).help =
                    "`priority is`, `above`, `below` or `not`, then highest, high, medium, none, "
                    "low or lowest";
                return true;
            }
        }
        if ((lower == "has" || lower == "no") && context_.reads(fmt::format("{} date", line))) {
            auto& fault = add(Fault::value, span, fmt::format("`{}` lacks the word `date`", line));
            const std::string mended = fmt::format("{} date", line);
            return offer_if_read(fault, Safety::safe, fmt::format("write `{}`", mended), span,
                                 mended, mended);
        }
        for (const auto& [begin, fields] :
             {std::pair{std::string_view{"sort by "}, &sort_fields},
              std::pair{std::string_view{"group by "}, &group_fields}}) {
            if (starts_with(to_lower(line.substr(0, begin.size())), begin) &&
                line.size() > begin.size()) {
                return wrong_field(span, begin, *fields);
            }
        }
        const auto operation = first_word_of(rest);
        const bool looks_like_text = to_lower(operation) == "includes" ||
                                     starts_with(to_lower(rest), "does not include") ||
                                     starts_with(to_lower(rest), "regex ");
        if (looks_like_text &&
            std::find(text_fields.begin(), text_fields.end(), lower) == text_fields.end()) {
            auto& fault = add(Fault::value, first, fmt::format("no filter is called `{}`", word));
            const auto near = nearest_word(word, text_fields);
            const std::string meant = lower == "file" || lower == "title" ? "filename"
                                      : lower == "text"                   ? "description"
                                                                          : near;
            if (!meant.empty()) {
                offer_if_read(fault, Safety::unsafe, fmt::format("write `{}`", meant), first, meant,
                              fmt::format("{} {}", meant, rest));
            }
            return true;
        }
        return false;
    }

    bool wrong_field(Span span, std::string_view begin,
                     const std::vector<std::string_view>& fields) {
        const auto line = span.in(text_);
        const auto rest = line.substr(begin.size());
        const auto word = first_word_of(rest);
        const auto at = span.begin + static_cast<std::uint32_t>(begin.size());
        const Span place{at, at + static_cast<std::uint32_t>(word.size())};
        const bool grouping = begin.front() == 'g';
        const bool known = std::find(fields.begin(), fields.end(), to_lower(word)) != fields.end();
        if (known) {
            auto& fault =
                add(Fault::value, {at + static_cast<std::uint32_t>(word.size()), span.end},
                    "nothing may follow but `reverse`");
            fault.help = "one field on each line";
            return true;
        }
        auto& fault =
            add(Fault::value, place,
                fmt::format("tasks cannot be {} by `{}`", grouping ? "grouped" : "sorted", word));
        const std::string lower = to_lower(word);
        const std::string meant = lower == "tag" && grouping           ? "tags"
                                  : lower == "starts"                  ? "start"
                                  : lower == "file" || lower == "name" ? "filename"
                                                                       : nearest_word(word, fields);
        if (!meant.empty()) {
            const bool certain = meant == "tags" || meant == "start";
            offer_if_read(fault, certain ? Safety::safe : Safety::unsafe,
                          fmt::format("write `{}`", meant), place, meant,
                          fmt::format("{}{}{}", begin, meant, rest.substr(word.size())));
        }
        return true;
    }

    void suggest(QueryFault& fault, Span span) const {
        const auto line = span.in(text_);
        const std::string whole = nearest_word(line, whole_lines);
        if (!whole.empty()) {
            offer_if_read(fault, Safety::unsafe, fmt::format("write `{}`", whole), span, whole,
                          whole);
            return;
        }
        const auto word = first_word_of(line);
        const auto rest = line.substr(word.size());
        const Span first{span.begin, span.begin + static_cast<std::uint32_t>(word.size())};
        const std::string near = nearest_word(word, first_words);
        if (!near.empty() && near != to_lower(word) &&
            offer_if_read(fault, Safety::unsafe, fmt::format("write `{}`", near), first, near,
                          near + std::string{rest})) {
            fault.span = first;
            return;
        }
        const auto operation = first_word_of(rest.substr(std::min<std::size_t>(1, rest.size())));
        const auto value = rest.substr(std::min(operation.size() + 1, rest.size()));
        constexpr std::array<std::string_view, 7> likely{"contains", "contain", "include", "has",
                                                         "is",       "=",       "matches"};
        if (std::find(likely.begin(), likely.end(), to_lower(operation)) != likely.end()) {
            const auto at = first.end + 1;
            const Span place{at, at + static_cast<std::uint32_t>(operation.size())};
            offer_if_read(fault, Safety::unsafe, "write `includes`", place, "includes",
                          fmt::format("{} includes{}", word, value));
        }
        if (!fault.safety) {
            fault.help = "one filter or instruction a line, as in the plugin's documentation";
        }
    }

    // Combinations

    void look_at_boolean(const FilterTrace& filter) {
        const Span span = filter.span;
        const std::string& problem =
            filter.problem ? filter.problem->kind : statement_->problem->kind;
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
        auto& fault = add(
            Fault::delimiters, span,
            what.empty() ? std::string{"filters, delimiters and operators do not fit together"}
                         : fmt::format("filters, delimiters and operators do not fit together: {}",
                                       what.substr(0, what.find(" (check"))));
        fault.help =
            "each filter in its own `( )`, the same kind of them on the whole line: `(A) "
            "AND ((B) OR (C))`";
    }

    void look_at_operand(const FilterTrace& operand) {
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

    /// `(a) or (b)`, `(a) && (b)`, `not (a)`, `!(a)`.
    bool wrong_operator(Span span) {
        const auto line = span.in(text_);
        if (line.size() > longest_mended) {
            return false;
        }
        std::string mended;
        std::size_t from = 0;
        std::size_t first = line.size();
        std::size_t last = 0;
        for (std::size_t at = 0; at < line.size(); ++at) {
            const bool begins = at == 0 || std::string_view{" \t()[]{}\""}.find(line[at - 1]) !=
                                               std::string_view::npos;
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
                !mended.empty() ||
                (sign == "NOT" && (before.back() == 'D' || before.back() == 'R'));
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
        auto& fault = add(Fault::operator_word, place,
                          "operators are AND, OR, XOR and NOT in capital letters");
        const auto grown = static_cast<std::uint32_t>(mended.size() - line.size());
        const std::string part = mended.substr(first, last - first + grown);
        if (!offer_if_read(fault, Safety::safe, fmt::format("write `{}`", part), place, part,
                           mended)) {
            fault.help = "and each filter in its own `( )`";
        }
        return true;
    }

    /// `not done AND due today`: each part is a filter.
    bool without_delimiters(Span span) {
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
            const auto pair = part.empty() ? std::string_view::npos
                                           : std::string_view{"([{\""}.find(part.front());
            const bool enclosed = part.size() > 2 && pair != std::string_view::npos &&
                                  part.back() == std::string_view{")]}\""}[pair];
            const auto inner = enclosed ? part.substr(1, part.size() - 2) : part;
            if (!context_.reads(inner) ||
                context_.explain(inner).front().instruction.kind != Kind::none) {
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

    /// `(description includes (x))`: the last `)` of the filter is taken for its end.
    bool operand_end(const FilterTrace& filter) {
        const auto line = filter.span.in(text_);
        if (filter.open == filter.close || filter.structure.empty() ||
            line.size() > longest_mended) {
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
                text.substr(0, more + 1).find_first_not_of(filter.close) !=
                    std::string_view::npos) {
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
                if (offer_if_read(attempt, Safety::safe, fmt::format("write `{}`", mended),
                                  filter.span, mended, mended)) {
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

    const QueryContext& context_;
    const StatementReading* statement_ = nullptr;
    std::string_view text_;
    std::vector<QueryFault> out_;
};

}  // namespace

std::vector<QueryFault> query_faults(const QueryContext& context) { return Finder{context}.find(); }

}  // namespace tasklint::lint
