#!/bin/sh
# threads.sh [BUILD [NAME...]]: the tests in which a second thread works (re-score, import, sync,
# metrics, drafts; NAME: unit/NAME, views/NAME, e2e/NAME) in a build with the thread sanitizer.
cd "$(dirname "$0")/../.." || exit 2
build=${1:-build-threads}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- unit/rescore unit/import unit/metrics_page views/import views/sources views/metrics \
    views/many views/notes views/storm e2e/import e2e/sync e2e/two e2e/notes e2e/metrics e2e/kill e2e/outside
if [ ! -d "$build" ]; then
    meson setup "$build" -Doptimization=1 -Db_sanitize=thread -Db_lundef=false > /dev/null || exit 2
fi
build=$(cd "$build" && pwd) || exit 2
binaries=$(printf '%s\n' "$@" | sed 's,^unit/,test_,; s,^views/,views/view_,; s,^e2e/,e2e/test_e2e_,; s,^,tests/,')
ninja -C "$build" daybook tests/e2e/libfault_shim.so $binaries > "$build/ninja.log" || exit 2
export LC_ALL=C.UTF-8 TZ=UTC DAYBOOK_PATIENCE=10 DAYBOOK_PROGRAM="$build/daybook" DAYBOOK_SHIM="$build/tests/e2e/libfault_shim.so"
logs=$build/races
rm -rf "$logs" && mkdir -p "$logs"
# By file: what a screen shows is another thing, and what a program printed is asked for by the tests.
# A signal that e2e/kill sends on purpose is no race.
export TSAN_OPTIONS="log_path=$logs/race:second_deadlock_stack=1:handle_segv=0:handle_abort=0"
bad=0
for binary in $binaries; do
    log=$logs/$(basename "$binary").out
    "$build/$binary" > "$log" 2>&1 || { echo "threads: $binary: status $?, see $log"; bad=1; }
done
found=$(find "$logs" -name 'race.*')
[ -z "$found" ] || { bad=1; printf 'threads: %s\n' $found; }
[ $bad -eq 0 ] && echo "threads: clean ($# tests)"
exit $bad
