#include "syntax/mojibake.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <map>
#include <set>

#include <utf8proc.h>

#include "text/ascii.hpp"
#include "text/find.hpp"

namespace tasklint::syntax {

namespace {

/// Code points of the bytes 0x80 to 0xFF; 0 where the codec defines none.
using Codec = std::array<char16_t, 128>;

// clang-format off
constexpr Codec mac_roman{
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3,
    0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3,
    0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3,
    0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8,
    0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA,
    0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB,
    0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D,
    0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE,
    0x00CF, 0x00CC, 0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC,
    0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7};
constexpr Codec windows_1252{
    0x20AC, 0x0000, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x0000, 0x017D, 0x0000, 0x0000, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x0000, 0x017E, 0x0178, 0x00A0, 0x00A1, 0x00A2, 0x00A3,
    0x00A4, 0x00A5, 0x00A6, 0x00A7, 0x00A8, 0x00A9, 0x00AA, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF,
    0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x00B9, 0x00BA, 0x00BB,
    0x00BC, 0x00BD, 0x00BE, 0x00BF, 0x00C0, 0x00C1, 0x00C2, 0x00C3, 0x00C4, 0x00C5, 0x00C6, 0x00C7,
    0x00C8, 0x00C9, 0x00CA, 0x00CB, 0x00CC, 0x00CD, 0x00CE, 0x00CF, 0x00D0, 0x00D1, 0x00D2, 0x00D3,
    0x00D4, 0x00D5, 0x00D6, 0x00D7, 0x00D8, 0x00D9, 0x00DA, 0x00DB, 0x00DC, 0x00DD, 0x00DE, 0x00DF,
    0x00E0, 0x00E1, 0x00E2, 0x00E3, 0x00E4, 0x00E5, 0x00E6, 0x00E7, 0x00E8, 0x00E9, 0x00EA, 0x00EB,
    0x00EC, 0x00ED, 0x00EE, 0x00EF, 0x00F0, 0x00F1, 0x00F2, 0x00F3, 0x00F4, 0x00F5, 0x00F6, 0x00F7,
    0x00F8, 0x00F9, 0x00FA, 0x00FB, 0x00FC, 0x00FD, 0x00FE, 0x00FF};
constexpr Codec dos_437{
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF,
    0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9,
    0x00FF, 0x00D6, 0x00DC, 0x00A2, 0x00A3, 0x00A5, 0x20A7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA,
    0x00F1, 0x00D1, 0x00AA, 0x00BA, 0x00BF, 0x2310, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557,
    0x255D, 0x255C, 0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559,
    0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590, 0x2580,
    0x03B1, 0x00DF, 0x0393, 0x03C0, 0x03A3, 0x03C3, 0x00B5, 0x03C4, 0x03A6, 0x0398, 0x03A9, 0x03B4,
    0x221E, 0x03C6, 0x03B5, 0x2229, 0x2261, 0x00B1, 0x2265, 0x2264, 0x2320, 0x2321, 0x00F7, 0x2248,
    0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F, 0x00B2, 0x25A0, 0x00A0};
// clang-format on

constexpr Codec latin_1 = [] {
    Codec codec{};
    for (std::size_t i = 0; i < codec.size(); ++i) {
        codec[i] = static_cast<char16_t>(0x80 + i);
    }
    return codec;
}();

/// What becomes of a byte that the codec does not define.
enum class Undefined { control, replacement, lost };

std::string misread(std::string_view utf8, const Codec& codec, Undefined undefined) {
    std::string out;
    constexpr std::size_t usual = 3;  // bytes that one becomes, at most
    out.reserve(utf8.size() * usual);
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        const char32_t code_point = byte < 0x80 ? byte : codec[byte - 0x80U];
        if (byte < 0x80 || code_point != 0) {
            append_utf8(out, code_point);
        } else if (undefined == Undefined::control) {
            append_utf8(out, byte);
        } else if (undefined == Undefined::replacement) {
            append_utf8(out, 0xFFFD);
        }
    }
    return out;
}

std::string decomposed(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        std::array<utf8proc_int32_t, 8> parts{};
        int last_class = 0;
        const auto count = utf8proc_decompose_char(
            static_cast<utf8proc_int32_t>(character.code_point), parts.data(),
            static_cast<utf8proc_ssize_t>(parts.size()), UTF8PROC_DECOMPOSE, &last_class);
        for (utf8proc_ssize_t i = 0; i < count; ++i) {
            append_utf8(out, static_cast<char32_t>(parts[static_cast<std::size_t>(i)]));
        }
        at += character.size;
    }
    return out;
}

std::string without(std::string text, std::string_view part) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part)) {
        text.erase(at, part.size());
    }
    return text;
}

