# The top level holds what it should; each room says what it is for.
for entry in *; do
    case $entry in
    meson.build | README.md | src | include | tests | themes | config | po) ;;
    build*) ;; # where people build; not in the repository
    *) echo "$entry: does not belong at the top" ;;
    esac
done
find src tests -mindepth 1 -type d ! -path 'tests/*/*' | sort | while read -r room; do
    if [ ! -f "$room/README.md" ]; then
        echo "$room: has no README.md"
    elif [ "$(wc -l < "$room/README.md")" -gt 20 ]; then
        echo "$room/README.md: over 20 lines"
    fi
done
find include -mindepth 2 -name '*.h' | sort | while read -r door; do
    room=$(basename "$(dirname "$door")")
    [ -d "src/$room" ] || echo "$door: the door of no room"
done
