// A note → its headings, list items and tasks.
#include <algorithm>

#include "tasklint/document.hpp"

#include "document/blocks.hpp"
#include "document/line_marks.hpp"
#include "syntax/parse_task_line.hpp"
#include "text/ascii.hpp"

namespace tasklint {

namespace {

using document::BlockScanner;
using document::is_blank;
using document::LineInfo;
using document::LineKind;
using document::may_be_unseen;
using document::short_box_end;
using document::skip_unseen;

/// What reading a note fills and nobody wants afterwards. Kept from note to note.
struct Buffers {
    syntax::Scratch line;
    std::vector<std::uint32_t> nearest_task;  // by item: itself or the task around it
};

/// One huge note must not be paid for until the end, be it read or not.
class LetGoOfLarge {
public:
    LetGoOfLarge(Buffers& buffers, std::size_t size) : buffers_{buffers}, size_{size} {}
    LetGoOfLarge(const LetGoOfLarge&) = delete;
    LetGoOfLarge& operator=(const LetGoOfLarge&) = delete;
    ~LetGoOfLarge() {
        if (size_ > 16U << 20U) {
            buffers_ = Buffers{};
        }
    }

private:
    Buffers& buffers_;
    std::size_t size_;
};

class Reader {
public:
    Reader(Document& document, const TaskSettings& settings, const KnownNames* names,
           Buffers& buffers)
        : document_{document},
          text_{document.text},
          settings_{settings},
          names_{names},
          scratch_{buffers.line},
          nearest_task_{buffers.nearest_task} {
        nearest_task_.clear();
    }

    void run(BlockScanner& scanner) {
        LineInfo line;
        for (;;) {
            if (scanner.skip_prose()) {
                below_item_ = false;
            }
            if (!scanner.next(line)) {
                return;
            }
            switch (line.kind) {
                case LineKind::hidden:
                case LineKind::blank: below_item_ = false; break;
                case LineKind::heading:
                    add_heading(line);
                    below_item_ = false;
                    break;
                case LineKind::underline:
                    add_underlined(line, scanner.paragraph());
                    below_item_ = false;
                    break;
                case LineKind::item:
                    scanner.name_items(static_cast<std::uint32_t>(document_.items.size()));
                    add_items(line);
                    below_item_ = true;
                    break;
                case LineKind::text: read_text(line); break;
            }
        }
    }

private:
    void add_heading(const LineInfo& line) {
        Heading heading;
        heading.line = line.line;
        std::uint32_t at = line.content;
        while (at < line.line.end && text_[at] == '#') {
            ++at;
        }
        heading.level = static_cast<std::uint8_t>(at - line.content);
        Span content = trim(Span{at, line.line.end}, text_);
        std::uint32_t end = content.end;  // a closing run of `#` behind a blank is no text
        while (end > content.begin && text_[end - 1] == '#') {
            --end;
        }
        if (end == content.begin || is_blank(text_[end - 1])) {
            content = trim(Span{content.begin, end}, text_);
        }
        heading.text = content;
        document_.headings.push_back(heading);
    }

    /// A paragraph with `===` or `---` below it.
    void add_underlined(const LineInfo& line, Span paragraph) {
        Heading heading;
        heading.line = {paragraph.begin, line.line.end};
        heading.text = trim(paragraph, text_);
        heading.level = text_[line.content] == '=' ? 1 : 2;
        document_.headings.push_back(heading);
    }

    std::uint32_t push_item(const LineInfo& line, std::uint32_t parent) {
        const auto index = static_cast<std::uint32_t>(document_.items.size());
        document_.items.push_back({line.line, parent, none_index});
        nearest_task_.push_back(parent == none_index ? none_index : nearest_task_[parent]);
        return index;
    }

    void add_items(const LineInfo& line) {
        std::uint32_t item = line.parent;
        for (std::uint32_t i = 0; i < line.items; ++i) {
            item = push_item(line, item);
        }
        // The plugin knows one marker a line, so `- - [ ] a` is no task.
        if (line.own_marker) {
            read_box(line, item);
        }
    }

    void read_box(const LineInfo& line, std::uint32_t item) {
        std::uint32_t at = line.behind_marker;
        while (at < line.line.end && is_blank(text_[at])) {
            ++at;
        }
        const bool bracket = at < line.line.end && text_[at] == '[';
        const std::uint32_t box = bracket ? short_box_end(text_, at, line.line.end) : 0;
        if (box == 0) {
            // What is ASCII and no white space either begins the text or, a bracket, no box.
            if (at < line.line.end && (is_control(text_[at]) || may_be_unseen(text_[at]))) {
                check_wide_blank(line);
            }
            return;
        }
        // Obsidian offers a line as a task only if white space or the line's end follows the box.
        const bool offered =
            box == line.line.end || is_white_space(decode_utf8(text_, box).code_point);
        if (offered && add_task(line, item)) {
            // `- [ ] 1. text` is a list in a list: Obsidian reports a second item.
            std::uint32_t number = box;
            while (number < line.line.end && text_[number] == ' ') {
                ++number;
            }
            const std::uint32_t digits = number;
            while (number < line.line.end && is_ascii_digit(text_[number])) {
                ++number;
            }
            if (number > digits && number + 1 < line.line.end &&
                (text_[number] == '.' || text_[number] == ')') && is_blank(text_[number + 1])) {
                push_item(line, item);
            }
            return;
        }
        add_suspect(line, SuspectLine::Kind::malformed_checkbox);
    }

