# What gcov says of each file, added up by floor; `lines`: the files below 90 % too.
/^File '/ {
    file = $0
    gsub(/^File '|'$/, "", file)
}
/^Lines executed:/ {
    if (match(file, /src\/[a-z]+\/[^\/]*\.c$/)) {
        split($0, part, /[:% ]+/)
        name = substr(file, RSTART + 4)
        floor = name
        sub(/\/.*/, "", floor)
        total[floor] += part[5]
        hit[floor] += part[5] * part[3] / 100
        if (part[3] < 90)
            low[name] = sprintf("%6.1f %% of %4d lines  %s", part[3], part[5], name)
    }
    file = ""
}
END {
    split("base core store files app ui cli", floors, " ")
    for (i = 1; i in floors; i++) {
        floor = floors[i]
        if (!total[floor])
            continue
        share = 100 * hit[floor] / total[floor]
        printf "%-6s %5.1f %% of %d lines\n", floor, share, total[floor]
        if (floor ~ /^(base|core|store)$/ && share < 90)
            bad = 1
    }
    if (lines)
        for (name in low)
            print low[name]
    exit bad
}
