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
  tsan       all tests with ThreadSanitizer (build/tsan)
  fuzz       each fuzz target for SECONDS (default 600), clang (build/fuzz)
  coverage   lines and branches of src that the tests run; at least 95 % and 85 % (build/coverage)

  --no-install   install no packages: end with exit code 3 and their names if any are missing
EOF
}

all_steps=(faults attacks limits memcheck asan tsan fuzz coverage)
steps=() seconds=600
while (($# > 0)); do
    case $1 in
        --no-install) install_allowed=no ;;
        --fuzz)
            seconds=${2-}
            [[ $seconds =~ ^[1-9][0-9]*$ ]] || wrong_usage
            shift
            ;;
        -h | --help)
            usage
            exit
            ;;
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

memcheck() {
    configure_release
    build_release tasklint_cli
    local vault=build/memcheck command=build/release/bin/tasklint words status
    local lines=(
        'check' 'check --select all --report json' 'check --report sarif' 'check --report junit' 'check --report markdown'
        'check --fix --diff --unsafe-fixes' 'check --threads 4' 'check --write-baseline' 'check --fix --no-baseline' 'list'
        'list --json' 'list --csv' 'export' 'export --profile both --times' 'export --format jcal' 'export --vdir calendar'
        'export --state -o x.ics' 'agenda -o agenda.html'
    )
    lines=("${lines[@]/%/ --today 2026-01-05}" 'fmt --check' fmt rules 'config show' 'config show --json' 'explain TL101'
        'init --force' man 'completions bash')
    rm -rf "$vault"
    cp -R examples/vault "$vault"
    for words in "${lines[@]}"; do
        printf '%s\n' "tasklint $words"
        status=0
        # shellcheck disable=SC2086 # they are words
        (cd "$vault" && valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
            "$root/$command" $words >/dev/null 2>"$root/build/log/memcheck.txt") || status=$?
        if ((status > 1)); then
            cat build/log/memcheck.txt
            return 1
        fi
    done
}

fuzz() { scripts/fuzz.sh --no-install "$seconds"; }

coverage() {
    find build/coverage -name '*.gcda' -delete 2>/dev/null || true
    preset_test coverage
    gcovr --root . --filter 'src/' --filter 'include/' --object-directory build/coverage --exclude-throw-branches \
        --exclude-unreachable-branches --gcov-ignore-parse-errors --print-summary --sort-uncovered \
        --fail-under-line 95 --fail-under-branch 85
}

mkdir -p build/log
failed=()
for step in "${steps[@]}"; do
    say "$step"
    begin=$SECONDS
    # In the background, as `set -e` counts for nothing in a condition.
    "$step" </dev/null >"build/log/full-$step.log" 2>&1 &
    if wait $!; then
        tail -n 3 "build/log/full-$step.log"
    else
        failed+=("$step")
        tail -n 40 "build/log/full-$step.log" >&2
    fi
    printf '    %d s\n' "$((SECONDS - begin))"
done
if ((${#failed[@]} > 0)); then
    refuse 1 "failed: ${failed[*]} (see build/log)"
fi
say "All steps passed: ${steps[*]}"
