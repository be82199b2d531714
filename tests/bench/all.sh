# Runs every program of this room that reaches for a goal, and ends with the table of the goals.
# all.sh FLOOR DAYBOOK CACHE PROGRAM...; exit 1: a bound was missed, or a goal not measured.
floor=$1 daybook=$2 cache=$3
shift 3
mkdir -p "$cache"
DAYBOOK_GOALS=$cache/goals
export DAYBOOK_GOALS
: > "$DAYBOOK_GOALS"
for program in "$@"; do
    echo "== ${program##*/}"
    case ${program##*/} in
    bench_daybook | bench_changes | bench_screens) "$program" "$floor" "$daybook" "$cache" ;;
    *) "$program" "$daybook" "$cache" ;;
    esac
done
echo
printf '%-72s | %11s | %8s | %12s | %7s |\n' goal must aim reached noise
cut -f 2- "$DAYBOOK_GOALS"
! grep -q -e MISSED -e 'not measured' "$DAYBOOK_GOALS"
