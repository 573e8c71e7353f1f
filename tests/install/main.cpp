// What a program does that embeds tasklint: read a note, lint it, mend it, write its calendar.

#include <cstdio>
#include <string>
#include <utility>

#include <tasklint/tasklint.hpp>

namespace {

int failures = 0;

void expect(bool holds, const char* claim) {
    if (!holds) {
        std::fprintf(stderr, "not so: %s\n", claim);
        ++failures;
    }
}

}  // namespace

int main() {
    const std::string note = "# Plan\n\n- [ ] Send the draft 📅 2026-01-06 before lunch #task\n";
    const tasklint::Config config;
    const tasklint::RuleSelection selection(config);
    tasklint::LintOptions options;
    options.today = *tasklint::date_from_text("2026-01-05");

    const auto document = tasklint::parse(note, "Plan.md", config.tasks);
    expect(document.tasks.size() == 1 && document.headings.size() == 1,
           "the note has one task and one heading");
    expect(tasklint::date_of(document.tasks.at(0), tasklint::FieldKind::due) == nullptr,
           "text behind the due date hides it");

    const auto findings = tasklint::check(document, config, selection, options);
    bool hidden = false;
    for (const auto& finding : findings) {
        hidden = hidden || finding.rule->code == "TL101";
    }
    expect(hidden, "TL101 reports the hidden date");

    auto mended = tasklint::fix(note, "Plan.md", config, selection, options, false);
    expect(mended.text == "# Plan\n\n- [ ] Send the draft before lunch 📅 2026-01-06 #task\n" ||
               mended.text == "# Plan\n\n- [ ] Send the draft before lunch #task 📅 2026-01-06\n",
           "the fix moves the date behind the text");

    tasklint::Config from_file;
    tasklint::apply_toml(from_file, "extends = \"defaults\"\nignore = [\"TL101\"]\n",
                         "tasklint.toml", "");
    expect(from_file.ignore.size() == 1, "a configuration is read");

    tasklint::Vault vault;
    vault.config = config;
    vault.notes.push_back({"Plan.md", "Plan.md", "Plan.md"});
    vault.documents.push_back(tasklint::parse(std::move(mended.text), "Plan.md", config.tasks));
    tasklint::CalendarOptions calendar_options;
    calendar_options.today = options.today;
    const std::string ics = tasklint::write_ics(tasklint::make_calendar(vault, calendar_options));
    expect(ics.find("DUE;VALUE=DATE:20260106\r\n") != std::string::npos,
           "the calendar has the due date");
    expect(tasklint::check_ics(ics).empty(), "the calendar is sound");

    return failures == 0 ? 0 : 1;
}
