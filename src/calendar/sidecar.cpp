#include "calendar/sidecar.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <tuple>
#include <utility>

#include <fmt/core.h>

#include "calendar/identity.hpp"
#include "calendar/match_traces.hpp"
#include "calendar/places.hpp"
#include "calendar/tsv.hpp"
#include "tasklint/config.hpp"
#include "tasklint/text.hpp"

namespace tasklint {
namespace {

constexpr int format_version = 1;
constexpr std::string_view header_begin = "# tasklint ids ";
constexpr std::string_view header =
    "# tasklint ids 1: uid, path, block id, id, text, words, created, dates, place, components, "
    "retired";
constexpr std::size_t columns = 11;
constexpr auto kept_for = date::days{90};

// ---- words: four digits to the base of 64 each ----

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr unsigned digit_bits = 6;
constexpr std::size_t word_digits = word_bits / digit_bits;

std::string text_of(const std::vector<std::uint32_t>& words) {
    std::string text;
    for (const auto word : words) {
        for (auto shift = word_bits; shift > 0; shift -= digit_bits) {
            text += digits[(word >> (shift - digit_bits)) % digits.size()];
        }
    }
    return text;
}

std::optional<std::vector<std::uint32_t>> words_from(std::string_view text) {
    if (text.size() % word_digits != 0) {
        return std::nullopt;
    }
    std::vector<std::uint32_t> words;
    for (std::size_t at = 0; at < text.size(); at += word_digits) {
        std::uint32_t word = 0;
        for (const char c : text.substr(at, word_digits)) {
            const auto digit = digits.find(c);
            if (digit == std::string_view::npos) {
                return std::nullopt;
            }
            word = (word << digit_bits) | static_cast<std::uint32_t>(digit);
        }
        words.push_back(word);
    }
    const bool rising =
        std::adjacent_find(words.begin(), words.end(), std::greater_equal<>{}) == words.end();
    return rising ? std::optional{std::move(words)} : std::nullopt;
}

}  // namespace

// ---- reading ----

/// Reads the lines of a file; what is wrong is said with its place.
class Sidecar::Reader {
public:
    Reader(std::string_view text, const std::string& file) : text_{text}, file_{file} {}

    Sidecar read();

private:
    [[noreturn]] void fail(const std::string& message) const {
        throw ConfigError{file_, line_, 1, message};
    }
    /// The text of a field as a value. @param value nullopt: it is none
    template <typename Value>
    Value need(std::optional<Value> value, const char* column, std::string_view field) const {
        if (!value) {
            fail(
                fmt::format("\"{}\" cannot be the column \"{}\" of a task; restore the file, or "
                            "delete this line: its task is then known by its text alone",
                            printable(field), column));
        }
        return *std::move(value);
    }
    /// @return false if the line is one that git left
    bool between_markers(std::string_view line);
    void read_header(std::string_view line);
    Entry entry(std::string_view line) const;
    void add(Entry entry);
    Components components(std::string_view field) const;

