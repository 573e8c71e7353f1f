#pragma once

// Task lines of many kinds, always the same for the same seed: what the grammar bench reads, what
// the two readers are compared on, and what the fuzz target starts from.

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace task_lines {

/// What odd lines are made of: signs, near-misses of them, values, tags, white space of all kinds.
inline constexpr std::array emoji_pieces{"📅",
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
                                         "\xEF\xB8\x8E",
                                         "🔄",
                                         "⏰",
                                         "✔",
                                         "🗓\xEF\xB8\x8F ",
                                         "📅 2026-01-06",
                                         "⏳2026-01-04 ",
                                         "🔁 every week",
                                         "🆔 a1",
                                         "⛔ a1 , b2",
                                         "🏁 delete"};
inline constexpr std::array dataview_pieces{"[",
                                            "]",
                                            "(",
                                            ")",
                                            "[due:: ",
                                            "(due::",
                                            "[scheduled::",
                                            "[start:: ",
                                            "(created:: ",
                                            "[completion::",
                                            "[cancelled:: ",
                                            "[repeat:: ",
                                            "[repeat::",
                                            "[onCompletion:: ",
                                            "[id::",
                                            "(id:: ",
                                            "[dependsOn:: ",
                                            "[priority:: ",
                                            "high",
                                            "lowest",
                                            "High]",
                                            "::",
                                            " :: ",
                                            "[due:: 2026-01-06]",
                                            "(scheduled:: 2026-01-04),",
                                            "[priority:: high] ,",
                                            "[repeat:: every week]",
                                            "[ id:: a1 ]",
                                            "[dependsOn:: a1 , b2]",
                                            "[owner:: me]",
                                            "[Due:: 2026-01-06]",
                                            "[[due:: 2026-01-06]]",
                                            "[repeat::  ]",
                                            "[onCompletion:: keep)"};
inline constexpr std::array shared_pieces{" ",
                                          " ",
                                          " ",
                                          " ",
                                          " ",
                                          "  ",
                                          "\t",
                                          "\xC2\xA0",
                                          "\xE3\x80\x80",
                                          "\xE2\x80\x8B",
                                          "\xEF\xBB\xBF",
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
                                          "^abc",
                                          " ^abc",
                                          " ^a_b",
                                          "-",
                                          "[",
                                          "]",
                                          "\xFF",
                                          "\xE2\x80",
                                          "%%",
                                          "word",
                                          "\r",
                                          "\xE2\x80\xA8",
                                          "\xC2"};
inline constexpr std::array beginnings{
    "- [ ] ",    "- [x] ", "  - [/] ", "* [ ]",   "+  [ ] ",       "> - [ ] ", ">>\t1. [ ] ",
    "007) [X] ", "- [ ] ", "- [😀] ",   "- [[] ",  "- []] ",        "- [\t] ",  "\xC2\xA0- [ ] ",
    "- []",      "-[ ] ",  "-\t[ ] ",  "- [xx] ", "- [👍🏽] ", "- [\r] ",  "\xEF\xBB\xBF- [ ] ",
    "- [\xFF] ", "",       "text "};

inline constexpr std::array emoji_fields{"📅 2026-01-06",
                                         "⏳ 2026-01-04",
                                         "🛫 2026-01-02",
                                         "➕ 2025-12-20",
                                         "✅ 2026-02-30",
                                         "❌2026-01-05",
                                         "🗓\xEF\xB8\x8F 2026-01-06",
                                         "⏫",
                                         "🔽\xEF\xB8\x8F",
                                         "🔁 every week",
                                         "🔁  every day when done, ",
                                         "🆔 a1b2c3",
                                         "⛔ a1,b2 , c3",
                                         "🏁 delete"};
inline constexpr std::array dataview_fields{"[due:: 2026-01-06]",
                                            "(scheduled:: 2026-01-04)",
                                            "[start::2026-01-02]",
                                            "(created:: 2025-12-20),",
                                            "[completion:: 2026-02-30]",
                                            "[ cancelled:: 2026-01-05 ]",
                                            "[priority:: high]",
                                            "(priority::low) ,",
                                            "[repeat:: every week]",
                                            "[repeat:: every day when done, ]",
                                            "[id:: a1b2c3]",
                                            "[dependsOn:: a1,b2 , c3]",
                                            "[onCompletion:: delete]",
                                            "[repeat:: ]"};

/// A line in which most things are odd, but which is a task for the most part and, in half of the
/// cases, ends in fields.
inline std::string interesting(std::mt19937& random, bool dataview) {
    const auto below = [&](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>{0, count - 1}(random);
    };
    std::string line = below(6) != 0 ? "- [ ] " : beginnings[below(beginnings.size())];
    const auto add_piece = [&] {
        const auto kind = below(5);
        // Now and then a piece of the other format: it is text.
        const bool other = below(40) == 0;
        line += kind < 3            ? shared_pieces[below(shared_pieces.size())]
                : dataview != other ? dataview_pieces[below(dataview_pieces.size())]
                                    : emoji_pieces[below(emoji_pieces.size())];
        if (below(3) == 0) {
            line += ' ';
        }
    };
    for (std::size_t i = 1 + below(10); i > 0; --i) {
        add_piece();
    }
    for (std::size_t i = below(3) == 0 ? 0 : 1 + below(5); i > 0; --i) {
        line += below(4) == 0 ? "" : " ";
        line += dataview ? dataview_fields[below(dataview_fields.size())]
                         : emoji_fields[below(emoji_fields.size())];
        if (below(8) == 0) {
            add_piece();
        }
    }
    return line;
}

/// A line such as people write: words and links, and in half of the lines (in all if it is `dense`)
/// owners, fields and tags.
inline std::string usual(std::mt19937& random, bool dataview, bool dense = false) {
    static constexpr std::array words{"call",     "the",         "bank",
                                      "about",    "Send",        "draft",
                                      "to",       "team",        "Review",
                                      "budget",   "for",         "[[Garden plan]]",
                                      "`code`",   "(urgent)",    "prepare",
                                      "slides.",  "naïve",       "日本語",
                                      "e-mail",   "a@b.example", "https://example.org/x#y",
                                      "**bold**", "5 km,",       "Ångström",
                                      "and"};
    static constexpr std::array tags{"#task", "#project/site", "#auto", "#proposed", "#home"};
    static constexpr std::array emoji{"📅 2026-01-06",
                                      "⏳ 2026-01-04",
                                      "🛫 2026-01-02",
                                      "➕ 2025-12-20",
                                      "✅ 2026-01-05",
                                      "⏫",
                                      "🔼",
                                      "🔽",
                                      "🔁 every week",
                                      "🔁 every 2 weeks on Monday when done",
                                      "🆔 a1b2c3",
                                      "⛔ a1b2c3,d4e5f6",
                                      "🏁 delete"};
    static constexpr std::array inline_fields{"[due:: 2026-01-06]",
                                              "[scheduled:: 2026-01-04]",
                                              "[start:: 2026-01-02]",
                                              "(created:: 2025-12-20)",
                                              "[completion:: 2026-01-05]",
                                              "[priority:: high]",
                                              "[priority:: medium]",
                                              "(priority:: low)",
                                              "[repeat:: every week]",
                                              "[repeat:: every 2 weeks on Monday when done]",
                                              "[id:: a1b2c3]",
                                              "[dependsOn:: a1b2c3,d4e5f6]",
                                              "[onCompletion:: delete]"};
    const auto below = [&](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>{0, count - 1}(random);
    };
    static constexpr std::array usual_beginnings{"- [ ] ", "- [x] ",   "  - [ ] ",
                                                 "* [/] ", "> - [ ] ", "12. [ ] "};
    std::string line = usual_beginnings[below(10) < 6 ? 0 : below(usual_beginnings.size())];
    const bool with_fields = dense || below(2) == 0;
    for (std::size_t i = 3 + below(dense ? 8 : 5); i > 0; --i) {
        line.append(words[below(words.size())]).append(" ");
    }
    if (with_fields && below(4) == 0) {
        line += "@owner1 ";
    }
    for (std::size_t i = with_fields ? below(4) : 0; i > 0; --i) {
        line.append(dataview ? inline_fields[below(inline_fields.size())]
                             : emoji[below(emoji.size())])
            .append(" ");
    }
    for (std::size_t i = with_fields ? below(3) : 0; i > 0; --i) {
        line.append(tags[below(tags.size())]).append(" ");
    }
    if (below(10) == 0) {
        line += "by noon ";
    }
    line.pop_back();
    if (with_fields && below(12) == 0) {
        line += " ^a1b2";
    }
    return line;
}

}  // namespace task_lines
