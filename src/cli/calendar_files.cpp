// Where calendars go: one file, several, standard output, vdirs.
#include "cli/calendar_files.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "calendar/vdir.hpp"
#include "cli/inputs.hpp"
#include "cli/output.hpp"
#include "config/export_values.hpp"
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

/// Vdirs: what was done in all of them.
class VdirWriter {
public:
    explicit VdirWriter(std::string color) : color_{std::move(color)} {}

    void write(const std::string& folder, const std::string& name,
               const std::vector<VdirItem>& items) {
        VdirOptions options;
        options.name = name;
        options.color = color_;
        const auto done = write_vdir(folder, items, options);
        written_ += done.written;
        unchanged_ += done.unchanged;
        deleted_ += done.deleted;
        for (const auto* list : {&done.edited, &done.foreign}) {
            for (const auto& note : *list) {
                remarks_.push_back(
                    fmt::format("{}/{}: {}", printable(folder), printable(note.file), note.reason));
            }
        }
    }

    [[nodiscard]] WrittenCalendars result(const std::string& where) {
        return {fmt::format("in {}: {} file{} written, {} unchanged, {} deleted", where, written_,
                            written_ == 1 ? "" : "s", unchanged_, deleted_),
                std::move(remarks_)};
    }

private:
    std::string color_;
    std::size_t written_ = 0, unchanged_ = 0, deleted_ = 0;
    std::vector<std::string> remarks_;
};

std::vector<VdirItem> items_of(const Exporter& exporter, std::size_t group) {
    std::vector<VdirItem> items;
    exporter.each(group, [&](const std::string& uid, std::string text) {
        items.push_back({uid, std::move(text)});
    });
    return items;
}

WrittenCalendars write_vdirs(const Exporter& exporter, const ExportArguments& arguments,
                             const Config& config) {
    const auto color = config::color_of(config.calendar.color);
    VdirWriter writer{color ? fmt::format("#{:06X}", *color) : std::string{}};
    const auto where = printable(arguments.vdir);
    if (arguments.split.empty()) {
        writer.write(arguments.vdir, exporter.name_of(0), items_of(exporter, 0));
        return writer.result(where);
    }
    const auto names = file_names(exporter.groups());
    std::set<std::string> wanted;
    for (std::size_t i = 0; i < names.size(); ++i) {
        wanted.insert(names[i]);
        writer.write(arguments.vdir + "/" + names[i], exporter.name_of(i), items_of(exporter, i));
    }
    // Nobody has these any more: what was written there goes.
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{arguments.vdir, error}) {
        const auto name = entry.path().filename().string();
        if (wanted.count(name) == 0 && std::filesystem::exists(entry.path() / manifest_name)) {
            writer.write(arguments.vdir + "/" + name, {}, {});
        }
    }
    return writer.result(
        fmt::format("{} calendar{} of {}", names.size(), names.size() == 1 ? "" : "s", where));
}

/// Calendars of earlier runs that nobody has any more. They are not deleted: only their beginning
/// tells that they are ours.
std::vector<std::string> leftovers(const std::string& folder, const std::string& ending,
                                   const std::set<std::string>& written) {
    std::vector<std::string> remarks;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{folder, error}) {
        const auto& path = entry.path();
        if (path.extension() == ending && written.count(path.filename().string()) == 0) {
            remarks.push_back(
                fmt::format("{}: not written by this run; if it is an earlier run's, delete it",
                            printable(path.string())));
        }
    }
    std::sort(remarks.begin(), remarks.end());
    return remarks;
}

}  // namespace

WrittenCalendars write_calendars(const Exporter& exporter, const ExportArguments& arguments,
                                 const Config& config) {
    if (!arguments.vdir.empty()) {
        return write_vdirs(exporter, arguments, config);
    }
    if (arguments.split.empty()) {
        write_one(exporter, 0, arguments.output, arguments.format);
        return {arguments.output == "-" ? "written"
                                        : fmt::format("written to {}", printable(arguments.output)),
                {}};
    }
    const auto names = file_names(exporter.groups());
    const std::string ending = arguments.format == "jcal" ? ".json" : ".ics";
    std::filesystem::create_directories(arguments.output);
    std::set<std::string> written;
    for (std::size_t i = 0; i < names.size(); ++i) {
        written.insert(names[i] + ending);
        write_one(exporter, i, fmt::format("{}/{}{}", arguments.output, names[i], ending),
                  arguments.format);
    }
    return {fmt::format("written to {} calendar{} in {}", names.size(),
                        names.size() == 1 ? "" : "s", printable(arguments.output)),
            leftovers(arguments.output, ending, written)};
}

}  // namespace tasklint::cli
