#include <fmt/core.h>

#include "tasklint/task.hpp"

#include "support/catch.hpp"
#include "syntax/lenient.hpp"
#include "syntax/mojibake.hpp"

using namespace tasklint;
using syntax::Flaw;
using syntax::Piece;

namespace {

/// Pieces of a line in short: `text`, `tag`, `owner`, `comment`, a field by its name, with `?` if
/// the plugin does not read it and the flaw behind it.
std::string pieces(const std::string& line) {
    const auto parsed = parse_task_line(line);
    REQUIRE(parsed);
    std::string out;
    for (const Piece& piece : syntax::read_leniently(view(line, *parsed))) {
        constexpr std::array kinds{"text", "field", "tag", "owner", "comment"};
        constexpr std::array flaws{"",           "mangled",   "odd space",  "malformed date",
                                   "no value",   "invisible", "text style", "shortcode",
                                   "look-alike", "year last", "words",      "time",
                                   "link"};
        out += out.empty() ? "" : ", ";
        out += piece.kind == Piece::Kind::field
                   ? std::string{field_info(piece.field).name} + (piece.read ? "" : "?")
                   : std::string{kinds[static_cast<std::size_t>(piece.kind)]};
        if (piece.flaw != Flaw::none) {
            out += fmt::format(" ({}{}{})", flaws[static_cast<std::size_t>(piece.flaw)],
                               piece.written.empty() ? "" : ": ", piece.written);
        }
    }
    return out;
}

}  // namespace

TEST_CASE("what the writer meant", "[syntax][lenient]") {
    const struct {
        const char* line;
        const char* expected;
    } cases[] = {
        {"- [ ] a 📅 2026-01-06 ⏫ #x", "text, due, priority, tag"},
        {"- [ ] a 📅 2026-01-06 before lunch", "text, due?, text"},
        {"- [ ] a 📅 2026-01-06 @Ana", "text, due?, owner"},
        {"- [ ] a 📅 2026-01-06 %% c %%", "text, due?, comment"},
        {"- [ ] a 📅\u00A02026-01-06", "text, due? (odd space: 📅 2026-01-06)"},
        {"- [ ] a 📅\t2026-01-06 ⏫", "text, due? (odd space: 📅 2026-01-06), priority"},
        {"- [ ] a 📅 2026-1-6", "text, due? (malformed date: 📅 2026-01-06)"},
        {"- [ ] a ⏳ 2026/01/06", "text, scheduled? (malformed date: ⏳ 2026-01-06)"},
        {"- [ ] a 🛫 20260106", "text, start? (malformed date: 🛫 2026-01-06)"},
        {"- [ ] a 📅 ２０２６-０１-０６", "text, due? (malformed date: 📅 2026-01-06)"},
        {"- [ ] a 📅 2026-2-30", "text, due? (malformed date)"},
        {"- [ ] a ⏫ 📅", "text, priority?, text (no value)"},
        {"- [ ] a 📅 tomorrow", "text, due? (words)"},
        {"- [ ] a 📅 01/02/2026", "text, due? (year last)"},
        {"- [ ] a 📅 [[2026-01-06]]", "text, due? (link: 📅 2026-01-06)"},
        {"- [ ] a 📅 2026-01-06 10:00", "text, due? (time: 10:00 📅 2026-01-06)"},
        {"- [ ] a :date: 2026-01-06", "text, due? (shortcode: 📅 2026-01-06)"},
        {"- [ ] a 🔄 every day", "text, recurrence? (look-alike: 🔁 every day)"},
        {"- [ ] a 📅\u200B2026-01-06", "text, due? (invisible: 📅 2026-01-06)"},
        {"- [ ] a ⏫\uFE0E", "text, priority? (text style: ⏫)"},
        {"- [ ] ✅ and ❌ are ordinary", "text, text, text, text"},
        {"- [ ] 🔺 Danger zone", "text, text"},
        {"- [ ] press 🔼 to go up", "text, text, text"},
        {"- [ ] report ⏫.", "text, priority?, text"},
        {"- [ ] run `📅 2026-01-06` twice", "text, text, text"},
        {"- [ ] a \uF8FFüìÖ 2026-01-06 ‚è´ #x",
         "text, due? (mangled: 📅 2026-01-06), priority? (mangled: ⏫), tag"},
        {"- [ ] a ‚è´ word", "text, text, text"},
        {"- [ ] a 📅 2026–01–06", "text, due? (malformed date: 📅 2026-01-06)"},
        {"- [ ] a ⏫ 📅 tomorrow", "text, priority?, due? (words)"},
        {"- [ ] a Ã°Å¸â€\u00A0â€\u009D b1 📅 2026-01-06",
         "text, id? (mangled: 🆔 b1), due"},  // twice, and the begin is a form of another sign
        {"- [ ] a Ã°Å¸â€œâ€\u00A0 2026-01-06", "text, due? (mangled: 📅 2026-01-06)"},  // twice
    };
    for (const auto& [line, expected] : cases) {
        DYNAMIC_SECTION(line) { CHECK(pieces(line) == expected); }
    }
}

