#!/bin/sh
# run.sh [PROMISE...]: breaks each promise on purpose, by the patches beside this file, and tells which test noticed.
# Ends with 1 if one was broken and no test failed. WORK names the folder of its build (kept between runs).
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${WORK:-$(mktemp -d "${TMPDIR:-/tmp}/daybook-promises-XXXXXX")}
tree=$work/tree
build=$tree/build
. "$here/names.sh"
export GIT_CEILING_DIRECTORIES="$work" # the copy is no repository, wherever it lies
export CCACHE_BASEDIR="$work" CCACHE_NOHASHDIR=1 # what was compiled elsewhere is the same here
homes=${TMPDIR:-/tmp}
[ -w /dev/shm ] && homes=/dev/shm # where a sync costs nothing

say() { printf '%s\n' "$*"; }
stop() {
    say "run.sh: $*" >&2
    exit 2
}

# The sources as they stand; what did not change keeps its time, so that little is built.
rm -rf "$work/fresh"
mkdir -p "$work/fresh" "$tree" || exit 2
(cd "$root" && tar cf - --exclude='./build*' --exclude=./.git .) | tar xf - -C "$work/fresh" || stop 'no copy'
(cd "$tree" && find . -type f ! -path "./build/*") | while read -r file; do [ -f "$work/fresh/$file" ] || rm -f "$tree/$file"; done
(cd "$work/fresh" && find . -type f) | while read -r file; do
    cmp -s "$work/fresh/$file" "$tree/$file" && continue
    mkdir -p "$tree/${file%/*}" && cp -p "$work/fresh/$file" "$tree/$file" && touch "$tree/$file"
done
rm -rf "$work/fresh"
[ -d "$build" ] || (cd "$tree" && meson setup "$build" -Doptimization=1 -Ddebug=false) >"$work/setup.log" 2>&1 ||
    stop "meson failed: $work/setup.log"

make() { # TARGET...
    ninja -C "$build" daybook tests/e2e/libfault_shim.so tests/support/libonly_case.so "$@" >"$work/build.log" 2>&1
}

# Runs a case of FOLDER/NAME, and no other; what it printed is in its log. 900 s are a hang.
try() { # FOLDER/NAME CASE
    case $1 in
    lint/hardening) sh "$tree/tests/release/hardening.sh" "$build/daybook" plain ;;
    *)
        timeout 900 env TMPDIR="$homes" DAYBOOK_CASE="$2" \
            LD_PRELOAD="$build/tests/support/libonly_case.so" "$build/$(binary_of "$1")"
        ;;
    esac >"$work/test.log" 2>&1 </dev/null
}

# What the last test said of the fault, in a line.
told() {
    sed -n 's/^ERROR: //p; s/^\[  ERROR   \] --- //p; s/^hardening: //p' "$work/test.log" | grep -v '^\[' |
        grep -m 1 . | LC_ALL=C tr -cd '\12\40-\176' | cut -c 1-120 # no control of a broken filter
}

export DAYBOOK_PROGRAM="$build/daybook" DAYBOOK_SHIM="$build/tests/e2e/libfault_shim.so" LC_ALL=C.UTF-8 TZ=UTC
cd "$tree" || exit 2
[ $# -gt 0 ] || set -- ''
patches=$(for wanted; do ls "$here/$wanted"*.patch; done | sort -u) || stop 'no such patch'
cases=$(sed -n 's/^caught by //p' $patches | sort -u)
make $(echo "$cases" | while read -r test case; do binary_of "$test"; done | sort -u) ||
    stop "it does not build: $work/build.log"
while read -r test case; do
    try "$test" "$case" || stop "$test $case fails before anything is broken: $work/test.log"
    [ "$test" = lint/hardening ] || grep -q "OK \] $case\$" "$work/test.log" ||
        stop "$test has no case $case"
done <<LIST
$cases
LIST

status=0
for patch in $patches; do
    name=$(basename "$patch" .patch)
    say "$(sed -n 's/^promise //p' "$patch") ($name)"
    if ! git apply -p1 "$patch" 2>"$work/patch.log"; then
        say "  STALE: the patch does not apply; make it anew: $(head -n 1 "$work/patch.log")"
        status=1
        continue
    fi
    if make $(sed -n 's/^caught by \([^ ]*\) .*/\1/p' "$patch" | while read -r test; do binary_of "$test"; done); then
        noticed=0
        while read -r test case; do
            if try "$test" "$case"; then
                say "  NOT CAUGHT by $test $case"
                continue
            fi
            noticed=1
            say "  caught by $test $case: $(told)"
        done <<LIST
$(sed -n 's/^caught by //p' "$patch")
LIST
        [ "$noticed" -eq 1 ] || status=1
    else
        say "  it does not build any more: $(grep -m 1 error "$work/build.log")"
        status=1
    fi
    git apply -R -p1 "$patch" || stop "$name cannot be taken back"
done
[ -n "${WORK:-}" ] || rm -rf "$work"
exit $status
