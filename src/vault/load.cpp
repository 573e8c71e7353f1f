#include "tasklint/vault.hpp"

#include <new>
#include <system_error>

#include "tasklint/text.hpp"

namespace tasklint {

Vault load_vault(const std::vector<std::string>& paths, Config config, const WalkOptions& options) {
    if (config.tasks.known_names.empty()) {  // else the caller has read them
        add_known_names(config);
    }
    WalkResult walked = walk(paths, config.root, options);
    Vault vault{std::move(config), {}, {}, std::move(walked.unreadable), {}};
    std::vector<Document> documents(walked.notes.size());
    std::vector<std::string> failures(walked.notes.size());
    constexpr std::size_t worth_a_thread = 200;  // notes; a thread costs about 0.1 ms
    for_each_index(
        walked.notes.size(), walked.notes.size() < worth_a_thread ? 1 : 0, [&](std::size_t i) {
            try {
                read_file(walked.notes[i].file, documents[i].text);
                documents[i].path = walked.notes[i].vault;
                parse(documents[i], vault.config.tasks);
            } catch (const std::system_error& error) {
                failures[i] = error.code().message();
            } catch (const std::bad_alloc&) {
                documents[i] = {};  // there may be memory for others
                failures[i] = std::make_error_code(std::errc::not_enough_memory).message();
            }
        });
    for (std::size_t i = 0; i < walked.notes.size(); ++i) {
        if (failures[i].empty()) {
            vault.dependencies.add(documents[i]);
            vault.notes.push_back(std::move(walked.notes[i]));
            vault.documents.push_back(std::move(documents[i]));
        } else {
            vault.unreadable.emplace_back(std::move(walked.notes[i]), std::move(failures[i]));
        }
    }
    return vault;
}

}  // namespace tasklint
