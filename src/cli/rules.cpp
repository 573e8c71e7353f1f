// tasklint rules: what there is to find.
#include <algorithm>
#include <iterator>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "tasklint/lint.hpp"

namespace tasklint::cli {

namespace {

std::string_view fix_name(FixClass fix) {
    switch (fix) {
        case FixClass::safe: return "safe";
        case FixClass::unsafe: return "unsafe";
        case FixClass::none: break;
    }
    return "none";
}

std::string_view on_name(DefaultOn on) {
    switch (on) {
        case DefaultOn::yes: return "yes";
        case DefaultOn::no: return "no";
        case DefaultOn::configured: return "configured";
        case DefaultOn::whole_vault: return "vault";
        case DefaultOn::exports: return "export";
    }
    return "";
}

std::string_view scope_name(Scope scope) {
    switch (scope) {
        case Scope::task: return "task";
        case Scope::document: return "document";
        case Scope::query: return "query";
        case Scope::vault: return "vault";
        case Scope::file: return "file";
    }
    return "";
}

std::string as_json() {
    auto list = nlohmann::ordered_json::array();
    for (const auto* const rule : rules()) {
        list.push_back({{"code", rule->code},
                        {"name", rule->name},
                        {"group", rule->group},
                        {"summary", rule->summary},
                        {"severity", severity_name(rule->severity)},
                        {"confidence", confidence_name(rule->confidence)},
                        {"fix", fix_name(rule->fix)},
                        {"scope", scope_name(rule->scope)},
                        {"on", on_name(rule->on)}});
    }
    return list.dump(2) + "\n";
}

std::string as_table() {
    std::size_t name_width = 4;
    for (const auto* const rule : rules()) {
        name_width = std::max(name_width, rule->name.size());
    }
    std::string out = fmt::format("{:<6} {:<{}}  {:<8} {:<6} {:<10}  {}\n", "CODE", "NAME",
                                  name_width, "SEVERITY", "FIX", "ON", "WHAT IT FINDS");
    for (const auto* const rule : rules()) {
        fmt::format_to(std::back_inserter(out), "{:<6} {:<{}}  {:<8} {:<6} {:<10}  {}\n",
                       rule->code, rule->name, name_width, severity_name(rule->severity),
                       fix_name(rule->fix), on_name(rule->on), rule->summary);
    }
    return out;
}

}  // namespace

Exit list_rules(bool json) {
    print(json ? as_json() : as_table());
    return Exit::clean;
}

}  // namespace tasklint::cli
