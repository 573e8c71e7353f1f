// Writes comments that hide findings. What the plugin reads must stay as it is, and so the note is
// read again: where a comment line above a task would change that, the front matter takes it.
#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "document/line_marks.hpp"
#include "fix/verify.hpp"
#include "lint/suppressions.hpp"
#include "tasklint/fix.hpp"

namespace tasklint {

namespace {

constexpr std::string_view property = lint::suppressing_property;

using Codes = std::set<std::string_view>;

std::string joined(const Codes& codes, std::string_view separator) {
    std::string out;
    for (const auto code : codes) {
        out += out.empty() ? "" : separator;
        out += code;
    }
    return out;
}

/// The tasks stand in the same sections, as the plugin numbers them.
bool keeps_sections(const Document& before, const Document& after) {
    const auto old_sections = read_sections(before);
    const auto new_sections = read_sections(after);
    for (std::size_t i = 0; i < before.tasks.size(); ++i) {
        const auto* const old_one = section_of(old_sections, before.tasks[i]);
        const auto* const new_one = section_of(new_sections, after.tasks[i]);
        if (old_one == nullptr || new_one == nullptr || old_one->type != new_one->type ||
            section_index_of(before, *old_one, i) != section_index_of(after, *new_one, i)) {
            return false;
        }
    }
    return true;
}

class Suppressor {
public:
    Suppressor(std::string text, std::string path, const Config& config, std::string_view reason)
        : path_{std::move(path)},
          config_{config},
          reason_{reason},
          document_{parse(std::move(text), path_, config.tasks)} {}

    SuppressResult run(std::vector<Diagnostic> findings) {
        SuppressResult result;
        std::map<std::uint32_t, Codes> lines;  // by the begin of the task's line
        Codes of_note;
        for (const Diagnostic& finding : findings) {
            if (const auto line = line_of(finding.span.begin)) {
                lines[*line].insert(finding.rule->code);
            } else {
                of_note.insert(finding.rule->code);
            }
        }
        if (!add_comments(lines)) {
            // From the last one to the first: the others stay where they are. Each costs a reading
            // of the note.
            constexpr std::size_t most = 200;
            std::vector<std::pair<std::uint32_t, Codes>> backwards{lines.begin(), lines.end()};
            std::reverse(backwards.begin(), backwards.end());
            for (const auto& [line, codes] : backwards) {
                if (lines.size() > most || !add_comments({{line, codes}})) {
                    of_note.insert(codes.begin(), codes.end());
                }
            }
        }
        if (!of_note.empty()) {
            static_cast<void>(add_to_front_matter(of_note));
        }
        result.left = still_shown(std::move(findings));
        result.text = std::move(document_.text);
        return result;
    }

private:
    /// The line of the task that a place belongs to, or of what was meant as one.
    [[nodiscard]] std::optional<std::uint32_t> line_of(std::uint32_t offset) const {
        const auto found_in = [&](const auto& all) -> std::optional<std::uint32_t> {
            const auto next = std::upper_bound(
                all.begin(), all.end(), offset,
                [](std::uint32_t at, const auto& one) { return at < one.line.begin; });
            return next == all.begin() || std::prev(next)->line.end < offset
                       ? std::nullopt
                       : std::optional{std::prev(next)->line.begin};
        };
        const auto of_task = found_in(document_.tasks);
        return of_task ? of_task : found_in(document_.suspects);
    }

    /// @param deeper blanks behind the task's own margin
    [[nodiscard]] std::string comment(std::uint32_t line, const Codes& codes,
                                      std::string_view deeper) const {
        const std::string_view text = document_.text;
        const auto end = std::min(text.find_first_not_of(" \t>", line), text.size());
        return fmt::format("{}{}%% tasklint-disable-next {}{}{} %%{}",
                           text.substr(line, end - line), deeper, joined(codes, " "),
                           reason_.empty() ? "" : ": ", reason_, document::ending_at(text, line));
    }

    /// Above each line; right below an item of the same list within that item, as a comment at the
    /// margin would end the list.
    bool add_comments(const std::map<std::uint32_t, Codes>& lines) {
        constexpr std::array<std::string_view, 3> within{"  ", "    ", ""};
        return std::any_of(within.begin(), within.end(), [&](std::string_view deeper) {
            std::vector<Edit> edits;
            edits.reserve(lines.size());
            for (const auto& [line, codes] : lines) {
                edits.push_back(
                    {{line, line}, comment(line, codes, follows_item(line) ? deeper : "")});
            }
            return apply(edits, edits.size());
        });
    }

    /// The line above begins a list item, and this one none that is nested: there the margin is
    /// within the item around it.
    [[nodiscard]] bool follows_item(std::uint32_t line) const {
        const auto next = std::lower_bound(
            document_.items.begin(), document_.items.end(), line,
            [](const ListItem& item, std::uint32_t at) { return item.line.begin < at; });
        const bool is_nested =
            next != document_.items.end() && next->line.begin == line && next->parent != none_index;
        if (next == document_.items.begin() || is_nested) {
            return false;
        }
        const auto between = std::string_view{document_.text}.substr(
            std::prev(next)->line.end, line - std::prev(next)->line.end);
        return between == "\n" || between == "\r\n";
    }

