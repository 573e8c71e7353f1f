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
  s390x      big-endian: a cross compiler, the tests under qemu (as root)
  musl       the command alone, static, with musl and libc++ as `zig c++` (from PyPI) brings them; as root

Each builds in build/portability/STEP; systems and libraries of other machines stand in build/portability/STEP-root.

  --no-install   install no packages: end with exit code 3 and their names if any are missing
EOF
}

all_steps=(clang-14 clang-19 i386 s390x musl)
steps=()
for argument in "$@"; do
    if [[ $argument == -* ]]; then
        common_argument "$argument" || wrong_usage
    else
        [[ " ${all_steps[*]} " == *" $argument "* ]] || wrong_usage
        steps+=("$argument")
    fi
done
((${#steps[@]} > 0)) || steps=("${all_steps[@]}")

ensure_packages "${build_packages[@]}" "${test_packages[@]}" "${wheel_packages[@]}" "${portability_packages[@]}"
if (($(id -u) != 0)) && [[ "${steps[*]}" =~ i386|s390x|musl ]]; then
    refuse 3 "root alone can make the systems of i386 and s390x, and mount what musl is tried with (run this as root)"
fi

folder=$root/build/portability
mirror=http://deb.debian.org/debian
# What CTest has besides the C++ tests, without what tries scripts, pages, other programs or an optimised build.
tests='fuzz_.*|hostile_lines_in_linear_time|adopting|recall|reports|agenda_page|faults|attacks|limits'
# Of these, what can be tried under qemu: `faults` and `attacks` preload a library, which the shell before qemu would get
# as well; `limits` would measure the memory and the stack of qemu; hostile_lines_in_linear_time measures time.
emulated_tests='fuzz_.*|adopting|recall|reports|agenda_page'
# And what can be tried with a static command, into which no library is preloaded.
command_tests='adopting|recall|reports|agenda_page|limits'

# build FOLDER OPTION…: all of it, with assertions, without optimisation and without what debuggers need.
build() {
    cmake --preset dev -B "$1" -DCMAKE_CXX_FLAGS_DEBUG=-O0 "${@:2}"
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
        build /tasklint/build
        /tasklint/build/bin/tasklint_tests
        other_tests /tasklint/build "$tests"'
}

s390x() {
    local sysroot=$folder/s390x-root toolchain=$folder/s390x.cmake package link program emulator
    if [[ ! -f $sysroot/complete ]]; then
        rm -rf -- "$sysroot"
        debootstrap --foreign --arch=s390x --variant=minbase \
            --include="$(joined "${build_packages[@]:4}" libstdc++6 catch2 tzdata)" bookworm "$sysroot" "$mirror"
        for package in "$sysroot"/var/cache/apt/archives/*.deb; do
            dpkg-deb --fsys-tarfile "$package" | tar -x --keep-directory-symlink -C "$sysroot"
        done
        # Headers, libraries and data: a program, or a folder like /tmp, would be taken instead of this machine's.
        find "$sysroot" -mindepth 1 -maxdepth 1 -not -name lib -not -name usr -exec rm -rf -- {} +
        rm -rf -- "${sysroot:?}"/usr/{bin,sbin}
        find "$sysroot/usr" -lname '/*' -print0 | while IFS= read -r -d '' link; do
            ln -sfn "$sysroot$(readlink -- "$link")" "$link"
        done
        # libical's names the libraries that it was linked with by their paths.
        grep -rlZ '/usr/lib/s390x-linux-gnu' "$sysroot"/usr/lib/s390x-linux-gnu/cmake |
            xargs -0 sed -i "s|/usr/lib/s390x-linux-gnu|$sysroot&|g"
        touch "$sysroot/complete"
    fi
    cat >"$toolchain" <<END
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR s390x)
set(CMAKE_C_COMPILER s390x-linux-gnu-gcc-12)
set(CMAKE_CXX_COMPILER s390x-linux-gnu-g++-12)
set(CMAKE_SYSROOT "$sysroot")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-s390x-static -L "$sysroot")
set(ENV{PKG_CONFIG_SYSROOT_DIR} "$sysroot")
set(ENV{PKG_CONFIG_LIBDIR} "$sysroot/usr/lib/s390x-linux-gnu/pkgconfig:$sysroot/usr/share/pkgconfig")
END
    emulator=$(command -v qemu-s390x-static)
    build "$folder/s390x" -DCMAKE_TOOLCHAIN_FILE="$toolchain"
    # The tests start these two by their names, and the system knows no qemu.
    for program in tasklint tasklint-conformance; do
        program=$folder/s390x/bin/$program
        if [[ $(head -c 2 "$program") != '#!' ]]; then
            mv -- "$program" "$program.s390x"
            # shellcheck disable=SC2016
            printf '#!/bin/sh\nexec "%s" -L "%s" "$0.s390x" "$@"\n' "$emulator" "$sysroot" >"$program"
            chmod +x -- "$program"
        fi
    done
    # Without those of how long something takes, and two more. In one posix_spawn fails: it learns of that through memory
    # that parent and child share, which they do not under qemu. In the other memory is short, which qemu does not survive.
    "$emulator" -L "$sysroot" "$folder/s390x/bin/tasklint_tests" \
        '~[time]~where there is no repository and no git*~a note for which there is no memory*'
    other_tests "$folder/s390x" "$emulated_tests"
}

# The libraries are built of the sources that a wheel's are; what is headers alone comes from Debian's packages.
musl() {
    local system=$folder/musl-root target=x86_64-linux-musl zig tool package architecture
    local headers=(tao-pegtl-dev libtomlplusplus-dev nlohmann-json3-dev libcli11-dev libxxhash-dev)
    scripts/static_dependencies.sh --no-install
    export ZIG_GLOBAL_CACHE_DIR=$XDG_CACHE_HOME/zig
    if [[ ! -f $system/complete ]]; then
        rm -rf -- "$system" "$folder/musl-libraries"
        mkdir -p "$system/bin"
        python3 -m venv "$system/venv"
        "$system/venv/bin/python" -m pip install --disable-pip-version-check 'ziglang==0.17.1'
        zig=$("$system/venv/bin/python" -c 'import os, ziglang; print(os.path.dirname(ziglang.__file__))')/zig
        for tool in "cc -target $target" "c++ -target $target" ar ranlib; do
            printf '#!/bin/sh\nexec "%s" %s "$@"\n' "$zig" "$tool" >"$system/bin/${tool%% *}"
        done
        chmod +x "$system"/bin/*
        for package in "${headers[@]}"; do
            dpkg-query --listfiles "$package" | grep -E '^/usr/(include|lib|share)/' | grep -v '\.so' |
                tar -c --no-recursion --verbatim-files-from -T - | tar -x -C "$system"
        done
        architecture=$(c++ -print-multiarch)
        sed -i "s|^prefix=/usr|prefix=$system/usr|" "$system/usr/lib/$architecture/pkgconfig"/*.pc
        # No library of this machine is found then.
        cat >"$system/toolchain.cmake" <<END
set(CMAKE_C_COMPILER "$system/bin/cc")
set(CMAKE_CXX_COMPILER "$system/bin/c++")
set(CMAKE_AR "$system/bin/ar" CACHE FILEPATH "")
set(CMAKE_RANLIB "$system/bin/ranlib" CACHE FILEPATH "")
set(CMAKE_LIBRARY_ARCHITECTURE $architecture)
set(CMAKE_FIND_ROOT_PATH "$system")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_LIBDIR} "$system/usr/lib/pkgconfig:$system/usr/lib/$architecture/pkgconfig")
END
        cmake -G Ninja -S cmake/static -B "$folder/musl-libraries" -DSOURCES="$root/build/static/sources" \
            -DCMAKE_INSTALL_PREFIX="$system/usr" -DCMAKE_TOOLCHAIN_FILE="$system/toolchain.cmake"
        cmake --build "$folder/musl-libraries" --parallel "$(nproc)"
        touch "$system/complete"
    fi
    cmake -G Ninja -S . -B "$folder/musl" -DCMAKE_TOOLCHAIN_FILE="$system/toolchain.cmake" -DCMAKE_BUILD_TYPE=Release \
        -DTASKLINT_TESTS=OFF -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON
    cmake --build "$folder/musl" --parallel "$(nproc)" --target tasklint_cli
    if readelf --program-headers "$folder/musl/bin/tasklint" | grep INTERP; then
        return 1 # not static
    fi
    # Tried by the tests of another build, whose command it is for the time of these processes.
    build "$folder/clang-19" -DCMAKE_CXX_COMPILER=clang++-19
    # shellcheck disable=SC2016
    unshare --mount bash -euo pipefail -c '
        mount --bind "$1/musl/bin/tasklint" "$1/clang-19/bin/tasklint"
        "$1/clang-19/bin/tasklint_tests" "[cli]"
        '"$(declare -f other_tests)"'
        other_tests "$1/clang-19" "$2"' - "$folder" "$command_tests"
}

mkdir -p build/portability
run_steps portability "${steps[@]}"
