// The grammar against the plugin's own way of reading: a loop over the line's end, as plain as it
// can be, that knows no PEGTL (support/peel_reader.hpp).
#include <array>
#include <random>

#include "tasklint/task.hpp"

#include "support/catch.hpp"
#include "support/peel_reader.hpp"

using namespace tasklint;

namespace {

std::string random_body(std::mt19937& random) {
    static constexpr std::array pieces{"📅",
                                       "📆",
                                       "🗓",
                                       "⏳",
                                       "⌛",
                                       "🛫",
                                       "➕",
                                       "✅",
                                       "❌",
                                       "🔁",
                                       "🏁",
                                       "🆔",
                                       "⛔",
                                       "🔺",
                                       "⏫",
                                       "🔼",
                                       "🔽",
                                       "⏬",
                                       "\xEF\xB8\x8F",
                                       " ",
                                       " ",
                                       " ",
                                       " ",
                                       " ",
                                       "  ",
                                       "\t",
                                       "\xC2\xA0",
                                       "\xE3\x80\x80",
                                       "2026-01-06",
                                       "2026-02-30",
                                       "2026-1-6",
                                       "0000-02-29",
                                       "every day",
                                       "every 2 weeks",
                                       "when done",
                                       "keep",
                                       "delete",
                                       "a",
                                       "b1",
                                       "x_y",
                                       "a,b",
                                       "a, b",
                                       " ,c",
                                       ",",
                                       "!",
                                       "#",
                                       "#a",
                                       "#a/b",
                                       "#a.b",
                                       " #t",
                                       " #u",
                                       "##",
                                       "@Ana",
                                       ".",
                                       "(",
                                       ")",
                                       "é",
                                       "日本",
                                       "🔄",
                                       "^abc",
                                       " ^abc",
                                       "-",
                                       "[",
                                       "]",
                                       "\xFF",
                                       "%%"};
    std::string body;
    const auto count = std::uniform_int_distribution<int>{1, 14}(random);
    for (int i = 0; i < count; ++i) {
        body += pieces[std::uniform_int_distribution<std::size_t>{0, pieces.size() - 1}(random)];
        if (std::uniform_int_distribution<int>{0, 2}(random) == 0) {
            body += ' ';
        }
    }
    return body;
}

}  // namespace

TEST_CASE("the grammar reads what the plugin's loop reads", "[syntax][differential]") {
    std::mt19937 random{20260105};  // always the same lines
    for (int i = 0; i < 200'000; ++i) {
        const std::string line = "- [ ] " + random_body(random);
        const auto parsed = parse_task_line(line);
        REQUIRE(parsed);
        const TaskView task = view(line, *parsed);
        const auto expected = peel_reader::read(parsed->task.body.in(line));
        const auto actual = [&] {
            peel_reader::Reading reading;
            reading.description = description_of(task);
            reading.priority = parsed->task.priority == Priority::none
                                   ? std::string{}
                                   : std::string{priority_emoji(parsed->task.priority)};
            for (std::size_t kind = 0; kind < field_kind_count; ++kind) {
                const Token* const field = task.read_field(static_cast<FieldKind>(kind));
                if (field != nullptr && field->field != FieldKind::priority) {
                    reading.values[kind] = std::string{task.in(field->value)};
                }
            }
            return reading;
        }();
        if (!(actual == expected)) {
            INFO(line);
            CHECK(actual.description == expected.description);
            CHECK(actual.priority == expected.priority);
            REQUIRE(actual.values == expected.values);
            REQUIRE(actual == expected);
        }
    }
    SUCCEED();
}
