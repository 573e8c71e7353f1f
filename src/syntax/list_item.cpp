// A line as the plugin's command for toggling takes it apart (Tasks 8.3.0,
// src/Commands/ToggleDone.ts): with a checkbox, with a list marker, or any other.
#include "syntax/list_item.hpp"

#include <cstdint>

#include <tao/pegtl/memory_input.hpp>
#include <tao/pegtl/nothing.hpp>
#include <tao/pegtl/parse.hpp>

#include "syntax/task_line_grammar.hpp"

namespace tasklint::syntax {

namespace {

namespace pegtl = tao::pegtl;
using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*>;

struct begin_of_item : pegtl::seq<task_line::indentation, pegtl::opt<task_line::list_marker>> {};

struct State {
    const char* base;
    ListItem item;

    template <typename ParseInput> [[nodiscard]] Span span_of(const ParseInput& in) const {
        return {static_cast<std::uint32_t>(in.begin() - base),
                static_cast<std::uint32_t>(in.end() - base)};
    }
};

template <typename Rule> struct action : pegtl::nothing<Rule> {};
template <> struct action<task_line::indentation> {
    template <typename ParseInput> static void apply(const ParseInput& in, State& state) {
        state.item.indentation = state.span_of(in);
        state.item.rest.begin = state.item.indentation.end;
    }
};
template <> struct action<task_line::list_marker> {
    template <typename ParseInput> static void apply(const ParseInput& in, State& state) {
        state.item.marker = state.span_of(in);
        state.item.rest.begin = state.item.marker->end;
    }
};
template <> struct action<task_line::status> {
    template <typename ParseInput> static void apply(const ParseInput& in, State& state) {
        state.item.status = state.span_of(in);
    }
};
template <> struct action<task_line::rest> {
    template <typename ParseInput> static void apply(const ParseInput& in, State& state) {
        state.item.rest.begin = state.span_of(in).begin;
    }
};

template <typename Rule> bool read(std::string_view line, ListItem& item) {
    const auto size = static_cast<std::uint32_t>(line.size());
    State state{line.data(), {{}, {}, {}, {0, size}}};
    Input in{line.data(), line.data() + line.size(), ""};
    if (!pegtl::parse<Rule, action>(in, state)) {
        return false;
    }
    item = state.item;
    return true;
}

}  // namespace

ListItem read_list_item(std::string_view line) {
    ListItem item;
    if (!read<task_line::frame>(line, item)) {
        read<begin_of_item>(line, item);  // matches whatever there is
    }
    return item;
}

}  // namespace tasklint::syntax
