#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "calendar/identity.hpp"
#include "calendar/sidecar.hpp"
#include "calendar/vault_of.hpp"

namespace tasklint::test {

using Notes = std::vector<std::pair<std::string, std::string>>;

inline constexpr date::sys_days first_day{date::year{2026} / 1 / 6};

/// The UIDs that a sidecar gives to the tasks of these notes, in order of path, then line. The
/// sidecar goes through its text, as from one run to the next.
/// @param text of the sidecar; empty: there is none yet; brought up to date
inline std::vector<std::string> uids_of(const Notes& notes, std::string& text,
                                        date::sys_days today = first_day) {
    const auto vault = vault_of(notes);
    auto sidecar = text.empty() ? Sidecar{} : Sidecar::read(text, "ids.tsv");
    const auto by_document = lasting_uids(vault, sidecar, today);
    text = sidecar.to_text();
    std::vector<std::string> uids;
    for (const auto at : documents_by_path(vault)) {
        uids.insert(uids.end(), by_document[at].begin(), by_document[at].end());
    }
    return uids;
}

/// The same without a sidecar.
inline std::vector<std::string> stateless_uids_of(const Notes& notes) {
    std::string none;
    return uids_of(notes, none);
}

}  // namespace tasklint::test
