#!/usr/bin/env bash
# scripts_test.sh SOURCE_DIR WORK_DIR: runs the scripts of SOURCE_DIR/scripts in a copy, on a pretended machine: a PATH
# in which dpkg-query, apt-get, sudo, id and cmake are replaced by small scripts, so that no package is installed and
# nothing is built.
set -euo pipefail

source_root=$1
work=$2
rm -rf -- "$work"
mkdir -p -- "$work/elsewhere"
work=$(cd -- "$work" && pwd -P)
clone="$work/a clone with spaces" # paths with spaces are always part of the test
bin="$work/bin"
calls="$work/calls"         # what the pretended programs were called with
installed="$work/installed" # one package name a line
passed=0 failed=0

# pretend NAME BODY: a program of the pretended machine.
pretend() {
    rm -f -- "$bin/$1"
    printf '#!%s\n%s\n' "$(command -v bash)" "$2" >"$bin/$1"
    chmod +x -- "$bin/$1"
}

# machine PACKAGE…: a fresh one, with root, apt-get and the given packages, and a fresh clone.
machine() {
    rm -rf -- "$clone" "$bin"
    mkdir -p -- "$clone/examples/vault" "$bin"
    cp -R -- "$source_root/scripts" "$clone/scripts"
    local tool
    for tool in bash cat cp dirname env find grep mkdir mv nproc rm sed sha256sum sort tail tee true xargs; do
        ln -s -- "$(type -P "$tool")" "$bin/$tool"
    done
    : >"$calls"
    printf '%s\n' "$@" >"$installed"
    pretend id 'echo 0'
    pretend dpkg-query "sed 's/^/installed /' '$installed'"
    # Installs what it is asked for.
    pretend apt-get "echo \"apt-get \$*\" >>'$calls'
seen=
for argument; do
    [[ \$seen && \$argument != -* ]] && echo \"\$argument\" >>'$installed'
    [[ \$argument == install ]] && seen=1
done
exit 0"
    pretend cmake "echo \"cmake \$*\" >>'$calls'; echo 'the pretended cmake cannot build'; exit 1"
}

# run SCRIPT ARGUMENT…: from another folder and without a terminal; sets $status and $output.
run() {
    local script=$1
    shift
    status=0
    output=$(cd "$work/elsewhere" && PATH="$bin" "$bin/bash" "$clone/scripts/$script" "$@" </dev/null 2>&1) || status=$?
}

# expect CLAIM COMMAND…
expect() {
    local claim=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'not so: %s\n  exit code %s, output:\n%s\n  calls:\n%s\n' "$claim" "$status" "$output" "$(cat "$calls")"
    fi
}
says() { [[ $output == *"$1"* ]]; }
says_not() { ! says "$1"; }
exits() { ((status == $1)); }
called() { grep -qE -- "$1" "$calls"; }
never_called() { ! called "$1"; }
# Nothing but build/ and .venv/ may appear in the clone.
clone_untouched() { [[ $(ls -A -- "$clone") == $'examples\nscripts' ]]; }
only_build_added() { [[ $(ls -A -- "$clone") == $'build\nexamples\nscripts' ]]; }

# shellcheck source=scripts/lib.sh
packages=$(source "$source_root/scripts/lib.sh" &&
    printf '%s\n' "${build_packages[@]}" "${test_packages[@]}" "${format_packages[@]}" "${tidy_packages[@]}" \
        "${fuzz_packages[@]}" "${wheel_packages[@]}" "${full_packages[@]}" "${portability_packages[@]}")
mapfile -t all <<<"$packages"
all_but() { printf '%s\n' "${all[@]}" | grep -vxE -- "$1"; }

machine
for script in build.sh demo.sh test.sh format.sh tidy.sh fuzz.sh wheel.sh static_dependencies.sh full.sh portability.sh; do
    run "$script" --no-install
    expect "$script --no-install ends with 3" exits 3
    expect "$script --no-install says why" says "because of --no-install"
    expect "$script --no-install writes nothing" clone_untouched
    run "$script" --nonsense
    expect "$script refuses an unknown option with 2" exits 2
    expect "$script prints its usage then" says "usage: scripts/$script"
    run "$script" --help
    expect "$script --help ends with 0" exits 0
    expect "$script --help writes nothing" clone_untouched
done
expect "no script called apt-get for that" never_called apt-get

run demo.sh --no-install
expect "the missing packages are named" says "missing packages: g++ cmake ninja-build"
expect "demo.sh does not ask for what tests need" says_not catch2
run test.sh --no-install
expect "test.sh asks for what tests need" says catch2

mapfile -t most < <(all_but 'catch2|libfmt-dev')
machine "${most[@]}"
run test.sh --no-install
expect "only what is missing is named" says "missing packages: libfmt-dev catch2 ("

run test.sh
expect "only what is missing is installed" called 'apt-get .*install --no-install-recommends libfmt-dev catch2$'
expect "the lists are refreshed first" called 'apt-get .*update'
expect "the installation is announced" says "installing 2 Debian packages: libfmt-dev catch2"
expect "a failing step ends with 1" exits 1
expect "a failing step's output is shown" says "the pretended cmake cannot build"
expect "a failing step's log is named" says "build/log/configure.log"
expect "only build/ was written to" only_build_added

