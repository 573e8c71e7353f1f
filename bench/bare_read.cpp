// bare_read FOLDER [THREADS]: reads every *.md below a folder and does nothing with it. What a
// program that looks at all notes cannot be faster than.
#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

struct Totals {
    std::uint64_t notes = 0;
    std::uint64_t bytes = 0;
};

/// Folders that are still to be read. A folder counts as open until its own folders were added.
class Folders {
public:
    void add(std::string path) {
        const std::lock_guard lock{mutex_};
        waiting_.push_back(std::move(path));
        ++open_;
        changed_.notify_one();
    }
    /// @return false if there is none and none can come
    bool take(std::string& path) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return !waiting_.empty() || open_ == 0; });
        if (waiting_.empty()) {
            return false;
        }
        path = std::move(waiting_.back());
        waiting_.pop_back();
        return true;
    }
    void close() {
        const std::lock_guard lock{mutex_};
        if (--open_ == 0) {
            changed_.notify_all();
        }
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> waiting_;
    std::size_t open_ = 0;
};

class Reader {
public:
    Totals totals;

    void read_folder(const std::string& path, Folders& folders) {
        const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder < 0) {
            return;
        }
        for (;;) {
            const long got = ::syscall(SYS_getdents64, folder, entries_.data(), entries_.size());
            if (got <= 0) {
                break;
            }
            for (long at = 0; at < got;) {
                const char* const entry = entries_.data() + at;
                std::uint16_t size = 0;
                std::memcpy(&size, entry + offsetof(dirent64, d_reclen), sizeof size);
                at += size;
                const char* const name = entry + offsetof(dirent64, d_name);
                const auto type = static_cast<unsigned char>(entry[offsetof(dirent64, d_type)]);
                if (name[0] == '.') {
                    continue;
                }
                if (type == DT_DIR) {
                    folders.add(path + '/' + name);
                } else if (type == DT_REG && is_note(name)) {
                    read_note(folder, name);
                }
            }
        }
        ::close(folder);
    }

private:
    static bool is_note(std::string_view name) {
        return name.size() > 3 && name.substr(name.size() - 3) == ".md";
    }

    void read_note(int folder, const char* name) {
        const int note = ::openat(folder, name, O_RDONLY | O_CLOEXEC);
        if (note < 0) {
            return;
        }
        for (;;) {
            const ssize_t got = ::read(note, bytes_.data(), bytes_.size());
            if (got <= 0) {
                break;
            }
            totals.bytes += static_cast<std::uint64_t>(got);
            if (static_cast<std::size_t>(got) < bytes_.size()) {
                break;  // the end, without another call to be told so
            }
        }
        ::close(note);
        ++totals.notes;
    }

    alignas(dirent64) std::array<char, 1U << 16U> entries_{};
    std::vector<char> bytes_ = std::vector<char>(1U << 20U);
};

}  // namespace

int main(int argc, char** argv) {
    const long threads = argc > 2 ? std::strtol(argv[2], nullptr, 10) : 1;
    if (argc < 2 || argc > 3 || threads < 1 || threads > 64) {
        std::fputs("usage: bare_read FOLDER [THREADS]\n", stderr);
        return 2;
    }
    Folders folders;
    folders.add(argv[1]);
    std::vector<Totals> totals(static_cast<std::size_t>(threads));
    const auto work = [&](Totals& mine) {
        Reader reader;
        for (std::string path; folders.take(path);) {
            reader.read_folder(path, folders);
            folders.close();
        }
        mine = reader.totals;
    };
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < totals.size(); ++i) {
        others.emplace_back(work, std::ref(totals[i]));
    }
    work(totals[0]);
    for (auto& other : others) {
        other.join();
    }
    Totals all;
    for (const Totals& one : totals) {
        all.notes += one.notes;
        all.bytes += one.bytes;
    }
    std::printf("%llu notes, %llu bytes\n", static_cast<unsigned long long>(all.notes),
                static_cast<unsigned long long>(all.bytes));
    return all.notes == 0 ? 1 : 0;
}
