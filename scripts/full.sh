#!/usr/bin/env bash
# What takes too long for every change: sanitizers, memcheck, faults, limits, fuzzing, coverage. See usage below.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'EOF'
usage: scripts/full.sh [--no-install] [--fuzz SECONDS] [STEP…]

Runs all steps, or those named, in this order; build/log/full-STEP.log has what each said. Ends with 1 if one failed.

  faults     every call that changes files fails, or the process is killed there: all cases (build/release)
  attacks    the table of attacks in every output (build/release)
  limits     the limits of docs/limits.md themselves; wants 12 GiB of memory (build/release)
  memcheck   the commands under valgrind, on examples/vault (build/release)
  asan       all tests with AddressSanitizer and UndefinedBehaviorSanitizer (build/asan)
  threads    the commands that use threads, with ThreadSanitizer: a slice of tsan (build/tsan)
  tsan       all tests with ThreadSanitizer (build/tsan)
  fuzz       each fuzz target for SECONDS (default 600), clang (build/fuzz)
  coverage   lines and branches of src that the tests run; at least 95 % and 85 % (build/coverage)

  --no-install   install no packages: end with exit code 3 and their names if any are missing
EOF
}

all_steps=(faults attacks limits memcheck asan threads tsan fuzz coverage)
steps=() seconds=600
while (($# > 0)); do
    case $1 in
        --fuzz)
            seconds=${2-}
            [[ $seconds =~ ^[1-9][0-9]*$ ]] || wrong_usage
            shift
            ;;
        -*) common_argument "$1" || wrong_usage ;;
        *)
            [[ " ${all_steps[*]} " == *" $1 "* ]] || wrong_usage
            steps+=("$1")
            ;;
    esac
    shift
done
((${#steps[@]} > 0)) || steps=("${all_steps[@]}")

ensure_packages "${build_packages[@]}" "${test_packages[@]}" "${fuzz_packages[@]}" "${full_packages[@]}"

# release_test NAME…: tests of build/release with all of their cases.
release_test() {
    configure_release -DTASKLINT_TESTS=ON
    build_release all
    TASKLINT_FULL=1 ctest --preset release --timeout 7200 --verbose --tests-regex "^($1)\$"
}
faults() { release_test faults; }
attacks() { release_test attacks; }
limits() { release_test limits; }

# preset_test PRESET ARGUMENT…: all tests in a build of its own.
preset_test() {
    local preset=$1
    shift
    [[ -f build/$preset/build.ninja ]] || cmake --preset "$preset"
    cmake --build "build/$preset" --parallel "$(nproc)"
    ctest --preset "$preset" --parallel "$(nproc)" --timeout 1800 "$@"
}
# A sanitizer takes more stack and address space than the limits allow.
asan() { ASAN_OPTIONS=detect_stack_use_after_return=1 preset_test asan --exclude-regex "^limits\$"; }
# What other programs do (browsers, servers, valgrind) has no threads of ours.
tsan() { preset_test tsan --exclude-regex '^(agenda_.*|consumers|instructions|readme|ci|adopting|scripts|limits)$'; }

# run_commands VAULT WORD… : each line of standard input as a command in VAULT behind WORD…; it may end with 0 or 1.
run_commands() {
    local vault=$1 line status
    shift
    while read -r line; do
        printf '%s\n' "tasklint $line"
        status=0
        # shellcheck disable=SC2086 # they are words
        (cd "$vault" && "$@" $line </dev/null >/dev/null 2>"$root/build/log/full-command.txt") || status=$?
        if ((status > 1)); then
            cat build/log/full-command.txt
            return 1
        fi
    done
}

memcheck() {
    configure_release
    build_release tasklint_cli
    local vault=build/memcheck day='--today 2026-01-05'
    rm -rf "$vault"
    cp -R examples/vault "$vault"
    run_commands "$vault" valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
        "$root/build/release/bin/tasklint" <<EOF
check $day
check --select all --report json $day
check --report sarif $day
check --report junit $day
check --report markdown $day
check --fix --diff --unsafe-fixes $day
check --threads 4 $day
check --write-baseline $day
check --fix --no-baseline $day
list $day
list --json $day
list --csv $day
query Dashboards/Today.md:13 $day
query Dashboards/Today.md:13 --explain $day
export $day
export --profile both --times $day
export --format jcal $day
export --vdir calendar $day
export --state -o x.ics $day
agenda -o agenda.html $day
fmt --check
fmt
rules
config show
config show --json
explain TL101
init --force
man
completions bash
EOF
}

threads() {
    [[ -f build/tsan/build.ninja ]] || cmake --preset tsan
    cmake --build build/tsan --parallel "$(nproc)" --target tasklint_cli
    local vault=build/threads day='--today 2026-01-05'
    rm -rf "$vault"
    bench/make_vault.py "$vault" 1500
    TSAN_OPTIONS=exitcode=66 run_commands "$vault" "$root/build/tsan/bin/tasklint" <<EOF
check --threads 4 --select all $day
check --threads 4 --report json $day
check --threads 4 --write-baseline $day
check --threads 4 --fix --no-baseline $day
fmt --check
list --json $day
query -q done $day
export --times -o x.ics $day
export --vdir calendar $day
agenda -o agenda.html $day
EOF
}

fuzz() { scripts/fuzz.sh --no-install "$seconds"; }

coverage() {
    find build/coverage -name '*.gcda' -delete 2>/dev/null || true
    preset_test coverage
    gcovr --root . --filter 'src/' --filter 'include/' --object-directory build/coverage --exclude-throw-branches \
        --exclude-unreachable-branches --gcov-ignore-parse-errors --print-summary --sort-uncovered \
        --fail-under-line 95 --fail-under-branch 85
}

run_steps full "${steps[@]}"
