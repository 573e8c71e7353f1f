// Where calendars go: one file, several, standard output, vdirs.
#include "cli/calendar_files.hpp"

#include <filesystem>
#include <functional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "cli/inputs.hpp"
#include "cli/output.hpp"
#include "tasklint/report.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

/// A name for a file or folder, made of a name in a note: one piece of a path, on any system, that
/// is neither hidden nor long.
std::string file_name(std::string_view name) {
    constexpr std::size_t longest = 100;
    constexpr std::string_view of_paths = "/\\:*?\"<>|";
    std::string out;
    for (std::size_t i = 0; i < name.size();) {
        const auto character = decode_utf8(name, i);
        const auto bytes = name.substr(i, character.size);
        if (out.size() + bytes.size() > longest) {
            break;
        }
        const bool plain = character.valid && character.code_point >= 0x20 &&
                           character.code_point != 0x7F &&
                           of_paths.find(bytes) == std::string_view::npos;
        out += plain ? bytes : std::string_view{"-"};
        i += character.size;
    }
    const auto first = out.find_first_not_of(". ");
    const auto last = out.find_last_not_of(". ");
    out = first == std::string::npos ? std::string{} : out.substr(first, last - first + 1);
    return out.empty() ? "unnamed" : out;
}

/// A name for each calendar, no two the same on systems that know no case.
std::vector<std::string> file_names(const std::vector<std::string>& groups) {
    std::set<std::string> taken;
    std::vector<std::string> names;
    names.reserve(groups.size());
    for (const auto& group : groups) {
        const auto wanted = file_name(group);
        auto name = wanted;
        for (int number = 2; !taken.insert(fold_case(name)).second; ++number) {
            name = fmt::format("{} {}", wanted, number);
        }
        names.push_back(std::move(name));
    }
    return names;
}

void write_one(const Exporter& exporter, std::size_t group, const std::string& file,
               const std::string& format) {
    if (format == "jcal") {
        std::string ics;
        exporter.write(group, [&](std::string_view text) { ics += text; });
        write_output(file, jcal_of(ics));
    } else if (file == "-") {
        exporter.write(group, [](std::string_view text) { print(text); });
    } else {
        write_output(file, [&](const auto& put) { exporter.write(group, put); });
    }
}

}  // namespace

std::string write_calendars(const Exporter& exporter, const ExportArguments& arguments,
                            const Config&) {
    const auto groups = exporter.groups();
    const auto shown = [](const std::string& path) { return printable(path); };
    if (arguments.split.empty()) {
        write_one(exporter, 0, arguments.output, arguments.format);
        return arguments.output == "-" ? "written"
                                       : fmt::format("written to {}", shown(arguments.output));
    }
    std::filesystem::create_directories(arguments.output);
    const auto names = file_names(groups);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto file = fmt::format("{}/{}.{}", arguments.output, names[i],
                                      arguments.format == "jcal" ? "json" : "ics");
        write_one(exporter, i, file, arguments.format);
    }
    return fmt::format("written to {} calendar{} in {}", groups.size(),
                       groups.size() == 1 ? "" : "s", shown(arguments.output));
}

}  // namespace tasklint::cli
