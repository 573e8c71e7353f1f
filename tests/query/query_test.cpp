// Queries as a whole: the recorded answers of the plugin are in tests/conformance; here is what
// they do not say.
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

#include "query/boolean_grammar.hpp"
#include "query/date_grammar.hpp"
#include "query/filter_grammar.hpp"
#include "query/instruction_grammar.hpp"
#include "query/placeholder_grammar.hpp"
#include "support/catch.hpp"
#include "tasklint/query.hpp"
#include "tasklint/vault.hpp"

using namespace tasklint;

namespace {

constexpr date::year_month_day today{date::year{2026}, date::month{1}, date::day{5}};

struct Asked {
    Document document;
    TaskSettings settings;
    Dependencies dependencies;

    explicit Asked(std::string text) : document(parse(std::move(text), "Plan/Home.md", {})) {
        dependencies.add(document);
    }

    [[nodiscard]] std::variant<Query, QueryError> read(const std::string& query) const {
        return read_query(query, {"Plan/Home.md", {}}, settings, today);
    }
    [[nodiscard]] QueryResult run(const std::string& query) const {
        const auto made = read(query);
        INFO(query);
        REQUIRE(std::holds_alternative<Query>(made));
        std::vector<QueryTask> tasks;
        for (std::size_t i = 0; i < document.tasks.size(); ++i) {
            tasks.push_back(query_task(document, i, settings, dependencies));
        }
        const auto result = run_query(std::get<Query>(made), tasks);
        REQUIRE(std::holds_alternative<QueryResult>(result));
        return std::get<QueryResult>(result);
    }
    [[nodiscard]] std::vector<std::size_t> tasks(const std::string& query) const {
        return run(query).groups.front().tasks;
    }
    [[nodiscard]] QueryError error(const std::string& query) const {
        const auto made = read(query);
        INFO(query);
        REQUIRE(std::holds_alternative<QueryError>(made));
        return std::get<QueryError>(made);
    }
};

using Indices = std::vector<std::size_t>;

}  // namespace

TEST_CASE("the grammars of queries make progress", "[query]") {
    namespace g = query::grammar;
    CHECK(tao::pegtl::analyze<g::instruction>() == 0);
    CHECK(tao::pegtl::analyze<g::group_what>() == 0);
    CHECK(tao::pegtl::analyze<g::text_filter<"path">>() == 0);
    CHECK(tao::pegtl::analyze<g::tag_filter>() == 0);
    CHECK(tao::pegtl::analyze<g::type_filter>() == 0);
    CHECK(tao::pegtl::analyze<g::priority_filter>() == 0);
    CHECK(tao::pegtl::analyze<g::date_line>() == 0);
    CHECK(tao::pegtl::analyze<g::date_filter>() == 0);
    CHECK(tao::pegtl::analyze<g::find_relative>() == 0);
    CHECK(tao::pegtl::analyze<g::two_days>() == 0);
    CHECK(tao::pegtl::analyze<g::in_units>() == 0);
    CHECK(tao::pegtl::analyze<g::month_day>() == 0);
    CHECK(tao::pegtl::analyze<g::day_month>() == 0);
    CHECK(tao::pegtl::analyze<g::no_date>() == 0);
    CHECK(tao::pegtl::analyze<g::structure_piece<'(', ')'>>() == 0);
    CHECK(tao::pegtl::analyze<g::operator_between<'"', '"'>>() == 0);
    CHECK(tao::pegtl::analyze<g::quoted_text>() == 0);
    CHECK(tao::pegtl::analyze<g::known_path>() == 0);
    CHECK(tao::pegtl::analyze<g::property_call>() == 0);
}

