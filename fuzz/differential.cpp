// The grammars and a plain port of the plugin's loop read the same, whatever the line. The first
// byte says the format and how the rest is a line: as it is, or each byte one of the pieces that
// odd lines are made of.
#include <string>
#include <string_view>

#include "support/peel_reader.hpp"
#include "support/task_lines.hpp"

#include "support.hpp"

using namespace tasklint;

namespace {

std::string_view piece(std::uint8_t number, bool dataview) {
    const auto pick = [&](const auto& first, const auto& second, const auto& third) {
        std::size_t at = number % (first.size() + second.size() + third.size());
        if (at < first.size()) {
            return first[at];
        }
        at -= first.size();
        return at < second.size() ? second[at] : third[at - second.size()];
    };
    using namespace task_lines;
    return dataview ? pick(shared_pieces, dataview_pieces, dataview_fields)
                    : pick(shared_pieces, emoji_pieces, emoji_fields);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const bool dataview = (data[0] & 1U) != 0;
    const bool of_pieces = (data[0] & 2U) != 0;
    std::string line = of_pieces ? "- [ ] " : fuzz::text_of(data + 1, size - 1);
    for (std::size_t i = 1; of_pieces && i < size; ++i) {
        line += piece(data[i], dataview);
    }
    if (line.find('\n') != std::string::npos) {
        return 0;
    }
    const Format format = dataview ? Format::dataview : Format::emoji;
    const auto found = peel_reader::differences(peel_reader::library(line, format),
                                                peel_reader::read(line, format));
    if (!found.empty()) {
        std::fprintf(stderr, "%s\n%s", line.c_str(), found.c_str());
    }
    fuzz::require(found.empty(), "both readers read the same");
    return 0;
}
