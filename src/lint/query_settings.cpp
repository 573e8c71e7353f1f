// The queries of the plugin's settings, and where they stand in `data.json`.
#include <algorithm>
#include <map>
#include <optional>
#include <system_error>
#include <tuple>

#include "tasklint/lint.hpp"

#include "lint/place.hpp"
#include "lint/query.hpp"

namespace tasklint::lint {
namespace {

/// A text of JSON and where each byte of it stands in the file, and behind the last one its end.
struct JsonText {
    std::string text;
    std::vector<std::uint32_t> places;
};

/// Goes through JSON that is known to be sound.
class JsonCursor {
public:
    explicit JsonCursor(std::string_view json) : json_(json) {}

    /// Calls `each(key)` before the value of each key of the object here, which `each` has to read.
    template <typename Each> void object(Each each) {
        if (!take('{')) {
            skip();
            return;
        }
        while (!take('}') && at_ < json_.size()) {
            const std::string key = text().text;
            (void)take(':');
            each(key);
            (void)take(',');
        }
    }

    JsonText text() {
        JsonText out;
        if (!take('"')) {
            skip();
            return out;
        }
        while (at_ < json_.size() && json_[at_] != '"') {
            const auto begin = static_cast<std::uint32_t>(at_);
            out.text += json_[at_] == '\\' ? escaped() : std::string{json_[at_++]};
            out.places.resize(out.text.size(), begin);
        }
        out.places.push_back(static_cast<std::uint32_t>(at_));
        at_ = std::min(at_ + 1, json_.size());
        return out;
    }

    /// Passes over one value.
    void skip() {
        std::size_t depth = 0;
        do {
            blanks();
            if (at_ >= json_.size()) {
                return;
            }
            const char c = json_[at_];
            if (c == '"') {
                (void)text();
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : 0;
            depth -= (c == '}' || c == ']') && depth > 0 ? 1 : 0;
            ++at_;
            if (depth == 0 && c != '}' && c != ']') {
                at_ = std::min(json_.find_first_of(",]} \t\r\n", at_), json_.size());
            }
        } while (depth > 0);
    }

    bool take(char c) {
        blanks();
        if (at_ < json_.size() && json_[at_] == c) {
            ++at_;
            return true;
        }
        return false;
    }

private:
    void blanks() { at_ = std::min(json_.find_first_not_of(" \t\r\n", at_), json_.size()); }

    std::uint32_t code_unit() {
        std::uint32_t unit = 0;
        for (int i = 0; i < 4 && at_ < json_.size(); ++i, ++at_) {
            const char c = json_[at_];
            unit = unit * 16 + static_cast<std::uint32_t>(c <= '9'   ? c - '0'
                                                          : c <= 'F' ? c - 'A' + 10
                                                                     : c - 'a' + 10);
        }
        return unit;
    }

    std::string escaped() {
        const char c = json_[std::min(at_ + 1, json_.size() - 1)];
        at_ = std::min(at_ + 2, json_.size());
        switch (c) {
            case 'n': return "\n";
            case 't': return "\t";
            case 'r': return "\r";
            case 'b': return "\b";
            case 'f': return "\f";
            case 'u': break;
            default: return std::string{c};
        }
        std::uint32_t point = code_unit();
        if (point >= 0xD800 && point < 0xDC00 && json_.substr(at_, 2) == "\\u") {
            at_ += 2;
            point = 0x10000 + ((point - 0xD800) << 10U) + (code_unit() - 0xDC00);
        }
        std::string out;
        append_utf8(out, static_cast<char32_t>(point));
        return out;
    }

    std::string_view json_;
    std::size_t at_ = 0;
};

/// The settings without what they say to the notes that use them.
const QueryNote any_note{"Note.md", {}};

}  // namespace

std::vector<Diagnostic> check_settings(std::string_view settings, const Config& config,
                                       const RuleSelection& selection,
                                       const date::year_month_day& today) {
    std::vector<Diagnostic> findings;
    Report report{findings};
    JsonCursor cursor{settings};
    cursor.object([&](const std::string& key) {
        if (key == "globalQuery") {
            const JsonText query = cursor.text();
            if (query.text == config.tasks.global_query && !trim(query.text).empty()) {
                check_query_text(QueryContext::Kind::global_query, {}, query.text, query.places,
                                 any_note, config, selection, today, report);
            }
        } else if (key == "presets" && config.tasks.presets) {
            cursor.object([&](const std::string& name) {
                const JsonText query = cursor.text();
                const auto known = config.tasks.presets->find(name);
                if (known != config.tasks.presets->end() && known->second == query.text &&
                    !trim(query.text).empty()) {
                    check_query_text(QueryContext::Kind::preset, name, query.text, query.places,
                                     any_note, config, selection, today, report);
                }
            });
        } else {
            cursor.skip();
        }
    });
    std::stable_sort(
        findings.begin(), findings.end(), [](const Diagnostic& a, const Diagnostic& b) {
            return std::tie(a.span.begin, a.rule->code) < std::tie(b.span.begin, b.rule->code);
        });
    return findings;
}

std::vector<Diagnostic> check_settings_file(const Config& config, const RuleSelection& base,
                                            const date::year_month_day& today) {
    const auto& settings = config.tasks;
    if (config.settings_file.empty() || (settings.global_query.empty() && !settings.presets)) {
        return {};
    }
    NotePath path{config.settings_file, config.settings_file, config.settings_file};
    const std::string of_root = display_path(config.root) + "/";
    if (path.vault.compare(0, of_root.size(), of_root) == 0) {
        path.vault.erase(0, of_root.size());
    }
    Document document;
    document.path = path.vault;
    try {
        document.text = read_regular_file(path.file);
    } catch (const std::system_error&) {
        return {};  // it was there when it was read; a vault without settings has no faults in them
    }
    auto findings = check_settings(document.text, config, base.at(path.vault), today);
    const LineIndex lines{document.text};
    Placer placer{document.text, lines};
    for (Diagnostic& finding : findings) {
        placer.place(finding);
        finding.task_text = fingerprint_text(finding, document, lines);
    }
    set_paths(findings, path);
    return findings;
}

}  // namespace tasklint::lint