    std::string_view text_;
    std::string file_;
    std::uint32_t line_ = 0;
    bool versioned_ = false;
    bool in_base_ = false;  // what both sides of a conflict came from
    std::uint32_t conflict_ = 0;
    std::map<std::string, Components> newest_;  // of UIDs with several lines
    Sidecar sidecar_;
};

/// A line of a conflict counts on either side; the base that git may show between them does not.
bool Sidecar::Reader::between_markers(std::string_view line) {
    const auto marks = [line](std::string_view mark) {
        return line.starts_with(mark) && (line.size() == mark.size() || line[mark.size()] == ' ');
    };
    if (marks("|||||||")) {
        in_base_ = true;
    } else if (marks("<<<<<<<") || marks("=======") || marks(">>>>>>>")) {
        in_base_ = false;
        conflict_ = conflict_ == 0 ? line_ : conflict_;
    } else {
        return !in_base_;
    }
    return false;
}

void Sidecar::Reader::read_header(std::string_view line) {
    auto version = line.substr(header_begin.size());
    version = version.substr(0, version.find_first_of(": \t"));
    const auto number = whole_number(version);
    if (!number || *number < 1) {
        fail(fmt::format("\"{}\" is no version of a list of UIDs; restore the file",
                         printable(version)));
    }
    if (*number > format_version) {
        fail(
            fmt::format("this list of UIDs has version {}, and this tasklint knows version {}: a "
                        "newer tasklint wrote it, and it is left as it is",
                        version, format_version));
    }
    versioned_ = true;
}

Sidecar::Components Sidecar::Reader::components(std::string_view field) const {
    Components all;
    for (const auto item : field.empty() ? std::vector<std::string_view>{} : parts_of(field, ';')) {
        const auto equals = item.find('=');
        const auto suffix = item.substr(0, equals);
        const auto values = parts_of(
            equals == std::string_view::npos ? std::string_view{} : item.substr(equals + 1), ',');
        std::optional<Component> component;
        if ((suffix.empty() || is_plain_uid(suffix)) && values.size() == 3) {
            const auto body = hash_from_hex(values[0]);
            const auto stamp = whole_number(values[1]);
            const auto sequence = whole_number(values[2]);
            constexpr auto most = std::numeric_limits<std::int32_t>::max();  // RFC 5545 §3.3.8
            if (body && stamp && sequence && *sequence >= 0 && *sequence <= most) {
                component = Component{*body, {*stamp, static_cast<std::uint32_t>(*sequence)}};
            }
        }
        all[std::string{suffix}] = need(component, "components", item);
    }
    return all;
}

Sidecar::Entry Sidecar::Reader::entry(std::string_view line) const {
    const auto fields = parts_of(line, '\t');
    if (fields.size() < columns) {
        fail(
            fmt::format("a task has {} columns, this line {}; restore the file, or delete this "
                        "line: its task is then known by its text alone",
                        columns, fields.size()));
    }
    const auto optional_date = [&](std::string_view field, const char* column) {
        return field.empty() ? std::nullopt
                             : std::optional{need(date_from_text(field), column, field)};
    };
    Entry entry;
    auto& task = entry.task;
    task.uid = need(is_plain_uid(fields[0]) ? std::optional{std::string{fields[0]}} : std::nullopt,
                    "uid", fields[0]);
    task.path = need(unescape_field(fields[1]), "path", fields[1]);
    task.block = need(unescape_field(fields[2]), "block id", fields[2]);
    task.id = need(unescape_field(fields[3]), "id", fields[3]);
    task.text = need(hash_from_hex(fields[4]), "text", fields[4]);
    task.words = need(words_from(fields[5]), "words", fields[5]);
    task.created = optional_date(fields[6], "created");
    if (!fields[7].empty()) {
        constexpr auto most = std::numeric_limits<std::uint32_t>::max();
        const auto dates = need(hash_from_hex(fields[7]), "dates", fields[7]);
        task.dates = static_cast<std::uint32_t>(
            need(dates <= most ? std::optional{dates} : std::nullopt, "dates", fields[7]));
    }
    const auto place = whole_number(fields[8]);
    entry.place = need(place && is_place(*place) ? place : std::nullopt, "place", fields[8]);
    entry.components = components(fields[9]);
    if (const auto retired = optional_date(fields[10], "retired")) {
        entry.retired = need(retired->ok() ? std::optional{date::sys_days{*retired}} : std::nullopt,
                             "retired", fields[10]);
    }
    const auto end = static_cast<std::size_t>(fields[10].data() - line.data()) + fields[10].size();
    entry.rest = line.substr(end);
    return entry;
}

/// Of lines with one UID one counts; its components are the newest of all.
void Sidecar::Reader::add(Entry entry) {
    const auto [it, fresh] = sidecar_.entries_.try_emplace(entry.task.uid, entry);
    if (fresh) {
        return;
    }
    auto& newest = newest_.try_emplace(entry.task.uid, it->second.components).first->second;
    for (const auto& [suffix, component] : entry.components) {
        const auto order = [](const Component& one) {
            return std::tuple(one.revision.stamp, one.revision.sequence, one.body);
        };
        auto& other = newest.try_emplace(suffix, component).first->second;
        other = order(other) < order(component) ? component : other;
    }
    if (counts_before(entry, it->second)) {
        it->second = std::move(entry);
    }
}

Sidecar Sidecar::Reader::read() {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text_.starts_with(byte_order_mark)) {
        text_.remove_prefix(byte_order_mark.size());
    }
    auto rest = text_;
    while (!rest.empty()) {
        ++line_;
        const auto end = rest.find('\n');
        const bool whole = end != std::string_view::npos;
        auto line = rest.substr(0, end);
        rest.remove_prefix(whole ? end + 1 : rest.size());
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
            sidecar_.crlf_ = sidecar_.crlf_ || line_ == 1;
        }
        if (line.empty() || !between_markers(line)) {
            continue;
        }
        if (line.starts_with(header_begin) && (whole || line == header)) {
            read_header(line);
            continue;
        }
        if (!versioned_ && !(line_ == 1 && !whole && header.starts_with(line))) {
            fail(
                "this is no list of UIDs: its first line is missing; restore the file, or move it "
                "away to begin anew");
        }
        try {
            add(entry(line));
        } catch (const ConfigError&) {
            if (whole) {
                throw;
            }
            sidecar_.warnings_.push_back(
                fmt::format("{}:{}: this line is cut short and left out; its task is known by its "
                            "text alone",
                            file_, line_));
        }
    }
    for (auto& [uid, components] : newest_) {
        sidecar_.entries_[uid].components = std::move(components);
    }
    if (conflict_ != 0) {
        sidecar_.warnings_.push_back(fmt::format(
            "{}:{}: git left a conflict here; both sides count, and the file is written without it",
            file_, conflict_));
    }
    if (!versioned_ && sidecar_.warnings_.empty()) {
        sidecar_.warnings_.push_back(
            fmt::format("{}: this file is empty; all tasks are known by their texts alone", file_));
    }
    return std::move(sidecar_);
}

