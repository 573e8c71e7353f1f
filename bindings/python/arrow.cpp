// The columns of a table of tasks, and their way through Arrow's C interfaces
// (https://arrow.apache.org/docs/format/CDataInterface.html and CStreamInterface.html).
#include "arrow.hpp"

#include <array>
#include <cerrno>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tasklint/recurrence.hpp"

namespace tasklint::python {

namespace {

// ---- the C interfaces: their layout is fixed, their names are Arrow's

struct ArrowSchema {
    const char* format;
    const char* name;
    const char* metadata;
    std::int64_t flags;
    std::int64_t n_children;
    ArrowSchema** children;
    ArrowSchema* dictionary;
    void (*release)(ArrowSchema*);
    void* private_data;
};
struct ArrowArray {
    std::int64_t length;
    std::int64_t null_count;
    std::int64_t offset;
    std::int64_t n_buffers;
    std::int64_t n_children;
    const void** buffers;
    ArrowArray** children;
    ArrowArray* dictionary;
    void (*release)(ArrowArray*);
    void* private_data;
};
struct ArrowArrayStream {
    int (*get_schema)(ArrowArrayStream*, ArrowSchema*);
    int (*get_next)(ArrowArrayStream*, ArrowArray*);
    const char* (*get_last_error)(ArrowArrayStream*);
    void (*release)(ArrowArrayStream*);
    void* private_data;
};
constexpr std::int64_t flag_nullable = 2;

/// What the types of Arrow are called in its C interface.
namespace format {
constexpr const char* boolean = "b";
constexpr const char* int8 = "c";
constexpr const char* uint32 = "I";
constexpr const char* float64 = "g";
constexpr const char* utf8 = "u";
constexpr const char* date32 = "tdD";
constexpr const char* list = "+l";
constexpr const char* structure = "+s";
}  // namespace format

// ---- columns

/// One column while it is made: the buffers that its type has.
struct Column {
    const char* format = format::utf8;
    const char* name = "";
    bool nullable = false;
    std::int64_t length = 0;
    std::int64_t nulls = 0;
    std::vector<std::uint8_t> validity;  ///< bits; only of what can be null
    std::vector<std::int32_t> offsets;   ///< of texts and lists
    std::vector<std::uint8_t> data;      ///< values, or the bytes of texts
    std::vector<Column> children;
    std::unique_ptr<Column> dictionary;

    Column(const char* of, const char* called, bool may_be_null)
        : format{of}, name{called}, nullable{may_be_null} {
        if (has_offsets()) {
            offsets.push_back(0);
        }
        data.reserve(8);  // some readers want an address even of nothing
    }
    [[nodiscard]] bool is(const char* type) const noexcept {
        return std::string_view{format} == type;
    }
    [[nodiscard]] bool has_offsets() const noexcept { return is(format::utf8) || is(format::list); }

