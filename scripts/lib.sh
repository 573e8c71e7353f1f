# shellcheck shell=bash
# What the scripts of this folder share. Sourced, never run.
#
# A script that sources it stands in the root of the clone afterwards, may write to build/ and .venv/ alone, and finds:
#   say, refuse, wrong_usage, run_logged  what is printed and how a step fails
#   common_argument                      the options that all scripts have
#   run_steps                            functions of a script one after the other, each with a log of its own
#   ensure_packages, *_packages          Debian packages: installs what is missing, or exit code 3 with their names
#   configure_release, build_release     the one Release build that all scripts use
#   find_python, ensure_venv, offer_venv  Debian's Python and the environment in .venv
#
# Exit codes of every script: 0 done, 1 a step failed, 2 wrong usage, 3 something is missing and cannot be installed.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
cd -- "$root" || exit

# The same bytes and the same sorting everywhere; also what makes Python on a bare machine speak UTF-8.
export LC_ALL=C.UTF-8

# Caches belong to the clone, not to the home folder.
export XDG_CACHE_HOME="$root/build/cache"
export PIP_CACHE_DIR="$root/build/cache/pip"
export CCACHE_DIR="$root/build/cache/ccache"
export MYPY_CACHE_DIR="$root/build/cache/mypy"
export PYTHONPYCACHEPREFIX="$root/build/cache/pycache"

# The library and the command; what the tests need besides; what only .ci/run and a wheel need besides.
# shellcheck disable=SC2034
build_packages=(
    g++ cmake ninja-build pkgconf
    tao-pegtl-dev libhowardhinnant-date-dev libical-dev libfmt-dev libcli11-dev libtomlplusplus-dev
    nlohmann-json3-dev libutf8proc-dev libxxhash-dev libyaml-dev uuid-dev libre2-dev
)
# shellcheck disable=SC2034
test_packages=(
    catch2 git python3 python3-venv python3-dev valgrind zsh fish man-db chromium
    khal todoman vdirsyncer radicale
)
# shellcheck disable=SC2034
wheel_packages=(perl unicode-data xz-utils python3 python3-venv python3-dev)
# shellcheck disable=SC2034
format_packages=(git clang-format)
# shellcheck disable=SC2034
tidy_packages=(git clang-tidy python3)
# shellcheck disable=SC2034
fuzz_packages=(clang libclang-rt-14-dev)
# shellcheck disable=SC2034
full_packages=(gcovr valgrind)
# shellcheck disable=SC2034
portability_packages=(clang-14 clang-19 debootstrap g++-12-s390x-linux-gnu qemu-user-static)

install_allowed=yes # --no-install

doing=''     # the latest thing that was said
explained='' # why the script ends has been said

say() {
    doing=$*
    printf '==> %s\n' "$*"
}

# refuse CODE MESSAGE…: the last line of a script that cannot go on.
refuse() {
    local code=$1
    shift
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    explained=yes
    exit "$code"
}

# Ends a script that was called wrongly with its usage.
wrong_usage() {
    usage >&2
    explained=yes
    exit 2
}

# common_argument ARGUMENT: obeys the options that all scripts have; 1 if it is none of them.
common_argument() {
    case $1 in
        --no-install) install_allowed=no ;;
        -h | --help)
            usage
            exit
            ;;
        *) return 1 ;;
    esac
}

# No script ends without a word, nor with a code of its tools that means something else here.
at_exit() {
    local code=$?
    if ((code != 0)) && [[ -z $explained ]]; then
        printf '%s: failed%s\n' "${0##*/}" "${doing:+ at: $doing}" >&2
        exit 1
    fi
}
trap at_exit EXIT

# run_logged LOG COMMAND…: a step whose output is of interest only when it fails. On a terminal its latest line is shown
# while it runs.
run_logged() {
    local log="build/log/$1.log" line
    shift
    mkdir -p build/log
    if [[ -t 1 ]]; then
        "$@" </dev/null 2>&1 | tee -- "$log" | while IFS= read -r line; do printf '\r\033[K%.100s' "$line"; done &&
            printf '\r\033[K' && return
        printf '\r\033[K'
    else
        "$@" </dev/null >"$log" 2>&1 && return
    fi
    tail -n 60 -- "$log" >&2
    printf '%s: failed: %s (all of its output is in %s)\n' "${0##*/}" "$*" "$log" >&2
    return 1
}

