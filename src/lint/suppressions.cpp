#include "lint/suppressions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/core.h>

#include "tasklint/query.hpp"

#include "document/blocks.hpp"
#include "lint/house.hpp"
#include "lint/rule.hpp"
#include "text/ascii.hpp"
#include "text/find.hpp"

namespace tasklint::lint {

namespace {

using Kind = Suppression::Kind;

constexpr std::string_view word = "tasklint-";
constexpr std::string_view property = suppressing_property;
constexpr std::array<std::pair<std::string_view, Kind>, 4> verbs{
    {{"tasklint-disable-next", Kind::next},
     {"tasklint-disable-line", Kind::line},
     {"tasklint-disable", Kind::block},
     {"tasklint-enable", Kind::enable}}};

bool is_separator(char c) { return c == ' ' || c == '\t' || c == ',' || c == '\n' || c == '\r'; }

/// Nothing but quote marks, list indentation and blanks.
bool is_margin(std::string_view text) {
    return text.find_first_not_of(" \t>") == std::string_view::npos;
}

bool is_selector(std::string_view selector, const std::vector<const Rule*>& known) {
    return std::any_of(known.begin(), known.end(),
                       [&](const Rule* rule) { return selects(selector, *rule); });
}

}  // namespace

namespace {

/// Every note is asked this. A comment begins with `%` or `<`: most notes have neither, and for one
/// byte nothing searches faster than `memchr`.
bool may_suppress(const Document& document) {
    const std::string_view text = document.text;
    const auto percent = text.find('%');
    const auto mark = std::min(percent, text.substr(0, percent).find('<'));
    return (mark != std::string_view::npos && contains(text.substr(mark), word)) ||
           contains(document.front_matter.in(text), word);
}

}  // namespace

Suppressions::Suppressions(const Document& document) {
    if (!may_suppress(document)) {
        return;
    }
    read_property(document);
    read_comments(document);
    set_ranges(document);
}

void Suppressions::add_selectors(std::string_view text, Span list, Kind kind) {
    for (std::uint32_t at = list.begin; at < list.end;) {
        if (is_separator(text[at])) {
            ++at;
            continue;
        }
        Suppression one;
        one.kind = kind;
        one.place.begin = at;
        while (at < list.end && !is_separator(text[at])) {
            ++at;
        }
        one.place.end = at;
        one.selector = one.place.in(text);
        one.comment = comments_.size() - 1;
        all_.push_back(std::move(one));
    }
}

void Suppressions::read_property(const Document& document) {
    if (document.front_matter.in(document.text).find(property) == std::string_view::npos) {
        return;
    }
    const std::string_view text = document.text;
    const FrontMatter matter = read_front_matter(document);
    const auto line_of = [&](const FrontMatterValue& value) {
        const auto begin = text.rfind('\n', value.span.begin) + 1;
        const auto end = std::min(text.find('\n', value.span.end), text.size());
        return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    };
    const auto hides = [&](const FrontMatterValue& value) {
        const auto written = value.span.in(text);
        return value.key == property && !value.value.empty() && written != "null" && written != "~";
    };
    std::optional<Span> line;  // of the values before
    std::size_t lines = 0;
    for (const FrontMatterValue& value : matter.values) {
        if (hides(value)) {
            lines += line != line_of(value) ? 1U : 0U;
            line = line_of(value);
        }
    }
    line.reset();
    for (const FrontMatterValue& value : matter.values) {
        if (!hides(value)) {
            continue;
        }
        const char first = text[value.span.begin];
        if (line != line_of(value)) {
            line = line_of(value);
            const auto written = line->in(text);
            Comment comment;
            comment.line = *line;
            comment.span = *line;
            // The line is all of the property.
            comment.alone = lines == 1 && written.substr(0, property.size()) == property &&
                            first != '|' && first != '>' &&
                            std::count(written.begin(), written.end(), '[') ==
                                std::count(written.begin(), written.end(), ']');
            comments_.push_back(comment);
        }
        // Written as a list of rules in one text, or one item a rule.
        Span inside = value.span;
        if (first == '|' || first == '>') {  // a text of lines
            inside.begin =
                std::min(static_cast<std::uint32_t>(text.find('\n', inside.begin)), inside.end);
        }
        if (inside.size() > 1 && (first == '"' || first == '\'')) {
            ++inside.begin;
            --inside.end;
        }
        add_selectors(text, inside, Kind::file);
    }
}

void Suppressions::read_line(const Document& document, Span line) {
    const std::string_view text = std::string_view{document.text}.substr(0, line.end);
    for (auto at = text.find(word, line.begin); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        const auto before = text.substr(line.begin, at - line.begin);
        const auto mark = before.substr(0, before.find_last_not_of(" \t") + 1);
        const bool percent = mark.size() >= 2 && mark.substr(mark.size() - 2) == "%%";
        const bool html = mark.size() >= 4 && mark.substr(mark.size() - 4) == "<!--";
        const std::string_view closer = percent ? "%%" : "-->";
        const auto close = text.find(closer, at);
        const bool in_code = std::count(before.begin(), before.end(), '`') % 2 != 0;
        if ((!percent && !html) || close == std::string_view::npos || in_code) {
            continue;
        }
        const auto begin =
            line.begin + static_cast<std::uint32_t>(mark.size()) - (percent ? 2U : 4U);
        const auto end = static_cast<std::uint32_t>(close + closer.size());
        auto verb_end = static_cast<std::uint32_t>(at);
        while (verb_end < close && (text[verb_end] == '-' || is_ascii_lower(text[verb_end]))) {
            ++verb_end;
        }
        Comment comment;
        comment.span = {begin, end};
        comment.line = line;
        comment.verb = {static_cast<std::uint32_t>(at), verb_end};
        comment.alone =
            is_margin(Span{line.begin, begin}.in(text)) && is_margin(Span{end, line.end}.in(text));
        const auto* const verb = std::find_if(verbs.begin(), verbs.end(), [&](const auto& known) {
            return known.first == comment.verb.in(text);
        });
        comment.known = verb != verbs.end();
        comments_.push_back(comment);
        const auto colon = std::min(text.find(':', verb_end), close);
        if (comment.known) {
            add_selectors(text, {verb_end, static_cast<std::uint32_t>(colon)}, verb->second);
        }
    }
}

const Span* Suppressions::query_at(std::uint32_t offset) const {
    const auto query =
        std::lower_bound(queries_.begin(), queries_.end(), offset,
                         [](const Span& one, std::uint32_t at) { return one.end < at; });
    return query != queries_.end() && query->begin <= offset ? &*query : nullptr;
}

void Suppressions::read_comments(const Document& document) {
    using document::Block;
    const std::string_view text = document.text;
    if (document.may_have_queries) {
        for (const QueryBlock& block : query_blocks(document)) {
            if (!block.begins.empty()) {
                const auto end = std::min(text.find('\n', block.begins.back()), text.size());
                queries_.push_back({block.begins.front(), static_cast<std::uint32_t>(end)});
            }
        }
    }
    document::BlockScanner scanner{document.text};
    document::LineInfo info;
    while (scanner.next(info)) {
        const bool code = info.block == Block::fenced_code || info.block == Block::indented_code ||
                          info.block == Block::front_matter || info.block == Block::math;
        // In a query a line that begins with `#` is a comment.
        const bool of_query = info.block == Block::fenced_code && !queries_.empty() &&
                              info.content < info.line.end && text[info.content] == '#' &&
                              query_at(info.line.end) != nullptr;
        if ((!code || of_query) &&
            info.line.in(document.text).find(word) != std::string_view::npos) {
            read_line(document, info.line);
        }
    }
}

void Suppressions::set_ranges(const Document& document) {
    const auto end = static_cast<std::uint32_t>(document.text.size());
    // The line of the next task, or of the next one that was meant as one; the next query, and in
    // one its next line.
    const auto next_line = [&](std::uint32_t behind) {
        Span found{end, end};
        if (query_at(behind) != nullptr) {
            const auto line = std::min(behind + 1, end);
            const auto line_end = document.text.find('\n', line);
            return Span{line,
                        line_end == std::string::npos ? end : static_cast<std::uint32_t>(line_end)};
        }
        const auto task =
            std::lower_bound(document.tasks.begin(), document.tasks.end(), behind,
                             [](const Task& one, std::uint32_t at) { return one.line.begin < at; });
        if (task != document.tasks.end()) {
            found = task->line;
        }
        const auto query =
            std::lower_bound(queries_.begin(), queries_.end(), behind,
                             [](const Span& one, std::uint32_t at) { return one.begin < at; });
        if (query != queries_.end() && query->begin < found.begin) {
            found = *query;
        }
        const auto suspect = std::lower_bound(
            document.suspects.begin(), document.suspects.end(), behind,
            [](const SuspectLine& one, std::uint32_t at) { return one.line.begin < at; });
        return suspect != document.suspects.end() && suspect->line.begin < found.begin
                   ? suspect->line
                   : found;
    };
    std::map<std::string_view, std::vector<Suppression*>> open;  // blocks, by selector
    const auto close = [](std::vector<Suppression*>& blocks, std::uint32_t at, Suppression& by) {
        for (Suppression* const block : blocks) {
            block->open = false;
            block->range.end = at;
            by.used = true;
        }
        blocks.clear();
    };
    for (Suppression& one : all_) {
        const Comment& comment = comments_[one.comment];
        switch (one.kind) {
            case Kind::file: one.range = {0, end}; break;
            case Kind::line: one.range = comment.line; break;
            case Kind::next: one.range = next_line(comment.line.end); break;
            case Kind::block:
                one.range = {comment.span.end, end};
                one.open = true;
                open[one.selector].push_back(&one);
                break;
            case Kind::enable:
                if (one.selector == "all") {
                    for (auto& [selector, blocks] : open) {
                        close(blocks, comment.span.begin, one);
                    }
                } else {
                    close(open[one.selector], comment.span.begin, one);
                }
                break;
        }
    }
}

void Suppressions::apply(std::vector<Diagnostic>& findings, const Config& config,
                         std::vector<Diagnostic>* suppressed) {
    if (all_.empty()) {
        return;
    }
    const auto known = known_rules(config);
    std::vector<Suppression*> by_begin;
    for (Suppression& one : all_) {
        if (one.kind != Kind::enable && is_selector(one.selector, known)) {
            by_begin.push_back(&one);
        }
    }
    std::stable_sort(by_begin.begin(), by_begin.end(),
                     [](const auto* a, const auto* b) { return a->range.begin < b->range.begin; });
    // Those that reach the finding, by selector; there are few selectors, however many comments.
    std::map<std::string_view, std::vector<Suppression*>> reach;
    auto next = by_begin.begin();
    const auto hidden = [&](const Diagnostic& finding) {
        for (; next != by_begin.end() && (*next)->range.begin <= finding.span.begin; ++next) {
            reach[(*next)->selector].push_back(*next);
        }
        bool hides = false;
        for (auto& [selector, inner] : reach) {
            while (!inner.empty() && inner.back()->range.end < finding.span.begin) {
                inner.pop_back();  // it ends before this finding, and so before all that follow
            }
            if (!inner.empty() && selects(selector, *finding.rule)) {
                inner.back()->used = true;
                hides = true;
            }
        }
        return hides;
    };
    std::vector<Diagnostic> shown;
    shown.reserve(findings.size());
    for (Diagnostic& finding : findings) {
        if (!hidden(finding)) {
            shown.push_back(std::move(finding));
        } else if (suppressed != nullptr) {
            suppressed->push_back(std::move(finding));
        }
    }
    findings = std::move(shown);
}

namespace {

/// What goes with a comment: its line if it stands alone there, else a blank before it.
Span whole_comment(std::string_view text, const Suppressions::Comment& comment) {
    Span cut = comment.alone ? comment.line : comment.span;
    if (comment.alone) {
        if (cut.end < text.size()) {
            cut.end += text[cut.end] == '\r' ? 2 : 1;
        }
        return cut;
    }
    const bool apart = cut.end == comment.line.end || text[cut.end] == ' ';
    if (apart && cut.begin > comment.line.begin && text[cut.begin - 1] == ' ') {
        --cut.begin;
    }
    return cut;
}

/// A selector with what parts it from the next one, or of the last one from the one before.
Span one_selector(std::string_view text, Span place, bool last) {
    while (last ? is_separator(text[place.begin - 1]) : is_separator(text[place.end])) {
        place = last ? Span{place.begin - 1, place.end} : Span{place.begin, place.end + 1};
    }
    return place;
}

}  // namespace

void Suppressions::report_unused(const Document& document, const RuleSelection& selection,
                                 const Config& config, Judged when, Report& report) const {
    const std::string_view text = document.text;
    const auto known = known_rules(config);
    const auto is_unused = [&](const Suppression& one) {
        bool ran = one.kind == Kind::enable;
        Judged judged = Judged::by_note;
        for (const Rule* const rule : known) {
            if (selects(one.selector, *rule)) {
                judged = rule->check_vault != nullptr ? Judged::by_vault : judged;
                ran = ran || selection.enabled(*rule);
            }
        }
        return !one.used && ran && judged == when;
    };
    for (std::size_t i = 0; i < all_.size();) {
        const Comment& comment = comments_[all_[i].comment];
        std::size_t behind = i;
        std::vector<const Suppression*> unused;
        for (; behind < all_.size() && all_[behind].comment == all_[i].comment; ++behind) {
            const Suppression& one = all_[behind];
            if (one.open && when == Judged::by_note) {
                auto& finding = report.add(
                    one.place,
                    fmt::format("no `tasklint-enable {}` follows: it hides to the note's end",
                                one.selector));
                finding.help = "close it, or write `tasklint-disable` in the front matter";
            }
            if (is_unused(one)) {
                unused.push_back(&one);
            }
        }
        const bool whole = unused.size() == behind - i;  // then one finding for the comment
        for (const Suppression* const one : unused) {
            auto& finding = report.add(
                whole ? comment.span : one->place,
                one->kind == Kind::enable
                    ? fmt::format("nothing is disabled that `{}` could enable", one->selector)
                    : fmt::format("{} hides nothing",
                                  whole ? "it" : fmt::format("`{}`", one->selector)));
            if (comment.verb.empty() && !(whole && comment.alone)) {
                finding.help = "take it out of the front matter";  // commas and all
            } else {
                Fix fix;
                fix.effect = Effect::comment;
                fix.title = "take it out";
                fix.edits.push_back({whole
                                         ? whole_comment(text, comment)
                                         : one_selector(text, one->place, one == &all_[behind - 1]),
                                     ""});
                finding.fix = std::move(fix);
            }
            if (whole) {
                break;
            }
        }
        i = behind;
    }
}

}  // namespace tasklint::lint
