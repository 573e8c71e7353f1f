#!/usr/bin/env bash
# run.sh BUILD_DIR WORK_DIR: installs the build, moves the installed tree (nothing in it may know where it was built or
# first put), builds the project in this folder against it, and runs that and the installed command.
set -euo pipefail

if (($# != 2)); then
    echo "usage: tests/install/run.sh BUILD_DIR WORK_DIR" >&2
    exit 2
fi
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
build=$(cd -- "$1" && pwd -P)
mkdir -p -- "$2"
work=$(cd -- "$2" && pwd -P)

rm -rf -- "$work/first" "$work/prefix" "$work/consumer"
cmake --install "$build" --prefix "$work/first" >"$work/install.log"
mv -- "$work/first" "$work/prefix"
for file in bin/tasklint include/tasklint/tasklint.hpp; do
    if [[ ! -f $work/prefix/$file ]]; then
        echo "install test: $file was not installed" >&2
        exit 1
    fi
done
# The repository is the parent of tests/; neither it nor the first prefix may stand in what was installed as text.
source_root=$(cd -- "$here/../.." && pwd -P)
for path in "$source_root/src" "$source_root/include" "$build" "$work/first"; do
    if grep -rIlF -- "$path" "$work/prefix"; then
        echo "install test: the files above name $path" >&2
        exit 1
    fi
done

{
    cmake -G Ninja -S "$here" -B "$work/consumer" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_PREFIX_PATH="$work/prefix" &&
        cmake --build "$work/consumer"
} >"$work/consumer.log" 2>&1 || {
    cat -- "$work/consumer.log" >&2
    echo "install test: the consumer could not be built against $work/prefix" >&2
    exit 1
}
"$work/consumer/consumer"
example=$("$work/consumer/example")
if [[ $example != *' TL101 '*$'\n- [ ] pay today 📅 2026-03-01' ]]; then
    printf 'install test: the example printed:\n%s\n' "$example" >&2
    exit 1
fi
"$work/prefix/bin/tasklint" --version
echo "install test: passed"
