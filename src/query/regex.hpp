#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace tasklint::query {

struct JsRegex;

/// A user's regular expression, run in linear time.
class Regex {
public:
    /// @return null if it cannot be made, for example because it would be too large
    [[nodiscard]] static std::shared_ptr<const Regex> make(const JsRegex& regex);
    ~Regex();
    Regex(const Regex&) = delete;
    Regex& operator=(const Regex&) = delete;

    /// It matches anywhere in the text. Thread-safe.
    [[nodiscard]] bool matches(std::string_view text) const;

private:
    explicit Regex(const JsRegex& regex);
    std::unique_ptr<re2::RE2> regex_;
};

}  // namespace tasklint::query