    void text(std::string_view value) {
        if (is_valid_utf8(value)) {
            data.insert(data.end(), value.begin(), value.end());
        } else {
            const auto valid = to_valid_utf8(value);
            data.insert(data.end(), valid.begin(), valid.end());
        }
        end_at(data.size());
        mark(true);
    }
    void text_or_null(std::string_view value) {
        if (value.empty()) {
            null();
        } else {
            text(value);
        }
    }
    void texts(const std::vector<std::string>& values) {
        for (const auto& value : values) {
            children.front().text(value);
        }
        end_at(static_cast<std::size_t>(children.front().length));
        mark(true);
    }
    template <typename Value> void value(Value value) {
        const auto* const bytes = reinterpret_cast<const std::uint8_t*>(&value);
        data.insert(data.end(), bytes, bytes + sizeof(Value));
        mark(true);
    }
    void boolean(bool value) {
        if (length % 8 == 0) {
            data.push_back(0);
        }
        if (value) {
            data.back() |= static_cast<std::uint8_t>(1U << (length % 8));
        }
        mark(true);
    }
    void null() {
        if (has_offsets()) {
            offsets.push_back(offsets.back());
        } else {
            data.resize(data.size() + (is(format::int8) ? 1 : 4));
        }
        mark(false);
    }

private:
    void end_at(std::size_t offset) {
        if (offset > std::numeric_limits<std::int32_t>::max()) {
            throw std::length_error{"a column of texts with more than 2 GiB"};
        }
        offsets.push_back(static_cast<std::int32_t>(offset));
    }
    void mark(bool valid) {
        if (nullable) {
            if (length % 8 == 0) {
                validity.push_back(0);
            }
            if (valid) {
                validity.back() |= static_cast<std::uint8_t>(1U << (length % 8));
            }
        }
        nulls += valid ? 0 : 1;
        ++length;
    }
};

Column list_column(const char* name) {
    Column column{format::list, name, false};
    column.children.emplace_back(format::utf8, "item", false);
    return column;
}

Column choice_column(const char* name, bool nullable, const std::vector<std::string_view>& values) {
    Column column{format::int8, name, nullable};
    column.dictionary = std::make_unique<Column>(format::utf8, "", false);
    for (const auto value : values) {
        column.dictionary->text(value);
    }
    return column;
}

constexpr std::array priorities{Priority::highest, Priority::high, Priority::medium,
                                Priority::none,    Priority::low,  Priority::lowest};
constexpr std::array status_types{StatusType::todo, StatusType::in_progress, StatusType::on_hold,
                                  StatusType::done, StatusType::cancelled,   StatusType::non_task,
                                  StatusType::empty};

/// The table: what `Task.to_dict()` has, in its order, where it is a plain value.
class Table {
public:
    void add(const PyTask& task, const date::year_month_day& today) {
        const Document& document = task.note->document;
        const TaskView view = task.view();
        const Task& read = task.task();
        const Status status = task.settings().statuses.get(view.in(read.status));
        path_.text(document.path);
        line_.value(task.line_number());
        const Heading* const heading = document.heading_of(read);
        if (heading != nullptr) {
            heading_.text(heading->text.in(document.text));
        } else {
            heading_.null();
        }
        const auto above = read.item == none_index ? none_index : document.items[read.item].parent;
        if (above != none_index) {
            const Span line = document.items[above].line;
            parent_line_.value(task.note->lines().line_of(line.begin) + 1);
        } else {
            parent_line_.null();
        }
        status_symbol_.text(view.in(read.status));
        status_name_.text(status.name);
        status_type_.value(static_cast<std::int8_t>(read.status_type));
        body_.text(view.in(read.body));
        description_.text(description_of(view));
        priority_.value(static_cast<std::int8_t>(read.priority));
        add_dates(read);
        const auto rule = recurrence_of(view, task.settings(), today);
        recurrence_.text_or_null(rule ? rule->to_text() : std::string{});
        if (read.on_completion == OnCompletion::none) {
            on_completion_.null();
        } else {
            on_completion_.value(
                static_cast<std::int8_t>(read.on_completion == OnCompletion::keep ? 0 : 1));
        }
        id_.text_or_null(id_of(view));
        depends_on_.texts(depends_on_of(view));
        tags_.texts(tags_of(view, task.settings()));
        block_link_.text_or_null(trim(view.in(read.block_link)));
        owners_.texts(owners_of(view));
        scheduled_inferred_.boolean(read.scheduled_inferred);
        urgency_.value(urgency(read, today));
        blocked_.boolean(task.note->dependencies().is_blocked(view));
        blocking_.boolean(task.note->dependencies().is_blocking(view));
        ++length_;
    }

    [[nodiscard]] std::int64_t length() const noexcept { return length_; }
    /// Bytes of the longest texts: a column takes less than 2 GiB.
    [[nodiscard]] std::size_t bytes() const noexcept {
        return body_.data.size() + heading_.data.size() + path_.data.size();
    }

    [[nodiscard]] Column finish() && {
        Column whole{format::structure, "", false};
        whole.length = length_;
        for (Column* const column :
             {&path_, &line_, &heading_, &parent_line_, &status_symbol_, &status_name_,
              &status_type_, &body_, &description_, &priority_}) {
            whole.children.push_back(std::move(*column));
        }
        for (Column& column : dates_) {
            whole.children.push_back(std::move(column));
        }
        for (Column* const column :
             {&invalid_dates_, &recurrence_, &on_completion_, &id_, &depends_on_, &tags_,
              &block_link_, &owners_, &scheduled_inferred_, &urgency_, &blocked_, &blocking_}) {
            whole.children.push_back(std::move(*column));
        }
        return whole;
    }

private:
    /// As `to_dict()` has them.
    static constexpr std::array date_order{FieldKind::created,   FieldKind::start,
                                           FieldKind::scheduled, FieldKind::due,
                                           FieldKind::done,      FieldKind::cancelled};

