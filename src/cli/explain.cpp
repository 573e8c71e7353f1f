// tasklint explain: a rule's page.
#include <string>
#include <vector>

#include <fmt/core.h>

#include "cli/commands.hpp"
#include "tasklint/lint.hpp"

namespace tasklint::cli {

Exit explain(const std::string& name) {
    const auto* const rule = find_rule(name);
    if (rule == nullptr) {
        std::vector<std::string> names;
        for (const auto* const known : rules()) {
            names.emplace_back(known->code);
            names.emplace_back(known->name);
        }
        const auto near = nearest(name, names);
        throw Unusable(near.empty()
                           ? fmt::format("unknown rule \"{}\"; tasklint rules lists them", name)
                           : fmt::format("unknown rule \"{}\"; did you mean \"{}\"?", name, near));
    }
    std::string page{rule_page(*rule)};
    if (page.empty() || page.back() != '\n') {
        page += '\n';
    }
    print(page);
    return Exit::clean;
}

}  // namespace tasklint::cli
