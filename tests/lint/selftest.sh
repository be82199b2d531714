#!/bin/sh
# Does each lint find what it is for? A small clean tree passes; each break of it must be found, and named.
here=$(cd "$(dirname "$0")" && pwd)
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
failed=0

matrix=$(for group in M12 D19 C13 G8 S10 T9 I15 Y9 N6 K7 E6 V9 L8; do
    seq 1 "${group#?}" | sed "s/.*/| ${group%"${group#?}"}& | unit\/one main | |/"
done)

clean_tree() {
    rm -rf "${top:?}"/* "$top"/.ci
    for floor in base core store files app ui cli; do
        mkdir -p "$top/src/$floor" "$top/include/$floor"
        echo "What it is for." > "$top/src/$floor/README.md"
        echo "sources = files('$floor.c')" > "$top/src/$floor/meson.build"
        printf 'int %s_one(void);\n' "$floor" > "$top/include/$floor/$floor.h"
        printf '#include "%s/%s.h"\nint %s_one(void)\n{\n    return 1;\n}\n' "$floor" "$floor" "$floor" \
            > "$top/src/$floor/$floor.c"
    done
    mkdir -p "$top/tests/unit" "$top/config" "$top/themes"
    echo "Tables of cases." > "$top/tests/unit/README.md"
    echo "unit_tests = ['one']" > "$top/tests/meson.build"
    echo "int main(void);" > "$top/tests/unit/test_one.c"
    printf "names = [\n  'a.yaml',\n  'b.yaml',\n]\n" | tee "$top/config/meson.build" > "$top/themes/meson.build"
    echo "$matrix" > "$top/tests/README.md"
    touch "$top/meson.build" "$top/README.md" "$top/config/a.yaml" "$top/config/b.yaml" "$top/themes/a.yaml"
}

# expect RULE WORDS: the rule fails on the tree, and says WORDS.
expect() {
    words=$(sh "$here/lint.sh" "$1" "$top")
    if [ $? -ne 1 ] || ! printf '%s\n' "$words" | grep -qF -- "$2"; then
        echo "$1 did not find: $2"
        [ -z "$words" ] || printf '  it said: %s\n' "$words"
        failed=1
    fi
    clean_tree
}

# add FILE TEXT: appends the text (printf escapes) to the file.
add() {
    mkdir -p "$(dirname "$top/$1")"
    printf "$2" >> "$top/$1"
}

clean_tree
for rule in includes calls sizes text words folders lists headers help matrix promises; do
    sh "$here/lint.sh" "$rule" "$top" || {
        echo "$rule finds fault with a clean tree"
        failed=1
    }
done

add src/ui/commands.c '    {"import", "take in"},\n    {"say", "type :import, or :improt"},\n' && expect help "no 'improt'"
add src/cli/commands.c '    {"doctor", ""},\nx("run daybook doctor, or run daybook dokter")\n' && expect help "no 'dokter'"
add src/ui/ui.c 'x("Saved, well done!")\n' && expect words 'src/ui/ui.c:6: not the tone of the house: Saved'
add src/cli/cli.c '/* Oops, a comment */ x("please say which")\n' && expect words 'please say which'
add src/base/base.c '#include "core/core.h"\n' && expect includes 'src/base/base.c:6: upward include'
add include/core/core.h '#include "app/app.h"\n' && expect includes 'include/core/core.h:2: upward include'
add src/store/store.c '#include "files/files.h"\n' && expect includes 'sideways include'
add src/cli/cli.c '#include "ui/ui.h"\n' && expect includes 'sideways include'
add src/app/app.c '#include <sqlite3.h>\n' && expect includes '<sqlite3.h> outside src/store/'
add src/core/core.c '#include <yaml.h>\n' && expect includes '<yaml.h> outside src/files/'
add src/store/store.c '#  include <csv.h>\n' && expect includes '<csv.h> outside src/files/'
add src/ui/ui.c '#include <ncurses.h>\n' && expect includes '<ncurses.h> outside src/ui/screen.c'
add src/app/app.c '#include "../store/store_internal.h"\n' && expect includes 'is no door'
add src/app/app.c '#include "other.h"\n' && expect includes 'neither a door nor an internal'

for call in strcpy strcat sprintf vsprintf gets strtok atoi atol atof strtod strtol system popen mktime \
    localtime setlocale exit rand time printf malloc sleep; do
    add src/core/core.c "int bad(void) { return $call(0); }\n" && expect calls "src/core/core.c:6: $call()"
done
add src/ui/ui.c 'int a = 1; /* one\n two */ int b = atoi ("3");\n' && expect calls 'src/ui/ui.c:7: atoi()'
add tests/unit/test_one.c 'void f(void) { usleep(5); }\n' && expect calls 'usleep()'
add src/app/app.c '/* strcpy( */ char *s = "strcpy( \\" atoi("; // gets(\nint my_exit(int); int n = x.exit(1);\n'
sh "$here/lint.sh" calls "$top" || failed=1
clean_tree

{
    echo 'int core_long(void)'
    echo '{'
    yes '    ;' | head -n 60
    echo '}'
} >> "$top/src/core/core.c"
expect sizes 'src/core/core.c:7: function of 61 lines'
yes 'int a;' | head -n 596 >> "$top/src/core/core.c" && expect sizes 'src/core/core.c:601: file over 600'
add src/core/core.c '/* %0130d */\n' && expect sizes 'line over 120'

add src/core/core.c 'int a; \n' && expect text 'core.c:6: blanks at the end'
add config/a.yaml 'a:\tb\n' && expect text 'config/a.yaml:1: a tab'
add themes/a.yaml 'a: b\r\n' && expect text 'a carriage return'
add README.md 'see /work/main/x\n' && expect text 'README.md:1: a path of one machine'
add .ci/run 'cd /root/x\n' && expect text '.ci/run:1: a path of one machine'

add notes.txt 'x\n' && expect folders 'notes.txt: does not belong'
add src/ui/views/a.c '\n' && expect folders 'src/ui/views: has no README.md'
rm "$top/tests/unit/README.md" && expect folders 'tests/unit: has no README.md'
yes line | head -n 21 > "$top/src/app/README.md" && expect folders 'src/app/README.md: over 20 lines'
add include/attic/a.h '\n' && expect folders 'include/attic/a.h: the door of no room'

add src/core/more.c '\n' && expect lists 'src/core/meson.build: more.c is not listed'
add tests/unit/test_two.c '\n' && expect lists 'tests/meson.build: two is not listed'
add config/c.yaml 'a: b\n' && expect lists 'config/meson.build: c.yaml is not listed'
add themes/meson.build "  'a.yaml',\n" && expect lists 'themes/meson.build: the list is not sorted'

add include/core/core.h 'size_t core_size(void);\n' && expect headers 'include/core/core.h: does not compile alone'
add include/core/core.h 'enum core { CORE };\n' && expect headers 'include/core/core.h: does not compile alone'
add include/store/store.h '#include <sqlite3.h>\n' && expect headers 'in a door'

sed -i 's/^| D3 .*/| D3 | - | |/' "$top/tests/README.md" && expect matrix 'D3: neither a test nor a reason'
sed -i '/^| C13 /d' "$top/tests/README.md" && expect matrix 'C13 has 0 rows'
sed -i 's/^| M1 .*/| M1 | unit\/one main; unit\/one mainly | |/' "$top/tests/README.md" &&
    expect matrix 'M1: no test unit/one mainly'

command -v git > /dev/null && add tests/promises/01-a.patch 'promise 1: a\ncaught by unit/one main\n\n--- a/README.md\n+++ b/README.md\n@@ -1 +1 @@\n-gone\n+x\n' &&
    expect promises 'tests/promises/01-a.patch: STALE'
add tests/promises/01-a.patch 'promise 1: a\ncaught by unit/one mainly\n' && expect promises 'no test unit/one mainly'
add tests/promises/01-a.patch 'promise 1: a\ncaught by unit/one main\n' && expect promises 'nothing breaks promise 2'

exit $failed
