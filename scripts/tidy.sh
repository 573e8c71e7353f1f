#!/usr/bin/env bash
# Runs clang-tidy on changed sources. See usage below.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'EOF'
usage: scripts/tidy.sh [--no-install] [--max N] [BASE]

Runs clang-tidy on the C++ sources that differ from the commit BASE, or include a header that does, and are part of
build/release. BASE is by default the fork point from origin's main branch, on main itself the parent commit; without
one, all sources count.

  --max N        look at no more than N sources, those of src/ first (default: no bound)
  --no-install   install no packages: end with exit code 3 and their names if any are missing
EOF
}

base='' max=0
while (($# > 0)); do
    case $1 in
        --max)
            max=${2:-}
            if [[ ! $max =~ ^[1-9][0-9]*$ ]]; then
                wrong_usage
            fi
            shift
            ;;
        -*) common_argument "$1" || wrong_usage ;;
        *) base=$1 ;;
    esac
    shift
done

ensure_packages "${build_packages[@]}" "${tidy_packages[@]}"
if [[ ! -f build/release/compile_commands.json ]]; then
    configure_release -DTASKLINT_TESTS=OFF
fi
build_release tasklint_cli # generated sources have to be there

if [[ -z $base ]]; then
    base=$(git merge-base HEAD origin/main 2>/dev/null) || base=''
    if [[ -z $base || $base == "$(git rev-parse HEAD)" ]]; then
        base=$(git rev-parse --verify --quiet HEAD~1) || base=''
    fi
fi
if [[ -n $base ]]; then
    mapfile -t changed < <(git diff --name-only --diff-filter=d "$base" -- '*.cpp' '*.hpp' '*.inc' '*.clang-tidy')
    say "clang-tidy: ${#changed[@]} sources and headers differ from $(git rev-parse --short "$base")"
else
    mapfile -t changed < <(git ls-files -- '*.cpp')
    say "clang-tidy: no commit to compare with, so all ${#changed[@]} sources count"
fi

# The sources of the build that are changed themselves or name a changed header; those of src/ first.
mapfile -t selected < <(
    python3 - "$root" "${changed[@]}" <<'EOF'
import json, os, re, sys

root, changed = sys.argv[1], set(sys.argv[2:])
headers = {os.path.basename(path) for path in changed if path.endswith((".hpp", ".inc"))}
everything = any(os.path.basename(path) == ".clang-tidy" for path in changed)
selected = set()
database = json.load(open(os.path.join(root, "build/release/compile_commands.json")))
for entry in database:
    # clang takes g++'s precompiled headers for its own, and fails.
    entry["command"] = re.sub(r' -include (?:"[^"]*|(?:\\.|[^\s\\])*)cmake_pch\.hxx"?', "", entry["command"])
os.makedirs(os.path.join(root, "build/tidy"), exist_ok=True)
json.dump(database, open(os.path.join(root, "build/tidy/compile_commands.json"), "w"))
for entry in database:
    path = os.path.relpath(os.path.join(entry["directory"], entry["file"]), root)
    if path.startswith(("..", "build")):
        continue
    named = re.findall(r'#include\s+["<]([^">]+)', open(os.path.join(root, path), encoding="utf-8").read())
    if everything or path in changed or headers & {os.path.basename(name) for name in named}:
        selected.add(path)
print("\n".join(sorted(selected, key=lambda path: (not path.startswith("src/"), path))))
EOF
)
if [[ ${#selected[@]} -eq 0 || -z ${selected[0]} ]]; then
    say "clang-tidy: nothing to look at"
    exit
fi
if ((max > 0 && ${#selected[@]} > max)); then
    say "clang-tidy: looking at the first $max of ${#selected[@]} sources; scripts/tidy.sh ${base:+$base }looks at all"
    selected=("${selected[@]:0:max}")
fi

clang_tidy=/usr/bin/clang-tidy-14
[[ -x $clang_tidy ]] || clang_tidy=clang-tidy
say "clang-tidy on ${#selected[@]} sources"
# The database speaks to g++: clang need not know all of its options.
if ! printf '%s\0' "${selected[@]}" | xargs -0 -n 1 -P "$(nproc)" "$clang_tidy" -p build/tidy --quiet \
    --warnings-as-errors='*' --extra-arg=-Wno-unknown-warning-option 2>build/log/tidy.err; then
    grep -vE '^[0-9]+ warnings? generated|^Suppressed |^Use -header-filter' build/log/tidy.err >&2 || true
    refuse 1 "clang-tidy found something"
fi
say "clang-tidy: nothing found."
