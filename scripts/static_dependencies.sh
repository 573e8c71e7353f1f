#!/usr/bin/env bash
# Builds the static libraries that a wheel links. See usage below.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'END'
usage: scripts/static_dependencies.sh [--no-install] [--git]

Gets the sources of the libraries that a wheel links, builds them static and position-independent, and installs them,
with their licences, in build/static. A second run does nothing while nothing has changed.

The sources are those of the Debian packages that are installed, from the same Debian archive, checked by apt against
the archive's signature. The machine's own list of archives is read and left as it is.

  --no-install   install no packages: end with exit code 3 and their names if any are missing
  --git          take all libraries, those that are headers alone too, from their repositories, at the commits that stand
                 in cmake/static/sources.tsv; nothing of Debian is used then
END
}

from=debian
for argument in "$@"; do
    case $argument in
        --git) from=git ;;
        *) common_argument "$argument" || wrong_usage ;;
    esac
done

if [[ $from == debian ]]; then
    ensure_packages "${build_packages[@]}" "${wheel_packages[@]}"
fi

table=cmake/static/sources.tsv
prefix=$root/build/static
sources=$prefix/sources

# rows: the table without its comment. Those whose library is more than headers have a source to be built on Debian.
rows() { grep -v '^#' "$table"; }
linked='libical fmt utf8proc libyaml date re2 util-linux'

# The upstream part of a Debian version: 1:9.1.0+ds1-2 is 9.1.0.
upstream_version() { sed -E 's/^[0-9]+://; s/-[^-]*$//; s/[+](ds|dfsg)[0-9]*$//' <<<"$1"; }

# What is wanted, down to the version, and what it is built with and how.
wanted() {
    local name package repository tag commit
    printf '%s %s\n' "$from" "$root"
    while IFS=$'\t' read -r name package repository tag commit; do
        if [[ $from == git ]]; then
            printf '%s %s %s\n' "$name" "$repository" "$commit"
        else
            dpkg-query --show --showformat "$name "'${source:Package}=${source:Version}\n' "$package"
        fi
    done < <(rows)
    sha256sum cmake/static/CMakeLists.txt "$table"
    c++ --version
}

# An apt of its own that knows the Debian archives of this machine, and of them the sources alone.
prepare_apt() {
    local folder=$prefix/apt uri release component keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
    # shellcheck disable=SC2016
    archives() {
        apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
            sort -u
    }
    if [[ -z $(archives) && $(id -u) == 0 && $install_allowed == yes ]]; then
        run_logged apt-update apt-get -q -y -o DPkg::Lock::Timeout=300 update || true
    fi
    while read -r uri release component; do
        printf 'Types: deb-src\nURIs: %s\nSuites: %s\nComponents: %s\n' "$uri" "$release" "$component"
        if [[ -f $keyring ]]; then
            printf 'Signed-By: %s\n' "$keyring"
        fi
        printf '\n'
    done < <(archives) >"$folder/debian.sources"
    if [[ ! -s $folder/debian.sources ]]; then
        refuse 3 "apt-get knows no Debian archive (apt-get update may have to run first)"
    fi
    cat >"$folder/apt.conf" <<END
Dir::Etc::SourceList "$folder/debian.sources";
Dir::Etc::SourceParts "-";
Dir::State::Lists "$folder/lists";
Dir::Cache "$folder/cache";
END
    # Nothing is unpacked or run by apt here, and its own user may not be able to write to this folder.
    if (($(id -u) == 0)); then
        printf 'APT::Sandbox::User "root";\n' >>"$folder/apt.conf"
    fi
    run_logged apt-sources env APT_CONFIG="$folder/apt.conf" apt-get -q -y update ||
        refuse 3 "the list of Debian's sources could not be fetched"
}

# Without Debian's patches, which concern documentation, tests, other programs of util-linux, UUIDs made of the time, and
# in date's tz.cpp the unused half of a result.
# make_re2_tables FOLDER: the sources that Debian leaves out of RE2, because RE2 can make them: of Debian's Unicode data.
make_re2_tables() {
    sed -i 's|^_UNICODE_DIR = .*|_UNICODE_DIR = "/usr/share/unicode"|' "$1/unicode.py"
    run_logged re2-perl-groups env -C "$1" sh -c 'perl make_perl_groups.pl >perl_groups.cc'
    run_logged re2-casefold env -C "$1" sh -c 'python3 make_unicode_casefold.py >unicode_casefold.cc'
    run_logged re2-groups env -C "$1" sh -c 'python3 make_unicode_groups.py >unicode_groups.cc'
}

fetch_from_debian() {
    local name package repository tag commit wanted_source
    prepare_apt
    while IFS=$'\t' read -r name package repository tag commit; do
        if [[ " $linked " == *" $name "* ]]; then
            wanted_source=$(dpkg-query --show --showformat '${source:Package}=${source:Version}' "$package")
            mkdir -p "$sources/archive/$name" "$sources/$name"
            run_logged "apt-source-$name" env -C "$sources/archive/$name" APT_CONFIG="$prefix/apt/apt.conf" \
                apt-get -q -y source --download-only --tar-only "$wanted_source" ||
                refuse 3 "the source $wanted_source could not be fetched"
            tar -xf "$sources/archive/$name/"*.orig.tar.* -C "$sources/$name" --strip-components=1
            if [[ $name == re2 && ! -f $sources/re2/re2/perl_groups.cc ]]; then
                make_re2_tables "$sources/re2/re2"
            fi
            upstream_version "${wanted_source#*=}" >"$sources/$name.version"
        else
            mkdir -p "$prefix/share/licenses/$name"
            cp -- "/usr/share/doc/$package/copyright" "$prefix/share/licenses/$name/"
            upstream_version "$(dpkg-query --show --showformat '${Version}' "$package")" \
                >"$prefix/share/licenses/$name/VERSION"
        fi
    done < <(rows)
}

fetch_by_git() {
    local name package repository tag commit
    while IFS=$'\t' read -r name package repository tag commit; do
        mkdir -p "$sources/$name"
        git -C "$sources/$name" init -q
        # A commit's name is the hash of all that is in it.
        run_logged "git-$name" git -C "$sources/$name" fetch -q --depth 1 "$repository" "$commit" ||
            refuse 3 "$repository could not be fetched"
        git -C "$sources/$name" -c advice.detachedHead=false checkout -q "$commit"
        printf '%s\n' "${tag#v}" >"$sources/$name.version"
    done < <(rows)
}

stamp=$(wanted)
if [[ $(cat "$prefix/stamp" 2>/dev/null) == "$stamp" ]]; then
    say "build/static is up to date"
    exit
fi
rm -rf -- "$prefix"
mkdir -p "$sources"
say "getting the sources of what a wheel links"
if [[ $from == git ]]; then
    fetch_by_git
else
    fetch_from_debian
fi
say "building build/static"
run_logged static-configure cmake -G Ninja -S cmake/static -B build/static/build -DSOURCES="$sources" \
    -DCMAKE_INSTALL_PREFIX="$prefix"
run_logged static-build cmake --build build/static/build --parallel "$(getconf _NPROCESSORS_ONLN)"
printf '%s\n' "$stamp" >"$prefix/stamp"
