#include "tasklint/vault.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>

namespace tasklint {

void for_each_index(std::size_t count, unsigned threads,
                    const std::function<void(std::size_t)>& work) {
    if (threads == 0) {
        threads = std::max(1U, std::thread::hardware_concurrency());
    }
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failing;
    const auto run = [&] {
        for (std::size_t index = next++; index < count; index = next++) {
            try {
                work(index);
            } catch (...) {
                const std::lock_guard lock{failing};
                if (!failure) {
                    failure = std::current_exception();
                }
                next = count;  // nobody starts anything new
            }
        }
    };
    {
        // This thread works too, so one needs no other.
        std::vector<std::jthread> others;
        const std::size_t wanted = std::min<std::size_t>(threads, count);
        try {
            others.reserve(wanted);
            while (others.size() + 1 < wanted) {
                others.emplace_back(run);
            }
        } catch (const std::system_error&) {
            // The system gives no more threads: those that there are do the work.
        } catch (const std::bad_alloc&) {
            // No memory for one: likewise.
        }
        run();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}  // namespace tasklint
