# strip(line): a line of C without comments and without what stands in quotes. Call it for each line.
function strip(line, out, mark, quote) {
    if (FNR == 1)
        in_comment = 0
    while (1) {
        if (in_comment) {
            if (!index(line, "*/"))
                return out
            line = substr(line, index(line, "*/") + 2)
            in_comment = 0
        }
        if (!match(line, /["']|\/[*\/]/))
            return out line
        mark = substr(line, RSTART, 2)
        quote = substr(mark, 1, 1)
        out = out substr(line, 1, RSTART - 1)
        line = substr(line, RSTART + (quote == "/" ? 2 : 1))
        if (mark == "//")
            return out
        if (mark == "/*") {
            in_comment = 1
            continue
        }
        out = out quote quote
        if (quote == "\"" ? !match(line, /^([^"\\]|\\.)*"/) : !match(line, /^([^'\\]|\\.)*'/))
            return out
        line = substr(line, RLENGTH + 1)
    }
}

function found(why) {
    print FILENAME ":" FNR ": " why
}
