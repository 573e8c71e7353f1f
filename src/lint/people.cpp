// Whose name an owner is: known names, their other spellings, and what is only near.
#include <algorithm>
#include <array>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void add_once(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
    }
}

struct Joiner {
    std::string_view text;
    bool word = false;
};
/// Longest first, so that `, and` is one of them.
constexpr std::array<Joiner, 5> joiners{
    {{", and ", true}, {", or ", true}, {" and ", true}, {" or ", true}, {", ", false}}};

const Joiner* joiner_at(std::string_view text) {
    if (text.size() < 2 || (text[0] == ' ' && text[1] != 'a' && text[1] != 'o')) {
        return nullptr;  // behind most words another one stands
    }
    for (const Joiner& joiner : joiners) {
        if (text.substr(0, joiner.text.size()) == joiner.text) {
            return &joiner;
        }
    }
    return nullptr;
}

bool is_upper_or_caseless(std::string_view name) {
    const auto first = name.substr(0, decode_utf8(name, 0).size);
    return fold_case(first) != first || static_cast<unsigned char>(first[0]) >= 0x80;
}
/// Each word of a name is near the other's: `Person Two` is no slip for `Person Six`.
bool words_are_near(std::string_view a, std::string_view b) {
    const auto next_word = [](std::string_view& text) {
        const auto blank = text.find(' ');
        const auto word = text.substr(0, blank);
        text = blank == std::string_view::npos ? std::string_view{} : trim(text.substr(blank));
        return word;
    };
    if (std::count(a.begin(), a.end(), ' ') != std::count(b.begin(), b.end(), ' ')) {
        return true;  // a blank is the slip
    }
    while (!a.empty() && !b.empty()) {
        if (nearest(next_word(a), {std::string{next_word(b)}}).empty()) {
            return false;
        }
    }
    return true;
}

bool is_one_word(std::string_view name) {
    return name.find_first_of(" \t") == std::string_view::npos;
}

/// The pieces of `One and Two` are names too: `@One, please` or `@One and call the bank` are not of
/// this kind.
bool may_join(std::string_view first, std::string_view next, bool by_word) {
    if (next.empty() || first.empty()) {
        return false;
    }
    const bool upper = is_upper_or_caseless(next);
    return by_word ? upper || is_one_word(next)
                   : upper == is_upper_or_caseless(first) && (upper || is_one_word(next));
}

}  // namespace

std::size_t joiner_size(std::string_view text) {
    const Joiner* const joiner = joiner_at(text);
    return joiner == nullptr ? 0 : joiner->text.size();
}

std::vector<Span> persons_in(std::string_view text, Span name) {
    std::vector<Span> pieces;
    std::uint32_t begin = name.begin;
    bool by_word = false;
    const auto add = [&](std::uint32_t end) {
        const Span piece = trim(Span{begin, end}, text);
        if (!pieces.empty() && !may_join(pieces.front().in(text), piece.in(text), by_word)) {
            return false;
        }
        pieces.push_back(piece);
        return true;
    };
    for (std::uint32_t at = name.begin; at < name.end;) {
        if (text[at] != ',' && text[at] != ' ') {  // no joiner begins otherwise
            ++at;
            continue;
        }
        const Joiner* const joiner = joiner_at(Span{at, name.end}.in(text));
        if (joiner == nullptr) {
            ++at;
            continue;
        }
        if (!add(at)) {
            return {name};
        }
        by_word = joiner->word;
        at += static_cast<std::uint32_t>(joiner->text.size());
        begin = at;
    }
    if (!add(name.end)) {
        return {name};
    }
    return pieces;
}

bool doubles_last_word(std::string_view name) {
    const auto last_word = [](std::string_view& text) {
        const auto blank = text.find_last_of(" \t");
        const auto word = blank == std::string_view::npos ? text : text.substr(blank + 1);
        text = blank == std::string_view::npos ? std::string_view{} : trim(text.substr(0, blank));
        return word;
    };
    const auto last = last_word(name);
    const auto last_but_one = last_word(name);
    return !name.empty() && fold_case(last) == fold_case(last_but_one);
}

bool knows_persons(const Config& config) noexcept {
    return !config.roster.empty() || !config.people_folders.empty();
}

PersonMatch match_person(std::string_view owner, const Config& config, NoteNames& names) {
    PersonMatch match;
    const std::string folded = fold_case(owner);
    if (folded == "myself" || folded == "me") {
        match.kind = PersonMatch::Kind::exact;
        return match;
    }
    const std::string bare = fold_accents(owner);
    // The closest kinship counts: the name itself, then its letters, then an alias, then its begin.
    constexpr std::array<std::string_view, 4> kinds{
        "other upper and lower case or another composition of accents", "other accents", "an alias",
        "a short form"};
    std::array<std::vector<std::string>, 4> found;
    const auto look_at = [&](const KnownPerson& person) {
        if (person.name == owner) {
            match.kind = PersonMatch::Kind::exact;
        } else if (person.folded == folded) {
            add_once(found[0], person.name);
        } else if (person.without_accents == bare) {
            add_once(found[1], person.name);
        } else if (std::find(person.folded_aliases.begin(), person.folded_aliases.end(), folded) !=
                   person.folded_aliases.end()) {
            add_once(found[2], person.name);
        } else if (person.folded.size() > folded.size() &&
                   person.folded.compare(0, folded.size(), folded) == 0 &&
                   person.folded[folded.size()] == ' ') {
            add_once(found[3], person.name);
        }
    };
    std::for_each(config.people.begin(), config.people.end(), look_at);
    std::for_each(names.participants().begin(), names.participants().end(), look_at);
    if (match.kind == PersonMatch::Kind::exact) {
        return match;
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
    candidates.reserve(config.people.size() + names.participants().size());
    for (const auto* const people : {&config.people, &names.participants()}) {
        for (const KnownPerson& person : *people) {
            candidates.push_back(person.name);
        }
    }
    if (auto near = nearest(owner, candidates); !near.empty() && words_are_near(owner, near)) {
        match.names.push_back(std::move(near));
    }
    return match;
}

}  // namespace tasklint::lint
