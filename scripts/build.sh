#!/usr/bin/env bash
# Builds the command tasklint, as CI jobs want it. See usage below.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'EOF'
usage: scripts/build.sh [--no-install]

Installs the Debian packages that are missing and builds build/release/bin/tasklint.

  --no-install   install no packages: end with exit code 3 and their names if any are missing
EOF
}

for argument in "$@"; do
    common_argument "$argument" || wrong_usage
done

ensure_packages "${build_packages[@]}"
# The tests, which need more packages, are for scripts/test.sh; a build folder that has them already will do.
if [[ -f build/release/build.ninja ]]; then
    configure_release
else
    configure_release -DTASKLINT_TESTS=OFF
fi
build_release tasklint_cli
