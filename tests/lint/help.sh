# What texts tell the user to type exists: `:COMMAND` of the screen, `daybook COMMAND` of the command line.
names=$(cat src/ui/commands*.c src/ui/views/*.c 2>/dev/null | sed -n 's/^ *{"\([a-z][a-z-]*\)",.*/\1/p' | sort -u)
verbs=$(cat src/cli/commands.c 2>/dev/null | sed -n 's/^ *{"\([a-z]*\)[ "].*/\1/p' | sort -u)
# named PATTERN KNOWN FOLDER...: each word that follows PATTERN within a string is one of KNOWN.
named() {
    pattern=$1
    known=$2
    shift 2
    grep -rnoE --include='*.c' "\"[^\"]*\"" "$@" 2>/dev/null | grep -E "$pattern" | while IFS= read -r found; do
        place=$(echo "$found" | cut -d: -f1-2)
        for word in $(echo "$found" | cut -d: -f3- | grep -oE "$pattern[a-z-]*" | sed -E "s/^$pattern//"); do
            case $word in '' | -*) continue ;; esac
            echo "$known" | grep -qxF -- "${word%-}" || echo "$place: there is no '$word' to run"
        done
    done
}
named '(^|[ "(]):' "$names" src/ui
named '(run|see|try|[:`]) ?daybook ' "$verbs" src
true
