// The safe-fix contract over generated notes: every kind of piece that a task line is made of,
// sound and broken, in every order. TASKLINT_PROPERTY_LINES sets how many lines are tried.
#include <array>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/fix_contract.hpp"
#include "syntax/mojibake.hpp"

using namespace tasklint;

namespace {

constexpr std::size_t default_lines = 200'000;

std::size_t lines_to_try() {
    const char* const value = std::getenv("TASKLINT_PROPERTY_LINES");
    return value == nullptr ? default_lines : std::strtoul(value, nullptr, 10);
}

class Generator {
public:
    explicit Generator(std::uint32_t seed) : random_{seed} {
        for (const auto& form : syntax::mangled_forms()) {
            mangled_.push_back(form.text);
        }
    }

    /// A note of a few lines. @param dataview its fields are mostly in the Dataview format
    std::string note(bool dataview, std::size_t& lines) {
        std::string text;
        const std::string ending = chance(5) ? "\r\n" : "\n";
        if (chance(10)) {
            text += "\xEF\xBB\xBF";
        }
        if (chance(6)) {
            text += "---" + ending + "participants:" + ending + "  - Ana" + ending +
                    pick<3>({"  -", "  - \"\"", "  - Person One"}) + ending + "tags: [a]" + ending +
                    "---" + ending;
        }
        const int count = between(1, 6);
        for (int i = 0; i < count; ++i, ++lines) {
            text += line(dataview) + (chance(6) ? "  " : "") +
                    (i + 1 == count && chance(3) ? "" : ending);
        }
        return text;
    }

private:
    bool chance(int one_in) { return between(1, one_in) == 1; }
    int between(int low, int high) {
        return std::uniform_int_distribution<int>{low, high}(random_);
    }
    template <std::size_t count> std::string pick(const std::array<const char*, count>& choices) {
        return choices[static_cast<std::size_t>(between(0, static_cast<int>(count) - 1))];
    }

    std::string line(bool dataview) {
        if (chance(12)) {
            return pick<12>({"", "text", "# Heading", "  📅 2026-01-06", "> quote", "[ ] box",
                             "- item", "%% tasklint-disable-next TL101 %%",
                             "<!-- tasklint-disable-next TL2 -->", "```", "%% x",
                             "  text 📅 2026-01-07"});
        }
        std::string out = pick<7>({"", "", "", "  ", "\t", "> ", "    "});
        out += pick<16>({"- [ ]", "- [ ]", "- [ ]", "- [x]", "* [/]", "+ [-]", "1. [ ]", "- [?]",
                         "- [X]", "-[ ]", "- [x ]", "- []", "- [ ]x", "-\u00A0[ ]", "- [ ] [x]",
                         "- [ ] ##"});
        const int count = between(0, 7);
        for (int i = 0; i < count; ++i) {
            if (!chance(12)) {
                out += chance(10) ? pick<3>({"  ", "\u00A0", "\t"}) : " ";
            }
            out += piece(dataview);
        }
        return out;
    }

    std::string date() {
        return pick<21>({"2026-01-06",         "2026-01-06",  "2026-01-06",     "2026-01-07",
                         "2026-02-30",         "2026-1-6",    "2026/01/06",     "20260106",
                         "２０２６-０１-０６", "01/02/2026",  "tomorrow",       "2026-01-06 10:00",
                         "[[2026-01-06]]",     "2026-01-06.", "2026-01-0",      "2026-\u200B01-06",
                         "Invalid date",       "Jan 6",       "6 January 2026", "(2026-01-06)",
                         "2026\u201101-06"});
    }
    std::string gap() {
        return pick<10>({" ", " ", " ", " ", "", "  ", "\u00A0", "\u200B", "\t", "\uFE0F "});
    }