TEST_CASE("a rule is taken whole or not at all", "[syntax][lenient]") {
    const struct {
        const char* line;
        const char* expected;
    } cases[] = {
        {"- [ ] a 🔁\u00A0every\u00A0week 📅 2026-01-06",
         "text, recurrence? (odd space: 🔁 every week), due"},
        {"- [ ] a 🔁 every\u00A0week 📅 2026-01-06",
         "text, recurrence? (odd space: 🔁 every week), due"},
        {"- [ ] a 🔁 every week\ton Monday 📅 2026-01-06",
         "text, recurrence? (odd space: 🔁 every week on Monday), due"},
        {"- [ ] a 🔁 every week\u00A0 when done",
         "text, recurrence? (odd space: 🔁 every week when done)"},
        {"- [ ] a 🔁\u00A0every\u200B week\u200B 📅 2026-01-06",
         "text, recurrence? (invisible: 🔁 every week), due"},
        {"- [ ] a 🔄 every\u00A0week 📅 2026-01-06",
         "text, recurrence? (look-alike: 🔁 every week), due"},
        {"- [ ] a üîÅ every\u00A0week 📅 2026-01-06",
         "text, recurrence? (mangled: 🔁 every week), due"},
        // Words behind it that are none of the rule's.
        {"- [ ] a 🔁 every week (see b) 📅 2026-01-06", "text, recurrence?, text, due"},
        {"- [ ] a 🔁 every week\u00A0call b", "text, recurrence?, text"},
        // What belongs to the rule, though Tasks would stop before it.
        {"- [ ] a 🔁 every 2 weeks – when done 📅 2026-01-06", "text, text (no value), due"},
        {"- [ ] a 🔁 every month on the 1st + 15th 📅 2026-01-06", "text, text (no value), due"},
        {"- [ ] a 🔁 every week on Monday & Wednesday 📅 2026-01-06", "text, text (no value), due"},
        {"- [ ] a 🔁 every week on [[Monday]] 📅 2026-01-06", "text, text (no value), due"},
        {"- [ ] a üîÅ every week – when done 📅 2026-01-06", "text, text (no value), due"},
        {"- [ ] 🔁 every week – when done 📅 2026-01-06", "text, text, due"},
        // No rule, before whatever.
        {"- [ ] a 🔁 every week. 📅 2026-01-06", "text, text (no value), due"},
        {"- [ ] a 🔁 every week; #b", "text, text (no value), tag"},
        {"- [ ] a 🔁 every week until 2026-06-01", "text, text (no value)"},
        {"- [ ] a 🔁 every Mon/Wed 📅 2026-01-06", "text, text (no value), due"},
        {"- [ ] a 🔁 every day, when done. 📅 2026-01-06", "text, text (no value), due"},
        {"- [ ] a 🔁 daily, when done. 📅 2026-01-06", "text, text (no value), due"},
        {"- [ ] a 🔁\u00A0daily 📅 2026-01-06", "text, text (no value), due"},
        {"- [ ] a 🔁\u00A0every\u00A0Moday 📅 2026-01-06", "text, text (no value), due"},
        {"- [ ] a 🔁 every day but not in May’s weeks 📅 2026-01-06", "text, text (no value), due"},
        {"- [ ] a 🔁 täglich 📅 2026-01-06", "text, text (no value), due"},
        {"- [ ] a 🔁 毎週月曜日 📅 2026-01-06", "text, text (no value), due"},
        {"- [ ] a 🔁 daily 📅 2026-01-06 b", "text, text (no value), due?, text"},
        {"- [ ] a üîÅ every week. 📅 2026-01-06", "text, text (no value), due"},
        // Nothing is written for a rule that would lose words.
        {"- [ ] a 🔄 every week – when done 📅 2026-01-06",
         "text, recurrence? (look-alike), text, due"},
        {"- [ ] a :repeat: every week – when done", "text, recurrence? (shortcode), text"},
        {"- [ ] a :repeat: every week – for b", "text, recurrence? (shortcode), text"},
        {"- [ ] a :repeat: every week – call b",
         "text, recurrence? (shortcode: 🔁 every week), text"},
        {"- [ ] a üîÅ every Moday 📅 2026-01-06", "text, recurrence? (mangled), due"},
        {"- [ ] a 🔁\u00A0every day call b", "text, recurrence? (odd space)"},
        // Sentences.
        {"- [ ] 🔁 every week. Pay 📅 2026-01-06", "text, text, due"},
        {"- [ ] 🔁 Every child needs a coat.", "text, text"},
        {"- [ ] a 🔁 every child needs a coat. 📅 2026-01-06", "text, text, text, due"},
        {"- [ ] Say it 🔁 every day. Then rest.", "text, text, text"},
        {"- [ ] the 🔁 daily email’s footer 📅 2026-01-06", "text, text, text, due"},
        {"- [ ] the 🔁 every-day exercise! 📅 2026-01-06", "text, text, text, due"},
        {"- [ ] der 🔁 Knopf für Übung 📅 2026-01-06", "text, text, text, due"},
        {"- [ ] 会議 🔁 資料を直す 📅 2026-01-06", "text, text, text, due"},
    };
    for (const auto& [line, expected] : cases) {
        DYNAMIC_SECTION(line) { CHECK(pieces(line) == expected); }
    }
}

