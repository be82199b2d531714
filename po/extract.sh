#!/bin/sh
# extract.sh write|check: the texts of each room into po/ROOM.pot, or whether they stand there as they should.
set -u
cd "$(dirname "$0")/.." || exit 2
made=$(mktemp -d) || exit 2
export LC_ALL=C.UTF-8
trap 'rm -rf "$made"' EXIT
stale=0

# Functions that translate the format they are given, NAME:ARGUMENT.
calls='error_set:3 error_set_at:6 fault_add:5 tree_fault:3 tree_fault_at_key:3 change_summarize:2
query_error:3 ui_toast:2'

keywords='--keyword --keyword=_ --keyword=N_ --keyword=words_plural:1,2 --keyword=NP_:1,2 --flag=_:1:pass-c-format --flag=N_:1:pass-c-format'
for call in $calls; do
    keywords="$keywords --keyword=$call --flag=$call:c-format"
done

# take FILES OPTIONS...: appends to $made/taken; what it says counts only where it fails.
take() {
    files=$1
    shift
    xgettext --language=C --from-code=UTF-8 --no-wrap --add-location=file --sort-by-file --join-existing \
        --files-from="$files" --output="$made/taken" "$@" 2> "$made/said" || { cat "$made/said" && exit 2; }
}

for room in base core store files app ui cli; do
    cp po/header.pot "$made/$room.pot"
    find "src/$room" "include/$room" -name '*.[ch]' | LC_ALL=C sort > "$made/files"
    cp po/header.pot "$made/taken"
    # shellcheck disable=SC2086 # words of options
    take "$made/files" $keywords
    if [ "$room" = core ]; then # kinds: X(KIND, one, many); fields: X(..., head, width, help)
        echo include/core/kind_fields.h > "$made/files"
        for place in 2,3,3t 3,3t 6,8t 8,8t; do
            take "$made/files" --keyword --keyword=X:$place
        done
    fi
    sed '1,/^$/d' "$made/taken" >> "$made/$room.pot" # our header stands there, without a date
    cmp -s "$made/$room.pot" "po/$room.pot" && continue
    case $1 in
    write) cp "$made/$room.pot" "po/$room.pot" ;;
    *) stale=1 && echo "po/$room.pot is behind the sources: ninja -C build words" ;;
    esac
done
exit $stale
