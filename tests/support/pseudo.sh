#!/bin/sh
# pseudo.sh FOLDER STAMP POT...: FOLDER/xx/LC_MESSAGES/daybook.mo, of all rooms, by pseudo.awk.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
stamp=$2
shift 2
mkdir -p "$folder/xx/LC_MESSAGES"
sh "$here/../../po/join.sh" "$stamp.pot" "$@"
awk -f "$here/pseudo.awk" "$stamp.pot" > "$stamp.po"
msgfmt --check-format --output-file="$folder/xx/LC_MESSAGES/daybook.mo" "$stamp.po"
: > "$stamp"
