#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tasklint/task.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

struct Heading {
    Span line;
    Span text;  ///< raw, without the `#`s
    std::uint8_t level = 1;
};

/// A list item as Obsidian reports it, task or not.
struct ListItem {
    Span line;
    std::uint32_t parent = none_index;  ///< index into `Document::items`
    std::uint32_t task = none_index;    ///< index into `Document::tasks`
};

/// A line that is no task but was plainly meant as one.
struct SuspectLine {
    enum class Kind : std::uint8_t {
        malformed_checkbox,   ///< `-[ ] text`, `- [] text`, `- [x ] text`, NBSP after the marker
        missing_list_marker,  ///< `[ ] text` right below a list item
    };
    Span line;
    Kind kind = Kind::malformed_checkbox;
    std::uint32_t item_above = none_index;
};

enum class SectionType : std::uint8_t {
    front_matter,
    heading,
    list,
    paragraph,
    quote,
    callout,
    code,
    table,
    html,
    comment,  ///< `%%`
    math,     ///< `$$`
    footnote,
    thematic_break,
};

/// A top-level block of a note. The plugin orders and groups tasks by them.
struct Section {
    SectionType type = SectionType::paragraph;
    Span lines;  ///< from the begin of its first line to the end of its last one
};

/// One scalar of the front matter: `tags: [a, b]` gives two with key `tags`.
struct FrontMatterValue {
    std::string key;    ///< of the top-level mapping
    std::string value;  ///< unquoted
    Span span;          ///< in the note, with its quotes
    bool in_list = false;
};

/// Front matter, read with libyaml when asked for.
struct FrontMatter {
    std::vector<std::pair<std::string, Span>> keys;  ///< of the top-level mapping, in order
    std::vector<FrontMatterValue> values;
    std::string error;  ///< empty if it is sound YAML
    std::uint32_t error_offset = 0;
};

/// One note. Owns the buffer that all spans point into.
struct Document {
    std::string path;  ///< relative to the vault, `/` on every system; may be empty
    std::string text;
    Span front_matter;              ///< between the `---` lines; empty if there is none
    std::vector<Heading> headings;  ///< in order
    std::vector<ListItem> items;    ///< in order of their lines
    std::vector<Task> tasks;        ///< in order of their lines
    std::vector<Token> tokens;      ///< of all tasks
    std::vector<SuspectLine> suspects;
    bool may_have_queries = false;  ///< a fence opens with the word `tasks`

    Document() = default;
    Document(Document&&) = default;
    Document& operator=(Document&&) = default;
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    [[nodiscard]] TaskView view(std::size_t task) const noexcept {
        return {text, &tasks[task], tokens.data() + tasks[task].tokens.first};
    }
    /// The last heading before the task, or null.
    [[nodiscard]] const Heading* heading_of(const Task& task) const noexcept;
};

/// Reads a note. Never fails: any bytes are a note. Linear in its size.
/// @param path relative to the vault, `/` as separator; may be empty
[[nodiscard]] Document parse(std::string text, std::string path, const TaskSettings& settings);
/// The same into a document whose buffers are used again: `document.text` and `document.path`
/// are already set.
void parse(Document& document, const TaskSettings& settings);

[[nodiscard]] FrontMatter read_front_matter(const Document& document);

/// The top-level blocks of a note, in order and apart; every task lies in one. Goes over the text
/// once more, so it is made where it is needed only.
[[nodiscard]] std::vector<Section> read_sections(const Document& document);
/// The section that a task lies in, or null. Logarithmic.
/// @param sections what `read_sections` gave for the task's document
[[nodiscard]] const Section* section_of(const std::vector<Section>& sections,
                                        const Task& task) noexcept;
/// The place of a task among the tasks of its section, from 0, as the plugin numbers them.
/// Logarithmic. @param task index into `Document::tasks`
[[nodiscard]] std::size_t section_index_of(const Document& document, const Section& section,
                                           std::size_t task) noexcept;

/// The date in a file's name, read as the plugin would if its setting were on, in any folder.
[[nodiscard]] std::optional<date::year_month_day> date_in_name(std::string_view path,
                                                               const TaskSettings& settings);
/// The same as the plugin finds it with the given settings; nullopt without one or when the setting
/// is off (Tasks 8.3.0, "Use filename as scheduled date").
[[nodiscard]] std::optional<date::year_month_day> date_from_path(std::string_view path,
                                                                 const TaskSettings& settings);

}  // namespace tasklint
