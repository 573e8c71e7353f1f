// `{{query.file.path}}` and the like. Texts are put in before anything is read, as in the plugin.
#include "query/placeholders.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "query/placeholder_grammar.hpp"
#include "tasklint/text.hpp"

namespace tasklint::query {
namespace {

namespace g = grammar;
using Json = nlohmann::ordered_json;

// Presets can hold presets: more than this is no query any more.
constexpr std::size_t longest_expansion = std::size_t{1} << 18;

struct Parts {
    bool asks_whether = false;
    std::string_view name;
};
template <typename Rule> struct call_action {};
template <> struct call_action<g::asks_whether> {
    static void apply0(Parts& parts) { parts.asks_whether = true; }
};
template <> struct call_action<g::property_name> {
    template <typename ActionInput> static void apply(const ActionInput& in, Parts& parts) {
        parts.name = in.string_view();
    }
};

Problem wrong(std::string detail) {
    return {"placeholder", "There was an error expanding one or more placeholders.",
            std::move(detail)};
}

Json json_of(const QueryProperty& property) {
    using Kind = QueryProperty::Kind;
    switch (property.kind) {
        case Kind::null: break;
        case Kind::boolean: return property.value == "true";
        case Kind::number: return Json::parse(property.value, nullptr, false);
        case Kind::text: return to_valid_utf8(property.value);
        case Kind::list: {
            Json list = Json::array();
            for (const auto& item : property.items) {
                if (item.kind != Kind::null) {
                    list.push_back(json_of(item));
                }
            }
            return list;
        }
    }
    return nullptr;
}

/// The value of a property as a text, or nullopt if there is none.
std::optional<std::string> value_of(const QueryNote& note, std::string_view name) {
    const auto* const property = property_of(note, name);
    if (property == nullptr || property->kind == QueryProperty::Kind::null) {
        return to_lower(name) == "tags" ? std::optional<std::string>{"[]"} : std::nullopt;
    }
    return property->kind == QueryProperty::Kind::list ? json_of(*property).dump()
                                                       : property->value;
}

/// The value of `query.file.…`, or nullopt if the name is not known.
std::optional<std::string> file_value(std::string_view name, const QueryNote& note) {
    const std::string& path = note.path;
    const auto slash = path.rfind('/');
    const auto file_name = slash == std::string::npos ? path : path.substr(slash + 1);
    const auto without_extension = [](const std::string& text) {
        return text.size() >= 3 && text.substr(text.size() - 3) == ".md"
                   ? text.substr(0, text.size() - 3)
                   : text;
    };
    if (name == "path") {
        return path;
    }
    if (name == "pathWithoutExtension") {
        return without_extension(path);
    }
    if (name == "root") {
        return root_of(path);
    }
    if (name == "folder") {
        return folder_of(path);
    }
    if (name == "filename") {
        return file_name;
    }
    if (name == "filenameWithoutExtension") {
        return without_extension(file_name);
    }
    return std::nullopt;
}

/// Names that stand for a whole object or list, which JavaScript writes in its own way.
bool is_object(std::string_view path) {
    static constexpr std::string_view objects[] = {"query", "query.file", "preset"};
    if (std::find(std::begin(objects), std::end(objects), path) != std::end(objects)) {
        return true;
    }
    for (const std::string_view known :
         {"query.allTasks", "query.file.tags", "query.file.frontmatter", "query.file.outlinks",
          "query.file.outlinksInBody", "query.file.outlinksInProperties", "query.file.path",
          "query.file.pathWithoutExtension", "query.file.root", "query.file.folder",
          "query.file.filename", "query.file.filenameWithoutExtension", "query.searchQuery"}) {
        if (path.substr(0, known.size()) == known &&
            (path.size() == known.size() || path[known.size()] == '.')) {
            return true;
        }
    }
    return false;
}

/// One round over a text.
class Round {
public:
    Round(const QueryNote& note, const Presets& presets) : note_(note), presets_(presets) {}