# run_steps NAME STEP…: calls each function; build/log/NAME-STEP.log has what it said. All are run; ends with 1 if one
# failed.
run_steps() {
    local name=$1 step log begin failed=()
    shift
    mkdir -p build/log
    for step in "$@"; do
        say "$step"
        begin=$SECONDS log=build/log/$name-$step.log
        # In the background, as `set -e` counts for nothing in a condition.
        "$step" </dev/null >"$log" 2>&1 &
        if wait $!; then
            tail -n 3 "$log"
        else
            failed+=("$step")
            tail -n 40 "$log" >&2
        fi
        printf '    %d s\n' "$((SECONDS - begin))"
    done
    if ((${#failed[@]} > 0)); then
        refuse 1 "failed: ${failed[*]} (see build/log)"
    fi
    say "All steps passed: $*"
}

# Prints those of the named packages that are not installed, each once.
missing_packages() {
    local installed package
    local -A seen=()
    installed=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
        sed -n 's/^installed //p') || true
    for package in "$@"; do
        if [[ ! ${seen[$package]:-} ]] && ! grep -qxF -- "$package" <<<"$installed"; then
            printf '%s\n' "$package"
        fi
        seen[$package]=yes
    done
}

# ensure_packages PACKAGE…: all of them are there afterwards, or the script has ended with exit code 3.
ensure_packages() {
    local missing as_root=()
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} == 0)); then
        return
    fi
    local names="missing packages: ${missing[*]}"
    if [[ $install_allowed != yes ]]; then
        refuse 3 "$names (not installed because of --no-install)"
    fi
    if ! command -v apt-get >/dev/null; then
        refuse 3 "$names (no apt-get here: install their like by hand, then use cmake --preset release)"
    fi
    if (($(id -u) != 0)); then
        # Without a terminal nobody can type a password.
        if ! command -v sudo >/dev/null; then
            refuse 3 "$names (to install them, run this as root or install sudo)"
        elif [[ -t 0 ]]; then
            as_root=(sudo)
        elif sudo -n true 2>/dev/null; then
            as_root=(sudo -n)
        else
            refuse 3 "$names (to install them, run this as root; sudo wants a password here)"
        fi
    fi
    say "installing ${#missing[@]} Debian packages: ${missing[*]}"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
    # Lists that cannot be refreshed do no harm if the packages can be had all the same.
    run_logged apt-update "${apt[@]}" update || say "the package lists could not be refreshed; trying with those at hand"
    run_logged apt-install "${apt[@]}" install --no-install-recommends "${missing[@]}" || true
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} != 0)); then
        refuse 3 "missing packages: ${missing[*]} (apt-get could not install them)"
    fi
}

# configure_release OPTION…: sees to a configured build/release in which the given -D options are set. What is
# configured so already is left alone; Ninja runs CMake again by itself when a CMakeLists.txt has changed.
configure_release() {
    local cache=build/release/CMakeCache.txt fresh=() option configured=yes
    if [[ ! -f build/release/build.ninja ]]; then
        configured=no
    elif ! grep -qxF -- "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then
        configured=no # the clone was moved here; CMake refuses to go on with such a cache
        fresh=(--fresh)
    fi
    for option in "$@"; do
        option=${option#-D}
        grep -qE -- "^${option%%=*}:[A-Z]+=${option#*=}\$" "$cache" 2>/dev/null || configured=no
    done
    if [[ $configured != yes ]]; then
        say "configuring build/release"
        run_logged configure cmake --preset release "${fresh[@]}" "$@"
    fi
}

# build_release TARGET…: brings them up to date in build/release.
build_release() {
    say "building build/release (target $*)"
    run_logged build cmake --build build/release --parallel "$(nproc)" --target "$@"
}

# Prints a Python 3.9 or later that can make a virtual environment and build an extension. Debian's own goes first:
# the packages above are its, while another python3 that is first in PATH may lack the headers.
find_python() {
    local python
    for python in /usr/bin/python3 python3; do
        if "$python" -c 'import ensurepip, os, sys, sysconfig, venv
sys.exit(sys.version_info < (3, 9) or not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' \
            >/dev/null 2>&1; then
            printf '%s\n' "$python"
            return
        fi
    done
    return 1
}

# ensure_venv REQUIREMENT…: .venv holds the project, built from these sources, and the named packages from PyPI.
# Both steps leave a stamp and are not done again while nothing has changed.
ensure_venv() {
    local python stamp sources
    python=$(find_python) || refuse 3 "missing packages: python3 python3-venv python3-dev (no python3 with venv found)"
    # A folder that was moved, or whose Python is gone, is made anew.
    if [[ $(.venv/bin/python -c 'import sys; print(sys.prefix)' 2>/dev/null) != "$root/.venv" ]] ||
        ! grep -qxF -- "$root" .venv/tasklint-root 2>/dev/null; then
        say "making .venv with $python"
        rm -rf .venv
        run_logged venv "$python" -m venv .venv
        printf '%s\n' "$root" >.venv/tasklint-root
    fi
    stamp="$*"
    if [[ $(cat .venv/tasklint-requirements 2>/dev/null) != "$stamp" ]]; then
        say "installing from PyPI: $*"
        run_logged pip-requirements .venv/bin/python -m pip install --disable-pip-version-check "$@" ||
            refuse 3 "missing Python packages: $* (pip could not install them)"
        printf '%s\n' "$stamp" >.venv/tasklint-requirements
    fi
    # All that the build of the package reads.
    sources=$(find CMakeLists.txt pyproject.toml README.md LICENSE cmake src include bindings docs/rules -type f \
        -not -name '*.pyc' -print0 | sort -z | xargs -0 sha256sum | sha256sum)
    if [[ $(cat .venv/tasklint-sources 2>/dev/null) != "$sources" ]]; then
        build_release tasklint tasklint_cli # what the package holds besides the module
        say "building the Python package into .venv (pip install .)"
        rm -f .venv/tasklint-sources
        run_logged pip-project .venv/bin/python -m pip install --disable-pip-version-check \
            --config-settings=build-dir=build/python \
            --config-settings=cmake.define.TASKLINT_BUILT="$root/build/release" .
        printf '%s\n' "$sources" >.venv/tasklint-sources
    fi
}

# offer_venv REQUIREMENT…: the named packages from PyPI in .venv, if they can be had. Tests that use them are skipped
# without them. Like ensure_venv it leaves a stamp.
offer_venv() {
    local stamp="$*"
    if [[ $(cat .venv/tasklint-offered 2>/dev/null) != "$stamp" ]]; then
        say "installing from PyPI, if it can be had: $*"
        if run_logged pip-offered .venv/bin/python -m pip install --disable-pip-version-check "$@"; then
            printf '%s\n' "$stamp" >.venv/tasklint-offered
        else
            say "not installed: $* (the tests that need them are skipped)"
        fi
    fi
}
