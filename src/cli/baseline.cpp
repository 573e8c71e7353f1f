// The file of known findings: reading, matching, writing.
#include "cli/baseline.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "tasklint/config.hpp"
#include "tasklint/lint.hpp"
#include "tasklint/text.hpp"
#include "text/ascii.hpp"

namespace tasklint::cli {

namespace {

using nlohmann::json;

constexpr int format_version = 1;

std::uint32_t line_at(std::string_view text, std::size_t offset) {
    const auto before = text.substr(0, offset);
    return static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')) + 1;
}

/// Lines, from 1, on which the objects inside the outermost list begin. @param text well-formed
std::vector<std::uint32_t> entry_lines(std::string_view text) {
    constexpr int depth_of_entries = 2;  // in the object, in its list
    std::vector<std::uint32_t> lines;
    std::uint32_t line = 1;
    int depth = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char character = text[at];
        line += character == '\n' ? 1 : 0;
        if (quoted) {
            at += character == '\\' ? 1 : 0;
            quoted = character != '"';
        } else if (character == '"') {
            quoted = true;
        } else if (character == '{' || character == '[') {
            if (depth++ == depth_of_entries) {
                lines.push_back(line);
            }
        } else if (character == '}' || character == ']') {
            --depth;
        }
    }
    return lines;
}

/// A baseline as it stands in a file, with places for what is wrong with it.
class Reader {
public:
    Reader(const std::string& file, std::string text)
        : file_{display_path(file)}, text_{std::move(text)} {}

    std::vector<BaselineEntry> entries() const {
        const auto whole = parsed();
        check_version(whole);
        const auto list = whole.find("findings");
        if (list == whole.end() || !list->is_array()) {
            fail(1, "the list \"findings\" is missing");
        }
        const auto lines = entry_lines(text_);
        std::vector<BaselineEntry> entries;
        for (const auto& item : *list) {
            const auto at = entries.size();
            entries.push_back(entry(item, at < lines.size() ? lines[at] : 1));
        }
        return entries;
    }

private:
    [[noreturn]] void fail(std::uint32_t line, const std::string& message) const {
        throw ConfigError{file_, line, 1, message};
    }

    json parsed() const {
        if (text_.find("\n<<<<<<< ") != std::string::npos) {
            fail(line_at(text_, text_.find("\n<<<<<<< ") + 1),
                 "git left a conflict here: keep either side, then run --write-baseline");
        }
        try {
            auto whole = json::parse(text_);
            if (whole.is_object()) {
                return whole;
            }
        } catch (const json::parse_error& error) {
            fail(
                line_at(text_, error.byte == 0 ? 0 : error.byte - 1),
                "this is no JSON; --write-baseline writes the baseline anew once the file is gone");
        } catch (const json::out_of_range&) {
            fail(1,
                 "a number is too large; --write-baseline writes the baseline anew once the "
                 "file is gone");
        }
        fail(1, "this is no baseline: an object with \"version\" and \"findings\" is wanted");
    }

    void check_version(const json& whole) const {
        const auto line = line_at(text_, std::min(text_.find("\"version\""), text_.size()));
        const auto version = whole.find("version");
        if (version == whole.end() || !version->is_number_integer()) {
            fail(1, "this is no baseline: its \"version\" is missing");
        }
        if (*version != format_version) {
            fail(line, fmt::format("this baseline has version {}, and this tasklint knows version "
                                   "{}: a newer tasklint wrote it",
                                   version->dump(), format_version));
        }
    }

    BaselineEntry entry(const json& item, std::uint32_t line) const {
        const auto text = [&](const char* key) {
            const auto value = item.is_object() ? item.find(key) : item.end();
            if (!item.is_object() || value == item.end() || !value->is_string()) {
                fail(line, fmt::format("this entry has no \"{}\"", key));
            }
            return value->get<std::string>();
        };
        BaselineEntry entry;
        entry.path = text("path");
        entry.rule = text("rule");
        entry.fingerprint = text("fingerprint");
        entry.content = text("content");
        if (const auto shown = item.find("text"); shown != item.end() && shown->is_string()) {
            entry.text = shown->get<std::string>();
        }
        return entry;
    }

