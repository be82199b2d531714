#!/bin/sh
# hunt.sh BUILD SECONDS [NAME...]: looks for inputs that break a target; all targets unless named.
build=${1:?hunt.sh BUILD SECONDS [NAME...]}
seconds=${2:?hunt.sh BUILD SECONDS [NAME...]}
shift 2
cd "$(dirname "$0")/../.." || exit 2
case $build in /*) ;; *) build=$PWD/$build ;; esac
[ $# -gt 0 ] || set -- $(ls -d tests/fuzz/*/ | xargs -n 1 basename)
export LC_ALL=C.UTF-8 TZ=UTC UBSAN_OPTIONS=print_stacktrace=1
# Books are written and synced at every turn; libFuzzer leaves without tidying up.
memory=
[ -w /dev/shm ] && memory=/dev/shm
TMPDIR=$(mktemp -d "${memory:-/tmp}/daybook-hunt-XXXXXX") && export TMPDIR || exit 2
trap 'rm -rf "$TMPDIR"' EXIT
trap 'exit 2' HUP INT TERM
found=0
for name; do
    mkdir -p "$build/grown/$name" "$build/found"
    log=$build/found/$name.log
    TARGET=$name "$build/tests/fuzz/hunt" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2000 \
        -max_len=4096 -artifact_prefix="$build/found/$name-" "$build/grown/$name" "tests/fuzz/$name" > "$log" 2>&1
    if [ $? -eq 0 ]; then
        printf '%-10s %s\n' "$name" "$(grep -a 'DONE' "$log" | tail -n 1)"
    else
        found=1
        printf '%-10s FOUND: %s\n' "$name" "$log"
    fi
done
exit $found
