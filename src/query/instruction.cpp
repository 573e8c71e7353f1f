#include "query/instruction.hpp"

#include <algorithm>

#include "query/instruction_grammar.hpp"

namespace tasklint::query {
namespace {

namespace g = grammar;
using Kind = Instruction::Kind;

std::uint64_t number_of(std::string_view digits) {
    constexpr std::uint64_t largest = std::uint64_t{1} << 53;
    std::uint64_t number = 0;
    for (const char c : digits) {
        number = std::min(number * 10 + static_cast<std::uint64_t>(c - '0'), largest);
    }
    return number;
}

struct State : Instruction {
    bool groups = false;
    bool function = false;
};

template <typename Rule> struct instruction_action {};

template <Kind value> struct is_kind {
    static void apply0(State& state) {
        state.kind = state.function ? Kind::needs_javascript : value;
    }
};
template <Property value> struct is_field {
    static void apply0(State& state) { state.property = value; }
};

template <> struct instruction_action<g::preset> : is_kind<Kind::preset> {};
template <> struct instruction_action<g::short_mode> : is_kind<Kind::short_mode> {};
template <> struct instruction_action<g::full_mode> : is_kind<Kind::full_mode> {};
template <> struct instruction_action<g::explain> : is_kind<Kind::explain> {};
template <> struct instruction_action<g::ignore_global> : is_kind<Kind::ignore_global> {};
template <> struct instruction_action<g::sort_by> : is_kind<Kind::sort> {};
template <> struct instruction_action<g::group_what> : is_kind<Kind::group> {};
template <> struct instruction_action<g::view> : is_kind<Kind::view> {};
template <> struct instruction_action<g::hide> : is_kind<Kind::hide> {};
template <> struct instruction_action<g::show> : is_kind<Kind::show> {};
template <> struct instruction_action<g::comment> : is_kind<Kind::comment> {};
template <> struct instruction_action<g::limit> {
    static void apply0(State& state) {
        state.kind = state.groups ? Kind::limit_groups : Kind::limit;
    }
};
template <> struct instruction_action<g::limit_groups> {
    static void apply0(State& state) { state.groups = true; }
};
struct takes_number {
    template <typename ActionInput> static void apply(const ActionInput& in, State& state) {
        state.number = number_of(in.string_view());
    }
};
template <> struct instruction_action<g::limit_number> : takes_number {};
template <> struct instruction_action<g::tag_number> : takes_number {};
template <> struct instruction_action<g::reverse> {
    static void apply0(State& state) { state.reverse = true; }
};
template <> struct instruction_action<g::by_function> {
    static void apply0(State& state) { state.function = true; }
};
template <> struct instruction_action<g::argument> {
    template <typename ActionInput> static void apply(const ActionInput& in, State& state) {
        state.argument = in.string_view();
    }
};

template <> struct instruction_action<g::status_name> : is_field<Property::status_name> {};
template <> struct instruction_action<g::status_type> : is_field<Property::status_type> {};
template <> struct instruction_action<g::status> : is_field<Property::status> {};
template <> struct instruction_action<g::recurring> : is_field<Property::recurring> {};
template <> struct instruction_action<g::priority> : is_field<Property::priority> {};
template <> struct instruction_action<g::happens> : is_field<Property::happens> {};
template <> struct instruction_action<g::cancelled> : is_field<Property::cancelled> {};
template <> struct instruction_action<g::created> : is_field<Property::created> {};
template <> struct instruction_action<g::start> : is_field<Property::start> {};
template <> struct instruction_action<g::scheduled> : is_field<Property::scheduled> {};
template <> struct instruction_action<g::due> : is_field<Property::due> {};
template <> struct instruction_action<g::done> : is_field<Property::done> {};
template <> struct instruction_action<g::path> : is_field<Property::path> {};
template <> struct instruction_action<g::folder> : is_field<Property::folder> {};
template <> struct instruction_action<g::root> : is_field<Property::root> {};
template <> struct instruction_action<g::backlink> : is_field<Property::backlink> {};
template <> struct instruction_action<g::description> : is_field<Property::description> {};
template <> struct instruction_action<g::tag> : is_field<Property::tags> {};
template <> struct instruction_action<g::tags> : is_field<Property::tags> {};
template <> struct instruction_action<g::heading> : is_field<Property::heading> {};
template <> struct instruction_action<g::filename> : is_field<Property::filename> {};
template <> struct instruction_action<g::urgency> : is_field<Property::urgency> {};
template <> struct instruction_action<g::recurrence> : is_field<Property::recurrence> {};
template <> struct instruction_action<g::id> : is_field<Property::id> {};
template <> struct instruction_action<g::random> : is_field<Property::random> {};

template <typename Rule> Instruction read(std::string_view text) {
    auto in = g::input_of(text);
    State state;
    if (!g::parse<Rule, instruction_action>(in, state)) {
        return {};
    }
    state.passed_over = text.substr(in.byte());
    return state;
}

}  // namespace

Instruction read_instruction(std::string_view line) { return read<g::instruction>(line); }

Instruction read_grouping(std::string_view text) { return read<g::group_what>(text); }

}  // namespace tasklint::query