    std::string file_;
    std::string text_;
};

std::string shortened(std::string_view text) {
    constexpr std::size_t longest = 100;  // bytes
    if (text.size() <= longest) {
        return to_valid_utf8(text);
    }
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return to_valid_utf8(text.substr(0, end)) + "…";
}

BaselineEntry entry_of(const Diagnostic& finding) {
    return {to_valid_utf8(finding.vault_path), std::string{finding.rule->code},
            shortened(finding.task_text), finding.fingerprint, finding.content_hash};
}

/// The text says enough to be known again in another note; `---` does not.
bool is_telling(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char character) {
        const auto byte = static_cast<unsigned char>(character);
        constexpr unsigned char beyond_ascii = 0x80;
        return byte >= beyond_ascii || is_ascii_alphanumeric(character);
    });
}

/// Entries that still wait for their finding, by some hash.
class Waiting {
public:
    void add(const std::string& hash, std::size_t entry) { entries_[hash].push_back(entry); }
    /// The first of them, taken out; nullopt if there is none.
    std::optional<std::size_t> take(const std::string& hash) {
        const auto found = entries_.find(hash);
        if (found == entries_.end() || found->second.empty()) {
            return std::nullopt;
        }
        const auto entry = found->second.front();
        found->second.pop_front();
        return entry;
    }

private:
    std::map<std::string, std::deque<std::size_t>> entries_;
};

auto order_of(const BaselineEntry& entry) {
    return std::tie(entry.path, entry.rule, entry.text, entry.fingerprint, entry.content);
}

}  // namespace

std::size_t BaselineMatch::known_count() const noexcept {
    return static_cast<std::size_t>(std::count(known.begin(), known.end(), true));
}

Baseline Baseline::parse(const std::string& file, std::string text) {
    Baseline baseline;
    baseline.entries_ = Reader{file, std::move(text)}.entries();
    return baseline;
}

BaselineMatch Baseline::match(const std::vector<Diagnostic>& findings,
                              const BaselineScope& scope) const {
    BaselineMatch match;
    match.known.resize(findings.size());
    auto& used = match.used;
    used.resize(entries_.size());
    const auto take = [&](Waiting& waiting, const std::string& hash, std::size_t finding) {
        if (const auto entry = waiting.take(hash)) {
            used[*entry] = true;
            match.known[finding] = true;
        }
    };
    Waiting exact;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        exact.add(entries_[i].fingerprint, i);
    }
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (belongs_in_baseline(findings[i])) {
            take(exact, findings[i].fingerprint, i);
        }
    }
    Waiting moved;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (!used[i] && (scope.judged(entries_[i]) || !scope.elsewhere(entries_[i].path))) {
            moved.add(entries_[i].content, i);
        }
    }
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (!match.known[i] && belongs_in_baseline(findings[i]) &&
            is_telling(findings[i].task_text)) {
            take(moved, findings[i].content_hash, i);
        }
    }
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (!used[i] && scope.judged(entries_[i])) {
            match.gone.push_back(i);
        }
    }
    return match;
}

Baseline Baseline::renewed(const std::vector<Diagnostic>& findings,
                           const BaselineScope& scope) const {
    Baseline baseline;
    for (const auto& finding : findings) {
        if (belongs_in_baseline(finding)) {
            baseline.entries_.push_back(entry_of(finding));
        }
    }
    const auto matched = match(findings, scope);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (!matched.used[i] && !scope.judged(entries_[i])) {
            baseline.entries_.push_back(entries_[i]);
        }
    }
    return baseline;
}

std::string Baseline::text() const {
    auto sorted = entries_;
    std::sort(sorted.begin(), sorted.end(), [](const BaselineEntry& a, const BaselineEntry& b) {
        return order_of(a) < order_of(b);
    });
    std::string text = fmt::format("{{\n\"version\": {},\n\"findings\": [", format_version);
    for (const auto& entry : sorted) {
        const nlohmann::ordered_json line{{"rule", entry.rule},
                                          {"path", entry.path},
                                          {"text", entry.text},
                                          {"fingerprint", entry.fingerprint},
                                          {"content", entry.content}};
        text += text.back() == '[' ? "\n" : ",\n";
        text += line.dump();
    }
    return text + "\n]\n}\n";
}

bool belongs_in_baseline(const Diagnostic& finding) noexcept {
    return finding.rule->scope != Scope::file;
}

}  // namespace tasklint::cli
