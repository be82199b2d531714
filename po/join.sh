#!/bin/sh
# join.sh OUTPUT FILE...: the rooms of one language as one file. What is a word in one room and the one of a pair in
# another is the pair, which answers to both; msgcat alone refuses that.
set -eu
output=$1
shift
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
at=0
for file in "$@"; do
    at=$((at + 1))
    msgcat --no-wrap --output-file="$made/$at.po" "$file"
done
awk '
    function key(text, from) {
        from = index(text, "msgid \"")
        text = substr(text, from)
        sub(/\nmsg(id_plural|str).*/, "", text)
        return text
    }
    BEGIN { RS = "" }
    pass == 1 && /\nmsgid_plural / { pairs[key($0)] = 1 }
    pass == 2 && (/\nmsgid_plural / || !(key($0) in pairs)) { print $0 "\n" > (FILENAME ".joined") }
' pass=1 "$made"/*.po pass=2 "$made"/*.po
msgcat --use-first --no-wrap --output-file="$output" "$made"/*.joined
