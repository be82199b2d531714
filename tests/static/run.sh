#!/bin/sh
# run.sh [TOOL...]: cppcheck, tidy (clang-tidy) and analyzer (gcc -fanalyzer), those that are
# installed unless named, over all of src, or with SINCE=REV over the sources changed since then.
# Prints what is not in suppressions.txt, and a verdict.
cd "$(dirname "$0")/../.." || exit 2
here=tests/static
build=build-static
bad=0
[ $# -gt 0 ] || set -- cppcheck tidy analyzer
[ -d $build ] || meson setup $build -Doptimization=1 -Dc_args=-fanalyzer > /dev/null || exit 2

sources() {
    if [ -n "$SINCE" ]; then
        git diff --name-only --diff-filter=d "$SINCE" -- 'src/*.c'
    else
        find src -name '*.c'
    fi | grep -v '_gen\.c$'
}

# Lines that name FILE and FINDING of a row for this tool are known.
judge() { # TOOL, findings on standard input
    left=$(sed 's|^[^ ]*\.\./||; s|^'"$PWD"'/||' | sort -u | awk -v tool="$1" '
        NR == FNR { if ($1 == tool) { file[++n] = $2; what[n] = $3 } next }
        {
            for (i = 1; i <= n; i++)
                if (index($0, file[i]) && index($0, what[i]))
                    next
            print
        }' $here/suppressions.txt -)
    if [ -z "$left" ]; then
        echo "$1: clean"
    else
        printf '%s\n%s: %d to look at\n' "$left" "$1" "$(printf '%s\n' "$left" | wc -l)"
        bad=1
    fi
}

run_cppcheck() {
    filters=$([ -z "$SINCE" ] && echo '--file-filter=*src/*' || sources | sed 's|^|--file-filter=*|')
    mkdir -p $build/cppcheck # and what is made, or it reads nothing
    ninja -C $build $(ninja -C $build -t targets all | sed -n 's/^\(src[^ ]*\.c\): CUSTOM_COMMAND$/\1/p') > /dev/null
    cppcheck --project=$build/compile_commands.json --cppcheck-build-dir=$build/cppcheck \
        $filters --enable=warning,performance,portability --quiet \
        --template='{file}:{line}: {severity}: {message} [{id}]' 2>&1
}

run_tidy() { # what is looked for: .clang-tidy; -fanalyzer is no word of clang's
    mkdir -p $build/tidy
    sed 's/-fanalyzer//g' $build/compile_commands.json > $build/tidy/compile_commands.json
    sources | xargs -r -n 8 clang-tidy -p $build/tidy --quiet 2> /dev/null |
        grep -E '(warning|error): '
}

run_analyzer() { # each source is compiled anew: what ccache or ninja keep says nothing
    wanted=$(sources | sed 's|^src/[a-z]*/||; s|/|_|g; s|$|.o|')
    objects=$(ninja -C $build -t targets all | sed -nE "s,^((src|daybook\.p)/[^ ]*\.c\.o): c_COMPILER\$,\\1,p" |
        awk -v wanted="$wanted" 'BEGIN { n = split(wanted, w); for (i = 1; i <= n; i++) is[w[i]] = 1 }
            { name = $0; sub(/.*\//, "", name) } name in is')
    [ -n "$objects" ] || return
    (cd $build && rm -f $objects)
    CCACHE_DISABLE=1 ninja -C $build $objects 2>&1 |
        grep -E '^[^ ]*src/.*(Wanalyzer|: error:)|^ninja: (error|build stopped)'
}

for tool; do
    program=$tool
    [ "$tool" = tidy ] && program=clang-tidy
    [ "$tool" = analyzer ] && program=gcc
    if command -v $program > /dev/null; then
        "run_$tool" | { judge "$tool"; exit $bad; } || bad=1
    else
        echo "$tool: $program is not installed"
    fi
done
exit $bad
