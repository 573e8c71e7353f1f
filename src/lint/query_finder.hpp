#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/query.hpp"

// Why the plugin refuses an instruction: shared by query_faults.cpp (each kind of instruction),
// query_near_misses.cpp (what no field takes) and query_combinations.cpp.
namespace tasklint::lint {

inline constexpr std::size_t longest_mended = 1000;  // bytes: what is longer no person wrote

[[nodiscard]] inline bool starts_with(std::string_view text, std::string_view begin) {
    return text.substr(0, begin.size()) == begin;
}

/// No date is in it: whoever reads it, the plugin refuses it.
[[nodiscard]] inline bool has_no_date(const FilterTrace& filter) {
    return filter.kind == FilterTrace::Kind::date &&
           (filter.dates.form == query::DateForm::nothing ||
            filter.dates.form == query::DateForm::unreal);
}

/// Goes over the statements of a text and keeps what is wrong with each.
class Finder {
public:
    explicit Finder(const QueryContext& context) : context_(context) {}

    [[nodiscard]] std::vector<QueryFault> find();

private:
    [[nodiscard]] Span all() const { return {0, static_cast<std::uint32_t>(text_.size())}; }
    /// The properties of the note are those that count; the settings hold for many notes.
    [[nodiscard]] bool is_of_a_note() const {
        return context_.kind == QueryContext::Kind::block ||
               context_.kind == QueryContext::Kind::property;
    }
    QueryFault& add(Fault fault, Span span, std::string message);
    /// @param line the whole part that is read, once mended
    bool offer_if_read(QueryFault& fault, Safety safety, const std::string& title, Span span,
                       const std::string& mended, const std::string& line) const;
    void look();
    /// With plain values in place of its placeholders the instruction is read.
    [[nodiscard]] bool changed_by_values() const;
    void look_at_placeholder();
    void look_at_javascript(Span span);
    void look_at_preset(const std::string& problem);
    void look_at_option();
    void look_at_filter(const FilterTrace& filter, Span span, std::string_view problem);
    /// The line is a date filter that has no date.
    [[nodiscard]] bool is_without_date(std::string_view line) const;
    /// The line would be read without what stands behind ` #`.
    bool comment_behind(Span span);
    void look_at_date(const FilterTrace& filter, Span span);
    void look_at_regex(const FilterTrace& filter, std::string_view problem);
    void unknown(Span span);
    /// `start before today`, `has due`, `priority is urgent`, `group by tag`.
    bool near_miss(Span span);
    bool wrong_field(Span span, std::string_view begin,
                     const std::vector<std::string_view>& fields);
    void suggest(QueryFault& fault, Span span) const;
    void look_at_boolean(const FilterTrace& filter);
    void look_at_operand(const FilterTrace& operand);
    /// `(a) or (b)`, `(a) && (b)`, `not (a)`, `!(a)`.
    bool wrong_operator(Span span);
    /// `not done AND due today`: each part is a filter.
    bool without_delimiters(Span span);
    /// `(description includes (x))`: the last `)` of the filter is taken for its end.
    bool operand_end(const FilterTrace& filter);
    /// @param surplus what the structures have too many
    /// @param safety safe: an operand that has all its delimiters then; unsafe: another one
    bool operand_end(const FilterTrace& filter, const std::vector<Span>& structures,
                     std::ptrdiff_t surplus, Safety safety);

    const QueryContext& context_;
    const StatementReading* statement_ = nullptr;
    std::string_view text_;  // of the statement
    std::vector<QueryFault> out_;
};

}  // namespace tasklint::lint
