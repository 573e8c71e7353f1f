// A query in words again.
#include <fmt/format.h>

#include "query/plan.hpp"

namespace tasklint {

namespace {

using query::Property;

std::string_view property_word(Property property) {
    switch (property) {
        case Property::status_name: return "status.name";
        case Property::status_type: return "status.type";
        case Property::status: return "status";
        case Property::recurring: return "recurring";
        case Property::priority: return "priority";
        case Property::happens: return "happens";
        case Property::cancelled: return "cancelled";
        case Property::created: return "created";
        case Property::start: return "start";
        case Property::scheduled: return "scheduled";
        case Property::due: return "due";
        case Property::done: return "done";
        case Property::path: return "path";
        case Property::folder: return "folder";
        case Property::root: return "root";
        case Property::backlink: return "backlink";
        case Property::description: return "description";
        case Property::tags: return "tags";
        case Property::heading: return "heading";
        case Property::filename: return "filename";
        case Property::urgency: return "urgency";
        case Property::recurrence: return "recurrence";
        case Property::id: return "id";
        case Property::random: return "random";
    }
    return "";
}

std::string sorter_text(const query::Sorter& sorter) {
    const bool by_tag = sorter.property == Property::tags;
    return fmt::format("sort by {}{}{}", by_tag ? "tag" : property_word(sorter.property),
                       sorter.reverse ? " reverse" : "",
                       by_tag && sorter.tag != 1 ? fmt::format(" {}", sorter.tag) : "");
}

std::string grouper_text(const query::Grouper& grouper) {
    return fmt::format("by {}{}", property_word(grouper.property),
                       grouper.reverse ? " reverse" : "");
}

}  // namespace

std::string print_query(const Query& query) {
    const query::Plan& plan = query.plan();
    std::string out;
    const auto add = [&](std::string_view line) {
        out += line;
        // A backslash at the end would join the next line.
        out += !line.empty() && line.back() == '\\' ? "\\\n" : "\n";
    };
    if (plan.ignores_global) {
        add("ignore global query");
    }
    for (const auto& condition : plan.filters) {
        if (!condition.text.empty()) {
            add(condition.text);
        }
    }
    for (const auto& sorter : plan.sorters) {
        add(sorter_text(sorter));
    }
    for (std::size_t i = 0; i < plan.groupers.size(); ++i) {
        const bool columns = plan.layout.columns && i == 0;
        add((columns ? "view columns " : "group ") + grouper_text(plan.groupers[i]));
    }
    if (plan.limit) {
        add(fmt::format("limit {}", *plan.limit));
    }
    if (plan.group_limit) {
        add(fmt::format("limit groups {}", *plan.group_limit));
    }
    const QueryLayout& layout = plan.layout;
    for (const auto& option : layout.hidden) {
        add("hide " + option);
    }
    for (const auto& option : layout.shown) {
        add("show " + option);
    }
    if (layout.short_mode) {
        add("short mode");
    }
    if (layout.explain) {
        add("explain");
    }
    return out;
}

}  // namespace tasklint
