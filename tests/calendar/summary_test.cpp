#include "calendar/summary.hpp"

#include <ctime>
#include <string>

#include "support/catch.hpp"
#include "tasklint/text.hpp"

using namespace tasklint;

namespace {

std::string summary(const std::string& line, const TaskSettings& settings = {}) {
    const auto parsed = parse_task_line(line, settings);
    REQUIRE(parsed);
    return summary_of(view(line, *parsed), settings);
}

std::string normalised(const std::string& line) {
    const auto parsed = parse_task_line(line);
    REQUIRE(parsed);
    return normalised_text(view(line, *parsed));
}

}  // namespace

TEST_CASE("the summary is what the task says, without its fields and Markdown", "[calendar]") {
    const struct {
        const char* name;
        const char* line;
        const char* summary;
    } cases[] = {
        {"fields", "- [ ] Pay the bill 🔺 🔁 every month 🛫 2026-01-01 📅 2026-01-06",
         "Pay the bill"},
        {"block link", "- [ ] Pay the bill 📅 2026-01-06 ^abc", "Pay the bill"},
        {"trailing tags", "- [ ] Pay #home #a/b 📅 2026-01-06 #task", "Pay"},
        {"owner at the end", "- [ ] Send it. @Person Two 📅 2026-01-06 #task", "Send it."},
        {"owner and its remark", "- [ ] Call. @Person (last name unknown) #task", "Call."},
        {"several owners", "- [ ] Plan. @One @Two @Three #task 🔼", "Plan."},
        {"owner without a full stop before it", "- [ ] Talk to @Person Two 📅 2026-01-06",
         "Talk to Person Two"},
        {"placeholder owner", "- [ ] Decide. @TBD ⏫ #task", "Decide."},
        {"tags left of an owner", "- [ ] Pay. #a @Myself 📅 2026-01-06", "Pay."},
        {"only tags and fields", "- [ ] #a #b 📅 2026-01-06", ""},
        {"owner in the sentence", "- [ ] Ask @kitchen about it 📅 2026-01-06",
         "Ask kitchen about it"},
        {"owner before a colon", "- [ ] @Person Two: prepare slides", "Person Two: prepare slides"},
        {"owner in parentheses", "- [ ] Pay (@Ana) 📅 2026-01-06", "Pay (Ana)"},
        {"linked owner in the sentence", "- [ ] Ask @[[People/Person Three|P3]] about it",
         "Ask P3 about it"},
        {"linked owner without alias", "- [ ] Ask @[[People/Person Three]] about it",
         "Ask Person Three about it"},
        {"linked owner at the end", "- [ ] Review. @[[People/Person Three|P3]] #task", "Review."},
        {"tag in the sentence", "- [ ] Clean the #kitchen today", "Clean the kitchen today"},
        {"nested tag in the sentence", "- [ ] Clean the #home/kitchen today",
         "Clean the kitchen today"},
        {"tag ending in a slash", "- [ ] Ask the #team/ today", "Ask the team today"},
        {"field that the plugin does not read", "- [ ] Pay 📅 2026-01-06 before lunch",
         "Pay 📅 2026-01-06 before lunch"},
        {"wiki link", "- [ ] Read [[Report]] and [[Notes/Plan|the plan]]",
         "Read Report and the plan"},
        {"embedded file", "- [ ] See ![[chart.png]]", "See chart.png"},
        {"link", "- [ ] Read [the *page*](https://e.example/a_(b)) now", "Read the *page* now"},
        {"link with a title", "- [ ] Read [it](https://e.example \"Title\")", "Read it"},
        {"picture", "- [ ] See ![chart](chart.png)", "See chart"},
        {"parentheses that are no link", "- [ ] Choose [one](or two of them)",
         "Choose [one](or two of them)"},
        {"open bracket", "- [ ] Fix [a (b", "Fix [a (b"},
        {"bold", "- [ ] Do **this** and __that__", "Do this and that"},
        {"bold and italic", "- [ ] Do ***this***", "Do this"},
        {"struck out", "- [ ] Do ~~that~~ this", "Do that this"},
        {"highlight", "- [ ] Do ==this==", "Do this"},
        {"code", "- [ ] Run `make #all` and ``a`b``", "Run make #all and a`b"},
        {"marks in code stay", "- [ ] Run `**x**`", "Run **x**"},
        {"lone marks stay", "- [ ] Check a == b ** c", "Check a == b ** c"},
        {"underscores in a word stay", "- [ ] Fix my__long__name", "Fix my__long__name"},
        {"lone backtick stays", "- [ ] Press ` twice", "Press ` twice"},
        {"comment", "- [ ] Pay %%quietly%% now <!-- soon -->", "Pay now"},
        {"white space", "- [ ] Pay \t  the\xC2\xA0 bill", "Pay the bill"},
        {"control characters", "- [ ] Pay\x07the\x1B[31m bill\x7F", "Pay the [31m bill"},
        {"direction override",
         "- [ ] Pay \xE2\x80\xAE"
         "bill",
         "Pay bill"},
        {"joined emoji stay", "- [ ] Call 👩‍👧 today", "Call 👩‍👧 today"},
        {"invalid UTF-8",
         "- [ ] Pay \xFF"
         "bill",
         "Pay \uFFFDbill"},
        {"empty", "- [ ] ", ""},
    };
    for (const auto& one : cases) {
        DYNAMIC_SECTION(one.name) { CHECK(summary(one.line) == one.summary); }
    }
}

