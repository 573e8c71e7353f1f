// ANSI colours and OSC 8 links.
#include "report/style.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/core.h>

#include "report/finding_text.hpp"

namespace tasklint {

namespace {

/// The file as a URL, percent-encoded, so nothing in a file's name can end the link's escape
/// sequence.
std::string file_url(const std::string& path) {
    std::error_code error;
    const auto absolute =
        std::filesystem::absolute(path, error).lexically_normal().generic_string();
    if (error) {
        return {};
    }
    return "file://" + url_path(absolute);
}

}  // namespace

std::string Style::severity(Severity severity, std::string_view text) const {
    switch (severity) {
        case Severity::error: return paint("1;31", text);
        case Severity::warning: return paint("1;33", text);
        case Severity::info: return paint("1;34", text);
    }
    return std::string{text};
}

std::string Style::path(const Diagnostic& diagnostic) const {
    return link(diagnostic.path,
                strong(fmt::format("{}:{}:{}:", path_text(diagnostic.path),
                                   diagnostic.begin.line + 1, diagnostic.begin.codepoint + 1)));
}

std::string Style::heading(const std::string& path) const {
    return link(path, strong(path_text(path)));
}

std::string Style::link(const std::string& path, const std::string& text) const {
    const auto url = options_.hyperlinks ? file_url(path) : std::string{};
    return url.empty() ? text : fmt::format("\x1b]8;;{}\x1b\\{}\x1b]8;;\x1b\\", url, text);
}

std::string Style::paint(std::string_view code, std::string_view text) const {
    return options_.color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string{text};
}

}  // namespace tasklint