std::vector<std::pair<std::string, std::string_view>> forms_of(const std::string& utf8) {
    std::vector<std::pair<std::string, std::string_view>> forms;
    const auto add = [&](std::string form, std::string_view codec) {
        forms.emplace_back(std::move(form), codec);
    };
    constexpr std::string_view apple = "\xEF\xA3\xBF";  // U+F8FF, what Mac Roman has at 0xF0
    const std::string mac = misread(utf8, mac_roman, Undefined::control);
    for (const std::string& form : {mac, without(mac, apple)}) {
        add(form, "Mac Roman");
        add(decomposed(form), "Mac Roman");
    }
    add(misread(mac, mac_roman, Undefined::control), "Mac Roman, twice");
    constexpr std::string_view once = "CP1252";
    for (const auto undefined : {Undefined::control, Undefined::replacement, Undefined::lost}) {
        const std::string form = misread(utf8, windows_1252, undefined);
        if (std::find(forms.begin(), forms.end(), std::pair{form, once}) != forms.end()) {
            continue;  // all its bytes are defined
        }
        add(form, once);
        for (const auto again : {Undefined::control, Undefined::replacement, Undefined::lost}) {
            add(misread(form, windows_1252, again), "CP1252, twice");
        }
    }
    const std::string latin = misread(utf8, latin_1, Undefined::control);
    add(latin, "Latin-1");
    add(misread(latin, latin_1, Undefined::control), "Latin-1, twice");
    const std::string dos = misread(utf8, dos_437, Undefined::control);
    add(dos, "CP437");
    add(misread(dos, dos_437, Undefined::control), "CP437, twice");
    return forms;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::vector<MangledForm> make_forms() {
    constexpr std::string_view picture = "\xEF\xB8\x8F";  // U+FE0F
    std::map<std::string, MangledForm> all;
    std::vector<std::string> ambiguous;
    for (const Signifier& sign : signifiers()) {
        const std::string emoji{sign.emoji};
        for (const std::string& utf8 : {emoji, emoji + std::string{picture}}) {
            for (auto& [text, codec] : forms_of(utf8)) {
                if (code_points(text) + 1 < sign.emoji.size()) {
                    continue;  // too much is lost: `ðŸ` alone could be any of twelve
                }
                const auto [at, added] = all.try_emplace(text, MangledForm{text, &sign, codec});
                if (!added && at->second.sign != &sign) {
                    ambiguous.push_back(text);
                }
            }
        }
    }
    // A form that lost a byte may also be the begin of what another signifier looks like; the
    // whole run has to fit, so that is no ambiguity. Equal forms are.
    for (const std::string& text : ambiguous) {
        all.erase(text);
    }
    std::vector<MangledForm> forms;
    forms.reserve(all.size());
    for (auto& [text, form] : all) {
        forms.push_back(std::move(form));
    }
    return forms;
}

/// Two bytes as a number.
std::size_t pair_at(std::string_view text, std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(text[at])) << 8U |
           static_cast<unsigned char>(text[at + 1]);
}

/// The first two bytes, from the first that is no ASCII, of all mangled forms, of what is left of a
/// broken emoji, and of the boxes that stand for a lost sign. A form begins with what became of the
/// first byte of its sign or, where that is lost, of the second.
const std::bitset<0x10000>& beginnings() {
    static const auto pairs = [] {
        std::bitset<0x10000> all;
        const auto add = [&](std::string_view text) {
            const std::size_t at = ascii_end(text, 0);
            if (at + 1 < text.size()) {
                all.set(pair_at(text, at));
            }
        };
        std::set<std::string> starts;
        for (const Signifier& sign : signifiers()) {
            starts.emplace(sign.emoji.substr(0, 2));
        }
        for (const auto& start : starts) {
            for (const auto& [text, codec] : forms_of(start)) {
                add(text);
            }
        }
        for (const Codec* const codec : {&mac_roman, &windows_1252, &dos_437}) {
            add(encode_utf8((*codec)[0xF0 - 0x80]));
            add(encode_utf8((*codec)[0xE2 - 0x80]));
        }
        for (const std::string_view box : lost_sign_boxes) {
            add(box);
        }
        return all;
    }();
    return pairs;
}

}  // namespace

const std::vector<MangledForm>& mangled_forms() {
    static const std::vector<MangledForm> forms = make_forms();
    return forms;
}

bool begins_mangled(std::string_view text, std::size_t at) noexcept {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x80) {
        return true;
    }
    // A decomposed letter: an ASCII one and a combining mark (U+0300 to U+036F).
    const bool letter = (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z';
    return letter && at + 1 < text.size() &&
           (static_cast<unsigned char>(text[at + 1]) == 0xCC ||
            static_cast<unsigned char>(text[at + 1]) == 0xCD);
}

