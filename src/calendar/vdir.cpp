#include "calendar/vdir.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/core.h>
#include <unistd.h>

#include "calendar/summary.hpp"
#include "calendar/tsv.hpp"
#include "tasklint/config.hpp"
#include "tasklint/text.hpp"
#include "text/descriptor.hpp"
#include "text/temporary.hpp"

namespace tasklint {
namespace {

namespace fs = std::filesystem;

constexpr int format_version = 1;
constexpr std::string_view header_begin = "# tasklint vdir ";
constexpr std::string_view header = "# tasklint vdir 1: file, hash of what was written";
constexpr std::string_view item_ending = ".ics";

/// By name: the hashes of what we wrote. There are two where a run was interrupted.
using Manifest = std::map<std::string, std::set<std::uint64_t>, std::less<>>;
/// By name: what is to stand in the file.
using Wanted = std::map<std::string, std::string, std::less<>>;

// ---- names ----

bool is_item(std::string_view name) {
    return name.ends_with(item_ending) &&
           is_plain_uid(name.substr(0, name.size() - item_ending.size()));
}

bool may_be_ours(std::string_view name) {
    return is_item(name) || name == "displayname" || name == "color";
}

bool is_color(std::string_view text) {
    constexpr std::size_t length = 7;
    return text.size() == length && text.front() == '#' &&
           text.find_first_not_of("0123456789ABCDEFabcdef", 1) == std::string_view::npos;
}

Wanted wanted_files(const std::vector<VdirItem>& items, const VdirOptions& options) {
    Wanted wanted;
    for (const auto& item : items) {
        if (!is_plain_uid(item.uid)) {
            throw std::invalid_argument(fmt::format(
                "\"{}\" cannot name a file of a vdir: letters of ASCII, digits and \"-\" only",
                printable(item.uid)));
        }
        if (!wanted.try_emplace(item.uid + std::string{item_ending}, item.text).second) {
            throw std::invalid_argument(fmt::format("two components have the UID {}", item.uid));
        }
    }
    // Readers strip both, so that they need no line ending; vdirsyncer writes none.
    if (auto name = clean_text(options.name); !name.empty()) {
        wanted.emplace("displayname", std::move(name));
    }
    if (!options.color.empty()) {
        if (!is_color(options.color)) {
            throw std::invalid_argument(
                fmt::format("color \"{}\" is not #RRGGBB", printable(options.color)));
        }
        wanted.emplace("color", options.color);
    }
    return wanted;
}

// ---- the manifest ----

std::string to_text(const Manifest& manifest) {
    std::string text{header};
    text += '\n';
    for (const auto& [name, hashes] : manifest) {
        text += name;
        for (const auto hash : hashes) {
            text += '\t' + hex_of(hash);
        }
        text += '\n';
    }
    return text;
}

Manifest read_manifest(std::string_view text, const std::string& file) {
    std::uint32_t line_number = 1;
    const auto fail = [&](const std::string& message) {
        throw ConfigError{file, line_number, 1, message};
    };
    const auto damaged = [&](const std::string& what) {
        fail(
            fmt::format("{}; nothing was changed here. Delete this file: what still is as it "
                        "would be written is then taken for ours, the rest is left alone",
                        what));
    };
    const auto lines = parts_of(text, '\n');
    const auto version = lines.front().starts_with(header_begin)
                             ? lines.front().substr(header_begin.size())
                             : std::string_view{};
    const auto number = whole_number(version.substr(0, version.find(':')));
    if (!number || *number < 1) {
        damaged("this is no list of the files that tasklint wrote");
    }
    if (*number > format_version) {
        fail(
            fmt::format("this list of files has version {}, and this tasklint knows version {}: a "
                        "newer tasklint wrote it, and nothing was changed here",
                        *number, format_version));
    }
    if (!lines.back().empty()) {
        line_number = static_cast<std::uint32_t>(lines.size());
        damaged("the last line is cut short");
    }
    Manifest manifest;
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
        line_number = static_cast<std::uint32_t>(i + 1);
        const auto fields = parts_of(lines[i], '\t');
        auto& hashes = manifest[std::string{fields[0]}];
        if (!may_be_ours(fields[0]) || fields.size() < 2 || !hashes.empty()) {
            damaged(
                fmt::format("\"{}\" is not one file of ours, with a hash", printable(lines[i])));
        }
        for (std::size_t field = 1; field < fields.size(); ++field) {
            const auto hash = hash_from_hex(fields[field]);
            if (!hash) {
                damaged(fmt::format("\"{}\" is no hash", printable(fields[field])));
            }
            hashes.insert(*hash);
        }
    }
    return manifest;
}

// ---- the folder ----

enum class State : std::uint8_t {
    absent,
    same,     ///< with the bytes that are wanted
    ours,     ///< with bytes that we wrote
    edited,   ///< ours once
    foreign,  ///< never ours
    no_file,  ///< a symbolic link, a folder or the like
};

/// A vdir that is being written.
class Writer {
public:
    /// @param folder may be missing for `planned`
    Writer(std::string folder, Wanted wanted, bool keep_missing)
        : folder_{std::move(folder)}, wanted_{std::move(wanted)}, keep_missing_{keep_missing} {
        read_folder();
        plan();
    }
    /// What `write_all` would do.
    [[nodiscard]] VdirResult planned() const;
    [[nodiscard]] VdirResult write_all();
    /// What a run that was interrupted left behind.
    void remove_temporaries() const;

private:
    [[nodiscard]] std::string path_of(std::string_view name) const {
        return fmt::format("{}/{}", folder_, name);
    }
    void read_folder();
    [[nodiscard]] State state_of(const std::string& name, const std::string* wanted) const;
    void leave(const std::string& name, State state, bool wanted);
    void plan();
    void write_manifest(const Manifest& manifest);
    bool write(const std::string& name, const std::string& text);
    bool remove(const std::string& name);

