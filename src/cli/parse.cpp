// tasklint parse: every line on its own, one JSON object a line; or the whole input as one note.
#include <string>
#include <string_view>
#include <utility>

#include "cli/commands.hpp"
#include "cli/inputs.hpp"
#include "tasklint/report.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

Exit parse_lines(const ParseArguments& arguments) {
    const Messages messages{false};
    const auto today = today_from(arguments.today);
    TaskSettings settings;
    if (!arguments.vault.empty()) {
        const auto groups = group_by_vault({arguments.vault});
        auto config = read_config(groups.front().root, {}, messages);
        add_known_names(config);
        settings = std::move(config.tasks);
    }
    if (!arguments.format.empty()) {
        settings.format = arguments.format == "dataview" ? Format::dataview
                          : arguments.format == "auto"   ? Format::automatic
                                                         : Format::emoji;
    }
    auto text = arguments.file == "-" ? read_standard_input() : read_file(arguments.file);
    if (arguments.note) {
        print(note_json(parse(std::move(text), {}, settings)) + '\n');
        return Exit::clean;
    }

    constexpr std::size_t piece = 1 << 16;
    std::string out;
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = rest.find('\n');
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        out += parse_json(line, settings, today);
        out += '\n';
        if (out.size() >= piece) {
            if (!print(out)) {
                return Exit::clean;
            }
            out.clear();
        }
    }
    print(out);
    return Exit::clean;
}

}  // namespace tasklint::cli
