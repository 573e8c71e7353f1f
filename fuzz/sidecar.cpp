// `ids.tsv`: it is read or refused with a place; written, it is read as the same; and tasks get one
// UID each, whatever it says.
#include <set>

#include "calendar/sidecar.hpp"
#include "tasklint/config.hpp"

#include "support.hpp"

using namespace tasklint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::text_of(data, size);
    Sidecar sidecar;
    try {
        sidecar = Sidecar::read(text, "ids.tsv");
    } catch (const ConfigError& error) {
        fuzz::require(error.file() == "ids.tsv" && std::string_view{error.what()}.size() > 8,
                      "an error says where");
        return 0;
    }
    const std::string once = sidecar.to_text();
    const Sidecar again = Sidecar::read(once, "ids.tsv");
    fuzz::require(again.to_text() == once, "what is written is read as the same");
    fuzz::require(again.warnings().empty(), "what is written needs no mending");

    Vault vault;
    for (const char* const path : {"Home.md", "Notes/Plan.md"}) {
        vault.notes.push_back({path, path, path});
        vault.documents.push_back(
            parse("- [ ] call the bank 📅 2026-01-06\n- [ ] pay 🆔 abc\n- [ ] call the bank ^b1\n",
                  path, vault.config.tasks));
    }
    const date::sys_days today{date::year{2026} / 1 / 6};
    std::set<std::string> uids;
    std::size_t tasks = 0;
    for (const auto& of_document : lasting_uids(vault, sidecar, today)) {
        uids.insert(of_document.begin(), of_document.end());
        tasks += of_document.size();
    }
    fuzz::require(tasks == 6 && uids.size() == tasks, "each task has a UID of its own");
    Sidecar later = Sidecar::read(sidecar.to_text(), "ids.tsv");
    const auto before = later.to_text();
    (void)lasting_uids(vault, later, today);
    fuzz::require(later.to_text() == before, "a second run changes nothing");
    return 0;
}
