#!/usr/bin/env bash
# Other compilers and other machines. See usage below.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'EOF'
usage: scripts/portability.sh [--no-install] [STEP…]

Builds all, warnings being errors, with other compilers and for other machines, and runs the C++ tests there. Runs all
steps, or those named, in this order; build/log/portability-STEP.log has what each said. Ends with 1 if one failed.

  clang-14   clang 14
  clang-19   clang 19
  i386       32 bits: g++ in a Debian of its own (as root)

Each builds in build/portability/STEP; the Debian of 32 bits stands in build/portability/i386-root.

  --no-install   install no packages: end with exit code 3 and their names if any are missing
EOF
}

all_steps=(clang-14 clang-19 i386)
steps=()
for argument in "$@"; do
    case $argument in
        --no-install) install_allowed=no ;;
        -h | --help)
            usage
            exit
            ;;
        *)
            [[ " ${all_steps[*]} " == *" $argument "* ]] || wrong_usage
            steps+=("$argument")
            ;;
    esac
done
((${#steps[@]} > 0)) || steps=("${all_steps[@]}")

ensure_packages "${build_packages[@]}" "${test_packages[@]}" "${portability_packages[@]}"
if (($(id -u) != 0)) && [[ " ${steps[*]} " == *" i386 "* ]]; then
    refuse 3 "root alone can make the system of i386 (run this as root)"
fi

folder=$root/build/portability
mirror=http://deb.debian.org/debian
# What CTest has besides the C++ tests, without what tries scripts, pages, other programs or an optimised build.
tests='fuzz_.*|hostile_lines_in_linear_time|adopting|recall|reports|agenda_page|faults|attacks|limits'

# build FOLDER OPTION…: all of it, with assertions and without optimisation.
build() {
    cmake --preset dev -B "$1" "${@:2}"
    cmake --build "$1" --parallel "$(nproc)" -- -k 0 # all warnings, not the first alone
}
# The C++ tests; each takes fewer random lines than usual.
export TASKLINT_PROPERTY_LINES=200
# other_tests FOLDER NAMES: what CTest has besides, by a regular expression.
other_tests() {
    ctest --test-dir "$1" --parallel "$(nproc)" --timeout 1800 --output-on-failure --tests-regex "^($2)\$"
}
with_clang() {
    build "$folder/clang-$1" -DCMAKE_CXX_COMPILER="clang++-$1"
    "$folder/clang-$1/bin/tasklint_tests"
    other_tests "$folder/clang-$1" "$tests"
}
clang-14() { with_clang 14; }
clang-19() { with_clang 19; }

# joined WORD…: with commas.
joined() {
    local IFS=,
    printf '%s' "$*"
}

i386() {
    local system=$folder/i386-root
    if [[ ! -f $system/complete ]]; then
        rm -rf -- "$system"
        debootstrap --arch=i386 --variant=minbase --include="$(joined "${build_packages[@]}" catch2 git python3 tzdata)" \
            bookworm "$system" "$mirror"
        touch "$system/complete"
    fi
    # A copy: files have the times of the original, so that a second build does not begin anew.
    rm -rf -- "$system/tasklint/source"
    mkdir -p "$system/tasklint/source"
    git ls-files -z --cached --others --exclude-standard | tar -c --null --verbatim-files-from -T - |
        tar -x -C "$system/tasklint/source"
    # In name spaces of its own the mounts are gone with the last process.
    # shellcheck disable=SC2016
    unshare --mount --pid --fork setarch i686 chroot "$system" bash -euo pipefail -c '
        mount -t proc proc /proc
        mkdir -p /dev/pts
        mount -t devpts -o newinstance,ptmxmode=0666 devpts /dev/pts
        ln -sf pts/ptmx /dev/ptmx
        cd /tasklint/source
        '"$(declare -p tests)
        $(declare -f build other_tests)"'
        build /tasklint/build -DCMAKE_CXX_FLAGS_DEBUG=-O0
        /tasklint/build/bin/tasklint_tests
        other_tests /tasklint/build "$tests"'
}

mkdir -p build/portability
run_steps portability "${steps[@]}"
