#!/bin/sh
# compile.sh OUTPUT FILE...: the rooms of one language as one catalogue; formats must fit those of the code.
set -u
output=$1
shift
all=$output.po
sh "$(dirname "$0")/join.sh" "$all" "$@" && msgfmt --check-format --output-file="$output" "$all"
status=$?
rm -f "$all"
exit $status
