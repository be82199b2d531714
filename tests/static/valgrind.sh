#!/bin/sh
# valgrind.sh [BUILD [NAME...]]: unit tests (NAME; `all`: every one) and command-line tests (cli/NAME)
# under memcheck.
cd "$(dirname "$0")/../.." || exit 2
build=$(cd "${1:-build}" && pwd) || exit 2
[ $# -gt 0 ] && shift
# One of each room, and all that reads what others wrote.
[ $# -gt 0 ] || set -- str money csv json yaml_tree text text_clean ical date query template merge keymap_file theme_file \
    playbook_file health_file signal_file settings import_map mem row canvas editor input prompt \
    store_rows store_open store_search store_journal import cli/errors cli/config cli/trash
# Campaigns are left out: thousands of processes, each killed somewhere.
[ "$1" != all ] || set -- $(cd "$build/tests" && find . -maxdepth 1 -name 'test_*' -type f -perm -u+x | sed 's|./test_||' |
    grep -vxE 'store_faults|store_kill' | sort)
export LC_ALL=C.UTF-8 TZ=UTC DAYBOOK_PATIENCE=20
logs=$build/valgrind
rm -rf "$logs" && mkdir -p "$logs"
check="valgrind -q --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite --error-exitcode=99"
printf '#!/bin/sh\nexec %s --log-file=%s/program.%%p "%s" "$@"\n' "$check" "$logs" "$build/daybook" > "$logs/daybook"
chmod +x "$logs/daybook"
bad=0
for name; do
    case $name in
    cli/*) # the tests are plain, the program is watched
        DAYBOOK_PROGRAM=$logs/daybook "$build/tests/cli/cli_${name#cli/}" > "$logs/${name#cli/}.out" 2>&1
        ;;
    *)
        DAYBOOK_PROGRAM=$build/daybook $check --log-file="$logs/$name.log" "$build/tests/test_$name" > "$logs/$name.out" 2>&1
        ;;
    esac
    status=$?
    [ $status -eq 0 ] || { bad=1; echo "valgrind: $name: status $status, see $logs"; }
done
# What valgrind says begins with ==: where a case closed a stream, the log took its place.
found=$(find "$logs" \( -name '*.log' -o -name 'program.*' \) -exec grep -l '^==[0-9]' {} +)
[ -z "$found" ] || { bad=1; printf 'valgrind: %s\n' $found; }
[ $bad -eq 0 ] && echo "valgrind: clean ($# tests)"
exit $bad