TEST_CASE("an error knows its text, line and span", "[query]") {
    Asked asked{"- [ ] a\n"};
    const std::string text = "not done\n\nsort by \\\n  nothing\nlimit 3";
    const auto error = asked.error(text);
    CHECK(error.kind == "unknown-instruction");
    CHECK(error.in == QueryText::query);
    CHECK(error.line == 3);
    CHECK(error.span.in(text) == "sort by \\\n  nothing");

    asked.settings.global_query = "limit 2\nnot doen";
    const auto global = asked.error("done");
    CHECK(global.in == QueryText::global_query);
    CHECK(global.line == 2);
    CHECK(global.span.in(asked.settings.global_query) == "not doen");
    CHECK(asked.tasks("ignore global query\nnot done") == Indices{0});
}

TEST_CASE("what hangs on the JavaScript engine has no answer", "[query]") {
    const Asked asked{"- [ ] a\n"};
    for (const char* const query :
         {"due by friday", "due 05.01.2026", "(due by friday) OR (done)",
          "path regex matches /(?=a)b/", "path regex matches /(a)\\1/", "path regex matches /a/y",
          "path includes {{query.file.frontmatter}}"}) {
        CHECK(asked.error(query).kind == "not-certain");
    }
    for (const char* const query :
         {"filter by function true", "sort by function task.due",
          "group by function reverse task.due", "view columns by function task.due",
          "preset this_folder_only"}) {
        CHECK(asked.error(query).kind == "needs-javascript");
    }
    CHECK(asked.run("sort by description").order_certain);
    const Asked accents{"- [ ] über\n- [ ] uber\n"};
    CHECK_FALSE(accents.run("sort by description").order_certain);
}

TEST_CASE("tasks are found, put in order, cut and grouped by place", "[query]") {
    const Asked asked{
        "# One\n- [ ] b 📅 2026-01-07 #x\n- [x] a ✅ 2026-01-02\n# Two\n- [ ] c 📅 2026-01-06 #x "
        "#y\n"};
    CHECK(asked.tasks("not done\nsort by description reverse") == Indices{2, 0});
    CHECK(asked.tasks("(done) OR (due before 2026-01-07)") == Indices{2, 1});
    CHECK(asked.tasks("limit 1") == Indices{2});
    const auto result = asked.run("group by heading\ngroup by tags\nlimit groups 1");
    CHECK(result.count_text == "3 tasks");
    std::vector<std::string> names;
    for (const auto& group : result.groups) {
        names.push_back(fmt::format("{}/{}", group.names[0], group.names[1]));
    }
    CHECK(names == std::vector<std::string>{"One/(No tags)", "One/#x", "Two/#x", "Two/#y"});
    CHECK(result.groups[1].headings.size() == 1);
    const auto none = asked.run("group by heading\nid includes zzz");
    REQUIRE(none.groups.size() == 1);
    CHECK(none.groups.front().names.empty());
}

TEST_CASE("a query is printed as it was read", "[query]") {
    Asked asked{"- [ ] a\n"};
    asked.settings.global_query = "NOT DONE";
    const auto printed = [&](const std::string& query) {
        const auto read = asked.read(query);
        INFO(query);
        REQUIRE(std::holds_alternative<Query>(read));
        return print_query(std::get<Query>(read));
    };
    CHECK(printed("") == "not done\n");
    CHECK(printed("ignore global query\nsort by path") == "ignore global query\nsort by path\n");
    asked.settings.global_query.clear();
    CHECK(printed("") == "");
    static constexpr struct {
        const char* query;
        const char* text;
    } lines[] = {
        {"due BEFORE next week", "due before 2026-01-12"},
        {"starts in or after this month", "starts in or after 2026-01-01"},
        {"scheduled after this week", "scheduled after 2026-01-11"},
        {"happens this week", "happens 2026-01-05 2026-01-11"},
        {"happens on this week", "happens on 2026-01-05 2026-01-11"},
        {"Has Due Date", "has due date"},
        {"status.type is not todo", "status.type is not TODO"},
        {"priority below  medium", "priority is below medium"},
        {"tag includes  x", "tags includes  x"},
        {"tags do not include #x", "tags does not include #x"},
        {"path includes {{query.file.path}}", "path includes Plan/Home.md"},
        {"path regex matches /a b/i", "path regex matches /a b/i"},
        {"description includes a\\\\", "description includes a\\\\"},
        {"path \\\n  includes x", "path includes x"},
        {"preset hide_date_fields",
         "hide cancelled date\nhide created date\nhide done date\nhide due date\nhide scheduled "
         "date\nhide start date"},
        {"(done) OR (due today) AND ( is blocked )",
         "(done) OR ((due 2026-01-05) AND (is blocked))"},
        {"[done] AND [due today] AND NOT [is blocked] OR [no id]",
         "[[done] AND [due 2026-01-05] AND [NOT [is blocked]]] OR [no id]"},
        {"\"done\" OR \"due today\"", "\"done\" OR \"due 2026-01-05\""},
        {"{done} AND {no id} OR {no tags}", "{ {done} AND {no id} } OR {no tags}"},
        {"([done] AND [due today]) XOR (no id)", "([done] AND [due 2026-01-05]) XOR (no id)"},
        {"sort by tag reverse 3 and more", "sort by tag reverse 3"},
        {"sort by status.name", "sort by status.name"},
        {"group by due reverse\nview columns by folder",
         "view columns by folder\ngroup by due reverse"},
        {"limit to 5 tasks\nlimit groups to 2\nlimit 4", "limit 4\nlimit groups 2"},
        {"short\nexplain\nhide tags\nshow urgency\nshow tags", "show urgency\nshort mode\nexplain"},
    };
    for (const auto& [query, text] : lines) {
        CHECK(printed(query) == std::string{text} + "\n");
    }
}

