// Queries as the rules see them: where their parts stand, and what is said of them.
#include "lint/query.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/query_values.hpp"
#include "text/ascii.hpp"

namespace tasklint::lint {

Span QueryContext::place(const StatementReading& statement, Span part) const {
    const auto& raw = statement.raw.places;
    if (statement.expanded || part.end >= raw.size()) {
        part = {0, static_cast<std::uint32_t>(raw.size() - 1)};
    }
    const auto at = [&](std::uint32_t offset) {
        return places[std::min<std::size_t>(raw[offset], places.size() - 1)];
    };
    if (part.begin >= part.end) {
        return {at(part.begin), at(part.begin)};
    }
    // Behind the last byte: the next one of the text may stand on another line.
    return {at(part.begin),
            places[std::min<std::size_t>(raw[part.end - 1] + 1U, places.size() - 1)]};
}

std::deque<StatementReading> QueryContext::explain(std::string_view line) const {
    query::Reader reader{note, query::presets_of(config.tasks), today};
    return reader.explain(line);
}

bool QueryContext::reads(std::string_view line) const {
    line = trim(line);
    if (line.empty() || line.front() == '#') {
        return false;
    }
    query::Reader reader{note, query::presets_of(config.tasks), today};
    const auto wrong = reader.read(line);
    return !wrong || wrong->second.kind == "not-certain" ||
           wrong->second.kind == "needs-javascript";
}

const std::vector<QueryFault>& QueryContext::faults() const {
    if (!faults_once) {
        faults_once = query_faults(*this);
    }
    return *faults_once;
}

Diagnostic& add_at(const QueryContext& context, const StatementReading& statement, Span part,
                   std::string message, Report& report) {
    if (statement.expanded) {
        message += fmt::format(" (with its placeholders the line is `{}`)", statement.text);
    }
    auto& finding = report.add(context.place(statement, part), std::move(message));
    return finding;
}

void offer(const QueryContext& context, const StatementReading& statement, Span part, Safety safety,
           std::string title, std::string text, Diagnostic& finding) {
    const Span place = context.place(statement, part);
    const bool one_piece =
        std::none_of(statement.raw.joints.begin(), statement.raw.joints.end(),
                     [&](std::uint32_t joint) { return part.begin <= joint && joint <= part.end; });
    if (statement.expanded || !one_piece || context.kind != QueryContext::Kind::block ||
        text.find('\n') != std::string::npos) {
        finding.help = std::move(title);
        return;
    }
    Fix fix;
    fix.safety = safety;
    fix.title = std::move(title);
    fix.effect = Effect::query;
    fix.edits.push_back({place, std::move(text)});
    finding.fix = std::move(fix);
}

void report_faults(const QueryContext& context, Fault fault, Report& report,
                   std::optional<Severity> severity) {
    for (const QueryFault& one : context.faults()) {
        if (one.fault != fault) {
            continue;
        }
        auto& finding = add_at(context, *one.statement, one.span, one.message, report);
        if (severity) {
            finding.severity = *severity;
        }
        finding.plugin_reads =
            context.kind == QueryContext::Kind::block ? "an error: the block lists nothing"
            : context.kind == QueryContext::Kind::property
                ? "an error: no block of the note lists anything"
            : context.kind == QueryContext::Kind::global_query
                ? "an error: no block lists anything that does not ignore the global query"
                : "an error: no block that uses the preset lists anything";
        finding.help = one.help;
        if (one.safety) {
            offer(context, *one.statement, one.span, *one.safety, one.title, one.mended, finding);
        }
    }
}

namespace {

void visit(const StatementReading& statement, const FilterTrace& filter,
           const std::function<void(const StatementReading&, const FilterTrace&)>& each) {
    if (filter.kind != FilterTrace::Kind::boolean) {
        each(statement, filter);
        return;
    }
    for (const FilterTrace& operand : filter.operands) {
        visit(statement, operand, each);
    }
}

}  // namespace

void for_each_filter(const QueryContext& context,
                     const std::function<void(const StatementReading&, const FilterTrace&)>& each) {
    for (const StatementReading& statement : context.statements) {
        if (statement.instruction.kind == query::Instruction::Kind::none &&
            statement.filter.kind != FilterTrace::Kind::none) {
            visit(statement, statement.filter, each);
        }
    }
}

std::string days_text(std::string_view keyword, const date::year_month_day& start,
                      const date::year_month_day& end) {
    if (keyword == "before") {
        return fmt::format("before {}", to_string(start));
    }
    if (keyword == "after") {
        return fmt::format("after {}", to_string(end));
    }
    if (keyword == "on or before" || keyword == "in or before") {
        return fmt::format("on or before {}", to_string(end));
    }
    if (keyword == "on or after" || keyword == "in or after") {
        return fmt::format("on or after {}", to_string(start));
    }
    return start == end ? fmt::format("on {}", to_string(start))
                        : fmt::format("from {} to {}", to_string(start), to_string(end));
}

std::string days_text(const FilterTrace& filter) {
    return days_text(filter.keyword, filter.dates.start, filter.dates.end);
}

std::string nearest_word(std::string_view word, const std::vector<std::string_view>& words) {
    const std::vector<std::string> candidates(words.begin(), words.end());
    constexpr std::size_t longest_word = 60;
    return word.size() > longest_word ? std::string{} : nearest(to_lower(word), candidates);
}

bool has_form(const FilterTrace& filter, query::DateForm form) {
    return filter.kind == FilterTrace::Kind::date && !is_refused(filter) &&
           (filter.dates.form == form ||
            (filter.dates.form == query::DateForm::passed_over && filter.dates.inner == form));
}

bool is_capital_week(std::string_view text) {
    constexpr std::size_t longest = 40;
    if (text.size() > longest) {
        return false;
    }
    std::string plain;
    for (const char c : to_lower(text)) {
        if (c != ' ' || (!plain.empty() && plain.back() != ' ')) {
            plain.push_back(c);
        }
    }
    const auto reading = query::read_dates({{}, plain}, date::year{2026} / 1 / 1);
    return plain != text && reading.form == query::DateForm::relative &&
           reading.phrase.size() == plain.size();
}

bool has_extra_instructions(const QueryNote& note) {
    return std::any_of(
        note.properties.begin(), note.properties.end(), [](const QueryProperty& property) {
            return to_lower(property.name) == "tq_extra_instructions" && !property.value.empty();
        });
}

bool is_sort_by_tags(const StatementReading& statement) {
    const auto& read = statement.instruction;
    return read.kind == query::Instruction::Kind::sort && read.property == query::Property::tags &&
           !read.passed_over.empty() &&
           (read.passed_over.front() == 's' || read.passed_over.front() == 'S');
}

std::string_view date_phrase(const StatementReading& statement, const FilterTrace& filter) {
    const std::string_view phrase = filter.dates.phrase;
    return phrase.empty() ? trim(part_of(statement, filter.value)) : phrase;
}

std::string with_plain_values(std::string_view raw) {
    std::string plain;
    while (!raw.empty()) {
        const auto open = raw.find("{{");
        const auto close = raw.find("}}", open);
        plain += raw.substr(0, open);
        if (open == std::string_view::npos || close == std::string_view::npos) {
            break;
        }
        plain += "x";
        raw.remove_prefix(close + 2);
    }
    return plain;
}

std::optional<JoinedFilter> joins_a_filter(const QueryContext& context, std::string_view value) {
    constexpr std::size_t longest_value = 1000;  // bytes, and operators that are looked behind
    constexpr int most_operators = 8;
    if (value.size() > longest_value) {
        return std::nullopt;
    }
    const std::string lower = to_lower(value);
    int seen = 0;
    // `done AND is recurring` has the operator in front.
    for (std::size_t at = 0; at < lower.size();
         at = std::min(lower.find(' ', at), lower.size()) + 1) {
        const std::string_view rest = std::string_view{lower}.substr(at);
        const std::size_t size = rest.substr(0, 4) == "and "  ? 3
                                 : rest.substr(0, 3) == "or " ? 2
                                                              : 0;
        if (size == 0 || lower.size() != value.size()) {
            continue;
        }
        if (++seen > most_operators) {
            break;
        }
        const auto sign = value.substr(at, size);
        const auto behind = trim(value.substr(at + size));
        if (context.reads(behind) &&
            query::read_instruction(behind).kind == query::Instruction::Kind::none) {
            return JoinedFilter{at, sign, sign.front() <= 'Z'};
        }
    }
    return std::nullopt;
}

std::string_view operator_for(std::string_view word) {
    const std::string lower = to_lower(word);
    return lower == "and" || lower == "&&" || lower == "&"  ? "AND"
           : lower == "or" || lower == "||" || lower == "|" ? "OR"
           : lower == "xor"                                 ? "XOR"
           : lower == "not" || lower == "!"                 ? "NOT"
                                                            : "";
}

std::optional<JoinedFilter> small_operator(std::string_view value) {
    constexpr std::string_view closing = ")]}\"";
    constexpr std::string_view opening = "([{\"";
    std::array<int, 4> depth{};  // of each pair
    for (std::size_t at = 0; at < value.size(); ++at) {
        if (const auto pair = opening.substr(0, 3).find(value[at]); pair != opening.npos) {
            ++depth[pair];
        }
        const auto pair = closing.find(value[at]);
        if (pair == closing.npos) {
            continue;
        }
        --depth[pair];
        const auto begin = value.find_first_not_of(' ', at + 1);
        if (begin == std::string_view::npos) {
            break;
        }
        const auto sign = value.substr(begin, value.substr(begin).find(' '));
        const auto meant = operator_for(sign);
        const auto behind = value.find_first_not_of(' ', begin + sign.size());
        // A sign may be searched for: it joins filters if it stands outside of all that is opened.
        const bool joins = is_ascii_lower(sign.front()) || depth[pair] < 0;
        if (!meant.empty() && meant != "NOT" && sign != meant && joins &&
            behind != std::string_view::npos && opening.find(value[behind]) != opening.npos) {
            return JoinedFilter{begin, sign, false};
        }
    }
    return std::nullopt;
}

namespace {

/// Calls `each` with every block of a note as it is read.
template <typename Each> void for_each_block(const DocumentContext& note, Each each) {
    const auto blocks = query_blocks(note.document);
    if (blocks.empty()) {
        return;
    }
    const QueryNote properties = query_note(note.document);
    for (const QueryBlock& block : blocks) {
        std::vector<std::uint32_t> places;
        places.reserve(block.text.size() + 1);
        std::size_t line = 0;
        std::uint32_t at = block.begins.empty() ? 0 : block.begins.front();
        for (const char c : block.text) {
            places.push_back(at++);
            if (c == '\n') {
                at = block.begins[++line];
            }
        }
        places.push_back(at);
        query::Reader reader{properties, query::presets_of(note.config.tasks), note.today};
        const auto statements = reader.explain(block.text);
        each(QueryContext{QueryContext::Kind::block,
                          {},
                          note.config,
                          note.today,
                          properties,
                          block.text,
                          places,
                          statements});
    }
}

}  // namespace

namespace {

/// The property whose text comes before each block of the note.
void check_property(const DocumentContext& note, const RuleSelection& selection, Report& report) {
    constexpr std::string_view name = "tq_extra_instructions";
    const std::string_view text = note.document.text;
    if (note.document.front_matter.empty() ||
        to_lower(note.document.front_matter.in(text)).find(name) == std::string::npos) {
        return;
    }
    for (const FrontMatterValue& value : note.front_matter().values) {
        if (to_lower(value.key) != name || value.in_list || value.value.empty()) {
            continue;
        }
        // What is quoted or folded otherwise stands where the property does.
        const bool plain = value.span.in(text) == value.value;
        const bool quoted = value.span.size() == value.value.size() + 2;
        std::vector<std::uint32_t> places;
        for (std::uint32_t i = 0; i < value.value.size(); ++i) {
            places.push_back(value.span.begin + (plain ? i : quoted ? i + 1 : 0));
        }
        places.push_back(quoted ? value.span.end - 1 : value.span.end);
        check_query_text(QueryContext::Kind::property, {}, value.value, places,
                         query_note(note.document), note.config, selection, note.today, report);
    }
}

}  // namespace

void check_queries(const DocumentContext& note, const RuleSelection& selection, Report& report) {
    check_property(note, selection, report);
    for_each_block(note, [&](const QueryContext& context) {
        for (const auto& [rule, severity] : selection.chosen_for_queries()) {
            report.begin_rule(*rule, severity);
            rule->check_query(context, report);
        }
    });
}

void check_query_text(QueryContext::Kind kind, std::string_view name, std::string_view text,
                      const std::vector<std::uint32_t>& places, const QueryNote& note,
                      const Config& config, const RuleSelection& selection,
                      const date::year_month_day& today, Report& report) {
    query::Reader reader{note, query::presets_of(config.tasks), today};
    const auto statements = reader.explain(text);
    const QueryContext context{kind, name, config, today, note, text, places, statements};
    for (const auto& [rule, severity] : selection.chosen_for_queries()) {
        report.begin_rule(*rule, severity);
        rule->check_query(context, report);
    }
}

void add_searches(const DocumentContext& note, std::uint32_t index, std::vector<SearchUse>& out) {
    const LineIndex lines{note.document.text};
    for_each_block(note, [&](const QueryContext& context) {
        for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
            const bool known = filter.field == "tags" || filter.field == "path" ||
                               filter.field == "folder" || filter.field == "root" ||
                               filter.field == "filename";
            const auto value = part_of(statement, filter.value);
            if (!searches(filter) || !known || statement.expanded ||
                filter.operation != query::TextOperation::includes ||
                !impossible_value(filter.field, value).first.empty() ||
                value.find_first_of("\"'") != std::string_view::npos ||
                to_lower(value) == to_lower(context.config.tasks.global_filter) ||
                joins_a_filter(context, value) || small_operator(value)) {
                return;
            }
            const Span place = context.place(statement, filter.value);
            out.push_back(
                {filter.field, std::string{value}, {index, lines.line_of(place.begin), place}});
        });
    });
}

}  // namespace tasklint::lint
