#!/bin/sh
# coverage.sh [BUILD [files]]: runs the tests in a build that counts lines and prints the share of
# each floor; fails where base, core or store is below 90 %. `files`: with those that are.
cd "$(dirname "$0")/../.." || exit 2
build=${1:-build-coverage}
if [ ! -d "$build" ]; then
    meson setup "$build" -Db_coverage=true -Doptimization=0 > /dev/null || exit 2
fi
ninja -C "$build" > "$build/ninja.log" || exit 2
if [ -z "$DAYBOOK_COUNTED" ]; then # set it to count again what an earlier run left
    meson test -C "$build" --no-rebuild --timeout-multiplier 10 --no-suite lint > "$build/tests.log"
    sed -n '/^Ok:/,/^Fail:/p; /FAIL /p' "$build/tests.log"
fi
cd "$build" || exit 2 # libgen holds some sources once more, for the programs of the build
find src/*/lib*.a.p ! -path '*/libgen.a.p/*' -name '*.gcda' | xargs -n 1 gcov -n 2> /dev/null |
    awk -v lines="$2" -f "$OLDPWD/tests/static/coverage.awk"
