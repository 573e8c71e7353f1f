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

#include "calendar/tsv.hpp"
#include "calendar/vdir.hpp"
#include "cli/inputs.hpp"
#include "cli/output.hpp"
#include "cli/own_files.hpp"
#include "config/export_values.hpp"
#include "tasklint/report.hpp"
#include "tasklint/text.hpp"
#include "text/descriptor.hpp"

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
    /// @param missing why nothing may be deleted; empty: it may
    VdirWriter(std::string color, std::string_view missing)
        : color_{std::move(color)}, missing_{missing} {}

    void write(const std::string& folder, const std::string& name,
               const std::vector<VdirItem>& items) {
        VdirOptions options;
        options.name = name;
        options.color = color_;
        options.keep_missing = !missing_.empty();
        const auto done = write_vdir(folder, items, options);
        written_ += done.written;
        unchanged_ += done.unchanged;
        deleted_ += done.deleted;
        kept_ += done.kept;
        for (const auto* list : {&done.edited, &done.foreign}) {
            for (const auto& note : *list) {
                remarks_.push_back(
                    fmt::format("{}/{}: {}", printable(folder), printable(note.file), note.reason));
            }
        }
    }
    void remark(std::string text) { remarks_.push_back(std::move(text)); }

    [[nodiscard]] WrittenCalendars result(const std::string& where) {
        if (kept_ != 0) {
            remark(fmt::format("{}: {} file{} of earlier runs not deleted, since {}", where, kept_,
                               kept_ == 1 ? "" : "s", missing_));
        }
        return {fmt::format("in {}: {} file{} written, {} unchanged, {} deleted", where, written_,
                            written_ == 1 ? "" : "s", unchanged_, deleted_),
                std::move(remarks_)};
    }

private:
    std::string color_;
    std::string_view missing_;
    std::size_t written_ = 0, unchanged_ = 0, deleted_ = 0, kept_ = 0;
    std::vector<std::string> remarks_;
};

std::vector<VdirItem> items_of(const Exporter& exporter, std::size_t group) {
    std::vector<VdirItem> items;
    exporter.each(group, [&](const std::string& uid, std::string text) {
        items.push_back({uid, std::move(text)});
    });
    return items;
}

/// The hidden file in the folder of a split that knows whose its vdirs are: lines of vault, split
/// and folder. Several vaults may share the folder, and other vdirs may stand in it.
class SplitList {
public:
    /// @param split `owner`, `tag` or `folder` @throws ConfigError, std::system_error
    SplitList(const std::string& folder, const Config& config, const std::string& split)
        : file_{folder + "/.tasklint-split.tsv"} {
        std::error_code error;
        const auto root = std::filesystem::weakly_canonical(config.root, error);
        ours_ = fmt::format("{}\t{}\t", escape_field(error ? config.root : root.string()), split);
        if (is_there(file_)) {
            read_ = read_file(file_);
            read();
        }
    }
    /// Folders that earlier runs of this split wrote.
    [[nodiscard]] std::vector<std::string> earlier() const {
        std::vector<std::string> names;
        for (const auto& line : lines_) {
            if (line.starts_with(ours_)) {
                names.push_back(line.substr(ours_.size()));
            }
        }
        return names;
    }
    [[nodiscard]] bool has(const std::string& name) const {
        return std::any_of(lines_.begin(), lines_.end(),
                           [&](const auto& line) { return line.ends_with("\t" + name); });
    }
    void add(const std::string& name) { lines_.insert(ours_ + name); }
    void write() const {
        std::string text{header};
        for (const auto& line : lines_) {
            text += '\n' + line;
        }
        text += '\n';
        if (text != read_) {
            write_file_atomically(file_, text);
        }
    }

private:
    static constexpr std::string_view header = "# tasklint split 1: vault, split, vdir";

    void read() {
        const auto lines = parts_of(read_, '\n');
        if (lines.front() != header) {
            throw ConfigError{file_, 1, 1,
                              "this is no list of vdirs that this tasklint knows; nothing was "
                              "changed here. Delete it: vdirs of earlier runs are left alone then"};
        }
        for (std::size_t i = 1; i < lines.size(); ++i) {
            const auto fields = parts_of(lines[i], '\t');
            if (fields.size() == 3 && file_name(fields[2]) == fields[2]) {
                lines_.emplace(lines[i]);
            }
        }
    }

    std::string file_, ours_, read_;
    std::set<std::string> lines_;
};

/// A folder, and no link to one, that a run wrote as a vdir.
bool is_vdir(const std::filesystem::path& folder) {
    std::error_code error;
    return !std::filesystem::is_symlink(folder, error) &&
           std::filesystem::exists(folder / manifest_name, error);
}

WrittenCalendars write_split_vdirs(const Exporter& exporter, const ExportArguments& arguments,
                                   const Config& config, VdirWriter& writer) {
    const auto& folder = arguments.vdir;
    make_folder(folder);
    const text::FolderLock lock{folder, text::Busy::wait};
    SplitList list{folder, config, arguments.split};
    const auto earlier = list.earlier();
    const auto names = file_names(exporter.groups());
    // First what may be ours from now on, whenever this ends.
    std::for_each(names.begin(), names.end(), [&](const auto& name) { list.add(name); });
    list.write();
    for (std::size_t i = 0; i < names.size(); ++i) {
        writer.write(folder + "/" + names[i], exporter.name_of(i), items_of(exporter, i));
    }
    // Nobody has these any more: what was written there goes.
    const std::set<std::string> wanted(names.begin(), names.end());
    for (const auto& name : earlier) {
        if (wanted.count(name) == 0 && is_vdir(std::filesystem::path{folder} / name)) {
            writer.write(folder + "/" + name, {}, {});
        }
    }
    std::error_code error;
    for (std::filesystem::directory_iterator it{folder, error}, end; !error && it != end;
         it.increment(error)) {
        const auto name = it->path().filename().string();
        if (!list.has(name) && is_vdir(it->path())) {
            writer.remark(
                fmt::format("{}/{}: not written by this split; if it is an earlier run's, "
                            "delete it",
                            printable(folder), printable(name)));
        }
    }
    return writer.result(fmt::format("{} calendar{} of {}", names.size(),
                                     names.size() == 1 ? "" : "s", printable(folder)));
}

WrittenCalendars write_vdirs(const Exporter& exporter, const ExportArguments& arguments,
                             const Config& config, std::string_view missing) {
    const auto color = config::color_of(config.calendar.color);
    VdirWriter writer{color ? fmt::format("#{:06X}", *color) : std::string{}, missing};
    if (!arguments.split.empty()) {
        return write_split_vdirs(exporter, arguments, config, writer);
    }
    writer.write(arguments.vdir, exporter.name_of(0), items_of(exporter, 0));
    return writer.result(printable(arguments.vdir));
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
                                 const Config& config, std::string_view missing) {
    if (!arguments.vdir.empty()) {
        return write_vdirs(exporter, arguments, config, missing);
    }
    if (arguments.split.empty()) {
        write_one(exporter, 0, arguments.output, arguments.format);
        return {arguments.output == "-" ? "written"
                                        : fmt::format("written to {}", printable(arguments.output)),
                {}};
    }
    const auto names = file_names(exporter.groups());
    const std::string ending = arguments.format == "jcal" ? ".json" : ".ics";
    make_folder(arguments.output);
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