std::size_t mangled_run_end(std::string_view text, std::size_t at, std::size_t end) noexcept {
    const auto line = text.substr(0, end);
    while (at < end && begins_mangled(line, at)) {
        const auto character = decode_utf8(line, at);
        if (character.valid && is_white_space(character.code_point)) {
            break;
        }
        at += character.size;
    }
    return at;
}

const MangledForm* mangled_form(std::string_view run) {
    const std::size_t first = ascii_end(run, 0);
    if (first + 1 >= run.size() || !beginnings()[pair_at(run, first)]) {
        return nullptr;  // so most programs never make the forms
    }
    const auto& forms = mangled_forms();
    const auto found = std::lower_bound(
        forms.begin(), forms.end(), run,
        [](const MangledForm& form, std::string_view wanted) { return form.text < wanted; });
    return found != forms.end() && found->text == run ? &*found : nullptr;
}

std::pair<std::size_t, const MangledForm*> mangled_sign(std::string_view text, std::size_t at,
                                                        std::size_t end) {
    const std::size_t run_end = mangled_run_end(text, at, end);
    // Twice over, the byte A0 becomes U+00A0: white space, but a part of the sign. What stands
    // before it may be a form, too.
    if (run_end + 2 <= end && text.substr(run_end, 2) == "\xC2\xA0") {
        const std::size_t longer = mangled_run_end(text, run_end + 2, end);
        if (const MangledForm* const form = mangled_form(text.substr(at, longer - at))) {
            return {longer, form};
        }
    }
    return {run_end, mangled_form(text.substr(at, run_end - at))};
}