TEST_CASE("a sign with text that is no date", "[syntax][lenient]") {
    const struct {
        const char* line;
        const char* expected;
    } cases[] = {
        {"- [ ] a 📅 Invalid date", "text, text (no value)"},
        {"- [ ] a 📅 Invalid date b", "text, text (no value), text"},
        {"- [ ] a ✅ Invalid date", "text, text (no value)"},
        {"- [ ] a 📅 Jan 6", "text, due? (words)"},
        {"- [ ] a 📅 Jan. 6th, 2026 b", "text, due? (words), text"},
        {"- [ ] a 📅 6 January 2026", "text, due? (words)"},
        {"- [ ] a 📅 Tue, 6th of January.", "text, due? (words), text"},
        {"- [ ] a 📅 Mon", "text, due? (words)"},
        {"- [ ] a 📅 2026-01", "text, text (no value)"},
        {"- [ ] a 📅 26-01-06", "text, text (no value)"},
        {"- [ ] a 📅 2026-W02", "text, text (no value)"},
        {"- [ ] a 📅 6.1.", "text, text (no value)"},
        {"- [ ] a 📅 January 2026", "text, text (no value)"},
        {"- [ ] a 📅 TBD ⏫", "text, text (no value), priority"},
        {"- [ ] a 📅 TBD %% b %%", "text, text (no value), comment"},
        {"- [ ] a 📅: 2026-01-06", "text, text (no value)"},
        {"- [ ] a 📅 \"2026-01-06\"", "text, text (no value)"},
        {"- [ ] a 📅 (2026-01-06) b", "text, text (no value), text"},
        {"- [ ] a 📅 **2026-01-06**", "text, text (no value)"},
        {"- [ ] a 📅 2026\u201101-06", "text, due? (malformed date: 📅 2026-01-06)"},
        {"- [ ] a 📅 2026/01-06", "text, text (no value)"},
        // Sentences.
        {"- [ ] 📅 Plan the calendar", "text, text"},
        {"- [ ] Press the 📅 button, then more", "text, text, text"},
        {"- [ ] 📅 12345678 is the PIN", "text, text"},
        {"- [ ] 📅 3 meetings on the calendar", "text, text"},
        {"- [ ] 📅 10-12 people come", "text, text"},
        {"- [ ] 📅 May is busy", "text, text"},
        {"- [ ] 📅 May 5 people come in?", "text, text"},
        {"- [ ] Check the 📅 24/7", "text, text, text"},
        {"- [ ] Plan the 📅 2026", "text, text, text"},
        {"- [ ] ✅ 26-01-06", "text, text"},
    };
    for (const auto& [line, expected] : cases) {
        DYNAMIC_SECTION(line) { CHECK(pieces(line) == expected); }
    }
}

