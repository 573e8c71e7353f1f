#pragma once

#include <string>
#include <vector>

namespace tasklint::cli {

// Files of results, looked at before the work: what would be lost cannot be made again.

enum class ResultKind : bool { data, markdown };

/// A result must not take the place of a note, for which a file with the name of one is taken. What
/// is written in Markdown may be a note, but of those that are read only an earlier report.
/// @param file `-`: standard output @param paths what is read
/// @throws Unusable, std::system_error
void require_no_note(const std::string& file, const std::vector<std::string>& paths,
                     ResultKind kind = ResultKind::data);

/// @param other `-`: standard output @param options what the two are, for the message
/// @throws Unusable if both are one file, std::system_error
void require_apart(const std::string& one, const std::string& other, const std::string& options);

}  // namespace tasklint::cli
