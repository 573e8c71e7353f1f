// The pages in docs/rules and the fixtures in tests/fixtures/rules are executed: what a page says
// of a rule, the report of each bad example, its fix, and that good examples raise nothing. A
// fixture has the same blocks with the corner cases that would only tire a reader of the page.
// TASKLINT_ACCEPT=1 writes the reports that came out.
#include "tasklint/lint.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include <fmt/core.h>
#include <unistd.h>

#include "support/catch.hpp"
#include "tasklint/fix.hpp"
#include "tasklint/report.hpp"

using namespace tasklint;

namespace {

namespace fs = std::filesystem;

const fs::path source_dir{TASKLINT_SOURCE_DIR};
const fs::path pages_dir = source_dir / "docs" / "rules";
const fs::path fixtures_dir = source_dir / "tests" / "fixtures" / "rules";

/// Rules whose fault cannot stand in a page: a page of broken bytes would be no page.
constexpr std::string_view without_example[]{"not-utf8", "unreadable-file"};

bool accept() {
    const char* const value = std::getenv("TASKLINT_ACCEPT");
    return value != nullptr && std::string_view{value} == "1";
}

/// A fenced block: ```` ```md bad path=A.md ````.
struct Block {
    std::string language, role, path;
    std::string text;
    std::size_t begin = 0, end = 0;  // of the text in the page
};
/// Notes that are wrong together, what is said of them, and how they are mended.
struct Example {
    std::string config;  // TOML
    std::vector<Block> notes;
    Block report;
    std::optional<Block> fixed;
};
/// Notes that raise nothing together.
struct GoodExample {
    std::string config;
    std::vector<Block> notes;
};
struct Page {
    std::string title, properties;
    std::vector<Example> bad;
    std::vector<GoodExample> good;
};

std::vector<Block> blocks_of(const std::string& page) {
    std::vector<Block> blocks;
    std::optional<Block> open;
    std::string fence;
    for (std::size_t at = 0; at < page.size();) {
        const auto newline = page.find('\n', at);
        const auto next = newline == std::string::npos ? page.size() : newline + 1;
        const auto line = page.substr(at, next - at - (newline == std::string::npos ? 0 : 1));
        if (open && line == fence) {
            open->end = at;
            open->text = page.substr(open->begin, at - open->begin);
            blocks.push_back(*std::exchange(open, std::nullopt));
        } else if (!open && line.rfind("```", 0) == 0) {
            fence = line.substr(0, line.find_first_not_of('`'));
            open = Block{};
            open->begin = next;
            std::size_t word = 0;
            for (std::size_t i = fence.size(); i < line.size(); ++word) {
                const auto blank = std::min(line.find(' ', i), line.size());
                const auto text = line.substr(i, blank - i);
                if (word == 0) {
                    open->language = text;
                } else if (text.rfind("path=", 0) == 0) {
                    open->path = text.substr(5);
                } else {
                    open->role = text;
                }
                i = blank + 1;
            }
        }
        at = next;
    }
    CHECK_FALSE(open);
    return blocks;
}

Page read_page(const std::string& text) {
    Page page;
    page.title = text.substr(0, text.find('\n'));
    if (const auto properties = text.find("Severity: "); properties != std::string::npos) {
        page.properties = text.substr(properties, text.find('\n', properties) - properties);
    }
    std::string config;       // holds until the next one
    bool vault_open = false;  // the last good block may go on with another note
    for (Block& block : blocks_of(text)) {
        INFO(block.language << " " << block.role);
        if (block.language == "toml" && block.role == "config") {
            config = block.text;
            vault_open = false;
        } else if (block.role == "bad") {
            if (page.bad.empty() || !page.bad.back().report.language.empty()) {
                page.bad.emplace_back();
                page.bad.back().config = config;
            }
            page.bad.back().notes.push_back(block);
        } else if (block.language == "text" && block.role.empty()) {
            REQUIRE(!page.bad.empty());
            page.bad.back().report = block;
        } else if (block.role == "fixed" || block.role == "fixed-unsafe") {
            REQUIRE(!page.bad.empty());
            page.bad.back().fixed = block;
        } else if (block.role == "good") {
            if (!vault_open || block.path.empty()) {
                page.good.emplace_back();
                page.good.back().config = config;
            }
            page.good.back().notes.push_back(block);
            vault_open = !block.path.empty();
        } else {
            FAIL("a block that the test does not know: " << block.language << " " << block.role);
        }
    }
    return page;
}

Config config_of(const std::string& toml) {
    Config config;
    apply_toml(config, toml, "page.toml", "");
    add_known_names(config);
    return config;
}

std::string name_of(const Block& note) { return note.path.empty() ? "Note.md" : note.path; }

/// @param mended if not null: notes are mended, and gets those that change
CheckResult run(const std::vector<Block>& notes, const Config& config,
                std::map<std::string, std::string>* mended = nullptr) {
    const fs::path folder =
        fs::temp_directory_path() / fmt::format("tasklint-pages-{}", ::getpid());
    fs::remove_all(folder);
    fs::create_directories(folder);
    WalkResult walk;
    for (const Block& note : notes) {
        const std::string name = name_of(note);
        const std::string file = (folder / name).string();
        fs::create_directories(fs::path{file}.parent_path());
        write_file_atomically(file, note.text);
        walk.notes.push_back({file, name, name});
    }
    std::sort(walk.notes.begin(), walk.notes.end(),
              [](const NotePath& a, const NotePath& b) { return a.vault < b.vault; });
    CheckOptions options;
    options.lint.today = date::year{2026} / 1 / 9;
    options.threads = 1;
    options.whole_vault = true;
    if (mended != nullptr) {
        options.fix = true;
        options.unsafe_fixes = true;
        options.on_change = [&](const NotePath& note, std::string_view, std::string_view after) {
            (*mended)[note.vault] = after;
        };
    }
    auto result = check_notes(walk, config, RuleSelection{config, true}, options);
    fs::remove_all(folder);
    return result;
}

std::string reports(const CheckResult& result) {
    std::string out;
    for (const auto& finding : result.diagnostics) {
        out += (out.empty() ? "" : "\n") + full_report(finding);
    }
    return out;
}

std::string default_name(DefaultOn on) {
    switch (on) {
        case DefaultOn::yes: return "on";
        case DefaultOn::no: return "off";
        case DefaultOn::configured: return "config";
        case DefaultOn::whole_vault: return "vault";
        case DefaultOn::exports: return "export";
    }
    return {};
}
std::string fix_name(FixClass fix) {
    return fix == FixClass::safe ? "safe" : fix == FixClass::unsafe ? "unsafe" : "none";
}

void check_bad(const Example& example, const Rule& rule, std::string& accepted,
               std::ptrdiff_t& shift) {
    Config config = config_of(example.config);
    if (example.config.find("select = ") == std::string::npos) {
        config.select = {std::string{rule.code}};
        config.ignore.clear();
    }
    const auto found = run(example.notes, config);
    CHECK(!found.diagnostics.empty());
    REQUIRE(example.report.language == "text");
    const auto said = reports(found);
    if (accept()) {
        const auto at =
            static_cast<std::size_t>(static_cast<std::ptrdiff_t>(example.report.begin) + shift);
        accepted.replace(at, example.report.text.size(), said);
        shift += static_cast<std::ptrdiff_t>(said.size()) -
                 static_cast<std::ptrdiff_t>(example.report.text.size());
    } else {
        CHECK(said == example.report.text);
    }

    LintOptions options;
    options.today = date::year{2026} / 1 / 9;
    const RuleSelection selection{config};
    if (rule.scope == Scope::vault) {
        std::map<std::string, std::string> mended;
        (void)run(example.notes, config, &mended);
        CHECK(mended.size() == (example.fixed ? 1 : 0));
        if (example.fixed) {
            CHECK(example.fixed->role == (rule.fix == FixClass::safe ? "fixed" : "fixed-unsafe"));
            CHECK(mended[example.fixed->path] == example.fixed->text);
        }
        return;
    }
    for (const Block& note : example.notes) {
        const std::string path = name_of(note);
        const bool unsafe = !example.fixed || example.fixed->role == "fixed-unsafe";
        const auto mended = fix(note.text, path, config, selection, options, unsafe);
        // Without a mended block nothing may change, whatever is asked for.
        CHECK(mended.text == (example.fixed ? example.fixed->text : note.text));
        CHECK(fix(mended.text, path, config, selection, options, unsafe).text == mended.text);
        if (example.fixed) {
            CheckResult left;
            left.diagnostics = mended.remaining;
            CHECK(reports(left) == "");
            if (unsafe) {  // and it is not done unasked
                CHECK(fix(note.text, path, config, selection, options, false).text == note.text);
            }
        }
    }
}

/// The bad examples, reports, fixes and good examples of one file.
void check_examples(const fs::path& file, const Rule& rule) {
    const std::string text = read_file(file.string());
    const Page page = read_page(text);
    std::string accepted = text;
    std::ptrdiff_t shift = 0;
    for (const Example& example : page.bad) {
        INFO(example.notes.front().text);
        check_bad(example, rule, accepted, shift);
    }
    if (accept() && accepted != text) {
        write_file_atomically(file.string(), accepted);
    }
    CHECK(!page.good.empty());
    for (const GoodExample& example : page.good) {
        INFO(example.notes.front().text);
        Config config = config_of(example.config);
        config.select.emplace_back(rule.code);  // also where it is off by default
        CHECK(reports(run(example.notes, config)) == "");
    }
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator{folder}) {
        if (entry.path().extension() == ".md" && entry.path().filename() != "README.md") {
            files.push_back(entry.path());
        }
    }
    return files;
}

