#!/bin/sh
# lint.sh RULE [TREE]: prints what RULE finds in the source tree and fails if that is anything.
# RULE: includes, calls, sizes, text, words, folders, lists, headers, help, matrix, promises.
here=$(cd "$(dirname "$0")" && pwd)
rule=$1
cd "${2:-$here/../..}" || exit 2

# The files that a rule reads, one a line.
sources() {
    case $rule in
    includes) find src include -name '*.[ch]' ;;
    words) find src/app src/cli src/core src/files src/ui -name '*.[ch]' ;;
    calls | sizes) find src include tests -name '*.[ch]' ;;
    text)
        find src include tests config themes README.md meson.build .ci .clang-format .gitignore -type f \
            ! -path 'tests/data/*' ! -path 'tests/fuzz/*/*' ! -path 'tests/promises/*.patch' ! -name '.gitkeep' ! -path tests/lint/text.awk \
            ! -path tests/lint/selftest.sh 2>/dev/null
        ;;
    esac | LC_ALL=C sort
}

case $rule in
includes | calls | sizes | text | words)
    findings=$(sources | xargs -r awk -f "$here/strip.awk" -f "$here/$rule.awk") || exit 2
    ;;
folders | lists | headers | help | matrix | promises)
    findings=$(. "$here/$rule.sh") || exit 2
    ;;
*)
    echo "lint.sh: no rule '$rule'" >&2
    exit 2
    ;;
esac
[ -z "$findings" ] && exit 0
printf '%s\n' "$findings"
exit 1
