// Links that open a note in Obsidian (help.obsidian.md, "Obsidian URI").
#include "calendar/obsidian_url.hpp"

#include <array>

#include "tasklint/text.hpp"

namespace tasklint {

namespace {

/// RFC 3986: everything but the unreserved characters, once.
void append_encoded(std::string& out, std::string_view text) {
    constexpr auto is_unreserved = [] {
        std::array<bool, 256> table{};
        for (const char c : std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                             "0123456789-._~"}) {
            table[static_cast<unsigned char>(c)] = true;
        }
        return table;
    }();
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_unreserved[byte]) {
            out += c;
        } else {
            out.append(1, '%').append(1, digits[byte / 16]).append(1, digits[byte % 16]);
        }
    }
}

std::string_view folder_name(std::string_view path) {
    while (path.ends_with('/')) {
        path.remove_suffix(1);
    }
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

std::string_view vault_name(const Config& config) {
    return config.vault_name.empty() ? folder_name(config.root) : config.vault_name;
}

std::string obsidian_url(const Config& config, std::string_view path) {
    std::string url = "obsidian://open?";
    if (const auto vault = vault_name(config); !vault.empty()) {
        url += "vault=";
        append_encoded(url, vault);
        url += '&';
    }
    url += "file=";
    if (path.ends_with(".md")) {
        path.remove_suffix(3);  // as Obsidian's own "Copy Obsidian URL"
    }
    append_encoded(url, path);
    return url;
}

std::string obsidian_url(const Config& config, std::string_view path, const TaskView& task) {
    auto url = obsidian_url(config, path);
    if (const auto block = trim(task.in(task.task->block_link)); !block.empty()) {
        append_encoded(url, "#");
        append_encoded(url, block);
    }
    return url;
}

}  // namespace tasklint