Sidecar Sidecar::read(std::string_view text, const std::string& file) {
    return Reader{text, file}.read();
}

/// Of two lines with one UID, which is that of the task. Does not hang on their order.
bool Sidecar::counts_before(const Entry& a, const Entry& b) {
    const auto rank = [](const Entry& entry) {
        Revision newest{std::numeric_limits<std::int64_t>::min(), 0};
        for (const auto& [suffix, component] : entry.components) {
            newest.stamp = std::max(newest.stamp, component.revision.stamp);
            newest.sequence = std::max(newest.sequence, component.revision.sequence);
        }
        const bool there = !entry.retired;
        const auto gone = entry.retired.value_or(date::sys_days{});
        return std::tuple(there, newest.stamp, newest.sequence, gone, line_of(entry));
    };
    return rank(b) < rank(a);
}

// ---- matching ----

std::string Sidecar::new_uid(const std::string& wanted, const std::string& vault_id) const {
    auto uid = wanted;
    for (std::uint32_t count = 2; entries_.count(uid) != 0; ++count) {
        uid = uuid_of(vault_id, fmt::format("again:{}\n#{}", wanted, count));
    }
    return uid;
}

std::vector<std::string> Sidecar::match(const std::vector<TaskTrace>& tasks, date::sys_days today,
                                        const std::string& vault_id) {
    for (auto it = entries_.begin(); it != entries_.end();) {
        const bool over = it->second.retired && today - *it->second.retired > kept_for;
        it = over ? entries_.erase(it) : std::next(it);
    }
    std::vector<Entry*> known;
    std::vector<KnownTask> traces;
    for (auto& [uid, entry] : entries_) {
        known.push_back(&entry);
        traces.push_back({&entry.task, entry.place, entry.retired.has_value()});
    }
    const auto found = match_traces(traces, tasks);
    std::vector<bool> there(known.size());
    for (const auto at : found) {
        if (at != none_index) {
            there[at] = true;
        }
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (!there[i] && !known[i]->retired) {
            known[i]->retired = today;
        }
    }
    // From here on the traces are those of the tasks. A new task gets no UID that one has or had.
    std::vector<std::string> uids;
    std::vector<Entry*> note;
    std::vector<std::optional<std::int64_t>> places;
    const auto end_note = [&] {
        const auto new_places = places_in_order(places);
        for (std::size_t i = 0; i < note.size(); ++i) {
            note[i]->place = new_places[i];
        }
        note.clear();
        places.clear();
    };
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const auto& task = tasks[i];
        if (i > 0 && tasks[i - 1].path != task.path) {
            end_note();
        }
        const bool is_new = found[i] == none_index;
        const auto uid = is_new ? new_uid(task.uid, vault_id) : known[found[i]]->task.uid;
        auto& entry = entries_[uid];
        note.push_back(&entry);
        // A line that came from elsewhere has no place here.
        places.push_back(is_new || entry.task.path != task.path ? std::nullopt
                                                                : std::optional{entry.place});
        entry.task = task;
        entry.task.uid = uid;
        entry.retired.reset();
        uids.push_back(uid);
    }
    end_note();
    return uids;
}