TEST_CASE("ids with a space of another kind, or with characters that nobody sees",
          "[syntax][lenient]") {
    const struct {
        const char* line;
        const char* expected;
    } cases[] = {
        {"- [ ] a 🆔\u00A0b1", "text, id? (odd space: 🆔 b1)"},
        {"- [ ] a 🆔\tb1 #c", "text, id? (odd space: 🆔 b1), tag"},
        {"- [ ] a ⛔\u00A0b1, b2", "text, depends_on? (odd space: ⛔ b1, b2)"},
        {"- [ ] a 🏁\u00A0delete", "text, on_completion? (odd space: 🏁 delete)"},
        {"- [ ] a 🆔 b1\u200B", "text, id? (invisible: 🆔 b1)"},
        {"- [ ] 🆔\u00A0card", "text"},
        {"- [ ] Show your 🆔\u00A0card to them", "text, text, text"},
        {"- [ ] Do not 🏁\u00A0delete this", "text, text, text"},
        {"- [ ] Show your 🆔 card, please", "text, text, text"},
    };
    for (const auto& [line, expected] : cases) {
        DYNAMIC_SECTION(line) { CHECK(pieces(line) == expected); }
    }
}

TEST_CASE("every signifier is known in every wrong encoding", "[syntax][mojibake]") {
    // By hand, from the tables of the encodings.
    const struct {
        const char* mangled;
        const char* sign;
    } cases[] = {{"\uF8FFüìÖ", "📅"},
                 {"üìÖ", "📅"},
                 {"ðŸ“…", "📅"},
                 {"≡ƒôà", "📅"},
                 {"‚è≥", "⏳"},
                 {"ΓÅ│", "⏳"},
                 {"\uF8FFüõ´", "🛫"},
                 {"ðŸ›«", "🛫"},
                 {"≡ƒ¢½", "🛫"},
                 {"‚úÖ", "✅"},
                 {"âœ…", "✅"},
                 {"Γ£à", "✅"},
                 {"‚ûï", "➕"},
                 {"âž•", "➕"},
                 {"Γ₧ò", "➕"},
                 {"‚ùå", "❌"},
                 {"Γ¥î", "❌"},
                 {"â\u009DŒ", "❌"},
                 {"‚è´", "⏫"},
                 {"ΓÅ½", "⏫"},
                 {"\uF8FFüîº", "🔼"},
                 {"ðŸ”¼", "🔼"},
                 {"≡ƒö╝", "🔼"},
                 {"\uF8FFüîÅ", "🔁"},
                 {"ðŸ”\u0081", "🔁"},
                 {"ðŸ”", "🔁"},
                 {"≡ƒöü", "🔁"},
                 {"\uF8FFüÜî", "🆔"},
                 {"ðŸ†”", "🆔"},
                 {"≡ƒåö", "🆔"},
                 {"‚õî", "⛔"},
                 {"â›”", "⛔"},
                 {"Γ¢ö", "⛔"},
                 {"\uF8FFüèÅ", "🏁"},
                 {"ðŸ\u008F\u0081", "🏁"},
                 {"≡ƒÅü", "🏁"},
                 {"\uF8FFu\u0308i\u0300O\u0308", "📅"},
                 {"Ã°Å¸â€œâ€¦", "📅"},
                 {"â\u008F«", "⏫"}};
    for (const auto& [mangled, sign] : cases) {
        DYNAMIC_SECTION(mangled) {
            const auto* const form = syntax::mangled_form(mangled);
            REQUIRE(form != nullptr);
            CHECK(form->sign->emoji == sign);
        }
    }
    CHECK(syntax::mangled_form("ðŸ") == nullptr);  // could be any of twelve
    for (const Signifier& sign : signifiers()) {
        CHECK(std::count_if(syntax::mangled_forms().begin(), syntax::mangled_forms().end(),
                            [&](const auto& form) { return form.sign == &sign; }) >= 8);
    }
}