std::string index_page() {
    std::string out =
        "# The rules\n\n"
        "Each has a page that says why it matters, with examples that are tested. `tasklint "
        "explain NAME` prints it.\n\n"
        "| Code | Name | Severity | Fix | Default | What it finds |\n"
        "|---|---|---|---|---|---|\n";
    for (const Rule* const rule : rules()) {
        out += fmt::format("| {} | [{}]({}.md) | {} | {} | {} | {} |\n", rule->code, rule->name,
                           rule->name, severity_name(rule->severity), fix_name(rule->fix),
                           default_name(rule->on), rule->summary);
    }
    out +=
        "\nFix: `safe` is made by `--fix`, `unsafe` also by `--unsafe-fixes`. Default: `config` is "
        "on once what it needs\n"
        "is configured, `vault` where a whole vault is checked, `export` in `tasklint export` and "
        "with an `[export]` table.\n";
    return out;
}

}  // namespace

TEST_CASE("rule pages are true: properties, reports, fixes and good examples", "[lint][pages]") {
    for (const auto& file : files_in(pages_dir)) {
        DYNAMIC_SECTION(file.stem().string()) {
            const Page page = read_page(read_file(file.string()));
            const Rule* const rule = find_rule(file.stem().string());
            REQUIRE(rule != nullptr);
            CHECK(page.title == fmt::format("# {} {}", rule->code, rule->name));
            CHECK(page.properties ==
                  fmt::format("Severity: {} · Confidence: {} · Fix: {} · Default: {}",
                              severity_name(rule->severity), confidence_name(rule->confidence),
                              fix_name(rule->fix), default_name(rule->on)));
            check_examples(file, *rule);
        }
    }
}

