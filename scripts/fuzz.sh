#!/usr/bin/env bash
# Runs the fuzz targets with clang's libFuzzer. See usage below.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'EOF'
usage: scripts/fuzz.sh [--no-install] [--runs=N] [SECONDS [TARGET…]]

Builds the fuzz targets in build/fuzz and runs each of them (or those named) for SECONDS (default 60), starting from
fuzz/corpus/TARGET. New inputs are kept in build/fuzz/corpus/TARGET, an input that breaks a promise in
build/fuzz/found.

  --runs=N       try N inputs each, always the same ones, for a minute at most, instead of as many as SECONDS allow
  --no-install   install no packages: end with exit code 3 and their names if any are missing
EOF
}

seconds='' targets=() runs=''
for argument in "$@"; do
    case $argument in
        --runs=*) runs=${argument#*=} ;;
        -*) common_argument "$argument" || wrong_usage ;;
        *) if [[ -z $seconds ]]; then seconds=$argument; else targets+=("$argument"); fi ;;
    esac
done
seconds=${seconds:-60}
if [[ ! $seconds =~ ^[1-9][0-9]*$ ]]; then
    wrong_usage
fi
limit=(-max_total_time="$seconds") amount="$seconds s"
if [[ -n $runs ]]; then
    [[ $runs =~ ^[1-9][0-9]*$ ]] || wrong_usage
    limit=(-runs="$runs" -seed=1 -max_total_time=60) amount="$runs inputs"
fi
if ((${#targets[@]} == 0)); then
    targets=(task_line differential document config settings fix ics recurrence report sidecar query)
fi

ensure_packages "${build_packages[@]}" "${fuzz_packages[@]}"
if [[ ! -f build/fuzz/build.ninja ]] ||
    ! grep -qxF -- "CMAKE_HOME_DIRECTORY:INTERNAL=$root" build/fuzz/CMakeCache.txt; then
    say "configuring build/fuzz (clang, libFuzzer, sanitizers)"
    run_logged fuzz-configure cmake --fresh --preset fuzz
fi
say "building build/fuzz"
run_logged fuzz-build cmake --build build/fuzz --parallel "$(nproc)" --target "${targets[@]/#/fuzz_}"

# Without llvm-symbolizer, which is a package of its own, addr2line names the lines of a stack.
export ASAN_OPTIONS=allow_addr2line=1 UBSAN_OPTIONS=print_stacktrace=1
broken=()
for target in "${targets[@]}"; do
    corpus=build/fuzz/corpus/$target
    mkdir -p "$corpus" build/fuzz/found
    dictionary=fuzz/$target.dict
    [[ -f $dictionary ]] || dictionary=fuzz/tasks.dict
    say "fuzzing $target: $amount"
    if "build/fuzz/bin/fuzz_$target" "${limit[@]}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -dict="$dictionary" -artifact_prefix="build/fuzz/found/$target-" "$corpus" "fuzz/corpus/$target" \
        </dev/null >"build/log/fuzz-$target.log" 2>&1; then
        grep -E '^stat::number_of_executed_units' "build/log/fuzz-$target.log" | sed 's/^.*: */    inputs tried: /'
    else
        tail -n 60 "build/log/fuzz-$target.log" >&2
        broken+=("$target")
    fi
done
if ((${#broken[@]} > 0)); then
    refuse 1 "an input broke a promise of: ${broken[*]} (see build/fuzz/found and build/log)"
fi
say "Fuzzing: no input broke a promise."
