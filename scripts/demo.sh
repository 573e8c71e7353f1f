#!/usr/bin/env bash
# Builds tasklint and shows what it does, on the vault in examples/vault. See usage below.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'EOF'
usage: scripts/demo.sh [--no-install]

Installs the Debian packages that are missing, builds the commands tasklint and tasklint-conformance in build/release,
lints examples/vault, mends a copy of it in build/demo-vault, writes the copy's calendar to build/tasks.ics and lists
what is due.

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
build_release tasklint_cli tasklint_conformance

tasklint=build/release/bin/tasklint
today=2026-01-09 # the vault's notes are of that week; a fixed day makes every run print the same

# show COMMAND…: prints a command as one would type it and runs it; $status is its exit code. 0 and 1 are results
# (1: there are findings), anything else ends the demo.
show() {
    printf '\n$ %s\n' "$*"
    status=0
    "$@" </dev/null || status=$?
    if ((status > 1)); then
        refuse 1 "the command above ended with exit code $status"
    fi
}

echo
say "1. What is wrong with the tasks in examples/vault?"
show "$tasklint" check examples/vault --today "$today"
say "exit code $status: errors are left (a CI job would stop here, this demo goes on)"
if ((status != 1)); then
    refuse 1 "check should have found errors in examples/vault"
fi

echo
say "2. Mend what can safely be mended, in a copy: build/demo-vault"
rm -rf build/demo-vault
cp -R examples/vault build/demo-vault
show "$tasklint" check --fix --report concise build/demo-vault --today "$today"
say "exit code $status: what is left needs a person"

echo
say "3. Write the copy's calendar: build/tasks.ics"
show "$tasklint" export build/demo-vault -o build/tasks.ics --today "$today"
say "$(grep -c '^BEGIN:VTODO' build/tasks.ics) to-dos in build/tasks.ics"

echo
say "4. What is overdue, and what is due in January 2026?"
show "$tasklint" list build/demo-vault --overdue --today "$today"
show "$tasklint" list build/demo-vault --from "$today" --to 2026-01-31 --today "$today"

cat <<EOF

==> Done. What to try next:
      $tasklint check PATH/TO/YOUR/VAULT          lint your own notes (nothing is written without --fix)
      $tasklint check --fix --diff PATH           see what --fix would write
      $tasklint explain TL801                     why a rule exists and what to do
      $tasklint export PATH -o tasks.ics          open or subscribe to it in a calendar or to-do app
      scripts/test.sh                                              run all tests
EOF