TEST_CASE("the summary is without the global filter", "[calendar]") {
    TaskSettings settings;
    settings.global_filter = "#task";
    CHECK(summary("- [ ] #task Pay the bill 📅 2026-01-06", settings) == "Pay the bill");
    CHECK(summary("- [ ] Pay #task the bill", settings) == "Pay the bill");
    CHECK(summary("- [ ] Pay the #task/bill", settings) == "Pay the");
    CHECK(summary("- [ ] Pay the #task/bill now", settings) == "Pay the bill now");
    settings.global_filter = "TODO";
    CHECK(summary("- [ ] TODO pay the bill", settings) == "pay the bill");
    CHECK(summary("- [ ] pay the TODOs", settings) == "pay the TODOs");
}

TEST_CASE("a NUL byte does not cut the summary short", "[calendar]") {
    std::string line = "- [ ] Pay";
    line += '\0';
    line += "now";
    CHECK(summary(line) == "Pay now");
}

TEST_CASE("the text that a UID is made of does not know fields, owners and tags", "[calendar]") {
    const auto* const plain = "pay the bill.";
    for (const auto* line : {
             "- [ ] Pay the bill.",
             "- [x] Pay the bill. ✅ 2026-01-06",
             "* [ ] pay  the BILL. #a 📅 2026-01-06 ⏫",
             "- [ ] Pay the bill. @Myself 📅 2026-01-06 #a",
             "- [ ] Pay the bill. 📅 2026-01-06 @Myself",
             "- [ ] Pay the 📅 2026-01-06 bill.",
             "- [ ] Pay the bill. #a 📅 2026-01-06 @Myself ⏫ ^block",
         }) {
        CAPTURE(line);
        CHECK(normalised(line) == plain);
    }
    CHECK(normalised("- [ ] Pay the bills.") != plain);
    CHECK(normalised("- [ ] Ask @Ana about it") != normalised("- [ ] Ask @Ben about it"));
}

TEST_CASE("text for a template engine is recognised", "[calendar]") {
    CHECK(is_template("- [ ] Pay {{date}}"));
    CHECK(is_template("- [ ] Pay <% tp.date.now() %>"));
    CHECK(is_template("- [ ] Pay {% if x %}"));
    CHECK_FALSE(is_template("- [ ] Pay {date} 5% >"));
    CHECK_FALSE(is_template("- [ ] Pay }} and {{"));
}

TEST_CASE("clean text is one line of UTF-8", "[calendar]") {
    CHECK(clean_text(" a\r\n b\t\tc ") == "a b c");
    CHECK(clean_text("a\xC2\x85"
                     "b") == "a b");
    CHECK(clean_text("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
    CHECK(clean_text("").empty());
}

TEST_CASE("hostile descriptions take linear time", "[calendar][time]") {
    const auto seconds = [](const std::string& piece, std::size_t count) {
        std::string line = "- [ ] x";
        for (std::size_t i = 0; i < count; ++i) {
            line += piece;
        }
        const auto parsed = parse_task_line(line);
        REQUIRE(parsed);
        const std::clock_t begin = std::clock();  // of this program, whatever else runs
        const auto text = summary_of(view(line, *parsed), {});
        CHECK(text.size() <= line.size());
        return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    };
    for (const auto* piece : {"[a](", "[[a", "](b", "[", "(", "` ", "`a``b```", "**a ",
                              "==", "<!--", "%%a", "[a|b]]"}) {
        CAPTURE(piece);
        const auto small = seconds(piece, 20'000);
        const auto large = seconds(piece, 80'000);
        CHECK(large < 10 * small + 0.1);  // quadratic: 16 times
    }
}
