#include <system_error>

#include "convert.hpp"

#include "tasklint/version.hpp"

namespace {

namespace nb = nanobind;

// Errors of the library as those of Python. `ConfigError` is written in Python, so that it has a
// signature, attributes and a pickle like any other exception.
void translate(const std::exception_ptr& pointer, void*) {
    try {
        std::rethrow_exception(pointer);
    } catch (const tasklint::ConfigError& error) {
        const auto place = [](std::uint32_t number) -> nb::object {
            return number == 0 ? nb::none() : nb::cast(number);
        };
        const nb::object type = nb::module_::import_("tasklint._errors").attr("ConfigError");
        const nb::object instance =
            type(tasklint::python::to_str(error.what()), tasklint::python::to_str(error.file()),
                 place(error.line()), place(error.column()));
        PyErr_SetObject(type.ptr(), instance.ptr());
    } catch (const std::system_error& error) {
        // With two arguments Python takes the subclass that fits, such as FileNotFoundError.
        const nb::tuple arguments =
            nb::make_tuple(error.code().value(), tasklint::python::to_str(error.what()));
        PyErr_SetObject(PyExc_OSError, arguments.ptr());
    }
}

}  // namespace

NB_MODULE(_tasklint, module) {
    module.doc() = "The compiled part of tasklint. Import `tasklint` instead.";
    module.attr("version") = tasklint::python::to_str(tasklint::version);
    nb::register_exception_translator(translate);
    tasklint::python::keep_date_type();
    tasklint::python::bind_config(module);
    tasklint::python::bind_notes(module);
    tasklint::python::bind_recurrence(module);
    tasklint::python::bind_tasks(module);
    tasklint::python::bind_task_list(module);
    tasklint::python::bind_vault(module);
    tasklint::python::bind_lint(module);
    tasklint::python::bind_calendar(module);
    tasklint::python::bind_query(module);
}
