// RE2, only here: a pattern comes from a note, and must not be able to take long.
#include "query/regex.hpp"

#include <re2/re2.h>

#include "query/js_regex.hpp"

namespace tasklint::query {
namespace {

re2::RE2::Options options_of(const JsRegex& regex) {
    re2::RE2::Options options;
    options.set_case_sensitive(!regex.ignore_case);
    options.set_log_errors(false);
    return options;
}

}  // namespace

Regex::Regex(const JsRegex& regex)
    : regex_(std::make_unique<re2::RE2>(regex.multiline ? "(?m)" + regex.pattern : regex.pattern,
                                        options_of(regex))) {}

Regex::~Regex() = default;

std::shared_ptr<const Regex> Regex::make(const JsRegex& regex) {
    std::shared_ptr<const Regex> made{new Regex{regex}};
    return made->regex_->ok() ? made : nullptr;
}

bool Regex::matches(std::string_view text) const {
    return re2::RE2::PartialMatch(re2::StringPiece{text.data(), text.size()}, *regex_);
}

}  // namespace tasklint::query
