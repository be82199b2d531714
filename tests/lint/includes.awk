# Calls go down only; rooms side by side do not know each other; each library has its one place.
BEGIN {
    floor["base"] = 0
    floor["core"] = 1
    floor["store"] = floor["files"] = 2
    floor["app"] = 3
    floor["ui"] = floor["cli"] = 4
    home["sqlite3.h"] = "src/store/"
    home["yaml.h"] = home["csv.h"] = home["json-c/json.h"] = "src/files/"
    home["ncurses.h"] = home["curses.h"] = home["ncursesw/ncurses.h"] = "src/ui/screen.c"
    home["term.h"] = "src/ui/screen_terminfo.c"
}

function check_floor(target, parts, mine) {
    split(FILENAME, parts, "/")
    mine = parts[2]
    if (!(mine in floor) || mine == target)
        return
    if (floor[target] > floor[mine])
        found("upward include: " mine " knows nothing of " target)
    else if (floor[target] == floor[mine])
        found("sideways include: " mine " and " target " do not know each other")
}

FNR == 1 {
    in_comment = 0
}

/^[ \t]*#[ \t]*include/ {
    name = $0
    sub(/^[^<"]*[<"]/, "", name)
    sub(/[>"].*/, "", name)
    if (name in home && index(FILENAME, home[name]) != 1)
        found("<" name "> outside " home[name])
    if ($0 !~ /</) {
        first = name
        sub(/\/.*/, "", first)
        if (first in floor && name ~ /\//)
            check_floor(first)
        else if (name ~ /\// && !(name ~ /^\.\.\/[^\/]*_internal\.h$/ && FILENAME ~ /^src\/[^\/]*\/[^\/]*\//))
            found("\"" name "\" is no door")
        else if (name !~ /\// && name !~ /_internal\.(h|def)$/ && name !~ /\.def$/)
            found("\"" name "\" is neither a door nor an internal header")
    }
}