    std::string piece(bool dataview) {
        if (dataview && chance(2)) {
            return pick<5>({"[", "[", "(", "", "["}) +
                   pick<9>({"due", "due", "start", "priority", "Due", "repeat", "id", "dependsOn",
                            "completion"}) +
                   pick<3>({":: ", "::", " :: "}) +
                   pick<6>({"2026-01-06", "high", "every week", "abc", "2026-1-6", "tomorrow"}) +
                   pick<5>({"]", "]", ")", "", "]"});
        }
        switch (between(0, 11)) {
            case 0:
            case 1:
            case 2:
                return pick<9>({"📅", "📅", "⏳", "🛫", "✅", "❌", "➕", "🗓️", "⌛"}) + gap() +
                       date();
            case 3: return pick<8>({"⏫", "🔼", "🔺", "🔽", "⏬", "⏫\uFE0E", "❗", "⬆️"});
            case 4:
                return "🔁" + gap() +
                       pick<14>({"every week", "every day when done", "daily", "every Moday",
                                 "every month on the 31st", "every\u200B day", "every\u00A0week",
                                 "every week\u00A0on Monday", "every week.",
                                 "every week – when done", "every Mon/Wed",
                                 "every week until 2026-06-01", "every\u00A0Moday",
                                 "every day (aside)"});
            case 5:
                return pick<12>({"🆔 abc", "🆔 a.b", "⛔ abc", "⛔ a,,b", "🏁 delete", "🏁 archive", "⛔",
                                 "🆔 ab cd", "🆔\u00A0abc", "⛔\u00A0abc", "🏁\u00A0delete",
                                 "🆔 abc\u200B"});
            case 6:
                return pick<10>({"#tag", "#a/b", "#v1.2", "#", "#1", "#home", "#ta\u200Bg",
                                 "#person/", "#Ärger", "#a&b"});
            case 7:
                return pick<9>({"@Ana", "@Person One", "@[[Note]]", "@TBD", "@One One One",
                                "a@b.example", "(@Ana)", "@Ana and Ben", "(@2026-01-06 10:00)"});
            case 8:
                return pick<10>({"^id", "^a_b", "^id\u200B", "%% note %%", "<!-- x -->",
                                 "`code 📅 2026-01-06`", "[[Link|text]]",
                                 "[text](https://example.org/#a)", "$x^2$",
                                 "%% tasklint-disable-line TL2 %%"});
            case 9:
                return mangled_[static_cast<std::size_t>(
                           between(0, static_cast<int>(mangled_.size()) - 1))] +
                       gap() + date();
            case 10:
                return pick<8>({":date:", ":calendar:", "🔄", "⏰", "✔", "?", "□", "ðŸ"}) + gap() +
                       date();
            default:
                return pick<20>({"word",       "two words", ".",         "(aside)",
                                 "é",          "cafÃ©",     "日本語",    "שלום",
                                 "\u200F",     "–",         "…",         "call the bank",
                                 "✅",          "❌ no",      "🎉",         "**bold**",
                                 "\"quoted\"", "{{date}}",  "every day", "[due:: 2026-01-06]"});
        }
    }

    std::mt19937 random_;
    std::vector<std::string> mangled_;
};

}  // namespace

TEST_CASE("safe fixes keep the contract on generated notes", "[fix][property]") {
    Generator generator{20260105};
    LintOptions options;
    options.today = date::year{2026} / 1 / 5;
    options.preview_fixes = false;
    std::vector<Config> configs(4);
    configs[0].select = {"all"};
    configs[1].select = {"default"};
    configs[2].select = {"all"};
    configs[2].tasks.format = Format::dataview;
    configs[3].select = {"all"};
    configs[3].tasks.format = Format::automatic;
    configs[3].order = {FieldKind::due, std::nullopt, FieldKind::priority};
    for (std::size_t i = 0; i < field_kind_count; ++i) {
        const auto kind = static_cast<FieldKind>(i);
        if (kind != FieldKind::due && kind != FieldKind::priority) {
            configs[3].order.emplace_back(kind);
        }
    }
    std::vector<RuleSelection> selections;
    for (const Config& config : configs) {
        selections.emplace_back(config);
    }
    std::size_t lines = 0;
    std::size_t notes = 0;
    for (const std::size_t wanted = lines_to_try(); lines < wanted; ++notes) {
        const std::size_t i = notes % configs.size();
        const std::string text = generator.note(i > 1, lines);
        const std::string breach = support::breach_of_contract(text, "2026-01-05 Note.md",
                                                               configs[i], selections[i], options);
        if (!breach.empty()) {  // no assertion for each of so many
            INFO(text);
            INFO(fix(text, "2026-01-05 Note.md", configs[i], selections[i], options, false).text);
            CHECK(breach == "");
        }
    }
    CHECK(notes > 0);
}