machine "${most[@]}"
pretend id 'echo 1000'
run demo.sh
expect "no root and no sudo: 3" exits 3
expect "no root and no sudo: named" says "missing packages: libfmt-dev (to install them, run this as root or install sudo)"
expect "no root and no sudo: nothing written" clone_untouched

pretend sudo 'exit 1'
run demo.sh
expect "a sudo that wants a password without a terminal: 3" exits 3
expect "a sudo that wants a password: said" says "missing packages: libfmt-dev (to install them, run this as root; sudo wants a password here)"

pretend sudo "echo \"sudo \$*\" >>'$calls'; [[ \$1 == -n ]] && shift; exec \"\$@\""
run demo.sh
expect "sudo is used where there is no root" called '^sudo -n env DEBIAN_FRONTEND=noninteractive apt-get .*install .*libfmt-dev$'
expect "sudo installed it" called '^cmake --preset release'

machine "${most[@]}"
rm -- "$bin/apt-get"
run demo.sh
expect "no apt-get: 3" exits 3
expect "no apt-get: said, with the names" says "missing packages: libfmt-dev (no apt-get here"

machine
rm -- "$bin/dpkg-query" "$bin/apt-get"
run demo.sh
expect "no Debian at all: 3, with the names" says "missing packages: g++ cmake"
expect "no Debian at all: 3" exits 3

machine "${most[@]}"
pretend apt-get 'echo "E: Unable to locate package"; exit 100'
run demo.sh
expect "packages that cannot be had: 3" exits 3
expect "packages that cannot be had: named" says "missing packages: libfmt-dev (apt-get could not install them)"
expect "what apt-get said is shown" says "E: Unable to locate package"

machine "${all[@]}"
run demo.sh
expect "with everything installed apt-get is left alone" never_called apt-get
expect "demo.sh configures without the tests" called '^cmake --preset release -DTASKLINT_TESTS=OFF$'

# A build folder that is configured, for a clone at this place or at another one.
configured_for() {
    machine "${all[@]}"
    mkdir -p -- "$clone/build/release"
    : >"$clone/build/release/build.ninja"
    printf 'CMAKE_HOME_DIRECTORY:INTERNAL=%s\nTASKLINT_TESTS:BOOL=OFF\n' "$1" >"$clone/build/release/CMakeCache.txt"
}
configured_for "$clone"
run demo.sh
expect "what is configured is not configured again" never_called '--preset'
expect "demo.sh builds the two commands alone" called '^cmake --build build/release --parallel [0-9]+ --target tasklint_cli tasklint_conformance$'
run build.sh
expect "build.sh builds the command alone" called '^cmake --build build/release --parallel [0-9]+ --target tasklint_cli$'
run test.sh
expect "test.sh turns the tests on" called '^cmake --preset release -DTASKLINT_TESTS=ON$'

configured_for /somewhere/else
run demo.sh
expect "a moved clone is configured anew" called '^cmake --preset release --fresh$'

machine "${all[@]}"
run wheel.sh -o
expect "-o wants a folder" exits 2
run wheel.sh --python "$work/no python"
expect "a Python that is not there: 3" exits 3
expect "a Python that is not there: named" says "$work/no python: no CPython 3.10 or newer"
expect "a Python that is not there: nothing written" clone_untouched
run wheel.sh --python ./python
expect "a relative path is the caller's" says "$work/elsewhere/./python: no CPython"

# An apt-get that knows no archive, and one that knows Debian's but cannot reach it.
with_sources() {
    machine "${all[@]}"
    mkdir -p -- "$clone/cmake"
    cp -R -- "$source_root/cmake/static" "$clone/cmake/static"
    pretend c++ 'echo a compiler'
}
with_sources
run static_dependencies.sh
expect "no archive known: 3" exits 3
expect "no archive known: said" says "apt-get knows no Debian archive"
expect "no archive known: the lists were refreshed" called 'apt-get .*update'
expect "nothing is built then" never_called '^cmake'
with_sources
pretend apt-get "echo \"apt-get \$*\" >>'$calls'
[[ \$1 == indextargets ]] && echo 'http://archive.example/debian stable main' && exit
cat \"\$APT_CONFIG\" >>'$calls'
exit 100"
run static_dependencies.sh
expect "an archive out of reach: 3" exits 3
expect "an archive out of reach: said" says "the list of Debian's sources could not be fetched"
expect "apt uses lists of its own" called "^Dir::State::Lists \"$clone/build/static/apt/lists\";"
expect "the machine's list is not read for that" called "^Dir::Etc::SourceParts \"-\";"
expect "the archive's sources are asked for" grep -qx 'Types: deb-src' "$clone/build/static/apt/debian.sources"
expect "at its own address" grep -qx 'URIs: http://archive.example/debian' "$clone/build/static/apt/debian.sources"

printf 'scripts: %d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
