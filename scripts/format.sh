#!/usr/bin/env bash
# Formats the C++ sources with clang-format, or checks them. See usage below.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'EOF'
usage: scripts/format.sh [--check] [--no-install]

Formats every C++ source that git tracks or could track.

  --check        change nothing: exit code 1 if a file is not formatted
  --no-install   install no packages: end with exit code 3 and their names if any are missing
EOF
}

mode=(-i)
for argument in "$@"; do
    case $argument in
        --check) mode=(--dry-run -Werror) ;;
        *) common_argument "$argument" || wrong_usage ;;
    esac
done

ensure_packages "${format_packages[@]}"
mapfile -d '' -t sources < <(git ls-files -z --cached --others --exclude-standard -- '*.cpp' '*.hpp')
if ((${#sources[@]} == 0)); then
    refuse 1 "git lists no C++ sources here"
fi
# Debian 12's own: the layout of a few constructs differs between versions.
clang_format=/usr/bin/clang-format-14
[[ -x $clang_format ]] || clang_format=clang-format
say "clang-format ${mode[*]} on ${#sources[@]} files"
printf '%s\0' "${sources[@]}" | xargs -0 -n 20 -P "$(nproc)" "$clang_format" "${mode[@]}" --
say "Format: done."
