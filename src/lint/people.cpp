// Whose name an owner is: known names, their other spellings, and what is only near.
#include <algorithm>
#include <array>

#include <utf8proc.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

/// Folded, without accents: `María` and `Maria` are one.
std::string plain(std::string_view name) {
    std::string out;
    const std::string folded = fold_case(name);
    for (std::size_t at = 0; at < folded.size();) {
        const auto character = decode_utf8(folded, at);
        std::array<utf8proc_int32_t, 8> parts{};
        int last_class = 0;
        const auto count = utf8proc_decompose_char(
            static_cast<utf8proc_int32_t>(character.code_point), parts.data(),
            static_cast<utf8proc_ssize_t>(parts.size()), UTF8PROC_DECOMPOSE, &last_class);
        for (utf8proc_ssize_t i = 0; i < std::min<utf8proc_ssize_t>(count, 8); ++i) {
            const auto part = parts[static_cast<std::size_t>(i)];
            if (utf8proc_category(part) != UTF8PROC_CATEGORY_MN) {
                append_utf8(out, static_cast<char32_t>(part));
            }
        }
        at += character.size;
    }
    return out;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
    }
}

}  // namespace

bool knows_persons(const Config& config) noexcept {
    return !config.roster.empty() || !config.people_folders.empty();
}

PersonMatch match_person(std::string_view owner, const Config& config, NoteNames& names) {
    PersonMatch match;
    const std::string folded = fold_case(owner);
    const std::string bare = plain(owner);
    std::vector<KnownPerson> people = config.people;
    for (const std::string& participant : names.participants()) {
        people.push_back({participant, {}});
    }
    if (folded == "myself" || folded == "me") {
        match.kind = PersonMatch::Kind::exact;
        return match;
    }
    // The closest kinship counts: the name itself, then its letters, then an alias, then its begin.
    constexpr std::array<std::string_view, 4> kinds{
        "other upper and lower case or another composition of accents", "other accents", "an alias",
        "a short form"};
    std::array<std::vector<std::string>, 4> found;
    for (const KnownPerson& person : people) {
        if (person.name == owner) {
            match.kind = PersonMatch::Kind::exact;
            return match;
        }
        const std::string known = fold_case(person.name);
        const auto is_alias = [&](const std::string& alias) { return fold_case(alias) == folded; };
        if (known == folded) {
            add_once(found[0], person.name);
        } else if (plain(person.name) == bare) {
            add_once(found[1], person.name);
        } else if (std::any_of(person.aliases.begin(), person.aliases.end(), is_alias)) {
            add_once(found[2], person.name);
        } else if (known.size() > folded.size() && known.substr(0, folded.size()) == folded &&
                   known[folded.size()] == ' ') {
            add_once(found[3], person.name);
        }
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (!found[i].empty()) {
            match.kind =
                found[i].size() == 1 ? PersonMatch::Kind::variant : PersonMatch::Kind::ambiguous;
            match.how = kinds[i];
            match.names = std::move(found[i]);
            return match;
        }
    }
    std::vector<std::string> candidates;
    for (const KnownPerson& person : people) {
        candidates.push_back(person.name);
    }
    if (auto near = nearest(owner, candidates); !near.empty()) {
        match.names.push_back(std::move(near));
    }
    return match;
}

}  // namespace tasklint::lint
