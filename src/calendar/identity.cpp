#include "calendar/identity.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include <fmt/core.h>
#include <uuid/uuid.h>

#include "calendar/summary.hpp"
#include "calendar/tsv.hpp"

namespace tasklint {
namespace {

// The name space of vaults that have no id of their own. Never to be changed: all UIDs hang on it.
constexpr std::string_view program_name_space = "45e4f186-bba6-4ae4-80ac-700137263e7a";

}  // namespace

std::string seed_of(const TaskView& task) {
    if (const auto id = id_of(task); !id.empty()) {
        return fmt::format("id:{}", id);
    }
    const auto* created = date_of(*task.task, FieldKind::created);
    std::string seed = "text:";
    if (created != nullptr) {
        seed += to_string(*created);
    }
    return seed.append("\n").append(normalised_text(task));
}

std::string numbered_seed(std::string seed, std::uint32_t number) {
    if (number > 1) {
        // Neither an id nor a text with its line break before `#` can end like this.
        seed += seed.starts_with("id:") ? fmt::format("#{}", number) : fmt::format("\n#{}", number);
    }
    return seed;
}

UuidBytes uuid_bytes_of(const std::string& name_space, std::string_view seed) {
    struct Parsed {
        std::string text;
        UuidBytes bytes{};
    };
    thread_local Parsed last;  // a vault has one
    const std::string_view text = name_space.empty() ? program_name_space : name_space;
    if (last.text != text) {
        UuidBytes bytes{};
        if (uuid_parse(std::string{text}.c_str(), bytes.data()) != 0) {
            throw std::invalid_argument(fmt::format("vault id \"{}\" is no UUID", name_space));
        }
        last = {std::string{text}, bytes};
    }
    UuidBytes uuid{};
    uuid_generate_sha1(uuid.data(), last.bytes.data(), seed.data(), seed.size());
    return uuid;
}

std::string uuid_text(const UuidBytes& bytes) {
    std::array<char, UUID_STR_LEN> out{};
    uuid_unparse_lower(bytes.data(), out.data());
    return out.data();
}

std::string uuid_of(const std::string& name_space, std::string_view seed) {
    return uuid_text(uuid_bytes_of(name_space, seed));
}

std::string made_id(std::string_view seed, const std::set<std::string, std::less<>>& taken) {
    constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    constexpr std::size_t length = 6;
    for (std::size_t salt = 0;; ++salt) {
        auto hash = hash_of(fmt::format("{}\n{}", seed, salt));
        std::string id;
        for (std::size_t i = 0; i < length; ++i) {
            id.push_back(digits[static_cast<std::size_t>(hash % digits.size())]);
            hash /= digits.size();
        }
        if (taken.count(id) == 0) {
            return id;
        }
    }
}

std::vector<std::size_t> documents_by_path(const Vault& vault) {
    std::vector<std::size_t> order(vault.documents.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return vault.documents[a].path < vault.documents[b].path;
    });
    return order;
}

std::vector<std::vector<std::string>> stateless_uids(const Vault& vault) {
    std::vector<std::vector<std::string>> uids(vault.documents.size());
    std::unordered_map<std::string, std::uint32_t> carriers;
    for (const auto at : documents_by_path(vault)) {
        const auto& document = vault.documents[at];
        uids[at].reserve(document.tasks.size());
        for (std::size_t task = 0; task < document.tasks.size(); ++task) {
            auto seed = seed_of(document.view(task));
            const auto number = ++carriers[seed];
            uids[at].push_back(
                uuid_of(vault.config.vault_id, numbered_seed(std::move(seed), number)));
        }
    }
    return uids;
}

}  // namespace tasklint
