# Runs every program of this room that reaches for a goal, and ends with the table of the goals.
# all.sh FLOOR DAYBOOK CACHE TABLE PROGRAM...; exit 1: a bound was missed, or a goal not measured,
# as those of a program that died.
floor=$1 daybook=$2 cache=$3 table=$4
shift 4
mkdir -p "$cache"
DAYBOOK_GOALS=$cache/goals
export DAYBOOK_GOALS
: > "$DAYBOOK_GOALS"
for program in "$@"; do
    echo "== ${program##*/}"
    case ${program##*/} in
    bench_list | bench_changes | bench_screens) "$program" "$floor" "$daybook" "$cache" ;;
    *) "$program" "$daybook" "$cache" ;;
    esac
done
echo
"$table" "$DAYBOOK_GOALS"