TEST_CASE("a printed query means the same", "[query]") {
    const Asked asked{
        "# One\n- [ ] b 📅 2026-01-07 #x\n- [x] a ✅ 2026-01-02 🆔 e1\n    - [/] [[c|d]] ⏫ "
        "🛫 "
        "2026-02-30\n# Two\n- [ ] c 🔁 every week 📅 2026-01-06 #x #y ⛔ e1\n- [-] d ❌ 2026-01-03 "
        "⏳ 2026-01-04 🔽\n"};
    std::vector<QueryTask> tasks;
    for (std::size_t i = 0; i < asked.document.tasks.size(); ++i) {
        tasks.push_back(query_task(asked.document, i, asked.settings, asked.dependencies));
    }
    std::ifstream file{TASKLINT_TEST_DATA "/conformance/query/query.jsonl"};
    std::size_t count = 0;
    for (std::string line; std::getline(file, line);) {
        const auto query = nlohmann::json::parse(line).at("query").get<std::string>();
        const auto read = asked.read(query);
        const auto* const first = std::get_if<Query>(&read);
        if (first == nullptr) {
            continue;
        }
        const std::string text = print_query(*first);
        INFO(query << "\n---\n" << text);
        const auto again = asked.read(text);
        REQUIRE(std::holds_alternative<Query>(again));
        const auto& second = std::get<Query>(again);
        CHECK(print_query(second) == text);
        CHECK(second.layout() == first->layout());
        const auto one = run_query(*first, tasks);
        const auto other = run_query(second, tasks);
        REQUIRE(one.index() == other.index());
        if (const auto* const result = std::get_if<QueryResult>(&one)) {
            CHECK(std::get<QueryResult>(other).groups == result->groups);
        }
        ++count;
    }
    CHECK(count > 1200);
}

TEST_CASE("presets may hold each other, but not without end", "[query]") {
    Asked asked{"- [ ] a\n- [x] b\n"};
    asked.settings.presets = std::map<std::string, std::string>{
        {"one", "preset two"}, {"two", "not done"}, {"loop", "preset loop"}};
    CHECK(asked.tasks("preset one") == Indices{0});
    CHECK(asked.error("preset loop").kind == "preset-recursion");
    CHECK(asked.error("preset three").kind == "unknown-preset");
    // Each doubles the one before: 2^40 instructions.
    for (int i = 0; i < 40; ++i) {
        (*asked.settings.presets)[fmt::format("d{}", i)] =
            fmt::format("preset d{0}\npreset d{0}", i + 1);
    }
    (*asked.settings.presets)["d40"] = "not done";
    CHECK(asked.error("preset d0").kind == "preset-recursion");
    for (int i = 0; i < 40; ++i) {
        (*asked.settings.presets)[fmt::format("d{}", i)] =
            fmt::format("{{{{preset.d{0}}}}}{{{{preset.d{0}}}}}", i + 1);
    }
    CHECK(asked.error("{{preset.d0}}").kind != "not-certain");
}