Revision Sidecar::revise(const std::string& uid, std::string_view suffix, std::uint64_t body_hash,
                         std::int64_t now) {
    const auto found = entries_.find(uid);
    if (found == entries_.end() || !(suffix.empty() || is_plain_uid(suffix))) {
        throw std::invalid_argument(
            fmt::format("no task has a component with the UID {}{}", uid, suffix));
    }
    const auto [it, fresh] = found->second.components.try_emplace(std::string{suffix});
    auto& [body, revision] = it->second;
    if (fresh) {
        revision = {now, 0};
    } else if (body != body_hash) {
        revision = {std::max(now, revision.stamp), revision.sequence + 1};
    }
    body = body_hash;
    return revision;
}

// ---- writing ----

std::string Sidecar::line_of(const Entry& entry) {
    const auto& task = entry.task;
    std::string components;
    for (const auto& [suffix, component] : entry.components) {
        components += fmt::format("{}{}={},{},{}", components.empty() ? "" : ";", suffix,
                                  hex_of(component.body), component.revision.stamp,
                                  component.revision.sequence);
    }
    const std::array<std::string, columns> fields{
        task.uid,
        escape_field(task.path),
        escape_field(task.block),
        escape_field(task.id),
        hex_of(task.text),
        text_of(task.words),
        task.created ? to_string(*task.created) : "",
        task.dates == 0 ? "" : hex_of(task.dates),
        std::to_string(entry.place),
        components,
        entry.retired ? to_string(date::year_month_day{*entry.retired}) : ""};
    std::string line;
    for (const auto& field : fields) {
        line += line.empty() ? "" : "\t";
        line += field;
    }
    return line + entry.rest;
}

std::string Sidecar::to_text() const {
    const auto* const ending = crlf_ ? "\r\n" : "\n";
    std::string text{header};
    text += ending;
    for (const auto& [uid, entry] : entries_) {
        text += line_of(entry);
        text += ending;
    }
    return text;
}

std::vector<std::vector<std::string>> lasting_uids(const Vault& vault, Sidecar& sidecar,
                                                   date::sys_days today) {
    const auto uids = sidecar.match(traces_of(vault), today, vault.config.vault_id);
    std::vector<std::vector<std::string>> by_document(vault.documents.size());
    std::size_t next = 0;
    for (const auto at : documents_by_path(vault)) {
        for (std::size_t task = 0; task < vault.documents[at].tasks.size(); ++task) {
            by_document[at].push_back(uids[next++]);
        }
    }
    return by_document;
}

}  // namespace tasklint
