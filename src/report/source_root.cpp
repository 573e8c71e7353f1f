// Paths from the top of the sources.
#include "report/source_root.hpp"

#include <system_error>

namespace tasklint {

namespace fs = std::filesystem;

namespace {

bool is_outside(const fs::path& relative) { return relative.empty() || *relative.begin() == ".."; }

}  // namespace

SourceRoot::SourceRoot(const ReportOptions& options) : root_{options.source_root} {
    std::error_code error;
    working_ = fs::current_path(error);
    if (root_.empty()) {
        root_ = working_;
    }
}

std::string SourceRoot::path_of(const std::string& path) const {
    const auto absolute = (working_ / path).lexically_normal();
    auto relative = absolute.lexically_relative(root_);
    if (is_outside(relative)) {  // perhaps only as it is written: through a link
        std::error_code error;
        relative = fs::weakly_canonical(absolute, error).lexically_relative(root_);
    }
    return (is_outside(relative) ? absolute : relative).generic_string();
}

}  // namespace tasklint
