// Findings of a note that are neither reported nor mended.
#include <algorithm>
#include <map>

#include "tasklint/lint.hpp"

namespace tasklint {

void LeftAlone::add(const Diagnostic& finding, bool leave) {
    decided_[{finding.rule->code, finding.task_text}].push_back(leave);
    left_ += leave ? 1 : 0;
}

std::vector<bool> LeftAlone::among(const std::vector<Diagnostic>& findings) const {
    std::vector<bool> left(findings.size(), false);
    if (empty()) {
        return left;
    }
    std::map<Key, std::vector<std::size_t>> twins;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        twins[{findings[i].rule->code, findings[i].task_text}].push_back(i);
    }
    for (const auto& [key, places] : twins) {
        const auto known = decided_.find(key);
        if (known == decided_.end()) {
            continue;
        }
        const auto& decided = known->second;
        const bool all_there = places.size() == decided.size();
        const auto most =
            static_cast<std::size_t>(std::count(decided.begin(), decided.end(), true));
        for (std::size_t i = 0; i < places.size(); ++i) {
            left[places[i]] = all_there ? decided[i] : places.size() - i <= most;
        }
    }
    return left;
}

void LeftAlone::take_out(std::vector<Diagnostic>& findings) const {
    if (empty()) {
        return;
    }
    const auto left = among(findings);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (!left[i] && kept++ != i) {
            findings[kept - 1] = std::move(findings[i]);
        }
    }
    findings.resize(kept);
}

}  // namespace tasklint