    void add_dates(const Task& task) {
        std::vector<std::string> invalid;
        for (std::size_t i = 0; i < date_order.size(); ++i) {
            const auto* const date = date_of(task, date_order[i]);
            if (date != nullptr && has_python_date(*date)) {
                dates_[i].value(
                    static_cast<std::int32_t>(date::sys_days{*date}.time_since_epoch().count()));
            } else {
                dates_[i].null();
            }
            if (date != nullptr && !date->ok()) {
                invalid.emplace_back(field_info(date_order[i]).name);
            }
        }
        invalid_dates_.texts(invalid);
    }

    static std::vector<Column> date_columns() {
        std::vector<Column> columns;
        for (const FieldKind kind : date_order) {
            columns.emplace_back(format::date32, field_info(kind).name.data(), true);
        }
        return columns;
    }
    template <typename Values, typename Name>
    static Column named_choice(const char* name, const Values& values, Name name_of) {
        std::vector<std::string_view> names;
        for (const auto value : values) {
            names.push_back(name_of(value));
        }
        return choice_column(name, false, names);
    }

    std::int64_t length_ = 0;
    Column path_{format::utf8, "path", false};
    Column line_{format::uint32, "line", false};
    Column heading_{format::utf8, "heading", true};
    Column parent_line_{format::uint32, "parent_line", true};
    Column status_symbol_{format::utf8, "status_symbol", false};
    Column status_name_{format::utf8, "status_name", false};
    Column status_type_ = named_choice("status_type", status_types, status_type_name);
    Column body_{format::utf8, "body", false};
    Column description_{format::utf8, "description", false};
    Column priority_ = named_choice("priority", priorities, priority_name);
    std::vector<Column> dates_ = date_columns();
    Column invalid_dates_ = list_column("invalid_dates");
    Column recurrence_{format::utf8, "recurrence", true};
    Column on_completion_ = choice_column("on_completion", true, {"keep", "delete"});
    Column id_{format::utf8, "id", true};
    Column depends_on_ = list_column("depends_on");
    Column tags_ = list_column("tags");
    Column block_link_{format::utf8, "block_link", true};
    Column owners_ = list_column("owners");
    Column scheduled_inferred_{format::boolean, "scheduled_inferred", false};
    Column urgency_{format::float64, "urgency", false};
    Column blocked_{format::boolean, "blocked", false};
    Column blocking_{format::boolean, "blocking", false};
};

// ---- handing over: each array and schema owns what it points to and may be moved away alone

struct OwnedArray {
    Column column;
    std::array<const void*, 3> buffers{};
    std::vector<ArrowArray> children;
    std::vector<ArrowArray*> pointers;
    ArrowArray dictionary{};

    explicit OwnedArray(Column of) : column{std::move(of)} {}
};

template <typename Exported> void release_all(Exported* exported) {
    for (std::int64_t i = 0; i < exported->n_children; ++i) {
        auto* const child = exported->children[i];
        if (child->release != nullptr) {
            child->release(child);
        }
    }
    if (exported->dictionary != nullptr && exported->dictionary->release != nullptr) {
        exported->dictionary->release(exported->dictionary);
    }
    exported->release = nullptr;
}

void export_array(Column column, ArrowArray* out) {
    auto owned = std::make_unique<OwnedArray>(std::move(column));
    Column& of = owned->column;
    *out = {};
    out->length = of.length;
    out->null_count = of.nulls;
    std::size_t count = 0;
    owned->buffers[count++] = of.nullable ? of.validity.data() : nullptr;
    if (of.has_offsets()) {
        owned->buffers[count++] = of.offsets.data();
    }
    if (!of.is(format::list) && !of.is(format::structure)) {
        owned->buffers[count++] = of.data.data();
    }
    out->n_buffers = static_cast<std::int64_t>(count);
    out->buffers = owned->buffers.data();
    owned->children.resize(of.children.size());
    for (std::size_t i = 0; i < of.children.size(); ++i) {
        export_array(std::move(of.children[i]), &owned->children[i]);
        owned->pointers.push_back(&owned->children[i]);
    }
    out->n_children = static_cast<std::int64_t>(owned->pointers.size());
    out->children = owned->pointers.data();
    if (of.dictionary) {
        export_array(std::move(*of.dictionary), &owned->dictionary);
        out->dictionary = &owned->dictionary;
    }
    out->release = [](ArrowArray* array) {
        const std::unique_ptr<OwnedArray> last{static_cast<OwnedArray*>(array->private_data)};
        release_all(array);
    };
    out->private_data = owned.release();
}

struct OwnedSchema {
    std::vector<ArrowSchema> children;
    std::vector<ArrowSchema*> pointers;
    ArrowSchema dictionary{};
};

void export_schema(const Column& column, ArrowSchema* out) {
    auto owned = std::make_unique<OwnedSchema>();
    *out = {};
    out->format = column.format;
    out->name = column.name;
    out->flags = column.nullable ? flag_nullable : 0;
    owned->children.resize(column.children.size());
    for (std::size_t i = 0; i < column.children.size(); ++i) {
        export_schema(column.children[i], &owned->children[i]);
        owned->pointers.push_back(&owned->children[i]);
    }
    out->n_children = static_cast<std::int64_t>(owned->pointers.size());
    out->children = owned->pointers.data();
    if (column.dictionary) {
        export_schema(*column.dictionary, &owned->dictionary);
        out->dictionary = &owned->dictionary;
    }
    out->release = [](ArrowSchema* schema) {
        const std::unique_ptr<OwnedSchema> last{static_cast<OwnedSchema*>(schema->private_data)};
        release_all(schema);
    };
    out->private_data = owned.release();
}

// ---- the stream

class Stream {
public:
    Stream(Tasks tasks, const date::year_month_day& today)
        : tasks_{std::move(tasks)}, today_{today} {}