namespace {

constexpr std::size_t table_size = 0x25B0;  // behind the codecs' last character but for three

/// Bytes from 0x80 by code point; 0 where the codec has none.
using Encoder = std::array<unsigned char, table_size>;

Encoder make_encoder(const Codec& codec) {
    Encoder encoder{};
    for (std::size_t i = 0; i < codec.size(); ++i) {
        const std::size_t code_point = codec[i] == 0 ? 0x80 + i : codec[i];
        if (code_point < table_size) {
            encoder[code_point] = static_cast<unsigned char>(0x80 + i);
        }
    }
    return encoder;
}

struct NamedEncoder {
    Encoder encoder;
    std::string_view name;
    bool mac = false;
};

const std::array<NamedEncoder, 3>& encoders() {
    static const std::array<NamedEncoder, 3> all{{{make_encoder(mac_roman), "Mac Roman", true},
                                                  {make_encoder(windows_1252), "CP1252"},
                                                  {make_encoder(dos_437), "CP437"}}};
    return all;
}

/// Whether a character stands in some codec for the first byte of several.
bool may_lead(char32_t code_point) {
    static const auto leads = [] {
        std::bitset<table_size> all;
        for (const NamedEncoder& codec : encoders()) {
            for (std::size_t i = 0; i < table_size; ++i) {
                all[i] = all[i] || (codec.encoder[i] >= 0xC2 && codec.encoder[i] <= 0xF4);
            }
        }
        return all;
    }();
    return code_point < table_size ? leads[code_point] : code_point >= 0xF8FF;
}

/// The byte of a character, or 0 if the codec has none from 0x80.
unsigned char byte_of(const NamedEncoder& codec, char32_t code_point) {
    if (code_point < table_size) {
        return codec.encoder[code_point];
    }
    if (!codec.mac) {
        return 0;
    }
    return code_point == 0xF8FF   ? 0xF0
           : code_point == 0xFB01 ? 0xDE
           : code_point == 0xFB02 ? 0xDF
                                  : 0;
}

enum class Worth : unsigned char { nothing, letter_of_a_script, enough };

/// What a decoded character proves by itself.
Worth worth_of(char32_t c) {
    const bool latin =
        (c >= 0xA0 && c <= 0x17F) || (c >= 0x218 && c <= 0x21B) || (c >= 0x1E00 && c <= 0x1EFF);
    const bool punctuation = (c >= 0x2010 && c <= 0x2044) || c == 0x20AC || c == 0x2122;
    const bool picture = (c >= 0x2190 && c <= 0x21FF) || (c >= 0x2200 && c <= 0x22FF) ||
                         (c >= 0x2300 && c <= 0x23FF) || (c >= 0x25A0 && c <= 0x27BF) ||
                         (c >= 0x2B00 && c <= 0x2BFF) || (c >= 0x1F300 && c <= 0x1FAFF);
    if (latin || punctuation || picture) {
        return Worth::enough;
    }
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO
               ? Worth::letter_of_a_script
               : Worth::nothing;
}

bool is_mark(char32_t code_point) {
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

/// One character that the codec's bytes make at `at`, or nothing.
std::string decoded_at(const NamedEncoder& codec, std::string_view text, std::uint32_t& at) {
    std::string bytes;
    std::uint32_t next = at;
    std::size_t wanted = 1;
    char32_t last = 0;
    while (bytes.size() < wanted && next < text.size()) {
        const auto character = decode_utf8(text, next);
        const unsigned char byte = character.valid ? byte_of(codec, character.code_point) : 0;
        if (byte == 0) {
            return {};
        }
        if (bytes.empty()) {
            wanted = byte >= 0xF0 && byte <= 0xF4   ? 4
                     : byte >= 0xE0 && byte < 0xF0  ? 3
                     : byte >= 0xC2 && byte <= 0xDF ? 2
                                                    : 0;
        }
        bytes.push_back(static_cast<char>(byte));
        last = character.code_point;
        next += character.size;
    }
    if (bytes.size() != wanted || !decode_utf8(bytes, 0).valid) {
        return {};
    }
    // `“AMANHÔ: a closing mark behind a capital letter is one.
    if (wanted == 2 && is_mark(last) && at > 0 && is_ascii_upper(text[at - 1])) {
        return {};
    }
    // `√π` by itself is a formula; in a word it may be `ù`.
    const auto is_letter = [&](std::size_t place) {
        return place < text.size() && is_ascii_letter(text[place]);
    };
    constexpr char32_t root = 0x221A;
    const bool formula = last == 0x03C0 || last == 0x03A9 || (last >= 0x2200 && last <= 0x22FF);
    if (decode_utf8(text, at).code_point == root && formula && !is_letter(next) &&
        !(at > 0 && is_letter(at - 1))) {
        return {};
    }
    at = next;
    return bytes;
}

}  // namespace

std::vector<MangledText> mangled_texts(std::string_view text, Span span) {
    std::vector<MangledText> found;
    if (!has_wide_pair(span.in(text))) {
        return found;  // it takes two characters, and in most lines none stands beside another
    }
    const std::string_view line = text.substr(0, span.end);
    for (std::uint32_t at = span.begin; at < span.end;) {
        at = static_cast<std::uint32_t>(ascii_end(line, at));
        if (at == span.end) {
            break;
        }
        const auto first = decode_utf8(line, at);
        const std::size_t second = at + first.size;  // ASCII is no byte of a longer character
        if (!first.valid || !may_lead(first.code_point) || second >= line.size() ||
            static_cast<unsigned char>(line[second]) < 0x80) {
            at += first.size;
            continue;
        }
        std::uint32_t end = at;
        for (const NamedEncoder& codec : encoders()) {
            MangledText stretch;
            std::uint32_t next = at;
            int letters = 0;
            bool enough = false;
            for (std::string one = decoded_at(codec, line, next); !one.empty();
                 one = decoded_at(codec, line, next)) {
                const Worth worth = worth_of(decode_utf8(one, 0).code_point);
                enough = enough || worth == Worth::enough;
                letters += worth == Worth::letter_of_a_script ? 1 : 0;
                stretch.text += one;
            }
            if (next > end && (enough || letters > 1)) {
                stretch.span = {at, next};
                stretch.codec = codec.name;
                if (end > at) {
                    found.pop_back();
                }
                found.push_back(std::move(stretch));
                end = next;
            }
        }
        at = end > at ? end : at + first.size;
    }
    return found;
}

bool is_broken_emoji(std::string_view run) {
    if (run == "\xEF\xA3\xBF") {
        return true;  // U+F8FF: what Mac Roman has for the first byte of most emoji
    }
    for (const NamedEncoder& codec : encoders()) {
        std::string bytes;
        for (std::size_t at = 0; at < run.size() && bytes.size() < 4;) {
            const auto character = decode_utf8(run, at);
            bytes.push_back(
                static_cast<char>(character.valid ? byte_of(codec, character.code_point) : 0));
            at += character.size;
        }
        const bool picture =
            bytes.size() >= 2 && bytes.size() <= 4 && bytes[0] == '\xF0' && bytes[1] == '\x9F';
        const bool sign = bytes.size() >= 2 && bytes.size() <= 3 && bytes[0] == '\xE2' &&
                          (bytes[1] == '\x8F' || bytes[1] == '\x9A' || bytes[1] == '\x9B' ||
                           bytes[1] == '\x9C' || bytes[1] == '\x9D' || bytes[1] == '\x9E');
        if (picture || sign) {
            return true;
        }
    }
    return false;
}

bool may_be_mangled(std::string_view text) {
    std::size_t at = ascii_end(text, 0);
    if (at == text.size()) {
        return false;
    }
    for (const auto& pairs = beginnings(); at + 1 < text.size();) {
        if (pairs[pair_at(text, at)]) {
            return true;
        }
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
            ++at;  // no character begins with such a byte
        }
        if (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) {
            at = ascii_end(text, at);
        }
    }
    return false;
}

}  // namespace tasklint::syntax
