# tests/README.md: every id of the matrix has one row, and names tests that are there, or says why there is none.
page=tests/README.md
[ -f "$page" ] || exit 0
for group in M12 D19 C13 G8 S10 T9 I15 Y9 N6 K7 E6 V9 L8; do
    letter=${group%%[0-9]*}
    last=${group#"$letter"}
    number=1
    while [ "$number" -le "$last" ]; do
        rows=$(grep -c "^| $letter$number |" "$page")
        [ "$rows" -eq 1 ] || echo "$page: $letter$number has $rows rows"
        number=$((number + 1))
    done
done
grep -nE '^\| [A-Z][0-9]+ \|' "$page" | while IFS='|' read -r line id tests about; do
    place="$page:${line%:}:${id% }"
    case $tests in
    ' - ')
        [ -n "$(echo "$about" | tr -d ' |')" ] || echo "$place: neither a test nor a reason"
        continue
        ;;
    esac
    echo "$tests" | tr ';' '\n' | while read -r file name; do
        source=tests/${file%/*}/test_${file##*/}.c
        case $file in
        lint/hardening) source=tests/release/hardening.sh ;;
        fuzz/replay | bench/goals) source=tests/$file.c ;;
        esac
        grep -qE "\b$name\(" "$source" 2>/dev/null || echo "$place: no test $file $name"
    done
done