    /// @param comments how many comments that hide findings the edits add
    /// @return false, with nothing changed, if the note would read otherwise, or a comment as code
    bool apply(const std::vector<Edit>& edits, std::size_t comments = 0) {
        if (edits.empty()) {
            return true;
        }
        const Span whole{0, static_cast<std::uint32_t>(document_.text.size())};
        auto text = fixing::edited(document_.text, whole, edits);
        if (text.size() > std::numeric_limits<std::uint32_t>::max()) {
            return false;  // no note is that long
        }
        auto after = parse(std::move(text), path_, config_.tasks);
        fixing::Changes changes;
        changes.edits = edits;
        const auto comments_of = [](const Document& document) {
            return lint::Suppressions{document}.comments().size();
        };
        if (after.suspects.size() != document_.suspects.size() ||
            (comments != 0 && comments_of(after) != comments_of(document_) + comments) ||
            !fixing::keeps_structure(document_, LineIndex{document_.text}, whole, after, changes) ||
            !keeps_sections(document_, after)) {
            return false;
        }
        document_ = std::move(after);
        moves_.emplace_back(edits);
        return true;
    }

    /// The front matter is read again: what it says else must be as before, and what hides findings
    /// more by these.
    [[nodiscard]] bool keeps_properties(const std::vector<Edit>& edits, const Codes& codes) const {
        const Span whole{0, static_cast<std::uint32_t>(document_.text.size())};
        const Document after =
            parse(fixing::edited(document_.text, whole, edits), path_, config_.tasks);
        const auto parted = [](const FrontMatter& matter, std::string& hiding) {
            std::vector<std::pair<std::string_view, std::string_view>> others;
            for (const FrontMatterValue& value : matter.values) {
                if (value.key == property) {
                    hiding += value.value + " ";
                } else {
                    others.emplace_back(value.key, value.value);
                }
            }
            return others;
        };
        const FrontMatter old_matter = read_front_matter(document_);
        const FrontMatter new_matter = read_front_matter(after);
        std::string old_hiding;
        std::string new_hiding;
        const auto keys_of = [](const FrontMatter& matter) {
            return std::count_if(matter.keys.begin(), matter.keys.end(),
                                 [](const auto& key) { return key.first == property; });
        };
        return new_matter.error.empty() && keys_of(new_matter) == 1 &&
               parted(old_matter, old_hiding) == parted(new_matter, new_hiding) &&
               std::all_of(codes.begin(), codes.end(), [&](std::string_view code) {
                   return new_hiding.find(code) != std::string::npos;
               });
    }

    bool apply_to_front_matter(const Edit& edit, const Codes& codes) {
        return keeps_properties({edit}, codes) && apply({edit});
    }

    bool add_to_front_matter(const Codes& codes) {
        const std::string_view text = document_.text;
        const auto list = joined(codes, ", ");
        if (document_.front_matter.empty() && text.substr(0, 3) != "---") {
            constexpr std::string_view mark = "\xEF\xBB\xBF";
            const auto begin =
                static_cast<std::uint32_t>(text.substr(0, mark.size()) == mark ? mark.size() : 0);
            const auto ending = document::ending_at(text, 0);
            return apply_to_front_matter(
                {{begin, begin}, fmt::format("---{0}{1}: [{2}]{0}---{0}", ending, property, list)},
                codes);
        }
        const auto matter = read_front_matter(document_);
        if (!matter.error.empty()) {
            return false;
        }
        const FrontMatterValue* last = nullptr;
        for (const FrontMatterValue& value : matter.values) {
            const auto written = value.span.in(text);
            const bool null = written.empty() || written == "null" || written == "~";
            last = value.key == property && !value.value.empty() && !null ? &value : last;
        }
        const auto key = std::find_if(matter.keys.begin(), matter.keys.end(),
                                      [](const auto& one) { return one.first == property; });
        if (last == nullptr && key != matter.keys.end()) {  // `tasklint-disable: []`
            const auto end = std::min(text.find_first_of("\r\n", key->second.end), text.size());
            const Span rest{key->second.end, static_cast<std::uint32_t>(end)};
            const auto written = trim(rest.in(text));
            return (written == ":" || written == ": []" || written == ": ~" ||
                    written == ": null") &&
                   apply_to_front_matter({rest, fmt::format(": [{}]", list)}, codes);
        }
        if (last == nullptr) {
            const auto end = document_.front_matter.end;
            const auto ending = document::ending_at(text, end);
            return apply_to_front_matter(
                {{end, end}, fmt::format("{}: [{}]{}", property, list, ending)}, codes);
        }
        if (!last->in_list) {
            return apply_to_front_matter({last->span, fmt::format("[{}, {}]", last->value, list)},
                                         codes);
        }
        const auto line = text.rfind('\n', last->span.begin) + 1;
        const auto before = text.substr(line, last->span.begin - line);
        if (before.find('-') == std::string_view::npos ||
            before.find_first_not_of(" -") != std::string_view::npos) {
            return apply_to_front_matter({{last->span.end, last->span.end}, ", " + list}, codes);
        }
        std::string items;  // one a line
        for (const auto code : codes) {
            items += fmt::format("{}{}{}", document::ending_at(text, line), before, code);
        }
        return apply_to_front_matter({{last->span.end, last->span.end}, items}, codes);
    }

    /// Those that the comments do not hide.
    [[nodiscard]] std::vector<Diagnostic> still_shown(std::vector<Diagnostic> findings) const {
        for (Diagnostic& finding : findings) {
            for (const auto& moved : moves_) {
                finding.span = {moved(finding.span.begin), moved(finding.span.end)};
            }
        }
        std::stable_sort(
            findings.begin(), findings.end(),
            [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; });
        lint::Suppressions{document_}.apply(findings, config_);
        return findings;
    }

    std::string path_;
    const Config& config_;
    std::string_view reason_;
    Document document_;
    std::vector<fixing::Moved> moves_;  // one after the other
};

}  // namespace

SuppressResult suppress(std::string text, const std::string& path, const Config& config,
                        std::vector<Diagnostic> findings, std::string_view reason) {
    return Suppressor{std::move(text), path, config, reason}.run(std::move(findings));
}

}  // namespace tasklint
