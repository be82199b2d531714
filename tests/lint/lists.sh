# What lies in a folder is listed in its meson.build, and the lists of shipped files are sorted.
listed() { # MESON NAME
    grep -q "'$2'" "$1" || echo "$1: $2 is not listed"
}
find src -mindepth 2 -name '*.c' | sort | while read -r file; do
    floor=$(echo "$file" | cut -d/ -f1-2)
    listed "$floor/meson.build" "${file#"$floor"/}"
done
for file in tests/unit/test_*.c; do
    [ -f "$file" ] || continue
    name=${file#tests/unit/test_}
    listed tests/meson.build "${name%.c}"
done
for folder in config themes; do
    find "$folder" -type f ! -name meson.build ! -name README.md ! -name '.*' | sort | while read -r file; do
        listed "$folder/meson.build" "${file#"$folder"/}"
    done
    sed -n "s/^  '\([^']*\)',\$/\1/p" "$folder/meson.build" | LC_ALL=C sort -c 2>/dev/null ||
        echo "$folder/meson.build: the list is not sorted"
done
