// The order of the modules, and which file may know which library (docs/architecture.md).
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> modules{"text",     "syntax", "recurrence", "config",
                                       "document", "vault",  "query",      "calendar",
                                       "lint",     "fix",    "report",     "cli"};

std::size_t rank(const std::string& module) {
    return static_cast<std::size_t>(std::find(modules.begin(), modules.end(), module) -
                                    modules.begin());
}

/// What a file includes: the text between the quotes or brackets.
std::vector<std::string> includes(const fs::path& path) {
    std::vector<std::string> out;
    std::ifstream file{path};
    for (std::string line; std::getline(file, line);) {
        if (line.rfind("#include ", 0) == 0 && line.size() > 11) {
            out.push_back(line.substr(10, line.find_first_of("\">", 10) - 10));
        }
    }
    return out;
}

std::vector<fs::path> sources(const fs::path& folder) {
    std::vector<fs::path> out;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp") {
            out.push_back(entry.path());
        }
    }
    return out;
}

const fs::path root{TASKLINT_SOURCE_DIR};

}  // namespace

TEST_CASE("a module includes those above it only", "[architecture]") {
    std::size_t seen = 0;
    for (const auto& path : sources(root / "src")) {
        const std::string module = fs::relative(path, root / "src").begin()->string();
        INFO(path.string());
        REQUIRE(rank(module) < modules.size());
        for (const auto& include : includes(path)) {
            const std::string from = include.substr(0, include.find('/'));
            if (rank(from) < modules.size() && include.find('/') != std::string::npos) {
                INFO(include);
                CHECK(rank(from) <= rank(module));
                ++seen;
            }
        }
    }
    CHECK(seen > 50);
}

TEST_CASE("each library is known where it belongs", "[architecture]") {
    const struct {
        const char* library;
        std::vector<std::string> allowed;  // parts of the path from src/
    } cases[] = {
        {"tao/", {"syntax/", "query/"}},
        {"re2/", {"query/regex.cpp"}},
        {"libical/", {"calendar/write_ics.cpp"}},
        {"toml++/", {"config/"}},
        {"CLI/", {"cli/main.cpp"}},
        {"yaml.h", {"document/front_matter.cpp"}},
        {"uuid/", {"calendar/identity.cpp"}},
        {"xxhash.h",
         {"calendar/tsv.cpp", "calendar/model.cpp", "lint/run.cpp", "lint/rules/unstable_uid.cpp"}},
        {"date/tz.h", {"calendar/zone.cpp"}}};
    for (const auto& [library, allowed] : cases) {
        bool used = false;
        for (const auto& path : sources(root / "src")) {
            const std::string place = fs::relative(path, root / "src").generic_string();
            for (const auto& include : includes(path)) {
                if (include.rfind(library, 0) == 0) {
                    used = true;
                    INFO(place << " includes " << include);
                    CHECK(std::any_of(allowed.begin(), allowed.end(), [&](const std::string& part) {
                        return place.rfind(part, 0) == 0;
                    }));
                }
            }
        }
        INFO(library);
        CHECK(used);
    }
}

TEST_CASE("public headers need date and the standard library only", "[architecture]") {
    for (const auto& path : sources(root / "include")) {
        for (const auto& include : includes(path)) {
            INFO(path.string() << " includes " << include);
            CHECK((include.find('/') == std::string::npos || include.rfind("tasklint/", 0) == 0 ||
                   include == "date/date.h"));
        }
    }
}
