#include "syntax/recurrence_text.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include <tao/pegtl/memory_input.hpp>
#include <tao/pegtl/parse.hpp>

#include "syntax/recurrence_grammar.hpp"

namespace tasklint::syntax {
namespace {

using Word = RecurrenceWord;
using Input =
    tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf, const char*>;

Input input_of(std::string_view text) {
    return {text.data(), text.data() + text.size(), "recurrence"};
}

// All further digits are lost in JavaScript's numbers; the cap keeps every sum far from overflow.
constexpr std::uint64_t largest_number = std::uint64_t{1} << 53;

/// @param text begins with a digit; what follows the digits is ignored
std::uint64_t number_of(std::string_view text) {
    std::uint64_t number = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    return result.ec == std::errc{} ? std::min(number, largest_number) : largest_number;
}

struct WordState {
    Word word = Word::none;
    std::uint64_t number = 0;
};

template <typename Rule> struct word_action {};

template <Word word> struct becomes {
    static void apply0(WordState& state) { state.word = word; }
};

template <Word word> struct becomes_number {
    template <typename ActionInput> static void apply(const ActionInput& in, WordState& state) {
        state.word = word;
        state.number = number_of(in.string_view());
    }
};

namespace r = recurrence;
// `nth` begins with a `number`, which acts too: before `nth`, or once more when there is no `nth`.
template <> struct word_action<r::number> : becomes_number<Word::number> {};
template <> struct word_action<r::nth> : becomes_number<Word::nth> {};
template <> struct word_action<r::number_as_text> : becomes<Word::number_as_text> {};
template <> struct word_action<r::first> : becomes<Word::first> {};
template <> struct word_action<r::second> : becomes<Word::second> {};
template <> struct word_action<r::third> : becomes<Word::third> {};
template <> struct word_action<r::last> : becomes<Word::last> {};
template <> struct word_action<r::days> : becomes<Word::days> {};
template <> struct word_action<r::weekdays> : becomes<Word::weekdays> {};
template <> struct word_action<r::weeks> : becomes<Word::weeks> {};
template <> struct word_action<r::hours> : becomes<Word::hours> {};
template <> struct word_action<r::minutes> : becomes<Word::minutes> {};
template <> struct word_action<r::months> : becomes<Word::months> {};
template <> struct word_action<r::years> : becomes<Word::years> {};
template <> struct word_action<r::times> : becomes<Word::times> {};
template <> struct word_action<r::every> : becomes<Word::every> {};
template <> struct word_action<r::on_or_in> : becomes<Word::on> {};
template <> struct word_action<r::at_hour> : becomes<Word::at> {};
template <> struct word_action<r::the> : becomes<Word::the> {};
template <> struct word_action<r::for_count> : becomes<Word::for_count> {};
template <> struct word_action<r::until_date> : becomes<Word::until> {};
template <> struct word_action<r::comma> : becomes<Word::comma> {};
template <> struct word_action<r::monday> : becomes<Word::monday> {};
template <> struct word_action<r::tuesday> : becomes<Word::tuesday> {};
template <> struct word_action<r::wednesday> : becomes<Word::wednesday> {};
template <> struct word_action<r::thursday> : becomes<Word::thursday> {};
template <> struct word_action<r::friday> : becomes<Word::friday> {};
template <> struct word_action<r::saturday> : becomes<Word::saturday> {};
template <> struct word_action<r::sunday> : becomes<Word::sunday> {};
template <> struct word_action<r::january> : becomes<Word::january> {};
template <> struct word_action<r::february> : becomes<Word::february> {};
template <> struct word_action<r::march> : becomes<Word::march> {};
template <> struct word_action<r::april> : becomes<Word::april> {};
template <> struct word_action<r::may> : becomes<Word::may> {};
template <> struct word_action<r::june> : becomes<Word::june> {};
template <> struct word_action<r::july> : becomes<Word::july> {};
template <> struct word_action<r::august> : becomes<Word::august> {};
template <> struct word_action<r::september> : becomes<Word::september> {};
template <> struct word_action<r::october> : becomes<Word::october> {};
template <> struct word_action<r::november> : becomes<Word::november> {};
template <> struct word_action<r::december> : becomes<Word::december> {};

template <typename Rule> struct frame_action {};

template <> struct frame_action<r::body> {
    template <typename ActionInput>
    static void apply(const ActionInput& in, RecurrenceFrame& frame) {
        frame.body = in.string_view();
    }
};

template <> struct frame_action<r::when_done> {
    static void apply0(RecurrenceFrame& frame) { frame.when_done = true; }
};

struct UntilState {
    WordState month{Word::january, 0};
    unsigned day = 1;
    int year = 0;
};

template <typename Rule> struct until_action {};

template <> struct until_action<r::month_name> {
    template <typename ActionInput> static void apply(const ActionInput& in, UntilState& state) {
        Input name = input_of(in.string_view());
        tao::pegtl::parse<r::month_name, word_action>(name, state.month);
    }
};

template <> struct until_action<r::until_day> {
    template <typename ActionInput> static void apply(const ActionInput& in, UntilState& state) {
        state.day = static_cast<unsigned>(number_of(in.string_view()));
    }
};

template <> struct until_action<r::until_year> {
    template <typename ActionInput> static void apply(const ActionInput& in, UntilState& state) {
        state.year = static_cast<int>(number_of(in.string_view()));
    }
};

}  // namespace

void RecurrenceWords::next() {
    word_ = Word::none;
    if (stopped_) {
        return;
    }
    Input in = input_of(rest_);
    WordState state;
    if (tao::pegtl::parse<r::next_word, word_action>(in, state)) {
        word_ = state.word;
        number_ = state.number;
        rest_.remove_prefix(in.byte());
        return;
    }
    stopped_ = true;
    tao::pegtl::parse<tao::pegtl::star<r::skipped>>(in);
    rest_.remove_prefix(in.byte());
}

void RecurrenceWords::stop() noexcept {
    word_ = Word::none;
    stopped_ = true;
}

void RecurrenceWords::finish() noexcept {
    stop();
    rest_.remove_prefix(rest_.size());
}

std::optional<RecurrenceFrame> read_recurrence_frame(std::string_view text) {
    Input in = input_of(text);
    RecurrenceFrame frame;
    if (!tao::pegtl::parse<r::recurrence_text, frame_action>(in, frame)) {
        return std::nullopt;
    }
    const auto begin = std::min(frame.body.find_first_not_of(' '), frame.body.size());
    frame.body.remove_prefix(begin);
    frame.body.remove_suffix(frame.body.size() - (frame.body.find_last_not_of(' ') + 1));
    return frame;
}

std::optional<date::year_month_day> read_until_date(std::string_view text) {
    Input in = input_of(text);
    UntilState state;
    const bool read = tao::pegtl::parse<r::until_text, until_action>(in, state);
    if (!read || state.day < 1 || state.day > 31) {
        return std::nullopt;
    }
    const auto months_after_january =
        static_cast<unsigned>(state.month.word) - static_cast<unsigned>(Word::january);
    return date::year{state.year} / date::month{months_after_january + 1} / date::day{state.day};
}

}  // namespace tasklint::syntax
