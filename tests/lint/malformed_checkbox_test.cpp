#include "lint/check_note.hpp"
#include "support/catch.hpp"

using namespace tasklint;

TEST_CASE("a nearly right checkbox is put right and nothing else is touched", "[lint][TL001]") {
    const struct {
        const char* line;
        const char* mended;
    } cases[] = {{"> 12)[x] pay ^a", "> 12) [x] pay ^a"},
                 {"- a\n\t-  [ x]\tpay  ", "- a\n\t-  [x]\tpay  "},
                 {"-  \xC2\xA0[] pay\r", "- [ ] pay\r"},
                 {"+[X ] pay", "+ [X] pay"},
                 {"- []", "- [ ]"},
                 {"-[ ]pay", "- [ ] pay"},
                 {"1.[x]pay", "1. [x] pay"},
                 {"- []pay \U0001F4C5 2026-01-06", "- [ ] pay \U0001F4C5 2026-01-06"},
                 {"- []Pay", "- [ ] Pay"},
                 {"- [x ]pay", "- [x] pay"},
                 {"* [  ]*pay*", "* [ ] *pay*"},
                 {"- \u200B[ ] pay", "- [ ] pay"},
                 {"-\u200B [x] pay", "- [x] pay"},
                 {"- [x\u200B] pay", "- [x] pay"},
                 {"\u00A0- [ ] pay", " - [ ] pay"},
                 {"pay\n\u3000- [ ] pay", "pay\n  - [ ] pay"},
                 {"# a\n\uFEFF- [ ] pay", "# a\n- [ ] pay"},
                 {"> \u00A0-[]Pay", ">  - [ ] Pay"},
                 {"- [ ] a\n\u00A0\u00A0- [ ]b", "- [ ] a\n  - [ ] b"}};
    for (const auto& [line, mended] : cases) {
        DYNAMIC_SECTION(line) {
            CHECK(check_note(line, "TL001").size() == 1);
            CHECK(mend_note(line, "TL001") == mended);
        }
    }
}

TEST_CASE("brackets that are no box raise nothing", "[lint][TL001]") {
    for (const char* line : {"-[1] is a formula",
                             "- [a b] c",
                             "- [12 ] c",
                             "-[x](y)",
                             "- []x",
                             "-[x]y",
                             "- [?](u)",
                             "-[a] letters may be notes",
                             "-[ ] {{title}}",
                             "- [] <% tp.date %>",
                             "`-[ ]` a",
                             "- [ ] sound",
                             "- [\xC2\xA0] one code point",
                             "- []string is a type",
                             "- []:x",
                             "- [][x]",
                             "-[/](y)",
                             "-[1]pay",
                             "- [ab]pay",
                             "\u00A0- pay",
                             "\u00A0- [1] pay",
                             "\u3000pay - [ ] a",
                             "pay\n\u00A0[ ] pay",
                             "```\n\u00A0- [ ] pay\n```"}) {
        DYNAMIC_SECTION(line) { CHECK(check_note(line, "TL001").empty()); }
    }
}

TEST_CASE("without the global filter a line cannot become a task", "[lint][TL001]") {
    Config config;
    config.tasks.global_filter = "#task";
    CHECK(check_note("- [ ] sound", "TL001", config).empty());
    CHECK(check_note("- [] pay", "TL001", config).empty());
    CHECK(mend_note("- [] pay #task", "TL001", config) == "- [ ] pay #task");
}
