# Each of the twelve promises is broken by a patch of tests/promises that still applies, and names who notices.
[ -d tests/promises ] || exit 0
number=1
while [ "$number" -le 12 ]; do
    grep -qs "^promise $number: " tests/promises/*.patch || echo "tests/promises: nothing breaks promise $number"
    number=$((number + 1))
done
for patch in tests/promises/*.patch; do
    # Where there is no git, or it refuses the folder, nothing is known of the patch.
    git apply --check -p1 "$patch" 2>&1 | grep -q '^error:' &&
        echo "$patch: STALE, it does not apply any more: break the same thing anew"
    grep -q '^caught by ' "$patch" || echo "$patch: names no test"
    sed -n 's/^caught by //p' "$patch" | while read -r file name; do
        source=tests/${file%/*}/test_${file##*/}.c
        [ "$file" = lint/hardening ] && source=tests/release/hardening.sh
        grep -qE "\b$name\(" "$source" 2>/dev/null || echo "$patch: no test $file $name"
    done
done
