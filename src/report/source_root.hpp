#pragma once

#include <filesystem>
#include <string>

#include "tasklint/report.hpp"

namespace tasklint {

/// Names notes from the folder that a service knows: the top of the sources.
class SourceRoot {
public:
    explicit SourceRoot(const ReportOptions& options);

    /// The path from there, with `/`; the absolute path of what lies outside.
    /// @param path from the working directory
    [[nodiscard]] std::string path_of(const std::string& path) const;

private:
    std::filesystem::path working_, root_;
};

}  // namespace tasklint