TEST_CASE("rule fixtures are true: reports, fixes and good examples", "[lint][fixtures]") {
    for (const auto& file : files_in(fixtures_dir)) {
        DYNAMIC_SECTION(file.stem().string()) {
            const Rule* const rule = find_rule(file.stem().string());
            REQUIRE(rule != nullptr);
            check_examples(file, *rule);
        }
    }
}

TEST_CASE("every rule has a page with an example, compiled in, and a file of its own",
          "[lint][pages]") {
    CHECK(files_in(pages_dir).size() == rules().size());
    for (const Rule* const rule : rules()) {
        INFO(rule->name);
        const auto page_file = pages_dir / fmt::format("{}.md", rule->name);
        REQUIRE(fs::exists(page_file));
        const auto text = read_file(page_file.string());
        if (!accept()) {  // accepted reports are compiled in by the next build
            CHECK(rule_page(*rule) == text);
        }
        std::string file_name{rule->name};
        std::replace(file_name.begin(), file_name.end(), '-', '_');
        CHECK(fs::exists(source_dir / "src" / "lint" / "rules" / (file_name + ".cpp")));
        const bool exempt = std::find(std::begin(without_example), std::end(without_example),
                                      rule->name) != std::end(without_example);
        CHECK(read_page(text).bad.empty() == exempt);
    }
}

TEST_CASE("every rule is what the catalogue says", "[lint][pages]") {
    // tests/fixtures/rules/catalogue.tsv lists every rule that there is to be.
    const std::string text = read_file((fixtures_dir / "catalogue.tsv").string());
    std::size_t built = 0;
    std::size_t lines = 0;
    for (std::size_t at = text.find('\n') + 1; at < text.size();) {
        const auto newline = text.find('\n', at);
        const std::string line = text.substr(at, newline - at);
        at = newline + 1;
        ++lines;
        INFO(line);
        const Rule* const rule = find_rule(line.substr(0, line.find('\t')));
        REQUIRE(rule != nullptr);
        ++built;
        const std::string on = rule->on == DefaultOn::yes          ? "yes"
                               : rule->on == DefaultOn::no         ? "no"
                               : rule->on == DefaultOn::configured ? "configured"
                                                                   : default_name(rule->on);
        CHECK(line == fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}", rule->code, rule->name, rule->group,
                                  severity_name(rule->severity), confidence_name(rule->confidence),
                                  fix_name(rule->fix), on));
    }
    CHECK(built == rules().size());  // and there is none besides
    CHECK(lines == 119);
}

TEST_CASE("the index of the rule pages is fresh", "[lint][pages]") {
    const auto file = (pages_dir / "README.md").string();
    if (accept()) {
        write_file_atomically(file, index_page());
    }
    CHECK(read_file(file) == index_page());
}
