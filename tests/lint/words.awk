# What people read, where it stands in C: sentences and names of two words or more. Said in the tone of the house
# (short, no exclamation marks, nobody is begged or praised). WORDS=list prints all of them, for a proof-reader or a
# translator; tables hold most of the rest (config/, core/kind_fields.h).
function look(text) {
    if (text !~ /[A-Za-z][a-z]* [A-Za-z(]/ || text ~ /^(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|WITH| FROM) /)
        return
    if (ENVIRON["WORDS"] == "list")
        found(text)
    else if (tolower(text) ~ /(^|[^a-z])(please|oops|sorry|successfully|simply)([^a-z]|$)/ || text ~ /[a-z]!( |$)/)
        found("not the tone of the house: " text)
}

# Like strip(), with what stands in double quotes given to look().
function read(line, text) {
    if (line ~ /^[ \t]*#[ \t]*include/)
        return
    gsub(/'([^'\\]|\\.)'/, "", line)
    while (1) {
        if (open) {
            if (!index(line, "*/"))
                return
            line = substr(line, index(line, "*/") + 2)
            open = 0
        }
        if (!match(line, /"|\/[*\/]/))
            return
        text = substr(line, RSTART, 2)
        line = substr(line, RSTART + (text ~ /^"/ ? 1 : 2))
        if (text == "//")
            return
        open = text == "/*"
        if (open)
            continue
        if (!match(line, /^([^"\\]|\\.)*"/))
            return
        look(substr(line, 1, RLENGTH - 1))
        line = substr(line, RLENGTH + 1)
    }
}

FNR == 1 {
    open = 0
}

{
    read($0)
}