TEST_CASE("presets bring so much to a query and no more", "[query]") {
    Asked asked{"- [ ] a\n- [x] b\n"};
    auto& presets = asked.settings.presets.emplace();
    presets["x0"] = "not done";
    for (int i = 1; i <= 16; ++i) {
        presets[fmt::format("x{}", i)] = fmt::format("preset x{0}\npreset x{0}", i - 1);
    }
    const auto lines = [](std::string_view line, std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) {
            text += line;
        }
        return text;
    };
    CHECK(asked.tasks("preset x8") == Indices{0});
    const auto many = asked.error("preset x16");
    CHECK(many.kind == "preset-recursion");
    CHECK(many.detail == "presets bring more than 2,000 instructions or 256 KiB");
    CHECK(asked.error(lines("preset x8\n", 5)).kind == "preset-recursion");
    // What is written in the query itself is not counted.
    CHECK(asked.tasks(lines("not done\n", 5'000)) == Indices{0});

    presets["long"] = lines("# a comment that says nothing\n", 1'500) + "not done";
    CHECK(asked.tasks("preset long") == Indices{0});
    CHECK(asked.error(lines("preset long\n", 2)).kind == "preset-recursion");
    presets["wide"] = "# " + std::string(100'000, 'x');
    CHECK(asked.error(lines("preset wide\n", 3)).kind == "preset-recursion");
    CHECK(asked.error(lines("{{preset.long}}\n", 2)).kind == "placeholder");
    CHECK(asked.error(lines("{{preset.wide}}\n", 3)).kind == "placeholder");
    // Sixty thousand times nothing is nothing.
    CHECK(asked.error(lines("preset x16\n", 60'000)).kind == "preset-recursion");
}

TEST_CASE("properties of the note are instructions", "[query]") {
    const Document note = parse(
        "---\nTQ_extra_instructions: not done\nTQ_show_tree: true\nkind: \"7\"\nlist: [a, "
        "b]\n---\n",
        "Home.md", {});
    const QueryNote properties = query_note(note);
    TaskSettings settings;
    const auto read =
        read_query("path includes {{query.file.property('list')}}", properties, settings, today);
    REQUIRE(std::holds_alternative<Query>(read));
    CHECK(std::get<Query>(read).layout().shown == std::vector<std::string>{"tree"});
    CHECK(properties.properties[2].kind == QueryProperty::Kind::text);
    CHECK(properties.properties[1].kind == QueryProperty::Kind::boolean);
    CHECK(properties.properties[3].items.size() == 2);
}

TEST_CASE("a query without a note has no placeholders", "[query]") {
    for (const std::string text : {"path includes {{query.file.path}}", "preset this_folder"}) {
        const auto read = read_query(text, {}, {}, today);
        INFO(text);
        REQUIRE(std::holds_alternative<QueryError>(read));
        CHECK(std::get<QueryError>(read).kind == "placeholder");
    }
}

TEST_CASE("what the plugin has no words for narrows a query", "[query]") {
    const Document note = parse(
        "- [ ] one #home/garden @Owner One\n- [/] two #Home\n- [x] three @me\n", "Sub/a.md", {});
    const TaskSettings settings;
    const Dependencies none;
    const auto every = std::get<Query>(read_query("", {}, settings, today));
    const auto taken = [&](const QueryChoice& choice) {
        std::string lines;
        for (std::size_t i = 0; i < note.tasks.size(); ++i) {
            lines += narrowed(every, choice).takes(query_task(note, i, settings, none))
                         ? std::to_string(i + 1)
                         : "";
        }
        return lines;
    };
    const struct {
        const char* name;
        QueryChoice choice;
        const char* lines;
    } cases[] = {
        {"nothing", {}, "123"},
        {"a tag and those below it", {{"HOME"}, {}, {}, {}, {}, {}}, "12"},
        {"half a tag is none", {{"#home/gar"}, {}, {}, {}, {}, {}}, ""},
        {"an owner", {{}, {"owner one"}, {}, {}, {}, {}}, "1"},
        {"nobody", {{}, {"none"}, {}, {}, {}, {}}, "2"},
        {"me by my name", {{}, {"participant one"}, {}, {}, "Participant One", {}}, "3"},
        {"a status by symbol", {{}, {}, {"/"}, {}, {}, {}}, "2"},
        {"by name or type", {{}, {}, {"done", "TODO"}, {}, {}, {}}, "13"},
        {"a folder", {{}, {}, {}, {"Sub"}, {}, {}}, "123"},
        {"another", {{}, {}, {}, {"Su"}, {}, {}}, ""},
        {"either of two queries",
         {{},
          {},
          {},
          {},
          {},
          {std::get<Query>(read_query("done", {}, settings, today)),
           std::get<Query>(read_query("description includes two", {}, settings, today))}},
         "23"},
        {"different ones must all hold", {{"home"}, {"none"}, {}, {}, {}, {}}, "2"},
    };
    for (const auto& [name, choice, lines] : cases) {
        DYNAMIC_SECTION(name) { CHECK(taken(choice) == lines); }
    }
}

TEST_CASE("blocks are found where Obsidian runs them", "[query]") {
    const Document note = parse(
        "```tasks\nnot done\n\nlimit 3\n```\n"
        "> ~~~ tasks\n> done\n> ~~~\n"
        "````md\n```tasks\nno block\n```\n````\n"
        "- item\n  ```tasks\n  has id\n  ```\n"
        "```tasks-x\nnone\n```\n"
        "```tasks\nopen to the end",
        "Home.md", {});
    const auto blocks = query_blocks(note);
    REQUIRE(blocks.size() == 4);
    CHECK(blocks[0].text == "not done\n\nlimit 3");
    CHECK(blocks[0].fence == 0);
    CHECK(blocks[0].first_line == 1);
    CHECK(blocks[0].line_count == 3);
    CHECK(blocks[1].text == "done");
    CHECK(blocks[1].fence == 5);
    CHECK(blocks[2].text == "has id");
    CHECK(blocks[3].text == "open to the end");
}

TEST_CASE("queries that mean harm take linear time", "[query][time]") {
    const Asked asked{"- [ ] aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\n"};
    constexpr std::size_t size = 200'000;
    const auto times = [](std::string_view text, std::size_t count) {
        std::string out;
        while (out.size() < count) {
            out += text;
        }
        return out;
    };
    const auto begin = std::clock();  // of the processor: others may use the machine
    for (const std::string& query :
         {times("(", size), times("(a) AND ", size), times("NOT ", size) + "(a)",
          times("\" OR \"", size), times("{{", size), times("{{a}}", size), times("\\\n", size),
          "due " + times("this ", size), "due " + times("1 ", size), times("preset ", size),
          "path regex matches /" + times("(?<a", size) + "/",
          "path regex matches /" + times("[", size) + "/",
          "path regex matches /" + times("(", size) + times(")", size) + "/",
          "(" + times("[(", size) + "done" + times(")]", size) + ")",
          times("(not done) XOR ", size) + "(done)", times("limit 1\n", size),
          "hide " + times("tags", size), "status.type is " + times("a", size)}) {
        const auto read = asked.read(query);
        if (const auto* const made = std::get_if<Query>(&read)) {
            static_cast<void>(
                made->takes(query_task(asked.document, 0, asked.settings, asked.dependencies)));
        }
    }
    // Any quadratic step over one of them would take minutes.
    CHECK((std::clock() - begin) / CLOCKS_PER_SEC < 60);
    CHECK(asked.tasks("description regex matches /(a|aa)*$/").empty() == false);
}