    std::string folder_;
    Wanted wanted_;
    bool keep_missing_;
    std::set<std::string, std::less<>> names_;  // of all that is in the folder
    std::string manifest_text_;                 // as it stands in the file; empty: there is none
    Manifest manifest_;                         // what is ours
    Manifest next_;                             // what will be
    std::vector<std::string> to_write_, to_delete_;
    VdirResult result_;
};

void Writer::read_folder() {
    std::error_code error;
    for (fs::directory_iterator it{folder_, error}; !error && it != fs::directory_iterator{};
         it.increment(error)) {
        names_.insert(it->path().filename().string());
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        throw std::system_error(error, folder_);
    }
    if (names_.count(manifest_name) == 0) {
        return;
    }
    const auto path = path_of(manifest_name);
    if (!fs::is_regular_file(fs::symlink_status(path, error))) {
        throw ConfigError{path, 0, 0,
                          "this is no file but a link or a folder; take it away, nothing was "
                          "changed here"};
    }
    manifest_text_ = read_file(path);
    manifest_ = read_manifest(manifest_text_, path);
}

/// @param wanted what is to stand in the file, or null
State Writer::state_of(const std::string& name, const std::string* wanted) const {
    if (names_.count(name) == 0) {
        return State::absent;
    }
    std::error_code error;
    const auto status = fs::symlink_status(path_of(name), error);
    if (status.type() == fs::file_type::not_found) {
        return State::absent;
    }
    if (status.type() == fs::file_type::none) {
        throw std::system_error(error, path_of(name));
    }
    if (!fs::is_regular_file(status)) {
        return State::no_file;
    }
    const auto bytes = read_file(path_of(name));
    if (wanted != nullptr && bytes == *wanted) {
        return State::same;
    }
    const auto known = manifest_.find(name);
    if (known == manifest_.end()) {
        return State::foreign;
    }
    return known->second.count(hash_of(bytes)) != 0 ? State::ours : State::edited;
}

void Writer::leave(const std::string& name, State state, bool wanted) {
    if (state == State::edited) {
        const auto* const advice =
            !wanted ? "delete it if it is not needed: its task is not in the calendar"
            : is_item(name)
                ? "take the change over into the note, then delete this file to have it "
                  "written anew"
                : "delete it to have it written anew";
        result_.edited.push_back(
            {name, fmt::format("changed since it was written, and left so; {}", advice)});
        return;
    }
    const auto* const what = state == State::no_file ? "a link or a folder" : "not ours";
    result_.foreign.push_back(
        {name, fmt::format("{}, and left alone{}", what,
                           wanted ? "; move it away to have what has this name written" : "")});
}

/// What is to be done, what is left, and which files will be ours.
void Writer::plan() {
    for (const auto& [name, text] : wanted_) {
        const auto state = state_of(name, &text);
        if (state == State::same) {
            ++result_.unchanged;
            next_[name] = {hash_of(text)};
        } else if (state == State::absent || state == State::ours) {
            to_write_.push_back(name);
            next_[name] = {hash_of(text)};
        } else {
            leave(name, state, true);
            if (const auto known = manifest_.find(name); known != manifest_.end()) {
                next_.insert(*known);
            }
        }
    }
    for (const auto& [name, hashes] : manifest_) {
        if (wanted_.count(name) != 0) {
            continue;
        }
        const auto state = state_of(name, nullptr);
        if (state == State::ours && keep_missing_) {
            result_.kept += is_item(name) ? 1 : 0;
            next_[name] = hashes;
        } else if (state == State::ours) {
            to_delete_.push_back(name);
        } else if (state != State::absent) {
            leave(name, state, false);
            next_[name] = hashes;
        }
    }
    for (const auto& name : names_) {
        const bool hidden = name.starts_with('.');
        if (!hidden && name.ends_with(item_ending) && wanted_.count(name) == 0 &&
            manifest_.count(name) == 0) {
            leave(name, State::foreign, false);
        }
    }
}

void Writer::write_manifest(const Manifest& manifest) {
    auto text = to_text(manifest);
    if (text != manifest_text_ && !(manifest.empty() && manifest_text_.empty())) {
        write_file_atomically(path_of(manifest_name), text);
        manifest_text_ = std::move(text);
    }
}

/// @return false if someone changed the file since the plan was made
bool Writer::write(const std::string& name, const std::string& text) {
    names_.insert(name);  // it may have come since
    const auto state = state_of(name, &text);
    if (state == State::same) {
        return true;
    }
    if (state != State::absent && state != State::ours) {
        leave(name, state, true);
        return false;
    }
    write_file_atomically(path_of(name), text);
    return true;
}

bool Writer::remove(const std::string& name) {
    const auto state = state_of(name, nullptr);
    if (state != State::absent && state != State::ours) {
        leave(name, state, false);
        return false;
    }
    if (::unlink(path_of(name).c_str()) != 0 && errno != ENOENT) {
        text::fail(errno, path_of(name));
    }
    return true;
}

void Writer::remove_temporaries() const {
    for (const auto& name : names_) {
        if (text::is_temporary(name)) {
            text::remove_if_left(path_of(name));
        }
    }
}

/// The lists of a result are sorted by name.
VdirResult sorted(VdirResult result) {
    for (auto* const notes : {&result.foreign, &result.edited}) {
        std::sort(notes->begin(), notes->end(),
                  [](const VdirNote& a, const VdirNote& b) { return a.file < b.file; });
    }
    return result;
}

VdirResult Writer::planned() const {
    auto result = result_;
    result.written = to_write_.size();
    result.deleted = to_delete_.size();
    return sorted(std::move(result));
}

VdirResult Writer::write_all() {
    // First what may be ours from now on, whenever this ends.
    if (!to_write_.empty() || !to_delete_.empty()) {
        auto meanwhile = manifest_;
        for (const auto& [name, hashes] : next_) {
            meanwhile[name].insert(hashes.begin(), hashes.end());
        }
        write_manifest(meanwhile);
    }
    const auto keep = [&](const std::string& name) {
        if (const auto known = manifest_.find(name); known != manifest_.end()) {
            next_[name] = known->second;
        } else {
            next_.erase(name);
        }
    };
    for (const auto& name : to_write_) {
        if (write(name, wanted_.at(name))) {
            ++result_.written;
        } else {
            keep(name);
        }
    }
    for (const auto& name : to_delete_) {
        if (remove(name)) {
            ++result_.deleted;
        } else {
            keep(name);
        }
    }
    write_manifest(next_);
    return sorted(std::move(result_));
}

}  // namespace

VdirResult write_vdir(const std::string& folder, const std::vector<VdirItem>& items,
                      const VdirOptions& options) {
    auto wanted = wanted_files(items, options);
    if (options.dry_run) {
        return Writer{folder, std::move(wanted), options.keep_missing}.planned();
    }
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        throw std::system_error(error, folder);
    }
    const text::FolderLock lock{folder, text::Busy::fail};
    Writer writer{folder, std::move(wanted), options.keep_missing};
    writer.remove_temporaries();
    return writer.write_all();
}

}  // namespace tasklint
