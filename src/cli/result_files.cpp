#include "cli/result_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

#include <fmt/core.h>

#include "cli/output.hpp"
#include "text/target.hpp"

namespace tasklint::cli {

namespace {

namespace fs = std::filesystem;

/// In either case: other systems take `A.MD` for a note.
bool has_note_name(const fs::path& file) {
    const auto ending = file.extension().string();
    return ending.size() == 3 && (ending[1] | 0x20) == 'm' && (ending[2] | 0x20) == 'd';
}

bool is_at_or_below(const fs::path& file, const std::string& path) {
    std::error_code error;
    const auto top = fs::canonical(path, error);
    const auto real = error ? fs::path{} : fs::canonical(file, error);
    return !error &&
           std::mismatch(top.begin(), top.end(), real.begin(), real.end()).first == top.end();
}

/// An empty file is as good as one.
bool is_earlier_report(const fs::path& file) {
    constexpr std::string_view begin = "## tasklint: ";  // as the report in Markdown has it
    std::array<char, begin.size()> bytes{};
    std::ifstream in{file, std::ios::binary};
    in.read(bytes.data(), bytes.size());
    const auto size = static_cast<std::size_t>(in.gcount());
    return size == 0 || std::string_view{bytes.data(), size} == begin;
}

}  // namespace

void require_no_note(const std::string& file, const std::vector<std::string>& paths,
                     ResultKind kind) {
    if (file == "-") {
        return;
    }
    const auto target = text::follow_links(file);
    std::error_code error;
    if (target.descriptor || !fs::is_regular_file(target.path, error)) {
        return;
    }
    const auto one_of = [&](const auto& holds) {
        return std::any_of(paths.begin(), paths.end(), holds);
    };
    const bool is_named =
        one_of([&](const auto& path) { return fs::equivalent(path, target.path, error); });
    if (!is_named && !has_note_name(target.path)) {
        return;
    }
    if (kind == ResultKind::markdown && (!one_of([&](const auto& path) {
            return is_at_or_below(target.path, path);
        }) || is_earlier_report(target.path))) {
        return;
    }
    throw Unusable(
        fmt::format("{}: this is a note, which the result would replace; name another file", file));
}

void require_apart(const std::string& one, const std::string& other, const std::string& options) {
    if (other == "-") {
        return;
    }
    std::error_code error;
    const auto real = [&](const std::string& file) {
        return fs::weakly_canonical(fs::absolute(text::follow_links(file).path, error), error);
    };
    if (real(one) == real(other)) {
        throw Unusable(fmt::format("{}: {} cannot be one file", other, options));
    }
}

}  // namespace tasklint::cli
