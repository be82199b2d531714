# Each door can be included first, alone and twice.
probe=$(mktemp -d)
trap 'rm -rf "$probe"' EXIT
find include -name '*.h' | sort | while read -r header; do
    door=${header#include/}
    printf '#include "%s"\n#include "%s"\nextern int probe;\n' "$door" "$door" > "$probe/probe.c"
    ${CC:-cc} -std=c11 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -Wall -Wextra -Werror -Iinclude \
        -fsyntax-only "$probe/probe.c" 2> "$probe/words" ||
        echo "$header: does not compile alone: $(grep -m 1 error "$probe/words")"
    grep -nE '#[ ]*include[ ]*<(sqlite3|yaml|csv|(ncursesw/)?n?curses|term)\.h>' "$header" |
        sed "s|^|$header:|; s|\$| in a door|"
done
