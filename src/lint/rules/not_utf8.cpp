#include <fmt/core.h>

#include "lint/rule.hpp"

namespace tasklint::lint {

namespace {

void check(const DocumentContext& context, Report& report) {
    const std::string_view text = context.document.text;
    if (is_valid_utf8(text)) {
        return;
    }
    const auto mark = text.substr(0, 2);
    if (mark == "\xFF\xFE" || mark == "\xFE\xFF") {
        auto& finding =
            report.add({0, 2}, fmt::format("the note is UTF-16 ({}), not UTF-8",
                                           mark == "\xFF\xFE" ? "little endian" : "big endian"));
        finding.plugin_reads = "no task of this note; calendar: no event";
        finding.help = "save the note as UTF-8";
        return;
    }
    std::uint32_t at = 0;
    while (decode_utf8(text, at).valid) {
        at += decode_utf8(text, at).size;
    }
    auto& finding = report.add({at, at + 1}, fmt::format("byte 0x{:02X} at offset {} is no UTF-8",
                                                         static_cast<unsigned char>(text[at]), at));
    finding.plugin_reads = "a replacement character for each such byte; calendar: the same";
    finding.help = "save the note as UTF-8 from the program that knows its encoding";
    // No fix: which characters were meant depends on the encoding, and that would be a guess.
}

}  // namespace

const Rule not_utf8{
    .code = "TL807",
    .name = "not-utf8",
    .group = "encoding",
    .summary = "The note is not UTF-8, so Obsidian and others show its text broken.",
    .severity = Severity::error,
    .scope = Scope::document,
    .check_document = check,
};

}  // namespace tasklint::lint
