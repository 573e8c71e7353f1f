#pragma once

// The whole of tasklint. Include the single headers where build time matters.

#include "tasklint/agenda.hpp"
#include "tasklint/calendar.hpp"
#include "tasklint/config.hpp"
#include "tasklint/diagnostic.hpp"
#include "tasklint/document.hpp"
#include "tasklint/fix.hpp"
#include "tasklint/lint.hpp"
#include "tasklint/query.hpp"
#include "tasklint/recurrence.hpp"
#include "tasklint/report.hpp"
#include "tasklint/task.hpp"
#include "tasklint/text.hpp"
#include "tasklint/vault.hpp"
#include "tasklint/version.hpp"