    Expansion expand(std::string_view text) {
        const std::string_view all = text;
        Span last;  // placeholder
        std::string out;
        while (!text.empty() && !problem_) {
            const auto open = text.find("{{");
            out += text.substr(0, open);
            if (open == std::string_view::npos) {
                break;
            }
            text.remove_prefix(open + 2);
            const auto close = text.find("}}");
            const auto line_end = text.find('\n');
            last.begin = static_cast<std::uint32_t>(text.data() - 2 - all.data());
            last.end = static_cast<std::uint32_t>(std::min<std::size_t>(
                all.size(), close == std::string_view::npos ? all.size() : last.begin + 4 + close));
            if (close == std::string_view::npos || line_end < close) {
                problem_ = wrong("Unclosed tag");
                break;
            }
            out += value(trim(text.substr(0, close)));
            text.remove_prefix(close + 2);
            if (out.size() > longest_expansion + all.size()) {
                problem_ = endless_expansion();
            }
        }
        return {std::move(out), std::move(problem_), last};
    }

private:
    std::string value(std::string_view inside) {
        auto in = g::input_of(inside);
        Parts parts;
        if (g::parse<g::property_call, call_action>(in, parts)) {
            auto found = value_of(note_, parts.name);
            if (parts.asks_whether) {
                return found ? "true" : "false";
            }
            if (!found) {
                problem_ = wrong("Invalid placeholder result 'null'.");
            }
            return found.value_or("");
        }
        auto path = g::input_of(inside);
        if (!g::parse<g::known_path>(path)) {
            problem_ = wrong("JavaScript is now disabled in Tasks queries by default.");
            return {};
        }
        constexpr std::string_view file = "query.file.";
        constexpr std::string_view preset = "preset.";
        if (inside.substr(0, file.size()) == file) {
            if (auto found = file_value(inside.substr(file.size()), note_)) {
                return *std::move(found);
            }
        }
        if (inside.substr(0, preset.size()) == preset) {
            if (const auto found = presets_.find(std::string{inside.substr(preset.size())});
                found != presets_.end()) {
                return found->second;
            }
        }
        problem_ = is_object(inside)
                       ? Problem{"not-certain",
                                 fmt::format("{{{{{}}}}} stands for a whole object", inside),
                                 {}}
                       : wrong(fmt::format("Unknown property: {}", inside));
        return {};
    }

    const QueryNote& note_;
    const Presets& presets_;
    std::optional<Problem> problem_;
};

}  // namespace

Problem endless_expansion() { return wrong("the text grows without end"); }

const QueryProperty* property_of(const QueryNote& note, std::string_view name) {
    const std::string wanted = to_lower(name);
    for (const auto& property : note.properties) {
        if (to_lower(property.name) == wanted) {
            return &property;
        }
    }
    return nullptr;
}

const Presets& default_presets() {
    static const Presets presets{
        {"this_file", "path includes {{query.file.path}}"},
        {"this_folder", "folder includes {{query.file.folder}}"},
        {"this_folder_only", "filter by function task.file.folder === query.file.folder"},
        {"this_root", "root includes {{query.file.root}}"},
        {"hide_date_fields",
         "hide due date\nhide scheduled date\nhide start date\nhide created date\nhide done date\n"
         "hide cancelled date"},
        {"hide_non_date_fields",
         "hide id\nhide depends on\nhide recurrence rule\nhide on completion\nhide priority"},
        {"hide_query_elements",
         "hide toolbar\nhide postpone button\nhide edit button\nhide backlinks\nhide task count"},
        {"hide_everything",
         "preset hide_date_fields\npreset hide_non_date_fields\npreset hide_query_elements"},
    };
    return presets;
}

Expansion expand_placeholders(std::string_view statement, const QueryNote& note,
                              const Presets& presets, int rounds) {
    Expansion out{std::string{statement}, {}, {}};
    if (note.path.empty() && out.text.find("{{") != std::string::npos &&
        out.text.find("}}") != std::string::npos) {
        out.problem = Problem{
            "placeholder", R"(The query looks like it contains a placeholder, with "{{" and "}}")",
            "but no file path has been supplied, so cannot expand placeholder values."};
        return out;
    }
    for (int i = 0; i < rounds; ++i) {
        if (out.text.find("{{") == std::string::npos) {
            break;
        }
        Expansion next = Round{note, presets}.expand(out.text);
        const bool same = next.text == out.text;
        if (i > 0) {  // it came from a placeholder of the statement
            next.wrong = out.wrong;
        }
        out = std::move(next);
        if (same || out.problem) {
            break;
        }
    }
    return out;
}

}  // namespace tasklint::query
