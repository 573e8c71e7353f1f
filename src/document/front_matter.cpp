#include "document/front_matter.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <yaml.h>

#include "tasklint/text.hpp"

namespace tasklint {

// Front matter through libyaml's event parser: nothing is built, so anchors and aliases cannot
// multiply. Scalars below a top-level key and in its lists are kept; mappings further down say
// nothing that Obsidian shows as a property, and are passed over.

namespace {

constexpr int deepest = 100;  // nobody nests properties deeper, and libyaml's cost is square

/// libyaml counts characters; we need bytes. Its marks are asked for in order, so one pass does.
class Offsets {
public:
    explicit Offsets(std::string_view text) : text_{text} {}
    [[nodiscard]] std::uint32_t byte_of(std::size_t character) {
        if (character < character_) {
            character_ = 0;
            byte_ = 0;
        }
        while (character_ < character && byte_ < text_.size()) {
            byte_ += decode_utf8(text_, byte_).size;
            ++character_;
        }
        return static_cast<std::uint32_t>(byte_);
    }

private:
    std::string_view text_;
    std::size_t character_ = 0;
    std::size_t byte_ = 0;
};

class Parser {
public:
    explicit Parser(std::string_view text) : alive_{yaml_parser_initialize(&parser_) != 0} {
        if (alive_) {
            yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
            yaml_parser_set_input_string(
                &parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
        }
    }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    ~Parser() {
        if (alive_) {
            yaml_parser_delete(&parser_);
        }
    }
    [[nodiscard]] bool next(yaml_event_t& event) {
        return alive_ && yaml_parser_parse(&parser_, &event) != 0;
    }
    [[nodiscard]] const yaml_parser_t& state() const noexcept { return parser_; }

private:
    yaml_parser_t parser_{};
    bool alive_;
};

struct EventDeleter {
    void operator()(yaml_event_t* event) const noexcept { yaml_event_delete(event); }
};

/// Where the reader stands: how deep, and whether a key comes next in the top mapping.
class Reader {
public:
    Reader(std::string_view text, std::uint32_t begin, FrontMatter& result)
        : text_{text}, begin_{begin}, offsets_{text}, result_{result} {}

    /// @return whether to go on
    bool take(const yaml_event_t& event) {
        switch (event.type) {
            case YAML_SCALAR_EVENT: scalar(event); break;
            case YAML_ALIAS_EVENT: node_ends(); break;
            case YAML_SEQUENCE_START_EVENT: ++depth_; break;
            case YAML_MAPPING_START_EVENT:
                if (++depth_ > 1 && mapping_ == 0) {
                    mapping_ = depth_;
                }
                in_top_ = in_top_ || depth_ == 1;
                break;
            case YAML_SEQUENCE_END_EVENT:
            case YAML_MAPPING_END_EVENT:
                if (mapping_ == depth_) {
                    mapping_ = 0;
                }
                --depth_;
                node_ends();
                break;
            case YAML_DOCUMENT_END_EVENT: return false;
            default: break;
        }
        if (depth_ > deepest) {
            result_.error = "nested too deeply";
            result_.error_offset = begin_ + offsets_.byte_of(event.start_mark.index);
            return false;
        }
        return true;
    }
    /// A place that libyaml names by its character.
    [[nodiscard]] std::uint32_t offset_of(std::size_t character) {
        return begin_ + offsets_.byte_of(character);
    }

private:
    void scalar(const yaml_event_t& event) {
        const auto& data = event.data.scalar;
        std::string value{reinterpret_cast<const char*>(data.value), data.length};
        if (in_top_ && depth_ == 1 && key_next_) {
            key_ = std::move(value);
            has_key_ = true;
            result_.keys.emplace_back(key_, Span{begin_ + offsets_.byte_of(event.start_mark.index),
                                                 begin_ + offsets_.byte_of(event.end_mark.index)});
        } else if (in_top_ && has_key_ && mapping_ == 0) {
            Span span{offsets_.byte_of(event.start_mark.index),
                      offsets_.byte_of(event.end_mark.index)};
            if (data.anchor != nullptr || data.tag != nullptr) {
                span.begin = behind_properties(span);
            }
            result_.values.push_back(
                {key_, std::move(value), {begin_ + span.begin, begin_ + span.end}, depth_ > 1});
        }
        node_ends();
    }
    /// libyaml counts `&anchor` and `!tag` to the scalar; they are not part of the value.
    [[nodiscard]] std::uint32_t behind_properties(Span span) const {
        std::uint32_t at = span.begin;
        while (at < span.end && (text_[at] == '&' || text_[at] == '!')) {
            const std::size_t gap = text_.find_first_of(" \t\r\n", at);
            const std::size_t next = text_.find_first_not_of(" \t\r\n", gap);
            if (next == std::string_view::npos) {
                return span.end;
            }
            at = static_cast<std::uint32_t>(next);
        }
        return at < span.end ? at : span.end;
    }
    /// In the top mapping keys and values take turns.
    void node_ends() {
        if (in_top_ && depth_ == 1) {
            key_next_ = !key_next_;
            if (key_next_) {
                has_key_ = false;
            }
        }
    }

    std::string_view text_;
    std::uint32_t begin_;
    Offsets offsets_;
    FrontMatter& result_;
    int depth_ = 0;
    int mapping_ = 0;      // depth of the outermost mapping below the top, 0: in none
    bool in_top_ = false;  // the document is a mapping
    bool key_next_ = true;
    bool has_key_ = false;  // the key is a scalar
    std::string key_;
};

}  // namespace

FrontMatter document::read_yaml(std::string_view text, std::uint32_t begin) {
    FrontMatter result;
    // Obsidian reads bytes that are no UTF-8 as U+FFFD, libyaml does not read them at all. One
    // character stays one character, so the places are the same.
    const std::string valid = is_valid_utf8(text) ? std::string{} : to_valid_utf8(text);
    const std::string_view input = valid.empty() ? text : std::string_view{valid};
    Parser parser{input};
    Reader reader{text, begin, result};
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!parser.next(event)) {
            const yaml_parser_t& state = parser.state();
            result.error = state.problem != nullptr ? state.problem : "cannot be read";
            // A bad character is named by its byte in the input, all else by its character.
            std::size_t character = state.problem_mark.index;
            if (state.error == YAML_READER_ERROR) {
                character = 0;
                for (std::size_t at = 0; at < std::min(state.problem_offset, input.size());
                     at += decode_utf8(input, at).size) {
                    ++character;
                }
            }
            result.error_offset = reader.offset_of(character);
            break;
        }
        const std::unique_ptr<yaml_event_t, EventDeleter> deleter{&event};
        more = event.type != YAML_STREAM_END_EVENT && reader.take(event);
    }
    return result;
}

FrontMatter read_front_matter(const Document& document) {
    const std::string_view text = document.front_matter.in(document.text);
    if (text.empty()) {
        return {};
    }
    const std::uint32_t begin = document.front_matter.begin;
    auto plain = document::read_plainly(text, begin);
    return plain ? std::move(*plain) : document::read_yaml(text, begin);
}

}  // namespace tasklint
