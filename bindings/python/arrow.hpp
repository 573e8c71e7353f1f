#pragma once

#include <date/date.h>

#include "convert.hpp"

// Tasks as a table of Apache Arrow, through its C data and C stream interfaces: whoever reads such
// a stream (polars, pyarrow, pandas, DuckDB) gets whole columns and no object for each task.
namespace tasklint::python {

/// A capsule named `arrow_array_stream`. Its batches are made when they are asked for, by any
/// thread, with or without the GIL. @param today the day that urgency counts from
[[nodiscard]] nb::capsule arrow_stream(Tasks tasks, const date::year_month_day& today);
/// A capsule named `arrow_schema`.
[[nodiscard]] nb::capsule arrow_schema();

}  // namespace tasklint::python