    bool add_task(const LineInfo& line, std::uint32_t item) {
        Task task;
        if (!syntax::parse_task_line(text_, line.line, settings_, names_, scratch_, task,
                                     document_.tokens)) {
            return false;
        }
        task.item = item;
        task.parent = nearest_task_[item];
        nearest_task_[item] = static_cast<std::uint32_t>(document_.tasks.size());
        document_.items[item].task = nearest_task_[item];
        document_.tasks.push_back(task);
        return true;
    }

    static bool is_control(char c) { return static_cast<unsigned char>(c) < ' '; }

    /// NBSP and the like between the marker and the box: `-<U+00A0>[ ] text`.
    void check_wide_blank(const LineInfo& line) {
        const std::uint32_t at = skip_unseen(text_, line.behind_marker, line.line.end);
        if (short_box_end(text_, at, line.line.end) != 0) {
            add_suspect(line, SuspectLine::Kind::malformed_checkbox);
        }
    }

    /// `-[ ] text`, `-<U+00A0>[ ] text`: a marker at `at` that no blank needs to follow, and a box.
    bool is_nearly_box(std::uint32_t at, std::uint32_t end) const {
        if (is_ascii_digit(text_[at])) {
            while (at < end && is_ascii_digit(text_[at])) {
                ++at;
            }
            if (at == end || (text_[at] != '.' && text_[at] != ')')) {
                return false;
            }
        }
        return short_box_end(text_, skip_unseen(text_, at + 1, end), end) != 0;
    }

    void read_text(const LineInfo& line) {
        const char first = text_[line.content];
        bool suspect = false;
        if (first == '-' || first == '*' || first == '+' || is_ascii_digit(first)) {
            suspect = is_nearly_box(line.content, line.line.end);
            if (suspect) {
                add_suspect(line, SuspectLine::Kind::malformed_checkbox);
            }
        } else if (may_be_unseen(first) && document::hides_list_marker(text_, line.content)) {
            // `<U+00A0>- [ ] text`
            std::uint32_t at = line.content;
            while (text_[at] == '>' || skip_unseen(text_, at, line.line.end) != at) {
                at = text_[at] == '>' ? at + 1 : skip_unseen(text_, at, line.line.end);
            }
            suspect = is_nearly_box(at, line.line.end);
            if (suspect) {
                add_suspect(line, SuspectLine::Kind::malformed_checkbox);
            }
        } else if (first == '[' && below_item_ && !document_.items.empty()) {
            suspect = short_box_end(text_, line.content, line.line.end) != 0;
            if (suspect) {
                add_suspect(line, SuspectLine::Kind::missing_list_marker);
            }
        }
        if (!suspect) {
            below_item_ = false;
        }
    }

    void add_suspect(const LineInfo& line, SuspectLine::Kind kind) {
        const auto above = document_.items.empty()
                               ? none_index
                               : static_cast<std::uint32_t>(document_.items.size()) - 1;
        document_.suspects.push_back({line.line, kind, above});
    }

    Document& document_;
    std::string_view text_;
    const TaskSettings& settings_;
    const KnownNames* names_;
    syntax::Scratch& scratch_;
    std::vector<std::uint32_t>& nearest_task_;
    bool below_item_ = false;
};

}  // namespace

const Heading* Document::heading_of(const Task& task) const noexcept {
    const auto after = std::upper_bound(
        headings.begin(), headings.end(), task.line.begin,
        [](std::uint32_t at, const Heading& heading) { return at < heading.line.begin; });
    return after == headings.begin() ? nullptr : &*(after - 1);
}

void parse(Document& document, const TaskSettings& settings) {
    document.headings.clear();
    document.items.clear();
    document.tasks.clear();
    document.tokens.clear();
    document.suspects.clear();
    const std::string_view text = document.text;
    BlockScanner scanner{text};
    document.front_matter = scanner.front_matter();

    // The note's participants are known names, if any owner could be meant.
    KnownNames names;
    if (!settings.participants_key.empty() && !document.front_matter.empty() &&
        document.front_matter.in(text).find(settings.participants_key) != std::string_view::npos &&
        text.find('@', document.front_matter.end) != std::string_view::npos) {
        for (const auto& value : read_front_matter(document).values) {
            if (value.key == settings.participants_key) {
                names.add(value.value);
            }
        }
    }
    thread_local Buffers buffers;
    const LetGoOfLarge later{buffers, text.size()};
    Reader{document, settings, names.empty() ? nullptr : &names, buffers}.run(scanner);
    document.may_have_queries = scanner.saw_tasks_fence();

    if (settings.filename_as_scheduled_date && !document.tasks.empty()) {
        if (const auto date = date_from_path(document.path, settings)) {
            constexpr auto index = [](FieldKind kind) {
                return static_cast<std::size_t>(kind) -
                       static_cast<std::size_t>(FieldKind::created);
            };
            constexpr unsigned dated = 1U << index(FieldKind::start) |
                                       1U << index(FieldKind::scheduled) |
                                       1U << index(FieldKind::due);
            for (Task& task : document.tasks) {
                if ((task.dates_present & dated) == 0) {
                    task.dates[index(FieldKind::scheduled)] = *date;
                    task.dates_present = static_cast<std::uint8_t>(
                        task.dates_present | 1U << index(FieldKind::scheduled));
                    task.scheduled_inferred = true;
                }
            }
        }
    }
}

Document parse(std::string text, std::string path, const TaskSettings& settings) {
    Document document;
    document.text = std::move(text);
    document.path = std::move(path);
    parse(document, settings);
    return document;
}

}  // namespace tasklint