TEST_CASE("the quick look for mangled signs misses none", "[syntax]") {
    for (const auto& form : syntax::mangled_forms()) {
        INFO(form.text);
        CHECK(syntax::may_be_mangled(form.text));
        CHECK(syntax::may_be_mangled("ask " + form.text + " 2026-01-06"));
        CHECK(syntax::mangled_form(form.text) == &form);
    }
    for (const auto box : syntax::lost_sign_boxes) {
        CHECK(syntax::may_be_mangled(std::string{"a "}.append(box)));
    }
    // What is left of an emoji.
    for (const char* const rest : {"\uF8FF", "\uF8FFü", "ðŸ", "≡ƒ", "â\u008F", "‚è", "Γ£"}) {
        INFO(rest);
        REQUIRE((std::string{rest} == "\uF8FF" || syntax::is_broken_emoji(rest)));
        CHECK(syntax::may_be_mangled(rest));
    }
    // The signs themselves, and letters of many languages, are no reason to look twice.
    for (const char* const sound :
         {"", "plain", "📅 2026-01-06", "⏫ ⏳ 2026-01-06 ✅ 2026-01-06", "café", "日本語"}) {
        INFO(sound);
        CHECK_FALSE(syntax::may_be_mangled(sound));
    }
}

TEST_CASE("the quick look for other signs finds those that there are", "[syntax]") {
    std::size_t found = 0;
    const auto look = [&](char32_t from, char32_t to) {
        for (char32_t c = from; c <= to; ++c) {
            const std::string sign = encode_utf8(c);
            INFO(sign);
            const bool known = syntax::other_sign(sign, 0) != nullptr;
            REQUIRE(syntax::may_have_other_sign("ask " + sign + " 2026-01-06") == known);
            REQUIRE(syntax::may_have_other_sign(sign) == known);
            found += known ? 1 : 0;
        }
    };
    look(0x2000, 0x2FFF);
    look(0x1F000, 0x1FAFF);
    CHECK(found == 14);
}

TEST_CASE("a lost sign is one only before a date or a rule", "[syntax]") {
    const struct {
        const char* text;
        bool lost;
    } cases[] = {
        {"pay ? 2026-01-06", true},    {"pay ?? every week", true}, {"pay \uFFFD 2026-01-06", true},
        {"pay □ every day", true},     {"pay ? soon", false},       {"2026-01-06 ? and on", false},
        {"every day ? and on", false}, {"is 5 enough?", false},     {"café 2026-01-06", false},
        {"pay ðŸ 2026-01-06", true},   {"pay ? 2026-1-6", false},   {"", false},
    };
    for (const auto& [text, lost] : cases) {
        INFO(text);
        CHECK(syntax::lost_sign(text).has_value() == lost);
    }
}
