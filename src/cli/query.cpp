// tasklint query: what a `tasks` block of a note would list.
#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/inputs.hpp"
#include "cli/places.hpp"
#include "cli/query_text.hpp"
#include "report/finding_text.hpp"
#include "tasklint/document.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

namespace fs = std::filesystem;

/// What is asked, and where it stands.
struct Question {
    std::string text;
    std::string file;              ///< a note; empty: the command line
    std::string note;              ///< the note's path in the vault
    std::string note_text;         ///< for its properties
    std::uint32_t first_line = 0;  ///< of the text in the note, zero-based
};

/// `FILE.md` or `FILE.md:LINE` of a file that exists. A query may end in `:00` as well.
bool is_note(const std::string& argument) {
    const auto end = argument.rfind(".md");
    if (end == std::string::npos ||
        argument.find_first_not_of(":0123456789", end + 3) != std::string::npos) {
        return false;
    }
    std::error_code error;
    return fs::exists(argument.substr(0, end + 3), error);
}

/// The first line of a block that says something.
std::string_view headline(const QueryBlock& block) {
    const auto text = trim(block.text);
    return text.substr(0, text.find('\n'));
}

/// @return nullopt if the note has several blocks: it has then been said which
std::optional<Question> question_in(const std::string& argument) {
    const Place place = place_of(argument);
    Question question;
    question.file = place.file;
    question.note = input_note(place.file).note.vault;
    question.note_text = read_file(place.file);
    const auto blocks = query_blocks(parse(question.note_text, question.note, {}));
    const auto chosen = std::find_if(blocks.begin(), blocks.end(), [&](const QueryBlock& block) {
        // The line of the fence and the one that closes the block are part of it.
        return place.line == 0 || (place.line >= block.fence + 1 &&
                                   place.line <= block.first_line + block.line_count + 1);
    });
    if (chosen == blocks.end()) {
        refuse(place, "there is no tasks block");
    }
    if (place.line == 0 && blocks.size() > 1) {
        Messages::error(fmt::format("{} has {} tasks blocks, name one by its line:", place.file,
                                    blocks.size()));
        for (const auto& block : blocks) {
            Messages::always(fmt::format("  {}:{}: {}\n", path_text(place.file), block.fence + 1,
                                         printable(headline(block))));
        }
        return std::nullopt;
    }
    question.text = chosen->text;
    question.first_line = chosen->first_line;
    return question;
}

/// Takes the question off the command line; what is left are paths.
std::optional<Question> question_of(const QueryArguments& arguments,
                                    std::vector<std::string>& paths) {
    paths = arguments.words;
    if (!arguments.file.empty() && !arguments.text.empty()) {
        throw Unusable("-f and -e exclude each other");
    }
    if (!arguments.file.empty()) {
        return question_in(arguments.file);
    }
    Question question;
    question.text = arguments.text;
    if (question.text.empty()) {
        if (paths.empty()) {
            throw Unusable("a query is missing: a text, or a note with a tasks block");
        }
        const std::string first = paths.front();
        paths.erase(paths.begin());
        if (is_note(first)) {
            return question_in(first);
        }
        question.text = first;
    }
    return question;
}

std::string_view line_of(std::string_view text, std::uint32_t line) {
    for (; line > 1; --line) {
        const auto end = text.find('\n');
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return trim(text.substr(0, text.find('\n')));
}

/// `Home.md:12: "not doen": do not understand query (unknown-instruction)`
std::string error_text(const QueryError& error, const Question& question,
                       const TaskSettings& settings) {
    std::string place;
    std::string statement;
    switch (error.in) {
        case QueryText::query:
            statement = std::string{line_of(question.text, error.line)};
            place = question.file.empty()
                        ? fmt::format("query:{}", std::max(error.line, 1U))
                        : fmt::format("{}:{}", question.file, question.first_line + error.line);
            break;
        case QueryText::global_query:
            statement = std::string{line_of(settings.global_query, error.line)};
            place = fmt::format("global query:{}", error.line);
            break;
        case QueryText::file_defaults: place = fmt::format("{}: properties", question.file); break;
    }
    const bool quoted = error.line != 0 && !statement.empty();
    return fmt::format("{}: {}{}{}{} ({})", place,
                       quoted ? fmt::format("\"{}\": ", statement) : std::string{}, error.message,
                       error.detail.empty() ? "" : " ", error.detail, error.kind);
}

Exit refused(const QueryError& error, const Question& question, const QueryArguments& arguments,
             const TaskSettings& settings) {
    if (arguments.json) {
        print(query_error_as_json(error));
        return Exit::unusable;
    }
    throw Unusable(error_text(error, question, settings));
}

/// The query as it was read; nothing is run.
Exit explain(const Query& query, const Messages& messages) {
    const std::string text = print_query(query);
    if (text.empty()) {
        messages.note("no filter was read: every task is listed");
    }
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = rest.find('\n');
        print(line_text(rest.substr(0, end)) + "\n");
        rest.remove_prefix(end + 1);
    }
    return Exit::clean;
}

}  // namespace

Exit query(const QueryArguments& arguments) {
    const Messages messages{arguments.quiet};
    if (int{arguments.json} + int{arguments.markdown} + int{arguments.explain} > 1) {
        throw Unusable("--json, --markdown and --explain exclude each other");
    }
    const auto today = today_from(arguments.today);
    std::vector<std::string> paths;
    const auto asked_for = question_of(arguments, paths);
    if (!asked_for) {
        return Exit::unusable;
    }
    const Question& question = *asked_for;
    if (paths.empty()) {
        // A block asks about the vault that it stands in.
        paths.push_back(question.file.empty() ? "." : find_vault_root(question.file));
    }
    const auto groups = group_by_vault(paths);
    if (groups.size() > 1) {
        throw Unusable(
            fmt::format("the paths belong to two vaults, {} and {}: query them one by one",
                        groups[0].root, groups[1].root));
    }
    QueryNote note;
    if (!question.file.empty()) {
        note = query_note(parse(question.note_text, question.note, {}));
    }
    if (arguments.explain) {
        const auto settings = read_config(groups.front().root, arguments.config, messages).tasks;
        const auto read = read_query(question.text, note, settings, today);
        if (const auto* const error = std::get_if<QueryError>(&read)) {
            return refused(*error, question, arguments, settings);
        }
        return explain(std::get<Query>(read), messages);
    }
    auto vaults = read_vaults(groups, arguments.config, arguments.files, messages);
    complete_dependencies(groups, vaults);
    const auto& vault = vaults.front();
    const auto& settings = vault.config.tasks;
    const auto read = read_query(question.text, note, settings, today);
    if (const auto* const error = std::get_if<QueryError>(&read)) {
        return refused(*error, question, arguments, settings);
    }
    const auto asked = asked_tasks(vault);
    const auto answer = run_query(std::get<Query>(read), asked.tasks);
    if (const auto* const error = std::get_if<QueryError>(&answer)) {
        return refused(*error, question, arguments, settings);
    }
    const auto& result = std::get<QueryResult>(answer);
    if (!result.order_certain) {
        messages.note("the order of letters beyond ASCII may differ from Obsidian's");
    }
    if (arguments.json) {
        print(query_as_json(result, asked, today));
    } else if (arguments.markdown) {
        print(query_as_markdown(result, asked));
    } else {
        print(query_as_text(result, asked));
        messages.raw(result.count_text + "\n");
    }
    return arguments.strict && lacks_notes(vaults) ? Exit::findings : Exit::clean;
}

}  // namespace tasklint::cli
