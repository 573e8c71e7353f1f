#include "calendar/trace.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "calendar/identity.hpp"
#include "calendar/summary.hpp"
#include "calendar/tsv.hpp"
#include "tasklint/text.hpp"

namespace tasklint {
namespace {

constexpr std::size_t most_words = 64;

enum class Piece : std::uint8_t { gap, letter, word };

/// What a character is to words. Punctuation is a gap; a character of a script that is written
/// without spaces, as an emoji, is a word of its own.
Piece piece_of(char32_t c) {
    const auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
    if (c < 0x80) {
        return within(U'0', U'9') || within(U'a', U'z') || within(U'A', U'Z') ? Piece::letter
                                                                              : Piece::gap;
    }
    if (is_white_space(c) || within(0x80, 0xBF) || within(0x2000, 0x206F) ||
        within(0x3000, 0x303F) || within(0xFE00, 0xFE0F) || within(0xFF00, 0xFF0F)) {
        return Piece::gap;
    }
    // Thai and Lao, Myanmar, Khmer; from the CJK radicals on, but for what is spaced like Latin.
    const bool unspaced = within(0x0E00, 0x0EFF) || within(0x1000, 0x109F) ||
                          within(0x1780, 0x17FF) || (c >= 0x2E80 && !within(0xFB00, 0xFEFF));
    return unspaced ? Piece::word : Piece::letter;
}

std::uint32_t dates_of(const TaskView& task) {
    std::string text;
    for (const auto kind : {FieldKind::start, FieldKind::scheduled, FieldKind::due}) {
        // A date that the name of the note gives says nothing of the task.
        const auto* const day = kind == FieldKind::scheduled && task.task->scheduled_inferred
                                    ? nullptr
                                    : date_of(*task.task, kind);
        text += day != nullptr ? to_string(*day) : "";
        text += '\n';
    }
    constexpr std::size_t empty = 3;  // line breaks
    return text.size() == empty ? 0 : static_cast<std::uint32_t>(hash_of(text)) | 1U;
}

}  // namespace

std::vector<std::uint32_t> word_set(std::string_view text) {
    std::vector<std::uint32_t> words;
    std::size_t begin = 0;  // of the word that is being read
    const auto end_word = [&](std::size_t end) {
        if (begin < end) {
            constexpr std::uint64_t mask = (1U << word_bits) - 1U;
            words.push_back(
                static_cast<std::uint32_t>(hash_of(text.substr(begin, end - begin)) & mask));
        }
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        const auto next = at + character.size;
        const auto piece = piece_of(character.code_point);
        if (piece != Piece::letter) {
            end_word(at);
            begin = piece == Piece::word ? at : next;
        }
        if (piece == Piece::word) {
            end_word(next);
            begin = next;
        }
        at = next;
    }
    end_word(text.size());
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    words.resize(std::min(words.size(), most_words));
    return words;
}

TaskTrace trace_of(const TaskView& task, std::string path, std::string uid) {
    const auto text = normalised_text(task);
    TaskTrace trace;
    trace.path = std::move(path);
    trace.block = trim(task.in(task.task->block_link));
    trace.id = id_of(task);
    trace.text = text.empty() ? 0 : hash_of(text);
    trace.words = word_set(text);
    if (const auto* const created = date_of(*task.task, FieldKind::created)) {
        trace.created = *created;
    }
    trace.dates = dates_of(task);
    trace.uid = std::move(uid);
    return trace;
}

std::vector<TaskTrace> traces_of(const Vault& vault) {
    auto uids = stateless_uids(vault);
    std::vector<TaskTrace> traces;
    for (const auto at : documents_by_path(vault)) {
        const auto& document = vault.documents[at];
        for (std::size_t task = 0; task < document.tasks.size(); ++task) {
            traces.push_back(
                trace_of(document.view(task), document.path, std::move(uids[at][task])));
        }
    }
    return traces;
}

}  // namespace tasklint
