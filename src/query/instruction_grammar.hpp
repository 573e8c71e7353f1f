#pragma once

#include "query/words.hpp"

// The instructions of a `tasks` block that are no filters (docs: "About Queries", "Sorting",
// "Grouping", "Layout"; read off Tasks 8.3.0, src/Query/Query.ts). Letters in either case.
//   * The first that fits takes the line, in the order of `instruction`.
//   * Most are open at the end: what follows is passed over, as in the plugin. `group by` is
//     closed, and `view`, `hide` and `preset` have an argument that plain C++ looks at.
//   * Actions write into one record; what an alternative wrote that did not fit is not looked at.
namespace tasklint::query::grammar {
// clang-format off

struct argument       : rest {};

struct preset         : seq< word< "preset" >, blanks, argument > {};
struct short_mode     : word< "short" > {};
struct full_mode      : word< "full" > {};
struct explain        : word< "explain" > {};
struct ignore_global  : word< "ignore global query" > {};

struct limit_groups   : word< "groups " > {};
struct limit_number   : plus< digit > {};
struct limit          : seq< word< "limit " >, opt< limit_groups >, opt< word< "to " > >,
                             limit_number > {};

// Fields; of two that begin alike the longer one first
struct status_name    : word< "status.name" > {};
struct status_type    : word< "status.type" > {};
struct status         : word< "status" > {};
struct recurring      : word< "recurring" > {};
struct priority       : word< "priority" > {};
struct happens        : word< "happens" > {};
struct cancelled      : word< "cancelled" > {};
struct created        : word< "created" > {};
struct start          : word< "start" > {};
struct scheduled      : word< "scheduled" > {};
struct due            : word< "due" > {};
struct done           : word< "done" > {};
struct path           : word< "path" > {};
struct folder         : word< "folder" > {};
struct root           : word< "root" > {};
struct backlink       : word< "backlink" > {};
struct description    : word< "description" > {};
struct tag            : word< "tag" > {};
struct tags           : word< "tags" > {};
struct heading        : word< "heading" > {};
struct filename       : word< "filename" > {};
struct urgency        : word< "urgency" > {};
struct recurrence     : word< "recurrence" > {};
struct id             : word< "id" > {};
struct random         : word< "random" > {};

struct reverse        : word< " reverse" > {};
struct by_function    : seq< word< "function" >, opt< word< " reverse" > >, one< ' ' > > {};
struct tag_number     : plus< digit > {};
struct sorted_field   : sor< status_name, status_type, status, recurring, priority, happens,
                             cancelled, created, start, scheduled, due, done, path, description,
                             heading, filename, urgency, id, random > {};
struct sort_by        : seq< word< "sort by " >,
                             sor< by_function,
                                  seq< tag, opt< reverse >, star< js_space >, opt< tag_number > >,
                                  seq< sorted_field, opt< reverse > > > > {};
struct grouped_field  : sor< status_name, status_type, status, recurring, priority, happens,
                             cancelled, created, start, scheduled, due, done, path, folder, root,
                             backlink, tags, heading, filename, urgency, recurrence, id > {};
struct group_what     : seq< word< "by " >, sor< by_function,
                                                 seq< grouped_field, opt< reverse >, eof > > > {};
struct group_by       : seq< word< "group " >, group_what > {};

struct view           : seq< word< "view" >, blanks, argument > {};
struct hide           : seq< word< "hide" >, blanks, argument > {};
struct show           : seq< word< "show" >, blanks, argument > {};
struct comment        : one< '#' > {};

struct instruction    : sor< preset, short_mode, full_mode, explain, ignore_global, limit, sort_by,
                             group_by, view, hide, show, comment > {};
// clang-format on
}  // namespace tasklint::query::grammar