    /// One batch; of length 0 at the end.
    [[nodiscard]] Column next() {
        constexpr std::int64_t most_tasks = 1 << 16;
        constexpr std::size_t most_bytes = std::size_t{1} << 29;
        Table table;
        while (at_ < tasks_->size() && table.length() < most_tasks && table.bytes() < most_bytes) {
            table.add((*tasks_)[at_++], today_);
        }
        return std::move(table).finish();
    }

    std::string error;

private:
    Tasks tasks_;
    date::year_month_day today_;
    std::size_t at_ = 0;
};

Stream& stream_of(ArrowArrayStream* stream) { return *static_cast<Stream*>(stream->private_data); }

/// No exception may leave these functions: their callers are not in C++.
template <typename Work> int guarded(ArrowArrayStream* stream, const Work& work) noexcept {
    try {
        work();
        return 0;
    } catch (const std::bad_alloc&) {
        return ENOMEM;
    } catch (const std::exception& error) {
        try {
            stream_of(stream).error = error.what();
        } catch (...) {
            return ENOMEM;
        }
        return EIO;
    }
}

template <typename Exported>
nb::capsule capsule_of(std::unique_ptr<Exported> owned, const char* name) {
    return nb::capsule{owned.release(), name, [](void* pointer) noexcept {
                           const std::unique_ptr<Exported> last{static_cast<Exported*>(pointer)};
                           if (last->release != nullptr) {  // nobody took it
                               last->release(last.get());
                           }
                       }};
}

}  // namespace

nb::capsule arrow_stream(Tasks tasks, const date::year_month_day& today) {
    auto stream = std::make_unique<ArrowArrayStream>();
    stream->get_schema = [](ArrowArrayStream* self, ArrowSchema* out) noexcept {
        return guarded(self, [&] { export_schema(Table{}.finish(), out); });
    };
    stream->get_next = [](ArrowArrayStream* self, ArrowArray* out) noexcept {
        return guarded(self, [&] {
            Column batch = stream_of(self).next();
            if (batch.length == 0) {
                *out = {};  // the end
            } else {
                export_array(std::move(batch), out);
            }
        });
    };
    stream->get_last_error = [](ArrowArrayStream* self) noexcept -> const char* {
        const std::string& error = stream_of(self).error;
        return error.empty() ? nullptr : error.c_str();
    };
    stream->release = [](ArrowArrayStream* self) noexcept {
        delete &stream_of(self);
        self->release = nullptr;
    };
    stream->private_data = new Stream{std::move(tasks), today};
    return capsule_of(std::move(stream), "arrow_array_stream");
}

nb::capsule arrow_schema() {
    auto schema = std::make_unique<ArrowSchema>();
    export_schema(Table{}.finish(), schema.get());
    return capsule_of(std::move(schema), "arrow_schema");
}

}  // namespace tasklint::python
